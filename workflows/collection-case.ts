/**
 * One long-lived workflow per customer and legal entity. It knows no rule: it asks (`evaluate`), performs what is
 * due, waits until something changes or the next evaluation is due, and asks again. Rules run inside activities, so a
 * changed rule never breaks a running case.
 */
import {
  condition,
  continueAsNew,
  isCancellation,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { ask, sendBy } from './lib/activities.ts';
import type { CaseState } from './lib/case-state.ts';
import { pauseAfterOutage } from './lib/outage-pause.ts';
import { caseStatus, factsChanged } from './messages/collection-case.ts';
import { searchAttributes } from './messages/search-attributes.ts';
import type { CaseStart, Evaluation, MessageOutcome, MessagesToSend } from './messages/collection-case.ts';

/** Short runs keep a cold wake cheap: replay costs about half a millisecond an event. */
const eventsPerRun = 300;
/** Before a long sleep a run is ended earlier, so that the wake replays next to nothing. */
const longSleepMs = 7 * 24 * 3600 * 1000;
const eventsBeforeLongSleep = 60;
const shortestWaitMs = 1_000;

export async function collectionCase(start: CaseStart): Promise<void> {
  const state: CaseState = { customerId: start.customerId, evaluation: undefined, mustEvaluate: true };

  // What happened, also what a person decided, is already in the database: it cannot be refused; the case evaluates again.
  setHandler(factsChanged, () => {
    state.mustEvaluate = true;
  });
  setHandler(caseStatus, () => ({
    waitingFor: state.evaluation?.details ?? 'the first evaluation',
    until: state.evaluation?.nextEvaluationAt
      ? new Date(state.evaluation.nextEvaluationAt).toISOString()
      : null,
    openActionId: state.evaluation?.openActionId ?? null,
    historyLength: workflowInfo().historyLength,
  }));

  let published: SearchAttributes | undefined;
  for (;;) {
    if (state.mustEvaluate || state.evaluation === undefined) {
      state.mustEvaluate = false;
      await evaluateCase(state);
      continue;
    }
    if (state.evaluation.perform) {
      await perform(state, state.evaluation.perform);
      continue;
    }
    published = publish(state.evaluation, published);
    if (isRunLongEnough(state.evaluation)) {
      // Nothing is awaited since `mustEvaluate` was read: no signal can have arrived in between.
      await continueAsNew<typeof collectionCase>({ v: 1, customerId: state.customerId });
    }
    await waitForChange(state, state.evaluation);
  }
}

async function evaluateCase(state: CaseState): Promise<void> {
  try {
    state.evaluation = await ask.evaluate({ customerId: state.customerId, now: Date.now() });
  } catch (error) {
    if (isCancellation(error)) throw error;
    setCurrentDetails('The database or the worker does not answer; asked again every minute.');
    await pauseAfterOutage(state);
    state.mustEvaluate = true;
  }
}

/** Facts may change again while messages leave; after so many rounds the case evaluates again. */
const roundsPerVisit = 5;

async function perform(state: CaseState, due: NonNullable<Evaluation['perform']>): Promise<void> {
  const asked = { customerId: state.customerId, actionId: due.actionId };
  const send = sendBy(due.channel);
  try {
    let wakes: number[] = [];
    for (let round = 0; round < roundsPerVisit; round += 1) {
      const step = await send.perform({ ...asked, now: Date.now() });
      if (!('messages' in step)) {
        state.evaluation = step;
        return;
      }
      const outcomes = await dispatchAll(send, due.actionId, step);
      wakes = outcomes.flatMap(({ wakeAt }) => wakeAt ?? []);
      if (!outcomes.some(({ isStale }) => isStale)) break;
    }
    state.evaluation = await ask.settle({ ...asked, now: Date.now(), wakes });
  } catch (error) {
    if (isCancellation(error)) throw error;
    await pauseAfterOutage(state);
    state.mustEvaluate = true;
  }
}

/** Side by side: who is slow holds nobody else. One that fails for good is found by its row when the case evaluates again. */
async function dispatchAll(
  send: ReturnType<typeof sendBy>,
  actionId: string,
  { messages, leaveBefore }: MessagesToSend,
): Promise<MessageOutcome[]> {
  const sent = messages.map((messageId) =>
    send.dispatch({ actionId, messageId, leaveBefore, now: Date.now() }),
  );
  const ended = await Promise.allSettled(sent);
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
}

type SearchAttributes = Pick<Evaluation, 'stage' | 'needsPerson' | 'nextActionAt'>;

/** Search attributes cost an event, so they are written only when they changed. */
function publish(evaluation: Evaluation, before: SearchAttributes | undefined): SearchAttributes {
  setCurrentDetails(evaluation.details);
  const { stage, needsPerson, nextActionAt } = evaluation;
  if (before?.stage !== stage || before.needsPerson !== needsPerson || before.nextActionAt !== nextActionAt) {
    upsertSearchAttributes([
      { key: searchAttributes.stage, value: stage },
      { key: searchAttributes.needsPerson, value: needsPerson },
      { key: searchAttributes.nextActionAt, value: nextActionAt === null ? null : new Date(nextActionAt) },
    ]);
  }
  return { stage, needsPerson, nextActionAt };
}

function isRunLongEnough(evaluation: Evaluation): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  const sleepsLong =
    evaluation.nextEvaluationAt === null || evaluation.nextEvaluationAt - Date.now() > longSleepMs;
  return (
    continueAsNewSuggested ||
    historyLength >= eventsPerRun ||
    (sleepsLong && historyLength >= eventsBeforeLongSleep)
  );
}

async function waitForChange(state: CaseState, evaluation: Evaluation): Promise<void> {
  const changed = () => state.mustEvaluate;
  if (evaluation.nextEvaluationAt === null) {
    await condition(changed);
    return;
  }
  const waitMs = Math.max(evaluation.nextEvaluationAt - Date.now(), shortestWaitMs);
  if (!(await condition(changed, waitMs))) state.mustEvaluate = true;
}
