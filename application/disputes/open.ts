/** A dispute is opened, whether a person enters it alone or gives items the status. */
import { accepted } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { checkDispute } from '../../domain/qualification/checks.ts';
import type { DisputeReason } from '../../domain/vocabulary/replies.ts';
import { createDispute } from '../../prisma/queries/disputes/write.ts';
import { standingPromises } from '../../prisma/queries/promises/read.ts';
import type { FactScope } from '../act.ts';
import { lockNamedItems, type MadeOfItems, type NamedItem } from '../named-items.ts';
import { endReplaced } from '../promises/replace.ts';

export interface WantedDispute {
  reason: DisputeReason;
  items: NamedItem[];
  resolver: string | null;
  deadlineOn: IsoDate | null;
  comment: string | null;
}

/** @throws RefusedError for a day or amount that cannot be, or an item that is not open or disputed already */
export async function openDispute(scope: FactScope, wanted: WantedDispute): Promise<MadeOfItems> {
  const { tx, customerId, userId, at, today } = scope;
  const { items: wantedItems, ...about } = wanted;
  const { reason, deadlineOn, comment } = about;
  const named = await lockNamedItems(scope, wantedItems);
  const parts = accepted(checkDispute({ items: named, today, ...(deadlineOn ? { deadlineOn } : {}) }));
  const items = parts.map(({ id, amountMinor }) => ({ itemId: id, amountMinor }));
  const id = await createDispute(tx, { ...about, customerId, userId, at, items });
  // Anyone who disputes all of a line does not mean to pay it on the day promised before.
  const whole = items.filter(({ amountMinor }) => amountMinor === null).map(({ itemId }) => itemId);
  const standing = await standingPromises(tx, whole);
  const replacing = [...standing].map(([itemId, promises]) => ({
    itemId,
    replaced: promises.map(({ promiseId }) => promiseId),
  }));
  return {
    id,
    items,
    ended: await endReplaced(scope, replacing, `dispute/${id}`),
    event: {
      key: `dispute/${id}/opened`,
      kind: 'dispute_opened',
      data: { disputeId: id, reason, ...(comment ? { comment } : {}) },
      itemIds: items.map(({ itemId }) => itemId),
    },
  };
}
