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
