import { refuse, type Outcome } from '../errors.ts';
import type { IsoDate } from '../model/common.ts';
import type { Allocation, PayableLine } from './allocation.ts';

export interface ReturnInput {
  /** > 0: what went back. */
  amountMinor: number;
  currency: string;
  /** The day on which the money went back. */
  returnedOn: IsoDate;
  /** Claims that the payment had paid, in the order in which they are opened again. */
  lines: PayableLine[];
  /** Credits that hold what no item took of payments, in the order in which they are used up. */
  credits: PayableLine[];
  /** Day of the last ledger: what it shows of these lines already counts a return of that day or before. */
  ledgerAsOf: IsoDate | null;
}

/**
 * Takes a payment back (a returned debit, a bounced cheque): its lines are open again by what had been paid, at the
 * level they had, and its unapplied cash is no longer there. Amounts of the allocations are negative. Refuses
 * `nothing_to_return` when more goes back than was ever counted: what is owed is never raised by guessing.
 */
export function returnPayment(input: ReturnInput): Outcome<Allocation[]> {
  let restMinor = input.amountMinor;
  const allocations: Allocation[] = [];
  const take = (itemId: string, amountMinor: number, reopens: boolean) => {
    if (amountMinor <= 0) return;
    restMinor -= amountMinor;
    allocations.push({ itemId, amountMinor: -amountMinor, reducesMinor: reopens ? -amountMinor : 0 });
  };
  for (const line of input.lines) {
    const paidMinor = Math.min(restMinor, line.originalMinor - line.openMinor);
    take(line.id, paidMinor, !isClearedLater(line, input.returnedOn));
  }
  for (const credit of input.credits) {
    if (credit.state === 'open') take(credit.id, Math.min(restMinor, -credit.openMinor), true);
  }
  if (restMinor > 0 && knowsAlready(input)) {
    for (const line of input.lines) take(line.id, Math.min(restMinor, line.openMinor), false);
  }
  if (restMinor === 0) return { ok: true, value: allocations };
  const { currency } = input;
  return refuse('nothing_to_return', { amountMinor: restMinor, currency });
}

/** A ledger of after the return shows the item as paid: it was paid once more, and stays so. */
function isClearedLater({ state, clearedOn }: PayableLine, returnedOn: IsoDate): boolean {
  return state === 'cleared' && clearedOn !== null && clearedOn > returnedOn;
}

function knowsAlready({ ledgerAsOf, returnedOn, lines }: ReturnInput): boolean {
  return ledgerAsOf !== null && ledgerAsOf >= returnedOn && lines.length > 0;
}

/** A recorded payment as a return looks for the one it takes back. */
export interface ReturnablePayment {
  paymentId: string;
  reference: string | null;
  receivedOn: IsoDate;
  /** What of it has not gone back yet. */
  amountMinor: number;
  currency: string;
}

/**
 * The payment that a return without an item takes back: the one with its reference, else the only one of that amount
 * that was received by then. Undefined: there is none, or several that may be meant.
 */
export function paymentTakenBack(
  wanted: { reference: string | null; amountMinor: number; currency: string; returnedOn: IsoDate },
  payments: ReturnablePayment[],
): ReturnablePayment | undefined {
  const possible = payments.filter(
    ({ currency, receivedOn, amountMinor }) =>
      currency === wanted.currency && receivedOn <= wanted.returnedOn && amountMinor >= wanted.amountMinor,
  );
  const named = possible.filter(({ reference }) => reference !== null && reference === wanted.reference);
  if (named.length > 0) return only(named.filter(sameAmount(wanted))) ?? only(named);
  return only(possible.filter(sameAmount(wanted)));
}

function sameAmount(wanted: { amountMinor: number }) {
  return ({ amountMinor }: ReturnablePayment) => amountMinor === wanted.amountMinor;
}

function only<T>(list: T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
