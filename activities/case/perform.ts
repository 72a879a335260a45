/**
 * Perform one action: read everything again, compose, freeze, and send; see settle.ts for what is recorded then. May be
 * repeated after any crash: what was sent is known from the messages themselves, never from having been here.
 */
import { traitsOf } from '../../domain/channels/traits.ts';
import type { Refusal } from '../../domain/errors.ts';
import { lockedCase } from '../../application/case/decide.ts';
import { windowEnd } from '../../application/case/evaluate.ts';
import {
  readinessOf,
  withdrawWithin,
  type Readiness,
  type ReadyStep,
} from '../../application/case/make-ready.ts';
import { failAction, settleAccepted, type Visit } from '../../application/case/settle.ts';
import { hasPastToSettle } from '../../application/promises/settle.ts';
import type { AddressClaim } from '../../prisma/queries/address-days/write.ts';
import { readCase, type StoredCase } from '../../prisma/queries/cases/read.ts';
import { freezeStep, type FrozenMessage, type FrozenRow } from '../../prisma/queries/outbound/freeze.ts';
import { outboundRow, senderOfAction, type ActionMessage } from '../../prisma/queries/outbound/read.ts';
import type { ClaimedRow } from '../../prisma/queries/outbound/attempt.ts';
import type { Evaluation, MessageOutcome, PerformStep } from '../../workflows/messages/collection-case.ts';
import { notBefore } from '../clock.ts';
import {
  admission,
  dispatchMessage,
  sendClaimed,
  type DispatchDeps,
  type DispatchResult,
  type Leaving,
} from '../outbound/dispatch.ts';
import { checkEvidenceAgain } from '../outbound/evidence.ts';
import type { DocumentStore } from '../adapters/document-store.ts';
import type { Renderer } from '../adapters/render/renderer.ts';
import { recipientsOf } from '../messages/message-facts.ts';
import { composeAll, readStepContext, type ComposedMessages, type StepContext } from './compose-all.ts';
import { settleAction, waitForServer } from './settle.ts';

export interface PerformDeps extends DispatchDeps {
  renderer: Renderer;
  /** Where documents of items lie that are not stored here; absent: nowhere else. */
  documents?: DocumentStore | undefined;
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

/**
 * Makes the messages ready. A single one is sent at once and the outcome recorded; of several, each is sent by an
 * activity of its own, so that a slow server of one recipient does not hold the others: they are named for the workflow,
 * which then has the outcome settled.
 */
export async function performAction(given: PerformDeps, input: PerformInput): Promise<PerformStep> {
  const deps = { ...given, clock: notBefore(given.clock, input.now) };
  const visit = (): Visit => ({ ...input, now: deps.clock().getTime() });
  const wakes: number[] = [];
  for (let round = 0; round < roundsPerVisit; round += 1) {
    const made = await makeReady(deps, visit());
    if (made.kind === 'changed') continue;
    if (made.kind === 'not_now') break;
    const [first, ...others] = made.messageIds;
    if (first === undefined) break;
    if (others.length > 0) return { messages: made.messageIds, leaveBefore: made.leaveBefore };
    const sent = await made.send(first);
    if (sent.next) return waitForServer(sent.next, [], visit());
    const { isStale, wakeAt } = sent.outcome;
    wakes.splice(0, 1, ...(wakeAt === null ? [] : [wakeAt]));
    if (!isStale) break;
  }
  return settleAction(deps, { ...input, wakes });
}

type Made =
  | { kind: 'not_now' }
  /** Facts, case or action moved on while it was made. */
  | { kind: 'changed' }
  | {
      kind: 'messages';
      messageIds: string[];
      leaveBefore: number | null;
      /** Sends the only one. */
      send: (messageId: string) => Promise<Sent>;
    };

interface Sent {
  outcome: MessageOutcome;
  /** Where what comes next was decided with it. */
  next?: Evaluation;
}

async function makeReady(deps: PerformDeps, visit: Visit): Promise<Made> {
  const read = await readSettled(deps, visit);
  if (!read) return { kind: 'not_now' };
  const readiness = readinessOf(read, visit.now);
  if (readiness.kind !== 'send') return withdraw(deps, { visit, read, readiness });
  const step = await readStepContext(deps, readiness);
  if (!step.ok) return fail(deps, visit, step);
  if (step.value.context.positionVersion !== read.position.customer.positionVersion)
    return { kind: 'changed' };
  const known = read.messages.filter(({ actionId }) => actionId === visit.actionId);
  const at = new Date(visit.now);
  const composed = await composeAll(deps, { ...readiness, ...step.value }, { at, known });
  if (!composed.ok) return fail(deps, visit, composed);
  return freeze(deps, { visit, read, readiness, step: step.value, composed: composed.value });
}

async function fail({ prisma, clock }: PerformDeps, visit: Visit, refusal: Refusal): Promise<Made> {
  const now = { ...visit, now: clock().getTime() };
  await prisma.$transaction((tx) => failAction(tx, now, refusal));
  return { kind: 'not_now' };
}

interface Withdrawing {
  visit: Visit;
  read: StoredCase;
  readiness: Exclude<Readiness, { kind: 'send' }>;
}

/** What is not to be sent is written as it is found under the lock; what may have left is checked. */
async function withdraw(deps: PerformDeps, { visit, read, readiness }: Withdrawing): Promise<Made> {
  const { kind } =
    readiness.writes.length === 0
      ? readiness
      : { kind: await deps.prisma.$transaction((tx) => withdrawWithin(tx, visit), { timeout: 30_000 }) };
  if (kind === 'send') return { kind: 'changed' };
  if (kind === 'not_now') return { kind: 'not_now' };
  const messageIds = needingMore(read, visit.actionId).map(({ id }) => id);
  return { kind: 'messages', messageIds, leaveBefore: null, send: sendByRow(deps, visit, null) };
}

/** As of now, with promises of past days settled and late evidence found. */
async function readSettled(
  deps: PerformDeps,
  { customerId, actionId, now }: Visit,
): Promise<StoredCase | null> {
  const { prisma } = deps;
  const reading = () => readCase(prisma, customerId, actionId);
  let read = await reading();
  if (read !== null && hasPastToSettle(read.position, now))
    read = await prisma.$transaction((tx) => lockedCase(tx, customerId, now, { actionId }));
  const late = (read?.messages ?? []).filter(({ state }) => state === 'resolved_not_sent');
  if (late.length === 0) return read;
  // Before bytes are made anew for what was taken as not sent: what is found now was sent as it was.
  for (const { id } of late) {
    const row = await outboundRow(prisma, id);
    if (row) await checkEvidenceAgain(deps, row, deps.clock());
  }
  return reading();
}

/** Those of the action of which it is not known for certain that they need nothing more. */
function needingMore({ messages }: StoredCase, actionId: string): ActionMessage[] {
  return messages.filter(
    (message) =>
      message.actionId === actionId && !['accepted', 'resolved_sent', 'cancelled'].includes(message.state),
  );
}

interface Freezing {
  visit: Visit;
  read: StoredCase;
  readiness: ReadyStep;
  step: StepContext;
  composed: ComposedMessages;
}

/** Frozen together; the only one of a step is taken for its attempt at once. */
async function freeze(deps: PerformDeps, freezing: Freezing): Promise<Made> {
  const { visit, read, readiness, step, composed } = freezing;
  const { decided, action, content, positionHash } = readiness;
  // Whoever writes by hand does so at any hour.
  const leaveBefore = action.kind === 'scenario' ? windowEnd(decided) : undefined;
  const { channel } = action;
  const keys = composed.messages.map(({ dispatchKey }) => dispatchKey);
  const others = needingMore(read, visit.actionId).filter(
    ({ dispatchKey, state }) => !keys.includes(dispatchKey) && ['gate_passed', 'in_doubt'].includes(state),
  );
  // What stays with us for a while is taken by nobody yet: it leaves when its time has come.
  const held = composed.messages.flatMap(({ heldUntil }) => heldUntil ?? []);
  const isOnly = composed.messages.length === 1 && others.length === 0 && held.length === 0;
  const leaving = leavingOf(deps, step, leaveBefore);
  const refused = isOnly ? await admission(deps, channel, leaving) : undefined;
  const at = deps.clock();
  const taking = isOnly && refused === undefined ? { worker: deps.worker, at } : undefined;
  const { position, rows } = read;
  const { messages, links, captureAddresses } = composed;
  const frozen = await freezeStep(deps.prisma, {
    messages,
    links,
    captureAddresses,
    taking,
    step: {
      caseId: position.case.id,
      customerId: visit.customerId,
      actionId: visit.actionId,
      channel,
      positionVersion: position.customer.positionVersion,
      rows: { case: rows.case, action: rows.asked! },
    },
    at,
    record: decided.record,
    action: {
      content,
      positionHash,
      decisionId: decided.decisionId,
      state: 'sending',
      sendAt: held[0] ?? new Date(visit.now),
    },
    addresses: addressesOf(freezing),
    kept: composed.keys,
  });
  if (frozen.kind === 'changed') return { kind: 'changed' };
  if (frozen.kind === 'address_taken') return addressTaken(deps, freezing);
  const made = held.length === 0 ? frozen.messages : [];
  const messageIds = [...others, ...made].map(({ id }) => id);
  const [only] = frozen.messages;
  const send = async (messageId: string): Promise<Sent> => {
    if (refused) return { outcome: outcomeOf(refused) };
    if (!taking || only?.id !== messageId)
      return sendByRow(deps, visit, leaveBefore?.getTime() ?? null)(messageId);
    return sendTaken(deps, visit, claimed(composed.messages[0]!, only), leaving);
  };
  return { kind: 'messages', messageIds, leaveBefore: leaveBefore?.getTime() ?? null, send };
}

function leavingOf(
  { worker }: PerformDeps,
  { context }: StepContext,
  leaveBefore: Date | undefined,
): Leaving {
  return { worker, senderAddress: context.entity.senderEmail, ...(leaveBefore && { leaveBefore }) };
}

/** As it stands in its row, without asking for it. */
function claimed(message: FrozenMessage, { id, reference, attempt }: FrozenRow): ClaimedRow {
  const { dispatchKey, actionId, noticeId, channel, recipientAddress, sealed, readable, sha256, frozenAt } =
    message;
  return {
    ...{ id, reference, attempt, dispatchKey, actionId, noticeId, channel, recipientAddress, frozenAt },
    sealedBytes: sealed,
    frozenBytes: readable,
    frozenSha256: sha256,
  };
}

/** Two customers with one address: the next decision of the second one that day says so. */
function addressesOf({
  visit,
  read: { position },
  readiness: { decided, action },
}: Freezing): AddressClaim | undefined {
  // One address a day is a rule of scenarios.
  if (action.kind !== 'scenario') return undefined;
  const { contactAddress } = traitsOf(action.channel);
  if (contactAddress !== 'email' || position.entity.sharedAddress === 'each_customer') return undefined;
  return {
    legalEntityId: position.entity.id,
    customerId: position.customer.id,
    actionId: visit.actionId,
    on: decided.input.today,
    emails: recipientsOf(position, action).map(({ email }) => email),
  };
}

async function addressTaken(deps: PerformDeps, { visit, read }: Freezing): Promise<Made> {
  const kind = await deps.prisma.$transaction((tx) => withdrawWithin(tx, visit, { addressTaken: true }), {
    timeout: 30_000,
  });
  if (kind !== 'settle') return { kind: 'not_now' };
  const messageIds = needingMore(read, visit.actionId)
    .filter(({ state }) => ['gate_passed', 'in_doubt'].includes(state))
    .map(({ id }) => id);
  return { kind: 'messages', messageIds, leaveBefore: null, send: sendByRow(deps, visit, null) };
}

/** Once the carrier has taken it, the outcome of the action is recorded with it, and what comes next decided. */
async function sendTaken(deps: PerformDeps, visit: Visit, mine: ClaimedRow, leaving: Leaving): Promise<Sent> {
  let next: Evaluation | undefined;
  const result = await sendClaimed(deps, mine, {
    ...leaving,
    whenAccepted: async (end) => {
      const now = { ...visit, now: deps.clock().getTime() };
      next = await deps.prisma.$transaction((tx) => settleAccepted(tx, now, end), { timeout: 30_000 });
    },
  });
  return { outcome: outcomeOf(result), ...(next ? { next } : {}) };
}

function sendByRow(deps: PerformDeps, visit: Visit, leaveBefore: number | null) {
  return async (messageId: string): Promise<Sent> => ({
    outcome: await dispatchOfAction(deps, { ...visit, messageId, leaveBefore }),
  });
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
  return outcomeOf(result);
}

function outcomeOf(result: DispatchResult): MessageOutcome {
  return { isStale: result.outcome === 'stale', wakeAt: wakeOf(result) };
}

/** When the carrier is expected back, or evidence can next say something. */
function wakeOf(result: DispatchResult): number | null {
  if (result.outcome === 'retry') return result.retryAt.getTime();
  return result.outcome === 'in_doubt' ? (result.resolveAt?.getTime() ?? null) : null;
}
