import type { UserRole } from '../../domain/vocabulary.ts';
import type { Db } from '../client.ts';

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

const userSelect = {
  id: true,
  email: true,
  name: true,
  phone: true,
  role: true,
  language: true,
  deputyId: true,
  disabledAt: true,
  createdAt: true,
} as const;

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
    select: { ...userSelect, memberships: { select: { legalEntityId: true } } },
  });
}

export interface NewUser {
  entityId: string;
  email: string;
  name: string;
  phone: string | null;
  role: UserRole;
  language: string;
  passwordHash: string;
}

export async function createUser(db: Db, { entityId, ...user }: NewUser) {
  return db.user.create({
    data: { ...user, memberships: { create: { legalEntityId: entityId } } },
    select: userSelect,
  });
}

export async function updateUser(
  db: Db,
  userId: string,
  changes: {
    name?: string;
    phone?: string | null;
    role?: UserRole;
    language?: string;
    disabledAt?: Date | null;
    passwordHash?: string;
  },
) {
  return db.user.update({ where: { id: userId }, data: changes, select: userSelect });
}
