/** The way to the workflow of an import: the relay starts it, or tells it that a person decided. */
import type { Db } from '../../../prisma/client.ts';
import { askWorkflow } from '../../../prisma/queries/workflow-requests.ts';
import type { ImportStart } from '../../../workflows/messages.ts';

/** In the transaction of what is decided. A workflow that was lost with its store is started again by a decision. */
export async function askImport(tx: Db, start: ImportStart): Promise<void> {
  await askWorkflow(tx, { kind: 'import_run', subjectId: start.importId, payload: { start: { ...start } } });
}
