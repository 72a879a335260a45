import { addDays, daysBetween } from '../calendar/iso-date.ts';
import type { IsoDate } from '../model/common.ts';
import type {
  DayCount,
  DebtorKind,
  InterestObstacle,
  InterestRemark,
  InterestRounding,
} from '../vocabulary/interest.ts';
import { fixedCompensation, type Compensation } from './compensation.ts';
import { lateLawOf, type LateLaw, type RateRule } from './laws.ts';
import { nextFixing, rateFor, type FixedRate } from './rate-for.ts';
import type { RateTable } from './reference-rates.ts';

/** What was agreed instead of the law: a rate of a year, or points above the reference rate that the law names. */
export type InterestTerms =
  { kind: 'law' } | { kind: 'fixed'; ratePpm: number } | { kind: 'over_reference'; pointsPpm: number };

export interface LateInterestInput {
  /** Not below zero, with its tax: interest is due on the gross amount. */
  item: { amountMinor: number; currency: string; dueOn: IsoDate };
  /** Anything that lowers the principal; each counts from the day after, the order does not matter. */
  payments: readonly { paidOn: IsoDate; amountMinor: number }[];
  /** Of the creditor. */
  country: string;
  debtor: DebtorKind;
  terms: InterestTerms;
  /** First day of interest where it is known; else the day after the due date or the notice. */
  fromOn?: IsoDate | undefined;
  /** The day on which the debtor was put on notice, where the law asks for it. */
  noticeOn?: IsoDate | undefined;
  /** The last day of interest, today or the day of payment: that day counts. */
  throughOn: IsoDate;
  rates: RateTable;
}

/** Days of one principal at one rate. */
export interface InterestSegment {
  fromOn: IsoDate;
  /** Included. */
  throughOn: IsoDate;
  days: number;
  principalMinor: number;
  /** Null for an agreed rate. */
  referencePpm: number | null;
  marginPpm: number;
  /** Of a year, parts per million. */
  ratePpm: number;
  /** 365 or 366. */
  yearDays: number;
  /** Amounts of segments add up to the total. */
  amountMinor: number;
  /** Where the reference rate is published; null for an agreed rate. */
  source: string | null;
  remarks: InterestRemark[];
}

export interface LateInterest {
  law: LateLaw['law'];
  /** Null where a consumer owes only what was agreed. */
  statute: string | null;
  practice: string;
  dayCount: DayCount;
  rounding: InterestRounding;
  currency: string;
  /** First day of interest. */
  startsOn: IsoDate;
  throughOn: IsoDate;
  days: number;
  segments: InterestSegment[];
  interestMinor: number;
  compensation: Compensation | null;
  /** Each once, of all segments and the compensation. */
  remarks: InterestRemark[];
}

export type LateInterestOutcome =
  { ok: true; value: LateInterest } | { ok: false; obstacle: InterestObstacle };

/**
 * Interest and compensation for one item by the law of the creditor's country, segment by segment between payments and
 * changes of rate or year. A day bears interest on what was open at its beginning, so the day of a payment still counts
 * in full and the first day is the one after the due date (L. 441-10 Code de commerce; BGB § 187 (1); D.Lgs. 231/2002,
 * articolo 4). Payments lower the principal; interest itself bears none.
 *
 * Amounts are exact until they are rounded, half a unit upwards.
 */
export function lateInterest(input: LateInterestInput): LateInterestOutcome {
  const law = lateLawOf(input.country);
  if (law === null) return { ok: false, obstacle: 'law_unknown' };
  const rule = law[input.debtor];
  if (rule === null && input.terms.kind !== 'fixed') return { ok: false, obstacle: 'no_statutory_interest' };
  const startsOn = firstDay(input, rule);
  if (startsOn === null) return { ok: false, obstacle: 'notice_needed' };
  const days = segmentDays(input, { law, rule, startsOn });
  if (days === null) return { ok: false, obstacle: 'before_rate_table' };
  const amounts = roundedAmounts(days, law.rounding);
  const segments = days.map((segment, index) => ({ ...segment, amountMinor: amounts[index] as number }));
  const compensation = fixedCompensation({
    law,
    debtor: input.debtor,
    startsOn,
    throughOn: input.throughOn,
    principalMinor: principalOn(input, startsOn),
    currency: input.item.currency,
    dueOn: input.item.dueOn,
    rates: input.rates,
  });
  return {
    ok: true,
    value: {
      law: law.law,
      statute: rule?.statute ?? null,
      practice: law.practice,
      dayCount: law.dayCount,
      rounding: law.rounding,
      currency: input.item.currency,
      startsOn,
      throughOn: input.throughOn,
      days: segments.reduce((sum, segment) => sum + segment.days, 0),
      segments,
      interestMinor: amounts.reduce((sum, amount) => sum + amount, 0),
      compensation,
      remarks: [
        ...new Set([...segments, ...(compensation ? [compensation] : [])].flatMap((part) => part.remarks)),
      ],
    },
  };
}

function firstDay(
  { item, fromOn, noticeOn, terms }: LateInterestInput,
  rule: RateRule | null,
): IsoDate | null {
  const afterDue = addDays(item.dueOn, 1);
  if (fromOn !== undefined) return fromOn > afterDue ? fromOn : afterDue;
  if (terms.kind === 'fixed' || rule?.runsAfter !== 'notice') return afterDue;
  if (noticeOn === undefined) return null;
  return noticeOn > item.dueOn ? addDays(noticeOn, 1) : afterDue;
}

type DaysAtRate = Omit<InterestSegment, 'amountMinor'>;

/** Null where a rate is asked of a day before the table begins. */
function segmentDays(
  input: LateInterestInput,
  { law, rule, startsOn }: { law: LateLaw; rule: RateRule | null; startsOn: IsoDate },
): DaysAtRate[] | null {
  const segments: DaysAtRate[] = [];
  let fromOn = startsOn;
  while (fromOn <= input.throughOn) {
    const principalMinor = principalOn(input, fromOn);
    if (principalMinor === 0) break;
    const fixed = rateFor({ terms: input.terms, rule, rates: input.rates, startsOn, on: fromOn });
    if (fixed === null) return null;
    const yearDays = yearLength(law.dayCount, fromOn);
    const throughOn = lastDayLike(input, { law, rule, fromOn });
    append(segments, { principalMinor, yearDays, fixed, fromOn, throughOn }, law.rounding);
    fromOn = addDays(throughOn, 1);
  }
  return segments;
}

/** The last day before anything may change. */
function lastDayLike(
  { payments, throughOn, terms, rates }: LateInterestInput,
  { law, rule, fromOn }: { law: LateLaw; rule: RateRule | null; fromOn: IsoDate },
): IsoDate {
  let last = throughOn;
  const before = (day: IsoDate | undefined) => {
    if (day !== undefined && day > fromOn && addDays(day, -1) < last) last = addDays(day, -1);
  };
  for (const { paidOn } of payments) if (paidOn >= fromOn) before(addDays(paidOn, 1));
  if (law.dayCount === 'act_act') before(`${String(Number(fromOn.slice(0, 4)) + 1).padStart(4, '0')}-01-01`);
  if (terms.kind !== 'fixed' && rule !== null) before(nextFixing({ rule, rates, after: fromOn }));
  return last;
}

/** Joins what only a boundary without a change divided; where periods are rounded, each half-year stays one. */
function append(
  segments: DaysAtRate[],
  part: { principalMinor: number; yearDays: number; fixed: FixedRate; fromOn: IsoDate; throughOn: IsoDate },
  rounding: InterestRounding,
): void {
  const { principalMinor, yearDays, fixed, fromOn, throughOn } = part;
  const days = daysBetween(fromOn, throughOn) + 1;
  const last = segments.at(-1);
  if (
    rounding === 'total' &&
    last !== undefined &&
    last.principalMinor === principalMinor &&
    last.yearDays === yearDays &&
    last.ratePpm === fixed.ratePpm &&
    last.source === fixed.source &&
    last.remarks.join() === fixed.remarks.join()
  ) {
    last.throughOn = throughOn;
    last.days += days;
    return;
  }
  segments.push({ fromOn, throughOn, days, principalMinor, yearDays, ...fixed });
}

/** What is open at the beginning of a day. */
function principalOn({ item, payments }: LateInterestInput, on: IsoDate): number {
  const paid = payments.reduce((sum, { paidOn, amountMinor }) => (paidOn < on ? sum + amountMinor : sum), 0);
  return Math.max(0, item.amountMinor - paid);
}

function yearLength(dayCount: DayCount, on: IsoDate): number {
  if (dayCount === 'act_365') return 365;
  const year = Number(on.slice(0, 4));
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 366 : 365;
}

const parts = 1_000_000n;
/** Every amount is a whole number of these, so that sums are exact. */
const denominator = parts * 365n * 366n;

/** The share of a segment in units of the denominator. */
function exactAmount({ principalMinor, ratePpm, days, yearDays }: DaysAtRate): bigint {
  return (BigInt(principalMinor) * BigInt(ratePpm) * BigInt(days) * 365n * 366n) / BigInt(yearDays);
}

/**
 * Rounded once, a segment shows what it adds to the rounded total, so that the printed lines add up to it; rounded by
 * segment, each stands for itself.
 */
function roundedAmounts(segments: readonly DaysAtRate[], rounding: InterestRounding): number[] {
  let sum = 0n;
  let shown = 0n;
  return segments.map((segment) => {
    if (rounding === 'segment') return Number(rounded(exactAmount(segment)));
    sum += exactAmount(segment);
    const amount = rounded(sum) - shown;
    shown += amount;
    return Number(amount);
  });
}

/** Half a unit upwards; a rate below zero cannot make interest negative, see `rateFor`. */
function rounded(exact: bigint): bigint {
  return (exact * 2n + denominator) / (denominator * 2n);
}
