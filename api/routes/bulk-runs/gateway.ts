/** The way to the workflow of an act on many customers: the relay starts it. */
import type { Db } from '../../../prisma/client.ts';
import { askWorkflow } from '../../../prisma/queries/workflow-requests.ts';
import type { BulkRunStart } from '../../../workflows/messages.ts';

/** In the transaction that writes the run down. */
export async function askRun(tx: Db, runId: string): Promise<void> {
  const start: BulkRunStart = { runId };
  await askWorkflow(tx, { kind: 'bulk_run', subjectId: runId, payload: { start: { ...start } } });
}
