/**
 * One letter from the moment it is written down as ours to its last proof, which may take months: it waits out the
 * window in which it can be taken back, sees it handed over, and follows it until it is signed, refused or back. It
 * knows no provider and no rule; it asks (`followLetter`), waits as told or until somebody rings, and asks again. The
 * hand-over itself is performed by the case, which a payment, a promise or a dispute inside the window reaches first.
 */
import {
  condition,
  continueAsNew,
  isCancellation,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { letters } from './lib/activities.ts';
import { letterAsked, type LetterStart, type LetterStep } from './messages/letter-delivery.ts';

/** A provider that is away for days is asked more and more rarely. */
const firstPauseMs = 60_000;
const longestPauseMs = 3600_000;
const shortestWaitMs = 1_000;
const eventsPerRun = 500;

export async function letterDelivery({ letterId }: LetterStart): Promise<void> {
  let asked = false;
  let pauseMs = firstPauseMs;
  setHandler(letterAsked, () => {
    asked = true;
  });
  for (;;) {
    asked = false;
    const step = await follow(letterId);
    if (step?.state === 'done') return;
    pauseMs = step === undefined ? Math.min(pauseMs * 2, longestPauseMs) : firstPauseMs;
    setCurrentDetails(detailsOf(step));
    const waitMs = step === undefined ? pauseMs : Math.max(step.at - Date.now(), shortestWaitMs);
    if (asked) continue;
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    if (continueAsNewSuggested || historyLength >= eventsPerRun)
      await continueAsNew<typeof letterDelivery>({ letterId });
    await condition(() => asked, waitMs);
  }
}

/** Undefined: nobody could be asked. */
async function follow(letterId: string): Promise<LetterStep | undefined> {
  try {
    return await letters.followLetter({ letterId, now: Date.now() });
  } catch (error) {
    if (isCancellation(error)) throw error;
    return undefined;
  }
}

function detailsOf(step: LetterStep | undefined): string {
  if (step === undefined) return 'The provider cannot be asked at the moment; asked again later.';
  return step.state === 'queued'
    ? 'With us: it can still be taken back.'
    : 'Handed over: its course is followed.';
}
