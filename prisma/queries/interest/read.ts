/** Rates that a company entered, waivers of its items, and what a computation needs of items. */
import type { AgreedTerms, LateItem } from '../../../domain/interest/item-charges.ts';
import type { RateRow } from '../../../domain/interest/reference-rates.ts';
import { owedTypes, type ItemState } from '../../../domain/vocabulary/ledger.ts';
import type { LateCharge } from '../../../domain/vocabulary/interest.ts';
import type { Db } from '../../client.ts';
import { toIsoDate, toMinor } from '../../convert.ts';

export interface EnteredRateRow extends RateRow {
  id: string;
  createdBy: string;
  createdAt: Date;
}

/** Those that count, newest effect first. */
export async function readEnteredRates(db: Db, legalEntityId: string): Promise<EnteredRateRow[]> {
  const rows = await db.enteredRate.findMany({
    where: { legalEntityId, removedAt: null },
    orderBy: [{ fromOn: 'desc' }, { id: 'desc' }],
  });
  return rows.map(({ id, rate, fromOn, ratePpm, source, createdBy, createdAt }) => ({
    id,
    rate,
    fromOn: toIsoDate(fromOn),
    ratePpm,
    source,
    isConfirmed: true,
    enteredBy: createdBy,
    createdBy,
    createdAt,
  }));
}

/** What the charges of a customer's items are computed from. */
export interface LateInterestContext {
  rates: EnteredRateRow[];
  items: (StoredLateItem & { waived: LateCharge[] })[];
}

export async function readLateInterestContext(
  db: Db,
  { entityId, itemIds }: { entityId: string; itemIds: readonly string[] },
): Promise<LateInterestContext> {
  const ids = [...itemIds];
  // One after the other: a transaction has one connection.
  const rates = await readEnteredRates(db, entityId);
  const items = await db.openItem.findMany({
    where: { legalEntityId: entityId, id: { in: ids }, type: { in: [...owedTypes] } },
    select: itemFields,
  });
  const waivers = await db.chargeWaiver.findMany({
    where: { itemId: { in: ids }, endedAt: null },
    select: { itemId: true, charge: true },
  });
  const waivedOf = (id: string) => waivers.flatMap(({ itemId, charge }) => (itemId === id ? [charge] : []));
  return { rates, items: items.map((row) => ({ ...lateItem(row), waived: waivedOf(row.id) })) };
}

/** Removed or not. */
export async function readEnteredRate(db: Db, { entityId, rateId }: { entityId: string; rateId: string }) {
  return db.enteredRate.findFirst({ where: { id: rateId, legalEntityId: entityId } });
}

export async function readLateTerms(db: Db, legalEntityId: string): Promise<AgreedTerms> {
  const entity = await db.legalEntity.findUniqueOrThrow({
    where: { id: legalEntityId },
    select: {
      country: true,
      currency: true,
      lateInterestPct: true,
      lateInterestKind: true,
      fixedCompensationMinor: true,
    },
  });
  return {
    country: entity.country,
    currency: entity.currency,
    percent: entity.lateInterestPct === null ? null : entity.lateInterestPct.toString(),
    kind: entity.lateInterestKind,
    compensationMinor: entity.fixedCompensationMinor === null ? null : toMinor(entity.fixedCompensationMinor),
  };
}

/** An item as it is stored. */
export interface StoredLateItem extends LateItem {
  id: string;
  customerId: string;
  isOpen: boolean;
}

const itemFields = {
  id: true,
  customerId: true,
  dueOn: true,
  openMinor: true,
  currency: true,
  state: true,
  allocations: { select: { amountMinor: true, payment: { select: { receivedOn: true } } } },
} as const;

/** Null where it is no item of the entity, or one that nobody can be late with. */
export async function readLateItem(
  db: Db,
  { entityId, itemId }: { entityId: string; itemId: string },
): Promise<StoredLateItem | null> {
  const row = await db.openItem.findFirst({
    where: { id: itemId, legalEntityId: entityId, type: { in: ['invoice', 'debit_note'] } },
    select: itemFields,
  });
  return row === null ? null : lateItem(row);
}

/** Everything open of the entity that was due before a day. */
export async function readOverdueItems(
  db: Db,
  { entityId, before }: { entityId: string; before: Date },
): Promise<StoredLateItem[]> {
  const rows = await db.openItem.findMany({
    where: {
      legalEntityId: entityId,
      state: 'open',
      type: { in: ['invoice', 'debit_note'] },
      dueOn: { lt: before },
    },
    select: itemFields,
  });
  return rows.map(lateItem);
}

function lateItem({
  allocations,
  dueOn,
  openMinor,
  state,
  ...row
}: {
  id: string;
  customerId: string;
  dueOn: Date;
  openMinor: bigint;
  currency: string;
  state: ItemState;
  allocations: { amountMinor: bigint; payment: { receivedOn: Date } }[];
}): StoredLateItem {
  return {
    ...row,
    isOpen: state === 'open',
    dueOn: toIsoDate(dueOn),
    openMinor: toMinor(openMinor),
    payments: allocations.map(({ amountMinor, payment }) => ({
      paidOn: toIsoDate(payment.receivedOn),
      amountMinor: toMinor(amountMinor),
    })),
  };
}

export interface WaiverRow {
  id: string;
  charge: LateCharge;
  reason: string;
  createdBy: string;
  createdAt: Date;
}

/** Those that stand, oldest first. */
export async function readWaivers(db: Db, itemId: string): Promise<WaiverRow[]> {
  return db.chargeWaiver.findMany({
    where: { itemId, endedAt: null },
    select: { id: true, charge: true, reason: true, createdBy: true, createdAt: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

export async function readWaiver(db: Db, { customerId, waiverId }: { customerId: string; waiverId: string }) {
  return db.chargeWaiver.findFirst({ where: { id: waiverId, customerId } });
}

/** What reminders added to an item, oldest first. */
export async function readAddedCharges(db: Db, itemId: string) {
  const rows = await db.addedCharge.findMany({
    where: { itemId },
    select: { charge: true, level: true, amountMinor: true, currency: true, addedOn: true, actionId: true },
    orderBy: [{ addedOn: 'asc' }, { level: 'asc' }, { charge: 'asc' }],
  });
  return rows.map(({ amountMinor, addedOn, ...row }) => ({
    ...row,
    amountMinor: toMinor(amountMinor),
    addedOn: toIsoDate(addedOn),
  }));
}
