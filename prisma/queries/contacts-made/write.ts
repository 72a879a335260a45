/** Rows of contacts made outside the product. */
import type { IsoDate } from '../../../domain/model/common.ts';
import type { Channel } from '../../../domain/vocabulary/channels.ts';
import { type FactsTransaction, Prisma } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';
import type { FactWrite } from '../../statement.ts';

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

/** The contact of a step that was performed; recorded twice it counts once. */
export function countStepContactWrite(contact: {
  customerId: string;
  channel: Channel;
  actionId: string;
  on: IsoDate;
}): FactWrite {
  const { customerId, channel, actionId, on } = contact;
  return {
    as: 'contacted',
    facts: true,
    sql: Prisma.sql`
      INSERT INTO "CountedContact" ("id", "customerId", "on", "channel", "actionId", "createdAt")
      VALUES (gen_random_uuid(), ${customerId}::uuid, ${on}::date, ${channel}::"Channel", ${actionId}::uuid,
              (clock_timestamp() AT TIME ZONE 'UTC'))
      ON CONFLICT DO NOTHING`,
  };
}
