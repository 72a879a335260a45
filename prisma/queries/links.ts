/** Links into pages without account (P-13): made here only, stored hashed, ended by time or by a person. */
import { randomBytes } from 'node:crypto';
import { tokenPrefixes } from '../../domain/links/token.ts';
import type { LinkKind } from '../../domain/vocabulary/visitors.ts';
import { Prisma, type Db } from '../client.ts';
import { hashToken } from '../hashes.ts';

/** How long the one-click link of an internal answer works. */
const integrationDays = 30;
const dayMs = 24 * 60 * 60_000;

export interface NewLink {
  kind: LinkKind;
  legalEntityId: string;
  customerId: string;
  /** Empty or absent: all items of the customer. */
  itemIds?: string[];
  /** Internal links: the question they carry. */
  questionId?: string | null;
  /** Integration links: the comment that they integrate. */
  commentId?: string | null;
  recipientEmail: string | null;
  recipientName: string;
  language: string;
  /** Null: made by the system for a message. */
  createdBy?: string | null;
  at: Date;
}

export interface IssuedLink {
  linkId: string;
  /** Whoever has it has what the link opens: it goes into the message or to the person who asked, nowhere else. */
  token: string;
  expiresAt: Date;
}

/**
 * Makes a link of 256 random bits. Only their hash is stored, so the token cannot be read again later. It expires
 * after the days that the entity has set for its kind.
 */
export async function issueLink(db: Db, link: NewLink): Promise<IssuedLink> {
  const { at, kind, recipientEmail, ...rest } = link;
  const days = await lifeInDays(db, kind, link.legalEntityId);
  const token = tokenPrefixes[kind] + randomBytes(32).toString('base64url');
  const expiresAt = new Date(at.getTime() + days * dayMs);
  const { id } = await db.pageLink.create({
    data: {
      ...rest,
      kind,
      recipientEmail: recipientEmail?.trim().toLowerCase() ?? null,
      tokenHash: hashToken(token),
      createdAt: at,
      expiresAt,
    },
    select: { id: true },
  });
  return { linkId: id, token, expiresAt };
}

async function lifeInDays(db: Db, kind: LinkKind, legalEntityId: string): Promise<number> {
  if (kind === 'integration') return integrationDays;
  const { linkDays, internalLinkDays } = await db.legalEntity.findUniqueOrThrow({
    where: { id: legalEntityId },
    select: { linkDays: true, internalLinkDays: true },
  });
  return kind === 'customer' ? linkDays : internalLinkDays;
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

/** Removes what was made for bytes that were never stored. */
export async function dropLinks(db: Db, linkIds: string[]): Promise<void> {
  if (linkIds.length === 0) return;
  await db.pageLink.deleteMany({ where: { id: { in: linkIds }, messageId: null } });
}

/**
 * The links belong to a message now, whose bytes were just stored with their tokens. Links of bytes that these
 * replaced are removed, except where an earlier attempt came as far as its end of data: somebody may hold those
 * bytes, and a message that left never has a dead link.
 */
export async function attachLinks(db: Db, linkIds: string[], messageId: string): Promise<void> {
  if (linkIds.length === 0) return;
  await db.pageLink.updateMany({ where: { id: { in: linkIds } }, data: { messageId } });
  const mayHaveLeft = await db.outboundAttempt.count({ where: { messageId, gatePassedAt: { not: null } } });
  if (mayHaveLeft > 0) return;
  await db.pageLink.deleteMany({ where: { messageId, id: { notIn: linkIds } } });
}

const listed = {
  id: true,
  kind: true,
  itemIds: true,
  questionId: true,
  recipientEmail: true,
  recipientName: true,
  language: true,
  createdBy: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  revokedBy: true,
  message: { select: { id: true, subject: true, state: true } },
  views: {
    orderBy: { lastAt: 'desc' },
    take: 50,
    select: { id: true, userAgent: true, verdict: true, count: true, firstAt: true, lastAt: true },
  },
} as const;

export type ListedLink = Awaited<ReturnType<typeof linksOfCustomer>>[number];

/** Newest first, with who opened them; without links made for a message that is not (yet) there. */
export async function linksOfCustomer(db: Db, { legalEntityId, customerId }: CustomerRef) {
  return db.pageLink.findMany({
    where: {
      legalEntityId,
      customerId,
      OR: [{ messageId: { not: null } }, { createdBy: { not: null } }],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 500,
    select: listed,
  });
}

interface CustomerRef {
  legalEntityId: string;
  customerId: string;
}

export interface Revocation {
  at: Date;
  /** Null: the system, for whom a better link was made. */
  userId: string | null;
}

/** Ends one link at once; null: there is no such link here. `changed: false`: it had been ended before. */
export async function revokeLink(
  db: Db,
  link: { legalEntityId: string; customerId: string; linkId: string },
  { at, userId }: Revocation,
): Promise<{ changed: boolean } | null> {
  const { linkId, ...where } = link;
  const { count } = await db.pageLink.updateMany({
    where: { id: linkId, ...where, revokedAt: null },
    data: { revokedAt: at, revokedBy: userId },
  });
  if (count === 1) return { changed: true };
  return (await db.pageLink.count({ where: { id: linkId, ...where } })) === 1 ? { changed: false } : null;
}

/** Ends every link of an entity that was made for an address (C5), and forgets its browsers. Answers the ended links. */
/** The one-click links of an answer end with its integration. */
export async function revokeIntegrationLinks(
  db: Db,
  { commentId, at, userId }: { commentId: string; at: Date; userId: string },
): Promise<void> {
  await db.pageLink.updateMany({
    where: { commentId, kind: 'integration', revokedAt: null },
    data: { revokedAt: at, revokedBy: userId },
  });
}

export async function revokeLinksOfAddress(
  db: Db,
  { legalEntityId, email }: { legalEntityId: string; email: string },
  { at, userId }: Revocation,
): Promise<{ id: string; customerId: string }[]> {
  const address = email.trim().toLowerCase();
  await db.pageDevice.deleteMany({ where: { legalEntityId, email: address } });
  return db.pageLink.updateManyAndReturn({
    where: { legalEntityId, recipientEmail: address, revokedAt: null },
    data: { revokedAt: at, revokedBy: userId },
    select: { id: true, customerId: true },
  });
}

const renewable = {
  kind: true,
  legalEntityId: true,
  customerId: true,
  itemIds: true,
  questionId: true,
  recipientEmail: true,
  recipientName: true,
  language: true,
  revokedAt: true,
} as const;

/** What a link that has expired opened. */
export async function readLink(db: Db, linkId: string) {
  return db.pageLink.findUnique({ where: { id: linkId }, select: renewable });
}

/** Whether the customer has a contact with this address now. */
export async function isContactAddress(db: Db, customerId: string, email: string): Promise<boolean> {
  const [found] = await db.$queryRaw<{ known: boolean }[]>(Prisma.sql`
    SELECT EXISTS (
      SELECT 1 FROM "Contact" p
      WHERE p."customerId" = ${customerId}::uuid AND lower(btrim(p."email")) = ${email.trim().toLowerCase()}
    ) AS known`);
  return found?.known ?? false;
}

/** Whether a link of the customer opens anything, and whether these items are the customer's. */
export async function mayHaveLinks(
  db: Db,
  customerId: string,
  itemIds: string[],
): Promise<{ pagesOn: boolean; ownItems: boolean }> {
  const wanted = [...new Set(itemIds)];
  const { interactivePages } = await db.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { interactivePages: true },
  });
  const own =
    wanted.length === 0 ? 0 : await db.openItem.count({ where: { customerId, id: { in: wanted } } });
  return { pagesOn: interactivePages, ownItems: own === wanted.length };
}
