import type { WorkflowExecutionStatusName } from '@temporalio/client';
import type { WorkflowRunStatus } from '../../domain/vocabulary/workflows.ts';

const statuses: Partial<Record<WorkflowExecutionStatusName, WorkflowRunStatus>> = {
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  TERMINATED: 'terminated',
  CONTINUED_AS_NEW: 'continued',
  TIMED_OUT: 'timed_out',
};

/** How a run stands, in our words; what is not known to have ended runs. */
export function runStatus(name: WorkflowExecutionStatusName): WorkflowRunStatus {
  return statuses[name] ?? 'running';
}
