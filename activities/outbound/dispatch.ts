/**
 * Sending one message effectively once (S-9): no message twice, none lost without a word, and anything that is unclear
 * is listed as such and settled by evidence or by a person. Retries belong to the caller, where they are visible.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import {
  recordAccepted,
  recordGateClosed,
  recordInDoubt,
  recordNotSent,
  recordRefused,
  recordResolved,
  type AttemptEnd,
} from '../../prisma/queries/outbound/outcomes.ts';
import {
  claimMessage,
  passGate,
  releaseClaim,
  staleReason,
  type ClaimedRow,
  type StaleReason,
} from '../../prisma/queries/outbound/attempt.ts';
import { outboundRow, type OutboundRow } from '../../prisma/queries/outbound/read.ts';
import type {
  Channels,
  EvidencePlace,
  HandOverPoint,
  HandOverResult,
  OutboundChannel,
  Urgency,
} from './channel.ts';
import { checkEvidenceAgain, verdictOn } from './evidence.ts';
import { sha256, type FreezeDeps } from './freeze.ts';
import { retryDelayMs } from './retry.ts';
import { unpack } from '../../prisma/packing.ts';
import { openSealed } from './sealing.ts';

export interface DispatchDeps extends FreezeDeps {
  /** The ways out that are wired. */
  channels: Channels;
  /** The instant it is now, not the one at which this was asked for: what is written down and waited for counts by it. */
  clock: () => Date;
  /** Named points for fault tests; absent in production. */
  failpoint?: (point: DispatchPoint) => Promise<void> | void;
}

export const dispatchPoints = ['before_claim', 'claimed', 'answer_read', 'recorded'] as const;
export type DispatchPoint = (typeof dispatchPoints)[number] | HandOverPoint;

export type DispatchResult =
  | { outcome: 'sent'; at: Date }
  | { outcome: 'refused'; code?: number; text?: string; reason: string }
  | { outcome: 'retry'; retryAt: Date; code?: number; text?: string; reason: string }
  /** The facts changed or sending was stopped: read again, compose again, or leave it. */
  | { outcome: 'stale'; reason: StaleReason }
  | { outcome: 'in_doubt'; resolveAt: Date | null; reason: string }
  | { outcome: 'cancelled' };

/** Temporary failures for this long are a failure: a person looks at them. */
const giveUpAfterMs = 5 * 24 * 60 * 60_000;

/** How a message is to leave. */
export interface Leaving {
  worker: string;
  senderAddress: string;
  /** Reminders where absent. */
  urgency?: Urgency;
  /** First instant at which it may not leave any more; a message that missed it waits for the next window. */
  leaveBefore?: Date;
  /**
   * Records that the carrier took it, with anything that follows from that, in one transaction. When it fails, the
   * acknowledgement is recorded by itself: what follows is done by anyone who looks next.
   */
  whenAccepted?: (end: AttemptEnd) => Promise<void>;
}

export interface Sending extends Leaving {
  /** Id of the row. */
  messageId: string;
}

/**
 * Makes one attempt, or answers what became of earlier ones. Safe to call again at any time, from anywhere, also
 * twice at once.
 */
export async function dispatchMessage(
  deps: DispatchDeps,
  { messageId, ...leaving }: Sending,
): Promise<DispatchResult> {
  const { prisma, clock } = deps;
  const row = await existing(deps, messageId);
  const known = await settled(deps, row);
  if (known) return known;
  requireOpenable(deps, row);
  const held = await admission(deps, row.channel, leaving);
  if (held?.outcome === 'stale') await releaseClaim(prisma, row.id, row.attempt);
  if (held) return held;
  const claim = { id: row.id, of: row, seenAttempt: row.attempt, worker: leaving.worker };
  const mine = await claimMessage(prisma, { ...claim, at: clock() });
  return mine === null ? notClaimed(deps, row) : sendClaimed(deps, mine, leaving);
}

/**
 * Asked before a message is taken for an attempt: whether its hour has passed, and whether its carrier lets it in.
 * Undefined: it may be taken now.
 */
export async function admission(
  deps: DispatchDeps,
  channel: Channel,
  { urgency, leaveBefore }: Pick<Leaving, 'urgency' | 'leaveBefore'>,
): Promise<DispatchResult | undefined> {
  if (!isInTime(deps, leaveBefore)) return { outcome: 'stale', reason: 'window_closed' };
  const admitted = await carrierOf(deps, channel).carrier.admit(urgency);
  if (admitted.retryAfterMs > 0) return retryIn(deps, admitted.retryAfterMs, admitted.reason);
  await deps.failpoint?.('before_claim');
  return undefined;
}

function isInTime({ clock }: DispatchDeps, leaveBefore: Date | undefined): boolean {
  return leaveBefore === undefined || clock() < leaveBefore;
}

/** Hands over a message that was taken for this attempt, and writes down how it ended. */
export async function sendClaimed(
  deps: DispatchDeps,
  mine: ClaimedRow,
  leaving: Leaving,
): Promise<DispatchResult> {
  const { prisma, clock } = deps;
  const { urgency, senderAddress, leaveBefore } = leaving;
  const { id, attempt } = mine;
  const inTime = () => isInTime(deps, leaveBefore);
  await deps.failpoint?.('claimed');
  const bytes = bytesToSend(deps, mine);
  if (bytes === null) return overtaken(deps, id);
  // Nothing of a first attempt can have left before it.
  const seen = attempt > 1 ? await checkEvidenceAgain(deps, mine, clock()) : 'clear';
  if (seen === 'sent') return { outcome: 'sent', at: clock() };
  const sent: HandOverResult =
    seen === 'unclear'
      ? { kind: 'not_sent', reason: 'evidence_unreachable' }
      : await carrierOf(deps, mine.channel).carrier.handOver({
          urgency,
          sender: senderAddress,
          recipient: mine.recipientAddress,
          reference: mine.reference,
          bytes,
          gate: async ({ copied }) =>
            inTime() && passGate(prisma, { id, of: mine, attempt, at: clock(), copied }),
          mayEndNow: inTime,
          passing: deps.failpoint,
        });
  await deps.failpoint?.('answer_read');
  const result = await record(deps, mine, sent, leaving);
  await deps.failpoint?.('recorded');
  return result;
}

/**
 * The bytes as they were frozen; null where the row has others by now. Rows from before bytes were sealed have them
 * as they are.
 */
export function bytesToSend(
  { secret }: Pick<DispatchDeps, 'secret'>,
  row: Pick<ClaimedRow, 'dispatchKey' | 'sealedBytes' | 'frozenBytes' | 'frozenSha256'>,
): Uint8Array | null {
  const { sealedBytes, frozenBytes, frozenSha256 } = row;
  const bytes = sealedBytes
    ? openSealed(secret, row.dispatchKey, sealedBytes)
    : frozenBytes && unpack(frozenBytes);
  return bytes !== null && sha256(bytes) === frozenSha256 ? bytes : null;
}

/** Whether the bytes were sealed under the secret that this process has. */
export function canBeOpened(
  { secret }: Pick<DispatchDeps, 'secret'>,
  { dispatchKey, sealedBytes }: OutboundRow,
): boolean {
  return sealedBytes === null || openSealed(secret, dispatchKey, sealedBytes) !== null;
}

/** Without the secret that the bytes were sealed under no attempt can succeed, and none is made. */
function requireOpenable(deps: DispatchDeps, row: OutboundRow): void {
  if (canBeOpened(deps, row)) return;
  throw new Error(
    `message ${row.id} was sealed under another RELANCE_SECRET: give this worker the one it was made with`,
  );
}

/**
 * Looks for evidence about a message that was handed over without an answer. Found: it was sent. Absence counts
 * only after the quiet period of a provider that sees everything; until then it stays unknown.
 */
export async function resolveInDoubt(deps: DispatchDeps, messageId: string): Promise<DispatchResult> {
  const row = await existing(deps, messageId);
  if (row.state !== 'gate_passed' && row.state !== 'in_doubt') {
    return (await settled(deps, row)) ?? { outcome: 'retry', retryAt: deps.clock(), reason: 'not_sent' };
  }
  await recordDoubt(deps, row);
  const at = deps.clock();
  const verdict = await verdictOn(deps, row, {
    at,
    connectionMs: carrierOf(deps, row.channel).carrier.answerTimeoutMs + 30_000,
  });
  if (verdict.sent === undefined) {
    return { outcome: 'in_doubt', resolveAt: verdict.resolveAt, reason: 'no_evidence' };
  }
  await resolve(deps, row, { ...verdict, at });
  return verdict.sent ? { outcome: 'sent', at } : { outcome: 'retry', retryAt: at, reason: 'not_sent' };
}

async function resolve(
  { prisma }: DispatchDeps,
  row: OutboundRow,
  resolution: { sent: boolean; source: EvidencePlace['source']; at: Date },
): Promise<void> {
  await prisma.$transaction((tx) => recordResolved(tx, { id: row.id, attempt: row.attempt, ...resolution }));
}

/** An attempt that died at or after its gate is called doubtful, so that people see it. */
async function recordDoubt({ prisma, clock }: DispatchDeps, row: OutboundRow): Promise<void> {
  if (row.state !== 'gate_passed') return;
  await recordInDoubt(prisma, { id: row.id, attempt: row.attempt, at: clock(), reason: 'attempt_ended' });
}

function carrierOf({ channels }: DispatchDeps, channel: Channel): OutboundChannel {
  const wired = channels[channel];
  if (!wired) throw new Error(`a message goes by ${channel}, which this worker has no way for`);
  return wired;
}

async function existing({ prisma }: DispatchDeps, id: string): Promise<OutboundRow> {
  const row = await outboundRow(prisma, id);
  if (!row) throw new Error(`no outbound message ${id}`);
  return row;
}

/** Answers for a row that is not to be sent now; undefined: an attempt may be made. */
async function settled(deps: DispatchDeps, row: OutboundRow): Promise<DispatchResult | undefined> {
  switch (row.state) {
    case 'accepted':
    case 'resolved_sent':
      return { outcome: 'sent', at: deps.clock() };
    case 'refused':
      return { outcome: 'refused', reason: 'refused', ...(await lastReply(deps, row)) };
    case 'cancelled':
      return { outcome: 'cancelled' };
    case 'gate_passed':
    case 'in_doubt':
      return resolveInDoubt(deps, row.id);
    case 'retry_wait':
      if (row.retryAt && row.retryAt > deps.clock()) {
        return { outcome: 'retry', retryAt: row.retryAt, reason: 'waiting', ...(await lastReply(deps, row)) };
      }
      return undefined;
    default:
      return undefined;
  }
}

async function lastReply(
  { prisma }: DispatchDeps,
  row: OutboundRow,
): Promise<{ code?: number; text?: string }> {
  const last = await prisma.outboundAttempt.findFirst({
    where: { messageId: row.id },
    orderBy: { attempt: 'desc' },
  });
  return {
    ...(last?.responseCode && { code: last.responseCode }),
    ...(last?.response && { text: last.response }),
  };
}

async function notClaimed(deps: DispatchDeps, row: OutboundRow): Promise<DispatchResult> {
  const reason = await staleReason(deps.prisma, row.id, deps.clock());
  if (reason === 'overtaken') return overtaken(deps, row.id);
  await releaseClaim(deps.prisma, row.id, row.attempt);
  return { outcome: 'stale', reason };
}

/** Somebody else has the message; what they make of it is seen by asking again shortly. */
async function overtaken(deps: DispatchDeps, id: string): Promise<DispatchResult> {
  const row = await existing(deps, id);
  if (row.state === 'gate_passed') return { outcome: 'retry', retryAt: soon(deps), reason: 'overtaken' };
  return (await settled(deps, row)) ?? { outcome: 'retry', retryAt: soon(deps), reason: 'overtaken' };
}

function soon({ clock }: DispatchDeps): Date {
  return new Date(clock().getTime() + 5_000);
}

function retryIn({ clock }: DispatchDeps, ms: number, reason: string): DispatchResult {
  return { outcome: 'retry', retryAt: new Date(clock().getTime() + ms), reason };
}

/** Writes down how the attempt ended and says it. When writing fails it throws: the row then speaks for itself. */
async function record(
  deps: DispatchDeps,
  row: ClaimedRow,
  sent: HandOverResult,
  { leaveBefore, whenAccepted }: Leaving,
): Promise<DispatchResult> {
  const { prisma } = deps;
  const at = deps.clock();
  const end = { id: row.id, attempt: row.attempt, at };
  if (sent.kind === 'gate_closed') {
    const reason = isInTime(deps, leaveBefore) ? await staleReason(prisma, row.id, at) : 'window_closed';
    const released = await recordGateClosed(prisma, { ...end, reason });
    return released && reason !== 'overtaken' ? { outcome: 'stale', reason } : overtaken(deps, row.id);
  }
  const { kind, leastRetryMs, retryAt: given, ...reply } = sent;
  if (kind === 'accepted') {
    await acceptedBy(prisma, { ...end, ...reply }, whenAccepted);
    return { outcome: 'sent', at };
  }
  if (kind === 'in_doubt') {
    await recordInDoubt(prisma, { ...end, ...reply });
    return resolveInDoubt(deps, row.id);
  }
  const tooLong = row.frozenAt !== null && at.getTime() - row.frozenAt.getTime() > giveUpAfterMs;
  if (kind === 'refused' || tooLong) {
    const recorded = await recordRefused(prisma, { ...end, ...reply });
    return recorded ? { outcome: 'refused', ...reply } : overtaken(deps, row.id);
  }
  const retryAt =
    given ??
    new Date(
      at.getTime() + retryDelayMs({ attempt: row.attempt, leastMs: leastRetryMs, key: row.dispatchKey }),
    );
  const recorded = await recordNotSent(prisma, { ...end, ...reply }, retryAt);
  return recorded ? { outcome: 'retry', retryAt, ...reply } : overtaken(deps, row.id);
}

/** With what follows from it, or by itself: an acknowledgement waits for nothing else. */
async function acceptedBy(
  prisma: DispatchDeps['prisma'],
  end: AttemptEnd,
  whenAccepted: Leaving['whenAccepted'],
): Promise<void> {
  try {
    if (whenAccepted) return await whenAccepted(end);
  } catch {
    // Regardless of what it was, it shows again when what follows is done by itself.
  }
  await persistently(() => recordAccepted(prisma, end));
}

/** How long an acknowledgement in hand is tried to be written down before it is left to evidence. */
const persistForMs = 45_000;

/**
 * The carrier has said yes and only this process knows: a database that is just restarting is waited for, so that
 * what is known does not become unknown. The heartbeat of the activity goes on meanwhile.
 */
async function persistently<T>(write: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + persistForMs;
  for (let pauseMs = 200; ; pauseMs = Math.min(pauseMs * 2, 5_000)) {
    try {
      return await write();
    } catch (error) {
      if (performance.now() + pauseMs > giveUpAt) throw error;
      await sleep(pauseMs);
    }
  }
}
