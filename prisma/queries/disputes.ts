/** Disputes: writes, each inside the caller's transaction. */
import type { IsoDate } from '../../domain/model/common.ts';
import type { DisputeReason } from '../../domain/vocabulary.ts';
import type { Db } from '../client.ts';
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
