/**
 * What Temporal itself costs: the waits and activities of a case, and an update that is answered, with nothing behind
 * them.
 */
import {
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';

/** Bodies of the bare activities; they do nothing. */
export interface BareActivities {
  evaluate(customerId: string): Promise<void>;
  perform(customerId: string): Promise<void>;
}

export interface BareStart {
  id: string;
  /** Queue of `perform`, as a case sends by a queue of its own. */
  sendQueue: string;
  /** Instant of the first action, ms since the epoch. */
  firstAt: number;
  /** Wait between two actions, ms. */
  waitMs: number;
  actions: number;
}

const { evaluate } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '30 seconds' });

/** Evaluates, then waits, evaluates and performs as often as asked. */
export async function bareCase(start: BareStart): Promise<void> {
  const { perform } = proxyActivities<BareActivities>({
    taskQueue: start.sendQueue,
    startToCloseTimeout: '10 minutes',
  });
  await evaluate(start.id);
  for (let action = 0; action < start.actions; action += 1) {
    await sleep(action === 0 ? Math.max(1, start.firstAt - Date.now()) : start.waitMs);
    await evaluate(start.id);
    await perform(start.id);
  }
}

/** Answered from memory. */
export const answerAtOnce = defineUpdate<string, [string]>('answerAtOnce');

/** Answers updates until it is terminated. */
export async function bareUpdates(): Promise<void> {
  setHandler(answerAtOnce, (key) => key);
  await condition(() => false);
}

/** Something was said. */
export const said = defineSignal<[string]>('said');
/** How often. */
export const saidSoFar = defineQuery<number>('saidSoFar');

/** Counts its signals until it is terminated. */
export async function bareCounter(): Promise<void> {
  let count = 0;
  setHandler(said, () => void (count += 1));
  setHandler(saidSoFar, () => count);
  await condition(() => false);
}

/** Rests until it is told something, then looks and acts once. */
export async function bareClicked(start: Pick<BareStart, 'id' | 'sendQueue'>): Promise<void> {
  const { perform } = proxyActivities<BareActivities>({
    taskQueue: start.sendQueue,
    startToCloseTimeout: '10 minutes',
  });
  let isTold = false;
  setHandler(said, () => void (isTold = true));
  await condition(() => isTold);
  await evaluate(start.id);
  await perform(start.id);
}
