import { hash, verify } from '@node-rs/argon2';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { RefusedError } from '../../domain/errors.ts';

let decoy: Promise<string> | undefined;

let estimator: ZxcvbnFactory | undefined;

/** Of a longer text the beginning is judged: the estimate takes time, and this much is enough to be hard to guess. */
const judgedLength = 64;

/**
 * Throws `password_common` for passwords of public lists and what is made of them: repeated, counted up, along the
 * keyboard, with other signs, or from the person's own name and address. What would be guessed within a hundred
 * million tries is refused (A1).
 */
export function refuseCommonPassword(password: string, ownWords: string[]): void {
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  const words = ownWords.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  const judged = estimator.check(password.slice(0, judgedLength), ['relance', ...words.filter(Boolean)]);
  if (judged.score < 3) throw new RefusedError('password_common');
}

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
