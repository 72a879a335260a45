/**
 * A letter that was handed over and can still be stopped there: asked for once, by a person, or because nothing that it
 * asks for is left to ask for. Whoever follows the letter asks the provider, and writes down what it said.
 */
import { listingOutside } from '../../domain/dunning/out-of-scenario.ts';
import { RefusedError } from '../../domain/errors.ts';
import { mayBeStopped } from '../../domain/letter/course.ts';
import type { GateKind } from '../../domain/vocabulary/cases.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { readCase } from '../../prisma/queries/cases/read.ts';
import type { StoredLetter } from '../../prisma/queries/letters/read.ts';
import { addLetterEvents, addNote, changeLetter, lockLetter } from '../../prisma/queries/letters/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { decideOn } from '../case/decide.ts';
import { askLetter } from '../outbox.ts';

/** What makes a letter pointless that is on its way to be printed; whatever only rests does not. */
const pointless: GateKind[] = ['nothing_due', 'all_promised', 'all_disputed', 'payment_in_progress'];

/** @throws RefusedError `not_found`, `letter_stop_too_late` */
export async function askToStop(
  db: PrismaClient,
  by: { entityId: string; letterId: string; userId: string; at: Date },
): Promise<void> {
  const { entityId, letterId, userId, at } = by;
  await inTransaction(db, async (tx) => {
    const letter = await lockLetter(tx, letterId);
    if (letter === null || letter.legalEntityId !== entityId) throw new RefusedError('not_found');
    // Asked for twice is asked for.
    if (letter.stop === 'asked') return;
    if (!mayBeStopped(letter)) throw new RefusedError('letter_stop_too_late');
    await changeLetter(tx, letterId, { stop: 'asked' });
    await addNote(tx, letterId, { ...said('STOP_ASKED', at), userId });
    await askLetter(tx, letterId);
  });
}

/** Why nothing that the letter asks for is left to ask for; null: something is. Reads only. */
export async function pointlessNow(
  db: PrismaClient,
  { customerId, actionId }: StoredLetter,
  at: Date,
): Promise<GateKind | null> {
  const read = await readCase(db, customerId, actionId);
  if (!read?.asked) return null;
  const { channel, content } = read.asked;
  const itemIds = content.lines.map(({ id }) => id);
  if (itemIds.length === 0) return null;
  const { gates } = listingOutside(decideOn(read, at.getTime()).input, { channel, itemIds });
  return gates.map(({ gate }) => gate).find((gate) => pointless.includes(gate)) ?? null;
}

/** The facts ask for it; repeatable. */
export async function noteStopByFacts(
  db: PrismaClient,
  letterId: string,
  { gate, at }: { gate: GateKind; at: Date },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const letter = await lockLetter(tx, letterId);
    if (letter === null || !mayBeStopped(letter)) return;
    await changeLetter(tx, letterId, { stop: 'asked' });
    await addLetterEvents(tx, letterId, [{ ...said('STOP_BY_FACTS', at), text: gate }]);
  });
}

/** What the provider said to it, once: whether it was stopped is said by its own reports. */
export async function noteStopAnswer(
  db: PrismaClient,
  letterId: string,
  { answer, at }: { answer: 'cancelled' | 'too_late'; at: Date },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const letter = await lockLetter(tx, letterId);
    if (letter?.stop !== 'asked') return;
    await changeLetter(tx, letterId, { stop: answer });
    const code = answer === 'cancelled' ? 'STOP_TAKEN' : 'STOP_TOO_LATE';
    await addLetterEvents(tx, letterId, [said(code, at)]);
  });
}

function said(code: string, at: Date) {
  return { code, text: '', state: 'submitted' as const, providerAt: at, seenAt: at };
}
