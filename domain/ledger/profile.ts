/**
 * First pass over a file: where the header is, which column is which field, and how amounts and dates are written.
 * What the file does not tell is a question, never a guess (D-4).
 */
import { refuse, type Outcome } from '../errors.ts';
import type { ImportKind } from '../vocabulary.ts';
import type { ImportQuestion, LedgerReading } from '../model/ledger.ts';
import type { DateOrder, DecimalMark, MoneyInSign } from '../vocabulary.ts';
import { cellText, isBlank, type Cell } from './cells.ts';
import { mapColumns, type ColumnMapping } from './columns.ts';
import {
  addAmount,
  addDate,
  amountEvidence,
  dateEvidence,
  dateOrderQuestion,
  decimalMarkQuestion,
  refusedBy,
  weigh,
  type Evidence,
} from './evidence.ts';
import { requiredFields, type LedgerField } from './headers.ts';
import { addPaymentSign, moneyInQuestion, moneyInSign, paymentSigns } from './payment-signs.ts';

const amountFields: LedgerField[] = ['openAmount', 'originalAmount', 'amount'];
const dateFields: LedgerField[] = ['issuedOn', 'dueOn', 'receivedOn'];
/** Exports often begin with a title and a print date; the header is looked for in these rows. */
const headerSearchRows = 20;

/** Everything that is needed to read the rows. */
export interface ResolvedReading {
  kind: ImportKind;
  headers: string[];
  /** Row of the file in which the header stands, from 1. */
  headerRow: number;
  columns: Partial<Record<LedgerField, number>>;
  decimalMark: DecimalMark;
  dateOrder: DateOrder;
  /** The sign of money received; the other one is money that went back. */
  moneyIn: MoneyInSign;
}

export interface Profile {
  resolved: ResolvedReading | null;
  questions: ImportQuestion[];
  mapping: ColumnMapping;
  headers: string[];
  dataRows: number;
  /** The file told these by itself; they are remembered for files that do not. */
  detected: { decimalMark?: DecimalMark; dateOrder?: DateOrder; moneyIn?: MoneyInSign };
  settledBy: { decimalMark: SettledBy; dateOrder: SettledBy };
}

/** Where a reading comes from; `any`: every reading gives the same values. */
export type SettledBy = 'declared' | 'detected' | 'remembered' | 'any' | 'asked';

export class Profiler {
  private readonly kind: ImportKind;
  private readonly declared: LedgerReading;
  /** What earlier files of this source told; a new file may contradict it. */
  private readonly remembered: LedgerReading;
  private head: { row: number; cells: Cell[] }[] = [];
  private headers: string[] | null = null;
  private headerRow = 0;
  private mapping: ColumnMapping | null = null;
  private dataRows = 0;
  private readonly amounts = amountEvidence();
  private readonly dates = dateEvidence();
  private readonly signs = paymentSigns();

  constructor(kind: ImportKind, declared: LedgerReading, remembered: LedgerReading) {
    this.kind = kind;
    this.declared = declared;
    this.remembered = remembered;
  }

  /** Rows come in the order of the file; `row` counts from 1. */
  add(row: number, cells: Cell[]): void {
    if (this.headers !== null) return this.addData(cells);
    if (cells.every(isBlank)) return;
    this.head.push({ row, cells });
    if (this.recognised(cells) >= Math.min(2, requiredFields[this.kind].length))
      this.takeHeader(this.head.length - 1);
    else if (this.head.length >= headerSearchRows) this.takeHeader(this.likelyHeader());
  }

  /** Refuses `file_empty` (no row, or a header alone) and `columns_missing` (nothing in it is a ledger). */
  finish(): Outcome<Profile> {
    if (this.headers === null && this.head.length > 0) this.takeHeader(this.likelyHeader());
    const { headers, mapping } = this;
    if (headers === null || mapping === null) return refuse('file_empty');
    const wanted = requiredFields[this.kind];
    if (mapping.recognised === 0) {
      return refuse('columns_missing', {
        missing: wanted.join(', '),
        found: headers.join(', ').slice(0, 500),
      });
    }
    if (this.dataRows === 0) return refuse('file_empty', { reason: 'no_rows' });
    const questions: ImportQuestion[] = [];
    if (mapping.open.length > 0) questions.push({ id: 'columns', fields: mapping.open, headers });
    const decimalMark = settle(this.amounts, this.declared.decimalMark, this.remembered.decimalMark);
    const dateOrder = settle(this.dates, this.declared.dateOrder, this.remembered.dateOrder);
    if (decimalMark.ask) questions.push(decimalMarkQuestion(this.amounts));
    if (dateOrder.ask) questions.push(dateOrderQuestion(this.dates, dateOrder.candidates));
    const moneyIn = this.declared.moneyIn ?? this.remembered.moneyIn ?? moneyInSign(this.signs);
    if (moneyIn === null)
      questions.push(moneyInQuestion(this.signs, headers[mapping.columns.amount ?? -1] ?? ''));
    const resolved: ResolvedReading = {
      kind: this.kind,
      headers,
      headerRow: this.headerRow,
      columns: mapping.columns,
      decimalMark: decimalMark.value ?? 'point',
      dateOrder: dateOrder.value ?? 'ymd',
      moneyIn: moneyIn ?? 'plus',
    };
    const detected: Profile['detected'] = {};
    if (moneyIn !== null && this.signs.plus > 0) detected.moneyIn = moneyIn;
    if (decimalMark.by === 'detected' && decimalMark.value) detected.decimalMark = decimalMark.value;
    if (dateOrder.by === 'detected' && dateOrder.value) detected.dateOrder = dateOrder.value;
    return {
      ok: true,
      value: {
        resolved: questions.length > 0 ? null : resolved,
        questions,
        mapping,
        headers,
        dataRows: this.dataRows,
        detected,
        settledBy: { decimalMark: decimalMark.by, dateOrder: dateOrder.by },
      },
    };
  }

  private recognised(cells: Cell[]): number {
    return mapColumns(this.kind, cells.map(cellText), this.columnNames()).recognised;
  }

  private columnNames(): Record<string, string> {
    return { ...this.remembered.columns, ...this.declared.columns };
  }

  private likelyHeader(): number {
    const scores = this.head.map(({ cells }) => this.recognised(cells));
    return scores.indexOf(Math.max(...scores));
  }

  private takeHeader(index: number): void {
    const header = this.head[index]!;
    this.headers = header.cells.map(cellText);
    this.headerRow = header.row;
    this.mapping = mapColumns(this.kind, this.headers, this.columnNames());
    const rest = this.head.slice(index + 1);
    this.head = [];
    for (const { cells } of rest) this.addData(cells);
  }

  private addData(cells: Cell[]): void {
    if (cells.every(isBlank)) return;
    this.dataRows++;
    const { columns } = this.mapping!;
    for (const field of amountFields) {
      const index = columns[field];
      if (index !== undefined) addAmount(this.amounts, this.headers![index] ?? '', cells[index]);
    }
    if (this.kind === 'payments' && columns.amount !== undefined)
      addPaymentSign(this.signs, cells[columns.amount]);
    for (const field of dateFields) {
      const index = columns[field];
      if (index !== undefined) addDate(this.dates, this.headers![index] ?? '', cells[index]);
    }
  }
}

interface Settled<T> {
  value?: T;
  ask: boolean;
  candidates: T[];
  by: SettledBy;
}

/** Declared beats all; the file itself beats what is remembered; what is remembered beats asking. */
function settle<T extends string>(
  evidence: Evidence<T>,
  declared: T | undefined,
  remembered: T | undefined,
): Settled<T> {
  if (declared !== undefined) return { value: declared, ask: false, candidates: [], by: 'declared' };
  const verdict = weigh(evidence);
  if (verdict.kind === 'one') return { value: verdict.value, ask: false, candidates: [], by: 'detected' };
  if (verdict.kind === 'any')
    return { ...(remembered ? { value: remembered } : {}), ask: false, candidates: [], by: 'any' };
  if (remembered !== undefined && refusedBy(evidence, remembered) === 0) {
    return { value: remembered, ask: false, candidates: [], by: 'remembered' };
  }
  return { ask: true, candidates: verdict.candidates, by: 'asked' };
}
