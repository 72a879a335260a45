/** One worker a task queue, so that sending can be limited and scaled apart from following. */
import { Worker, type NativeConnection } from '@temporalio/worker';
import type { Activities } from '../activities/index.ts';
import type { ConnectedSettings } from '../config/settings.ts';
import { taskQueues } from '../workflows/messages.ts';

/** Longer than the longest wait after the end of data of a message that is usual; see docs on deploying. */
const shutdownGraceTime = '65 seconds';
const shutdownForceTime = '75 seconds';

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
}

/** Follows cases, sends, imports. The caller runs the workers and shuts them down. */
export async function createWorkers(settings: WorkerSettings, parts: WorkerParts): Promise<Worker[]> {
  const { connection, namespace, codePath, activities } = parts;
  const common = { connection, namespace, activities, shutdownGraceTime, shutdownForceTime };
  const workflowBundle = { codePath };
  return Promise.all([
    Worker.create({
      ...common,
      taskQueue: taskQueues.scenario,
      workflowBundle,
      maxCachedWorkflows: settings.workerCachedCases,
      maxConcurrentLocalActivityExecutions: settings.databasePoolSize,
    }),
    Worker.create({
      ...common,
      taskQueue: taskQueues.mail,
      maxConcurrentActivityTaskExecutions: 10,
      maxTaskQueueActivitiesPerSecond: Math.max(1, settings.smtpMessagesPerMinute / 60),
    }),
    Worker.create({
      ...common,
      taskQueue: taskQueues.imports,
      workflowBundle,
      maxCachedWorkflows: 20,
      maxConcurrentActivityTaskExecutions: 2,
    }),
  ]);
}
