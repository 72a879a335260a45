/**
 * How the amount columns of a file belong together, found by calculating over all rows: a balance that runs on from
 * row to row, what remains after what was paid, a minus beside a mark of the side. Counted for both decimal marks,
 * because which one the file uses is known only at its end. Figures are in ten-thousandths.
 */
import { decimalMarks, type CreditSigns, type DecimalMark, type EntrySide } from '../vocabulary/imports.ts';
import { decimalToMinor, onSide, readWrittenAmount } from './amounts.ts';
import { cellText, isBlank, type Cell } from './cells.ts';
import type { LedgerField } from './fields.ts';
import { wordKey } from './words.ts';

const examplesKept = 3;
const scale = 4;

export interface RelationRow {
  cells: Cell[];
  columns: Partial<Record<LedgerField, number>>;
  customerNumber: string;
  /** What the mark of the side says, where the file has one. */
  side: EntrySide | undefined;
  /** The kind of document is a credit. */
  isCredit: boolean;
  typeText: string;
}

/** Amounts of one row. */
interface Figures {
  open: number | null;
  total: number | null;
  paid: number | null;
  /** Debit less credit, or the amount on its side: what the row itself is about. */
  entry: number | null;
}

export interface RelationExample {
  written: string;
  open: number | null;
  entry: number | null;
  minusPaid: number | null;
}

interface Relations {
  /** Rows whose open amount is larger than the row's own amount, or on the other side. */
  exceeding: number;
  /** Rows in which the open amount is another one than the row's own. */
  differing: number;
  running: Record<string, { agreeing: number; against: number }>;
  /** Rows with something paid, and whether total less paid is the open amount, or the open amount is the total. */
  paidRows: number;
  openIsRemaining: number;
  openIsTotal: number;
  examples: RelationExample[];
}

export interface DoubleSigns {
  count: number;
  examples: ({ written: string } & Record<CreditSigns, string>)[];
}

interface MixedCredits {
  positive: { written: string; size: string }[];
  negative: number;
}

export class AmountRelations {
  private readonly byMark = new Map(decimalMarks.map((mark) => [mark, emptyRelations()] as const));
  private readonly before = new Map(decimalMarks.map((mark) => [mark, new Map<string, Figures>()] as const));
  private readonly signs = new Map(
    decimalMarks.map((mark) => [mark, { count: 0, examples: [] } as DoubleSigns] as const),
  );
  /** By word for a kind of credit. */
  private readonly credits = new Map(
    decimalMarks.map((mark) => [mark, new Map<string, MixedCredits>()] as const),
  );
  bothSides = 0;

  add(row: RelationRow): void {
    const { columns, cells } = row;
    const of = (field: LedgerField) => (columns[field] === undefined ? undefined : cells[columns[field]]);
    if (!isBlankOrZero(of('debitAmount')) && !isBlankOrZero(of('creditAmount'))) this.bothSides++;
    for (const mark of decimalMarks) {
      this.addSigns(row, mark, of);
      const figures = figuresOf(row, mark, of);
      this.compare(figures, row, mark, of);
    }
  }

  of(mark: DecimalMark): Relations {
    return this.byMark.get(mark)!;
  }

  doubleSigns(mark: DecimalMark): DoubleSigns {
    return this.signs.get(mark)!;
  }

  /** Credits without a minus where the file writes the same kind with one, too; empty: each has one habit. */
  mixedCredits(mark: DecimalMark): MixedCredits['positive'] {
    return [...this.credits.get(mark)!.values()]
      .filter(({ negative }) => negative > 0)
      .flatMap(({ positive }) => positive)
      .slice(0, examplesKept);
  }

  /** In every row where it can be computed, the open amount is the sum of all amounts so far. */
  looksRunning(mark: DecimalMark): boolean {
    return Object.values(this.of(mark).running).some(
      ({ agreeing, against }) => agreeing > 0 && against === 0,
    );
  }

  private addSigns(row: RelationRow, mark: DecimalMark, of: (field: LedgerField) => Cell | undefined): void {
    const seen = this.signs.get(mark)!;
    const note = (field: LedgerField, side: EntrySide, marked: string) => {
      const cell = of(field);
      const read = readWrittenAmount(cell, mark);
      if (!read.ok || !read.value.decimal.startsWith('-')) return;
      seen.count++;
      if (seen.examples.length >= examplesKept) return;
      const on = (signs: CreditSigns) => onSide(read.value.decimal, side, signs) ?? '';
      seen.examples.push({
        written: `${cellText(cell)} ${marked}`.trim(),
        mark_decides: on('mark_decides'),
        minus_reverses: on('minus_reverses'),
      });
    };
    const { columns } = row;
    if (columns.debitAmount !== undefined) note('debitAmount', 'debit', '');
    if (columns.creditAmount !== undefined) note('creditAmount', 'credit', '');
    const marked = columns.side === undefined ? '' : cellText(of('side'));
    for (const field of ['openAmount', 'originalAmount', 'amount'] as const) {
      if (columns[field] === undefined) continue;
      const read = readWrittenAmount(of(field), mark);
      if (!read.ok) continue;
      const side = row.side ?? read.value.side;
      if (side !== undefined) note(field, side, row.side === undefined ? '' : marked);
      else if (row.isCredit && field !== 'originalAmount') {
        const key = wordKey(row.typeText);
        const seenCredits = this.credits.get(mark)!.get(key) ?? { positive: [], negative: 0 };
        this.credits.get(mark)!.set(key, seenCredits);
        const { decimal } = read.value;
        if (decimal.startsWith('-')) seenCredits.negative++;
        else if (/[1-9]/.test(decimal) && seenCredits.positive.length < examplesKept)
          seenCredits.positive.push({ written: `${cellText(of(field))} ${row.typeText}`, size: decimal });
      }
    }
  }

  private compare(
    figures: Figures,
    row: RelationRow,
    mark: DecimalMark,
    of: (field: LedgerField) => Cell | undefined,
  ): void {
    const { open, total, paid, entry } = figures;
    const found = this.of(mark);
    const earlier = this.before.get(mark)!;
    if (open !== null && entry !== null) {
      if (open !== entry) found.differing++;
      // Where a mark tells the side, open amounts are often written without a sign.
      if (Math.abs(open) > Math.abs(entry) || (row.side === undefined && open * entry < 0)) found.exceeding++;
      for (const scope of ['', row.customerNumber]) {
        const last = earlier.get(`_${scope}`);
        if (last !== undefined) this.follow(found, scope === '' ? 'file' : 'customer', last, figures);
        earlier.set(`_${scope}`, figures);
      }
    }
    if (paid !== null && paid !== 0 && open !== null) {
      found.paidRows++;
      if (total !== null && less(total, paid) === open) found.openIsRemaining++;
      if (total !== null && total === open) found.openIsTotal++;
    }
    this.keepExample(found, figures, row, of);
  }

  private follow(found: Relations, scope: string, last: Figures, figures: Figures): void {
    const step = figures.open! - last.open!;
    // Oldest first, and newest first.
    count(found.running, `${scope} down`, step === figures.entry, figures.open !== figures.entry);
    count(found.running, `${scope} up`, -step === last.entry, last.open !== last.entry);
  }

  private keepExample(
    found: Relations,
    { open, total, paid, entry }: Figures,
    { columns }: RelationRow,
    of: (field: LedgerField) => Cell | undefined,
  ): void {
    const base = total ?? open;
    const minusPaid = paid === null || base === null ? null : less(base, paid);
    const tells = new Set([open, entry, minusPaid].filter((value) => value !== null)).size > 1;
    if (!tells || found.examples.length >= examplesKept) return;
    const shown = (['openAmount', 'originalAmount', 'debitAmount', 'creditAmount', 'paidAmount'] as const)
      .filter((field) => columns[field] !== undefined && !isBlank(of(field)))
      .map((field) => cellText(of(field)));
    found.examples.push({ written: shown.join(' · '), open, entry, minusPaid });
  }
}

/** A figure of this module in plain decimal form. */
export function plainFigure(figure: number): string {
  const digits = String(Math.abs(figure)).padStart(scale + 1, '0');
  const decimal = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, '');
  return `${figure < 0 ? '-' : ''}${decimal === '' ? '0' : decimal}`;
}

function figuresOf(
  row: RelationRow,
  mark: DecimalMark,
  of: (field: LedgerField) => Cell | undefined,
): Figures {
  const figure = (field: LedgerField) => figureOf(of(field), mark);
  const { columns, side, isCredit } = row;
  const open = figure('openAmount');
  const total = figure('originalAmount');
  const paid = columns.paidAmount === undefined ? null : (figure('paidAmount') ?? 0);
  return { open, total, paid, entry: entryOf() };

  function entryOf(): number | null {
    if (columns.debitAmount !== undefined || columns.creditAmount !== undefined) {
      const debit = figure('debitAmount');
      const credit = figure('creditAmount');
      return debit === null && credit === null ? null : (debit ?? 0) - (credit ?? 0);
    }
    if (total === null) return null;
    if (side !== undefined) return side === 'credit' ? -Math.abs(total) : Math.abs(total);
    return isCredit ? -Math.abs(total) : total;
  }
}

function figureOf(cell: Cell | undefined, mark: DecimalMark): number | null {
  if (isBlank(cell)) return null;
  const read = readWrittenAmount(cell, mark);
  if (!read.ok) return null;
  const minor = decimalToMinor(read.value.decimal, scale);
  if (!minor.ok) return null;
  return read.value.side === 'credit' ? -Math.abs(minor.value) : minor.value;
}

function isBlankOrZero(cell: Cell | undefined): boolean {
  return isBlank(cell) || !/[1-9]/.test(cellText(cell));
}

/** What is left of a claim or a credit when something of it was settled, whichever sign the settled part has. */
function less(total: number, paid: number): number {
  return Math.sign(total) * (Math.abs(total) - Math.abs(paid));
}

function count(running: Relations['running'], variant: string, agrees: boolean, tells: boolean): void {
  const seen = (running[variant] ??= { agreeing: 0, against: 0 });
  if (!agrees) seen.against++;
  else if (tells) seen.agreeing++;
}

function emptyRelations(): Relations {
  return {
    exceeding: 0,
    differing: 0,
    running: {},
    paidRows: 0,
    openIsRemaining: 0,
    openIsTotal: 0,
    examples: [],
  };
}
