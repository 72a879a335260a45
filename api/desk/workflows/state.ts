/** What a running workflow says of itself: for support, of one at a time. */
import type { WorkflowExecutionDescription } from '@temporalio/client';
import { caseStatus } from '../../../workflows/messages/collection-case.ts';
import type { AppDeps } from '../../context.ts';
import type { NamedWorkflow } from './runs.ts';

export interface WorkflowState {
  waitingFor: string | null;
  until: string | null;
  calls: { name: string; attempt: number; nextAttemptAt: string | null; lastFailure: string | null }[];
  historyBytes: number;
}

/** A worker that is there answers in milliseconds. */
const answerMs = 3_000;

/** Null: none runs, or Temporal does not answer. */
export async function stateOf(
  { client }: AppDeps['temporal'],
  { workflowId, type }: NamedWorkflow,
): Promise<WorkflowState | null> {
  const handle = client.workflow.getHandle(workflowId);
  const soon = <T>(call: () => Promise<T>) => client.withDeadline(Date.now() + answerMs, call);
  const described = await soon(() => handle.describe()).catch(() => null);
  if (described?.status.name !== 'RUNNING') return null;
  const asked =
    type === 'collectionCase' ? await soon(() => handle.query(caseStatus)).catch(() => null) : null;
  return {
    waitingFor: asked?.waitingFor ?? null,
    until: asked?.until ?? null,
    calls: callsOf(described),
    historyBytes: Number(described.historySize ?? 0),
  };
}

function callsOf({ raw }: WorkflowExecutionDescription): WorkflowState['calls'] {
  return (raw.pendingActivities ?? []).map(({ activityType, attempt, scheduledTime, lastFailure }) => {
    const nextAt = Number(scheduledTime?.seconds ?? 0) * 1000;
    return {
      name: activityType?.name ?? '',
      attempt: attempt ?? 1,
      nextAttemptAt: nextAt > Date.now() ? new Date(nextAt).toISOString() : null,
      lastFailure: lastFailure?.cause?.message ?? lastFailure?.message ?? null,
    };
  });
}
