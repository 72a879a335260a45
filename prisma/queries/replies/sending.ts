/** What is known of a sender and of what came before, while something said arrives. */
import type { CommentSource } from '../../../domain/vocabulary/replies.ts';
import type { PortalCodeRule } from '../../../domain/vocabulary/visitors.ts';
import { type Db, Prisma } from '../../client.ts';

/** Submissions of one customer are taken one after the other, so that quotas and keys hold under load. */
export async function lockSubmissionsOf(tx: Db, customerId: string): Promise<void> {
  await tx.$executeRaw(
    Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`submission/${customerId}`}, 0))`,
  );
}

export interface EarlierSubmission {
  id: string;
  createdAt: Date;
  contentSha256: string | null;
  itemIds: string[];
}

export async function submissionByKey(db: Db, submissionKey: string): Promise<EarlierSubmission | null> {
  const row = await db.comment.findUnique({
    where: { submissionKey },
    select: { id: true, createdAt: true, contentSha256: true, items: { select: { itemId: true } } },
  });
  return row === null ? null : { ...row, itemIds: row.items.map(({ itemId }) => itemId) };
}

/**
 * When the number of comments since `since` reaches `limit`, the instant of the one that has to grow older than the
 * window first; null while there is room.
 */
export async function quotaReachedAt(
  db: Db,
  by: ({ linkId: string } | { customerId: string }) & { source: CommentSource },
  { since, limit }: { since: Date; limit: number },
): Promise<Date | null> {
  const rows = await db.comment.findMany({
    where: { ...by, createdAt: { gt: since } },
    orderBy: { createdAt: 'desc' },
    take: limit,
    select: { createdAt: true },
  });
  return rows.length < limit ? null : (rows.at(-1)?.createdAt ?? null);
}

export interface UploadOfLink {
  id: string;
  sha256: string;
}

/** Files named, as far as this link uploaded them and they wait for a comment, or belong to this one. */
export async function uploadsOfLink(
  db: Db,
  { linkId, fileIds, commentId }: { linkId: string; fileIds: string[]; commentId: string | null },
): Promise<UploadOfLink[]> {
  const rows = await db.commentFile.findMany({
    where: {
      id: { in: fileIds },
      linkId,
      OR: [{ commentId: null }, ...(commentId === null ? [] : [{ commentId }])],
    },
    select: { id: true, file: { select: { sha256: true } } },
  });
  return rows.map(({ id, file }) => ({ id, sha256: file.sha256 ?? '' }));
}

/** Whose customer a reply is about, and whether its entity asks for a code. */
export interface ReplyPlace {
  collectorId: string | null;
  portalCode: PortalCodeRule;
}

/** Null when the customer is gone. */
export async function readReplyPlace(
  db: Db,
  { legalEntityId, customerId }: { legalEntityId: string; customerId: string },
): Promise<ReplyPlace | null> {
  const customer = await db.customer.findFirst({
    where: { id: customerId, legalEntityId },
    select: { collectorId: true, legalEntity: { select: { portalCode: true } } },
  });
  return customer && { collectorId: customer.collectorId, portalCode: customer.legalEntity.portalCode };
}

/** Those who may look after a customer: the collector, who stands in for them, and administrators; disabled ones too. */
export async function readCaretakers(
  db: Db,
  { legalEntityId, collectorId }: { legalEntityId: string; collectorId: string | null },
) {
  const rows = await db.user.findMany({
    where: {
      memberships: { some: { legalEntityId } },
      OR: [
        { role: 'administrator' },
        ...(collectorId === null ? [] : [{ id: collectorId }, { deputyOf: { some: { id: collectorId } } }]),
      ],
    },
    orderBy: { email: 'asc' },
    select: {
      id: true,
      email: true,
      name: true,
      language: true,
      role: true,
      disabledAt: true,
      deputyOf: { select: { id: true } },
    },
  });
  return rows.map(({ deputyOf, disabledAt, ...user }) => ({
    ...user,
    isDisabled: disabledAt !== null,
    deputyOf: deputyOf.map(({ id }) => id),
  }));
}

/** Those of the items that are paid or closed by now. */
export async function closedAmong(db: Db, itemIds: string[]): Promise<{ id: string; number: string }[]> {
  if (itemIds.length === 0) return [];
  return db.openItem.findMany({
    where: { id: { in: itemIds }, OR: [{ state: 'cleared' }, { openMinor: 0 }] },
    select: { id: true, number: true },
    orderBy: [{ dueOn: 'asc' }, { number: 'asc' }],
  });
}

/** Currency by item, of those that are this customer's. */
export async function itemCurrencies(
  db: Db,
  customerId: string,
  itemIds: string[],
): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ id: string; currency: string }[]>(Prisma.sql`
    SELECT "id", "currency" FROM "OpenItem" WHERE "customerId" = ${customerId}::uuid AND "id"::text = ANY(${itemIds})`);
  return new Map(rows.map(({ id, currency }) => [id, currency]));
}
