/** Stripe's words for what happened to a payment, in ours. */
import type Stripe from 'stripe';
import { onlinePaymentMethods, type OnlinePaymentMethod } from '../../../domain/vocabulary/payments.ts';
import type { PaymentSnapshot, RefundStatus } from '../../payments/connector.ts';

const names = {
  card: 'card',
  direct_debit: 'sepa_debit',
  transfer: 'customer_balance',
} as const satisfies Record<OnlinePaymentMethod, string>;

export function nameOf(method: OnlinePaymentMethod): (typeof names)[OnlinePaymentMethod] {
  return names[method];
}

export function methodOf(name: string): OnlinePaymentMethod | null {
  if (/^(eu|gb|us|sepa)?_?bank_transfer$/.test(name)) return 'transfer';
  const found = Object.entries(names).find(([, theirs]) => theirs === name);
  return found === undefined ? null : (found[0] as OnlinePaymentMethod);
}

/** Debits are those of SEPA; transfers come to accounts that Stripe opens in these currencies. */
export function currenciesOf(currency: string): OnlinePaymentMethod[] {
  if (currency === 'EUR') return [...onlinePaymentMethods];
  return ['GBP', 'USD'].includes(currency) ? ['card', 'transfer'] : ['card'];
}

/** @param session with its payment intent and the last charge expanded */
export function snapshotOf(session: Stripe.Checkout.Session): PaymentSnapshot {
  const intent = typeof session.payment_intent === 'string' ? null : session.payment_intent;
  const charge = typeof intent?.latest_charge === 'string' ? null : (intent?.latest_charge ?? null);
  const type = charge?.payment_method_details?.type ?? '';
  return {
    state: stateOf(session, intent),
    receivedMinor: intent?.status === 'succeeded' ? intent.amount_received : 0,
    returnedMinor: 0,
    method: methodOf(type),
    reason: intent?.last_payment_error?.message ?? null,
    moneyRef: intent?.id ?? null,
  };
}

function stateOf(
  { status }: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent | null,
): PaymentSnapshot['state'] {
  if (intent?.status === 'succeeded') return 'settled';
  if (status === 'expired') return 'expired';
  if (status === 'open') return 'opened';
  switch (intent?.status) {
    case 'canceled':
      return 'cancelled';
    // Done there, and the bank refused afterwards.
    case 'requires_payment_method':
      return 'failed';
    default:
      return 'in_progress';
  }
}

/** Refunds that were not refused, and disputes whose money was taken: all but those that were won or are a warning. */
export function refundsOf(
  refunds: readonly Stripe.Refund[],
  disputes: readonly Stripe.Dispute[],
): RefundStatus {
  const back = refunds.filter(({ status }) => status !== 'failed' && status !== 'canceled');
  const taken = disputes.filter(
    ({ status }) => status !== 'won' && status !== 'prevented' && !status.startsWith('warning_'),
  );
  const reason = taken.at(-1)?.reason ?? back.at(-1)?.reason ?? null;
  const returnedMinor = [...back, ...taken].reduce((sum, { amount }) => sum + amount, 0);
  return { returnedMinor, reason: returnedMinor === 0 ? null : reason };
}
