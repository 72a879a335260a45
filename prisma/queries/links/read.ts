/** Links into pages without account (P-13): made here only, stored hashed, ended by time or by a person. */
import type { LinkKind } from '../../../domain/vocabulary/visitors.ts';
import { Prisma, type Db } from '../../client.ts';

const opened = {
  id: true,
  kind: true,
  legalEntityId: true,
  customerId: true,
  itemIds: true,
  questionId: true,
  commentId: true,
  letterId: true,
  recipientEmail: true,
  recipientName: true,
  language: true,
  expiresAt: true,
  revokedAt: true,
  customer: { select: { interactivePages: true, timeZone: true } },
} as const;

export type OpenedLink = NonNullable<Awaited<ReturnType<typeof linkByHash>>>;

/** Regardless of its state; the caller looks at kind, expiry and revocation. */
export async function linkByHash(db: Db, tokenHash: string) {
  return db.pageLink.findUnique({ where: { tokenHash }, select: opened });
}

/** The same of one that is named, and held by nobody. */
export async function linkById(db: Db, id: string): Promise<OpenedLink | null> {
  return db.pageLink.findUnique({ where: { id }, select: opened });
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
