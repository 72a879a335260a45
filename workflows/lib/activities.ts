/** Activity proxies by risk class: what may be repeated freely, and what sends. */
import { proxyActivities, proxyLocalActivities, type ActivityOptions } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import type { NoticeStart } from '../messages/notice-delivery.ts';
import { channelQueue, taskQueues } from '../messages/task-queues.ts';

/**
 * Reads and database writes that are safe to repeat; local, so that an evaluation costs one event. What bounds them is the
 * number of tries: the server side's limit over all tries does not hold while the SDK waits between two of them
 * itself, as it does for pauses under a minute (test/workflows/collection-case.test.ts).
 */
const local = {
  initialInterval: '500 milliseconds',
  backoffCoefficient: 2,
  maximumInterval: '20 seconds',
} as const;

/** About a minute of tries: after an outage the case asks again with a fresh clock, not with the hour of its beginning. */
const { evaluate, settle } = proxyLocalActivities<Pick<Activities, 'evaluate' | 'settle'>>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '2 minutes',
  retry: { ...local, maximumAttempts: 9 },
});

export const ask = { evaluate, settle };

const sending: ActivityOptions = {
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '20 seconds',
  scheduleToCloseTimeout: '1 hour',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '5 minutes' },
};

/**
 * Sending. What to do about a doubtful outcome is decided inside, from the database, never by repeating. The
 * heartbeat bounds how long the messages of a worker that died wait for another one.
 *
 * @param channel absent: nothing carries it; the worker that follows cases refuses it
 */
export function sendBy(channel: Channel | undefined) {
  const taskQueue = channel === undefined ? taskQueues.scenario : channelQueue(channel);
  return proxyActivities<Pick<Activities, 'perform' | 'dispatch'>>({ ...sending, taskQueue });
}

/** The same for a message outside the scenario, on the queue of its channel. */
export function deliverBy(channel: Channel) {
  return proxyActivities<Pick<Activities, 'deliverAction'>>({ ...sending, taskQueue: channelQueue(channel) });
}

/**
 * Asking a provider where a letter is: what fails is asked again by its workflow, with a fresh clock.
 */
export const letters = proxyActivities<Pick<Activities, 'followLetter'>>({
  taskQueue: taskQueues.letters,
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '20 seconds',
  scheduleToCloseTimeout: '30 minutes',
  retry: {
    initialInterval: '5 seconds',
    backoffCoefficient: 3,
    maximumInterval: '5 minutes',
    maximumAttempts: 4,
  },
});

/** Asking a connector where a payment is; the same rules. */
export const payments = proxyActivities<Pick<Activities, 'followOnlinePayment'>>({
  taskQueue: taskQueues.payments,
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '30 minutes',
  retry: {
    initialInterval: '2 seconds',
    backoffCoefficient: 3,
    maximumInterval: '5 minutes',
    maximumAttempts: 5,
  },
});

/** Sending one notice; the same rules. */
export function deliverNoticeFor({ awaited = false }: NoticeStart) {
  const taskQueue = awaited ? taskQueues.codes : taskQueues.notices;
  return proxyActivities<Pick<Activities, 'deliverNotice'>>({ ...sending, taskQueue });
}
