/** Items that somebody names, held until the end of the transaction. */
import { RefusedError } from '../domain/errors.ts';
import { lockItems, type QualifiableItem } from '../prisma/queries/items/lock.ts';
import type { FactEvent, FactScope } from './act.ts';

/** An item with the part of it that is meant; without amount: all of it. */
export interface NamedItem {
  itemId: string;
  amountMinor?: number | undefined;
}

/** What was made of items, a promise or a dispute. */
export interface MadeOfItems {
  id: string;
  items: { itemId: string; amountMinor: number | null }[];
  /** What is recorded where nothing else records it. */
  event: FactEvent;
  /** Promises that it takes the place of. */
  ended: FactEvent[];
}

type Scope = Pick<FactScope, 'tx' | 'customerId'>;

/** @throws RefusedError `not_found` when one of them is not this customer's */
export async function lockItemsOf({ tx, customerId }: Scope, itemIds: string[]): Promise<QualifiableItem[]> {
  const wanted = [...new Set(itemIds)];
  const items = await lockItems(tx, customerId, wanted);
  if (items.length !== wanted.length) throw new RefusedError('not_found');
  return items;
}

/** @throws RefusedError `not_found` when one of them is not this customer's */
export async function lockNamedItems(
  scope: Scope,
  named: NamedItem[],
): Promise<(QualifiableItem & { amountMinor: number | null })[]> {
  const items = await lockItemsOf(
    scope,
    named.map(({ itemId }) => itemId),
  );
  const amounts = new Map(named.map(({ itemId, amountMinor }) => [itemId, amountMinor ?? null]));
  return items.map((item) => ({ ...item, amountMinor: amounts.get(item.id) ?? null }));
}

/** In the order in which they are recorded. */
export function eventsOf({ event, ended }: Pick<MadeOfItems, 'event' | 'ended'>): FactEvent[] {
  return [...ended, event];
}
