/**
 * Every name that crosses a workflow boundary: task queues, workflow ids, signals, queries, and the
 * payloads that travel. Payloads are plain JSON and carry ids, never documents. Signals say that something is in the
 * database, not what.
 */
import { defineSearchAttributeKey } from '@temporalio/common';
import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Channel } from '../domain/vocabulary/channels.ts';
import type * as workflows from './index.ts';

export const taskQueues = {
  /** Cases and their short local activities. */
  scenario: 'relance-scenario',
  /** Messages outside a scenario, which somebody waits for: they do not stand behind reminders. */
  notices: 'relance-notices',
  /** One-time codes and what else somebody sits in front of: they stand behind nothing. */
  codes: 'relance-codes',
  /** Reading and applying ledger files, and acts on many customers. */
  imports: 'relance-imports',
} as const;

/** Where what a channel sends stands in line: a slow carrier of one does not hold those of another. */
export function channelQueue(channel: Channel): string {
  return `relance-${channel.replaceAll('_', '-')}`;
}

type Workflows = typeof workflows;
export type WorkflowType = keyof Workflows;

/** Every workflow of the bundle: one that is added there and not here does not compile, nor one without its id below. */
export const workflowTypes = {
  collectionCase: 'collectionCase',
  importRun: 'importRun',
  bulkRun: 'bulkRun',
  noticeDelivery: 'noticeDelivery',
} as const satisfies { [Type in WorkflowType]: Type };

/** What a workflow is about gives its id, so that starting it twice is starting it once. */
const idPrefixes = {
  collectionCase: 'case',
  importRun: 'import',
  bulkRun: 'bulk',
  noticeDelivery: 'notice',
} as const satisfies Record<WorkflowType, string>;

/** @param subjectId the customer, the import, the run or the notice; never a name: ids of workflows are read by all */
export function workflowId(type: WorkflowType, subjectId: string): string {
  return `${idPrefixes[type]}/${subjectId}`;
}

export function caseWorkflowId(customerId: string): string {
  return workflowId('collectionCase', customerId);
}

export function importWorkflowId(importId: string): string {
  return workflowId('importRun', importId);
}

export function bulkRunWorkflowId(runId: string): string {
  return workflowId('bulkRun', runId);
}

export function noticeWorkflowId(noticeId: string): string {
  return workflowId('noticeDelivery', noticeId);
}

/** Registered by code at boot on every backend; compared by type. No personal data in any of them. */
export const searchAttributes = {
  entity: defineSearchAttributeKey('RelanceEntity', 'KEYWORD'),
  stage: defineSearchAttributeKey('RelanceStage', 'KEYWORD'),
  nextActionAt: defineSearchAttributeKey('RelanceNextActionAt', 'DATETIME'),
  needsPerson: defineSearchAttributeKey('RelanceNeedsPerson', 'BOOL'),
} as const;

/** Those that a server does not have; it keeps types as numbers, which are not compared here. */
export function missingSearchAttributes(existing: Readonly<Record<string, unknown>>): string[] {
  return Object.values(searchAttributes)
    .map(({ name }) => name)
    .filter((name) => existing[name] === undefined);
}

// ---------------------------------------------------------------- the case of one customer

export interface CaseStart {
  /** Format of the carried state; a newer worker migrates older ones. */
  v: 1;
  customerId: string;
}

/** Facts that are already in the database: evaluate again. It carries nothing, since the database says what and why. */
export const factsChanged = defineSignal('factsChanged');

/** For `signalWithStart` of the case: it is told, and started where it does not run yet. */
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

// ---------------------------------------------------------------- one ledger file

export interface ImportStart {
  importId: string;
  /** A feed without a person: applied when there is nothing to ask, nothing wrong and nothing to approve. */
  applyUnattended?: boolean;
}

/** A person decided: the row of the import says what. Go on with it. */
export const importDecided = defineSignal('importDecided');

// ---------------------------------------------------------------- one message outside a scenario

export interface NoticeStart {
  noticeId: string;
}

/** Something about the notice changed: a person settled a doubtful message. Look at it again. */
export const noticeAsked = defineSignal('noticeAsked');

/** Answer of `deliverNotice`: what the workflow does next. */
export type NoticeStep =
  { state: 'done' } | { state: 'retry'; at: number } | { state: 'unknown'; at: number | null };

// ---------------------------------------------------------------- an act on many customers

export interface BulkRunStart {
  runId: string;
}
