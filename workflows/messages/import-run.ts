/** One ledger file. */
import { defineSignal } from '@temporalio/workflow';
import { workflowId } from './workflow-ids.ts';

export function importWorkflowId(importId: string): string {
  return workflowId('importRun', importId);
}

export interface ImportStart {
  importId: string;
  /** A feed without a person: applied when there is nothing to ask, nothing wrong and nothing to approve. */
  applyUnattended?: boolean;
}

/** A person decided: the row of the import says what. Go on with it. */
export const importDecided = defineSignal('importDecided');
