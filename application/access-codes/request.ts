/** A visitor asks for a code. */
import { codeExpiry, codeLimit, secondsUntilNextCode } from '../../domain/links/access-code.ts';
import type { Db } from '../../prisma/client.ts';
import { codesAskedSince } from '../../prisma/queries/access-codes/read.ts';
import { createCode, lockCodesOf } from '../../prisma/queries/access-codes/write.ts';

/** Asks for a code for the address of a link; a number: too many were asked for, wait so many seconds. */
export async function requestCode(
  db: Db,
  { linkId, email, at }: { linkId: string; email: string; at: Date },
): Promise<{ codeId: string } | { waitSeconds: number }> {
  await lockCodesOf(db, linkId);
  const since = new Date(at.getTime() - codeLimit.lengthMs);
  const waitSeconds = secondsUntilNextCode(
    await codesAskedSince(db, { linkId, since, most: codeLimit.codes }),
    at,
  );
  if (waitSeconds > 0) return { waitSeconds };
  return { codeId: await createCode(db, { linkId, email, createdAt: at, expiresAt: codeExpiry(at) }) };
}
