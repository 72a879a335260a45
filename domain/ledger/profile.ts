/**
 * First pass over a file: where the header is, which column is which field, and how amounts and dates are written.
 * What the file leaves open is a question, never a guess (D-4).
 */
import { refuse, type Outcome } from '../errors.ts';
import type {
  CreditSigns,
  DateOrder,
  DateSerials,
  DecimalMark,
  IdentifierReading,
  ImportKind,
  MoneyInSign,
  OpenAmountReading,
} from '../vocabulary/imports.ts';
import type { ImportQuestion, LedgerReading } from '../model/ledger.ts';
import { AmountRelations } from './amount-relations.ts';
import { cellText, isBlank, type Cell } from './cells.ts';
import { mapColumns, openFields, type ColumnMapping } from './columns.ts';
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
import { amountFields, requiredFields, type LedgerField } from './fields.ts';
import { IdentifierEvidence } from './identifier-evidence.ts';
import { SerialEvidence } from './serial-evidence.ts';
import { settleAmounts, type SettledAmounts } from './settle-amounts.ts';
import { CurrencyWords, type ExpectedCurrency } from './currency-words.ts';
import { settleWords, withFlags, WordColumns } from './word-columns.ts';
import { isSumRow } from './sum-rows.ts';
import type { MeaningField } from './words.ts';
import { ZoneEvidence } from './zone-evidence.ts';
import { addPaymentSign, moneyInQuestion, moneyInSign, paymentSigns } from './payment-signs.ts';

const dateFields: LedgerField[] = ['issuedOn', 'dueOn', 'receivedOn'];
/** Exports often begin with a title and a print date; the header is looked for in these rows. */
const headerSearchRows = 20;
const samplesKept = 3;
const sampleLength = 60;

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
  /** What the words of a column mean, by `wordKey`. */
  meanings: Partial<Record<MeaningField, ReadonlyMap<string, string>>>;
  openAmount: OpenAmountReading;
  creditSigns?: CreditSigns;
  /** The sign of a credit stands against its kind: one without a minus is owed. */
  signedCredits: boolean;
  identifiers?: IdentifierReading;
  /** What a number such as `45992` is in a column of dates; absent: none stands there. */
  dateSerials?: DateSerials;
  /** In which instants with a zone become days; absent: the day that is written. */
  timeZone?: string;
}

export interface ColumnView {
  header: string;
  field: string | null;
  samples: string[];
}

/** Something shown to a reviewer although nothing is to be answered. */
export interface ProfileRemark {
  code: string;
  params: Record<string, string | number>;
}

export interface Profile {
  resolved: ResolvedReading | null;
  questions: ImportQuestion[];
  mapping: ColumnMapping;
  headers: string[];
  dataRows: number;
  /** The file showed these by itself; they are remembered for files that do not. */
  detected: { decimalMark?: DecimalMark; dateOrder?: DateOrder; moneyIn?: MoneyInSign };
  settledBy: { decimalMark: SettledBy; dateOrder: SettledBy };
  columns: ColumnView[];
  remarks: ProfileRemark[];
}

/** Where a reading comes from; `any`: every reading gives the same values. */
export type SettledBy = 'declared' | 'detected' | 'remembered' | 'any' | 'asked';

export class Profiler {
  private readonly kind: ImportKind;
  private readonly declared: LedgerReading;
  /** What earlier files of this source showed; a new file may contradict it. */
  private readonly remembered: LedgerReading;
  private head: { row: number; cells: Cell[] }[] = [];
  private headers: string[] | null = null;
  private headerRow = 0;
  private mapping: ColumnMapping | null = null;
  private dataRows = 0;
  private readonly amounts = amountEvidence();
  private readonly dates = dateEvidence();
  private readonly signs = paymentSigns();
  private readonly relations = new AmountRelations();
  private readonly identifiers = new IdentifierEvidence();
  private readonly zones: ZoneEvidence;
  private readonly serials = new SerialEvidence();
  private readonly timeZone: string | undefined;
  private words: WordColumns | null = null;
  private currencies: CurrencyWords | null = null;
  private readonly expectedCurrency: ExpectedCurrency;
  private samples: string[][] = [];

  /** `timeZone`: of the legal entity, for instants in date columns. */
  constructor(
    kind: ImportKind,
    declared: LedgerReading,
    remembered: LedgerReading,
    { timeZone, expectedCurrency }: { timeZone?: string; expectedCurrency: ExpectedCurrency },
  ) {
    this.kind = kind;
    this.declared = declared;
    this.remembered = remembered;
    this.timeZone = timeZone;
    this.expectedCurrency = expectedCurrency;
    this.zones = new ZoneEvidence(timeZone);
  }

  /** Rows come in the order of the file; `row` counts from 1. */
  add(row: number, cells: Cell[]): void {
    if (this.headers !== null) return this.addData(row, cells);
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
    if (this.isNoLedger(mapping, headers))
      return refuse('columns_missing', missingColumns(this.kind, headers));
    if (this.dataRows === 0) return refuse('file_empty', { reason: 'no_rows' });
    const decimalMark = settle(this.amounts, this.declared.decimalMark, this.remembered.decimalMark);
    const dateOrder = settle(this.dates, this.declared.dateOrder, this.remembered.dateOrder);
    const flagged = { ...mapping, columns: withFlags(this.words!, mapping.columns) };
    const amounts = this.settleAmounts(flagged, decimalMark.value ?? 'point');
    const words = this.settleWords(amounts);
    const questions: ImportQuestion[] = [];
    const open = openFields(this.kind, flagged.columns, headers, mapping.open);
    if (open.length > 0) questions.push({ id: 'columns', fields: open, headers });
    if (decimalMark.ask) questions.push(decimalMarkQuestion(this.amounts));
    if (dateOrder.ask) questions.push(dateOrderQuestion(this.dates, dateOrder.candidates));
    const moneyIn = this.moneyIn();
    if (moneyIn === null) questions.push(moneyInQuestion(this.signs, headerOf(headers, mapping)));
    // How amounts belong together shows only once it is known how they are written.
    if (!decimalMark.ask) questions.push(...amounts.questions);
    const currencies = this.currencies!.settle([this.declared.words, this.remembered.words]);
    questions.push(...words.questions, ...currencies.questions, ...this.smallQuestions());
    const { columns } = amounts;
    const resolved: ResolvedReading = {
      kind: this.kind,
      headers,
      headerRow: this.headerRow,
      columns,
      decimalMark: decimalMark.value ?? 'point',
      dateOrder: dateOrder.value ?? 'ymd',
      moneyIn: moneyIn ?? 'plus',
      meanings: { ...words.meanings, currency: currencies.meanings },
      openAmount: amounts.openAmount,
      signedCredits: amounts.signedCredits,
      ...(amounts.creditSigns === undefined ? {} : { creditSigns: amounts.creditSigns }),
      ...this.cellReadings(),
    };
    const detected: Profile['detected'] = {
      ...(moneyIn !== null && this.signs.plus > 0 ? { moneyIn } : {}),
      ...(decimalMark.by === 'detected' && decimalMark.value ? { decimalMark: decimalMark.value } : {}),
      ...(dateOrder.by === 'detected' && dateOrder.value ? { dateOrder: dateOrder.value } : {}),
    };
    return {
      ok: true,
      value: {
        resolved: questions.length > 0 ? null : resolved,
        questions,
        mapping: { ...mapping, columns },
        headers,
        dataRows: this.dataRows,
        detected,
        settledBy: { decimalMark: decimalMark.by, dateOrder: dateOrder.by },
        columns: this.columnViews(headers, columns),
        remarks: decimalMark.ask ? [] : amounts.remarks,
      },
    };
  }

  /** With fewer columns than a ledger needs and no known name, the file is none, regardless of what somebody would answer. */
  private isNoLedger({ recognised }: ColumnMapping, headers: string[]): boolean {
    const fewest = Math.max(2, requiredFields[this.kind].length);
    return recognised === 0 && headers.filter((header) => header !== '').length < fewest;
  }

  private moneyIn(): MoneyInSign | null {
    return this.declared.moneyIn ?? this.remembered.moneyIn ?? moneyInSign(this.signs);
  }

  private settleAmounts(mapping: ColumnMapping, mark: DecimalMark): SettledAmounts {
    return settleAmounts({
      kind: this.kind,
      mapping,
      headers: this.headers!,
      mark,
      relations: this.relations,
      declared: this.declared,
      remembered: this.remembered,
    });
  }

  private settleWords(amounts: SettledAmounts) {
    return settleWords({
      words: this.words!,
      columns: amounts.columns,
      answers: [this.declared.words, this.remembered.words],
      knowsOpenAmount: amounts.knowsOpenAmount,
    });
  }

  private cellReadings(): Pick<ResolvedReading, 'identifiers' | 'timeZone' | 'dateSerials'> {
    const identifiers = this.declared.identifiers ?? this.remembered.identifiers;
    const zone = this.declared.zone ?? this.remembered.zone ?? 'entity';
    const dateSerials = this.declared.dateSerials ?? this.remembered.dateSerials;
    return {
      ...(identifiers === undefined ? {} : { identifiers }),
      ...(dateSerials === undefined ? {} : { dateSerials }),
      ...(this.timeZone === undefined || zone === 'written' ? {} : { timeZone: this.timeZone }),
    };
  }

  private smallQuestions(): ImportQuestion[] {
    const isAnswered = {
      identifiers: this.declared.identifiers ?? this.remembered.identifiers,
      zone: this.declared.zone ?? this.remembered.zone,
      dateSerials: this.declared.dateSerials ?? this.remembered.dateSerials,
    };
    const questions = [
      isAnswered.identifiers === undefined ? this.identifiers.question() : null,
      isAnswered.zone === undefined ? this.zones.question() : null,
      isAnswered.dateSerials === undefined ? this.serials.question() : null,
    ];
    return questions.filter((question) => question !== null);
  }

  private columnViews(headers: string[], columns: Partial<Record<LedgerField, number>>): ColumnView[] {
    const fields = new Map(Object.entries(columns).map(([field, index]) => [index, field]));
    return headers.map((header, index) => ({
      header,
      field: fields.get(index) ?? null,
      samples: this.samples[index] ?? [],
    }));
  }

  private recognised(cells: Cell[]): number {
    return mapColumns(this.kind, cells.map(cellText), this.columnNames()).recognised;
  }

  private columnNames(): Record<string, string> {
    return { ...this.remembered.columns, ...this.declared.columns };
  }

  private likelyHeader(): number {
    const scores = this.head.map(({ cells }) => this.recognised(cells));
    const best = Math.max(...scores);
    // No name is known: the widest row is no title, and the first of these is the header.
    if (best === 0) {
      const widths = this.head.map(({ cells }) => cells.filter((cell) => !isBlank(cell)).length);
      return widths.indexOf(Math.max(...widths));
    }
    return scores.indexOf(best);
  }

  private takeHeader(index: number): void {
    const header = this.head[index]!;
    this.headers = header.cells.map(cellText);
    this.headerRow = header.row;
    this.mapping = mapColumns(this.kind, this.headers, this.columnNames());
    const rest = this.head.slice(index + 1);
    this.head = [];
    this.words = new WordColumns(this.mapping, this.headers, [this.declared.words, this.remembered.words]);
    this.currencies = new CurrencyWords(this.kind, this.mapping, this.headers, this.expectedCurrency);
    for (const { row, cells } of rest) this.addData(row, cells);
  }

  private addData(row: number, cells: Cell[]): void {
    if (cells.every(isBlank)) return;
    this.dataRows++;
    const { columns } = this.mapping!;
    this.addSamples(cells);
    if (this.kind === 'items' && isSumRow(cells, columns)) return;
    for (const field of amountFields) {
      const index = columns[field];
      if (index !== undefined) addAmount(this.amounts, this.headers![index] ?? '', cells[index]);
    }
    if (this.kind === 'payments' && columns.amount !== undefined)
      addPaymentSign(this.signs, cells[columns.amount]);
    for (const field of dateFields) {
      const index = columns[field];
      if (index === undefined) continue;
      addDate(this.dates, this.headers![index] ?? '', cells[index]);
      this.zones.add(this.headers![index] ?? '', cells[index]);
      this.serials.add(this.headers![index] ?? '', cells[index]);
    }
    for (const field of ['number', 'customerNumber'] as const) {
      const index = columns[field];
      if (index !== undefined) this.identifiers.add(this.headers![index] ?? '', cells[index]);
    }
    const marks = this.words!.add(row, cells);
    this.currencies!.add(row, cells, () => this.words!.shown(cells));
    if (this.kind !== 'customers')
      this.relations.add({ cells, columns, customerNumber: textAt(cells, columns.customerNumber), ...marks });
  }

  private addSamples(cells: Cell[]): void {
    cells.forEach((cell, index) => {
      const kept = (this.samples[index] ??= []);
      if (kept.length >= samplesKept || isBlank(cell)) return;
      const text = cellText(cell).slice(0, sampleLength).toWellFormed();
      if (!kept.includes(text)) kept.push(text);
    });
  }
}

function headerOf(headers: string[], { columns }: ColumnMapping): string {
  return headers[columns.amount ?? -1] ?? '';
}

function missingColumns(kind: ImportKind, headers: string[]): Record<string, string> {
  return { missing: requiredFields[kind].join(', '), found: headers.join(', ').slice(0, 500) };
}

function textAt(cells: Cell[], index: number | undefined): string {
  return index === undefined ? '' : cellText(cells[index]);
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
