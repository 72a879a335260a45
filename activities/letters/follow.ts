/**
 * One look at a letter: what became of its message, where the provider says it is, which proofs are there. Safe to
 * repeat; it hands nothing over and never decides: what it finds is written down, and its case hears of ends.
 */
import { createHash } from 'node:crypto';
import { hookAccount, hookUrl } from '../../application/letters/hook.ts';
import { reportLetter, type Reported } from '../../application/letters/report.ts';
import { refuse } from '../../domain/errors.ts';
import { daysForCode } from '../../domain/letter/code.ts';
import { isOver, isSignedFor, isWithUs, mayBeStopped } from '../../domain/letter/course.ts';
import { failAction } from '../../application/case/settle.ts';
import { wakeCaseOf } from '../../application/letters/code.ts';
import { noteStopAnswer, noteStopByFacts, pointlessNow } from '../../application/letters/stop.ts';
import { notifyReader } from '../../application/letters/notify.ts';
import type { GateKind } from '../../domain/vocabulary/cases.ts';
import type { LetterState } from '../../domain/vocabulary/letters.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { letterConnection } from '../../prisma/queries/letter-connections/read.ts';
import { noteHook } from '../../prisma/queries/letter-connections/write.ts';
import {
  knownProofs,
  lastNewsAt,
  letterById,
  messageOfLetter,
  type StoredLetter,
} from '../../prisma/queries/letters/read.ts';
import type { MessageOutcomeState } from '../../prisma/queries/letters/message-state.ts';
import { changeLetter, keepProof } from '../../prisma/queries/letters/write.ts';
import { cancelMessage } from '../../prisma/queries/outbound/attempt.ts';
import type { LetterStep } from '../../workflows/messages/letter-delivery.ts';
import { sweepDrafts } from './sweep.ts';
import { ProviderError, type LetterAddress, type LetterProvider, type LetterProviders } from './provider.ts';

export interface FollowDeps {
  prisma: PrismaClient;
  providers: LetterProviders;
  secret: string;
  publicUrl: string;
  clock: () => Date;
  /** How often a letter is asked about, however long nothing was news; shorter where the provider is a sandbox. */
  pollMs?: { polled: number; notified: number };
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const hourMs = 60 * minuteMs;
/** From the first time to the longest, where news have to be asked for, and where the provider tells them. */
const usualPauses = {
  polled: { first: 30 * minuteMs, longest: 4 * hourMs },
  notified: { first: 4 * hourMs, longest: dayMs },
};
/** The longer nothing was news, the more rarely it is asked: after an eighth of the time again. */
const partOfQuiet = 8;
/** After the last word, proofs may still come for so long. */
const proofsForMs = 30 * dayMs;
/** A standard letter of which nothing comes back for so long has arrived, as far as anybody can know. */
const standardForMs = 21 * dayMs;
const longestMs = 120 * dayMs;
/** So long an attempt with a person's code may take, whatever happens to its process. */
const codeAttemptMs = 3 * minuteMs;
/** Longer than any row of days on which nothing leaves. */
const longestClosedMs = 14 * dayMs;

/** Throws where the provider cannot be asked: its workflow asks again later. */
export async function followLetter(deps: FollowDeps, letterId: string): Promise<LetterStep> {
  const letter = await letterById(deps.prisma, letterId);
  if (letter === null) return { state: 'done' };
  const message = await messageOfLetter(deps.prisma, letter.reference);
  const waiting = isWithUs(letter.state) ? await beforeHandOver(deps, letter, message) : undefined;
  if (waiting) return waiting;
  return afterHandOver(deps, (await letterById(deps.prisma, letterId))!);
}

/** Undefined: it has been handed over. */
async function beforeHandOver(
  deps: FollowDeps,
  letter: StoredLetter,
  message: MessageOutcomeState | null,
): Promise<LetterStep | undefined> {
  const now = deps.clock().getTime();
  const end = async (reported: Reported): Promise<LetterStep> => {
    await reportLetter(deps.prisma, letter.id, reported, deps.clock());
    return { state: 'done' };
  };
  if (message === null) return { state: 'queued', at: Math.max(letter.recallUntil.getTime(), now + 5_000) };
  if (isCodeOverdue(letter, message, now) && (await endWithoutCode(deps, letter, message)))
    return end({ reports: [{ ...codeNotEntered, at: deps.clock().toISOString() }] });
  switch (message.state) {
    case 'accepted':
    case 'resolved_sent': {
      if (wasPostedByHand(message)) {
        await discard(deps, letter);
        const at = deps.clock().toISOString();
        return end({ reports: [{ code: 'POSTED_BY_HAND', text: '', state: 'cancelled', at }] });
      }
      await reportHandedOver(deps.prisma, letter.id, message, deps.clock());
      return undefined;
    }
    case 'refused': {
      const text = message.response ?? '';
      return end({ reports: [{ code: 'REFUSED', text, state: 'failed', at: null }], failure: { text } });
    }
    case 'cancelled':
      if (waitsForHours(letter, message, now))
        return { state: 'queued', at: Math.max(letter.recallUntil.getTime(), now) + 10 * minuteMs };
      await discard(deps, letter);
      return end({
        reports: [{ code: 'RECALLED', text: '', state: 'cancelled', at: deps.clock().toISOString() }],
      });
    case 'in_doubt':
    case 'gate_passed':
      if (letter.state === 'awaiting_code') await notifyCase(deps, letter, message);
      return { state: 'queued', at: now + 5 * minuteMs };
    default:
  }
  if (letter.state === 'awaiting_code') return beforeCode(deps, letter, message);
  const next = Math.max(letter.recallUntil.getTime(), message.retryAt?.getTime() ?? 0);
  // Its time has just come: the case hands it over in these moments.
  const pause = now - letter.recallUntil.getTime() < 2 * minuteMs ? 5_000 : minuteMs;
  return { state: 'queued', at: Math.max(next + 2_000, now + pause) };
}

/** Its message has left: repeatable. */
export async function reportHandedOver(
  prisma: PrismaClient,
  letterId: string,
  { leftAt, frozenSha256 }: MessageOutcomeState,
  at: Date,
): Promise<void> {
  const submittedAt = leftAt ?? at;
  const state = 'submitted' as const;
  const handedOver = { code: 'HANDED_OVER', text: '', state, at: submittedAt.toISOString() };
  await reportLetter(prisma, letterId, { reports: [handedOver], submittedAt, pdfSha256: frozenSha256 }, at);
}

const codeNotEntered = { code: 'CODE_NOT_ENTERED', text: '', state: 'failed' as const };

/** Nobody typed its code in its days, and nobody has taken it back. */
function isCodeOverdue(
  { state, recallUntil }: StoredLetter,
  message: MessageOutcomeState,
  now: number,
): boolean {
  const mayHaveLeft = ['accepted', 'resolved_sent', 'gate_passed', 'in_doubt'].includes(message.state);
  const isAsked = ['planned', 'confirmed', 'sending', 'failed'].includes(message.actionState);
  return state === 'awaiting_code' && recallUntil.getTime() <= now && !mayHaveLeft && isAsked;
}

/** Its message is withdrawn, its draft thrown away, its action says what to do. False: somebody was faster with the code. */
async function endWithoutCode(
  deps: FollowDeps,
  letter: StoredLetter,
  { id, state, actionState }: MessageOutcomeState,
): Promise<boolean> {
  const { prisma, clock } = deps;
  if (state !== 'cancelled' && !(await cancelMessage(prisma, id))) return false;
  await discard(deps, letter);
  if (actionState === 'failed') return true;
  const { customerId, actionId } = letter;
  const refusal = refuse('letter_code_not_entered', { days: daysForCode });
  await prisma.$transaction((tx) =>
    failAction(tx, { customerId, actionId, now: clock().getTime() }, refusal),
  );
  return true;
}

/** Nobody has typed its code yet: it waits, or somebody is at it. */
async function beforeCode(
  deps: FollowDeps,
  letter: StoredLetter,
  message: MessageOutcomeState,
): Promise<LetterStep> {
  const now = deps.clock();
  // Taken for an attempt: whoever typed the code waits for the answer, unless their process is gone.
  if (message.state === 'claimed') await notifyCase(deps, letter, message);
  const isTried = now.getTime() - (letter.codeTriedAt?.getTime() ?? 0) < codeAttemptMs;
  if (isTried) return { state: 'queued', at: now.getTime() + minuteMs };
  return { state: 'queued', at: Math.max(letter.recallUntil.getTime(), now.getTime() + minuteMs) };
}

/** The attempt of a person has no workflow that waits for it: what it left undone the case settles. */
async function notifyCase(
  { prisma, clock }: FollowDeps,
  letter: StoredLetter,
  { state }: MessageOutcomeState,
): Promise<void> {
  const triedAt = letter.codeTriedAt?.getTime() ?? 0;
  if (clock().getTime() - triedAt < codeAttemptMs) return;
  await wakeCaseOf(prisma, letter, `code/${triedAt}/${state}`);
}

/** A person took it back, printed and posted it: the bytes of that letter passed no gate. */
function wasPostedByHand({ leftAt, frozenAt }: MessageOutcomeState): boolean {
  return leftAt === null || (frozenAt !== null && frozenAt > leftAt);
}

/** What only the hour or the day held back is ours still, and goes in the next window; what somebody took back is over. */
function waitsForHours({ recallUntil }: StoredLetter, message: MessageOutcomeState, now: number): boolean {
  if (['planned', 'confirmed', 'sending'].includes(message.actionState)) return true;
  const hours: (string | null)[] = ['outside_window', 'holiday'] satisfies GateKind[];
  const isHours = message.actionState === 'cancelled' && hours.includes(message.actionOutcome);
  return isHours && now - recallUntil.getTime() < longestClosedMs;
}

/** A draft that lies there costs nothing; it is thrown away where that can be done. */
async function discard({ providers }: FollowDeps, letter: StoredLetter): Promise<void> {
  if (letter.providerRef === null) return;
  try {
    await providers[letter.provider]?.discard({ kind: letter.kind, ref: letter.providerRef });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
  }
}

async function afterHandOver(deps: FollowDeps, letter: StoredLetter): Promise<LetterStep> {
  const { prisma, clock } = deps;
  const provider = deps.providers[letter.provider];
  const now = clock().getTime();
  if (provider === undefined || letter.providerRef === null) return { state: 'done' };
  await subscribe(deps, provider, letter);
  const address: LetterAddress = { kind: letter.kind, ref: letter.providerRef };
  const stopped = await stopThere(deps, provider, letter);
  const snapshot = await provider.fetch(address, clock());
  if (snapshot === null) return unknownThere(deps, letter);
  const { reports, block, trackingNumber, cost } = snapshot;
  const state = await reportLetter(prisma, letter.id, { reports, block, trackingNumber, cost }, clock());
  // Asked a second time after an answer that was lost, it says too late of what it has stopped.
  if (stopped)
    await noteStopAnswer(prisma, letter.id, { answer: state === 'cancelled' ? state : stopped, at: clock() });
  const missing = await fetchProofs(deps, provider, letter, snapshot.proofs);
  if (!missing && letter.kind === 'tracked_electronic' && isOver(state))
    await notifyReader(prisma, letter.id);
  const after = (await letterById(prisma, letter.id))!;
  if (isFinished(after, state, { now, missing })) {
    // Nothing more is heard of it: asked about no more, wherever that leaves it.
    if (after.endedAt === null) await changeLetter(prisma, letter.id, { endedAt: new Date(now) });
    return { state: 'done' };
  }
  if (!missing && snapshot.nextAt === null && isOver(state)) return { state: 'done' };
  if (!missing && snapshot.nextAt) return { state: 'following', at: Date.parse(snapshot.nextAt) };
  await sweepDrafts(deps, provider, new Date(now));
  const { events, polledKinds } = provider.capabilities;
  const isNotified = events !== 'poll' && !polledKinds.includes(letter.kind) && !missing;
  const newsAt = (await lastNewsAt(prisma, letter.id)) ?? letter.createdAt;
  return { state: 'following', at: now + pauseMs(deps, { isNotified, quietMs: now - newsAt.getTime() }) };
}

/**
 * Asks the provider to stop it, where a person wants that or nothing is left that the letter asks for. Null: nobody wants
 * it stopped. Throws where no answer comes: asked again, under the same key, until one does.
 */
async function stopThere(
  { prisma, clock }: FollowDeps,
  provider: LetterProvider,
  letter: StoredLetter,
): Promise<'cancelled' | 'too_late' | null> {
  let isWanted = letter.stop === 'asked';
  if (mayBeStopped(letter)) {
    const gate = await pointlessNow(prisma, letter, clock());
    if (gate !== null) await noteStopByFacts(prisma, letter.id, { gate, at: clock() });
    isWanted = gate !== null;
  }
  return isWanted ? provider.cancel({ kind: letter.kind, ref: letter.providerRef! }) : null;
}

function pauseMs(
  { pollMs }: FollowDeps,
  { isNotified, quietMs }: { isNotified: boolean; quietMs: number },
): number {
  const by = isNotified ? 'notified' : 'polled';
  if (pollMs) return pollMs[by];
  const { first, longest } = usualPauses[by];
  return Math.min(Math.max(first, quietMs / partOfQuiet), longest);
}

/** The account does not know it, or not any more: said, and asked about again, in case it is only the account that is wrong. */
async function unknownThere({ prisma, clock }: FollowDeps, letter: StoredLetter): Promise<LetterStep> {
  const now = clock();
  const report = { code: 'NOT_FOUND', text: '', state: null, at: null };
  await reportLetter(prisma, letter.id, { reports: [report] }, now);
  const since = now.getTime() - (letter.submittedAt ?? letter.createdAt).getTime();
  if (since <= longestMs) return { state: 'following', at: now.getTime() + dayMs };
  await changeLetter(prisma, letter.id, { endedAt: now });
  return { state: 'done' };
}

function isFinished(
  { submittedAt, endedAt, kind }: StoredLetter,
  state: LetterState,
  { now, missing }: { now: number; missing: boolean },
): boolean {
  const since = (at: Date | null) => (at === null ? 0 : now - at.getTime());
  if (since(submittedAt) > longestMs) return true;
  if (!isOver(state)) return !isSignedFor(kind) && since(submittedAt) > standardForMs;
  const proofsMayCome = missing || (isSignedFor(kind) && state !== 'cancelled' && state !== 'rejected');
  return !proofsMayCome || since(endedAt) > proofsForMs;
}

/** Downloaded at once and kept: links of providers expire. Answers whether one could not be had yet. */
async function fetchProofs(
  { prisma, clock }: FollowDeps,
  provider: LetterProvider,
  letter: StoredLetter,
  proofs: readonly { type: Parameters<typeof keepProof>[2]['type']; id: string; at: string | null }[],
): Promise<boolean> {
  const known = await knownProofs(prisma, letter.id);
  let missing = false;
  for (const { type, id, at } of proofs) {
    if (known.includes(id)) continue;
    try {
      const { bytes, contentType } = await provider.downloadProof(
        { kind: letter.kind, ref: letter.providerRef! },
        id,
      );
      await keepProof(prisma, letter.id, {
        type,
        providerId: id,
        providerAt: at === null ? null : new Date(at),
        contentType,
        bytes,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        fetchedAt: clock(),
      });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      missing = true;
    }
  }
  return missing;
}

/** Asked once an address; without it a letter is asked about more rarely than it could be told of, and nothing is lost. */
async function subscribe(deps: FollowDeps, provider: LetterProvider, letter: StoredLetter): Promise<void> {
  if (provider.capabilities.events === 'poll') return;
  if (letter.connectionId === null) return;
  const connection = await letterConnection(deps.prisma, letter.connectionId);
  if (connection === null) return;
  const url = hookUrl(deps.publicUrl, connection.hookKey);
  if (connection.hookUrl === url) return;
  try {
    await provider.subscribe({ url, ...hookAccount(deps.secret, connection.hookKey) });
    await noteHook(deps.prisma, connection.id, url);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
  }
}
