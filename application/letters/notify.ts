/** Who sent a letter by electronic way, and who read it, get its references by mail. */
import { isElectronic } from '../../domain/letter/course.ts';
import { isAnswer } from '../../domain/letter/tracked.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import type { StoredLetter } from '../../prisma/queries/letters/read.ts';
import { trackedLetter } from '../../prisma/queries/tracked-letters/read.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { askNotice } from '../outbox.ts';
import { readersOf } from '../replies/readers.ts';

/** To whom is in charge of the customer, once it was handed over. Repeatable. */
export async function notifySender(tx: Db, letter: StoredLetter): Promise<void> {
  const { id, kind, legalEntityId, customerId } = letter;
  if (!isElectronic(kind)) return;
  const { collectorId } = await tx.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { collectorId: true },
  });
  for (const { email, name, language } of await readersOf(tx, { legalEntityId, collectorId }))
    await askNotice(tx, {
      key: `letter/${id}/on-its-way/${email}`,
      kind: 'letter_on_its_way',
      ...{ legalEntityId, customerId, recipientEmail: email, recipientName: name, language },
      data: { letterId: id },
    });
}

/** To the reader of a letter that we carry, once it was signed for or refused and its evidence is there. Repeatable. */
export async function notifyReader(db: PrismaClient, letterId: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const letter = await trackedLetter(tx, letterId);
    if (letter === null || !isAnswer(letter.outcome)) return;
    const { legalEntityId, customerId, recipientEmail, recipientName, language } = letter;
    await askNotice(tx, {
      key: `letter/${letterId}/ended`,
      kind: 'letter_ended',
      ...{ legalEntityId, customerId, recipientEmail, recipientName, language },
      data: { letterId },
    });
  });
}
