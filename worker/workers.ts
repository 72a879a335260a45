/**
 * One worker a task queue, so that sending can be limited and scaled apart from following. Two of them run workflows,
 * each in a sandbox of its own; the others perform activities only.
 */
import type { DataConverter } from '@temporalio/common';
import type { NativeConnection, Worker, WorkerOptions } from '@temporalio/worker';
import type { Activities } from '../activities/index.ts';
import type { ConnectedSettings } from '../config/settings.ts';
import type { Channels } from '../activities/outbound/channel.ts';
import { channels as allChannels } from '../domain/vocabulary/channels.ts';
import { channelQueue, taskQueues } from '../workflows/messages/task-queues.ts';
import { versionedBy } from './deployment.ts';
import { createWorker } from './with-payloads.ts';

/** Longer than the longest wait after the end of data of a message that is usual; see docs on deploying. */
const sending = { shutdownGraceTime: '65 seconds', shutdownForceTime: '75 seconds' } as const;
/** An evaluation is one short transaction. One that keeps failing is not waited for: the next worker evaluates again. */
const following = { shutdownGraceTime: '5 seconds', shutdownForceTime: '30 seconds' } as const;

export type WorkerSettings = Pick<
  ConnectedSettings,
  'workerCachedCases' | 'databasePoolSize' | 'smtpMessagesPerMinute'
>;

export interface WorkerParts {
  connection: NativeConnection;
  namespace: string;
  /** File of the workflow bundle. */
  codePath: string;
  activities: Activities;
  /** Each has a queue of its own. */
  channels: Channels;
  /** Absent: the server keeps no versions of workers, or is not to. */
  buildId?: string | undefined;
  /** Absent: that of everybody. */
  dataConverter?: DataConverter | undefined;
}

/** Kept in memory between two steps: most are short, and those of letters sleep for days. */
const cachedWorkflows = 200;

/** Follows cases, sends reminders, notices and codes, imports. The caller runs the workers and shuts them down. */
export async function createWorkers(settings: WorkerSettings, parts: WorkerParts): Promise<Worker[]> {
  const { connection, namespace, codePath, activities, channels, buildId, dataConverter } = parts;
  const create = (options: WorkerOptions) => createWorker(options, dataConverter);
  const common = {
    connection,
    namespace,
    activities,
    ...sending,
    ...(buildId !== undefined && { workerDeploymentOptions: versionedBy(buildId) }),
  };
  const workflowBundle = { codePath };
  return Promise.all([
    create({
      ...common,
      ...following,
      taskQueue: taskQueues.scenario,
      workflowBundle,
      maxCachedWorkflows: settings.workerCachedCases,
      maxConcurrentLocalActivityExecutions: settings.databasePoolSize,
    }),
    create({
      ...common,
      ...following,
      taskQueue: taskQueues.workflows,
      workflowBundle,
      maxCachedWorkflows: cachedWorkflows,
    }),
    ...channelWorkers(channels, common, create),
    create({
      ...common,
      taskQueue: taskQueues.notices,
      maxConcurrentActivityTaskExecutions: 5,
      maxTaskQueueActivitiesPerSecond: Math.max(1, settings.smtpMessagesPerMinute / 60),
    }),
    // No rate of the queue: how many may be asked for is limited where they are asked for.
    create({
      ...common,
      taskQueue: taskQueues.codes,
      maxConcurrentActivityTaskExecutions: 5,
    }),
    create({
      ...common,
      taskQueue: taskQueues.letters,
      maxConcurrentActivityTaskExecutions: 5,
    }),
    create({ ...common, taskQueue: taskQueues.payments, maxConcurrentActivityTaskExecutions: 5 }),
    create({ ...common, taskQueue: taskQueues.inbound, maxConcurrentActivityTaskExecutions: 4 }),
    create({
      ...common,
      ...following,
      taskQueue: taskQueues.readings,
      maxConcurrentActivityTaskExecutions: 4,
    }),
    create({
      ...common,
      taskQueue: taskQueues.imports,
      maxConcurrentActivityTaskExecutions: 2,
    }),
  ]);
}

function channelWorkers(
  channels: Channels,
  common: Omit<WorkerOptions, 'taskQueue'>,
  create: (options: WorkerOptions) => Promise<Worker>,
): Promise<Worker>[] {
  return allChannels.flatMap((channel) => {
    const rateLimit = channels[channel]?.rateLimit;
    if (rateLimit === undefined) return [];
    return create({
      ...common,
      taskQueue: channelQueue(channel),
      maxConcurrentActivityTaskExecutions: rateLimit.maxConcurrent,
      maxTaskQueueActivitiesPerSecond: Math.max(1, rateLimit.perMinute / 60),
    });
  });
}
