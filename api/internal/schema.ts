/**
 * Requests and answers of the page of a colleague. Shapes of their own: nothing here is shared with the customer's
 * page, so that no field can slip over (I-5, B13).
 */
import { z } from 'zod';
import { currencyCode } from '../../domain/model/common.ts';
import {
  commentSources,
  disputeReasons,
  questionStates,
  replyStatuses,
} from '../../domain/vocabulary/replies.ts';
import { documentTypes, itemStates } from '../../domain/vocabulary/ledger.ts';
import { commandKey, instant, isoDate, minor, uuid } from '../wire.ts';

export const internalItem = z
  .object({
    id: uuid,
    type: z.enum(documentTypes),
    number: z.string(),
    instalment: z.number().int(),
    issuedOn: isoDate,
    dueOn: isoDate,
    originalMinor: minor,
    openMinor: minor,
    currency: currencyCode,
    purchaseOrder: z.string().nullable(),
    text: z.string().nullable(),
    state: z.enum(itemStates),
    /** Below one: not overdue. */
    daysOverdue: z.number().int(),
    promisedOn: isoDate.nullable(),
    /** What of it is promised; null: all of it, or nothing. */
    promisedPartMinor: minor.nullable(),
    disputeReason: z.enum(disputeReasons).nullable(),
    isHeld: z.boolean(),
    /** Ids in `comments`, the newest first. */
    comments: z.array(uuid),
  })
  .meta({ id: 'InternalItem' });

export const internalFile = z
  .object({ id: uuid, name: z.string(), contentType: z.string(), sizeBytes: z.number().int() })
  .meta({ id: 'InternalFile' });

export const internalComment = z
  .object({
    id: uuid,
    createdAt: instant,
    source: z.enum(commentSources),
    /** Said among colleagues; the customer never reads it. */
    internal: z.boolean(),
    authorName: z.string(),
    /** Said through the link of this visitor. */
    own: z.boolean(),
    status: z.enum(replyStatuses).nullable(),
    promisedOn: isoDate.nullable(),
    disputeReason: z.enum(disputeReasons).nullable(),
    /** As it was typed; shown as text, never as markup. */
    text: z.string(),
    items: z.array(
      z.object({
        id: uuid,
        number: z.string(),
        currency: currencyCode,
        /** Open amount when it was said. */
        openMinor: minor,
        /** The part promised or disputed; null: all of it. */
        amountMinor: minor.nullable(),
      }),
    ),
    files: z.array(internalFile),
    answers: z.array(z.object({ text: z.string(), authorName: z.string(), createdAt: instant })),
  })
  .meta({ id: 'InternalComment' });

export const internalPage = z
  .object({
    creditor: z.object({ name: z.string(), country: z.string() }),
    customer: z.object({ name: z.string(), number: z.string() }),
    collector: z.object({ name: z.string(), email: z.string(), phone: z.string().nullable() }).nullable(),
    visitor: z.object({ name: z.string(), email: z.string() }),
    language: z.string(),
    today: isoDate,
    /** Of the legal entity: in which times of day are shown. */
    timeZone: z.string(),
    question: z
      .object({
        subject: z.string(),
        text: z.string(),
        /** Null: a step of the scenario asks. */
        askedBy: z.string().nullable(),
        askedAt: instant,
        state: z.enum(questionStates),
      })
      .nullable(),
    items: z.array(internalItem),
    comments: z.array(internalComment),
    acts: z.object({
      /** The question is closed: nothing more can be answered. */
      mayAnswer: z.boolean(),
      maxTextLength: z.number().int(),
      maxFiles: z.number().int(),
      maxFileBytes: z.number().int(),
      /** For the `accept` attribute of the file field. */
      fileTypes: z.array(z.string()),
    }),
  })
  .meta({ id: 'InternalPage' });
export type InternalPage = z.infer<typeof internalPage>;

export const answerBody = z
  .object({
    /** Made by the page when it is drawn: the same form sent twice is one answer. */
    key: commandKey,
    text: z.string().default(''),
    /** Of the link; empty: all of them. */
    itemIds: z.array(uuid).max(5000).default([]),
    fileIds: z.array(uuid).max(200).default([]),
    authorName: z.string().max(1000).default(''),
  })
  .strict()
  .meta({ id: 'InternalAnswerForm' });

export const answerGiven = z.object({ commentId: uuid, createdAt: instant }).meta({ id: 'InternalAnswer' });
