/**
 * One ledger file: read, ask, review, apply. The rows in the database are what people see; this workflow keeps the
 * order and survives restarts. A decision is a signal, not an update: the API has checked it against the database
 * row, and a repeated one changes nothing.
 */
import { condition, proxyActivities, setHandler } from '@temporalio/workflow';
import type { ImportActivities } from '../activities/imports.ts';
import { importDecided, taskQueues, type ImportDecision, type ImportStart } from './messages.ts';

type State = Awaited<ReturnType<ImportActivities['readImportFile']>>;

const { readImportFile, applyImportRun } = proxyActivities<ImportActivities>({
  taskQueue: taskQueues.imports,
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '60 seconds',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

const { answerImport, rejectImportRun } = proxyActivities<ImportActivities>({
  taskQueue: taskQueues.imports,
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

export async function importRun(start: ImportStart): Promise<State> {
  const decisions: ImportDecision[] = [];
  setHandler(importDecided, (decision) => void decisions.push(decision));
  let state = await readImportFile(start.importId);
  // Decided before, and cut off: a command line that was ended, a workflow that was lost with its store.
  if (state === 'applying') state = await applyImportRun(start.importId, null);
  if (state === 'review' && start.applyUnattended) state = await applyImportRun(start.importId, null);
  while (waits(state)) {
    await condition(() => decisions.length > 0);
    state = await carryOut(start.importId, state, decisions.shift()!);
  }
  return state;
}

function waits(state: State): boolean {
  return state === 'needs_input' || state === 'review' || state === 'needs_approval';
}

async function carryOut(importId: string, state: State, decision: ImportDecision): Promise<State> {
  switch (decision.kind) {
    case 'answer':
      await answerImport(importId, decision.reading, decision.by);
      return readImportFile(importId);
    case 'reject':
      await rejectImportRun(importId, decision.by.userId);
      return 'rejected';
    case 'apply':
      // An answer that came first may have turned the review into questions: nothing is applied unseen.
      return state === 'needs_input' ? state : applyImportRun(importId, decision.by.userId);
  }
}
