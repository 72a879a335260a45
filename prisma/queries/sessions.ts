/** Sessions and the counting of failed sign-ins. Tokens arrive hashed; nothing here opens a door. */
import type { UserRole } from '../../domain/vocabulary/accounts.ts';
import { Prisma, type Db } from '../client.ts';

export interface SessionUser {
  sessionHash: string;
  userId: string;
  email: string;
  name: string;
  role: UserRole;
  language: string;
}

/** The user of a session that has not ended, whose account is not disabled; null otherwise. */
export async function readSession(db: Db, idHash: string, now: Date): Promise<SessionUser | null> {
  const session = await db.session.findUnique({
    where: { idHash },
    select: {
      expiresAt: true,
      user: { select: { id: true, email: true, name: true, role: true, language: true, disabledAt: true } },
    },
  });
  if (session === null || session.expiresAt <= now || session.user.disabledAt !== null) return null;
  const { id, email, name, role, language } = session.user;
  return { sessionHash: idHash, userId: id, email, name, role, language };
}

export interface NewSession {
  userId: string;
  idHash: string;
  expiresAt: Date;
  /** Hash of the device cookie set with it. */
  deviceHash: string;
  now: Date;
}

/** Opens a session, remembers the device, and removes the sessions of this user that have expired. */
export async function openSession(
  db: Db,
  { userId, idHash, expiresAt, deviceHash, now }: NewSession,
): Promise<void> {
  await db.session.deleteMany({ where: { userId, expiresAt: { lte: now } } });
  await db.session.create({ data: { idHash, userId, expiresAt, createdAt: now } });
  await db.knownDevice.createMany({ data: [{ idHash: deviceHash, userId }], skipDuplicates: true });
}

export async function endSession(db: Db, idHash: string): Promise<void> {
  await db.session.deleteMany({ where: { idHash } });
}

/** At a change of role or password, and when an account is disabled: every session ends at once. */
export async function endSessionsOf(db: Db, userId: string): Promise<void> {
  await db.session.deleteMany({ where: { userId } });
}

export async function isKnownDevice(
  db: Db,
  { idHash, userId }: { idHash: string; userId: string },
): Promise<boolean> {
  return (await db.knownDevice.count({ where: { idHash, userId } })) > 0;
}

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
