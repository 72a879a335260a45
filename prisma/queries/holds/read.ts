/** Holds, as far as anyone who places one has to know of them. */
import type { IsoDate } from '../../../domain/model/common.ts';
import type { Db } from '../../client.ts';
import { toIsoDateOrNull } from '../../convert.ts';

export async function isHoldOf(db: Db, { holdId, customerId }: { holdId: string; customerId: string }) {
  return (await db.hold.count({ where: { id: holdId, customerId } })) > 0;
}

/** Ends of the holds that run on these items; null: until released. */
export async function runningHolds(db: Db, itemIds: string[]): Promise<Map<string, IsoDate | null>> {
  const rows = await db.hold.findMany({
    where: { itemId: { in: itemIds }, releasedAt: null },
    select: { itemId: true, until: true },
  });
  return new Map(rows.map(({ itemId, until }) => [itemId, toIsoDateOrNull(until)]));
}
