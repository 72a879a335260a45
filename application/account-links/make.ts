/** A link by which a person chooses a password: it works once, and the newest only. */
import { randomUUID } from 'node:crypto';
import { accountLinkExpiry } from '../../domain/links/account-link.ts';
import type { AccountLinkKind } from '../../domain/vocabulary/accounts.ts';
import type { Db } from '../../prisma/client.ts';
import { hashToken } from '../../prisma/hashes.ts';
import { createAccountLink, endAccountLinks } from '../../prisma/queries/account-links/write.ts';
import { accountToken } from './token.ts';

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
  const expiresAt = accountLinkExpiry(kind, at);
  const id = randomUUID();
  const token = accountToken(secret, id);
  await createAccountLink(db, {
    id,
    userId,
    kind,
    createdAt: at,
    expiresAt,
    createdBy,
    tokenHash: hashToken(token),
  });
  return { id, token, expiresAt };
}
