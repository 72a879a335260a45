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
  const { id, kind } = letter;
  if (!isElectronic(kind)) return;
  await toWhoeverIsInCharge(tx, letter, (email) => ({
    key: `letter/${id}/on-its-way/${email}`,
    kind: 'letter_on_its_way',
    data: { letterId: id },
  }));
}

/** To the same, that a letter waits for their code; once for each time that it begins to wait. */
export async function notifyOfCode(
  tx: Db,
  { id, legalEntityId, customerId }: Pick<StoredLetter, 'id' | 'legalEntityId' | 'customerId'>,
  until: Date,
): Promise<void> {
  await toWhoeverIsInCharge(tx, { legalEntityId, customerId }, (email) => ({
    key: `letter/${id}/needs-code/${until.getTime()}/${email}`,
    kind: 'letter_needs_code',
    data: { letterId: id },
  }));
}

async function toWhoeverIsInCharge(
  tx: Db,
  { legalEntityId, customerId }: Pick<StoredLetter, 'legalEntityId' | 'customerId'>,
  noticeTo: (email: string) => {
    key: string;
    kind: 'letter_on_its_way' | 'letter_needs_code';
    data: { letterId: string };
  },
): Promise<void> {
  const { collectorId } = await tx.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { collectorId: true },
  });
  for (const { email, name, language } of await readersOf(tx, { legalEntityId, collectorId })) {
    const to = { recipientEmail: email, recipientName: name, language };
    await askNotice(tx, { ...noticeTo(email), ...to, legalEntityId, customerId });
  }
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
