/** Ageing of open amounts by days past due, per currency, for any date (M-2). */
import { daysBetween } from '../calendar/iso-date.ts';
import type { IsoDate } from '../model/common.ts';
import { ageingBuckets, type AgeingBucket } from '../vocabulary/ledger.ts';

/** Last day overdue of each bucket but the last. */
const lastDayOf: [AgeingBucket, number][] = [
  ['not_due', 0],
  ['d1_30', 30],
  ['d31_60', 60],
  ['d61_90', 90],
];

/** Bucket by days overdue: a line due today is not yet overdue. */
export function bucketOf(daysOverdue: number): AgeingBucket {
  return lastDayOf.find(([, lastDay]) => daysOverdue <= lastDay)?.[0] ?? 'over_90';
}

export interface AgedLine {
  dueOn: IsoDate;
  /** Below zero for credits, which reduce the bucket of their own due date. */
  openMinor: number;
  currency: string;
}

export type AgeingByCurrency = Record<string, Record<AgeingBucket, number>>;

/** Sums by currency and bucket; every bucket is there, zero where nothing falls in it. */
export function ageingOn(lines: Iterable<AgedLine>, day: IsoDate): AgeingByCurrency {
  const ageing: AgeingByCurrency = {};
  for (const { dueOn, openMinor, currency } of lines) {
    const buckets = (ageing[currency] ??= emptyBuckets());
    buckets[bucketOf(daysBetween(dueOn, day))] += openMinor;
  }
  return ageing;
}

function emptyBuckets(): Record<AgeingBucket, number> {
  return Object.fromEntries(ageingBuckets.map((bucket) => [bucket, 0])) as Record<AgeingBucket, number>;
}

/** One movement of an item: its amount when it was issued, then what payments, credits and corrections changed. */
export interface ItemMovement {
  on: IsoDate;
  /** Above zero raises what is open, below zero lowers it. */
  amountMinor: number;
}

/**
 * Ageing as it stood at the end of a past day: only what had happened by then counts, so that a payment received
 * later does not change yesterday's figures.
 */
export function ageingAtEndOf(
  day: IsoDate,
  items: Iterable<{ dueOn: IsoDate; currency: string; movements: readonly ItemMovement[] }>,
): AgeingByCurrency {
  const lines: AgedLine[] = [];
  for (const { dueOn, currency, movements } of items) {
    const openMinor = movements.reduce(
      (sum, { on, amountMinor }) => (on <= day ? sum + amountMinor : sum),
      0,
    );
    if (openMinor !== 0) lines.push({ dueOn, currency, openMinor });
  }
  return ageingOn(lines, day);
}
