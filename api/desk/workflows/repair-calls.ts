/** What a repair asks of Temporal; each answers soon, or Temporal is away. */
import { WorkflowNotFoundError } from '@temporalio/client';
import { RefusedError } from '../../../domain/errors.ts';
import { isNotFound } from '../../../runtime/temporal/deadline.ts';
import type { AppDeps } from '../../context.ts';

type Temporal = AppDeps['temporal'];

/** Shorter than the outbox row of a repair is kept from the relay. */
const callMs = 3_000;

/** In the words of who reads the histories of Temporal. */
interface Called {
  workflowId: string;
  runId: string;
  reason: string;
}

/** @throws RefusedError `service_unavailable` where Temporal does not answer */
async function call<T>({ client }: Temporal, work: () => Promise<T>): Promise<T> {
  try {
    return await client.withDeadline(Date.now() + callMs, work);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || isNotFound(error))
      throw new RefusedError('workflow_not_running');
    // gRPC: INVALID_ARGUMENT, FAILED_PRECONDITION.
    if ([3, 9].includes((error as { code?: number }).code ?? 0)) throw new RefusedError('reset_point_gone');
    throw new RefusedError('service_unavailable');
  }
}

/** The run that goes on now; null: none. */
export async function runningRun(temporal: Temporal, workflowId: string): Promise<string | null> {
  // A server that is away is not waited for.
  if (!(await temporal.reachable())) throw new RefusedError('service_unavailable');
  try {
    const found = await call(temporal, () => temporal.client.workflow.getHandle(workflowId).describe());
    return found.status.name === 'RUNNING' ? found.runId : null;
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'workflow_not_running') return null;
    throw error;
  }
}

export async function terminateRun(temporal: Temporal, { workflowId, runId, reason }: Called): Promise<void> {
  await call(temporal, () => temporal.client.workflow.getHandle(workflowId, runId).terminate(reason));
}

/** @param called `requestId`: the same one again is the same reset */
export async function resetRun(
  temporal: Temporal,
  { workflowId, runId, reason, eventId, requestId }: Called & { eventId: number; requestId: string },
): Promise<void> {
  const { client } = temporal;
  const { namespace } = client.options;
  const workflowTaskFinishEventId = eventId as unknown as Long;
  await call(temporal, () =>
    client.workflowService.resetWorkflowExecution({
      ...{ namespace, workflowExecution: { workflowId, runId } },
      ...{ reason, workflowTaskFinishEventId, requestId },
    }),
  );
}

type Long = NonNullable<
  Parameters<Temporal['client']['workflowService']['resetWorkflowExecution']>[0]['workflowTaskFinishEventId']
>;

/** Work that waits for its next try is tried now. Answers of how much. */
export async function retryCalls(temporal: Temporal, workflowId: string, runId: string): Promise<number> {
  const { client } = temporal;
  const { namespace } = client.options;
  const { raw } = await call(temporal, () => client.workflow.getHandle(workflowId, runId).describe());
  const pending = (raw.pendingActivities ?? []).filter(({ attempt }) => (attempt ?? 1) > 1);
  for (const { activityId } of pending)
    await call(temporal, () =>
      client.workflowService.resetActivity({
        namespace,
        execution: { workflowId, runId },
        id: activityId ?? '',
        identity: client.options.identity,
      }),
    );
  return pending.length;
}
