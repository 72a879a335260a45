/**
 * What a status does to items: promise, dispute, hold. The one place where each is made, whether a person asks for it
 * alone or gives a status; `ended` tells of promises that it takes the place of.
 */
import type { IsoDate } from '../../../domain/model/common.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { placePromise } from '../../../domain/promise/parts.ts';
import { checkDispute, checkHold, checkPromise } from '../../../domain/qualification/checks.ts';
import type { DisputeReason } from '../../../domain/vocabulary.ts';
import { createDispute } from '../../../prisma/queries/disputes.ts';
import {
  createPromise,
  lowerPromises,
  standingPromises,
  takeOffPromise,
} from '../../../prisma/queries/promises.ts';
import { createHolds, lockItems, type QualifiableItem } from '../../../prisma/queries/qualification.ts';
import { accepted, type FactScope, type Told } from '../../plugins/facts.ts';

/** An item with the part of it that is meant; without amount: all of it. */
export interface NamedItem {
  itemId: string;
  amountMinor?: number | undefined;
}

export interface Effect {
  id: string;
  items: { itemId: string; amountMinor: number | null }[];
  /** What is told where nothing else tells it. */
  told: Told;
  ended: Told[];
}

/** @throws RefusedError for a day or amount that cannot be, or an item that is not open */
export async function makePromise(
  scope: FactScope,
  wanted: { promisedOn: IsoDate; items: NamedItem[]; comment: string | null },
): Promise<Effect> {
  const { tx, customerId, userId, at, today } = scope;
  const { promisedOn, comment } = wanted;
  const named = await lockNamed(scope, wanted.items);
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
  const id = await createPromise(tx, { customerId, userId, at, promisedOn, comment, items });
  const ended = await endReplaced(scope, placed, `promise/${id}`);
  return {
    id,
    items,
    ended,
    told: {
      key: `promise/${id}/made`,
      kind: 'promise_made',
      data: { promiseId: id, promisedOn, ...(comment ? { comment } : {}) },
      itemIds: items.map(({ itemId }) => itemId),
    },
  };
}

/** @throws RefusedError for a day or amount that cannot be, or an item that is not open or disputed already */
export async function openDispute(
  scope: FactScope,
  wanted: {
    reason: DisputeReason;
    items: NamedItem[];
    resolver: string | null;
    deadlineOn: IsoDate | null;
    comment: string | null;
  },
): Promise<Effect> {
  const { tx, customerId, userId, at, today } = scope;
  const { reason, resolver, deadlineOn, comment } = wanted;
  const named = await lockNamed(scope, wanted.items);
  const parts = accepted(checkDispute({ items: named, today, ...(deadlineOn ? { deadlineOn } : {}) }));
  const items = parts.map(({ id, amountMinor }) => ({ itemId: id, amountMinor }));
  const id = await createDispute(tx, {
    customerId,
    userId,
    at,
    reason,
    resolver,
    deadlineOn,
    comment,
    items,
  });
  // Whoever disputes all of a line does not mean to pay it on the day promised before.
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
    told: {
      key: `dispute/${id}/opened`,
      kind: 'dispute_opened',
      data: { disputeId: id, reason, ...(comment ? { comment } : {}) },
      itemIds: items.map(({ itemId }) => itemId),
    },
  };
}

export interface Held {
  holdIds: string[];
  itemIds: string[];
  told: Told;
}

/** @throws RefusedError for a day that cannot be, or an item that is not open */
export async function holdItems(
  scope: FactScope,
  wanted: { itemIds: string[]; until: IsoDate | null; reason: string },
): Promise<Held> {
  const { tx, customerId, userId, at, today } = scope;
  const items = await lockOwn(scope, wanted.itemIds);
  const { until, reason } = accepted(checkHold({ ...wanted, items, today }));
  const itemIds = items.map(({ id }) => id);
  const holdIds = await createHolds(tx, { customerId, userId, at, itemIds, until, reason });
  return {
    holdIds,
    itemIds,
    told: {
      key: `hold/${holdIds[0]}/made`,
      kind: 'item_held',
      data: { holdIds, until, reason },
      itemIds,
    },
  };
}

/** Each promise that lost items to something newer, with those items. */
async function endReplaced(
  { tx, at }: FactScope,
  placed: { itemId: string; replaced: string[] }[],
  by: string,
): Promise<Told[]> {
  const itemIdsOf = Map.groupBy(
    placed.flatMap(({ itemId, replaced }) => replaced.map((promiseId) => ({ promiseId, itemId }))),
    ({ promiseId }) => promiseId,
  );
  const ended: Told[] = [];
  for (const [promiseId, entries] of itemIdsOf) {
    const itemIds = entries.map(({ itemId }) => itemId);
    await takeOffPromise(tx, { promiseId, itemIds, at });
    ended.push({
      key: `promise/${promiseId}/replaced/${by}`,
      kind: 'promise_cancelled',
      data: { promiseId, replacedBy: by },
      itemIds,
      // what takes its place wakes the case
      changesFacts: false,
    });
  }
  return ended;
}

/** @throws RefusedError `not_found` when one of them is not this customer's */
export async function lockOwn({ tx, customerId }: FactScope, itemIds: string[]): Promise<QualifiableItem[]> {
  const wanted = [...new Set(itemIds)];
  const items = await lockItems(tx, customerId, wanted);
  if (items.length !== wanted.length) throw new RefusedError('not_found');
  return items;
}

async function lockNamed(scope: FactScope, named: NamedItem[]) {
  const items = await lockOwn(
    scope,
    named.map(({ itemId }) => itemId),
  );
  const amounts = new Map(named.map(({ itemId, amountMinor }) => [itemId, amountMinor ?? null]));
  return items.map((item) => ({ ...item, amountMinor: amounts.get(item.id) ?? null }));
}
