/**
 * Perform one action: read everything again, compose, freeze, send, record, and look what comes next. May be
 * repeated after any crash: what was sent is known from the messages themselves, never from having been here.
 */
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { traitsOf } from '../../domain/channels/traits.ts';
import type { Refusal } from '../../domain/errors.ts';
import type { GateKind } from '../../domain/vocabulary.ts';
import type { Db } from '../../prisma/client.ts';
import {
  actionById,
  changeAction,
  refreshAction,
  type ActionContent,
  type StoredAction,
} from '../../prisma/queries/actions.ts';
import { claimAddresses, releaseAddresses } from '../../prisma/queries/address-days.ts';
import { appendHistory } from '../../prisma/queries/history.ts';
import {
  cancelMessage,
  deferMessages,
  messagesOfAction,
  outboundRow,
  senderOfAction,
  type ActionMessage,
} from '../../prisma/queries/outbound.ts';
import { ledgerTotals } from '../../prisma/queries/position.ts';
import type { LookResult } from '../../workflows/messages.ts';
import { notBefore } from '../clock.ts';
import { dispatchMessage, type DispatchDeps, type DispatchResult } from '../outbound/dispatch.ts';
import { lookOnceMore } from '../outbound/evidence.ts';
import type { Renderer } from '../adapters/render/renderer.ts';
import { recipientRoles, recipientsOf } from '../messages/message-facts.ts';
import { composeAll, type ReadyAction } from './compose-all.ts';
import {
  actionKeyOf,
  contentOf,
  decideNow,
  decideOn,
  lockedPosition,
  positionHash,
  systemEvent,
  type Decided,
} from '../../application/case/decide.ts';
import {
  lookOn,
  lookWithin,
  nothingToFollow,
  sendInstant,
  windowEnd,
} from '../../application/case/evaluate.ts';
import { recordPerformed } from '../../application/case/record-outcome.ts';

export interface PerformDeps extends DispatchDeps {
  renderer: Renderer;
  /** Name of this process, for the record of attempts. */
  worker: string;
}

/** Facts may change again while a message is made; after so many rounds the case waits for calm. */
const roundsPerVisit = 5;

export interface PerformInput {
  customerId: string;
  actionId: string;
  /** Instant at which the workflow asked, ms since the epoch; it may have been asked again for an hour since. */
  now: number;
}

/** One reading of the clock, with what it is about. */
type Visit = PerformInput;

export async function performAction(given: PerformDeps, input: PerformInput): Promise<LookResult> {
  const deps = { ...given, clock: notBefore(given.clock, input.now) };
  const { prisma } = deps;
  const visit = (): Visit => ({ ...input, now: deps.clock().getTime() });
  let outcomes: DispatchResult[] = [];
  for (let round = 0; round < roundsPerVisit; round += 1) {
    await findLateEvidence(deps, input.actionId);
    const now = visit();
    const ready = await prisma.$transaction((tx) => makeReady(tx, now), { timeout: 30_000 });
    if (ready.kind === 'not_now') break;
    if (ready.kind === 'send') {
      const refused = await composeAll(deps, ready, now.now);
      if (refused) {
        await prisma.$transaction((tx) => failAction(tx, visit(), refused));
        break;
      }
    }
    const leaveBefore = ready.kind === 'send' ? windowEnd(ready.decided) : undefined;
    outcomes = await sendAll(deps, input.actionId, leaveBefore);
    if (!outcomes.some(({ outcome }) => outcome === 'stale')) break;
  }
  const now = visit();
  const look = await prisma.$transaction((tx) => recordAndLook(tx, now), { timeout: 30_000 });
  return waitForServer(look, outcomes, now);
}

/** Before bytes are made anew for what was taken as not sent: what is found now was sent as it was. */
async function findLateEvidence(deps: PerformDeps, actionId: string): Promise<void> {
  for (const { id, state } of await messagesOfAction(deps.prisma, actionId)) {
    const row = state === 'resolved_not_sent' ? await outboundRow(deps.prisma, id) : null;
    if (row) await lookOnceMore(deps, row, deps.clock());
  }
}

/** Least pause between two visits of an action that could not be sent: a case must never spin. */
const leastPauseMs = 5_000;
const usualPauseMs = 60_000;

/**
 * What still waits to be sent is visited again when the mail server is expected back, and what is unknown when
 * evidence can next say something; not at once.
 */
function waitForServer(look: LookResult, outcomes: DispatchResult[], { actionId, now }: Visit): LookResult {
  if (look.perform?.actionId !== actionId) return look;
  const wakes = outcomes.flatMap((result) => {
    if (result.outcome === 'retry') return [result.retryAt.getTime()];
    return result.outcome === 'in_doubt' && result.resolveAt ? [result.resolveAt.getTime()] : [];
  });
  const { perform: _waits, ...rest } = look;
  const latest = Math.max(look.nextLookAt ?? now, now + usualPauseMs);
  return { ...rest, nextLookAt: Math.max(now + leastPauseMs, Math.min(...wakes, latest)) };
}

type Ready = { kind: 'not_now' } | { kind: 'settle' } | SendReady;

interface SendReady extends ReadyAction {
  kind: 'send';
}

/** Unsent as far as we know for certain: may be made anew, or taken back. */
function isUnsent({ state }: ActionMessage): boolean {
  return ['planned', 'frozen', 'claimed', 'retry_wait', 'resolved_not_sent', 'refused', 'cancelled'].includes(
    state,
  );
}

/** Under the lock of the case: is this action still wanted, on today's facts? Shrinks it, or takes it back. */
async function makeReady(tx: Db, { customerId, actionId, now }: Visit): Promise<Ready> {
  const decided = await decideNow(tx, customerId, now);
  const action = await actionById(tx, actionId, customerId);
  if (!decided || !action || !['planned', 'confirmed', 'sending', 'unknown'].includes(action.state)) {
    return { kind: 'not_now' };
  }
  const messages = await messagesOfAction(tx, actionId);
  const hasLeft = messages.some((message) => !isUnsent(message));
  if (hasLeft && !messages.some(isWaiting)) return { kind: 'settle' };
  const { due, gates } = decided.decision;
  if (hasLeft && isOutOfHours(decided)) {
    // One recipient has it already; the hour is no reason to spare the others, the next window is theirs.
    await deferMessages(tx, messages.filter(isWaiting), new Date(sendInstant(decided)));
    return { kind: 'not_now' };
  }
  const wanted = due !== undefined && actionKeyOf(decided.position, due) === action.actionKey;
  if (!wanted || gates.length > 0 || sendInstant(decided) > now) {
    for (const { id } of messages) await cancelMessage(tx, id);
    if (!hasLeft) await releaseAddresses(tx, actionId);
    // One recipient has it already: the step is performed, and the others are spared it.
    if (hasLeft) return { kind: 'settle' };
    // Back to where the next look decides about it: kept for its hour, or taken back with the reason.
    await changeAction(tx, actionId, { state: action.confirmedBy ? 'confirmed' : 'planned' });
    return { kind: 'not_now' };
  }
  if (!(await claimsAddresses(tx, decided, action))) {
    for (const { id } of messages) await cancelMessage(tx, id);
    if (hasLeft) return { kind: 'settle' };
    await changeAction(tx, actionId, { state: action.confirmedBy ? 'confirmed' : 'planned' });
    return { kind: 'not_now' };
  }
  const content = contentOf(due);
  await refreshAction(tx, actionId, {
    content,
    positionHash: positionHash(due),
    decisionId: decided.decisionId,
  });
  await changeAction(tx, actionId, { state: 'sending', sendAt: new Date(now) });
  const ledger = await ledgerTotals(tx, summedUp(decided, content));
  return { kind: 'send', decided, action: { ...action, content, state: 'sending' }, ledger };
}

/** Two customers with one address: whoever comes second that day is told by the next decision. */
async function claimsAddresses(tx: Db, { position, input }: Decided, action: StoredAction): Promise<boolean> {
  const { contactAddress } = traitsOf(action.channel);
  if (contactAddress !== 'email' || position.entity.sharedAddress === 'each_customer') return true;
  return claimAddresses(tx, {
    legalEntityId: position.entity.id,
    customerId: position.customer.id,
    actionId: action.id,
    on: input.today,
    emails: recipientsOf(position, recipientRoles(position, action)).map(({ email }) => email),
  });
}

const hours: GateKind[] = ['outside_window', 'holiday'];

/** Nothing but the hour or the day holds it back. */
function isOutOfHours(decided: Decided): boolean {
  const { gates } = decided.decision;
  return gates.length > 0
    ? gates.every(({ gate }) => hours.includes(gate))
    : decided.decision.due !== undefined && sendInstant(decided) > decided.now;
}

function summedUp({ position }: Decided, { lines, credits }: ActionContent) {
  return position.customer.netting === 'net' ? [...lines, ...credits] : lines;
}

/** Made, and to be sent once the facts or the server allow. */
function isWaiting({ state }: ActionMessage): boolean {
  return ['planned', 'frozen', 'claimed', 'retry_wait'].includes(state);
}

async function sendAll(
  deps: PerformDeps,
  actionId: string,
  leaveBefore: Date | undefined,
): Promise<DispatchResult[]> {
  const senderAddress = await senderOfAction(deps.prisma, actionId);
  const outcomes: DispatchResult[] = [];
  for (const { id, state } of await messagesOfAction(deps.prisma, actionId)) {
    if (state === 'accepted' || state === 'resolved_sent' || state === 'cancelled') continue;
    outcomes.push(
      await dispatchMessage(deps, {
        messageId: id,
        worker: deps.worker,
        senderAddress,
        leaveBefore,
      }),
    );
  }
  return outcomes;
}

/** What the messages show is what is recorded: sent, unknown, refused, or still on the way. Decides once, on that. */
async function recordAndLook(tx: Db, { customerId, actionId, now }: Visit): Promise<LookResult> {
  const position = await lockedPosition(tx, customerId, now);
  if (!position) return nothingToFollow;
  const action = await actionById(tx, actionId, customerId);
  if (action && (action.state === 'sending' || action.state === 'unknown')) {
    const messages = await messagesOfAction(tx, action.id);
    if (await record(tx, { position, now }, action, messages)) return lookWithin(tx, customerId, now);
  }
  return lookOn(tx, await decideOn(tx, position, now));
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

async function failAction(tx: Db, { customerId, actionId, now }: Visit, refusal: Refusal): Promise<void> {
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
