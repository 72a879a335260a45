/** Links into pages without account. Tokens arrive hashed; nothing here opens a door. */
import type { LinkKind } from '../../domain/vocabulary.ts';
import type { Db } from '../client.ts';

export interface NewLink {
  kind: LinkKind;
  tokenHash: string;
  legalEntityId: string;
  customerId: string;
  itemIds?: string[];
  questionId?: string | null;
  commentId?: string | null;
  messageId?: string | null;
  recipientEmail: string | null;
  recipientName: string;
  language: string;
  /** Null: made by the system for a message. */
  createdBy?: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** Answers the id of the new link. */
export async function createLink(db: Db, link: NewLink): Promise<string> {
  const { id } = await db.pageLink.create({ data: link, select: { id: true } });
  return id;
}

const opened = {
  id: true,
  kind: true,
  legalEntityId: true,
  customerId: true,
  itemIds: true,
  questionId: true,
  commentId: true,
  recipientEmail: true,
  recipientName: true,
  language: true,
  expiresAt: true,
  revokedAt: true,
  customer: { select: { interactivePages: true, timeZone: true } },
} as const;

export type OpenedLink = NonNullable<Awaited<ReturnType<typeof linkByHash>>>;

/** Whatever its state; the caller looks at kind, expiry and revocation. */
export async function linkByHash(db: Db, tokenHash: string) {
  return db.pageLink.findUnique({ where: { tokenHash }, select: opened });
}

/** A browser that has shown a code sent to this address, not too long ago. */
export async function isVerifiedDevice(
  db: Db,
  device: { idHash: string; kind: LinkKind; legalEntityId: string; email: string },
  now: Date,
): Promise<boolean> {
  const { idHash, kind, legalEntityId, email } = device;
  const count = await db.pageDevice.count({
    where: { idHash, kind, legalEntityId, email: email.toLowerCase(), expiresAt: { gt: now } },
  });
  return count > 0;
}
