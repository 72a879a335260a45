/** Rows of entered rates and waivers. */
import type { IsoDate } from '../../../domain/model/common.ts';
import type { LateCharge, ReferenceRate } from '../../../domain/vocabulary/interest.ts';
import type { Db, FactsTransaction } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';

export interface NewRate {
  rate: ReferenceRate;
  fromOn: IsoDate;
  ratePpm: number;
  source: string;
}

/** In the place of anything that was entered for the same day. Answers its id. */
export async function enterRate(
  db: Db,
  { entityId, userId, at, ...row }: NewRate & { entityId: string; userId: string; at: Date },
): Promise<string> {
  const fromOn = fromIsoDate(row.fromOn);
  await removeRateOf(db, { entityId, rate: row.rate, fromOn, at });
  const { id } = await db.enteredRate.create({
    data: { ...row, fromOn, legalEntityId: entityId, createdBy: userId, createdAt: at },
    select: { id: true },
  });
  return id;
}

async function removeRateOf(
  db: Db,
  { entityId, rate, fromOn, at }: { entityId: string; rate: ReferenceRate; fromOn: Date; at: Date },
): Promise<void> {
  await db.enteredRate.updateMany({
    where: { legalEntityId: entityId, rate, fromOn, removedAt: null },
    data: { removedAt: at },
  });
}

/** False when it is removed already. */
export async function removeRate(db: Db, { rateId, at }: { rateId: string; at: Date }): Promise<boolean> {
  const { count } = await db.enteredRate.updateMany({
    where: { id: rateId, removedAt: null },
    data: { removedAt: at },
  });
  return count > 0;
}

/** Counts again, instead of what was entered for that day since. */
export async function restoreRate(
  db: Db,
  { row, at }: { row: { id: string; legalEntityId: string; rate: ReferenceRate; fromOn: Date }; at: Date },
): Promise<void> {
  await removeRateOf(db, { entityId: row.legalEntityId, rate: row.rate, fromOn: row.fromOn, at });
  await db.enteredRate.update({ where: { id: row.id }, data: { removedAt: null } });
}

/** Answers their ids in the order of the charges. */
export async function createWaivers(
  tx: FactsTransaction,
  {
    charges,
    ...row
  }: {
    customerId: string;
    itemId: string;
    charges: readonly LateCharge[];
    reason: string;
    createdBy: string;
    createdAt: Date;
  },
): Promise<string[]> {
  const rows = await tx.chargeWaiver.createManyAndReturn({
    data: charges.map((charge) => ({ ...row, charge })),
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** False when it has ended already. */
export async function endWaiver(
  tx: FactsTransaction,
  { waiverId, at }: { waiverId: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.chargeWaiver.updateMany({
    where: { id: waiverId, endedAt: null },
    data: { endedAt: at },
  });
  return count > 0;
}
