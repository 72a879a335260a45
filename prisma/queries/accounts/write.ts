import type { UserRole } from '../../../domain/vocabulary/accounts.ts';
import { Prisma, type Db } from '../../client.ts';
import { userSelect } from './read.ts';

/** Accounts whose role or state changes stand in line, so that two cannot both go as the last but one. */
export async function lockAccounts(db: Db): Promise<void> {
  await db.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended('accounts', 0))`);
}

export interface NewUser {
  entityIds: string[];
  email: string;
  name: string;
  phone: string | null;
  role: UserRole;
  language: string;
  passwordHash: string;
  /** Null: invited, and has not chosen one yet. */
  passwordSetAt: Date | null;
}

export async function createUser(db: Db, { entityIds, ...user }: NewUser) {
  return db.user.create({
    data: { ...user, memberships: { create: entityIds.map((legalEntityId) => ({ legalEntityId })) } },
    select: userSelect,
  });
}

export async function updateUser(
  db: Db,
  userId: string,
  changes: {
    email?: string;
    name?: string;
    phone?: string | null;
    role?: UserRole;
    language?: string;
    deputyId?: string | null;
    disabledAt?: Date | null;
    passwordHash?: string;
    passwordSetAt?: Date;
  },
) {
  return db.user.update({ where: { id: userId }, data: changes, select: userSelect });
}

/** The entities that the user is a member of, from now on. */
export async function setMemberships(db: Db, userId: string, entityIds: string[]): Promise<void> {
  await db.membership.deleteMany({ where: { userId, legalEntityId: { notIn: entityIds } } });
  await db.membership.createMany({
    data: entityIds.map((legalEntityId) => ({ userId, legalEntityId })),
    skipDuplicates: true,
  });
}

export async function addMembership(
  db: Db,
  membership: { userId: string; legalEntityId: string },
): Promise<void> {
  await db.membership.create({ data: membership });
}
