/** One message outside a scenario. */
import { defineSignal } from '@temporalio/workflow';
import { workflowId } from './workflow-ids.ts';

export function noticeWorkflowId(noticeId: string): string {
  return workflowId('noticeDelivery', noticeId);
}

export interface NoticeStart {
  noticeId: string;
  /** Somebody sits in front of it: it stands behind nothing. */
  awaited?: boolean;
}

/** Something about the notice changed: a person settled a doubtful message. Look at it again. */
export const noticeAsked = defineSignal('noticeAsked');

/** Answer of `deliverNotice`: what the workflow does next. */
export type NoticeStep =
  { state: 'done' } | { state: 'retry'; at: number } | { state: 'unknown'; at: number | null };
