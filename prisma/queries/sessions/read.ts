/** Sessions and the counting of failed sign-ins. Tokens arrive hashed; nothing here opens a door. */
import type { UserRole } from '../../../domain/vocabulary/accounts.ts';
import { prepared, Prisma, type Db } from '../../client.ts';

export interface SessionUser {
  sessionHash: string;
  userId: string;
  email: string;
  name: string;
  role: UserRole;
  language: string;
}

/** The legal entity that is asked about, of which the user is a member. */
export interface MemberEntity {
  id: string;
  code: string;
  name: string;
  currency: string;
  country: string;
  timeZone: string;
}

export interface SessionAccess {
  user: SessionUser;
  /** Null also where the user is no member of it, as for one that does not exist. */
  entity: MemberEntity | null;
}

interface AccessRow extends Omit<SessionUser, 'sessionHash'> {
  expiresAt: Date;
  entity: MemberEntity | null;
}

/**
 * Whose session it is and whether the entity is theirs, in one statement: every request asks. Null for a session that
 * has ended or whose account is disabled.
 */
export async function readAccess(
  db: Db,
  { idHash, entityId, now }: { idHash: string; entityId: string | null; now: Date },
): Promise<SessionAccess | null> {
  const [row] = await db.$queryRaw<AccessRow[]>(Prisma.sql`${prepared}
    SELECT u."id" AS "userId", u."email", u."name", u."role"::text AS "role", u."language", s."expiresAt",
      CASE WHEN e."id" IS NOT NULL THEN json_build_object('id', e."id", 'code', e."code", 'name', e."name",
        'currency', e."currency", 'country', e."country", 'timeZone', e."timeZone") END AS "entity"
    FROM "Session" s
    JOIN "User" u ON u."id" = s."userId" AND u."disabledAt" IS NULL
    LEFT JOIN "Membership" m ON m."userId" = u."id" AND m."legalEntityId" = ${entityId}::uuid
    LEFT JOIN "LegalEntity" e ON e."id" = m."legalEntityId"
    WHERE s."idHash" = ${idHash}`);
  if (row === undefined || row.expiresAt <= now) return null;
  const { expiresAt: _expiresAt, entity, ...user } = row;
  return { user: { sessionHash: idHash, ...user }, entity };
}

/** The user of a session that has not ended, whose account is not disabled; null otherwise. */
export async function readSession(db: Db, idHash: string, now: Date): Promise<SessionUser | null> {
  return (await readAccess(db, { idHash, entityId: null, now }))?.user ?? null;
}

export async function isKnownDevice(
  db: Db,
  { idHash, userId }: { idHash: string; userId: string },
): Promise<boolean> {
  return (await db.knownDevice.count({ where: { idHash, userId } })) > 0;
}
