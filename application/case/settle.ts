/** What became of the messages of an action is recorded, and what comes next is decided on that. */
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import type { Refusal } from '../../domain/errors.ts';
import type { Db } from '../../prisma/client.ts';
import { changeActionWrite, type ActionChange } from '../../prisma/queries/actions/write.ts';
import type { StoredAction } from '../../prisma/queries/actions/read.ts';
import { releaseAddressesWrite } from '../../prisma/queries/address-days/write.ts';
import { lockCase, readCase, type StoredCase } from '../../prisma/queries/cases/read.ts';
import { recordAccepted, type AttemptEnd } from '../../prisma/queries/outbound/outcomes.ts';
import type { ActionMessage } from '../../prisma/queries/outbound/read.ts';
import type { Evaluation } from '../../workflows/messages/collection-case.ts';
import { hasPastToSettle } from '../promises/settle.ts';
import { decideOn, lockedCase, systemEvent, type Decided } from './decide.ts';
import { evaluateOn, nothingToFollow } from './evaluate.ts';
import { changeFacts } from '../unit-of-work.ts';
import { nothingWritten, performedWrites, writeCase, type CaseWrites } from './record-outcome.ts';

/** One reading of the clock, with what it is about. */
export interface Visit {
  customerId: string;
  actionId: string;
  /** ms since the epoch */
  now: number;
}

/** Made, and to be sent once the facts or the server allow. */
export function isWaiting({ state }: ActionMessage): boolean {
  return ['planned', 'frozen', 'claimed', 'retry_wait'].includes(state);
}

/** What the messages show is what is recorded: sent, unknown, refused, or still on the way. Decides once, on that. */
export async function recordAndEvaluate(tx: Db, { customerId, actionId, now }: Visit): Promise<Evaluation> {
  const read = await lockedCase(tx, customerId, now, { actionId });
  return read ? settleOn(tx, read, now) : nothingToFollow;
}

/**
 * The acknowledgement of the only message of an action, and all that follows from it, in the transaction of the caller.
 * Throws where somebody has the case at the moment: an acknowledgement waits for nobody.
 */
export async function settleAccepted(
  tx: Db,
  { customerId, actionId, now }: Visit,
  end: AttemptEnd,
): Promise<Evaluation> {
  // In the order of all others who hold a case and write its messages.
  if ((await lockCase(tx, customerId, { wait: false })) === null)
    throw new Error('the case is being written');
  await recordAccepted(tx, end);
  const read = await readCase(tx, customerId, actionId);
  if (read === null || hasPastToSettle(read.position, now)) throw new Error('there is more to settle first');
  return settleOn(tx, read, now);
}

/** The same where the caller holds the lock and has just read. */
async function settleOn(tx: Db, read: StoredCase, now: number): Promise<Evaluation> {
  const { position, asked } = read;
  if (!asked || (asked.state !== 'sending' && asked.state !== 'unknown'))
    return evaluateOn(tx, decideOn(read, now));
  const messages = read.messages.filter((message) => message.actionId === asked.id);
  const isOutside = asked.kind === 'out_of_scenario';
  const outcome = outcomeOf({ position, now }, asked, messages);
  const action = read.action?.id === asked.id ? outcome.action : read.action;
  if (outcome.after && isOutside) await notifyCase(tx, position, asked);
  if (outcome.after) {
    const after = { ...read, position: outcome.after, action };
    return evaluateOn(tx, decideOn(after, now), outcome);
  }
  // The evaluation may write the row of the action again.
  await writeCase(tx, position, outcome);
  return evaluateOn(tx, decideOn({ ...read, action }, now));
}

/** A contact that no step made: its case, and what of a step is on its way, hear of it like of any fact. */
function notifyCase(tx: Db, { customer }: StoredCase['position'], { id }: StoredAction): Promise<void> {
  const fact = { customerId: customer.id, reason: 'person_acted' as const, key: `outside/${id}/left` };
  return changeFacts(tx, async () => ({ result: undefined, history: [], facts: [fact] }));
}

type Recording = Pick<Decided, 'position' | 'now'>;

interface RecordedOutcome extends CaseWrites {
  /** As it stands then; null: it is open no longer. */
  action: StoredAction | null;
  /** Where facts changed: what the next decision reads. */
  after?: StoredCase['position'];
}

function outcomeOf(recording: Recording, action: StoredAction, messages: ActionMessage[]): RecordedOutcome {
  if (messages.some(isWaiting)) return { action, ...nothingWritten };
  const sent = messages.filter(({ state }) => state === 'accepted' || state === 'resolved_sent');
  const doubtful = messages.filter(({ state }) => state === 'in_doubt' || state === 'gate_passed');
  const refused = messages.find(({ state }) => state === 'refused');
  if (doubtful.length > 0) {
    return action.state === 'unknown'
      ? { action, ...nothingWritten }
      : outcomeUnknown(recording, action, doubtful);
  }
  if (sent.length > 0) return { action: null, ...outcomeSent(recording, action, sent) };
  if (refused) {
    const params = { response: refused.response ?? '' };
    return outcomeFailed(recording, action, { code: 'message_refused', params });
  }
  const back = changed(action, { state: action.confirmedBy ? 'confirmed' : 'planned' });
  return { ...back, writes: [...back.writes, releaseAddressesWrite(action.id)] };
}

function changed(action: StoredAction, change: ActionChange): RecordedOutcome {
  const { performedOn: _done, content = action.content, ...rest } = change;
  return {
    ...nothingWritten,
    action: { ...action, ...rest, content },
    writes: [changeActionWrite(action.id, change)],
  };
}

function outcomeUnknown(
  recording: Recording,
  action: StoredAction,
  doubtful: ActionMessage[],
): RecordedOutcome {
  const { id: actionId, stepName } = action;
  return {
    ...changed(action, { state: 'unknown' }),
    history: [
      systemEvent(recording, 'message_unknown', `unknown/${actionId}/${doubtful[0]!.attempt}`, {
        actionId,
        stepName,
        recipients: doubtful.map(({ recipientAddress }) => recipientAddress),
      }),
    ],
  };
}

function outcomeSent({ position, now }: Recording, action: StoredAction, sent: ActionMessage[]) {
  // What left before midnight and is known after it was performed on the day it left.
  const leftAt = Math.max(...sent.map((message) => message.leftAt?.getTime() ?? now));
  return performedWrites({
    position,
    action,
    on: localDayAndMinute(leftAt, position.customer.timeZone).day,
    at: new Date(leftAt),
    actor: action.confirmedBy ? { kind: 'user', id: action.confirmedBy } : { kind: 'system' },
    kind: 'message_sent',
    data: {
      mode: action.mode,
      messageIds: sent.map(({ id }) => id),
      recipients: sent.map(({ recipientAddress }) => recipientAddress),
      subject: sent[0]!.subject,
      decisionId: action.decisionId,
    },
  });
}

/** It cannot be made or sent as it is: stands in the agenda as a problem. */
export async function failAction(
  tx: Db,
  { customerId, actionId, now }: Visit,
  refusal: Refusal,
): Promise<void> {
  const read = await lockedCase(tx, customerId, now, { actionId });
  if (!read?.asked) return;
  const { position, asked } = read;
  await writeCase(tx, position, outcomeFailed({ position, now }, asked, refusal));
}

/** Until a person tries again, skips it or mends the cause. */
function outcomeFailed(
  recording: Recording,
  action: StoredAction,
  { code, params }: { code: string; params: Refusal['params'] },
): RecordedOutcome {
  const data = { actionId: action.id, stepName: action.stepName, code, params };
  const key = `${action.id}/${recording.now}`;
  const history = [systemEvent(recording, 'action_failed', `failed/${key}`, data)];
  // A total that is not the ledger's is a fault of the program or of its data: somebody must look (E-3).
  if (code === 'total_mismatch') history.push(systemEvent(recording, 'alert_raised', `alert/${key}`, data));
  const failed = changed(action, {
    state: 'failed',
    confirmedAt: null,
    confirmedBy: null,
    outcome: { code, params },
  });
  return { ...failed, writes: [...failed.writes, releaseAddressesWrite(action.id)], history };
}
