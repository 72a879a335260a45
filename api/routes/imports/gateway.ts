/** The way to the workflow of an import. */
import { RefusedError } from '../../../domain/errors.ts';
import {
  importDecided,
  importWorkflowId,
  taskQueues,
  workflowTypes,
  type ImportDecision,
  type ImportStart,
} from '../../../workflows/messages.ts';
import type { AppDeps } from '../../context.ts';

const deadlineMs = 10_000;

type Temporal = Pick<AppDeps, 'temporal'>;

export async function startImport({ temporal: { client } }: Temporal, start: ImportStart): Promise<void> {
  await answered(() =>
    client.withDeadline(Date.now() + deadlineMs, () =>
      client.workflow.start(workflowTypes.importRun, {
        ...optionsOf(start),
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    ),
  );
}

/** A workflow that was lost with its store is started again: it reads the file anew and then takes the decision. */
export async function decideImport(
  { temporal: { client } }: Temporal,
  start: ImportStart,
  decision: ImportDecision,
): Promise<void> {
  await answered(() =>
    client.withDeadline(Date.now() + deadlineMs, () =>
      client.workflow.signalWithStart(workflowTypes.importRun, {
        ...optionsOf(start),
        signal: importDecided,
        signalArgs: [decision],
      }),
    ),
  );
}

function optionsOf(start: ImportStart) {
  return {
    workflowId: importWorkflowId(start.importId),
    taskQueue: taskQueues.imports,
    args: [start] as [ImportStart],
  };
}

async function answered(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    throw new RefusedError(
      'service_unavailable',
      {},
      `Temporal did not take the import: ${(error as Error).message}`,
    );
  }
}
