import { randomUUID } from 'node:crypto';
import type { AccountLinkKind } from '../../../domain/vocabulary/accounts.ts';
import type { Db } from '../../client.ts';
import { hashToken } from '../../hashes.ts';
import { accountLinkHours, accountToken } from './read.ts';

const hourMs = 3_600_000;

export interface NewAccountLink {
  userId: string;
  kind: AccountLinkKind;
  at: Date;
  /** Null: asked for at the sign-in page. */
  createdBy: string | null;
  secret: string;
}

/** Makes a link; earlier ones of the account stop working. */
export async function makeAccountLink(
  db: Db,
  { userId, kind, at, createdBy, secret }: NewAccountLink,
): Promise<{ id: string; token: string; expiresAt: Date }> {
  await endAccountLinks(db, userId, at);
  const expiresAt = new Date(at.getTime() + accountLinkHours[kind] * hourMs);
  const id = randomUUID();
  const token = accountToken(secret, id);
  await db.accountLink.create({
    data: { id, userId, kind, createdAt: at, expiresAt, createdBy, tokenHash: hashToken(token) },
  });
  return { id, token, expiresAt };
}

/** Whatever was sent to the account opens nothing any more. */
export async function endAccountLinks(db: Db, userId: string, at: Date): Promise<void> {
  await db.accountLink.updateMany({
    where: { userId, usedAt: null, expiresAt: { gt: at } },
    data: { expiresAt: at },
  });
}

/** Takes the link: of two that show the same token at once, one gets true. */
export async function useAccountLink(db: Db, id: string, at: Date): Promise<boolean> {
  const { count } = await db.accountLink.updateMany({
    where: { id, usedAt: null, expiresAt: { gt: at } },
    data: { usedAt: at },
  });
  return count === 1;
}
