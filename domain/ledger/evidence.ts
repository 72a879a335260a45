/**
 * Which reading do the values of a column allow? Every value is tried with every reading; nothing is decided from
 * one value. Where several readings take all of them and do not mean the same, a person is asked (D-4).
 */
import type { ImportQuestion } from '../model/ledger.ts';
import { dateOrders, decimalMarks, type DateOrder, type DecimalMark } from '../vocabulary/imports.ts';
import { isDashForNothing, readWrittenAmount } from './amounts.ts';
import { cellText, isBlank, type Cell } from './cells.ts';
import { readDate } from './dates.ts';

const examplesKept = 4;

interface Example {
  written: string;
  read: Record<string, string>;
}

export interface Evidence<T extends string> {
  options: readonly T[];
  /** Values that at least one reading takes. */
  values: number;
  taken: Record<T, number>;
  /** Values of which two readings mean different things. */
  differing: Example[];
  /** Values that only some readings take. */
  excluding: Example[];
  /** By pair of readings: they differ on some value. */
  differ: Set<string>;
  columns: Set<string>;
}

export type AmountEvidence = Evidence<DecimalMark>;
export type DateEvidence = Evidence<DateOrder>;

export function amountEvidence(): AmountEvidence {
  return emptyEvidence(decimalMarks);
}

export function dateEvidence(): DateEvidence {
  return emptyEvidence(dateOrders);
}

function emptyEvidence<T extends string>(options: readonly T[]): Evidence<T> {
  const taken = Object.fromEntries(options.map((option) => [option, 0])) as Record<T, number>;
  return { options, values: 0, taken, differing: [], excluding: [], differ: new Set(), columns: new Set() };
}

export function addAmount(evidence: AmountEvidence, column: string, cell: Cell | undefined): void {
  // A typed number says itself what it is.
  if (typeof cell === 'object' || isBlank(cell)) return;
  const text = cellText(cell);
  // Digits alone mean the same in every reading.
  if (/^-?\d+$/.test(text) || isDashForNothing(text)) return;
  addValue(evidence, column, text, (mark) => {
    const read = readWrittenAmount(cell, mark);
    return read.ok ? trimZeros(read.value.decimal) : null;
  });
}

export function addDate(evidence: DateEvidence, column: string, cell: Cell | undefined): void {
  if ((typeof cell === 'object' && 'date' in cell) || isBlank(cell)) return;
  if (isDashForNothing(cellText(cell))) return;
  addValue(evidence, column, cellText(cell), (order) => {
    const read = readDate(cell, order);
    return read.ok ? read.value : null;
  });
}

function addValue<T extends string>(
  evidence: Evidence<T>,
  column: string,
  written: string,
  read: (option: T) => string | null,
): void {
  const readings = evidence.options.map((option) => [option, read(option)] as const);
  const taken = readings.filter((reading): reading is [T, string] => reading[1] !== null);
  if (taken.length === 0) return;
  evidence.values++;
  evidence.columns.add(column);
  for (const [option] of taken) evidence.taken[option]++;
  const example: Example = { written, read: Object.fromEntries(taken) };
  if (taken.length < readings.length) keep(evidence.excluding, example);
  let differs = false;
  for (const [first, value] of taken) {
    for (const [second, other] of taken) {
      if (first < second && value !== other) {
        evidence.differ.add(`${first}|${second}`);
        differs = true;
      }
    }
  }
  if (differs) keep(evidence.differing, example);
}

function keep(examples: Example[], example: Example): void {
  if (examples.length < examplesKept && !examples.some(({ written }) => written === example.written))
    examples.push(example);
}

/** What the values show: one reading, any (they all mean the same, or there are no values), or a question. */
export type Verdict<T extends string> =
  { kind: 'one'; value: T } | { kind: 'any' } | { kind: 'ask'; candidates: T[] };

export function weigh<T extends string>(evidence: Evidence<T>): Verdict<T> {
  if (evidence.values === 0) return { kind: 'any' };
  const full = evidence.options.filter((option) => evidence.taken[option] === evidence.values);
  const [first] = full;
  if (first === undefined) {
    // The column is mixed: no reading takes all of it, so the choice is a person's.
    return { kind: 'ask', candidates: evidence.options.filter((option) => evidence.taken[option] > 0) };
  }
  const different = full.some((a) => full.some((b) => evidence.differ.has(`${a}|${b}`)));
  if (different) return { kind: 'ask', candidates: full };
  return full.length === evidence.options.length ? { kind: 'any' } : { kind: 'one', value: first };
}

/** Values that the reading does not take although another one does. */
export function refusedBy<T extends string>(evidence: Evidence<T>, option: T): number {
  return evidence.values - evidence.taken[option];
}

export function decimalMarkQuestion(evidence: AmountEvidence): ImportQuestion {
  return { id: 'decimalMark', columns: [...evidence.columns], options: optionsOf(evidence, decimalMarks) };
}

export function dateOrderQuestion(evidence: DateEvidence, candidates: readonly DateOrder[]): ImportQuestion {
  return { id: 'dateOrder', columns: [...evidence.columns], options: optionsOf(evidence, candidates) };
}

function optionsOf<T extends string>(evidence: Evidence<T>, candidates: readonly T[]) {
  const excluding = evidence.excluding.filter(
    ({ written }) => !evidence.differing.some((example) => example.written === written),
  );
  const shown = [...evidence.differing, ...excluding].slice(0, examplesKept);
  return candidates.map((value) => ({
    value,
    examples: shown.map(({ written, read }) => ({ written, read: read[value] ?? '' })),
    unreadable: refusedBy(evidence, value),
  }));
}

function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
