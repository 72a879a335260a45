/**
 * What money on an account pays, in the order in which collectors look: a structured reference, the numbers of
 * documents in the text, the exact amount of one item, the only sum of several, and the rest on the account of whoever
 * paid from there before. Only what can mean one thing is safe; all else is for a person to choose.
 */
import type { BankEntry, BankTransaction } from '../bank/statement.ts';
import { readReference, referencesIn, type StructuredReference } from '../bank/references.ts';
import { indexItems } from '../understanding/item-index.ts';
import { findItems } from '../understanding/items.ts';
import type { Lexicon } from '../understanding/lexicon/lexicon.ts';
import type { MatchNote, MatchRule } from '../vocabulary/bank.ts';
import {
  asItem,
  figures,
  plainWord,
  type Candidates,
  type ClaimLine,
  type MatchCustomer,
  type PastPayment,
} from './candidates.ts';
import { findSum } from './sums.ts';
import { checkedLength, isUnmistakable, stretches } from './written-numbers.ts';

export interface Incoming {
  transaction: BankTransaction;
  entry: Pick<BankEntry, 'currency' | 'bookedOn' | 'valueOn' | 'isReversal'>;
}

export interface MatchTarget {
  lineId: string;
  number: string;
  instalment: number;
  /** Above zero; of a return: what is open again. */
  amountMinor: number;
}

export interface Match {
  rule: MatchRule;
  /** Safe: applied unless a person says otherwise. Not safe: applied when a person says so. */
  isSafe: boolean;
  customerId: string | null;
  targets: MatchTarget[];
  /** What no item takes: a credit of the customer. */
  unappliedMinor: number;
  notes: MatchNote[];
  /** Of a return: the payment that it takes back. */
  paymentId: string | null;
}

/** Up to so much of a hundred less than its items is called a discount, and needs a person all the same. */
const discountPct = 5;

/** Takes the transactions of a file one after the other: each sees what safe ones before it left. */
export class Matcher {
  private readonly candidates: Candidates;
  private readonly lexicon: Lexicon;

  constructor(candidates: Candidates, lexicon: Lexicon) {
    this.candidates = candidates;
    this.lexicon = lexicon;
  }

  /** Null: money that went out and takes nothing back; it is none of the ledger's. */
  match(incoming: Incoming): Match | null {
    const { amountMinor } = incoming.transaction;
    const match = amountMinor > 0 ? this.received(incoming) : this.returned(incoming);
    if (match?.isSafe) this.count(match, incoming);
    return match;
  }

  /** What a person chose: these documents of this customer, the oldest due first, the rest on its account. */
  choose(
    incoming: Incoming,
    { customerId, numbers }: { customerId: string; numbers: readonly string[] },
  ): Match {
    const { transaction, entry } = incoming;
    const amountMinor = Math.abs(transaction.amountMinor);
    const isReturn = transaction.amountMinor < 0;
    const possible = isReturn
      ? this.candidates.linesOf(customerId)
      : this.candidates.openOf(customerId, entry.currency);
    const lines = possible.filter(
      ({ number, currency }) => numbers.includes(number) && currency === entry.currency,
    );
    const targets = isReturn
      ? lines.map(({ id, number, instalment }) => ({ lineId: id, number, instalment, amountMinor }))
      : spread(lines, amountMinor);
    const takenMinor = targets.reduce((sum, target) => sum + target.amountMinor, 0);
    const unappliedMinor = isReturn ? 0 : amountMinor - takenMinor;
    const rule = isReturn ? ('returned_payment' as const) : ('no_rule' as const);
    const match: Match = {
      rule,
      isSafe: true,
      customerId,
      targets,
      unappliedMinor,
      notes: [],
      paymentId: null,
    };
    this.count(match, incoming);
    return match;
  }

  private count(match: Match, { transaction }: Incoming): void {
    for (const { lineId, amountMinor } of match.targets)
      this.candidates.take(
        lineId,
        match.customerId!,
        match.rule === 'returned_payment' ? -amountMinor : amountMinor,
      );
    if (match.rule !== 'returned_payment')
      this.candidates.learn(transaction.counterparty.iban, match.customerId!);
  }

  private received(incoming: Incoming): Match {
    const match =
      this.byReference(incoming) ??
      this.byNumbers(incoming) ??
      this.byAmount(incoming) ??
      this.byHistory(incoming);
    const twin = this.recordedElsewhere(incoming, match);
    return twin ? { ...match, isSafe: false, notes: [...match.notes, 'recorded_elsewhere'] } : match;
  }

  private byReference({ transaction, entry }: Incoming): Match | null {
    const { references, text } = transaction;
    const marked = references.structured.map((one) => readReference(one, true));
    const found = [...marked, ...referencesIn(`${text} ${references.endToEnd ?? ''}`)].filter(
      (one) => one !== null,
    );
    const lines = unique(found.flatMap((reference) => this.linesOfReference(reference)));
    return lines.length === 0
      ? null
      : this.toLines('structured_reference', lines, { transaction, entry }, true);
  }

  /** The whole payload is the number of a document, or that of its customer and then, filled up with zeros, its own. */
  private linesOfReference({ payload, written }: StructuredReference): ClaimLine[] {
    const digits = figures(payload);
    const whole = this.candidates
      .withFigures(digits)
      .filter(
        (line) =>
          /^\d+$/.test(payload) ||
          plainWord(line.number).endsWith(payload) ||
          plainWord(payload).endsWith(plainWord(line.number)),
      );
    if (whole.length > 0) return whole;
    const found: ClaimLine[] = [];
    const figuresOfIt = figures(
      written.slice(/^RF/.test(written) ? 4 : 0, /^RF/.test(written) ? undefined : checkedLength(written)),
    );
    for (let from = 1; from < figuresOfIt.length; from += 1) {
      const number = figuresOfIt.slice(from);
      if (number.replace(/^0+/, '').length < 3) break;
      const customer = figuresOfIt.slice(0, from).replace(/0+$/, '');
      for (const line of this.candidates.withFigures(number)) {
        const own = figures(this.candidates.customers.get(line.customerId)?.number ?? '');
        if (own !== '' && own.replace(/0+$/, '') === customer) found.push(line);
      }
    }
    return found;
  }

  private byNumbers({ transaction, entry }: Incoming): Match | null {
    const { references, text } = transaction;
    const words = `${text} ${references.endToEnd ?? ''}`.toLowerCase();
    const possible = unique(stretches(words).flatMap((digits) => this.candidates.withFigures(digits)));
    if (possible.length === 0) return null;
    // Instalments, and documents of two customers, share a number: it is looked for once.
    const once = new Map(possible.map((line) => [line.number, line]));
    const index = indexItems([...once.values()].map(asItem));
    const numbers = new Set(
      findItems(words, index, this.lexicon, () => true).spans.flatMap((span) =>
        span.items.map(({ number }) => number),
      ),
    );
    const lines = possible.filter(({ number }) => numbers.has(number));
    if (lines.length === 0) return null;
    const known = this.knownCustomers(transaction);
    const own = lines.filter(({ customerId }) => known.sure.some(({ id }) => id === customerId));
    const meant = own.length > 0 ? own : lines;
    const written = words.toUpperCase();
    const isSure = own.length > 0 || meant.every(({ number }) => isUnmistakable(number, written));
    return this.toLines('document_numbers', meant, { transaction, entry }, isSure);
  }

  /** Lines that something named. Those of another currency are said, never paid. */
  private toLines(
    rule: MatchRule,
    named: ClaimLine[],
    { transaction, entry }: Incoming,
    isSure: boolean,
  ): Match {
    const { amountMinor } = transaction;
    const customers = unique(named.map(({ customerId }) => customerId));
    if (customers.length > 1) return doubtful(rule, null, amountMinor, ['several_customers']);
    const [customerId] = customers as [string];
    const notes: MatchNote[] = isSure ? [] : ['unsure_number'];
    const same = named.filter(({ currency }) => currency === entry.currency);
    if (same.length < named.length) notes.push('other_currency');
    const open = oldestFirst(same.filter(({ openMinor }) => openMinor > 0));
    if (open.length === 0) {
      if (same.length > 0) notes.push('already_paid');
      return doubtful(rule, customerId, amountMinor, notes);
    }
    const sumMinor = open.reduce((sum, line) => sum + line.openMinor, 0);
    const exact =
      open.length > 1 && sumMinor !== amountMinor
        ? open.filter((line) => line.openMinor === amountMinor)
        : [];
    // One number, several instalments: the one of exactly this amount is meant.
    const paid = exact.length === 1 && sameDocument(open) ? exact : open;
    const targets = spread(paid, amountMinor);
    const takenMinor = targets.reduce((sum, target) => sum + target.amountMinor, 0);
    const owedMinor = paid.reduce((sum, line) => sum + line.openMinor, 0);
    const unappliedMinor = amountMinor - takenMinor;
    if (unappliedMinor > 0) notes.push('over');
    const missingMinor = owedMinor - takenMinor;
    if (missingMinor > 0) notes.push(missingMinor * 100 <= owedMinor * discountPct ? 'discount' : 'short');
    // Which of several items is paid in part only the payer knows; a number that may be something else needs its amount.
    const isOne = paid.length === 1 || sameDocument(paid);
    const isSafe =
      !notes.includes('other_currency') &&
      (missingMinor === 0 || isOne) &&
      (isSure || (missingMinor === 0 && unappliedMinor === 0));
    return { rule, isSafe, customerId, targets, unappliedMinor, notes, paymentId: null };
  }

  private byAmount({ transaction, entry }: Incoming): Match | null {
    const { amountMinor } = transaction;
    const { sure, likely } = this.knownCustomers(transaction);
    const customers = sure.length > 0 ? sure : likely;
    const notes: MatchNote[] = sure.length > 0 ? [] : ['name_only'];
    const found = customers.flatMap((customer): Way[] => {
      const lines = this.candidates.openOf(customer.id, entry.currency);
      const single = lines.filter((line) => line.openMinor === amountMinor);
      return single.map((line) => ({ customer, lines: [line] }));
    });
    if (found.length > 0)
      return settleWays('exact_amount', found, amountMinor, { notes, isSafe: sure.length === 1 });
    const sums = customers.flatMap((customer): Way[] => {
      const lines = this.candidates.openOf(customer.id, entry.currency);
      const way = findSum(
        lines.map((line) => line.openMinor),
        amountMinor,
      );
      if (way.kind === 'one') return [{ customer, lines: way.indices.map((at) => lines[at]!) }];
      return way.kind === 'several' ? [{ customer, lines: null }] : [];
    });
    if (sums.length === 0) return null;
    return settleWays('sum_of_items', sums, amountMinor, { notes, isSafe: sure.length === 1 });
  }

  private byHistory({ transaction }: Incoming): Match {
    const { amountMinor } = transaction;
    const { sure, likely } = this.knownCustomers(transaction);
    const customers = sure.length > 0 ? sure : likely;
    const [only] = customers;
    if (only === undefined) return doubtful('no_rule', null, amountMinor, []);
    if (customers.length > 1) return doubtful('no_rule', null, amountMinor, ['several_customers']);
    return doubtful('account_history', only.id, amountMinor, sure.length > 0 ? [] : ['name_only']);
  }

  /** Sure: by its number in the text, or as the only one who paid from this account. Likely: by its name. */
  private knownCustomers({ text, counterparty }: BankTransaction): {
    sure: MatchCustomer[];
    likely: MatchCustomer[];
  } {
    const named = this.candidates
      .named(text.split(/[\s,;:/]+/))
      .filter(({ number }) => isUnmistakable(number, text.toUpperCase()));
    const payers = this.candidates.ofAccount(counterparty.iban);
    const both = named.filter((one) => payers.includes(one));
    const sure = both.length > 0 ? both : named.length > 0 ? named : payers;
    return { sure, likely: [...this.candidates.called(counterparty.name)] };
  }

  /** The same amount of the same customer within days, by another way than a bank file: perhaps the same money. */
  private recordedElsewhere({ transaction, entry }: Incoming, { customerId }: Match): boolean {
    if (customerId === null) return false;
    const on = entry.bookedOn ?? entry.valueOn;
    return this.candidates
      .paymentsOfCustomer(customerId)
      .some(
        (payment) =>
          !payment.fromBank &&
          payment.amountMinor === transaction.amountMinor &&
          payment.currency === entry.currency &&
          on !== null &&
          daysBetween(payment.receivedOn, on) <= 7,
      );
  }

  private returned({ transaction, entry }: Incoming): Match | null {
    const isReturn = transaction.returnReason !== null || entry.isReversal;
    if (!isReturn) return null;
    const amountMinor = -transaction.amountMinor;
    const payment = this.paymentTakenBack(transaction, entry.currency);
    if (payment === null) {
      const known = this.knownCustomers(transaction);
      const [only, other] = known.sure.length > 0 ? known.sure : known.likely;
      const customerId = other === undefined ? (only?.id ?? null) : null;
      return { ...doubtful('returned_payment', customerId, 0, ['nothing_to_return']), unappliedMinor: 0 };
    }
    this.candidates.takeBack(payment);
    const lines = this.candidates.linesOf(payment.customerId);
    const targets = payment.items.flatMap(({ number, instalment, amountMinor: paidMinor }): MatchTarget[] => {
      const line = lines.find((one) => one.number === number && one.instalment === instalment);
      return line === undefined ? [] : [{ lineId: line.id, number, instalment, amountMinor: paidMinor }];
    });
    return {
      rule: 'returned_payment',
      isSafe: payment.amountMinor === amountMinor,
      customerId: payment.customerId,
      targets,
      unappliedMinor: 0,
      notes: [],
      paymentId: payment.paymentId,
    };
  }

  /** By a reference of it, else the only one of its amount from this account or of this customer. */
  private paymentTakenBack(transaction: BankTransaction, currency: string): PastPayment | null {
    const amountMinor = -transaction.amountMinor;
    const fits = (payment: PastPayment) =>
      payment.amountMinor === amountMinor && payment.currency === currency;
    const { references, counterparty } = transaction;
    const written = [references.endToEnd, references.mandate, ...references.structured, ...references.others];
    const named = unique(
      written.flatMap((one) => (one === null ? [] : this.candidates.withReference(one))),
    ).filter(fits);
    if (named.length > 0) return named.length === 1 ? named[0]! : null;
    const { sure } = this.knownCustomers(transaction);
    const own = sure.flatMap(({ id }) => this.candidates.paymentsOfCustomer(id)).filter(fits);
    const fromThere = own.filter(({ iban }) => iban !== null && iban === counterparty.iban);
    const possible = fromThere.length > 0 ? fromThere : own;
    return possible.length === 1 ? possible[0]! : null;
  }
}

/** Lines that make the amount; null: there are several ways. */
interface Way {
  customer: MatchCustomer;
  lines: ClaimLine[] | null;
}

function settleWays(
  rule: MatchRule,
  ways: Way[],
  amountMinor: number,
  { notes, isSafe }: { notes: MatchNote[]; isSafe: boolean },
): Match {
  const [only] = ways;
  const customers = unique(ways.map(({ customer }) => customer.id));
  if (customers.length > 1) return doubtful(rule, null, amountMinor, [...notes, 'several_customers']);
  if (ways.length > 1 || only!.lines === null)
    return doubtful(rule, customers[0]!, amountMinor, [...notes, 'several_ways']);
  const targets = spread(only!.lines, amountMinor);
  return { rule, isSafe, customerId: customers[0]!, targets, unappliedMinor: 0, notes, paymentId: null };
}

function doubtful(
  rule: MatchRule,
  customerId: string | null,
  unappliedMinor: number,
  notes: MatchNote[],
): Match {
  return { rule, isSafe: false, customerId, targets: [], unappliedMinor, notes, paymentId: null };
}

function spread(lines: readonly ClaimLine[], amountMinor: number): MatchTarget[] {
  let restMinor = amountMinor;
  return lines.flatMap(({ id, number, instalment, openMinor }): MatchTarget[] => {
    const takenMinor = Math.min(restMinor, openMinor);
    restMinor -= takenMinor;
    return takenMinor <= 0 ? [] : [{ lineId: id, number, instalment, amountMinor: takenMinor }];
  });
}

function oldestFirst(lines: readonly ClaimLine[]): ClaimLine[] {
  return lines.toSorted((a, b) =>
    a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.instalment - b.instalment,
  );
}

function sameDocument(lines: readonly ClaimLine[]): boolean {
  return lines.every(({ number }) => number === lines[0]!.number);
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}

function daysBetween(one: string, other: string): number {
  return Math.abs(Date.parse(`${one}T00:00:00Z`) - Date.parse(`${other}T00:00:00Z`)) / 86_400_000;
}
