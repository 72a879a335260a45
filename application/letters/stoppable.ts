/** Letters that may have become pointless on their way to be printed. */
import { stoppableLettersOf } from '../../prisma/queries/letters/read.ts';
import type { Db } from '../../prisma/client.ts';
import { askLetter } from '../outbox.ts';

/** The facts of their customer have changed: whoever follows them looks whether they are to be stopped. */
export async function askStoppableLetters(tx: Db, customerId: string): Promise<void> {
  for (const { id } of await stoppableLettersOf(tx, customerId)) await askLetter(tx, id);
}
