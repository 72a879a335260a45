/** The case of one customer: what starts it, what it is signalled, what its activities answer. */
import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import { searchAttributes } from './search-attributes.ts';
import { taskQueues } from './task-queues.ts';
import { workflowId } from './workflow-ids.ts';

export function caseWorkflowId(customerId: string): string {
  return workflowId('collectionCase', customerId);
}

export interface CaseStart {
  /** Format of the carried state; a newer worker migrates older ones. */
  v: 1;
  customerId: string;
}

/** Facts that are already in the database: evaluate again. It carries nothing, since the database says what and why. */
export const factsChanged = defineSignal('factsChanged');

/** For `signalWithStart` of the case: it is signalled, and started where it does not run yet. */
export function caseSignal({ customerId, legalEntityId }: { customerId: string; legalEntityId: string }) {
  const start: CaseStart = { v: 1, customerId };
  return {
    workflowId: caseWorkflowId(customerId),
    taskQueue: taskQueues.scenario,
    args: [start] as [CaseStart],
    signal: factsChanged,
    typedSearchAttributes: [{ key: searchAttributes.entity, value: legalEntityId }],
  };
}

export interface CaseStatus {
  waitingFor: string;
  until: string | null;
  openActionId: string | null;
  historyLength: number;
}
export const caseStatus = defineQuery<CaseStatus>('caseStatus');

/** Answer of `evaluate`: what the workflow does next. It knows no rule; it waits, performs, and asks again. */
export interface Evaluation {
  /** An action whose time has come, and whose queue it stands in; absent: nothing carries it, and it is refused. */
  perform?: { actionId: string; channel?: Channel };
  /** Instant (ms since epoch) of the next evaluation; null: only a fact can change anything. */
  nextEvaluationAt: number | null;
  /** For search attributes and current details; words of the glossary, no personal data. */
  stage: string;
  needsPerson: boolean;
  nextActionAt: number | null;
  details: string;
  openActionId: string | null;
}

/** Several messages of an action, made and frozen; each is sent by an activity of its own. */
export interface MessagesToSend {
  messages: string[];
  /** First instant (ms since epoch) at which they may not leave any more; null: any time. */
  leaveBefore: number | null;
}

/** Answer of `perform`. */
export type PerformStep = Evaluation | MessagesToSend;

/** Answer of `dispatch`: what became of the message is in the database. */
export interface MessageOutcome {
  /** Made on facts that have changed: the action is to be performed again. */
  isStale: boolean;
  /** When it can be tried again, or looked for (ms since epoch). */
  wakeAt: number | null;
}
