import { z } from 'zod';
import { documentTypes, paymentKinds } from '../../../domain/vocabulary/ledger.ts';
import { isoDate, minor, page, pageSize, uuid } from '../../wire.ts';
import { customerRef } from '../agenda/schema.ts';
import { item } from '../customers/item-schema.ts';
import { dispute, hold, promise } from '../customers/schema.ts';

export const itemParams = z.object({ entityId: uuid, itemId: uuid });
export const itemMessagesQuery = z.object({ page, pageSize }).strict();

/** An item with all that stands on it, whether it still holds or not; what was said about it is not cut. */
export const itemFile = z
  .object({
    item,
    customer: customerRef,
    /** The day in the customer's time zone. */
    today: isoDate,
    /** Name of the highest step of today's scenario that it has had. */
    stepName: z.string().nullable(),
    /** Newest first, with all their items. */
    promises: z.array(promise),
    disputes: z.array(dispute),
    holds: z.array(hold),
    /** Open tasks about it. */
    tasks: z.array(z.object({ id: uuid, text: z.string(), dueOn: isoDate, ofBrokenPromise: z.boolean() })),
    payments: z.array(
      z
        .object({
          id: uuid,
          kind: z.enum(paymentKinds),
          reference: z.string().nullable(),
          receivedOn: isoDate,
          /** What of it went to this item. */
          amountMinor: minor,
          currency: z.string(),
        })
        .meta({ id: 'ItemPayment' }),
    ),
    /** The other instalments of the document, what it goes with, and what goes with it. */
    related: z.array(
      z
        .object({
          id: uuid,
          type: z.enum(documentTypes),
          number: z.string(),
          instalment: z.number().int(),
          dueOn: isoDate,
          openMinor: minor,
          currency: z.string(),
        })
        .meta({ id: 'RelatedItem' }),
    ),
  })
  .meta({ id: 'ItemFile' });
