/**
 * What a provider reports of a letter, and what its message came to, is written down once, in any order; and once it is
 * over, its case hears of it: signed, refused, unclaimed, back.
 */
import { isOver, isWithUs, neverLeft, stateAfter, wentWrong } from '../../domain/letter/course.ts';
import type { LetterBlock, LetterState } from '../../domain/vocabulary/letters.ts';
import type { Prisma } from '../../prisma/client.ts';
import { type Db, type PrismaClient } from '../../prisma/client.ts';
import type { NewHistoryEvent } from '../../prisma/queries/history/write.ts';
import type { StoredLetter } from '../../prisma/queries/letters/read.ts';
import {
  addLetterEvents,
  changeLetter,
  lockLetter,
  type LetterChange,
} from '../../prisma/queries/letters/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { changeFacts } from '../unit-of-work.ts';
import { notifySender } from './notify.ts';
import { markUnreached, proposeOtherWay } from './other-way.ts';

export interface LetterReport {
  code: string;
  text: string;
  state: LetterState | null;
  /** ISO instant of the provider. */
  at: string | null;
}

export interface Reported {
  reports: LetterReport[];
  block?: LetterBlock | null;
  trackingNumber?: string | null;
  cost?: { minor: number; currency: string } | null;
  pdfSha256?: string | null;
  submittedAt?: Date;
  failure?: Prisma.InputJsonObject;
}

/** Answers where that leaves it. Repeatable. */
export async function reportLetter(
  db: PrismaClient,
  letterId: string,
  reported: Reported,
  at: Date,
): Promise<LetterState> {
  return inTransaction(db, async (tx) => {
    const letter = await lockLetter(tx, letterId);
    if (letter === null) throw new Error(`no letter ${letterId}`);
    // A person posted it while whoever followed it was looking: what the provider or its message came to is not its course.
    if (letter.provider === 'manual') return letter.state;
    const { reports } = reported;
    await addLetterEvents(
      tx,
      letterId,
      reports.map(({ at: providerAt, ...report }) => ({
        ...report,
        providerAt: providerAt === null ? null : new Date(providerAt),
        seenAt: at,
      })),
    );
    const state = stateAfter(letter.state, reports);
    await changeLetter(tx, letterId, { ...changeOf(letter, reported, state), lastAskedAt: at });
    if (state !== letter.state) await recordState(tx, letter, { state, reports, at });
    return state;
  });
}

function changeOf(letter: StoredLetter, reported: Reported, state: LetterState): LetterChange {
  const { reports, block, trackingNumber, cost, pdfSha256, submittedAt, failure } = reported;
  const unknown = reports.findLast((report) => report.state === null);
  const ended = isOver(state) && letter.endedAt === null;
  return {
    state,
    ...(block === undefined ? {} : { block: isOver(state) ? null : block }),
    ...(trackingNumber ? { trackingNumber } : {}),
    ...(cost ? { costMinor: cost.minor, currency: cost.currency } : {}),
    ...(pdfSha256 ? { pdfSha256 } : {}),
    ...(submittedAt && letter.submittedAt === null ? { submittedAt } : {}),
    ...(failure ? { failure } : {}),
    ...(unknown ? { unknownCode: unknown.code } : {}),
    ...(ended ? { endedAt: lastTime(reports) ?? submittedAt ?? new Date(letter.createdAt) } : {}),
  };
}

function lastTime(reports: readonly LetterReport[]): Date | null {
  const times = reports.flatMap(({ at }) => (at === null ? [] : [Date.parse(at)]));
  return times.length === 0 ? null : new Date(Math.max(...times));
}

interface NewState {
  state: LetterState;
  reports: readonly LetterReport[];
  at: Date;
  /** Its provider where absent. */
  actor?: NewHistoryEvent['actor'];
  /** Each state of a letter once where absent. */
  key?: string;
}

/** Each state once in history; an end wakes the case. */
export async function recordState(
  tx: Db,
  letter: StoredLetter,
  { state, reports, at, actor = { kind: 'system' }, key }: NewState,
): Promise<void> {
  const { id, legalEntityId, customerId, actionId, kind, provider } = letter;
  const decisive = reports.findLast((report) => report.state === state);
  const event: NewHistoryEvent = {
    legalEntityId,
    customerId,
    kind: 'letter_reported',
    at,
    actor,
    key: key ?? `letter/${id}/${state}/${letter.recallUntil.getTime()}`,
    data: {
      letterId: id,
      actionId,
      letterKind: kind,
      provider,
      state,
      before: letter.state,
      ...(decisive ? { code: decisive.code, text: decisive.text } : {}),
      ...(decisive?.at ? { providerAt: decisive.at } : {}),
    },
  };
  if (isWithUs(letter.state) && !neverLeft(state)) await notifySender(tx, letter);
  await changeFacts(tx, async (facts) => {
    if (!isOver(state)) return { result: undefined, history: [event], facts: [] };
    await changeLetter(tx, id, { reportedState: state });
    await markUnreached(facts, { letter, state, at });
    const proposed = wentWrong(state) ? await proposeOtherWay(facts, { letter, state, at }) : [];
    return {
      result: undefined,
      history: [event, ...proposed],
      facts: [{ customerId, reason: 'letter_event', key: key ?? `letter/${id}/${state}` }],
    };
  });
}
