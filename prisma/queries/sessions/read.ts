/** Sessions and the counting of failed sign-ins. Tokens arrive hashed; nothing here opens a door. */
import type { UserRole } from '../../../domain/vocabulary/accounts.ts';
import { type Db } from '../../client.ts';

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

export async function isKnownDevice(
  db: Db,
  { idHash, userId }: { idHash: string; userId: string },
): Promise<boolean> {
  return (await db.knownDevice.count({ where: { idHash, userId } })) > 0;
}
