/** The words of one reply. */
import { defineSignal } from '@temporalio/workflow';
import { workflowId } from './workflow-ids.ts';

export function readingWorkflowId(replyId: string): string {
  return workflowId('replyReading', replyId);
}

export interface ReadingStart {
  replyId: string;
}

/** It is to be read, again where it is being read. */
export const readingAsked = defineSignal('readingAsked');
