/**
 * One message outside a scenario, from asked to sent: a short workflow of its own, so that a code or an answer waits
 * for no case. It knows nothing of what is sent; it asks (`deliverNotice`), waits until the time of the answer, and asks again.
 */
import {
  condition,
  continueAsNew,
  isCancellation,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { deliverNoticeFor } from './lib/activities.ts';
import { noticeAsked, type NoticeStart, type NoticeStep } from './messages/notice-delivery.ts';

/** After an outage that outlasted the retries of an activity. */
const outagePauseMs = 60_000;
const shortestWaitMs = 1_000;
/** An unknown message that nobody settles is checked again so often: evidence may have come. */
const unknownPauseMs = 24 * 3600 * 1000;

export async function noticeDelivery(start: NoticeStart): Promise<void> {
  let asked = false;
  setHandler(noticeAsked, () => {
    asked = true;
  });
  for (;;) {
    asked = false;
    const step = await nextStep(start);
    if (step.state === 'done') return;
    setCurrentDetails(step.state === 'unknown' ? 'Unknown whether it left.' : 'Waits for the mail server.');
    const at = step.at ?? Date.now() + unknownPauseMs;
    await condition(() => asked, Math.max(at - Date.now(), shortestWaitMs));
    await renewLongRun(start);
  }
}

async function nextStep(start: NoticeStart): Promise<NoticeStep> {
  const { deliverNotice } = deliverNoticeFor(start);
  for (;;) {
    try {
      return await deliverNotice({ noticeId: start.noticeId, now: Date.now() });
    } catch (error) {
      if (isCancellation(error)) throw error;
      await sleep(outagePauseMs);
      await renewLongRun(start);
    }
  }
}

/** A channel that is off for weeks fills a history, and a full one would end the notice. What was asked is asked anew. */
async function renewLongRun(start: NoticeStart): Promise<void> {
  if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof noticeDelivery>(start);
}
