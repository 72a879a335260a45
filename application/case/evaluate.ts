/**
 * Evaluate one customer: settle promises, decide, keep the agenda true to the decision, and say what the case
 * waits for. Safe to repeat at any time; the same facts at the same instant leave the same rows.
 */
import { instantOf } from '../../domain/calendar/zoned-time.ts';
import { addSendingDays, sendingCalendar } from '../../domain/calendar/sending-days.ts';
import { traitsOf } from '../../domain/channels/traits.ts';
import { sendWindow } from '../../domain/calendar/send-window.ts';
import { decide } from '../../domain/dunning/decide.ts';
import type { DueStep } from '../../domain/model/decision.ts';
import type { Db } from '../../prisma/client.ts';
import {
  changeActionWrite,
  openActionWrite,
  openedAction,
  type ActionChange,
} from '../../prisma/queries/actions/write.ts';
import type { StoredAction } from '../../prisma/queries/actions/read.ts';
import { cancelMessagesWrite } from '../../prisma/queries/outbound/attempt.ts';
import { askStoppableLetters } from '../letters/stoppable.ts';
import { askLettersOf } from '../outbox.ts';
import { isHeld } from './held.ts';
import type { Evaluation } from '../../workflows/messages/collection-case.ts';
import {
  actionKeyOf,
  actionOf,
  askedNow,
  decideOn,
  lockedCase,
  systemEvent,
  withAwaiting,
  type Decided,
} from './decide.ts';
import { andThen, nothingWritten, skippedByCondition, writeCase, type CaseWrites } from './record-outcome.ts';

/** How often evidence about a doubtful message is looked for: at first often, then once a day. */
const doubtEveryMs = 5 * 60_000;
const doubtOftenForMs = 60 * 60_000;
const dayMs = 24 * 3600_000;

export async function evaluateCase(tx: Db, customerId: string, now: number): Promise<Evaluation> {
  const read = await lockedCase(tx, customerId, now);
  return read ? evaluateOn(tx, decideOn(read, now)) : nothingToFollow;
}

/**
 * The same on a decision made in this transaction. All that follows from it is written in one statement, after
 * `before`: what the decision already counts with, and is not written yet.
 */
export async function evaluateOn(
  tx: Db,
  first: Decided,
  before: CaseWrites = nothingWritten,
): Promise<Evaluation> {
  const agenda = keepAgenda(first);
  const decided = nowProposed(first, agenda.action);
  const result = whatNext(decided, agenda.action);
  const writes = [skippedByCondition(first), agenda].reduce(andThen, {
    ...before,
    writes: [...before.writes, first.record],
  });
  await writeCase(tx, decided.position, writes, {
    state: caseState(decided),
    gates: decided.decision.gates,
    decisionId: decided.decisionId,
    evaluatedVersion: decided.position.customer.positionVersion,
    nextEvaluationAt: result.nextEvaluationAt === null ? null : new Date(result.nextEvaluationAt),
    next: decided.decision.next ?? null,
  });
  await notifyLetters(tx, first, agenda.action);
  const { customer, entity } = decided.position;
  if (entity.letterKinds.length > 0) await askStoppableLetters(tx, customer.id);
  return result;
}

/** Whoever follows a letter that is taken back with its action hears of it now, not when its time with us is over. */
async function notifyLetters(tx: Db, { action: before }: Decided, after: StoredAction | null): Promise<void> {
  if (before === null || before.id === after?.id || !traitsOf(before.channel).byConnector) return;
  await askLettersOf(tx, before.id);
}

export const nothingToFollow: Evaluation = {
  nextEvaluationAt: null,
  stage: 'no_scenario',
  needsPerson: true,
  nextActionAt: null,
  details: 'No published scenario is assigned; evaluated again when one is.',
  openActionId: null,
};

/** Once proposed, what people read is that it waits for confirmation. */
function nowProposed(decided: Decided, action: StoredAction | null): Decided {
  if (action?.state !== 'proposed' || decided.action?.id === action.id) return decided;
  const input = withAwaiting(decided, action);
  return { ...decided, action, input, decision: decide(input) };
}

/** What stands in the agenda from now on, and what is written of it. */
interface Agenda extends CaseWrites {
  action: StoredAction | null;
}

function unchanged(action: StoredAction | null): Agenda {
  return { action, ...nothingWritten };
}

/** The open action follows the decision: proposed, refreshed, replaced or taken back. */
function keepAgenda(decided: Decided): Agenda {
  const { action, decision, position } = decided;
  // What is being sent, or may have been, is settled by its own evidence, not by a new decision.
  if (action?.state === 'sending' || action?.state === 'unknown') return unchanged(action);
  const { due } = decision;
  if (action && (!due || action.actionKey !== actionKeyOf(position, due))) {
    const takenBack = takeBack(decided, action);
    const next = due ? propose(decided, due) : unchanged(null);
    return { ...andThen(takenBack, next), action: next.action };
  }
  if (!due) return unchanged(null);
  return action ? refresh(decided, action, due) : propose(decided, due);
}

/** Brought up to date; not confirmed after the scenario's number of sending days, it is also shown to others (S-7). */
function refresh(decided: Decided, action: StoredAction, due: DueStep): Agenda {
  const { content, positionHash: hash } = askedNow(decided, due);
  const change: ActionChange = {};
  if (hash !== action.positionHash)
    Object.assign(change, { content, positionHash: hash, decisionId: decided.decisionId });
  const isLate =
    waitsForPerson(action) && !action.escalatedAt && decided.input.today >= escalationDay(decided, action);
  if (isLate) change.escalatedAt = new Date(decided.now);
  const { id: actionId, stepName, dueOn } = action;
  return {
    action: {
      ...action,
      positionHash: hash,
      content,
      ...(isLate ? { escalatedAt: change.escalatedAt! } : {}),
    },
    writes: Object.keys(change).length === 0 ? [] : [changeActionWrite(actionId, change)],
    ranks: [],
    history: isLate
      ? [systemEvent(decided, 'action_escalated', `escalated/${actionId}/${dueOn}`, { actionId, stepName })]
      : [],
  };
}

/** Proposed, or failed and waiting for someone to try again, skip or mend the address. */
export function waitsForPerson(action: StoredAction): boolean {
  return action.state === 'proposed' || action.state === 'failed';
}

function propose(decided: Decided, due: DueStep): Agenda {
  const { input, now } = decided;
  const automatic = due.mode === 'automatic';
  const opening = actionOf(decided, due, { state: automatic ? 'planned' : 'proposed', at: new Date(now) });
  const action = openedAction(opening);
  const proposed = systemEvent(decided, 'action_proposed', `proposed/${action.id}/${input.today}`, {
    actionId: action.id,
    stepName: due.stepName,
    channel: due.channel,
    totals: opening.content.totals,
    decisionId: decided.decisionId,
  });
  return {
    action,
    writes: [openActionWrite(opening)],
    ranks: [],
    history: automatic ? [] : [proposed],
  };
}

function takeBack(decided: Decided, action: StoredAction): CaseWrites {
  const gate = decided.decision.gates[0]?.gate ?? 'nothing_due';
  const closedAt = new Date(decided.now);
  const { id: actionId, stepName } = action;
  // What was printed for it asks for what is asked for no longer.
  const printed = decided.messages.filter(
    (message) => message.actionId === actionId && message.state === 'frozen',
  );
  return {
    writes: [
      changeActionWrite(actionId, { state: 'cancelled', closedAt, outcome: { code: gate } }),
      ...(printed.length > 0 ? [cancelMessagesWrite(printed.map(({ id }) => id))] : []),
    ],
    ranks: [],
    history: [
      systemEvent(decided, 'action_cancelled', `cancelled/${actionId}/${decided.decisionId}`, {
        actionId,
        stepName,
        gate,
        decisionId: decided.decisionId,
      }),
    ],
  };
}

function escalationDay({ input }: Decided, action: StoredAction): string {
  const calendar = sendingCalendar(input.calendar, input.customer.country, input.entity.country);
  return addSendingDays(calendar, action.dueOn, input.scenario.escalateAfterDays);
}

function whatNext(decided: Decided, action: StoredAction | null): Evaluation {
  const { decision, input, now } = decided;
  const base = {
    openActionId: action?.id ?? null,
    nextActionAt: decision.next ? instantOf(decision.next.on, 0, input.customer.timeZone) : null,
    needsPerson: action !== null && (waitsForPerson(action) || action.state === 'unknown'),
    stage: stageOf(decided, action),
    details: detailsOf(decided, action),
  };
  const perform = action && { actionId: action.id, channel: action.channel };
  switch (action?.state) {
    case 'sending': {
      const retryAt = earliestRetry(decided, action.id) ?? now;
      return retryAt > now && !isOvertaken(decided, action.id)
        ? { ...base, nextEvaluationAt: retryAt }
        : { ...base, nextEvaluationAt: Math.min(retryAt, now), perform: perform! };
    }
    case 'unknown':
      // Each evaluation asks the evidence again: a person may have settled it, or a copy turned up.
      return {
        ...base,
        perform: perform!,
        nextEvaluationAt:
          now + (now - (action.sendAt?.getTime() ?? now) < doubtOftenForMs ? doubtEveryMs : dayMs),
      };
    case 'confirmed':
    case 'planned': {
      const sendAt = sendInstant(decided);
      return sendAt <= now
        ? { ...base, nextEvaluationAt: sendAt, perform: perform! }
        : { ...base, nextEvaluationAt: sendAt };
    }
    case 'failed':
    case 'proposed': {
      const escalateAt = action.escalatedAt
        ? null
        : instantOf(escalationDay(decided, action), 0, input.customer.timeZone);
      return { ...base, nextEvaluationAt: earliest(nextEvaluation(decided), escalateAt) };
    }
    default:
      return { ...base, nextEvaluationAt: nextEvaluation(decided) };
  }
}

/** What still is with us was made on facts that have changed: it is made anew or taken back at once, not at its time. */
function isOvertaken({ messages, position, now }: Decided, actionId: string): boolean {
  return messages.some(
    (message) =>
      message.actionId === actionId &&
      isHeld(message, now) &&
      message.positionVersion !== position.customer.positionVersion,
  );
}

/** When the first message that waits may be tried again; null where none waits. */
function earliestRetry({ messages }: Decided, actionId: string): number | null {
  const waiting = messages.flatMap((message) =>
    message.actionId === actionId && message.state === 'retry_wait' && message.retryAt !== null
      ? [message.retryAt.getTime()]
      : [],
  );
  return waiting.length === 0 ? null : Math.min(...waiting);
}

/**
 * When what may leave leaves: at its minute of today, or when the gates that hold it back are evaluated again; and
 * not while somebody may still take back what was clicked.
 */
export function sendInstant({
  position,
  decision,
  input,
  now,
}: Pick<Decided, 'position' | 'decision' | 'input' | 'now'>): number {
  if (decision.gates.length > 0) return nextEvaluation({ decision, input }) ?? now + dayMs;
  const at = instantOf(input.today, decision.sendAtMinute ?? input.minuteOfDay, input.customer.timeZone);
  return Math.max(at, position.case.waitsUntilMs ?? at);
}

/** First instant at which nothing of what was decided for today may leave any more. */
export function windowEnd({ input }: Pick<Decided, 'input'>): Date {
  const { endMinute } = sendWindow(input.calendar);
  return new Date(instantOf(input.today, endMinute, input.customer.timeZone));
}

function nextEvaluation({ decision, input }: Pick<Decided, 'decision' | 'input'>): number | null {
  if (!decision.nextEvaluationOn) return null;
  return instantOf(decision.nextEvaluationOn, decision.nextEvaluationMinute ?? 0, input.customer.timeZone);
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}

function caseState({ position, decision }: Decided) {
  if (position.customer.excluded) return 'excluded' as const;
  if (decision.gates.some(({ gate }) => gate === 'case_paused')) return 'paused' as const;
  return decision.next || decision.due || decision.nextEvaluationOn
    ? ('active' as const)
    : ('resting' as const);
}

function stageOf({ decision }: Decided, action: StoredAction | null): string {
  if (action) return `${action.state}:${action.stepKey}`;
  return decision.gates[0]?.gate ?? 'waiting';
}

/** One line for an administrator who opens the case in Temporal; step names and dates only. */
function detailsOf({ decision }: Decided, action: StoredAction | null): string {
  if (action?.state === 'proposed')
    return `Step "${action.stepName}" waits for a person since ${action.dueOn}.`;
  if (action?.state === 'unknown')
    return `Step "${action.stepName}": it is not known whether the message arrived.`;
  if (action) return `Step "${action.stepName}" is ${action.state}.`;
  const gate = decision.gates[0];
  const reason = gate
    ? `Nothing is sent now: ${gate.gate}${gate.opensOn ? ` until ${gate.opensOn}` : ''}. `
    : '';
  return decision.next
    ? `${reason}Next: step "${decision.next.stepName}" on ${decision.next.on}.`
    : `${reason}Rests until a fact changes${decision.nextEvaluationOn ? ` or ${decision.nextEvaluationOn}` : ''}.`;
}
