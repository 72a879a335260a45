/** Is an action still wanted on today's facts? What is then made of it, or written where it is not. */
import { traitsOf } from '../../domain/channels/traits.ts';
import type { GateKind } from '../../domain/vocabulary/cases.ts';
import type { Db } from '../../prisma/client.ts';
import { changeActionWrite } from '../../prisma/queries/actions/write.ts';
import type { ActionContent, StoredAction } from '../../prisma/queries/actions/read.ts';
import { releaseAddressesWrite } from '../../prisma/queries/address-days/write.ts';
import type { StoredCase } from '../../prisma/queries/cases/read.ts';
import { cancelMessagesWrite, deferMessagesWrite } from '../../prisma/queries/outbound/attempt.ts';
import type { ActionMessage } from '../../prisma/queries/outbound/read.ts';
import { writeTogether, type Write } from '../../prisma/statement.ts';
import { actionKeyOf, askedNow, decideOn, lockedCase, type Decided } from './decide.ts';
import { askLettersOf } from '../outbox.ts';
import { readinessOutside } from '../outside/readiness.ts';
import { sendInstant } from './evaluate.ts';
import { isWaiting, type Visit } from './settle.ts';

/** Everything is read of the very action that is to be performed. */
export type AskedCase = StoredCase & { asked: StoredAction; rows: { case: string; asked: string } };

export type Readiness =
  /** Nothing of it leaves now. */
  | { kind: 'not_now'; writes: Write[] }
  /** Something of it left, or may have: the outcome of its messages is checked. */
  | { kind: 'settle'; writes: Write[] }
  /** Its messages are to be made. */
  | ({ kind: 'send' } & ReadyStep);

export interface ReadyStep {
  decided: Decided;
  /** As it will be sent: brought up to date. */
  action: StoredAction;
  content: ActionContent;
  positionHash: string;
}

/** Unsent as far as we know for certain: may be made anew, or taken back. */
function isUnsent({ state }: ActionMessage): boolean {
  return ['planned', 'frozen', 'claimed', 'retry_wait', 'resolved_not_sent', 'refused', 'cancelled'].includes(
    state,
  );
}

const performable: StoredAction['state'][] = ['planned', 'confirmed', 'sending', 'unknown'];

/** Decides on what was read; writes nothing. */
export function readinessOf(read: StoredCase, now: number): Readiness {
  const { asked: action } = read;
  if (!action || !performable.includes(action.state)) return { kind: 'not_now', writes: [] };
  const messages = read.messages.filter(({ actionId }) => actionId === action.id);
  const hasLeft = messages.some((message) => !isUnsent(message));
  if (hasLeft && !messages.some(isWaiting)) return { kind: 'settle', writes: [] };
  const decided = decideOn(read, now);
  if (action.kind === 'out_of_scenario') return readinessOutside(decided, action, messages, hasLeft);
  const { due, gates } = decided.decision;
  if (hasLeft && isOutOfHours(decided)) {
    // One recipient has it already; the hour is no reason to spare the others, the next window is theirs.
    const waiting = messages.filter(isWaiting).map(({ id }) => id);
    return {
      kind: 'not_now',
      writes: [decided.record, deferMessagesWrite(waiting, new Date(sendInstant(decided)))],
    };
  }
  const isWanted = due !== undefined && actionKeyOf(decided.position, due) === action.actionKey;
  if (!isWanted || gates.length > 0 || sendInstant(decided) > now) {
    const back = takenBack(action, messages);
    return { ...back, writes: [decided.record, ...back.writes] };
  }
  const asked = askedNow({ ...decided, action }, due);
  return {
    kind: 'send',
    decided,
    ...asked,
    action: { ...action, content: asked.content, state: 'sending' },
  };
}

/** What waits is withdrawn; the next evaluation decides about the action, or it is over with those who have it. */
function takenBack(action: StoredAction, messages: ActionMessage[]): Exclude<Readiness, { kind: 'send' }> {
  const cancelled = messages.length > 0 ? [cancelMessagesWrite(messages.map(({ id }) => id))] : [];
  // One recipient has it already: the step is performed, and the others are spared it.
  if (messages.some((message) => !isUnsent(message))) return { kind: 'settle', writes: cancelled };
  const state = action.confirmedBy ? 'confirmed' : 'planned';
  return {
    kind: 'not_now',
    writes: [...cancelled, releaseAddressesWrite(action.id), changeActionWrite(action.id, { state })],
  };
}

/**
 * The same under the lock of the case, with everything read again: what is not to be sent is written. `send`: the facts
 * came back meanwhile, and nothing was written.
 *
 * @param addressTaken another customer was faster with one of its addresses: the second one that day learns it from
 * the next decision
 */
export async function withdrawWithin(
  tx: Db,
  { customerId, actionId, now }: Visit,
  { addressTaken = false } = {},
): Promise<Readiness['kind']> {
  const read = await lockedCase(tx, customerId, now, { actionId });
  if (!read) return 'not_now';
  const found = readinessOf(read, now);
  const readiness =
    addressTaken && found.kind === 'send'
      ? takenBack(
          read.asked!,
          read.messages.filter((message) => message.actionId === actionId),
        )
      : found;
  if (readiness.kind === 'send') return readiness.kind;
  await writeTogether(tx, readiness.writes);
  const { asked } = read;
  // Of a step, the evaluation that follows says what becomes of its letter.
  if (asked?.kind === 'out_of_scenario' && traitsOf(asked.channel).byConnector)
    await askLettersOf(tx, actionId);
  return readiness.kind;
}

const hours: GateKind[] = ['outside_window', 'holiday'];

/** Nothing but the hour or the day holds it back. */
function isOutOfHours(decided: Decided): boolean {
  const { gates } = decided.decision;
  return gates.length > 0
    ? gates.every(({ gate }) => hours.includes(gate))
    : decided.decision.due !== undefined && sendInstant(decided) > decided.now;
}
