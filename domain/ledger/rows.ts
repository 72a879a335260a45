/** Second pass: a row of cells becomes an item, a customer or a payment, or errors that name column and value. */
import { refuse, type ErrorCode, type Outcome } from '../errors.ts';
import type { IsoDate } from '../model/common.ts';
import type { ImportRowError } from '../model/ledger.ts';
import { currencyDecimals } from '../money/currency.ts';
import type { DocumentType, MoneyInSign, PaymentKind } from '../vocabulary.ts';
import { decimalToMinor, readAmount } from './amounts.ts';
import { cellText, identifierText, isBlank, type Cell } from './cells.ts';
import { readCountry, zoneOfCountry } from './countries.ts';
import { readCurrency } from './currencies.ts';
import { readDate } from './dates.ts';
import { documentOf, readDocumentType } from './document-types.ts';
import type { LedgerField } from './headers.ts';
import type { ResolvedReading } from './profile.ts';

const identifierMaxLength = 100;
const textMaxLength = 1000;

/** What a row says about its customer; used for new customers, and by a customers file for known ones. */
export interface CustomerFacts {
  name?: string;
  country?: string;
  timeZone?: string;
  /** Zone of the country, for a customer whose zone is not known otherwise. */
  countryZone?: string;
  language?: string;
  currency?: string;
  email?: string;
  contactName?: string;
  phone?: string;
  street?: string;
  postalCode?: string;
  city?: string;
  collectorEmail?: string;
  parentNumber?: string;
  attributes?: Record<string, string>;
}

export interface ItemRow {
  kind: 'items';
  customerNumber: string;
  type: DocumentType;
  number: string;
  /** Null: the file numbers no instalments; the line is told apart by its due date. */
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
}

export type RowOutcome =
  { ok: true; row: LedgerRow } | { ok: false; errors: RowError[]; customerNumber: string; number: string };

export function readRow(cells: Cell[], context: RowContext): RowOutcome {
  const reader = new RowReader(cells, context);
  const customerNumber = reader.identifier('customerNumber', true);
  const row = {
    items: () => itemRow(reader, customerNumber),
    customers: () => ({ kind: 'customers' as const, customerNumber, customer: reader.customer() }),
    payments: () => paymentRow(reader, customerNumber),
  }[context.reading.kind]();
  if (reader.errors.length === 0 && row !== null) return { ok: true, row };
  return { ok: false, errors: reader.errors, customerNumber, number: reader.plain('number') };
}

function itemRow(reader: RowReader, customerNumber: string): ItemRow | null {
  const number = reader.identifier('number', true);
  const dueOn = reader.date('dueOn', true);
  const issuedOn = reader.date('issuedOn', false);
  const typeText = reader.plain('type');
  const givenType = typeText === '' ? undefined : readDocumentType(typeText);
  if (typeText !== '' && givenType === undefined) reader.fail('type', 'type_unknown');
  const currency = reader.currency(customerNumber, 'openAmount');
  const open = currency === null ? null : reader.amount('openAmount', true, currency);
  const original = currency === null ? null : reader.amount('originalAmount', false, currency);
  const instalment = reader.instalment();
  const refersTo = reader.identifier('refersTo', false);
  if (dueOn === null || open === null || currency === null) return null;
  const { type, sign } = documentOf(givenType, open);
  return {
    kind: 'items',
    customerNumber,
    type,
    number,
    instalment,
    issuedOn,
    dueOn,
    // The sign of a credit is a matter of the file's habits: original and open amount get the same one.
    originalMinor:
      original === null ? null : open === 0 ? original : Math.sign(open * sign) * Math.abs(original),
    openMinor: open * sign,
    currency,
    ...(refersTo === '' ? {} : { refersTo }),
    ...reader.texts(['purchaseOrder', 'text', 'pdfUrl']),
    customer: reader.customer(),
  };
}

function paymentRow(reader: RowReader, customerNumber: string): PaymentRow | null {
  const number = reader.identifier('number', false);
  const receivedOn = reader.date('receivedOn', true);
  const currency = reader.currency(customerNumber, 'amount');
  const amount = currency === null ? null : reader.amount('amount', true, currency);
  const typeText = reader.plain('type');
  const type = typeText === '' ? 'unapplied_payment' : readDocumentType(typeText);
  if (type !== 'unapplied_payment' && type !== 'credit_note') reader.fail('type', 'type_unknown');
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
    const text = identifierText(this.cell(field));
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
    if (isBlank(cell)) {
      if (required) this.fail(field, 'date_invalid');
      return null;
    }
    const read = readDate(cell, this.context.reading.dateOrder);
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
    const read = readAmount(cell, this.context.reading.decimalMark);
    if (!read.ok) return read;
    const { currencyText, decimal } = read.value;
    if (currencyText !== undefined && readCurrency(currencyText, currency) !== currency) {
      return refuse('currency_unknown', { written: currencyText, expected: currency });
    }
    return decimalToMinor(decimal, currencyDecimals(currency));
  }

  /** From the currency column, else from the sign in the amount, else the expected one. */
  currency(customerNumber: string, amountField: LedgerField): string | null {
    const expected = this.context.currencyOf(customerNumber);
    const written = this.plain('currency');
    if (written !== '') {
      const currency = readCurrency(written, expected);
      if (currency === undefined) this.fail('currency', 'currency_unknown');
      return currency ?? null;
    }
    const amount = readAmount(this.cell(amountField), this.context.reading.decimalMark);
    if (!amount.ok || amount.value.currencyText === undefined) return expected;
    const currency = readCurrency(amount.value.currencyText, expected);
    if (currency === undefined)
      this.fail(amountField, 'currency_unknown', { written: amount.value.currencyText });
    return currency ?? null;
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
    const { customerName: name, ...rest } = this.texts([
      'customerName', 'email', 'contactName', 'phone', 'street', 'postalCode', 'city', 'collectorEmail', 'parentNumber',
    ]); // prettier-ignore
    const facts: CustomerFacts = { ...rest, ...(name === undefined ? {} : { name }) };
    this.understand(facts, 'country', readCountry);
    this.understand(facts, 'language', readLanguage);
    if (this.context.reading.kind === 'customers') {
      this.understand(facts, 'currency', (text) => readCurrency(text, ''));
      this.understand(facts, 'timeZone', readZone);
    }
    if (facts.timeZone === undefined && facts.country !== undefined)
      facts.timeZone = zoneOfCountry(facts.country);
    if (facts.email !== undefined && !looksLikeAddress(facts.email)) {
      this.context.remark('email_not_understood', this.header('email') ?? '', facts.email);
      delete facts.email;
    }
    const attributes = this.texts(['segment', 'region']);
    return Object.keys(attributes).length > 0
      ? { ...facts, attributes: attributes as Record<string, string> }
      : facts;
  }

  /** A value that is not understood is told in the review; it keeps no item out of the ledger. */
  private understand(
    facts: CustomerFacts,
    field: 'country' | 'language' | 'currency' | 'timeZone',
    read: (text: string) => string | undefined,
  ): void {
    const text = this.plain(field);
    if (text === '') return;
    const value = read(text);
    if (value === undefined) this.context.remark(`${field}_not_understood`, this.header(field) ?? '', text);
    else facts[field] = value;
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

function readLanguage(text: string): string | undefined {
  const found = /^([a-z]{2})([-_][a-z]{2,4})?$/i.exec(text);
  return found?.[1]?.toLowerCase();
}

function readZone(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** Only a first look; the address is checked again, and more strictly, before anything is sent to it. */
function looksLikeAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\]+\.[^\s@<>(),;:"\\]+$/.test(text);
}
