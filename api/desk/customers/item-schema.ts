import { z } from 'zod';
import {
  commentAudiences,
  commentSources,
  commentStates,
  disputeReasons,
  replyStatuses,
  statusKinds,
} from '../../../domain/vocabulary/replies.ts';
import { documentTypes, itemStates } from '../../../domain/vocabulary/ledger.ts';
import { onlinePaymentMethods, onlinePaymentStates } from '../../../domain/vocabulary/payments.ts';
import { instant, isoDate, minor, uuid } from '../../wire.ts';

/** What stands in the way of asking for a line, or `open`; `partly_disputed`: the rest is asked for. */
export const itemStatuses = [
  'open',
  'paying',
  'promised',
  'disputed',
  'partly_disputed',
  'held',
  'cleared',
] as const;

/** What was said about an item: shown on hovering or focusing its icon. */
export const itemReply = z
  .object({
    id: uuid,
    source: z.enum(commentSources),
    audience: z.enum(commentAudiences),
    /** `pending`: nobody has handled it yet. */
    state: z.enum(commentStates),
    status: z.enum(replyStatuses).nullable(),
    promisedOn: isoDate.nullable(),
    text: z.string(),
    authorName: z.string(),
    createdAt: instant,
    files: z.array(z.object({ id: uuid, name: z.string() })),
    answers: z.array(z.object({ text: z.string(), at: instant })),
  })
  .meta({ id: 'ItemReply' });

/** The status of the catalogue that a person gave the item and that still holds. */
export const itemQualification = z
  .object({
    id: uuid,
    status: z
      .object({ id: uuid, key: z.string(), name: z.string(), kind: z.enum(statusKinds) })
      .meta({ id: 'StatusRef' }),
    text: z.string().nullable(),
    amountMinor: minor.nullable(),
    replyId: uuid.nullable(),
    at: instant,
    by: z.string().nullable(),
    /** First day on which it is chased again, where the status holds it. */
    heldUntil: isoDate.nullable(),
    followUpOn: isoDate.nullable(),
  })
  .meta({ id: 'ItemQualification' });

export const item = z
  .object({
    id: uuid,
    type: z.enum(documentTypes),
    number: z.string(),
    instalment: z.number().int(),
    issuedOn: isoDate,
    dueOn: isoDate,
    originalMinor: minor,
    openMinor: minor,
    currency: z.string(),
    purchaseOrder: z.string().nullable(),
    /** Of a credit: number of the document that it goes with. */
    refersTo: z.string().nullable(),
    text: z.string().nullable(),
    pdfUrl: z.string().nullable(),
    /** A stored document is there to be read. */
    hasDocument: z.boolean(),
    state: z.enum(itemStates),
    clearedOn: isoDate.nullable(),
    /** Negative before the due date. */
    daysOverdue: z.number().int(),
    /** Position of the highest step the line has had; 0: none. */
    rank: z.number().int(),
    status: z.enum(itemStatuses),
    /** Of several parts the last day and what they come to; `amountMinor` null: all that is open. */
    promise: z.object({ id: uuid, promisedOn: isoDate, amountMinor: minor.nullable() }).nullable(),
    dispute: z.object({ id: uuid, reason: z.enum(disputeReasons), amountMinor: minor.nullable() }).nullable(),
    hold: z.object({ id: uuid, until: isoDate.nullable(), reason: z.string() }).nullable(),
    /** Started by the customer on the page and not counted as money yet: nobody is asked for the item meanwhile. */
    payment: z
      .object({
        id: uuid,
        state: z.enum(onlinePaymentStates),
        method: z.enum(onlinePaymentMethods).nullable(),
        /** Of this item. */
        amountMinor: minor,
        startedAt: instant,
      })
      .nullable(),
    qualification: itemQualification.nullable(),
    /** Newest first; internal ones too, deleted ones never. */
    replies: z.array(itemReply),
  })
  .meta({ id: 'Item' });
