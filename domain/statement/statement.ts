/** Statement of account as data: lines, totals, ageing. HTML, text and spreadsheet render it. */
import { ageingOn } from '../ageing/buckets.ts';
import { daysBetween } from '../calendar/iso-date.ts';
import { refuse, type Outcome } from '../errors.ts';
import type { IsoDate, MinorByCurrency } from '../model/common.ts';
import { sameAmounts, sumByCurrency } from '../money/amounts.ts';
import type { AgeingBucket, DocumentType } from '../vocabulary/ledger.ts';

export interface StatementItem {
  id: string;
  type: DocumentType;
  number: string;
  instalment: number;
  issuedOn: IsoDate;
  dueOn: IsoDate;
  /** Below zero for credits and unapplied cash. */
  openMinor: number;
  currency: string;
}

export interface StatementLine extends StatementItem {
  daysOverdue: number;
  isOverdue: boolean;
}

/** One currency of a statement; amounts of two currencies never meet. */
export interface StatementSection {
  currency: string;
  /** Oldest due date first, then issue date, number, instalment. */
  lines: StatementLine[];
  totalMinor: number;
  overdueMinor: number;
  creditsMinor: number;
  ageing: Record<AgeingBucket, number>;
}

export interface Statement {
  asOn: IsoDate;
  sections: StatementSection[];
  totals: MinorByCurrency;
}

/** The open items of a customer on a day; items with nothing open are left out. */
export function buildStatement(input: { items: readonly StatementItem[]; asOn: IsoDate }): Statement {
  const { items, asOn } = input;
  const lines = items
    .filter((item) => item.openMinor !== 0)
    .map((item) => lineOf(item, asOn))
    .sort(byAge);
  const ageing = ageingOn(lines, asOn);
  const sections = Object.keys(ageing)
    .sort()
    .map((currency) => sectionOf(currency, lines, ageing[currency] as Record<AgeingBucket, number>));
  return {
    asOn,
    sections,
    totals: Object.fromEntries(sections.map((section) => [section.currency, section.totalMinor])),
  };
}

function lineOf(item: StatementItem, asOn: IsoDate): StatementLine {
  const { id, type, number, instalment, issuedOn, dueOn, openMinor, currency } = item;
  const daysOverdue = daysBetween(dueOn, asOn);
  return {
    ...{ id, type, number, instalment, issuedOn, dueOn, openMinor, currency },
    daysOverdue,
    isOverdue: openMinor > 0 && daysOverdue >= 1,
  };
}

function byAge(left: StatementLine, right: StatementLine): number {
  const keys = ['dueOn', 'issuedOn', 'number'] as const;
  for (const key of keys) if (left[key] !== right[key]) return left[key] < right[key] ? -1 : 1;
  return left.instalment - right.instalment;
}

function sectionOf(
  currency: string,
  all: StatementLine[],
  ageing: Record<AgeingBucket, number>,
): StatementSection {
  const lines = all.filter((line) => line.currency === currency);
  const sum = (some: StatementLine[]) => some.reduce((total, line) => total + line.openMinor, 0);
  return {
    currency,
    lines,
    totalMinor: sum(lines),
    overdueMinor: sum(lines.filter((line) => line.isOverdue)),
    creditsMinor: sum(lines.filter((line) => line.openMinor < 0)),
    ageing,
  };
}

/**
 * E-3: what a message says equals the ledger. Every line listed is in the ledger with the amount that is asked for
 * now, and the totals are the sums of the lines.
 *
 * @param ledger current amounts to ask for by item (open less disputed; credits below zero)
 * @returns `total_mismatch` with the first item or currency that differs
 */
export function checkTotals(input: {
  lines: readonly { id: string; openMinor: number; currency: string }[];
  totals: MinorByCurrency;
  ledger: readonly { id: string; openMinor: number; currency: string }[];
}): Outcome<MinorByCurrency> {
  const ledger = new Map(input.ledger.map((item) => [item.id, item]));
  for (const line of input.lines) {
    const item = ledger.get(line.id);
    if (!item || item.openMinor !== line.openMinor || item.currency !== line.currency) {
      return refuse('total_mismatch', { item: line.id, said: line.openMinor, ledger: item?.openMinor ?? 0 });
    }
  }
  const sums = sumByCurrency(
    input.lines.map((line) => ({ amountMinor: line.openMinor, currency: line.currency })),
  );
  if (sameAmounts(sums, input.totals)) return { ok: true, value: sums };
  const currencies = [...new Set([...Object.keys(sums), ...Object.keys(input.totals)])];
  const currency = currencies.find((code) => (sums[code] ?? 0) !== (input.totals[code] ?? 0)) as string;
  return refuse('total_mismatch', {
    currency,
    said: input.totals[currency] ?? 0,
    ledger: sums[currency] ?? 0,
  });
}
