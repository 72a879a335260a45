/** What a customer pays by a connector: amounts of today's ledger, item by item, never what a browser says. */
import { refuse, type Outcome } from '../errors.ts';
import {
  askedMinor,
  paymentsOf,
  promisedOf,
  undisputedOf,
  type StatementLine,
} from '../statement/amount-to-pay.ts';
import type { NettingRule } from '../vocabulary/ledger.ts';

export interface PaymentShare {
  itemId: string;
  /** Of the document itself; no more than is open of it. */
  amountMinor: number;
  /** Late charges that go with it. */
  chargesMinor: number;
  /** Open of the document when this was fixed. */
  openMinor: number;
}

export interface ChosenPayment {
  amountMinor: number;
  currency: string;
  /** Oldest first. With the charges they come to the amount. */
  shares: PaymentShare[];
  /** Documents in the order of the shares. */
  numbers: string[];
}

export interface PaymentChoice {
  /** All open lines of the customer, those on their way among them, the oldest first. */
  lines: readonly StatementLine[];
  netting: NettingRule;
  /** Ticked items. */
  ids: ReadonlySet<string>;
  currency: string;
  /** Items that a payment is under way for. */
  underWay: ReadonlySet<string>;
}

/**
 * By the rules of what the page asks for (`paymentsOf`).
 *
 * Refuses `not_found` (an item that is not there), `payment_under_way`, `item_disputed` (wholly; of one disputed in
 * part the rest is paid), `nothing_to_pay`.
 */
export function chosenPayment({
  lines,
  netting,
  ids,
  currency,
  underWay,
}: PaymentChoice): Outcome<ChosenPayment> {
  const documents = new Map(lines.filter(({ isCharge }) => !isCharge).map((line) => [line.id, line]));
  for (const id of ids) {
    const line = documents.get(id);
    if (line === undefined) return refuse('not_found');
    const { number } = line;
    if (underWay.has(id)) return refuse('payment_under_way', { number });
    if (line.openMinor > 0 && undisputedOf(line) === 0) return refuse('item_disputed', { number });
  }
  const own = lines.filter((line) => line.currency === currency);
  const payment = paymentsOf(own, netting, { ids, ticked: true })[currency];
  if (payment === undefined) return refuse('nothing_to_pay');
  const { amountMinor } = payment;
  const shares = sharesOf(own, { ids, amountMinor });
  const numbers = shares.map(({ itemId }) => documents.get(itemId)!.number);
  return { ok: true, value: { amountMinor, currency, shares, numbers } };
}

/** Credits that are taken off lower what is paid last. */
function sharesOf(
  lines: readonly StatementLine[],
  { ids, amountMinor }: { ids: ReadonlySet<string>; amountMinor: number },
): PaymentShare[] {
  const shares = new Map<string, PaymentShare>();
  let restMinor = amountMinor;
  for (const line of lines) {
    if (line.openMinor <= 0 || !ids.has(line.id)) continue;
    const partMinor = Math.min(restMinor, askedMinor(line) || promisedOf(line));
    if (partMinor === 0) continue;
    restMinor -= partMinor;
    const share = shares.get(line.id) ?? { itemId: line.id, amountMinor: 0, chargesMinor: 0, openMinor: 0 };
    shares.set(line.id, share);
    if (line.isCharge) share.chargesMinor += partMinor;
    else Object.assign(share, { amountMinor: partMinor, openMinor: line.openMinor });
  }
  return [...shares.values()];
}
