/**
 * What happens to a tracked electronic letter is written down once, in the order in which it happened, each event with
 * the hash of the one before. Who follows the letter is told in the same transaction, by its id.
 */
import { createHash } from 'node:crypto';
import { RefusedError } from '../../domain/errors.ts';
import { chainedText, claimUntil, endsTracked, standingOf } from '../../domain/letter/tracked.ts';
import type { TrackedLetterEventCode } from '../../domain/vocabulary/letters.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import {
  trackedEvents,
  trackedLetter,
  type StoredTracked,
} from '../../prisma/queries/tracked-letters/read.ts';
import {
  addTrackedEvent,
  endTracked,
  lockTracked,
  submitDraft,
} from '../../prisma/queries/tracked-letters/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { askLetter, askNotice } from '../outbox.ts';

/** Who did it, as far as a request tells; the system has none of it. */
export interface TrackedActor {
  email: string;
  name: string;
  ip: string;
  userAgent: string;
}

export interface TrackedEvent {
  code: TrackedLetterEventCode;
  at: Date;
  actor?: TrackedActor;
  /** Why it was refused. */
  reason?: string;
}

const mostAgentChars = 300;

/** Key of the message that carries the link to the reader. */
export function linkNoticeKey(letterId: string): string {
  return `letter/${letterId}/to-sign`;
}

function letterOfLinkNotice(key: string): string | null {
  return /^letter\/([0-9a-f-]{36})\/to-sign$/.exec(key)?.[1] ?? null;
}

/**
 * The one step after which it can be read: from now on its time runs. Asks for the message with the link in the same
 * transaction. Repeatable; answers false where it was submitted before.
 */
export async function submitTracked(db: PrismaClient, letterId: string, at: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const isFirst = await submitDraft(tx, letterId, { submittedAt: at, claimUntil: claimUntil(at) });
    if (!isFirst) return false;
    await writeEvent(tx, letterId, { code: 'DEPOSITED', at });
    const { legalEntityId, customerId, recipientEmail, recipientName, language } = (await trackedLetter(
      tx,
      letterId,
    ))!;
    await askNotice(tx, {
      key: linkNoticeKey(letterId),
      kind: 'letter_to_sign',
      ...{ legalEntityId, customerId, recipientEmail, recipientName, language },
      data: { letterId },
    });
    return true;
  });
}

/** What nobody decides: it reached the mail server, was turned away there, or its time is over. Each once. */
export async function noteTracked(db: PrismaClient, letterId: string, event: TrackedEvent): Promise<void> {
  await inTransaction(db, (tx) => noteWithin(tx, letterId, event));
}

async function noteWithin(tx: Db, letterId: string, event: TrackedEvent): Promise<boolean> {
  await lockTracked(tx, letterId);
  const letter = await trackedLetter(tx, letterId);
  if (letter === null || letter.submittedAt === null || letter.outcome !== null) return false;
  await writeEvent(tx, letterId, event);
  return true;
}

/**
 * The mail with the link came back: nobody can read the letter, and who follows it hears of it. Not where a reader has
 * shown its code already, who has the mail. Answers whether that ended it.
 *
 * @param noticeKey of the message that came back
 */
export async function linkCameBack(
  tx: Db,
  { noticeKey, status, at }: { noticeKey: string; status: string | null; at: Date },
): Promise<boolean> {
  const letterId = letterOfLinkNotice(noticeKey);
  if (letterId === null) return false;
  const events = await trackedEvents(tx, letterId);
  if (events.some(({ code }) => code === 'IDENTIFIED')) return false;
  const event = { code: 'NOT_NOTIFIED', at, reason: status ?? '' } as const;
  if (!(await noteWithin(tx, letterId, event))) return false;
  await askLetter(tx, letterId);
  return true;
}

/** The reader has shown a code of this letter: from now on it can be read in this browser. */
export async function identifyReader(
  db: PrismaClient,
  { letterId, actor, at }: { letterId: string; actor: TrackedActor; at: Date },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const letter = await openLetter(tx, letterId);
    if (standingOf(letter, at) !== 'open') return;
    await writeEvent(tx, letterId, { code: 'IDENTIFIED', at, actor });
    await askLetter(tx, letterId);
  });
}

export interface TrackedAnswer {
  letterId: string;
  decision: 'sign' | 'refuse';
  reason: string;
  actor: TrackedActor;
  at: Date;
}

/**
 * Signs for it or refuses it, once and for good. The same decision again changes nothing.
 *
 * @throws RefusedError `code_required` before a code of this letter was shown, `letter_answered` after another decision,
 *   `letter_closed` when nobody can decide any more
 */
export async function answerTracked(
  db: PrismaClient,
  { letterId, decision, reason, actor, at }: TrackedAnswer,
): Promise<void> {
  const code = decision === 'sign' ? 'SIGNED' : 'DECLINED';
  await inTransaction(db, async (tx) => {
    const letter = await openLetter(tx, letterId);
    if (letter.outcome === code) return;
    const standing = standingOf(letter, at);
    if (standing === 'answered') throw new RefusedError('letter_answered');
    if (standing !== 'open') throw new RefusedError('letter_closed');
    const events = await trackedEvents(tx, letterId);
    if (!events.some((event) => event.code === 'IDENTIFIED')) throw new RefusedError('code_required');
    await writeEvent(tx, letterId, { code, at, actor, reason });
    await askLetter(tx, letterId);
  });
}

/** @throws RefusedError `link_unknown` */
async function openLetter(tx: Db, letterId: string): Promise<StoredTracked> {
  await lockTracked(tx, letterId);
  const letter = await trackedLetter(tx, letterId);
  if (letter === null) throw new RefusedError('link_unknown');
  return letter;
}

/** Each kind once: what comes again changes nothing. */
async function writeEvent(
  tx: Db,
  letterId: string,
  { code, at, actor, reason = '' }: TrackedEvent,
): Promise<void> {
  // One after the other: a transaction has one connection.
  const letter = await trackedLetter(tx, letterId);
  const before = await trackedEvents(tx, letterId);
  if (letter === null || before.some((event) => event.code === code)) return;
  const last = before.at(-1);
  const event = {
    sequence: before.length + 1,
    code,
    email: actor?.email ?? null,
    name: actor?.name ?? '',
    ip: actor?.ip ?? null,
    userAgent: (actor?.userAgent ?? '').slice(0, mostAgentChars),
    reason,
    pdfSha256: letter.sealedSha256,
  };
  const text = chainedText(last?.hash ?? '', { ...event, at: at.toISOString() });
  await addTrackedEvent(tx, letterId, {
    ...event,
    at,
    hash: createHash('sha256').update(text).digest('hex'),
  });
  if (endsTracked(code)) await endTracked(tx, letterId, { outcome: code, at });
}
