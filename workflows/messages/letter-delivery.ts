/** One letter by a provider. */
import { defineSignal } from '@temporalio/workflow';
import { workflowId } from './workflow-ids.ts';

export function letterWorkflowId(letterId: string): string {
  return workflowId('letterDelivery', letterId);
}

export interface LetterStart {
  letterId: string;
}

/** Something may have happened to the letter: its message, or news of the provider. Look at it again. */
export const letterAsked = defineSignal('letterAsked');

/** Answer of `followLetter`: whether it is still with us, on its way, or nothing more is to come; and when to look again. */
export type LetterStep = { state: 'queued' | 'following'; at: number } | { state: 'done' };
