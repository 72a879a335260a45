import { forgottenBefore, secondsUntil, waitsOf } from '../../../domain/attempts/waits.ts';
import { Prisma, type Db } from '../../client.ts';
import { timestamp } from '../../statement.ts';

export interface AttemptLimit {
  key: string;
  /** Attempts before the delay begins. */
  freeAttempts: number;
}

/**
 * Takes one attempt before the password is looked at, so that guesses sent at once are counted one by one: counting
 * and looking up the wait are one statement, and which wait follows which failure is said by `waitsOf`. Answers 0, or
 * the seconds to wait; a refused attempt is not counted.
 */
export async function takeAttempt(db: Db, { key, freeAttempts }: AttemptLimit, now: Date): Promise<number> {
  const waits = waitsOf(freeAttempts);
  const failures = Prisma.sql`
    CASE WHEN f."lastAt" < ${timestamp(forgottenBefore(now))} THEN 1 ELSE f."failures" + 1 END`;
  const blockedUntil = (count: Prisma.Sql) => Prisma.sql`
    ${timestamp(now)} + make_interval(secs => (${waits}::float8[])[least(${count}, ${waits.length}::int)])`;
  const taken = await db.$queryRaw<{ key: string }[]>(Prisma.sql`
    INSERT INTO "SignInFailure" AS f ("key", "failures", "lastAt", "blockedUntil")
    VALUES (${key}, 1, ${timestamp(now)}, ${blockedUntil(Prisma.sql`1`)})
    ON CONFLICT ("key") DO UPDATE SET
      "failures" = ${failures}, "lastAt" = ${timestamp(now)}, "blockedUntil" = ${blockedUntil(failures)}
    WHERE f."blockedUntil" <= ${timestamp(now)}
    RETURNING f."key"`);
  if (taken.length > 0) return 0;
  const row = await db.signInFailure.findUnique({ where: { key } });
  return secondsUntil(row?.blockedUntil ?? now, now);
}

/** Gives an attempt back after a success: it was no failure. */
export async function returnAttempt(db: Db, key: string, now: Date): Promise<void> {
  await db.signInFailure.updateMany({
    where: { key, failures: { gt: 0 } },
    data: { failures: { decrement: 1 }, blockedUntil: now },
  });
}

/** The owner of the account is here: the count of this key starts again. */
export async function clearAttempts(db: Db, key: string): Promise<void> {
  await db.signInFailure.deleteMany({ where: { key } });
}
