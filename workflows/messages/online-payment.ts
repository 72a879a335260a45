/** One payment that a customer started. */
import { defineSignal } from '@temporalio/workflow';
import { workflowId } from './workflow-ids.ts';

export function onlinePaymentWorkflowId(paymentId: string): string {
  return workflowId('onlinePayment', paymentId);
}

export interface OnlinePaymentStart {
  paymentId: string;
}

/** Something may have happened to the payment: news of the connector, or the customer came back. Look at it again. */
export const onlinePaymentAsked = defineSignal('onlinePaymentAsked');

/** Answer of `followOnlinePayment`: when to look again, or nothing more is to come. */
export type OnlinePaymentStep = { state: 'following'; at: number } | { state: 'done' };
