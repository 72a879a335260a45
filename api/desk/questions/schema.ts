import { z } from 'zod';
import { deliveryStates } from '../../../domain/vocabulary/messages.ts';
import { questionStates } from '../../../domain/vocabulary/replies.ts';
import { commandKey, instant, page, pageOf, pageSize, person, several, uuid } from '../../wire.ts';

export const newQuestion = z
  .object({
    /** Made by the form once: sent twice, it asks once. */
    key: commandKey,
    recipientEmail: z.string().trim().min(1).max(254),
    recipientName: z.string().trim().max(120).default(''),
    subject: z.string().trim().min(1).max(200),
    text: z.string().trim().min(1).max(10_000),
    /** Empty: about the customer as a whole. With a dispute and no items: the items of the dispute. */
    itemIds: z.array(uuid).max(500).default([]),
    disputeId: uuid.optional(),
  })
  .strict()
  .meta({ id: 'NewInternalQuestion' });

export const question = z
  .object({
    id: uuid,
    customer: z.object({ id: uuid, number: z.string(), name: z.string() }),
    recipientEmail: z.string(),
    recipientName: z.string(),
    language: z.string(),
    subject: z.string(),
    text: z.string(),
    itemIds: z.array(uuid),
    disputeId: uuid.nullable(),
    state: z.enum(questionStates),
    /** Null: a step of the scenario asked, see `stepName`. */
    createdBy: person.nullable(),
    stepName: z.string().nullable(),
    createdAt: instant,
    answers: z.array(z.object({ commentId: uuid, createdAt: instant, integratedAt: instant.nullable() })),
    /** The message that carries it; null: not made yet. */
    message: z.object({ id: uuid, state: z.enum(deliveryStates) }).nullable(),
  })
  .meta({ id: 'InternalQuestion' });

export const questionList = pageOf(question, 'InternalQuestionList');

export const questionQuery = z.object({ state: several(z.enum(questionStates)), page, pageSize });

export const colleagues = z
  .object({
    /** Addresses outside these are refused. */
    ownDomains: z.array(z.string()),
    rows: z.array(z.object({ email: z.string(), name: z.string(), isUser: z.boolean() })),
  })
  .meta({ id: 'Colleagues' });
