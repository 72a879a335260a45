/** Rows of contacts made outside the product. */
import type { IsoDate } from '../../../domain/model/common.ts';
import type { Channel } from '../../../domain/vocabulary/channels.ts';
import type { FactsTransaction } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';

/** A contact made outside the product; it counts for gaps and caps. */
export async function countContact(
  tx: FactsTransaction,
  { customerId, on, channel }: { customerId: string; on: IsoDate; channel: Channel },
): Promise<string> {
  const { id } = await tx.countedContact.create({
    data: { customerId, on: fromIsoDate(on), channel },
    select: { id: true },
  });
  return id;
}

/** The contact of a step that was performed; told twice it counts once. */
export async function countStepContact(
  tx: FactsTransaction,
  contact: { customerId: string; channel: Channel; actionId: string; on: IsoDate },
): Promise<void> {
  await tx.countedContact.createMany({
    data: [{ ...contact, on: fromIsoDate(contact.on) }],
    skipDuplicates: true,
  });
}
