/** Activity proxies by risk class: what may be repeated freely, and what sends. */
import { proxyActivities, proxyLocalActivities, type ActivityOptions } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.ts';
import { taskQueues } from '../messages.ts';

/**
 * Reads and database writes that are safe to repeat; local, so that a look costs one event. Bounded in time
 * because `now` is an argument: after an outage the case asks again with a fresh clock instead of deciding on
 * the hour at which the outage began.
 */
export const ask = proxyLocalActivities<Pick<Activities, 'look' | 'command'>>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '2 minutes',
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '20 seconds' },
});

const sending: ActivityOptions = {
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '20 seconds',
  scheduleToCloseTimeout: '1 hour',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '5 minutes' },
};

/**
 * Sending. What to do about a doubtful outcome is decided inside, from the database, never by repeating. The
 * heartbeat bounds how long the messages of a worker that died wait for another one.
 */
export const send = proxyActivities<Pick<Activities, 'perform'>>({ ...sending, taskQueue: taskQueues.mail });

/** Sending one notice, on the queue that its workflow stands in; the same rules. */
export const deliver = proxyActivities<Pick<Activities, 'deliverNotice'>>(sending);
