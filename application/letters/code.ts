/**
 * What is written down of the one-time code of a letter: that it was asked for, that somebody typed one, how often. The
 * code itself is written nowhere (ADR 33).
 */
import { refuse, type Outcome } from '../../domain/errors.ts';
import { secondsUntilCode, triesLeft, type CodeFacts } from '../../domain/letter/code.ts';
import { isOver } from '../../domain/letter/course.ts';
import { Prisma, type Db, type PrismaClient } from '../../prisma/client.ts';
import type { StoredLetter } from '../../prisma/queries/letters/read.ts';
import { addNote, changeLetter, lockLetter } from '../../prisma/queries/letters/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { askLetter } from '../outbox.ts';
import { changeFacts } from '../unit-of-work.ts';

export interface ByPerson {
  entityId: string;
  letterId: string;
  userId: string;
  at: Date;
}

/**
 * A code is about to be asked for; counted before, so that nobody is flooded whatever the provider answers. Refuses with
 * `not_found`, `letter_needs_no_code { state }`, `letter_code_limit { retryAfterSeconds }`.
 */
export async function noteCodeAsked(db: PrismaClient, by: ByPerson): Promise<Outcome<StoredLetter>> {
  const { letterId, at } = by;
  return inTransaction(db, async (tx): Promise<Outcome<StoredLetter>> => {
    const found = await waitingLetter(tx, by);
    if (!found.ok) return found;
    const letter = found.value;
    const retryAfterSeconds = secondsUntilCode(letter, at);
    if (retryAfterSeconds > 0) return refuse('letter_code_limit', { retryAfterSeconds });
    const codesAskedAt = [...letter.codesAskedAt, at];
    await changeLetter(tx, letterId, { codesAskedAt, codeTries: 0 });
    return { ok: true, value: { ...letter, codesAskedAt, codeTries: 0 } };
  });
}

/** The provider has sent it. */
export async function noteCodeSent(db: Db, { letterId, userId, at }: ByPerson): Promise<void> {
  await addNote(db, letterId, { ...ownReport('CODE_ASKED', at), userId });
}

/** The provider certainly sent none: it is not counted. */
export async function noteCodeNotSent(db: PrismaClient, { letterId, at }: ByPerson): Promise<void> {
  await inTransaction(db, async (tx) => {
    const letter = await lockLetter(tx, letterId);
    const codesAskedAt = (letter?.codesAskedAt ?? []).filter((one) => one.getTime() !== at.getTime());
    await changeLetter(tx, letterId, { codesAskedAt });
  });
}

/**
 * A code was typed: counted before it is shown to anybody, so that guesses at once are counted one by one. Whoever follows
 * the letter looks whether the attempt left something undone. Refuses with `not_found`, `letter_needs_no_code { state }`,
 * `letter_code_needed`, `letter_code_expired`.
 */
export async function noteCodeTyped(db: PrismaClient, by: ByPerson): Promise<Outcome<StoredLetter>> {
  const { letterId, at } = by;
  return inTransaction(db, async (tx): Promise<Outcome<StoredLetter>> => {
    const found = await waitingLetter(tx, by);
    if (!found.ok) return found;
    const letter = found.value;
    const left = triesLeft(letter);
    if (left === null) return refuse('letter_code_needed');
    if (left === 0) return refuse('letter_code_expired');
    const codeTries = letter.codeTries + 1;
    await changeLetter(tx, letterId, { codeTries, codeTriedAt: at });
    await askLetter(tx, letterId);
    return { ok: true, value: { ...letter, codeTries, codeTriedAt: at } };
  });
}

/** It went with the code of this person. */
export async function noteCodeTaken(db: Db, { letterId, userId, at }: ByPerson): Promise<void> {
  await addNote(db, letterId, { ...ownReport('CODE_ENTERED', at), userId });
}

/** The case looks at what an attempt with a code has left; nothing of the customer changed, and nothing is stopped. */
export async function wakeCaseOf(
  db: PrismaClient,
  { id, customerId }: Pick<StoredLetter, 'id' | 'customerId'>,
  key: string,
): Promise<void> {
  const customers = Prisma.sql`SELECT ${customerId}::uuid AS "id"`;
  const fact = { customers, reason: 'letter_event' as const, key: `letter/${id}/${key}`, onlyEvaluate: true };
  await inTransaction(db, (tx) =>
    changeFacts(tx, async () => ({ result: undefined, history: [], facts: [fact] })),
  );
}

/** What the person still has in hand of the code that was asked for last. */
export function codeLeft(letter: CodeFacts): number {
  return triesLeft(letter) ?? 0;
}

function ownReport(code: string, at: Date) {
  return { code, text: '', state: 'awaiting_code' as const, providerAt: at, seenAt: at };
}

async function waitingLetter(tx: Db, { entityId, letterId, at }: ByPerson): Promise<Outcome<StoredLetter>> {
  const letter = await lockLetter(tx, letterId);
  if (letter === null || letter.legalEntityId !== entityId) return refuse('not_found');
  if (letter.state === 'awaiting_code' && letter.recallUntil > at) return { ok: true, value: letter };
  const state = letter.state === 'awaiting_code' || isOver(letter.state) ? 'over' : 'gone';
  return refuse('letter_needs_no_code', { state });
}
