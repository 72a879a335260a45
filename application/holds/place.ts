/** Items are held: they are not chased until a day, or until released. */
import { accepted } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { checkHold } from '../../domain/qualification/checks.ts';
import { createHolds, releaseHoldsOf } from '../../prisma/queries/holds/write.ts';
import type { FactEvent, FactScope } from '../act.ts';
import { lockItemsOf } from '../named-items.ts';

export interface Held {
  holdIds: string[];
  itemIds: string[];
  event: FactEvent;
}

/**
 * A hold for each item; one that stands on an item already is replaced.
 *
 * @throws RefusedError for a day that cannot be, or an item that is not open
 */
export async function holdItems(
  scope: FactScope,
  wanted: { itemIds: string[]; until: IsoDate | null; reason: string },
): Promise<Held> {
  const { tx, customerId, userId, at, today } = scope;
  const items = await lockItemsOf(scope, wanted.itemIds);
  const { until, reason } = accepted(checkHold({ ...wanted, items, today }));
  const itemIds = items.map(({ id }) => id);
  await releaseHoldsOf(tx, { customerId, itemIds, at });
  const holdIds = await createHolds(tx, { customerId, userId, at, itemIds, until, reason });
  return {
    holdIds,
    itemIds,
    event: {
      key: `hold/${holdIds[0]}/made`,
      kind: 'item_held',
      data: { holdIds, until, reason },
      itemIds,
    },
  };
}
