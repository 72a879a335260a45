/** Workers in the process of a test, on the queues that it names: as few as it needs, for each costs a sandbox or polls. */
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { workflowBundle } from '../../worker/bundle.ts';
import { taskQueues } from '../../workflows/messages/task-queues.ts';

export interface RunningWorkers {
  /** Lets them end what they do. */
  stop(): Promise<void>;
}

export interface WorkersWanted extends Pick<WorkerOptions, 'activities' | 'interceptors' | 'namespace'> {
  connection: NativeConnection;
  /** Queues whose activities are performed. */
  activityQueues: readonly string[];
  /** Absent: nobody follows cases. */
  cases?: Pick<WorkerOptions, 'maxConcurrentLocalActivityExecutions'>;
}

/** Workflows, and the activities of the queues that are named. */
export async function startWorkers({
  activityQueues,
  cases,
  ...common
}: WorkersWanted): Promise<RunningWorkers> {
  const { codePath } = await workflowBundle();
  const withWorkflows = { ...common, workflowBundle: { codePath } };
  const workers = await Promise.all([
    Worker.create({ ...withWorkflows, taskQueue: taskQueues.workflows }),
    ...(cases ? [Worker.create({ ...withWorkflows, ...cases, taskQueue: taskQueues.scenario })] : []),
    ...activityQueues.map((taskQueue) => Worker.create({ ...common, taskQueue })),
  ]);
  const running = Promise.all(workers.map((worker) => worker.run()));
  return {
    async stop() {
      for (const worker of workers) worker.shutdown();
      await running;
    },
  };
}
