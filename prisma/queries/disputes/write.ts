/** Rows of disputes. */
import type { IsoDate } from '../../../domain/model/common.ts';
import type { DisputeReason } from '../../../domain/vocabulary/replies.ts';
import { Prisma, type FactsTransaction } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';

export interface NewDispute {
  customerId: string;
  userId: string | null;
  at: Date;
  reason: DisputeReason;
  resolver: string | null;
  deadlineOn: IsoDate | null;
  comment: string | null;
  items: { itemId: string; amountMinor: number | null }[];
}

/** Answers the id of the new dispute. */
export async function createDispute(tx: FactsTransaction, dispute: NewDispute): Promise<string> {
  const { customerId, userId, at, reason, resolver, deadlineOn, comment, items } = dispute;
  const { id } = await tx.dispute.create({
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

/** Answers false when it is not open. */
export async function resolveDispute(
  tx: FactsTransaction,
  {
    disputeId,
    customerId,
    resolution,
    at,
  }: { disputeId: string; customerId: string; resolution: string | null; at: Date },
): Promise<boolean> {
  const { count } = await tx.dispute.updateMany({
    where: { id: disputeId, customerId, state: 'open' },
    data: { state: 'resolved', resolvedAt: at, resolution },
  });
  return count === 1;
}

/** Of a dispute that was never meant: nothing of it stays. */
export async function deleteDispute(tx: FactsTransaction, disputeId: string): Promise<void> {
  await tx.dispute.delete({ where: { id: disputeId } });
}

/**
 * A credit for a document goes first against what of it is disputed (engine.md, point 5): the disputed part comes down
 * with the line, so that the rest that is asked for stays what it was.
 */
export async function lowerDisputedParts(
  tx: FactsTransaction,
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
