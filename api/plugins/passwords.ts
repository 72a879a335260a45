import { hash, verify } from '@node-rs/argon2';

let decoy: Promise<string> | undefined;

/** Argon2id with the library's parameters (19 MiB, two passes), as recommended by OWASP. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Without a hash (unknown account) the same work is done on a decoy, so that the time tells nothing. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hash('a password that nobody has');
  const right = await verify(passwordHash ?? (await decoy), password);
  return right && passwordHash !== null;
}
