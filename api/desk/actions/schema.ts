import { z } from 'zod';
import { errorCodes } from '../../../domain/errors.ts';
import { templateLimits } from '../../../domain/template/tree.ts';
import { actionStates } from '../../../domain/vocabulary/actions.ts';
import { documentWire } from '../../document-wire.ts';
import { commandKey, instant, isoDate, uuid } from '../../wire.ts';

const reasonText = z.string().trim().min(1).max(1000);
const positionHash = z.string().regex(/^[A-Za-z0-9_+/=-]{8,128}$/);

export const confirmBody = z
  .object({
    key: commandKey,
    /** Hash of what was on the screen: a changed position refuses with `stale_confirmation`. */
    positionHash,
    /** "Edit and confirm": what is written over the template, for this message only. */
    edits: z
      .object({
        subject: z.string().min(1).max(templateLimits.subjectChars).optional(),
        body: documentWire.optional(),
        /** Which of the customer's contacts an electronic letter goes to. */
        contactId: uuid.optional(),
      })
      .strict()
      .optional(),
  })
  .strict()
  .meta({ id: 'ConfirmAction' });

export const postponeBody = z
  .object({
    key: commandKey,
    /** First day on which things go on. */
    until: isoDate,
    reason: reasonText.optional(),
  })
  .strict()
  .meta({ id: 'PostponeAction' });

export const skipBody = z.object({ key: commandKey, reason: reasonText }).strict().meta({ id: 'SkipAction' });

export const undoBody = z.object({ key: commandKey }).strict().meta({ id: 'UndoConfirmation' });

export const completeBody = z
  .object({ key: commandKey, note: z.string().trim().max(4000).optional() })
  .strict()
  .meta({ id: 'CompleteAction' });

export const commandAnswer = z
  .object({
    actionId: uuid.nullable(),
    state: z.enum(actionStates).nullable(),
    /** When it leaves, for a confirmed message. */
    sendAt: instant.nullable(),
    /** Until then it waits for second thoughts. */
    undoUntil: instant.nullable(),
  })
  .meta({ id: 'CommandAnswer' });

/** More than this many at once is sent in several requests, so that progress shows. */
export const largestBatch = 100;

export const batchBody = z
  .discriminatedUnion('command', [
    z
      .object({
        command: z.literal('confirm'),
        key: commandKey,
        actions: z
          .array(z.object({ id: uuid, positionHash }).strict())
          .min(1)
          .max(largestBatch),
        /** How many are confirmed together, in this and other requests: the more, the longer all of them wait. */
        of: z.number().int().min(1).max(10_000).optional(),
      })
      .strict(),
    z
      .object({
        command: z.literal('undo'),
        key: commandKey,
        actions: z
          .array(z.object({ id: uuid }).strict())
          .min(1)
          .max(largestBatch),
      })
      .strict(),
    z
      .object({
        command: z.literal('postpone'),
        key: commandKey,
        actions: z
          .array(z.object({ id: uuid }).strict())
          .min(1)
          .max(largestBatch),
        until: isoDate,
        reason: reasonText.optional(),
      })
      .strict(),
    z
      .object({
        command: z.literal('skip'),
        key: commandKey,
        actions: z
          .array(z.object({ id: uuid }).strict())
          .min(1)
          .max(largestBatch),
        reason: reasonText,
      })
      .strict(),
    z
      .object({
        command: z.literal('complete'),
        key: commandKey,
        actions: z
          .array(z.object({ id: uuid }).strict())
          .min(1)
          .max(largestBatch),
        note: z.string().trim().max(4000).optional(),
      })
      .strict(),
  ])
  .meta({ id: 'ActionBatch' });

export const batchAnswer = z
  .object({
    results: z.array(
      z.object({
        actionId: uuid,
        ok: z.boolean(),
        state: z.enum(actionStates).nullable(),
        sendAt: instant.nullable(),
        undoUntil: instant.nullable(),
        code: z.enum(errorCodes).nullable(),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
  })
  .meta({ id: 'ActionBatchAnswer' });

export const actionParams = z.object({ entityId: uuid, actionId: uuid });
