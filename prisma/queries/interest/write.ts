/** Rows of entered rates, added charges and waivers. */
import type { ItemCharge } from '../../../domain/interest/asked-charges.ts';
import type { IsoDate } from '../../../domain/model/common.ts';
import type { LateCharge, ReferenceRate } from '../../../domain/vocabulary/interest.ts';
import { Prisma, type Db, type FactsTransaction } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';
import { json, type FactWrite } from '../../statement.ts';

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

/** What a reminder added, once it was performed; recorded twice, or by two at once, each stands once. */
export function addChargesWrite({
  customerId,
  actionId,
  charges,
}: {
  customerId: string;
  actionId: string;
  charges: readonly ItemCharge[];
}): FactWrite {
  const rows = charges.map(
    ({ itemId, charge, level, amountMinor, currency, addedOn, computation }) => Prisma.sql`(
      gen_random_uuid(), ${customerId}::uuid, ${itemId}::uuid, ${charge}::"LateCharge", ${level}, ${amountMinor}::bigint,
      ${currency}, ${addedOn}::date, ${json(computation)}, ${actionId}::uuid, (clock_timestamp() AT TIME ZONE 'UTC'))`,
  );
  return {
    as: 'charged',
    facts: true,
    sql: Prisma.sql`
      INSERT INTO "AddedCharge" ("id", "customerId", "itemId", "charge", "level", "amountMinor", "currency", "addedOn",
        "computation", "actionId", "createdAt")
      VALUES ${Prisma.join(rows, ', ')}
      ON CONFLICT DO NOTHING`,
  };
}
