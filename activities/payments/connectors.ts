/** Whoever takes payments for this installation, as far as it has their credentials. */
import { createStripe, type StripeAccount } from '../adapters/stripe/connector.ts';
import type { PaymentConnectors } from './connector.ts';

export interface PaymentAccounts {
  stripe?: (StripeAccount & { isSandbox: boolean }) | undefined;
}

export function createPaymentConnectors({ stripe }: PaymentAccounts): PaymentConnectors {
  return { ...(stripe && { stripe: createStripe(stripe) }) };
}

/** Payments of a sandbox go their way in seconds. */
export function paymentPollOf({ stripe }: PaymentAccounts): { paymentPollMs?: number } {
  return stripe?.isSandbox === true ? { paymentPollMs: 20_000 } : {};
}
