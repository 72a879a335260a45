/** The way to the workflow of an act on many customers. */
import { RefusedError } from '../../../domain/errors.ts';
import { dropWaitingRun, type BulkRunRef } from '../../../prisma/queries/bulk-runs.ts';
import {
  bulkRunWorkflowId,
  taskQueues,
  workflowTypes,
  type BulkRunStart,
} from '../../../workflows/messages.ts';
import type { AppDeps } from '../../context.ts';

const deadlineMs = 10_000;

/**
 * Starts the run, once however often it is asked for.
 *
 * @throws RefusedError `service_unavailable` when Temporal does not take it; nothing has been done then, and nothing will be
 */
export async function startRun(
  { db, temporal: { client } }: Pick<AppDeps, 'db' | 'temporal'>,
  { id, isNew }: BulkRunRef,
): Promise<void> {
  const start: BulkRunStart = { runId: id };
  try {
    await client.withDeadline(Date.now() + deadlineMs, () =>
      client.workflow.start(workflowTypes.bulkRun, {
        workflowId: bulkRunWorkflowId(id),
        taskQueue: taskQueues.imports,
        workflowIdConflictPolicy: 'USE_EXISTING',
        args: [start],
      }),
    );
  } catch (error) {
    // A workflow that was started all the same finds no run and ends.
    if (isNew) await dropWaitingRun(db, id);
    throw new RefusedError(
      'service_unavailable',
      {},
      `Temporal did not take the run: ${(error as Error).message}`,
    );
  }
}
