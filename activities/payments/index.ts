/** Activities of payments that customers started, built from their dependencies. */
import type { OnlinePaymentStep } from '../../workflows/messages/online-payment.ts';
import { notBefore } from '../clock.ts';
import { followOnlinePayment, type PaymentFollowDeps } from './follow.ts';

export type PaymentActivityDeps = PaymentFollowDeps;

export function createPaymentActivities(deps: PaymentActivityDeps) {
  return {
    /** Looks where a payment is, writes down what is news, and says when to look again. */
    followOnlinePayment({ paymentId, now }: { paymentId: string; now: number }): Promise<OnlinePaymentStep> {
      return followOnlinePayment({ ...deps, clock: notBefore(deps.clock, now) }, paymentId);
    },
  };
}
