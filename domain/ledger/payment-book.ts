/** Payments taken one after the other against the lines of their customers; each sees what the ones before it left. */
import { refuse, type Outcome } from '../errors.ts';
import type { IsoDate } from '../model/common.ts';
import type { PaymentKind } from '../vocabulary/ledger.ts';
import {
  allocatePayment,
  linesOf,
  numbersNamed,
  type Allocation,
  type PayableLine,
  type PaymentTarget,
} from './allocation.ts';
import { paymentTakenBack, returnPayment, type ReturnablePayment } from './returned-payment.ts';

export interface IncomingPayment {
  /**
   * What makes it this payment: the entry of a bank, or where it has no reference its content and how many of the same
   * stood before it. Absent: made of reference, customer, day, amount and items.
   */
  key?: string;
  /** The reference of the sender or bank; several payments may carry one. Null: it has none. */
  reference: string | null;
  kind: PaymentKind;
  customerNumber: string;
  receivedOn: IsoDate;
  /** The sender named no day: the same payment recorded again on another day is the same one. */
  dayAssumed?: boolean;
  /** Below zero: money that went back. Never 0. */
  amountMinor: number;
  currency: string;
  /** Empty: received on account. */
  items: PaymentTarget[];
}

export interface RecordedPayment {
  reference: string | null;
  paymentId: string;
  /** It was already there; nothing was changed. */
  duplicate: boolean;
  allocations: { itemId: string; number: string; instalment: number; amountMinor: number }[];
  unappliedMinor: number;
}

export type BookLine = PayableLine & {
  customerId: string;
  /** The payment of which this credit is the rest; null for what files brought. */
  paymentId: string | null;
};

/** A payment of an earlier call, or of an earlier batch of this one. */
export interface KnownPayment {
  paymentId: string;
  key: string;
  reference: string | null;
  kind: PaymentKind;
  customerNumber: string;
  receivedOn: IsoDate;
  amountMinor: number;
  currency: string;
  itemNumbers: string[];
  allocations: RecordedPayment['allocations'];
  unappliedMinor: number;
  /** Recorded by this very call: a second part of the same transfer may differ in its amount alone. */
  ofThisCall: boolean;
  /** Recorded before items were kept with payments: what it named may be unknown. */
  itemsUnknown: boolean;
}

export interface TakenPayment {
  payment: IncomingPayment;
  paymentId: string;
  customerId: string;
  itemNumbers: string[];
  allocations: Allocation[];
  unappliedMinor: number;
}

export interface LoadedBook {
  customers: { id: string; number: string }[];
  known: KnownPayment[];
  lines: BookLine[];
  /** One for each payment that may be taken. */
  ids: string[];
  ledgerAsOf: IsoDate | null;
}

export class PaymentBook {
  readonly taken: TakenPayment[] = [];
  readonly changedLines = new Map<string, BookLine>();
  private readonly customers: Map<string, string>;
  private readonly known: KnownPayment[];
  private readonly byReference: Map<string, KnownPayment[]>;
  private readonly byKey: Map<string, KnownPayment>;
  private readonly lines: Map<string, BookLine[]>;
  private readonly ids: string[];
  private readonly ledgerAsOf: IsoDate | null;

  constructor(loaded: LoadedBook) {
    this.customers = new Map(loaded.customers.map(({ number, id }) => [number, id]));
    this.known = loaded.known;
    this.byReference = Map.groupBy(loaded.known, referenceOf);
    this.byKey = new Map(loaded.known.map((payment) => [payment.key, payment]));
    this.lines = Map.groupBy(loaded.lines, ({ customerId }) => customerId);
    this.ids = loaded.ids;
    this.ledgerAsOf = loaded.ledgerAsOf;
  }

  /**
   * Refuses `customer_unknown`, `amount_invalid`, `idempotency_conflict` (the reference is known for these items and
   * this day with another amount), what `allocatePayment` refuses, and `nothing_to_return`.
   */
  take(payment: IncomingPayment): Outcome<RecordedPayment> {
    const customerId = this.customers.get(payment.customerNumber);
    if (customerId === undefined) return refuse('customer_unknown', { number: payment.customerNumber });
    if (!Number.isSafeInteger(payment.amountMinor) || payment.amountMinor === 0)
      return refuse('amount_invalid');
    const lines = this.lines.get(customerId) ?? [];
    const items = splitItems(payment.items, lines);
    const itemNumbers = numbersOf(items);
    const before = this.knownAs({ ...payment, items }, itemNumbers);
    if (!before.ok) return before;
    if (before.value !== undefined) {
      const { reference, paymentId, allocations, unappliedMinor } = before.value;
      return { ok: true, value: { reference, paymentId, duplicate: true, allocations, unappliedMinor } };
    }
    const spread =
      payment.amountMinor > 0
        ? allocatePayment({ ...payment, targets: items, lines: namedLines(items, lines) })
        : this.takeBack({ ...payment, items }, lines);
    if (!spread.ok) return spread;
    return { ok: true, value: this.enter({ ...payment, items }, customerId, itemNumbers, spread.value) };
  }

  private knownAs(payment: IncomingPayment, itemNumbers: string[]): Outcome<KnownPayment | undefined> {
    if (payment.key !== undefined) return { ok: true, value: this.byKey.get(payment.key) };
    if (payment.reference === null) return { ok: true, value: undefined };
    const candidates = (this.byReference.get(payment.reference) ?? []).filter((known) =>
      isSameSlot(known, payment, itemNumbers),
    );
    const same = candidates.find(
      ({ amountMinor, currency }) => amountMinor === payment.amountMinor && currency === payment.currency,
    );
    if (same !== undefined) return { ok: true, value: same };
    const other = candidates.find(({ ofThisCall }) => !ofThisCall);
    return other === undefined
      ? { ok: true, value: undefined }
      : refuse('idempotency_conflict', {
          reference: payment.reference,
          amountMinor: other.amountMinor,
          currency: other.currency,
        });
  }

  private takeBack(
    payment: IncomingPayment,
    lines: BookLine[],
  ): Outcome<{ allocations: Allocation[]; unappliedMinor: number }> {
    const amountMinor = -payment.amountMinor;
    const { currency, receivedOn: returnedOn, reference } = payment;
    const lineIds = new Set<string>();
    const claims: PayableLine[] = [];
    for (const target of payment.items) {
      const found = linesOf(target, { lines, currency });
      if (!found.ok) return found;
      claims.push(...found.value.toReversed());
    }
    let paymentId: string | undefined;
    if (payment.items.length === 0) {
      const whole = { reference, amountMinor, currency, returnedOn };
      const original = paymentTakenBack(whole, this.returnable(payment));
      if (original === undefined) return refuse('nothing_to_return', { amountMinor, currency });
      paymentId = original.paymentId;
      const paid = this.known.find((known) => known.paymentId === paymentId)!.allocations;
      const ids = paid.map(({ itemId }) => itemId);
      claims.push(...lines.filter((line) => ids.includes(line.id) && line.paymentId === null).toReversed());
    }
    const credits = lines.filter(
      (line) =>
        line.paymentId !== null &&
        line.currency === currency &&
        line.type === (payment.kind === 'credit' ? 'credit_note' : 'unapplied_payment') &&
        (paymentId === undefined ? this.named(line.paymentId, payment.items) : line.paymentId === paymentId),
    );
    const returned = returnPayment({
      amountMinor,
      currency,
      returnedOn,
      lines: claims.filter(({ id }) => !lineIds.has(id) && lineIds.add(id)),
      credits: credits.toReversed(),
      ledgerAsOf: this.ledgerAsOf,
    });
    return returned.ok ? { ok: true, value: { allocations: returned.value, unappliedMinor: 0 } } : returned;
  }

  /** The rest of a payment goes back with the items that the payment named, not with others. */
  private named(paymentId: string, items: PaymentTarget[]): boolean {
    const payment = this.known.find((known) => known.paymentId === paymentId);
    return items.some(({ number }) => payment?.itemNumbers.includes(number));
  }

  /** Money received from the customer that has not gone back, as far as references and amounts show. */
  private returnable({ customerNumber, kind }: IncomingPayment): ReturnablePayment[] {
    const own = this.known.filter((known) => known.customerNumber === customerNumber && known.kind === kind);
    const returns = own.filter(({ amountMinor }) => amountMinor < 0);
    return own
      .filter(({ amountMinor }) => amountMinor > 0)
      .filter((payment) => {
        const items = this.itemsOf(payment);
        return !takeFirst(returns, (back) => isReturnOf(back, payment, items));
      })
      .map(({ paymentId, reference, receivedOn, amountMinor, currency }) => ({
        paymentId,
        reference,
        receivedOn,
        amountMinor,
        currency,
      }));
  }

  /** Where the payment went: the items it paid, and the credit that holds its rest. */
  private itemsOf({ customerNumber, paymentId, allocations }: KnownPayment): Set<string> {
    const lines = this.lines.get(this.customers.get(customerNumber) ?? '') ?? [];
    const credits = lines.filter((line) => line.paymentId === paymentId);
    return new Set([...allocations.map(({ itemId }) => itemId), ...credits.map(({ id }) => id)]);
  }

  private enter(
    payment: IncomingPayment,
    customerId: string,
    itemNumbers: string[],
    { allocations, unappliedMinor }: { allocations: Allocation[]; unappliedMinor: number },
  ): RecordedPayment {
    const paymentId = this.ids[this.taken.length]!;
    const lines = this.lines.get(customerId) ?? [];
    const shown = allocations.map(({ itemId, amountMinor, reducesMinor }) => {
      const line = lines.find(({ id }) => id === itemId)!;
      line.allocatedMinor += amountMinor;
      if (reducesMinor !== 0) {
        line.openMinor -= reducesMinor;
        line.state = line.openMinor === 0 ? 'cleared' : 'open';
        line.clearedOn = line.openMinor === 0 ? payment.receivedOn : null;
        this.changedLines.set(line.id, line);
      }
      return { itemId, number: line.number, instalment: line.instalment, amountMinor };
    });
    this.taken.push({ payment, paymentId, customerId, itemNumbers, allocations, unappliedMinor });
    this.remember({
      ...payment,
      key: payment.key ?? '',
      paymentId,
      itemNumbers,
      allocations: shown,
      unappliedMinor,
      ofThisCall: true,
      itemsUnknown: false,
    });
    return { reference: payment.reference, paymentId, duplicate: false, allocations: shown, unappliedMinor };
  }

  private remember(payment: KnownPayment): void {
    this.known.push(payment);
    if (payment.key !== '') this.byKey.set(payment.key, payment);
    const same = this.byReference.get(referenceOf(payment));
    if (same === undefined) this.byReference.set(referenceOf(payment), [payment]);
    else same.push(payment);
  }
}

function referenceOf({ reference }: { reference: string | null }): string {
  return reference ?? '';
}

/** The same reference, customer, direction, day and items: only an amount can make it another payment. */
function isSameSlot(known: KnownPayment, payment: IncomingPayment, itemNumbers: string[]): boolean {
  return (
    known.kind === payment.kind &&
    known.customerNumber === payment.customerNumber &&
    known.amountMinor > 0 === payment.amountMinor > 0 &&
    (payment.dayAssumed === true || known.receivedOn === payment.receivedOn) &&
    (known.itemsUnknown || sameList(known.itemNumbers, itemNumbers))
  );
}

function isReturnOf(back: KnownPayment, payment: KnownPayment, items: Set<string>): boolean {
  return (
    back.amountMinor === -payment.amountMinor &&
    back.currency === payment.currency &&
    back.receivedOn >= payment.receivedOn &&
    back.allocations.some(({ itemId }) => items.has(itemId))
  );
}

/** Takes the first one out of the list; a return takes back one payment, not every one of its amount. */
function takeFirst<T>(list: T[], matches: (one: T) => boolean): boolean {
  const at = list.findIndex(matches);
  if (at === -1) return false;
  list.splice(at, 1);
  return true;
}

/** A cell that holds several numbers names several items. */
function splitItems(items: PaymentTarget[], lines: BookLine[]): PaymentTarget[] {
  const [only] = items;
  if (only === undefined || items.length > 1 || only.instalment !== undefined) return items;
  const numbers = numbersNamed(only.number, (number) => lines.some((line) => line.number === number));
  return numbers.length === 1 ? items : numbers.map((number) => ({ number }));
}

function namedLines(items: PaymentTarget[], lines: BookLine[]): BookLine[] {
  const named = new Set(items.map(({ number }) => number));
  return lines.filter(({ number }) => named.has(number));
}

function numbersOf(items: PaymentTarget[]): string[] {
  return items
    .map(({ number, instalment }) => (instalment === undefined ? number : `${number}/${instalment}`))
    .sort();
}

function sameList(left: string[], right: string[]): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index]);
}
