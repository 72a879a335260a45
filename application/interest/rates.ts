/** The rates that a company counts late interest from: those of the product, and what it entered itself. */
import { lateLawOf } from '../../domain/interest/laws.ts';
import type { LateInterest } from '../../domain/interest/late-interest.ts';
import { itemCharges } from '../../domain/interest/item-charges.ts';
import {
  ppmToPercent,
  publishedRates,
  rateOn,
  withEnteredRates,
  type RateRow,
  type RateTable,
} from '../../domain/interest/reference-rates.ts';
import { differences } from '../../domain/audit/differences.ts';
import { RefusedError } from '../../domain/errors.ts';
import type { IsoDate, MinorByCurrency } from '../../domain/model/common.ts';
import { sumByCurrency } from '../../domain/money/amounts.ts';
import { euroRates, type ReferenceRate } from '../../domain/vocabulary/interest.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import { fromIsoDate, toIsoDate } from '../../prisma/convert.ts';
import {
  readEnteredRate,
  readEnteredRates,
  readLateTerms,
  readOverdueItems,
} from '../../prisma/queries/interest/read.ts';
import { enterRate, removeRate, restoreRate, type NewRate } from '../../prisma/queries/interest/write.ts';
import { changeEntitySettings, type SettingsChange } from '../settings.ts';

interface By {
  entityId: string;
  userId: string;
  at: Date;
}

/** The table as it counts for the company. */
export async function ratesOf(db: Db, entityId: string): Promise<RateTable> {
  return withEnteredRates(publishedRates, await readEnteredRates(db, entityId));
}

/**
 * Answers the id of the row. The same rate once more changes nothing and is the row that stands. Messages print what
 * is computed from it, so that those on their way stop and are made again.
 */
export async function addRate(db: PrismaClient, by: By, row: NewRate): Promise<string> {
  let rateId = '';
  await changeEntitySettings(db, by, async (tx) => {
    const before = sameDay(await readEnteredRates(tx, by.entityId), row);
    if (before !== undefined && before.ratePpm === row.ratePpm && before.source === row.source) {
      rateId = before.id;
      return null;
    }
    rateId = await enterRate(tx, { ...by, ...row });
    return rateChange({
      kind: 'rate_entered',
      rateId,
      before: before ?? sameDay(publishedRates.rows, row),
      after: row,
    });
  });
  return rateId;
}

/** @throws RefusedError `not_found` also where it is removed already */
export async function takeRateAway(db: PrismaClient, by: By, rateId: string): Promise<void> {
  await changeEntitySettings(db, by, async (tx) => {
    const row = await readEnteredRate(tx, { entityId: by.entityId, rateId });
    if (row === null || !(await removeRate(tx, { rateId, at: by.at }))) throw new RefusedError('not_found');
    const before = { ...row, fromOn: toIsoDate(row.fromOn) };
    return rateChange({ kind: 'rate_removed', rateId, before, after: sameDay(publishedRates.rows, before) });
  });
}

/** Takes a removal back. @throws RefusedError `not_found` */
export async function bringRateBack(db: PrismaClient, by: By, rateId: string): Promise<void> {
  await changeEntitySettings(db, by, async (tx) => {
    const row = await readEnteredRate(tx, { entityId: by.entityId, rateId });
    if (row === null) throw new RefusedError('not_found');
    if (row.removedAt === null) return null;
    await restoreRate(tx, { row, at: by.at });
    const after = { ...row, fromOn: toIsoDate(row.fromOn) };
    return rateChange({ kind: 'rate_entered', rateId, before: sameDay(publishedRates.rows, after), after });
  });
}

export interface RateConsequence {
  /** What counts on that day now; null: nothing before the table begins. */
  before: { percent: string; source: string; fromOn: IsoDate } | null;
  /** Whether the law of the company counts from this rate at all. */
  isUsed: boolean;
  /** Open items that are overdue. */
  items: number;
  /** Of these, how many cost another amount. */
  changed: number;
  interestBefore: MinorByCurrency;
  interestAfter: MinorByCurrency;
}

interface Cost {
  amountMinor: number;
  currency: string;
}

/** Items computed in one go: everybody else is answered in between. */
const atOnce = 1_000;

/** What a rate would change of the interest on everything overdue today, before it is saved. */
export async function rateConsequence(
  db: Db,
  { entityId, today }: { entityId: string; today: IsoDate },
  row: NewRate,
): Promise<RateConsequence> {
  const [terms, entered, items] = await Promise.all([
    readLateTerms(db, entityId),
    readEnteredRates(db, entityId),
    readOverdueItems(db, { entityId, before: fromIsoDate(today) }),
  ]);
  const rates = withEnteredRates(publishedRates, entered);
  const rest = entered.filter((one) => one.rate !== row.rate || one.fromOn !== row.fromOn);
  const changedRates = withEnteredRates(publishedRates, [...rest, { ...row, isConfirmed: true }]);
  const isFigure = euroRates.some((one) => one === row.rate);
  const isUsed = isFigure || rateUsed(terms) === row.rate;
  const costs: { before: Cost; after: Cost }[] = [];
  for (const [index, item] of items.entries()) {
    if (index % atOnce === atOnce - 1) await new Promise((resolve) => setImmediate(resolve));
    const cost = (table: RateTable): Cost => {
      const charges = itemCharges({ item, terms, rates: table, waived: [], today });
      return { amountMinor: charges.ok ? costOf(charges.value, isFigure) : 0, currency: item.currency };
    };
    const before = cost(rates);
    costs.push({ before, after: isUsed ? cost(changedRates) : before });
  }
  const standing = rateOn(rates, { rate: row.rate, on: row.fromOn });
  return {
    before: standing
      ? { percent: ppmToPercent(standing.ratePpm), source: standing.source, fromOn: standing.fromOn }
      : null,
    isUsed,
    items: items.length,
    changed: costs.filter(({ before, after }) => before.amountMinor !== after.amountMinor).length,
    interestBefore: sumByCurrency(costs.map(({ before }) => before)),
    interestAfter: sumByCurrency(costs.map(({ after }) => after)),
  };
}

/** Figures of currencies change the compensation that can be added, all other rates the interest. */
function costOf({ interestMinor, compensation, currency }: LateInterest, isFigure: boolean): number {
  if (!isFigure) return interestMinor;
  return compensation?.currency === currency ? compensation.amountMinor : 0;
}

/** The rate that the company's claims against businesses count from; null for an agreed rate or an unknown law. */
export function rateUsed(terms: Awaited<ReturnType<typeof readLateTerms>>): ReferenceRate | null {
  if (terms.percent !== null && terms.kind === 'fixed') return null;
  return lateLawOf(terms.country)?.business.rate ?? null;
}

function sameDay<Row extends Pick<RateRow, 'rate' | 'fromOn'>>(
  rows: readonly Row[],
  { rate, fromOn }: Pick<RateRow, 'rate' | 'fromOn'>,
): Row | undefined {
  return rows.find((row) => row.rate === rate && row.fromOn === fromOn);
}

type RateFigures = Pick<RateRow, 'rate' | 'fromOn' | 'ratePpm' | 'source'>;

function rateChange({
  kind,
  rateId,
  before,
  after,
}: {
  kind: SettingsChange['kind'];
  rateId: string;
  before: RateFigures | undefined;
  after: RateFigures | undefined;
}): SettingsChange {
  const figures = (row: RateFigures | undefined) => ({
    percent: row === undefined ? null : ppmToPercent(row.ratePpm),
    source: row?.source ?? null,
  });
  const { rate, fromOn } = (after ?? before)!;
  return { kind, data: { rateId, rate, fromOn, changed: differences(figures(before), figures(after)) } };
}
