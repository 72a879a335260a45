/** Promises that something newer takes the place of. */
import { countOtherItems } from '../../prisma/queries/promises/read.ts';
import { cancelPromise, takeItemsOff } from '../../prisma/queries/promises/write.ts';
import type { FactEvent, FactScope } from '../act.ts';

/**
 * Takes the items off each promise that lost them; one without items is cancelled and keeps its rows, for whoever
 * reads what was promised.
 *
 * @param by what takes its place: `promise/<id>` or `dispute/<id>`, which wakes the case
 */
export async function endReplaced(
  { tx, customerId, at }: FactScope,
  placed: { itemId: string; replaced: string[] }[],
  by: string,
): Promise<FactEvent[]> {
  const itemIdsOf = Map.groupBy(
    placed.flatMap(({ itemId, replaced }) => replaced.map((promiseId) => ({ promiseId, itemId }))),
    ({ promiseId }) => promiseId,
  );
  const ended: FactEvent[] = [];
  for (const [promiseId, entries] of itemIdsOf) {
    const itemIds = entries.map(({ itemId }) => itemId);
    if ((await countOtherItems(tx, promiseId, itemIds)) === 0)
      await cancelPromise(tx, { promiseId, customerId, at });
    else await takeItemsOff(tx, promiseId, itemIds);
    ended.push({
      key: `promise/${promiseId}/replaced/${by}`,
      kind: 'promise_cancelled',
      data: { promiseId, replacedBy: by },
      itemIds,
      changesFacts: false,
    });
  }
  return ended;
}
