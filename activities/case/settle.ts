/** What became of the messages of an action is recorded, and what comes next is decided on that. */
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import type { Refusal } from '../../domain/errors.ts';
import type { Db } from '../../prisma/client.ts';
import { actionById, changeAction, type StoredAction } from '../../prisma/queries/actions.ts';
import { releaseAddresses } from '../../prisma/queries/address-days.ts';
import { appendHistory } from '../../prisma/queries/history.ts';
import { messagesOfAction, type ActionMessage } from '../../prisma/queries/outbound.ts';
import type { LookResult } from '../../workflows/messages.ts';
import { notBefore } from '../clock.ts';
import type { DispatchDeps } from '../outbound/dispatch.ts';
import { decideOn, lockedPosition, systemEvent, type Decided } from '../../application/case/decide.ts';
import { evaluateOn, evaluateCase, nothingToFollow } from '../../application/case/evaluate.ts';
import { recordPerformed } from '../../application/case/record-outcome.ts';

/** Least pause between two visits of an action that could not be sent: a case must never spin. */
const leastPauseMs = 5_000;
const usualPauseMs = 60_000;

/**
 * What still waits to be sent is visited again when the carrier is expected back, and what is unknown when
 * evidence can next say something; not at once.
 */
function waitForServer(look: LookResult, wakes: number[], { actionId, now }: Visit): LookResult {
  if (look.perform?.actionId !== actionId) return look;
  const { perform: _waits, ...rest } = look;
  const latest = Math.max(look.nextLookAt ?? now, now + usualPauseMs);
  return { ...rest, nextLookAt: Math.max(now + leastPauseMs, Math.min(...wakes, latest)) };
}

/** Made, and to be sent once the facts or the server allow. */
export function isWaiting({ state }: ActionMessage): boolean {
  return ['planned', 'frozen', 'claimed', 'retry_wait'].includes(state);
}

export interface SettleInput {
  customerId: string;
  actionId: string;
  /** Instant at which the workflow asked, ms since the epoch. */
  now: number;
  /** When those of its messages that wait can be tried again, or looked for. */
  wakes: number[];
}

/** One reading of the clock, with what it is about. */
type Visit = Pick<SettleInput, 'customerId' | 'actionId' | 'now'>;

/** After all its messages were tried: records the outcome, and looks what comes next. */
export async function settleAction(
  { prisma, clock }: Pick<DispatchDeps, 'prisma' | 'clock'>,
  { wakes, ...input }: SettleInput,
): Promise<LookResult> {
  const now = { ...input, now: notBefore(clock, input.now)().getTime() };
  const look = await prisma.$transaction((tx) => recordAndLook(tx, now), { timeout: 30_000 });
  return waitForServer(look, wakes, now);
}

/** What the messages show is what is recorded: sent, unknown, refused, or still on the way. Decides once, on that. */
async function recordAndLook(tx: Db, { customerId, actionId, now }: Visit): Promise<LookResult> {
  const position = await lockedPosition(tx, customerId, now);
  if (!position) return nothingToFollow;
  const action = await actionById(tx, actionId, customerId);
  if (action && (action.state === 'sending' || action.state === 'unknown')) {
    const messages = await messagesOfAction(tx, action.id);
    if (await record(tx, { position, now }, action, messages)) return evaluateCase(tx, customerId, now);
  }
  return evaluateOn(tx, await decideOn(tx, position, now));
}

type Recording = Pick<Decided, 'position' | 'now'>;

/** Answers whether facts changed that the next decision reads from the position: then it is to be read again. */
async function record(
  tx: Db,
  recording: Recording,
  action: StoredAction,
  messages: ActionMessage[],
): Promise<boolean> {
  if (messages.some(isWaiting)) return false;
  const sent = messages.filter(({ state }) => state === 'accepted' || state === 'resolved_sent');
  const doubtful = messages.filter(({ state }) => state === 'in_doubt' || state === 'gate_passed');
  const refused = messages.find(({ state }) => state === 'refused');
  if (doubtful.length > 0) {
    if (action.state !== 'unknown') await recordUnknown(tx, recording, action, doubtful);
  } else if (sent.length > 0) {
    await recordSent(tx, recording, action, sent);
    return true;
  } else if (refused) {
    await fail(tx, recording, action, {
      code: 'message_refused',
      params: { response: refused.response ?? '' },
    });
  } else {
    await releaseAddresses(tx, action.id);
    await changeAction(tx, action.id, { state: action.confirmedBy ? 'confirmed' : 'planned' });
  }
  return false;
}

async function recordUnknown(
  tx: Db,
  recording: Recording,
  action: StoredAction,
  doubtful: ActionMessage[],
): Promise<void> {
  await changeAction(tx, action.id, { state: 'unknown' });
  await appendHistory(tx, [
    systemEvent(recording, 'message_unknown', `unknown/${action.id}/${doubtful[0]!.attempt}`, {
      actionId: action.id,
      stepName: action.stepName,
      recipients: doubtful.map(({ recipientAddress }) => recipientAddress),
    }),
  ]);
}

function recordSent(
  tx: Db,
  { position, now }: Recording,
  action: StoredAction,
  sent: ActionMessage[],
): Promise<void> {
  // What left before midnight and is known after it was performed on the day it left.
  const leftAt = Math.max(...sent.map((message) => message.leftAt?.getTime() ?? now));
  return recordPerformed(tx, {
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

export async function failAction(
  tx: Db,
  { customerId, actionId, now }: Visit,
  refusal: Refusal,
): Promise<void> {
  const position = await lockedPosition(tx, customerId, now);
  const action = await actionById(tx, actionId, customerId);
  if (position && action) await fail(tx, { position, now }, action, refusal);
}

/** Stands in the agenda as a problem until a person tries again, skips it or mends the cause. */
async function fail(
  tx: Db,
  recording: Recording,
  action: StoredAction,
  { code, params }: { code: string; params: Refusal['params'] },
): Promise<void> {
  await releaseAddresses(tx, action.id);
  await changeAction(tx, action.id, {
    state: 'failed',
    confirmedAt: null,
    confirmedBy: null,
    outcome: { code, params },
  });
  const data = { actionId: action.id, stepName: action.stepName, code, params };
  const key = `${action.id}/${recording.now}`;
  const events = [systemEvent(recording, 'action_failed', `failed/${key}`, data)];
  // A total that is not the ledger's is a fault of the program or of its data: somebody must look (E-3).
  if (code === 'total_mismatch') events.push(systemEvent(recording, 'alert_raised', `alert/${key}`, data));
  await appendHistory(tx, events);
}
