/**
 * One payment from the moment its amount was fixed until no refund and no dispute can follow any more, which takes more
 * than a year. It knows no connector and no rule; it asks (`followOnlinePayment`), waits as told or until news come, and
 * asks again. What it finds is a fact, which stops or resumes the case of the customer.
 */
import { condition, continueAsNew, isCancellation, setHandler, workflowInfo } from '@temporalio/workflow';
import { payments } from './lib/activities.ts';
import {
  onlinePaymentAsked,
  type OnlinePaymentStart,
  type OnlinePaymentStep,
} from './messages/online-payment.ts';

/** A connector that is away for days is asked more and more rarely. */
const firstPauseMs = 30_000;
const longestPauseMs = 3600_000;
const shortestWaitMs = 1_000;
const eventsPerRun = 500;

export async function onlinePayment({ paymentId }: OnlinePaymentStart): Promise<void> {
  let asked = false;
  let pauseMs = firstPauseMs;
  setHandler(onlinePaymentAsked, () => {
    asked = true;
  });
  for (;;) {
    asked = false;
    const step = await follow(paymentId);
    if (step?.state === 'done' && !asked) return;
    pauseMs = step === undefined ? Math.min(pauseMs * 2, longestPauseMs) : firstPauseMs;
    if (asked) continue;
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    if (continueAsNewSuggested || historyLength >= eventsPerRun)
      await continueAsNew<typeof onlinePayment>({ paymentId });
    const untilNext = step?.state === 'following' ? step.at - Date.now() : pauseMs;
    await condition(() => asked, Math.max(untilNext, shortestWaitMs));
  }
}

/** Undefined: the connector could not be asked. */
async function follow(paymentId: string): Promise<OnlinePaymentStep | undefined> {
  try {
    return await payments.followOnlinePayment({ paymentId, now: Date.now() });
  } catch (error) {
    if (isCancellation(error)) throw error;
    return undefined;
  }
}
