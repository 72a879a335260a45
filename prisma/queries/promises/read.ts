/** Promises to pay, as far as a new one has to know of them. */
import type { StandingPart } from '../../../domain/promise/parts.ts';
import { type Db, Prisma } from '../../client.ts';
import { toMinor } from '../../convert.ts';

export async function promisedItemIds(db: Db, promiseId: string): Promise<string[]> {
  const rows = await db.promiseItem.findMany({ where: { promiseId }, select: { itemId: true } });
  return rows.map(({ itemId }) => itemId);
}

/** How many items a promise has besides these. */
export async function countOtherItems(db: Db, promiseId: string, itemIds: string[]): Promise<number> {
  return db.promiseItem.count({ where: { promiseId, itemId: { notIn: itemIds } } });
}

export async function isPromiseOf(
  db: Db,
  { promiseId, customerId }: { promiseId: string; customerId: string },
) {
  return (await db.promiseToPay.count({ where: { id: promiseId, customerId } })) > 0;
}

/** The open promises of each item, as far as it has any. */
export async function standingPromises(db: Db, itemIds: string[]): Promise<Map<string, StandingPart[]>> {
  const rows = await db.$queryRaw<
    { itemId: string; promiseId: string; promisedOn: string; openMinor: bigint; amountMinor: bigint | null }[]
  >(Prisma.sql`
    SELECT n."itemId", n."promiseId", p."promisedOn"::text AS "promisedOn", n."openMinor", n."amountMinor"
    FROM "PromiseItem" n JOIN "PromiseToPay" p ON p."id" = n."promiseId"
    WHERE p."state" = 'open' AND n."itemId"::text = ANY(${itemIds})
    ORDER BY p."promisedOn", p."id"`);
  const parts = rows.map(({ itemId, openMinor, amountMinor, ...row }) => ({
    itemId,
    part: {
      ...row,
      openMinor: toMinor(openMinor),
      amountMinor: amountMinor === null ? null : toMinor(amountMinor),
    },
  }));
  return new Map(
    [...Map.groupBy(parts, ({ itemId }) => itemId)].map(([itemId, group]) => [
      itemId,
      group.map(({ part }) => part),
    ]),
  );
}

/** The items of a plan, in the order in which its instalments pay them: the oldest first. */
export async function planItems(db: Db, itemIds: string[]): Promise<{ id: string; currency: string }[]> {
  return db.openItem.findMany({
    where: { id: { in: itemIds } },
    select: { id: true, currency: true },
    orderBy: [{ dueOn: 'asc' }, { issuedOn: 'asc' }, { number: 'asc' }, { instalment: 'asc' }, { id: 'asc' }],
  });
}

/** Open instalments beside one that was missed, where its plan ends with it. */
export async function endedInstalments(
  db: Db,
  missedId: string,
): Promise<{ id: string; planId: string; itemIds: string[] }[]> {
  const rows = await db.promiseToPay.findMany({
    where: {
      id: { not: missedId },
      state: 'open',
      plan: { endsWhenMissed: true, instalments: { some: { id: missedId } } },
    },
    select: { id: true, planId: true, items: { select: { itemId: true } } },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id, planId, items }) => ({
    id,
    planId: planId!,
    itemIds: items.map(({ itemId }) => itemId),
  }));
}
