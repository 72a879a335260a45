/**
 * Letters that leave only with the one-time code of a person (ADR 33). The code lives in the memory of the request that
 * brings it and goes straight to the provider, through the same protocol as every hand-over: taken for one attempt, the
 * gate at the last moment, doubt settled by reading back. No row, no log and no workflow ever holds it.
 */
import { actionKeyOf, decideOn, type Decided } from '../../application/case/decide.ts';
import { windowEnd } from '../../application/case/evaluate.ts';
import { settleAccepted } from '../../application/case/settle.ts';
import {
  codeLeft,
  noteCodeAsked,
  noteCodeNotSent,
  noteCodeSent,
  noteCodeTaken,
  noteCodeTyped,
  wakeCaseOf,
  type ByPerson,
} from '../../application/letters/code.ts';
import { listingOutside } from '../../domain/dunning/out-of-scenario.ts';
import { refuse, type Outcome } from '../../domain/errors.ts';
import { secondsUntilCode } from '../../domain/letter/code.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import type { StoredAction } from '../../prisma/queries/actions/read.ts';
import { readCase } from '../../prisma/queries/cases/read.ts';
import { letterById, messageOfLetter, type StoredLetter } from '../../prisma/queries/letters/read.ts';
import { claimMessage } from '../../prisma/queries/outbound/attempt.ts';
import { outboundRow, senderOfAction, type OutboundRow } from '../../prisma/queries/outbound/read.ts';
import { letterChannel, prepareDraft } from '../channels/registry.ts';
import type { PostedDeps } from '../channels/letter/posted.ts';
import { bytesToSend, sendClaimed, type DispatchDeps, type DispatchResult } from '../outbound/dispatch.ts';
import { reportHandedOver } from './follow.ts';
import { ProviderError } from './provider.ts';

export interface ByCodeDeps extends PostedDeps {
  prisma: PrismaClient;
  secret: string;
  publicUrl: string;
  /** Name of this process, for the record of attempts. */
  worker: string;
  /** For fault tests. */
  failpoint?: DispatchDeps['failpoint'];
}

export interface AskedCode {
  /** Seconds until another may be asked for. */
  waitSeconds: number;
}

/**
 * Puts the letter there as a draft where it does not lie there yet, and has the provider send its code to whoever stands
 * for the sender. Refuses as `noteCodeAsked`, with `letter_code_busy`, `no_longer_due { gate }`, `letter_invalid`,
 * `letter_not_taken { reason }`.
 */
export async function requestLetterCode(deps: ByCodeDeps, by: ByPerson): Promise<Outcome<AskedCode>> {
  const ready = await readyLetter(deps, by);
  if (!ready.ok) return ready;
  const asked = await noteCodeAsked(deps.prisma, by);
  if (!asked.ok) return asked;
  const { letter, row } = ready.value;
  const provider = deps.providers[letter.provider];
  const bytes = bytesToSend(deps, row);
  if (provider?.requestCode === undefined)
    return refuse('letter_provider_not_set', { provider: letter.provider });
  if (bytes === null) return refuse('letter_code_busy');
  try {
    const draft = await prepareDraft(deps, letter, bytes);
    if (!draft.ok) return draft;
    await provider.requestCode({ kind: letter.kind, ref: draft.value });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (!error.mayHaveTakenEffect) await noteCodeNotSent(deps.prisma, by);
    return refuse('letter_not_taken', { reason: error.failure, text: error.message.slice(0, 300) });
  }
  await noteCodeSent(deps.prisma, by);
  return { ok: true, value: { waitSeconds: secondsUntilCode(asked.value, by.at) } };
}

export type EnteredCode = { state: 'handed_over' | 'in_doubt' };

/**
 * Hands the letter over with the code. Typed again after it went, it answers that it went; two people at once hand it over
 * once. Refuses as `noteCodeTyped`, with `letter_code_wrong { triesLeft }`, `letter_code_expired`, `letter_code_busy`,
 * `no_longer_due { gate }`, `letter_not_taken { reason }`.
 */
export async function enterLetterCode(
  deps: ByCodeDeps,
  { code, ...by }: ByPerson & { code: string },
): Promise<Outcome<EnteredCode>> {
  const before = await knownEnd(deps, by);
  if (before) return { ok: true, value: before };
  const ready = await readyLetter(deps, by);
  if (!ready.ok) return ready;
  const typed = await noteCodeTyped(deps.prisma, by);
  if (!typed.ok) return typed;
  const { letter, row, action, leaveBefore } = ready.value;
  const { prisma, worker } = deps;
  const mine = await claimMessage(prisma, {
    id: row.id,
    of: row,
    seenAttempt: row.attempt,
    worker,
    at: by.at,
  });
  if (mine === null) return (await knownEnd(deps, by)) ? went : refuse('letter_code_busy');
  const dispatch: DispatchDeps = {
    ...deps,
    channels: { letter: letterChannel({ ...deps, code }) },
    clock: () => new Date(Math.max(Date.now(), by.at.getTime())),
  };
  // What the process must say when the machine stops here is found by whoever follows the letter.
  const result = await sendClaimed(dispatch, mine, {
    worker,
    urgency: 'code',
    senderAddress: await senderOfAction(prisma, action.id),
    ...(leaveBefore && { leaveBefore }),
    whenAccepted: async (end) => {
      const visit = { customerId: letter.customerId, actionId: action.id, now: by.at.getTime() };
      await prisma.$transaction((tx) => settleAccepted(tx, visit, end), { timeout: 30_000 });
    },
  });
  return outcomeOf(deps, { by, letter: typed.value, result, attempt: mine.attempt });
}

const went: Outcome<EnteredCode> = { ok: true, value: { state: 'handed_over' } };

interface Ended {
  by: ByPerson;
  letter: StoredLetter;
  result: DispatchResult;
  attempt: number;
}

async function outcomeOf(
  deps: ByCodeDeps,
  { by, letter, result, attempt }: Ended,
): Promise<Outcome<EnteredCode>> {
  const { prisma } = deps;
  const wake = () => wakeCaseOf(prisma, letter, `code/${attempt}/${by.at.getTime()}`);
  switch (result.outcome) {
    case 'sent': {
      await noteCodeTaken(prisma, by);
      const message = await messageOfLetter(prisma, letter.reference);
      if (message) await reportHandedOver(prisma, letter.id, message, by.at);
      await wake();
      return went;
    }
    case 'in_doubt':
      await wake();
      return { ok: true, value: { state: 'in_doubt' } };
    case 'retry':
      if (result.reason === 'code_wrong') {
        const left = codeLeft(letter);
        return left === 0 ? refuse('letter_code_expired') : refuse('letter_code_wrong', { triesLeft: left });
      }
      if (result.reason === 'code_expired') return refuse('letter_code_expired');
      if (result.reason === 'overtaken') return refuse('letter_code_busy');
      return refuse('letter_not_taken', { reason: result.reason, text: result.text ?? '' });
    case 'refused':
      await wake();
      return refuse('letter_not_taken', { reason: 'refused', text: result.text ?? '' });
    default:
      await wake();
      return refuse('no_longer_due', { gate: result.outcome === 'stale' ? result.reason : 'action_closed' });
  }
}

/** It went, or may have, by an earlier request. */
async function knownEnd(
  { prisma }: ByCodeDeps,
  { entityId, letterId }: ByPerson,
): Promise<EnteredCode | null> {
  const letter = await letterById(prisma, letterId);
  if (letter === null || letter.legalEntityId !== entityId) return null;
  const message = await messageOfLetter(prisma, letter.reference);
  if (message?.state === 'accepted' || message?.state === 'resolved_sent') return { state: 'handed_over' };
  return message?.state === 'in_doubt' || message?.state === 'gate_passed' ? { state: 'in_doubt' } : null;
}

interface Ready {
  letter: StoredLetter;
  action: StoredAction;
  row: OutboundRow;
  /** First instant at which it may not leave any more. */
  leaveBefore: Date | undefined;
}

/** As it would leave now; refuses what the case would not let go either. */
async function readyLetter({ prisma }: ByCodeDeps, by: ByPerson): Promise<Outcome<Ready>> {
  const letter = await letterById(prisma, by.letterId);
  if (letter === null || letter.legalEntityId !== by.entityId) return refuse('not_found');
  const message = await messageOfLetter(prisma, letter.reference);
  const row = message && (await outboundRow(prisma, message.id));
  const read = await readCase(prisma, letter.customerId, letter.actionId);
  const action = read?.asked;
  if (!row || !read || !action || letter.state !== 'awaiting_code')
    return refuse('letter_needs_no_code', { state: 'over' });
  if (!['frozen', 'retry_wait', 'claimed'].includes(row.state)) return refuse('letter_code_busy');
  const isTaken =
    row.state === 'claimed' && by.at.getTime() - (letter.codeTriedAt?.getTime() ?? 0) < attemptMs;
  if (isTaken) return refuse('letter_code_busy');
  const decided = decideOn(read, by.at.getTime());
  const gate = gateOf(decided, action);
  if (gate !== null) return refuse('no_longer_due', { gate });
  const leaveBefore = action.kind === 'scenario' ? windowEnd(decided) : undefined;
  return { ok: true, value: { letter, action, row, leaveBefore } };
}

/** So long an attempt may take, whatever happens to its process. */
const attemptMs = 3 * 60_000;

/** What holds it on today's facts; null: nothing. The minute of the day at which steps leave is no reason for a person. */
function gateOf(decided: Decided, action: StoredAction): string | null {
  if (action.kind === 'out_of_scenario') {
    const wanted = { channel: action.channel, itemIds: action.request?.itemIds ?? [] };
    return listingOutside(decided.input, wanted).gates[0]?.gate ?? null;
  }
  const { due, gates } = decided.decision;
  if (gates[0]) return gates[0].gate;
  return due && actionKeyOf(decided.position, due) === action.actionKey ? null : 'nothing_due';
}
