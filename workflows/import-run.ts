/**
 * One ledger file: read, ask, review, apply. The row in the database is what people see and decide on; this workflow
 * keeps the order and survives restarts. What a person decided is written by the API in one transaction with the
 * request to signal it: the signal says only that the row says more than before.
 */
import { condition, proxyActivities, setHandler } from '@temporalio/workflow';
import type { ImportActivities } from '../activities/imports.ts';
import { importDecided, type ImportStart } from './messages/import-run.ts';
import { taskQueues } from './messages/task-queues.ts';

type State = Awaited<ReturnType<ImportActivities['goOnWithImport']>>;

const { goOnWithImport, applyImportRun } = proxyActivities<ImportActivities>({
  taskQueue: taskQueues.imports,
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '60 seconds',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

export async function importRun({ importId, applyUnattended }: ImportStart): Promise<State> {
  let isDecided = false;
  setHandler(importDecided, () => {
    isDecided = true;
  });
  for (;;) {
    isDecided = false;
    let state = await goOnWithImport(importId);
    if (state === 'review' && applyUnattended) state = await applyImportRun(importId);
    if (!waits(state)) return state;
    await condition(() => isDecided);
  }
}

function waits(state: State): boolean {
  return state === 'needs_input' || state === 'review' || state === 'needs_approval';
}
