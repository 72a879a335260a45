/** One mail that came in. */
import { defineSignal } from '@temporalio/workflow';
import { workflowId } from './workflow-ids.ts';

export function inboundMailWorkflowId(mailId: string): string {
  return workflowId('inboundMail', mailId);
}

export interface InboundMailStart {
  mailId: string;
}

/** It came again, to another address of ours: file it once more. */
export const mailAsked = defineSignal('mailAsked');
