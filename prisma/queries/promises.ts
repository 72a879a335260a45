/** Promises to pay: writes, each inside the caller's transaction. Keeping and breaking them is the case's. */
import type { IsoDate } from '../../domain/model/common.ts';
import type { Placed, StandingPart } from '../../domain/promise/parts.ts';
import { Prisma, type Db } from '../client.ts';
import { fromIsoDate, toMinor } from '../convert.ts';
import type { ByUser } from './qualification.ts';

export interface NewPromise extends ByUser {
  promisedOn: IsoDate;
  comment: string | null;
  items: { itemId: string; openMinor: number; amountMinor: number | null }[];
}

/** Answers the id of the new promise. */
export async function createPromise(
  db: Db,
  { customerId, userId, at, promisedOn, comment, items }: NewPromise,
) {
  const { id } = await db.promiseToPay.create({
    data: {
      customerId,
      promisedOn: fromIsoDate(promisedOn),
      comment,
      createdAt: at,
      createdBy: userId,
      items: { create: items },
    },
    select: { id: true },
  });
  return id;
}

/** Answers the items of the promise, or null when it is not open. */
export async function cancelPromise(
  db: Db,
  { promiseId, customerId, at }: { promiseId: string; customerId: string; at: Date },
) {
  const { count } = await db.promiseToPay.updateMany({
    where: { id: promiseId, customerId, state: 'open' },
    data: { state: 'cancelled', settledAt: at },
  });
  return count === 0 ? null : promisedItemIds(db, promiseId);
}

async function promisedItemIds(db: Db, promiseId: string): Promise<string[]> {
  const rows = await db.promiseItem.findMany({ where: { promiseId }, select: { itemId: true } });
  return rows.map(({ itemId }) => itemId);
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

/** Promises of a later day count from what the new one will have left over. */
export async function lowerPromises(db: Db, itemId: string, lowered: Placed['lowered']): Promise<void> {
  for (const { promiseId, openMinor } of lowered) {
    await db.promiseItem.update({
      where: { promiseId_itemId: { promiseId, itemId } },
      data: { openMinor: BigInt(openMinor) },
    });
  }
}

/**
 * Takes items off a promise that something newer has taken the place of; without items it is cancelled. Its rows stay
 * in that case, for whoever reads what was promised.
 */
export async function takeOffPromise(
  db: Db,
  { promiseId, itemIds, at }: { promiseId: string; itemIds: string[]; at: Date },
): Promise<void> {
  const staying = await db.promiseItem.count({ where: { promiseId, itemId: { notIn: itemIds } } });
  if (staying === 0) {
    await db.promiseToPay.update({ where: { id: promiseId }, data: { state: 'cancelled', settledAt: at } });
    return;
  }
  await db.promiseItem.deleteMany({ where: { promiseId, itemId: { in: itemIds } } });
}
