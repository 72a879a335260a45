/** One message that a person writes outside the scenario. */
import { defineSignal } from '@temporalio/workflow';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import { workflowId } from './workflow-ids.ts';

export function actionWorkflowId(actionId: string): string {
  return workflowId('actionDelivery', actionId);
}

export interface ActionStart {
  customerId: string;
  actionId: string;
  channel: Channel;
}

/** Something about the action changed: taken back, tried again, or its doubtful message settled. Look at it again. */
export const actionAsked = defineSignal('actionAsked');

/** Answer of `deliverAction`: whether nothing more is to come, or when to look again. */
export type ActionStep = { state: 'done' } | { state: 'waiting' | 'unknown'; at: number };
