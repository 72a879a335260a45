/** The amounts of an item row: what is open and what it was, each with the sign that marks and columns give it. */
import { refuse, type Outcome } from '../errors.ts';
import { currencyDecimals } from '../money/currency.ts';
import type { EntrySide } from '../vocabulary/imports.ts';
import { decimalToMinor, onSide, readWrittenAmount } from './amounts.ts';
import { isBlank, type Cell } from './cells.ts';
import type { LedgerField } from './fields.ts';
import type { ResolvedReading } from './profile.ts';
import { readCurrencyWord } from './words.ts';

export interface RowAmounts {
  openMinor: number;
  originalMinor: number | null;
  /** A mark of the side gave the sign: it stands against the kind of the document too. */
  isSigned: boolean;
}

export interface AmountCells {
  reading: ResolvedReading;
  cell: (field: LedgerField) => Cell | undefined;
  currency: string;
  /** What the mark of the side says; null: the file has marks and this row has none. */
  side: EntrySide | undefined | null;
}

export type AmountsOutcome =
  | { ok: true; value: RowAmounts }
  | { ok: false; field: LedgerField; refusal: Outcome<never> & { ok: false } };

/** The field in which a row names its amount, for the currency written beside it and for messages. */
export function amountField(
  reading: ResolvedReading,
  cell: (field: LedgerField) => Cell | undefined,
): LedgerField {
  if (reading.openAmount === 'column') return 'openAmount';
  const fields = ['debitAmount', 'creditAmount', 'originalAmount', 'openAmount'] as const;
  const present = fields.filter((field) => reading.columns[field] !== undefined);
  return present.find((field) => !isBlank(cell(field))) ?? present[0] ?? 'openAmount';
}

export function rowAmounts(cells: AmountCells): AmountsOutcome {
  const { reading } = cells;
  const { debitAmount, creditAmount } = reading.columns;
  const hasSides = debitAmount !== undefined || creditAmount !== undefined;
  const entry = hasSides ? sidesOf(cells) : null;
  const original =
    reading.columns.originalAmount === undefined ? null : minorOf(cells, 'originalAmount', true);
  if (original !== null && !original.ok) return original;
  const total = original?.value ?? null;
  switch (reading.openAmount) {
    case 'column': {
      if (entry !== null && !entry.ok) return entry;
      const open = minorOf(cells, 'openAmount', true);
      if (!open.ok) return open;
      if (open.value === null) return missing('openAmount');
      return found(open.value, total ?? entry?.value ?? null, isMarked(cells, 'openAmount'));
    }
    case 'entry': {
      if (entry !== null) {
        if (!entry.ok) return entry;
        return entry.value === null
          ? missing(amountField(reading, cells.cell))
          : found(entry.value, total, true);
      }
      return total === null
        ? missing('originalAmount')
        : found(total, null, isMarked(cells, 'originalAmount'));
    }
    case 'minus_paid':
      return remaining(cells, total);
  }
}

function remaining(cells: AmountCells, total: number | null): AmountsOutcome {
  const base = cells.reading.columns.originalAmount === undefined ? 'openAmount' : 'originalAmount';
  const due = base === 'originalAmount' ? { ok: true as const, value: total } : minorOf(cells, base, true);
  if (!due.ok) return due;
  if (due.value === null) return missing(base);
  const paid = minorOf(cells, 'paidAmount', false);
  if (!paid.ok) return paid;
  // More paid than asked for leaves a credit.
  const open = Math.sign(due.value) * (Math.abs(due.value) - Math.abs(paid.value ?? 0));
  return found(open, due.value, isMarked(cells, base));
}

/** Debit less credit; null when both are blank. */
function sidesOf(cells: AmountCells): FieldAmount {
  const debit = sideAmount(cells, 'debitAmount', 'debit');
  if (!debit.ok) return debit;
  const credit = sideAmount(cells, 'creditAmount', 'credit');
  if (!credit.ok) return credit;
  if (debit.value === null && credit.value === null) return { ok: true, value: null };
  return { ok: true, value: (debit.value ?? 0) + (credit.value ?? 0) };
}

type FieldAmount = { ok: true; value: number | null } | Extract<AmountsOutcome, { ok: false }>;

function sideAmount(cells: AmountCells, field: LedgerField, side: EntrySide): FieldAmount {
  return toMinor(cells, field, side);
}

/** `isSided`: the mark of the row counts for this amount. */
function minorOf(cells: AmountCells, field: LedgerField, isSided: boolean): FieldAmount {
  return toMinor(cells, field, isSided ? (cells.side ?? undefined) : undefined);
}

function toMinor(cells: AmountCells, field: LedgerField, side: EntrySide | undefined): FieldAmount {
  const { reading, cell, currency } = cells;
  if (isBlank(cell(field))) return { ok: true, value: null };
  const read = readWrittenAmount(cell(field), reading.decimalMark);
  if (!read.ok) return refused(field, read);
  const { currencyText, decimal } = read.value;
  if (
    currencyText !== undefined &&
    readCurrencyWord(currencyText, currency, reading.meanings.currency) !== currency
  ) {
    return refused(field, refuse('currency_unknown', { written: currencyText, expected: currency }));
  }
  const marked = side ?? read.value.side;
  const isZero = !/[1-9]/.test(decimal);
  const signed = marked === undefined || isZero ? decimal : onSide(decimal, marked, reading.creditSigns);
  if (signed === null) return refused(field, refuse('amount_invalid', { reason: 'two_signs' }));
  const minor = decimalToMinor(signed, currencyDecimals(currency));
  return minor.ok ? minor : refused(field, minor);
}

function isMarked({ reading, cell, side }: AmountCells, field: LedgerField): boolean {
  if (side === 'debit' || side === 'credit' || reading.signedCredits) return true;
  const read = readWrittenAmount(cell(field), reading.decimalMark);
  return read.ok && read.value.side !== undefined;
}

function found(openMinor: number, originalMinor: number | null, isSigned: boolean): AmountsOutcome {
  return { ok: true, value: { openMinor, originalMinor, isSigned } };
}

function missing(field: LedgerField): Extract<AmountsOutcome, { ok: false }> {
  return refused(field, refuse('amount_invalid'));
}

function refused(
  field: LedgerField,
  refusal: Outcome<never> & { ok: false },
): Extract<AmountsOutcome, { ok: false }> {
  return { ok: false, field, refusal };
}
