import { type Db } from '../../client.ts';

/** Ends the sessions of the user; `but` stays: the one that asks. */
export async function endOtherSessions(db: Db, userId: string, but: string): Promise<void> {
  await db.session.deleteMany({ where: { userId, idHash: { not: but } } });
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
