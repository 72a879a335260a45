/**
 * Letters that people print, post and follow themselves: written down when the action is completed, so that history, chips
 * and proofs are the same as of letters that a provider carries. What becomes of one is noted by a person, and the last
 * note holds: whoever was wrong notes it again.
 */
import { createHash, randomUUID } from 'node:crypto';
import { instantOf, localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { RefusedError } from '../../domain/errors.ts';
import { isElectronic, notedStates } from '../../domain/letter/course.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { LetterKind, LetterProofType, LetterState } from '../../domain/vocabulary/letters.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import {
  addNote,
  changeLetter,
  keepProof,
  lockLetter,
  putPosted,
} from '../../prisma/queries/letters/write.ts';
import type { StoredLetter } from '../../prisma/queries/letters/read.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { recordState } from './report.ts';

interface PostedLetters {
  legalEntityId: string;
  customerId: string;
  actionId: string;
  kind: LetterKind;
  /** Of the messages that were printed. */
  messageIds: readonly string[];
  userId: string;
  at: Date;
}

/** Within the completion of the action. An electronic letter cannot be posted: it is completed without a letter of ours. */
export async function writeDownPosted(tx: Db, posted: PostedLetters): Promise<void> {
  if (isElectronic(posted.kind)) return;
  const { messageIds, userId, at, ...fields } = posted;
  for (const messageId of messageIds) {
    const id = await putPosted(tx, { ...fields, id: randomUUID(), messageId, at });
    if (id === null) continue;
    await addNote(tx, id, {
      code: 'POSTED',
      text: '',
      state: 'dispatched',
      providerAt: at,
      seenAt: at,
      userId,
    });
  }
}

export interface LetterNote {
  entityId: string;
  letterId: string;
  state: LetterState;
  /** The day on which it was so. */
  on: IsoDate;
  trackingNumber?: string | undefined;
  text?: string | undefined;
  userId: string;
  at: Date;
}

/**
 * @throws RefusedError `not_found`; `letter_not_by_hand`: its provider tells where it is; `validation_failed` for a state
 * that letters of its kind do not have, or a day to come
 */
export async function noteLetter(db: PrismaClient, note: LetterNote): Promise<void> {
  const { letterId, state, on, trackingNumber, text = '', userId, at } = note;
  await inTransaction(db, async (tx) => {
    const letter = await letterByHand(tx, note);
    const { timeZone } = await tx.legalEntity.findUniqueOrThrow({
      where: { id: letter.legalEntityId },
      select: { timeZone: true },
    });
    if (!notedStates(letter.kind).includes(state))
      throw new RefusedError('validation_failed', { field: 'state' });
    if (on > localDayAndMinute(at.getTime(), timeZone).day)
      throw new RefusedError('validation_failed', { field: 'on' });
    const providerAt = new Date(instantOf(on, 12 * 60, timeZone));
    const isPosting = state === 'dispatched';
    await addNote(tx, letterId, { code: 'NOTED', text, state, providerAt, seenAt: at, userId });
    await changeLetter(tx, letterId, {
      state,
      endedAt: isPosting ? null : providerAt,
      ...(isPosting ? { submittedAt: providerAt } : {}),
      ...(trackingNumber ? { trackingNumber } : {}),
    });
    if (state === letter.state) return;
    const reports = [{ code: 'NOTED', text, state, at: providerAt.toISOString() }];
    const actor = { kind: 'user' as const, id: userId };
    await recordState(tx, letter, {
      state,
      reports,
      at,
      actor,
      key: `letter/${letterId}/note/${randomUUID()}`,
    });
  });
}

export interface LetterScan {
  entityId: string;
  letterId: string;
  type: LetterProofType;
  bytes: Uint8Array;
  contentType: string;
  userId: string;
  at: Date;
}

/** Kept as it is, hashed; a second time it is the same proof. Refuses as `noteLetter`. */
export async function keepScan(db: PrismaClient, scan: LetterScan): Promise<void> {
  const { letterId, type, bytes, contentType, userId, at } = scan;
  await inTransaction(db, async (tx) => {
    await letterByHand(tx, scan);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await keepProof(tx, letterId, {
      ...{ type, providerId: sha256, providerAt: null, contentType, bytes, sha256, fetchedAt: at, userId },
    });
  });
}

async function letterByHand(
  tx: Db,
  { entityId, letterId }: { entityId: string; letterId: string },
): Promise<StoredLetter> {
  const letter = await lockLetter(tx, letterId);
  if (letter === null || letter.legalEntityId !== entityId) throw new RefusedError('not_found');
  if (letter.provider !== 'manual') throw new RefusedError('letter_not_by_hand');
  return letter;
}
