/**
 * The outbox: whoever wants a workflow asks for it here, in the transaction that writes down what it works on, and the
 * relay of the worker starts or tells it. Nobody starts one otherwise, so nothing waits for ever because a process died
 * in between, and nothing needs Temporal at the moment of the click. Cases are told by the unit of work; messages
 * outside a scenario are asked for as notices.
 */
import type { Db } from '../prisma/client.ts';
import { askWorkflow } from '../prisma/queries/workflow-requests.ts';
import type { BulkRunStart, ImportStart } from '../workflows/messages.ts';

/** A workflow that was lost with its store is started again by a decision; one that runs reads its row again. */
export async function askImport(tx: Db, start: ImportStart): Promise<void> {
  await askWorkflow(tx, { kind: 'import_run', subjectId: start.importId, payload: { start: { ...start } } });
}

export async function askBulkRun(tx: Db, runId: string): Promise<void> {
  const start: BulkRunStart = { runId };
  await askWorkflow(tx, { kind: 'bulk_run', subjectId: runId, payload: { start: { ...start } } });
}
