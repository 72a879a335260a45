import { commandKey, instant, isoDate, minor, uuid } from '../../wire.ts';
import { usualTaskChannel } from '../../../domain/channels/traits.ts';
import { channels } from '../../../domain/vocabulary/channels.ts';
import { commentStates, disputeReasons } from '../../../domain/vocabulary/replies.ts';
import { z } from 'zod';

export const comment = z.string().trim().max(4000).optional();

const partOf = z.object({ itemId: uuid, amountMinor: minor.positive().optional() }).strict();

export const parts = z.array(partOf).min(1).max(1000);

const nextAction = z
  .object({
    on: isoDate,
    /** Without words: those of the status. */
    text: z.string().trim().max(1000).default(''),
    channel: z.enum(channels).default(usualTaskChannel),
  })
  .strict();

export const newQualification = z
  .object({
    key: commandKey,
    statusId: uuid,
    /** Without amount: all of the item. A reply without items can be given a status that needs none. */
    items: z.array(partOf).max(5000),
    /** The reply it comes from. */
    replyId: uuid.optional(),
    /** The state of the reply that was on the screen: another one means that a colleague was faster. */
    replyState: z.enum(['pending', 'validated', 'qualified']).default('pending'),
    /** The task it comes from. */
    followUpId: uuid.optional(),
    /** Whether it ends the reply and the task, or others follow. */
    completes: z.boolean(),
    /** For a promise. */
    promisedOn: isoDate.optional(),
    /** For a dispute. */
    reason: z.enum(disputeReasons).optional(),
    resolver: z.string().trim().max(200).optional(),
    deadlineOn: isoDate.optional(),
    /** For colleagues. */
    text: z.string().trim().max(4000).optional(),
    /** Absent: the one that the status brings; null: none. */
    nextAction: nextAction.nullable().optional(),
    /** For the customer, on the page and by mail. */
    answer: z.string().trim().min(1).max(4000).optional(),
    /** Items whose files go along with the answer. */
    documentItemIds: z.array(uuid).max(40).optional(),
  })
  .strict()
  .meta({ id: 'NewQualification' });

export type NewQualification = z.output<typeof newQualification>;

export const newQuickPromise = z
  .object({ key: commandKey, promisedOn: isoDate, text: z.string().trim().max(4000).optional() })
  .strict()
  .meta({ id: 'NewQuickPromise' });

export const undoBody = z.object({ key: commandKey }).strict().meta({ id: 'UndoQualification' });

export const qualificationAnswer = z
  .object({
    id: uuid,
    itemCount: z.number().int(),
    promiseId: uuid.nullable(),
    disputeId: uuid.nullable(),
    followUpId: uuid.nullable(),
    /** First day on which the items are chased again, where the status holds them. */
    heldUntil: isoDate.nullable(),
    /** Of the reply, afterwards. */
    replyState: z.enum(commentStates).nullable(),
    answerId: uuid.nullable(),
    /** Where the answer is mailed to; null: it only stands on the page, or there is none. */
    mailedTo: z.string().nullable(),
    /** Until then nothing leaves because of it, and it can be taken back; null: at once. */
    undoUntil: instant.nullable(),
  })
  .meta({ id: 'QualificationAnswer' });

export type QualificationAnswer = z.output<typeof qualificationAnswer>;
