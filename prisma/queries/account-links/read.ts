/**
 * Links by which a person chooses a password. The token stands only in the message that carries it: it is derived
 * from the installation's secret and the id of the row, so that composing twice gives the same one, and stored as a
 * hash. It works once, and the newest only.
 */
import { createHmac } from 'node:crypto';
import type { AccountLinkKind } from '../../../domain/vocabulary/accounts.ts';
import type { Db, Prisma } from '../../client.ts';
import { hashToken } from '../../hashes.ts';

/** How long each kind works: an invitation may lie over a week-end, a reset is asked for by whoever sits there. */
export const accountLinkHours: Record<AccountLinkKind, number> = { invitation: 7 * 24, reset: 1 };

/** 256 bits that nobody can tell without the secret. */
export function accountToken(secret: string, accountLinkId: string): string {
  return `ra_${createHmac('sha256', secret).update(`account-link/${accountLinkId}`).digest('base64url')}`;
}

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

/** Whether it opens its account now. */
export function isUsableLink(link: StoredAccountLink | null, now: Date): link is StoredAccountLink {
  return link !== null && link.usedAt === null && link.expiresAt > now && link.user.disabledAt === null;
}
