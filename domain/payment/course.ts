/** Where a payment by a connector is, and what of its money is still to be written down. */
import type { OnlinePaymentState, PaymentBooking } from '../vocabulary/payments.ts';

/** What the connector says of a payment, as a whole: amounts in minor units, since it was started. */
export interface PaymentNews {
  state: Exclude<OnlinePaymentState, 'returned'>;
  receivedMinor: number;
  returnedMinor: number;
}

interface Money {
  state: OnlinePaymentState;
  receivedMinor: number;
  returnedMinor: number;
}

/** The customer may still pay it, or has: nobody pays its items a second time meanwhile. */
export function isUnderWay(state: OnlinePaymentState): boolean {
  return state === 'opened' || state === 'in_progress';
}

const order: Record<OnlinePaymentState, number> = {
  opened: 0,
  in_progress: 1,
  cancelled: 2,
  expired: 2,
  failed: 2,
  settled: 3,
  returned: 4,
};

/**
 * What holds after the connector was asked. What it said earlier and arrives late moves nothing back: money that was
 * there stays received. What went back may come again, as after a dispute that was won.
 */
export function after(before: Money, news: PaymentNews): Money {
  const receivedMinor = Math.max(before.receivedMinor, news.receivedMinor);
  const hadIt = before.receivedMinor > 0;
  const knowsIt = news.receivedMinor >= before.receivedMinor;
  const returnedMinor = Math.min(receivedMinor, knowsIt ? news.returnedMinor : before.returnedMinor);
  if (receivedMinor > 0)
    return { state: returnedMinor > 0 ? 'returned' : 'settled', receivedMinor, returnedMinor };
  const state = !hadIt && order[news.state] > order[before.state] ? news.state : before.state;
  return { state, receivedMinor, returnedMinor };
}

/**
 * What is to be recorded so that the ledger holds what the connector has: below zero, what went back. 0 where somebody
 * else writes it down.
 */
export function toBook(
  money: Pick<Money, 'receivedMinor' | 'returnedMinor'>,
  { bookedMinor, booking }: { bookedMinor: number; booking: PaymentBooking },
): number {
  if (booking === 'by_ledger') return 0;
  return money.receivedMinor - money.returnedMinor - bookedMinor;
}
