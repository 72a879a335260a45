/** How many wait in each queue of Temporal, since when, and which workers take from it. */
import { traitsOf } from '../../../domain/channels/traits.ts';
import { channels } from '../../../domain/vocabulary/channels.ts';
import { channelQueue, taskQueues } from '../../../workflows/messages/task-queues.ts';
import type { AppDeps } from '../../context.ts';

export interface QueueState {
  queue: string;
  workers: number;
  /** Of the workers, as they name themselves to Temporal. */
  builds: string[];
  waiting: number;
  oldestSeconds: number;
}

const answerMs = 3_000;
/** Numbers of temporal.api.enums.v1.TaskQueueType. */
const workflowTasks = 1;
const activityTasks = 2;

/** Channels that something is sent by; the others are tasks of people. */
const sending = channels.filter((channel) => traitsOf(channel).sentByUs);

const queues: readonly [string, number][] = [
  [taskQueues.scenario, workflowTasks],
  [taskQueues.workflows, workflowTasks],
  ...[
    ...sending.map(channelQueue),
    ...[taskQueues.notices, taskQueues.codes, taskQueues.imports, taskQueues.letters],
    ...[taskQueues.payments, taskQueues.readings, taskQueues.inbound],
  ].map((queue): [string, number] => [queue, activityTasks]),
];

/** Null: Temporal does not answer. */
export async function queueStates(temporal: AppDeps['temporal']): Promise<QueueState[] | null> {
  // A server that is away is not waited for.
  if (!(await temporal.reachable())) return null;
  const { client } = temporal;
  try {
    return await client.withDeadline(Date.now() + answerMs, () =>
      Promise.all(queues.map(([queue, taskQueueType]) => stateOf(client, queue, taskQueueType))),
    );
  } catch {
    return null;
  }
}

async function stateOf(
  client: AppDeps['temporal']['client'],
  queue: string,
  taskQueueType: number,
): Promise<QueueState> {
  const { pollers, stats } = await client.workflowService.describeTaskQueue({
    ...{ namespace: client.options.namespace, taskQueue: { name: queue } },
    ...{ taskQueueType, reportStats: true },
  });
  const workers = pollers ?? [];
  const builds = workers.flatMap(
    ({ deploymentOptions, workerVersionCapabilities }) =>
      deploymentOptions?.buildId || workerVersionCapabilities?.buildId || [],
  );
  return {
    queue,
    workers: new Set(workers.map(({ identity }) => identity)).size,
    builds: [...new Set(builds)],
    waiting: Number(stats?.approximateBacklogCount ?? 0),
    oldestSeconds: Number(stats?.approximateBacklogAge?.seconds ?? 0),
  };
}
