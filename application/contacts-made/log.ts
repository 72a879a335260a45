/** A call, a visit or a letter made outside the product: it counts for gaps and caps. */
import { addDays } from '../../domain/calendar/iso-date.ts';
import { RefusedError } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import { countContact } from '../../prisma/queries/contacts-made/write.ts';
import type { ActResult, FactScope } from '../act.ts';

/** How far back a contact may be entered. */
const oldestContactDays = 90;

/** @throws RefusedError `date_too_far`, `date_in_past` */
export async function logContact(
  { tx, customerId, today }: FactScope,
  { channel, note, on }: { channel: Channel; note: string; on: IsoDate },
): Promise<ActResult<{ id: string }>> {
  if (on > today) throw new RefusedError('date_too_far', { maxDays: 0 });
  const earliest = addDays(today, -oldestContactDays);
  if (on < earliest) throw new RefusedError('date_in_past', { earliest });
  const id = await countContact(tx, { customerId, on, channel });
  return {
    answer: { id },
    events: { key: `contact/${id}`, kind: 'contact_logged', data: { channel, on, note } },
  };
}
