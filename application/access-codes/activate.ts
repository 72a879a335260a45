/** A code begins to work when the message that carries it is about to be frozen. */
import { codeExpiry } from '../../domain/links/access-code.ts';
import type { Db } from '../../prisma/client.ts';
import { dropOlderCodes, setCodeExpiry, storeCodeHash } from '../../prisma/queries/access-codes/write.ts';
import { codeHash, codeOf } from './code.ts';

/**
 * The message with the code is about to be frozen: from now on the code works, for its minutes, and older ones of the
 * link do not.
 */
export async function activateCode(
  db: Db,
  { secret, codeId, at }: { secret: string; codeId: string; at: Date },
): Promise<string> {
  const code = codeOf(secret, codeId);
  const armed = await storeCodeHash(db, {
    codeId,
    codeHash: codeHash(secret, codeId, code),
    expiresAt: codeExpiry(at),
  });
  await dropOlderCodes(db, { codeId, ...armed });
  return code;
}

/** Its minutes begin anew: it has not left yet, and the person who waits for it is not to get one that is over. */
export async function renewCode(db: Db, codeId: string, at: Date): Promise<void> {
  await setCodeExpiry(db, codeId, codeExpiry(at));
}
