/** Rows of holds on items. */
import type { IsoDate } from '../../../domain/model/common.ts';
import type { FactsTransaction } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';

export interface NewHolds {
  customerId: string;
  userId: string | null;
  at: Date;
  itemIds: string[];
  /** First day on which the lines may be chased again; null: until released. */
  until: IsoDate | null;
  reason: string;
}

/** Those that stand on these items end. */
export async function releaseHoldsOf(
  tx: FactsTransaction,
  { customerId, itemIds, at }: { customerId: string; itemIds: string[]; at: Date },
): Promise<void> {
  await tx.hold.updateMany({
    where: { customerId, itemId: { in: itemIds }, releasedAt: null },
    data: { releasedAt: at },
  });
}

/** A hold for each item. Answers their ids in the order of the items. */
export async function createHolds(
  tx: FactsTransaction,
  { customerId, userId, at, itemIds, until, reason }: NewHolds,
): Promise<string[]> {
  const rows = await tx.hold.createManyAndReturn({
    data: itemIds.map((itemId) => ({
      customerId,
      itemId,
      until: until === null ? null : fromIsoDate(until),
      reason,
      createdBy: userId,
      createdAt: at,
    })),
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Answers the item of the hold, or null when it is released already. */
export async function releaseHold(
  tx: FactsTransaction,
  { holdId, customerId, at }: { holdId: string; customerId: string; at: Date },
) {
  const released = await tx.hold.updateManyAndReturn({
    where: { id: holdId, customerId, releasedAt: null },
    data: { releasedAt: at },
    select: { itemId: true },
  });
  return released[0]?.itemId ?? null;
}

/** Of holds that were never meant: nothing of them stays. */
export async function deleteHolds(tx: FactsTransaction, holdIds: string[]): Promise<void> {
  await tx.hold.deleteMany({ where: { id: { in: holdIds } } });
}

/** Those that ended at that instant stand again. */
export async function restoreHolds(tx: FactsTransaction, holdIds: string[], releasedAt: Date): Promise<void> {
  await tx.hold.updateMany({ where: { id: { in: holdIds }, releasedAt }, data: { releasedAt: null } });
}
