/** Rows of links by which a person chooses a password. */
import type { Db, Prisma } from '../../client.ts';
import { hashToken } from '../../hashes.ts';

const linkSelect = {
  id: true,
  kind: true,
  expiresAt: true,
  usedAt: true,
  user: { select: { id: true, email: true, name: true, language: true, disabledAt: true } },
} satisfies Prisma.AccountLinkSelect;

export type StoredAccountLink = Prisma.AccountLinkGetPayload<{ select: typeof linkSelect }>;

export async function readAccountLink(db: Db, id: string): Promise<StoredAccountLink | null> {
  return db.accountLink.findUnique({ where: { id }, select: linkSelect });
}

export async function accountLinkByToken(db: Db, token: string): Promise<StoredAccountLink | null> {
  return db.accountLink.findUnique({ where: { tokenHash: hashToken(token) }, select: linkSelect });
}
