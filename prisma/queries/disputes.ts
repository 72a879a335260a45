/** Disputes: writes, each inside the caller's transaction. */
import type { IsoDate } from '../../domain/model/common.ts';
import type { DisputeReason } from '../../domain/vocabulary.ts';
import { Prisma, type Db } from '../client.ts';
import { fromIsoDate } from '../convert.ts';
import type { ByUser } from './qualification.ts';

export interface NewDispute extends ByUser {
  reason: DisputeReason;
  resolver: string | null;
  deadlineOn: IsoDate | null;
  comment: string | null;
  items: { itemId: string; amountMinor: number | null }[];
}

export async function createDispute(db: Db, dispute: NewDispute): Promise<string> {
  const { customerId, userId, at, reason, resolver, deadlineOn, comment, items } = dispute;
  const { id } = await db.dispute.create({
    data: {
      customerId,
      reason,
      resolver,
      deadlineOn: deadlineOn === null ? null : fromIsoDate(deadlineOn),
      comment,
      createdAt: at,
      createdBy: userId,
      items: { create: items },
    },
    select: { id: true },
  });
  return id;
}

/** Answers the items of the dispute, or null when it is not open. */
export async function resolveDispute(
  db: Db,
  {
    disputeId,
    customerId,
    resolution,
    at,
  }: { disputeId: string; customerId: string; resolution: string | null; at: Date },
): Promise<string[] | null> {
  const { count } = await db.dispute.updateMany({
    where: { id: disputeId, customerId, state: 'open' },
    data: { state: 'resolved', resolvedAt: at, resolution },
  });
  if (count === 0) return null;
  const rows = await db.disputeItem.findMany({ where: { disputeId }, select: { itemId: true } });
  return rows.map(({ itemId }) => itemId);
}

export async function isDisputeOf(
  db: Db,
  { disputeId, customerId }: { disputeId: string; customerId: string },
) {
  return (await db.dispute.count({ where: { id: disputeId, customerId } })) > 0;
}

/**
 * A credit for a document goes first against what of it is disputed (engine.md, point 5): the disputed part comes down
 * with the line, so that the rest that is asked for stays what it was.
 */
export async function lowerDisputedParts(
  tx: Db,
  credits: readonly { itemId: string; reducesMinor: number }[],
): Promise<void> {
  const credited = credits.filter(({ reducesMinor }) => reducesMinor > 0);
  if (credited.length === 0) return;
  await tx.$executeRaw(Prisma.sql`
    WITH credited AS (
      SELECT c."itemId", sum(c.minor) AS minor
      FROM unnest(${credited.map(({ itemId }) => itemId)}::uuid[],
                  ${credited.map(({ reducesMinor }) => reducesMinor)}::bigint[]) AS c("itemId", minor)
      GROUP BY c."itemId"
    ),
    parts AS (
      SELECT x."disputeId", x."itemId", x."amountMinor", c.minor,
             sum(x."amountMinor") OVER (PARTITION BY x."itemId" ORDER BY d."createdAt", d."id") - x."amountMinor" AS earlier
      FROM "DisputeItem" x JOIN credited c ON c."itemId" = x."itemId" JOIN "Dispute" d ON d."id" = x."disputeId"
      WHERE d."state" = 'open' AND x."amountMinor" IS NOT NULL
    )
    UPDATE "DisputeItem" x
    SET "amountMinor" = p."amountMinor" - least(p."amountMinor", greatest(0, p.minor - p.earlier))
    FROM parts p WHERE x."disputeId" = p."disputeId" AND x."itemId" = p."itemId"`);
}
