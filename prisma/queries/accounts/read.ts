import type { Prisma } from '../../client.ts';
import { type Db } from '../../client.ts';

/** What sign-in needs of an account; `email` in small letters. */
export async function readCredentials(db: Db, email: string) {
  return db.user.findUnique({
    where: { email },
    select: {
      id: true,
      email: true,
      name: true,
      role: true,
      language: true,
      passwordHash: true,
      disabledAt: true,
    },
  });
}

/** Of these entities, those that no administrator who can sign in is left for. */
export async function entitiesWithoutAdministrator(db: Db, entityIds: string[]): Promise<string[]> {
  const rows = await db.legalEntity.findMany({
    where: {
      id: { in: entityIds },
      memberships: {
        none: { user: { role: 'administrator', disabledAt: null, passwordHash: { not: noPassword } } },
      },
    },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Stands where a hash would: no password fits. */
export const noPassword = 'none';

export const userSelect = {
  id: true,
  email: true,
  name: true,
  phone: true,
  role: true,
  language: true,
  deputyId: true,
  deputy: { select: { name: true } },
  disabledAt: true,
  passwordSetAt: true,
  createdAt: true,
  memberships: { select: { legalEntity: { select: { id: true, code: true, name: true } } } },
  accountLinks: {
    orderBy: { createdAt: 'desc' },
    take: 1,
    select: { kind: true, createdAt: true, expiresAt: true, usedAt: true },
  },
} as const satisfies Prisma.UserSelect;

export type UserRow = Prisma.UserGetPayload<{ select: typeof userSelect }>;

/** Members of a legal entity, by name. */
export async function listUsers(db: Db, entityId: string) {
  return db.user.findMany({
    where: { memberships: { some: { legalEntityId: entityId } } },
    select: userSelect,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}

export async function readUser(db: Db, { entityId, userId }: { entityId: string; userId: string }) {
  return db.user.findFirst({
    where: { id: userId, memberships: { some: { legalEntityId: entityId } } },
    select: userSelect,
  });
}

/** What a person reads of their own account. */
export async function readAccount(db: Db, userId: string) {
  return db.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      id: true,
      email: true,
      name: true,
      phone: true,
      language: true,
      passwordHash: true,
      passwordSetAt: true,
    },
  });
}

/** Legal entities in whose history a change of the account stands. */
export async function entityIdsOf(db: Db, userId: string): Promise<string[]> {
  const rows = await db.membership.findMany({ where: { userId }, select: { legalEntityId: true } });
  return rows.map(({ legalEntityId }) => legalEntityId);
}

/** Whose deputy somebody is, as far as those people still work here. */
export async function deputyForIds(db: Db, userId: string): Promise<string[]> {
  const rows = await db.user.findMany({
    where: { deputyId: userId, disabledAt: null },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}
