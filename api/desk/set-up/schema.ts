import { z } from 'zod';
import { outboundStates } from '../../../domain/vocabulary/messages.ts';
import { previewRemarks, setUpStates, setUpSteps } from '../../../domain/vocabulary/settings.ts';
import { commandKey, instant, isoDate, uuid } from '../../wire.ts';
import { actionPreview } from '../actions/file-schema.ts';

const testMail = z
  .object({
    id: uuid,
    to: z.string(),
    askedAt: instant,
    /** Null: it is about to be made. */
    state: z.enum(outboundStates).nullable(),
    /** What the mail server said last, or why it could not be asked. */
    said: z.string().nullable(),
    code: z.number().int().nullable(),
    /** When it is tried again, where it could not be handed over. */
    retryAt: instant.nullable(),
  })
  .meta({ id: 'TestMail' });

export const newestTest = z.object({ testMail: testMail.nullable() });

export const setUp = z
  .object({
    steps: z.array(z.object({ step: z.enum(setUpSteps), state: z.enum(setUpStates) })),
    /** False while the company is being set up and nothing leaves. */
    isOn: z.boolean(),
    switchedOnAt: instant.nullable(),
    customers: z.number().int(),
    openItems: z.number().int(),
    ledgerAsOf: isoDate.nullable(),
    colleagues: z.number().int(),
    scenario: z.object({ id: uuid, name: z.string() }).nullable(),
    pages: z.object({
      /** Customers whom no rule names get their page. */
      byDefault: z.boolean(),
      /** Who answers for them; null: the sender of the company signs. */
      defaultCollector: z.string().nullable(),
      withPage: z.number().int(),
      withoutCollector: z.number().int(),
    }),
    previewSeenAt: instant.nullable(),
    testMail: testMail.nullable(),
  })
  .meta({ id: 'SetUp' });

export const testMailBody = z
  .object({
    key: commandKey,
    /** Absent: one's own address. */
    to: z.string().max(320).optional(),
  })
  .strict()
  .meta({ id: 'AskTestMail' });

/** What would be written first, with the pause thought away. */
export const firstPreview = z
  .object({
    customer: z.object({ id: uuid, number: z.string(), name: z.string() }),
    stepName: z.string(),
    /** What its reader lacks to answer. */
    remarks: z.array(z.enum(previewRemarks)),
    message: actionPreview.omit({ stops: true, positionHash: true, editable: true }),
  })
  .meta({ id: 'FirstPreview' });
