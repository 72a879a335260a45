/**
 * An act on many customers, one page after the other. Which customers, and what has been done for whom, is in the
 * database: a page that is repeated after a crash goes on with the customers that are left.
 */
import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { BulkActivities } from '../activities/bulk-runs.ts';
import type { BulkRunStart } from './messages/bulk-run.ts';
import { taskQueues } from './messages/task-queues.ts';

const { runBulkPage } = proxyActivities<BulkActivities>({
  taskQueue: taskQueues.imports,
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '20 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

export async function bulkRun(start: BulkRunStart): Promise<void> {
  for (;;) {
    const { more } = await runBulkPage(start.runId);
    if (!more) return;
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof bulkRun>(start);
  }
}
