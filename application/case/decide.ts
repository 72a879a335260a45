/** One decision: read under the lock of the case, decide, store the record. Used by every activity of a case. */
import { decide } from '../../domain/dunning/decide.ts';
import type { Decision, DecisionInput, DueStep } from '../../domain/model/decision.ts';
import type { Db } from '../../prisma/client.ts';
import { contentHash } from '../../prisma/hashes.ts';
import {
  openAction,
  type ActionContent,
  type NewAction,
  type StoredAction,
} from '../../prisma/queries/actions.ts';
import type { NewHistoryEvent } from '../../prisma/queries/history.ts';
import { ensureCase, storeDecision } from '../../prisma/queries/cases/write.ts';
import { lockCase, readPosition, type StoredPosition } from '../../prisma/queries/position.ts';
import { awaitingOf } from './awaiting-action.ts';
import { decisionInput } from './decision-input.ts';
import { closeSettledTasks, settlePromises } from '../promises/settle.ts';

export interface Decided {
  position: StoredPosition;
  /** The action that stands open, if any. */
  action: StoredAction | null;
  input: DecisionInput;
  decision: Decision;
  decisionId: string;
  now: number;
}

/** Null where the customer has no case: unknown, or no scenario is published for it. */
export async function decideNow(tx: Db, customerId: string, now: number): Promise<Decided | null> {
  const position = await lockedPosition(tx, customerId, now);
  return position && decideOn(tx, position, now);
}

/** The same where the caller holds the lock and has just read the position. */
export async function decideOn(tx: Db, position: StoredPosition, now: number): Promise<Decided> {
  const action = await openAction(tx, position.case.id);
  const input = decisionInput(position, now, awaitingOf(action, position.case.scenarioRun));
  const decision = decide(input);
  const decisionId = await storeDecision(tx, {
    caseId: position.case.id,
    input,
    inputSha256: contentHash(input),
    output: decision,
    at: new Date(now),
  });
  return { position, action, input, decision, decisionId, now };
}

/** Locks the case for the rest of the transaction and reads it, with promises of past days settled. */
export async function lockedPosition(
  tx: Db,
  customerId: string,
  now: number,
): Promise<StoredPosition | null> {
  const locked =
    (await lockCase(tx, customerId)) ??
    ((await ensureCase(tx, customerId)) && (await lockCase(tx, customerId)));
  if (!locked) return null;
  const position = await readPosition(tx, customerId);
  if (position === null) return null;
  await closeSettledTasks(tx, position, now);
  return (await settlePromises(tx, position, now)) ? readPosition(tx, customerId) : position;
}

/** The facts as decided on, with the action standing proposed. */
export function withAwaiting({ input }: Decided, action: StoredAction, confirmed?: true): DecisionInput {
  const awaiting = {
    stepKey: action.stepKey,
    leaderId: action.content.leaderItemId,
    proposedOn: action.dueOn,
  };
  return { ...input, case: { ...input.case, awaiting: confirmed ? { ...awaiting, confirmed } : awaiting } };
}

/** History of what the system did by itself on this decision. */
export function systemEvent(
  { position, now }: Pick<Decided, 'position' | 'now'>,
  kind: NewHistoryEvent['kind'],
  key: string,
  data: NewHistoryEvent['data'],
  itemIds?: string[],
): NewHistoryEvent {
  return {
    legalEntityId: position.entity.id,
    customerId: position.customer.id,
    kind,
    at: new Date(now),
    actor: { kind: 'system' },
    key,
    data,
    ...(itemIds ? { itemIds } : {}),
  };
}

export function contentOf(due: DueStep): ActionContent {
  return {
    leaderItemId: due.leaderId,
    lines: due.lines,
    credits: due.credits,
    totals: due.totals,
    grossTotals: due.grossTotals,
    passedOver: due.passedOver,
  };
}

/** Hash of what a collector sees and confirms: step, items with their amounts, totals; not the days overdue. */
export function positionHash(due: DueStep): string {
  const seen = [...due.lines, ...due.credits].map(({ id, openMinor, currency }) => ({
    id,
    openMinor,
    currency,
  }));
  return contentHash({ stepKey: due.stepKey, leaderId: due.leaderId, seen, totals: due.totals });
}

/** One action for a step and leader within a scenario run. */
export function actionKeyOf(position: StoredPosition, due: DueStep): string {
  return `${position.case.id}/${position.case.scenarioRun}/${due.stepKey}/${due.leaderId}`;
}

/** The action of a step that is due, as it is written first. */
export function actionOf(
  { position, decisionId, input }: Decided,
  due: DueStep,
  { state, at }: Pick<NewAction, 'state' | 'at'>,
): NewAction {
  return {
    legalEntityId: position.entity.id,
    customerId: position.customer.id,
    caseId: position.case.id,
    actionKey: actionKeyOf(position, due),
    scenarioRun: position.case.scenarioRun,
    stepKey: due.stepKey,
    stepName: due.stepName,
    stepPosition: due.position,
    channel: due.channel,
    mode: due.mode,
    templateKey: due.template ?? null,
    state,
    decisionId,
    content: contentOf(due),
    positionHash: positionHash(due),
    dueOn: input.today,
    at,
  };
}
