/** Rows of promises to pay. */
import type { IsoDate } from '../../../domain/model/common.ts';
import type { Placed } from '../../../domain/promise/parts.ts';
import type { FactsTransaction } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';

export interface NewPromise {
  customerId: string;
  userId: string | null;
  at: Date;
  promisedOn: IsoDate;
  comment: string | null;
  /** Of a payment plan. */
  planId?: string | undefined;
  items: { itemId: string; openMinor: number; amountMinor: number | null }[];
}

/** Answers the id of the new promise. */
export async function createPromise(
  tx: FactsTransaction,
  { customerId, userId, at, promisedOn, comment, planId, items }: NewPromise,
): Promise<string> {
  const { id } = await tx.promiseToPay.create({
    data: {
      customerId,
      promisedOn: fromIsoDate(promisedOn),
      comment,
      createdAt: at,
      createdBy: userId,
      planId: planId ?? null,
      items: { create: items },
    },
    select: { id: true },
  });
  return id;
}

/** Answers the id of the new plan; its instalments are promises that name it. */
export async function createPlan(
  tx: FactsTransaction,
  {
    customerId,
    userId,
    at,
    currency,
    endsWhenMissed,
  }: Pick<NewPromise, 'customerId' | 'userId' | 'at'> & { currency: string; endsWhenMissed: boolean },
): Promise<string> {
  const { id } = await tx.paymentPlan.create({
    data: { customerId, currency, endsWhenMissed, createdAt: at, createdBy: userId },
    select: { id: true },
  });
  return id;
}

/** Answers false when it is not open. */
export async function cancelPromise(
  tx: FactsTransaction,
  { promiseId, customerId, at }: { promiseId: string; customerId: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.promiseToPay.updateMany({
    where: { id: promiseId, customerId, state: 'open' },
    data: { state: 'cancelled', settledAt: at },
  });
  return count === 1;
}

/** Kept or broken. */
export async function settlePromise(
  tx: FactsTransaction,
  { promiseId, state, at }: { promiseId: string; state: 'kept' | 'broken'; at: Date },
): Promise<void> {
  await tx.promiseToPay.update({ where: { id: promiseId }, data: { state, settledAt: at } });
}

/** Promises of a later day count from what an earlier one will have left over. */
export async function lowerPromises(
  tx: FactsTransaction,
  itemId: string,
  lowered: Placed['lowered'],
): Promise<void> {
  for (const { promiseId, openMinor } of lowered) {
    await tx.promiseItem.update({
      where: { promiseId_itemId: { promiseId, itemId } },
      data: { openMinor: BigInt(openMinor) },
    });
  }
}

export async function takeItemsOff(
  tx: FactsTransaction,
  promiseId: string,
  itemIds: string[],
): Promise<void> {
  await tx.promiseItem.deleteMany({ where: { promiseId, itemId: { in: itemIds } } });
}

/** Of a promise that was never meant: nothing of it stays. */
export async function deletePromise(tx: FactsTransaction, promiseId: string): Promise<void> {
  await tx.promiseToPay.delete({ where: { id: promiseId } });
}

/** As it stood before something took its place at `replacedAt`; false when it has been settled otherwise. */
export async function restorePromise(
  tx: FactsTransaction,
  { id, items }: { id: string; items: NewPromise['items'] },
  replacedAt: Date,
): Promise<boolean> {
  const { count } = await tx.promiseToPay.updateMany({
    where: { id, OR: [{ state: 'open' }, { state: 'cancelled', settledAt: replacedAt }] },
    data: { state: 'open', settledAt: null },
  });
  if (count === 0) return false;
  await tx.promiseItem.deleteMany({ where: { promiseId: id } });
  await tx.promiseItem.createMany({ data: items.map((item) => ({ promiseId: id, ...item })) });
  return true;
}
