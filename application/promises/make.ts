/** A promise to pay is made, whether a person enters it alone or gives items the status. */
import { accepted } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { placePromise } from '../../domain/promise/parts.ts';
import { checkPromise } from '../../domain/qualification/checks.ts';
import { standingPromises } from '../../prisma/queries/promises/read.ts';
import { createPromise, lowerPromises } from '../../prisma/queries/promises/write.ts';
import type { FactScope } from '../act.ts';
import { lockNamedItems, type MadeOfItems, type NamedItem } from '../named-items.ts';
import { endReplaced } from './replace.ts';

/** @throws RefusedError for a day or amount that cannot be, or an item that is not open */
export async function makePromise(
  scope: FactScope,
  wanted: {
    promisedOn: IsoDate;
    items: NamedItem[];
    comment: string | null;
    /** It is an instalment of this plan. */
    planId?: string;
  },
): Promise<MadeOfItems> {
  const { tx, customerId, userId, at, today } = scope;
  const { promisedOn, comment, planId } = wanted;
  const named = await lockNamedItems(scope, wanted.items);
  const parts = accepted(checkPromise({ promisedOn, today, items: named }));
  const openById = new Map(named.map((item) => [item.id, item.openMinor]));
  const standing = await standingPromises(
    tx,
    parts.map(({ id }) => id),
  );
  const placed = parts.map(({ id, amountMinor }) => ({
    itemId: id,
    amountMinor,
    ...placePromise({
      openMinor: openById.get(id) ?? 0,
      promisedOn,
      amountMinor,
      standing: standing.get(id) ?? [],
    }),
  }));
  for (const { itemId, lowered } of placed) await lowerPromises(tx, itemId, lowered);
  const items = placed.map(({ itemId, openMinor, amountMinor }) => ({ itemId, openMinor, amountMinor }));
  const id = await createPromise(tx, { customerId, userId, at, promisedOn, comment, planId, items });
  return {
    id,
    items,
    ended: await endReplaced(scope, placed, `promise/${id}`),
    event: {
      key: `promise/${id}/made`,
      kind: 'promise_made',
      data: { promiseId: id, promisedOn, ...(comment ? { comment } : {}), ...(planId ? { planId } : {}) },
      itemIds: items.map(({ itemId }) => itemId),
    },
  };
}
