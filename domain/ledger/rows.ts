/** Second pass: a row of cells becomes an item, a customer or a payment, or errors that name column and value. */
import { refuse, type ErrorCode, type Outcome } from '../errors.ts';
import type { IsoDate } from '../model/common.ts';
import type { ImportRowError } from '../model/ledger.ts';
import { currencyDecimals } from '../money/currency.ts';
import type { DocumentType, PaymentKind } from '../vocabulary/ledger.ts';
import type { EntrySide, MoneyInSign, TypeMeaning } from '../vocabulary/imports.ts';
import { decimalToMinor, isDashForNothing, readAmount, readWrittenAmount } from './amounts.ts';
import { cellText, identifierText, isBlank, type Cell } from './cells.ts';
import { currencyOfHeader } from './currencies.ts';
import { readCustomerFacts, type CustomerFacts } from './customer-facts.ts';
import { readDate, serialDay } from './dates.ts';
import { documentOf } from './document-types.ts';
import type { LedgerField } from './fields.ts';
import type { ResolvedReading } from './profile.ts';
import { amountField, rowAmounts, type RowAmounts } from './row-amounts.ts';
import { readCurrencyWord, wordKey, type MeaningField } from './words.ts';

const identifierMaxLength = 100;
const textMaxLength = 1000;

export interface ItemRow {
  kind: 'items';
  customerNumber: string;
  type: DocumentType;
  number: string;
  /** Null: the file numbers no instalments; the line is distinguished by its due date. */
  instalment: number | null;
  issuedOn: IsoDate | null;
  dueOn: IsoDate;
  originalMinor: number | null;
  openMinor: number;
  currency: string;
  purchaseOrder?: string;
  /** Of a credit: number of the document that it goes with. */
  refersTo?: string;
  text?: string;
  pdfUrl?: string;
  customer: CustomerFacts;
}

export interface CustomerRow {
  kind: 'customers';
  customerNumber: string;
  customer: CustomerFacts;
}

export interface PaymentRow {
  kind: 'payments';
  customerNumber: string;
  /** Null: received on account, no item named. */
  number: string | null;
  receivedOn: IsoDate;
  amountMinor: number;
  currency: string;
  reference: string | null;
  paymentKind: PaymentKind;
}

export type LedgerRow = ItemRow | CustomerRow | PaymentRow;
export type RowError = Omit<ImportRowError, 'row'>;

export interface RowContext {
  reading: ResolvedReading;
  /** Currency of a row that names none: the customer's, else the one declared for the file, else the entity's. */
  currencyOf: (customerNumber: string) => string;
  /** Columns whose values were not understood and do not matter for the ledger (a country code of its own kind …). */
  remark: (code: string, column: string, value: string) => void;
  /** The day that the file stands for. */
  asOf: IsoDate;
}

/** `row` null: the row is no document, by what its words mean. */
export type RowOutcome =
  | { ok: true; row: LedgerRow | null }
  | { ok: false; errors: RowError[]; customerNumber: string; number: string };

export function readRow(cells: Cell[], context: RowContext): RowOutcome {
  const reader = new RowReader(cells, context);
  if (reader.documentType() === 'no_document') return { ok: true, row: null };
  reader.errors.length = 0;
  const customerNumber = reader.identifier('customerNumber', true);
  const row = {
    items: () => itemRow(reader, customerNumber),
    customers: () => ({ kind: 'customers' as const, customerNumber, customer: reader.customer() }),
    payments: () => paymentRow(reader, customerNumber),
    // Not read in rows: domain/bank.
    bank_statement: () => null,
  }[context.reading.kind]();
  if (reader.errors.length === 0 && row !== null) return { ok: true, row };
  return { ok: false, errors: reader.errors, customerNumber, number: reader.plain('number') };
}

function itemRow(reader: RowReader, customerNumber: string): ItemRow | null {
  const number = reader.identifier('number', true);
  const issuedOn = reader.date('issuedOn', false);
  const givenDueOn = reader.date('dueOn', false);
  const givenType = reader.documentType();
  const side = reader.side();
  const amountField = reader.amountField();
  const currency = reader.currency(customerNumber, amountField);
  const amounts = currency === null ? null : reader.amounts(currency, side);
  const instalment = reader.instalment();
  const refersTo = reader.identifier('refersTo', false);
  if (currency === null || amounts === null) return null;
  if (side === null && amounts.openMinor !== 0) reader.fail('side', 'side_missing');
  const { type, sign } = documentOf(givenType, amounts.openMinor, amounts.isSigned);
  const openMinor = reader.isClosed() ? 0 : amounts.openMinor * sign;
  // Credits reduce what is asked for from the day they are known; only claims fall due.
  const isClaim = openMinor > 0;
  if (givenDueOn === null && isClaim && !reader.failed('dueOn')) reader.fail('dueOn', 'date_invalid');
  const dueOn = givenDueOn ?? issuedOn ?? reader.asOf();
  if (isClaim) reader.remarkDates(issuedOn, givenDueOn);
  return {
    kind: 'items',
    customerNumber,
    type,
    number,
    instalment,
    issuedOn,
    dueOn,
    // The sign of a credit is a matter of the file's habits: original and open amount get the same one.
    originalMinor: originalOf(amounts, sign),
    openMinor,
    currency,
    ...(refersTo === '' ? {} : { refersTo }),
    ...reader.texts(['purchaseOrder', 'text', 'pdfUrl']),
    customer: reader.customer(),
  };
}

function originalOf({ openMinor, originalMinor }: RowAmounts, sign: 1 | -1): number | null {
  if (originalMinor === null || openMinor === 0) return originalMinor;
  return Math.sign(openMinor * sign) * Math.abs(originalMinor);
}

function paymentRow(reader: RowReader, customerNumber: string): PaymentRow | null {
  const number = reader.identifier('number', false);
  const receivedOn = reader.date('receivedOn', true);
  const currency = reader.currency(customerNumber, 'amount');
  const amount = currency === null ? null : reader.amount('amount', true, currency);
  const type = reader.documentType() ?? 'unapplied_payment';
  if (type === 'invoice' || type === 'debit_note') reader.fail('type', 'type_unknown');
  if (amount === 0) reader.fail('amount', 'amount_invalid');
  if (receivedOn === null || amount === null || currency === null) return null;
  return {
    kind: 'payments',
    customerNumber,
    number: number === '' ? null : number,
    receivedOn,
    // Bank and ledger exports disagree about the sign of money that came in; the other one is money that went back.
    amountMinor: reader.moneyIn() === 'minus' ? -amount : amount,
    currency,
    reference: reader.plain('reference') || null,
    paymentKind: type === 'credit_note' ? 'credit' : 'payment',
  };
}

class RowReader {
  readonly errors: RowError[] = [];
  private readonly cells: Cell[];
  private readonly context: RowContext;

  constructor(cells: Cell[], context: RowContext) {
    this.cells = cells;
    this.context = context;
  }

  moneyIn(): MoneyInSign {
    return this.context.reading.moneyIn;
  }

  fail(field: LedgerField, code: ErrorCode, params: Record<string, string | number> = {}): void {
    this.errors.push({ column: this.header(field), value: this.plain(field).slice(0, 200), code, params });
  }

  plain(field: LedgerField): string {
    return cellText(this.cell(field)).slice(0, textMaxLength);
  }

  identifier(field: LedgerField, required: boolean): string {
    const text = identifierText(this.cell(field), this.context.reading.identifiers);
    if (text === null) {
      this.fail(field, 'number_shortened');
      return '';
    }
    if (text === '' && required) this.fail(field, 'number_missing');
    if (text.length > identifierMaxLength)
      this.fail(field, 'number_missing', { reason: 'too_long', max: identifierMaxLength });
    return text;
  }

  date(field: LedgerField, required: boolean): IsoDate | null {
    const cell = this.cell(field);
    if (isBlank(cell) || isDashForNothing(cellText(cell))) {
      if (required) this.fail(field, 'date_invalid');
      return null;
    }
    const { dateOrder, timeZone, dateSerials } = this.context.reading;
    const counted = dateSerials === undefined ? null : serialDay(cell, dateSerials);
    if (counted !== null) return counted;
    const read = readDate(cell, dateOrder, timeZone);
    if (read.ok) return read.value;
    this.fail(field, 'date_invalid', { order: this.context.reading.dateOrder });
    return null;
  }

  amount(field: LedgerField, required: boolean, currency: string): number | null {
    const cell = this.cell(field);
    if (isBlank(cell)) {
      if (required) this.fail(field, 'amount_invalid');
      return null;
    }
    const minor = this.minorOf(cell, currency);
    if (minor.ok) return minor.value;
    this.fail(field, minor.code, { mark: this.context.reading.decimalMark, ...minor.params });
    return null;
  }

  private minorOf(cell: Cell | undefined, currency: string): Outcome<number> {
    const { decimalMark, creditSigns } = this.context.reading;
    const read = readAmount(cell, decimalMark, creditSigns ?? 'mark_decides');
    if (!read.ok) return read;
    const { currencyText, decimal } = read.value;
    if (currencyText !== undefined && this.currencyMeant(currencyText, currency) !== currency) {
      return refuse('currency_unknown', { written: currencyText, expected: currency });
    }
    return decimalToMinor(decimal, currencyDecimals(currency));
  }

  failed(field: LedgerField): boolean {
    return this.errors.some(({ column }) => column === this.header(field));
  }

  /** Undefined: the row names no kind. */
  documentType(): TypeMeaning | undefined {
    const text = this.plain('type');
    if (text === '') return undefined;
    const meaning = this.meaning('type');
    if (meaning === undefined) this.fail('type', 'type_unknown');
    return meaning as TypeMeaning | undefined;
  }

  /** Undefined: the file marks no sides. Null: it does, and this row has no mark. */
  side(): EntrySide | undefined | null {
    if (this.context.reading.columns.side === undefined) return undefined;
    return (this.meaning('side') as EntrySide | undefined) ?? null;
  }

  /** A status says that nothing is owed: cancelled, paid, a draft. */
  isClosed(): boolean {
    return (['status', 'paymentStatus', 'paidFlag', 'openFlag'] as const).some(
      (field) => this.meaning(field) === 'closed',
    );
  }

  private meaning(field: MeaningField): string | undefined {
    const text = this.plain(field);
    return text === '' ? undefined : this.context.reading.meanings[field]?.get(wordKey(text));
  }

  amountField(): LedgerField {
    return amountField(this.context.reading, (field) => this.cell(field));
  }

  amounts(currency: string, side: EntrySide | undefined | null): RowAmounts | null {
    const cell = (field: LedgerField) => this.cell(field);
    const read = rowAmounts({ reading: this.context.reading, cell, currency, side });
    if (read.ok) return read.value;
    const { code, params } = read.refusal;
    const isMissing = code === 'amount_invalid' && isBlank(this.cell(read.field));
    this.fail(read.field, code, isMissing ? params : { mark: this.context.reading.decimalMark, ...params });
    return null;
  }

  asOf(): IsoDate {
    return this.context.asOf;
  }

  /** Dates that are read as they are written and look like a slip: reported in the review. */
  remarkDates(issuedOn: IsoDate | null, dueOn: IsoDate | null): void {
    const note = (code: string, field: LedgerField) =>
      this.context.remark(code, this.header(field) ?? '', this.plain(field));
    if (issuedOn !== null && dueOn !== null && dueOn < issuedOn) note('due_before_issue', 'dueOn');
    if (issuedOn !== null && isFarOff(issuedOn, this.context.asOf)) note('date_far_off', 'issuedOn');
    if (dueOn !== null && isFarOff(dueOn, this.context.asOf)) note('date_far_off', 'dueOn');
  }

  /** From the currency column, else from the sign in the amount, else the expected one. */
  currency(customerNumber: string, amountField: LedgerField): string | null {
    const expected = this.context.currencyOf(customerNumber);
    const written = this.plain('currency');
    if (written !== '') {
      const currency = this.currencyMeant(written, expected);
      if (currency === undefined) this.fail('currency', 'currency_unknown');
      return currency ?? null;
    }
    const amount = readWrittenAmount(this.cell(amountField), this.context.reading.decimalMark);
    const beside =
      (amount.ok ? amount.value.currencyText : undefined) ?? currencyOfHeader(this.header(amountField) ?? '');
    if (beside === undefined) return expected;
    const currency = this.currencyMeant(beside, expected);
    if (currency === undefined) this.fail(amountField, 'currency_unknown', { written: beside });
    return currency ?? null;
  }

  private currencyMeant(text: string, expected: string): string | undefined {
    return readCurrencyWord(text, expected, this.context.reading.meanings.currency);
  }

  instalment(): number | null {
    const text = this.plain('instalment');
    if (text === '') return null;
    const found = /^(\d{1,4})(?:[./]0*)?(?:\s*(?:\/|of|von|sur|de|di|van|z)\s*\d+)?$/i.exec(text);
    if (found?.[1] !== undefined) return Number(found[1]);
    this.fail('instalment', 'number_missing', { reason: 'not_a_number' });
    return null;
  }

  texts<T extends LedgerField>(fields: readonly T[]): Partial<Record<T, string>> {
    const found: Partial<Record<T, string>> = {};
    for (const field of fields) {
      const text = this.plain(field);
      if (text !== '') found[field] = text;
    }
    return found;
  }

  customer(): CustomerFacts {
    return readCustomerFacts({
      isCustomersFile: this.context.reading.kind === 'customers',
      text: (field) => this.plain(field),
      meaning: (field) => this.meaning(field),
      header: (field) => this.header(field) ?? '',
      remark: this.context.remark,
    });
  }

  private cell(field: LedgerField): Cell | undefined {
    const index = this.context.reading.columns[field];
    return index === undefined ? undefined : this.cells[index];
  }

  private header(field: LedgerField): string | null {
    const index = this.context.reading.columns[field];
    return index === undefined ? null : (this.context.reading.headers[index] ?? null);
  }
}

/** More than ten years before the day of the file, or more than five after it. */
function isFarOff(date: IsoDate, asOf: IsoDate): boolean {
  const year = Number(asOf.slice(0, 4));
  const rest = asOf.slice(4);
  return date < `${year - 10}${rest}` || date > `${year + 5}${rest}`;
}
