/** What of a ledger a payment may be meant for, made ready to be looked up for thousands of payments. */
import type { IsoDate } from '../model/common.ts';
import type { AccountItem } from '../understanding/types.ts';
import type { OwedType } from '../vocabulary/ledger.ts';

/** An invoice or debit note, open or not. */
export interface ClaimLine {
  id: string;
  customerId: string;
  type: OwedType;
  number: string;
  instalment: number;
  issuedOn: IsoDate | null;
  dueOn: IsoDate;
  /** 0: paid. */
  openMinor: number;
  currency: string;
  purchaseOrder: string | null;
}

export interface MatchCustomer {
  id: string;
  number: string;
  name: string;
}

/** A payment that was recorded before, by a file of a bank or otherwise. */
export interface PastPayment {
  paymentId: string;
  customerId: string;
  receivedOn: IsoDate;
  /** Above zero, and not returned since. */
  amountMinor: number;
  currency: string;
  /** By which a return may name it. */
  references: readonly string[];
  iban: string | null;
  /** What it paid, as lines are named. */
  items: readonly { number: string; instalment: number; amountMinor: number }[];
  /** It came out of a bank file: the same money is known again by its entry, not by its amount. */
  fromBank: boolean;
}

export interface Ledger {
  customers: readonly MatchCustomer[];
  lines: readonly ClaimLine[];
  payments: readonly PastPayment[];
  /** Customers who paid from an account before. */
  payers: ReadonlyMap<string, readonly string[]>;
}

export class Candidates {
  readonly customers: ReadonlyMap<string, MatchCustomer>;
  private readonly byNumber = new Map<string, ClaimLine[]>();
  private readonly byCustomer = new Map<string, ClaimLine[]>();
  private readonly byCustomerNumber = new Map<string, MatchCustomer[]>();
  private readonly byName = new Map<string, MatchCustomer[]>();
  private readonly byReference = new Map<string, PastPayment[]>();
  private readonly paymentsOf: Map<string, PastPayment[]>;
  private readonly payers: Map<string, Set<string>>;

  constructor({ customers, lines, payments, payers }: Ledger) {
    this.customers = new Map(customers.map((customer) => [customer.id, customer]));
    this.payers = new Map([...payers].map(([iban, ids]) => [iban, new Set(ids)]));
    for (const line of lines) {
      push(this.byCustomer, line.customerId, line);
      push(this.byNumber, figures(line.number), line);
    }
    for (const customer of customers) {
      push(this.byCustomerNumber, plainWord(customer.number), customer);
      push(this.byName, nameKey(customer.name), customer);
    }
    for (const payment of payments)
      for (const reference of payment.references) push(this.byReference, plainWord(reference), payment);
    this.paymentsOf = Map.groupBy(payments, ({ customerId }) => customerId);
  }

  /** Open lines of one currency, the oldest first. */
  openOf(customerId: string, currency: string): ClaimLine[] {
    return (this.byCustomer.get(customerId) ?? [])
      .filter((line) => line.openMinor > 0 && line.currency === currency)
      .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.instalment - b.instalment));
  }

  linesOf(customerId: string): readonly ClaimLine[] {
    return this.byCustomer.get(customerId) ?? [];
  }

  /** Lines whose number has these figures and no others, leading zeros aside. */
  withFigures(digits: string): readonly ClaimLine[] {
    const key = digits.replace(/^0+/, '');
    return key === '' ? [] : (this.byNumber.get(key) ?? []);
  }

  /** Customers whose whole number is one of the words. */
  named(words: readonly string[]): MatchCustomer[] {
    const found = words
      .filter((word) => word.length >= 3)
      .flatMap((word) => this.byCustomerNumber.get(plainWord(word)) ?? []);
    return [...new Set(found)];
  }

  called(name: string): readonly MatchCustomer[] {
    const key = nameKey(name);
    return key.length < 4 ? [] : (this.byName.get(key) ?? []);
  }

  /** Customers who paid from the account before. */
  ofAccount(iban: string | null): MatchCustomer[] {
    if (iban === null) return [];
    return [...(this.payers.get(iban) ?? [])].flatMap((id) => this.customers.get(id) ?? []);
  }

  /** The account of a customer is known from now on. */
  learn(iban: string | null, customerId: string): void {
    if (iban === null) return;
    const known = this.payers.get(iban) ?? new Set();
    this.payers.set(iban, known.add(customerId));
  }

  withReference(reference: string): readonly PastPayment[] {
    return this.byReference.get(plainWord(reference)) ?? [];
  }

  paymentsOfCustomer(customerId: string): readonly PastPayment[] {
    return this.paymentsOf.get(customerId) ?? [];
  }

  /** What was decided counts for what comes after it. */
  take(lineId: string, customerId: string, amountMinor: number): void {
    const line = this.byCustomer.get(customerId)?.find(({ id }) => id === lineId);
    if (line !== undefined) line.openMinor -= amountMinor;
  }

  takeBack(payment: PastPayment): void {
    for (const list of [
      this.paymentsOf.get(payment.customerId),
      ...payment.references.map((one) => this.byReference.get(plainWord(one))),
    ]) {
      const at = list?.indexOf(payment) ?? -1;
      if (at >= 0) list!.splice(at, 1);
    }
  }
}

/** As the recognition of items in a text reads them. */
export function asItem(line: ClaimLine): AccountItem {
  const { number, type, issuedOn, dueOn, openMinor, currency, purchaseOrder } = line;
  return { number, type, issuedOn, dueOn, openMinor, currency, purchaseOrder };
}

export function figures(text: string): string {
  return text.replaceAll(/\D/g, '').replace(/^0+/, '');
}

export function plainWord(text: string): string {
  return text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

const legalForms =
  /\b(?:gmbh|ag|kg|ohg|ug|se|sa|sas|sarl|eurl|srl|spa|bv|nv|bvba|srl|ltd|limited|plc|llc|inc|co|corp|oy|ab|as|aps|sl|sp z o o|spzoo|e k|ev|und|and|et|the)\b/g;

/** A name without its legal form, signs and accents, in the order of its letters' words. */
export function nameKey(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/[.'’]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  const words = plain
    .replace(legalForms, ' ')
    .split(' ')
    .filter((word) => word !== '');
  return words.sort().join(' ');
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  if (key === '') return;
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
