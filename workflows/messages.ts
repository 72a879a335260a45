/**
 * Every name that crosses a workflow boundary: task queues, workflow ids, updates, signals, queries, and the
 * payloads that travel. Payloads are plain JSON and carry ids, never documents.
 */
import { defineSearchAttributeKey } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Channel, WakeReason } from '../domain/vocabulary.ts';

export const taskQueues = {
  /** Cases and their short local activities. */
  scenario: 'relance-scenario',
  /** Sending what cases ask for; rate-limited by itself. */
  mail: 'relance-mail',
  /** Messages outside a scenario, which somebody waits for: they do not stand behind reminders. */
  notices: 'relance-notices',
  /** One-time codes and what else somebody sits in front of: they stand behind nothing. */
  codes: 'relance-codes',
  /** Reading and applying ledger files, and acts on many customers. */
  imports: 'relance-imports',
} as const;

export const workflowTypes = {
  collectionCase: 'collectionCase',
  importRun: 'importRun',
  bulkRun: 'bulkRun',
  noticeDelivery: 'noticeDelivery',
} as const;

export function caseWorkflowId(customerId: string): string {
  return `case/${customerId}`;
}

export function importWorkflowId(importId: string): string {
  return `import/${importId}`;
}

export function bulkRunWorkflowId(runId: string): string {
  return `bulk/${runId}`;
}

export function noticeWorkflowId(noticeId: string): string {
  return `notice/${noticeId}`;
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
  legalEntityId: string;
  /** Commands already answered, newest last; travels so that a repeat after continue-as-new is recognised. */
  answered?: { key: string; answer: CommandAnswer }[];
  /** Test hook: continue as new after this many events (default 300). */
  maxHistoryLength?: number;
  runs?: number;
}

export interface Actor {
  userId: string;
  name: string;
}

/** What a person asks of a case. `key` is made by the client once per click. */
export type CaseCommand = { key: string; by: Actor } & (
  | {
      kind: 'confirm';
      actionId: string;
      /** Hash of what was on the screen; refused as `stale_confirmation` when it is no longer so. */
      positionHash: string;
      edits?: { subject?: string; bodyHtml?: string };
      /** How long it can be taken back before it leaves; absent: not at all. */
      undoMs?: number;
    }
  | { kind: 'undo'; actionId: string }
  | { kind: 'postpone'; actionId: string; until: string; reason?: string }
  | { kind: 'skip'; actionId: string; reason: string }
  | { kind: 'complete'; actionId: string; note?: string }
  | { kind: 'pause'; until: string | null; reason: string }
  | { kind: 'resume'; reason?: string }
  | { kind: 'move'; scenarioVersionId: string; reason?: string }
);
export type CaseCommandKind = CaseCommand['kind'];

/** Refusals are answers: `code` is one of domain/errors.ts. */
export type CommandAnswer =
  | { ok: true; actionId?: string; state?: string; sendAt?: string; undoUntil?: string }
  | { ok: false; code: string; params: Record<string, string | number> };

export const caseCommand = defineUpdate<CommandAnswer, [CaseCommand]>('caseCommand');

/** A fact that is already in the database: look again. The key makes a repeated delivery harmless. */
export interface CaseFact {
  key: string;
  reason: WakeReason;
}
export const factsChanged = defineSignal<[CaseFact[]]>('factsChanged');

export interface CaseStatus {
  waitingFor: string;
  until: string | null;
  openActionId: string | null;
  historyLength: number;
}
export const caseStatus = defineQuery<CaseStatus>('caseStatus');

/** Answer of `look`: what the workflow does next. It knows no rule; it waits, performs, and asks again. */
export interface LookResult {
  /** An action whose time has come. */
  perform?: { actionId: string; channel: Channel };
  /** Instant (ms since epoch) of the next look; null: only a fact can change anything. */
  nextLookAt: number | null;
  /** For search attributes and current details; words of the glossary, no personal data. */
  stage: string;
  needsPerson: boolean;
  nextActionAt: number | null;
  details: string;
  openActionId: string | null;
}

// ---------------------------------------------------------------- one ledger file

export interface ImportStart {
  importId: string;
  legalEntityId: string;
  /** A feed without a person: applied when there is nothing to ask, nothing wrong and nothing to approve. */
  applyUnattended?: boolean;
}

/** Given by a person in the review; answers to the questions asked, by question id. */
export type ImportDecision =
  | { kind: 'answer'; reading: Record<string, unknown>; by: Actor }
  | { kind: 'apply'; by: Actor }
  | { kind: 'reject'; by: Actor };
export const importDecided = defineSignal<[ImportDecision]>('importDecided');

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
