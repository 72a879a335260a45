/**
 * Perform one action: read everything again, compose, freeze, and send; see settle.ts for what is recorded then. May be
 * repeated after any crash: what was sent is known from the messages themselves, never from having been here.
 */
import { traitsOf } from '../../domain/channels/traits.ts';
import type { GateKind } from '../../domain/vocabulary/cases.ts';
import type { Db } from '../../prisma/client.ts';
import {
  actionById,
  changeAction,
  refreshAction,
  type ActionContent,
  type StoredAction,
} from '../../prisma/queries/actions.ts';
import { claimAddresses, releaseAddresses } from '../../prisma/queries/address-days.ts';
import {
  cancelMessage,
  deferMessages,
  messagesOfAction,
  outboundRow,
  senderOfAction,
  type ActionMessage,
} from '../../prisma/queries/outbound.ts';
import { ledgerTotals } from '../../prisma/queries/position.ts';
import type { MessageOutcome, PerformStep } from '../../workflows/messages.ts';
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
  positionHash,
  type Decided,
} from '../../application/case/decide.ts';
import { sendInstant, windowEnd } from '../../application/case/evaluate.ts';
import { failAction, isWaiting } from '../../application/case/settle.ts';
import { settleAction } from './settle.ts';

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

/**
 * Makes the messages ready. A single one is sent at once and the outcome recorded; of several, each is sent by an
 * activity of its own, so that a slow server of one recipient does not hold the others: they are named for the workflow,
 * which then has the outcome settled.
 */
export async function performAction(given: PerformDeps, input: PerformInput): Promise<PerformStep> {
  const deps = { ...given, clock: notBefore(given.clock, input.now) };
  const { prisma } = deps;
  const { actionId } = input;
  const visit = (): Visit => ({ ...input, now: deps.clock().getTime() });
  const wakes: number[] = [];
  for (let round = 0; round < roundsPerVisit; round += 1) {
    await findLateEvidence(deps, actionId);
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
    const leaveBefore = ready.kind === 'send' ? (windowEnd(ready.decided)?.getTime() ?? null) : null;
    const [messageId, ...others] = await messagesToSend(deps, actionId);
    if (messageId === undefined) break;
    if (others.length > 0) return { messages: [messageId, ...others], leaveBefore };
    const { isStale, wakeAt } = await dispatchOfAction(deps, { ...visit(), messageId, leaveBefore });
    wakes.splice(0, 1, ...(wakeAt === null ? [] : [wakeAt]));
    if (!isStale) break;
  }
  return settleAction(deps, { ...input, wakes });
}

/** Before bytes are made anew for what was taken as not sent: what is found now was sent as it was. */
async function findLateEvidence(deps: PerformDeps, actionId: string): Promise<void> {
  for (const { id, state } of await messagesOfAction(deps.prisma, actionId)) {
    const row = state === 'resolved_not_sent' ? await outboundRow(deps.prisma, id) : null;
    if (row) await lookOnceMore(deps, row, deps.clock());
  }
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

/** Those of which it is not known for certain that they need nothing more. */
async function messagesToSend(deps: PerformDeps, actionId: string): Promise<string[]> {
  const messages = await messagesOfAction(deps.prisma, actionId);
  return messages
    .filter(({ state }) => state !== 'accepted' && state !== 'resolved_sent' && state !== 'cancelled')
    .map(({ id }) => id);
}

export interface DispatchInput {
  actionId: string;
  messageId: string;
  /** As `perform` answered it. */
  leaveBefore: number | null;
  /** Instant at which the workflow asked, ms since the epoch. */
  now: number;
}

/** Sends one of the messages that `performAction` named, and says what is to be done about the action. */
export async function dispatchOfAction(
  given: PerformDeps,
  { actionId, messageId, leaveBefore, now }: DispatchInput,
): Promise<MessageOutcome> {
  const deps = { ...given, clock: notBefore(given.clock, now) };
  const result = await dispatchMessage(deps, {
    messageId,
    worker: deps.worker,
    senderAddress: await senderOfAction(deps.prisma, actionId),
    ...(leaveBefore === null ? {} : { leaveBefore: new Date(leaveBefore) }),
  });
  return { isStale: result.outcome === 'stale', wakeAt: wakeOf(result) };
}

/** When the carrier is expected back, or evidence can next say something. */
function wakeOf(result: DispatchResult): number | null {
  if (result.outcome === 'retry') return result.retryAt.getTime();
  return result.outcome === 'in_doubt' ? (result.resolveAt?.getTime() ?? null) : null;
}
