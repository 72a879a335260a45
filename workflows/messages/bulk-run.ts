/** One act on many customers. */
import { workflowId } from './workflow-ids.ts';

export function bulkRunWorkflowId(runId: string): string {
  return workflowId('bulkRun', runId);
}

export interface BulkRunStart {
  runId: string;
}
