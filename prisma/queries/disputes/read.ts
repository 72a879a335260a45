/** Disputes, as far as anyone who changes one has to know of them. */
import type { Db } from '../../client.ts';

export async function isDisputeOf(
  db: Db,
  { disputeId, customerId }: { disputeId: string; customerId: string },
) {
  return (await db.dispute.count({ where: { id: disputeId, customerId } })) > 0;
}

/** Whether the dispute is this customer's, with its items; null where it is not. */
export async function disputedItemIds(
  db: Db,
  { disputeId, customerId }: { disputeId: string; customerId: string },
): Promise<string[] | null> {
  const dispute = await db.dispute.findFirst({
    where: { id: disputeId, customerId },
    select: { items: { select: { itemId: true } } },
  });
  return dispute === null ? null : dispute.items.map(({ itemId }) => itemId);
}
