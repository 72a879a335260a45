import { Prisma, type Db } from '../../client.ts';

export interface AttemptLimit {
  key: string;
  /** Attempts before the delay begins. */
  freeAttempts: number;
}

const longestDelaySeconds = 900;
/** Without an attempt for this long the count starts again. */
const forgottenAfterHours = 24;

/**
 * Takes one attempt before the password is looked at, so that guesses sent at once are counted one by one.
 * The delay doubles with each failure after the free ones, up to a quarter of an hour. Answers 0, or the
 * seconds to wait; a refused attempt is not counted.
 */
export async function takeAttempt(db: Db, { key, freeAttempts }: AttemptLimit, now: Date): Promise<number> {
  const forgottenBefore = new Date(now.getTime() - forgottenAfterHours * 3_600_000);
  const taken = await db.$queryRaw<{ key: string }[]>(Prisma.sql`
    INSERT INTO "SignInFailure" AS f ("key", "failures", "lastAt", "blockedUntil")
    VALUES (${key}, 1, ${now}, ${now})
    ON CONFLICT ("key") DO UPDATE SET
      "failures" = CASE WHEN f."lastAt" < ${forgottenBefore} THEN 1 ELSE f."failures" + 1 END,
      "lastAt" = ${now},
      "blockedUntil" = CASE
        WHEN f."lastAt" < ${forgottenBefore} OR f."failures" + 1 < ${freeAttempts}::int THEN ${now}::timestamp
        ELSE ${now}::timestamp + make_interval(secs =>
          least(${longestDelaySeconds}::float8, power(2, least(20, f."failures" + 1 - ${freeAttempts}::int))::float8))
      END
    WHERE f."blockedUntil" <= ${now}::timestamp
    RETURNING f."key"`);
  if (taken.length > 0) return 0;
  const row = await db.signInFailure.findUnique({ where: { key } });
  const waitMs = (row?.blockedUntil.getTime() ?? now.getTime()) - now.getTime();
  return Math.max(1, Math.ceil(waitMs / 1000));
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
