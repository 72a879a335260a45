/** One decision: read under the lock of the case, decide, keep the record. Used by every activity of a case. */
import { decide } from '../../domain/dunning/decide.ts';
import { traitsOf } from '../../domain/channels/traits.ts';
import { askedCharges } from '../../domain/interest/asked-charges.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { Decision, DecisionInput, DueStep } from '../../domain/model/decision.ts';
import { addByCurrency, sumByCurrency } from '../../domain/money/amounts.ts';
import type { Db } from '../../prisma/client.ts';
import { contentHash } from '../../prisma/hashes.ts';
import type { ActionContent, StoredAction } from '../../prisma/queries/actions/read.ts';
import type { NewAction } from '../../prisma/queries/actions/write.ts';
import type { NewHistoryEvent } from '../../prisma/queries/history/write.ts';
import { lockCase, readCase, type StoredCase } from '../../prisma/queries/cases/read.ts';
import { decisionIdentity, decisionWrite, ensureCase } from '../../prisma/queries/cases/write.ts';
import type { ActionMessage } from '../../prisma/queries/outbound/read.ts';
import type { StoredPosition } from '../../prisma/queries/position/read.ts';
import { writeTogether, type Write } from '../../prisma/statement.ts';
import { awaitingOf } from './awaiting-action.ts';
import { decisionInput } from './decision-input.ts';
import { closeSettledTasks, hasPastToSettle, settlePromises } from '../promises/settle.ts';

export interface Decided {
  position: StoredPosition;
  /** The action that stands open, if any. */
  action: StoredAction | null;
  /** Of the open action, and of the one that was asked for. */
  messages: ActionMessage[];
  input: DecisionInput;
  decision: Decision;
  decisionId: string;
  /** What keeps the decision; not written yet. */
  record: Write;
  now: number;
}

/** Null where the customer has no case: unknown, or no scenario is published for it. The decision is kept. */
export async function decideNow(tx: Db, customerId: string, now: number): Promise<Decided | null> {
  const read = await lockedCase(tx, customerId, now);
  if (!read) return null;
  const decided = decideOn(read, now);
  await writeTogether(tx, [decided.record]);
  return decided;
}

/** What holds on what was read. Writes nothing: the caller keeps its record. */
export function decideOn(
  { position, action, messages }: Pick<StoredCase, 'position' | 'action' | 'messages'>,
  now: number,
): Decided {
  const { id: caseId, scenarioRun } = position.case;
  const input = decisionInput(position, now, awaitingOf(action, scenarioRun));
  const decision = decide(input);
  const identity = decisionIdentity(caseId, input);
  const record = decisionWrite({ ...identity, caseId, input, output: decision, at: new Date(now) });
  return { position, action, messages, input, decision, decisionId: identity.id, record, now };
}

interface Locking {
  /** The action that is asked for, read with the rest. */
  actionId?: string;
  /** Key under which an answer may be kept, read with the rest. */
  answerKey?: string;
  /** False: null also where somebody else has the lock. */
  wait?: boolean;
  /** The caller has the lock already. */
  isLocked?: boolean;
}

/** Locks the case for the rest of the transaction and reads it, with promises of past days settled. */
export async function lockedCase(
  tx: Db,
  customerId: string,
  now: number,
  { actionId, answerKey, wait = true, isLocked = false }: Locking = {},
): Promise<StoredCase | null> {
  const locked =
    (isLocked || (await lockCase(tx, customerId, { wait }))) ??
    (wait && (await ensureCase(tx, customerId)) && (await lockCase(tx, customerId)));
  if (!locked) return null;
  const read = await readCase(tx, customerId, actionId, answerKey);
  if (read === null || !(await settlePast(tx, read.position, now))) return read;
  return readCase(tx, customerId, actionId, answerKey);
}

/** Without a lock, as it stands; a customer that came a moment ago gets the case that its first evaluation would make. */
export async function readOrBeginCase(db: Db, customerId: string): Promise<StoredCase | null> {
  return (
    (await readCase(db, customerId)) ??
    ((await ensureCase(db, customerId)) ? await readCase(db, customerId) : null)
  );
}

/** Answers whether anything was settled, so that the position is read again. */
async function settlePast(tx: Db, position: StoredPosition, now: number): Promise<boolean> {
  if (!hasPastToSettle(position, now)) return false;
  await closeSettledTasks(tx, position, now);
  await settlePromises(tx, position, now);
  return true;
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

/** What the step asks for, late charges included. `on`: the day on which it came up. */
export function contentOf(
  { case: { scenario }, charges: standing, charging }: StoredPosition,
  due: DueStep,
  on: IsoDate,
): ActionContent {
  const { leaderId, lines, credits, totals, grossTotals, passedOver, level } = due;
  const step = scenario.steps.find(({ key }) => key === due.stepKey);
  // Asking a colleague tells the customer nothing.
  const adds = traitsOf(due.channel).audience === 'customer' ? (step?.addsCharges ?? []) : [];
  const charges = askedCharges({ lines, level, adds, standing, charging, on });
  const content = { leaderItemId: leaderId, lines, credits, totals, grossTotals, passedOver };
  if (charges.length === 0) return content;
  const sums = sumByCurrency(charges);
  return {
    ...content,
    charges,
    totals: addByCurrency(totals, sums),
    grossTotals: addByCurrency(grossTotals, sums),
  };
}

/** What an action asks for today, with the hash of it. While it stands open, charges are those of its own day. */
export function askedNow(
  { position, input, action }: Pick<Decided, 'position' | 'input' | 'action'>,
  due: DueStep,
): { content: ActionContent; positionHash: string } {
  const standing = action?.actionKey === actionKeyOf(position, due) ? action : null;
  const content = contentOf(position, due, standing?.dueOn ?? input.today);
  return { content, positionHash: hashOf(due.stepKey, content) };
}

/** Hash of what a collector sees and confirms: step, items with their amounts, totals; not the days overdue. */
function hashOf(stepKey: string, { leaderItemId, lines, credits, totals }: ActionContent): string {
  const seen = [...lines, ...credits].map(({ id, openMinor, currency }) => ({ id, openMinor, currency }));
  return contentHash({ stepKey, leaderId: leaderItemId, seen, totals });
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
  const asked = askedNow({ position, input, action: null }, due);
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
    letterKind: input.scenario.steps.find(({ key }) => key === due.stepKey)?.letterKind ?? null,
    state,
    decisionId,
    ...asked,
    dueOn: input.today,
    at,
  };
}
