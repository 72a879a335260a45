import { z } from 'zod';
import { channels } from '../../../domain/vocabulary/channels.ts';
import {
  claimIntents,
  commentAudiences,
  commentSources,
  commentStates,
  disputeReasons,
  questionStates,
  replyStatuses,
} from '../../../domain/vocabulary/replies.ts';
import { authentications, filedByKinds, mailKinds, mailScans } from '../../../domain/vocabulary/mail.ts';
import { enclosureLimits } from '../../../domain/enclosures/choose.ts';
import { linkKinds } from '../../../domain/vocabulary/visitors.ts';
import { replySorts } from '../../../domain/vocabulary/pages.ts';
import {
  amounts,
  commandKey,
  instant,
  isoDate,
  minor,
  page,
  pageSize,
  pageWithTotals,
  person,
  searchText,
  several,
  uuid,
} from '../../wire.ts';
import { customerRef } from '../agenda/schema.ts';
import { item } from '../customers/item-schema.ts';
import { historyEvent } from '../customers/schema.ts';
import { collectorFilter } from '../follow-ups/schema.ts';
import { itemStatus } from '../item-statuses/schema.ts';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const replyRow = z
  .object({
    id: uuid,
    customer: customerRef,
    collector: person.nullable(),
    source: z.enum(commentSources),
    audience: z.enum(commentAudiences),
    state: z.enum(commentStates),
    /** What its author chose; null: only said something. */
    status: z.enum(replyStatuses).nullable(),
    promisedOn: isoDate.nullable(),
    disputeReason: z.enum(disputeReasons).nullable(),
    /** `paid`: the day of the payment and its reference at the bank, as the customer gave them. */
    paidOn: isoDate.nullable(),
    paymentReference: z.string().nullable(),
    /** The beginning of what was said. */
    excerpt: z.string(),
    language: z.string(),
    author: z.object({ name: z.string(), email: z.string().nullable() }),
    receivedAt: instant,
    handled: z.object({ at: instant, by: z.string().nullable() }).nullable(),
    integratedAt: instant.nullable(),
    itemCount: z.number().int(),
    /** The first three. */
    itemNumbers: z.array(z.string()),
    /** Those of `itemNumbers`: the first three by due date. */
    firstItems: z.array(z.object({ id: uuid, number: z.string(), instalment: z.number().int() })),
    /** What was promised or disputed, else what was open when it was said. */
    totals: amounts,
    fileCount: z.number().int(),
    answerCount: z.number().int(),
    questionSubject: z.string().nullable(),
    /** The mail as which it came; null: by a page. `copies`: with how many customers it stands. */
    mail: z
      .object({
        id: uuid,
        kind: z.enum(mailKinds),
        subject: z.string(),
        attachmentCount: z.number().int(),
        filedBy: z.enum(filedByKinds),
        authentication: z
          .enum(authentications)
          .nullable()
          .describe('Whether the domain of its sender vouches for it; null: that is not checked here.'),
        scan: z
          .enum(mailScans)
          .nullable()
          .describe('What the virus scanner said; null: none is connected, or it brings no files.'),
        isKnownSender: z.boolean().describe('Its writer is a contact of the customer.'),
        copies: z.number().int(),
      })
      .nullable(),
    /** What its words propose and nobody has decided on yet; `needsPerson`: they ask for more than a status. */
    proposals: z.object({
      open: z.number().int(),
      intents: z.array(z.enum(claimIntents)),
      needsPerson: z.boolean(),
    }),
  })
  .meta({ id: 'ReplyRow' });

const filters = {
  search: searchText,
  customer: searchText,
  item: searchText,
  customerId: uuid.optional(),
  collector: collectorFilter,
  status: several(z.enum([...replyStatuses, 'none'])),
  source: several(z.enum(commentSources)),
  hasItems: flag.optional(),
  hasFiles: flag.optional(),
  /** Days in the time zone of the legal entity, both included. */
  from: isoDate.optional(),
  until: isoDate.optional(),
};

const paging = {
  /** Pending ones where absent. */
  state: several(z.enum(commentStates)),
  sort: z.enum(replySorts).default('received'),
  order: z.enum(['asc', 'desc']).default('desc'),
  page,
  pageSize,
};

export const replyQuery = z.object({ ...filters, ...paging }).strict();
export const customerReplyQuery = z.object(paging).strict();
export const replyCountersQuery = z.object(filters).omit({ status: true }).strict();
export const replyPage = pageWithTotals(replyRow, 'ReplyPage', { totals: amounts });

export const replyCounters = z
  .object({
    /** All pending: red. */
    total: z.number().int(),
    /** Green. */
    promise: z.number().int(),
    /** Blue. */
    ongoing: z.number().int(),
    /** Yellow. */
    dispute: z.number().int(),
    /** Said to be paid already. */
    paid: z.number().int(),
    /** Said without choosing a status; part of the total. */
    none: z.number().int(),
    /** Follow-ups whose day has come, today or before. */
    tasks: z.number().int(),
    tasksOpen: z.number().int(),
    tasksLate: z.number().int(),
    /** Tasks about broken promises that nobody has dealt with. */
    brokenPromises: z.number().int(),
  })
  .meta({ id: 'ReplyCounters' });

export const replyMoves = ['qualify', 'validate', 'answer', 'delete', 'restore'] as const;

const nextAction = z.object({ on: isoDate, text: z.string(), channel: z.enum(channels) });

export const reply = z
  .object({
    ...replyRow.shape,
    text: z.string(),
    items: z.array(
      z.object({
        /** Open amount when it was said. */
        openThenMinor: minor,
        /** The part promised or disputed; null: the whole. */
        amountMinor: minor.nullable(),
        /** The item as it stands now. */
        item,
      }),
    ),
    files: z.array(
      z.object({ id: uuid, name: z.string(), contentType: z.string(), sizeBytes: z.number().int() }),
    ),
    answers: z.array(
      z.object({
        id: uuid,
        text: z.string(),
        at: instant,
        by: z.string().nullable(),
        /** When one that nobody wrote leaves, until when it can be stopped; null: a person answered. */
        selfSentAt: instant.nullable(),
      }),
    ),
    /** The message of ours that the mail answers. */
    answered: z.object({ messageId: uuid, subject: z.string(), sentAt: instant }).nullable(),
    /** The address that an answer would be mailed to. */
    answerTo: z.string().nullable(),
    link: z
      .object({
        id: uuid,
        kind: z.enum(linkKinds),
        recipientEmail: z.string().nullable(),
        recipientName: z.string(),
        createdAt: instant,
        expiresAt: instant,
        revokedAt: instant.nullable(),
      })
      .nullable(),
    /** The internal question that it answers. */
    question: z
      .object({
        id: uuid,
        subject: z.string(),
        text: z.string(),
        recipientEmail: z.string(),
        recipientName: z.string(),
        state: z.enum(questionStates),
        askedAt: instant,
        askedBy: z.string().nullable(),
        disputeId: uuid.nullable(),
      })
      .nullable(),
    /** What came of it already. */
    qualifications: z.array(
      z.object({
        id: uuid,
        status: itemStatus,
        text: z.string().nullable(),
        items: z.array(z.object({ itemId: uuid, amountMinor: minor.nullable() })),
        promisedOn: isoDate.nullable(),
        disputeReason: z.enum(disputeReasons).nullable(),
        followUpOn: isoDate.nullable(),
        at: instant,
        by: z.string().nullable(),
      }),
    ),
    /** Filled in from what its author chose. */
    proposal: z.object({
      statusId: uuid.nullable(),
      items: z.array(z.object({ itemId: uuid, amountMinor: minor.nullable() })),
      promisedOn: isoDate.nullable(),
      reason: z.enum(disputeReasons).nullable(),
      nextAction: nextAction.nullable(),
    }),
    /** The catalogue, each with the next action that it would bring. */
    statuses: z.array(itemStatus.extend({ nextAction: nextAction.nullable() }).meta({ id: 'OfferedStatus' })),
    /** Other pending replies of the customer, newest first. */
    others: z.array(replyRow),
    /** What happened to its items, newest first. */
    history: z.array(historyEvent),
    /** The day in the customer's time zone. */
    today: isoDate,
    moves: z.array(z.enum(replyMoves)),
  })
  .meta({ id: 'Reply' });

export const replyParams = z.object({ entityId: uuid, replyId: uuid });
export const replyFileParams = replyParams.extend({ fileId: uuid });

const answer = z.string().trim().min(1).max(4000);
/** Items whose files go along with the answer: to addresses on file only. */
const documentItemIds = z.array(uuid).max(enclosureLimits.documents).optional();

export const validateReply = z
  .object({
    key: commandKey,
    text: z.string().trim().max(4000).optional(),
    answer: answer.optional(),
    documentItemIds,
  })
  .strict()
  .meta({ id: 'ValidateReply' });

export const deleteReply = z
  .object({
    key: commandKey,
    /** The state that was on the screen: another one means that a colleague was faster. */
    state: z.enum(['pending', 'validated', 'qualified']).default('pending'),
    reason: z.string().trim().max(1000).optional(),
  })
  .strict()
  .meta({ id: 'DeleteReply' });

export const restoreReply = z.object({ key: commandKey }).strict().meta({ id: 'RestoreReply' });

export const stopAnswerBody = z.object({ key: commandKey }).strict().meta({ id: 'StopAnswer' });

export const undoValidationBody = z
  .object({
    key: commandKey,
    /** The answer that was given with it; null: none. */
    answerId: uuid.nullable().default(null),
  })
  .strict()
  .meta({ id: 'UndoValidation' });

export const answerReply = z
  .object({ key: commandKey, answer, documentItemIds })
  .strict()
  .meta({ id: 'AnswerReply' });

export const replyAnswer = z
  .object({
    state: z.enum(commentStates),
    answerId: uuid.nullable(),
    /** Where the answer is mailed to; null: it only stands on the page. */
    mailedTo: z.string().nullable(),
    /** Until then it can be taken back; null: at once. */
    undoUntil: instant.nullable(),
  })
  .meta({ id: 'ReplyAnswer' });
