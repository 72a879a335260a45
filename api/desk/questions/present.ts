import type { z } from 'zod';
import { deliveryStateOf } from '../../../domain/dispatch/delivery-state.ts';
import type { QuestionRow } from '../../../prisma/queries/questions/read.ts';
import type { question } from './schema.ts';

export function presentQuestion(row: QuestionRow, names: Map<string, string>): z.output<typeof question> {
  const { customerId, customerNumber, customerName, message, answers, createdBy } = row;
  return {
    id: row.id,
    customer: { id: customerId, number: customerNumber, name: customerName },
    recipientEmail: row.recipientEmail,
    recipientName: row.recipientName,
    language: row.language,
    subject: row.subject,
    text: row.text,
    itemIds: row.itemIds,
    disputeId: row.disputeId,
    state: row.state,
    createdBy: createdBy === null ? null : { id: createdBy, name: names.get(createdBy) ?? '' },
    stepName: row.stepName,
    createdAt: row.createdAt.toISOString(),
    answers: answers.map(({ id, createdAt, integratedAt }) => ({
      commentId: id,
      createdAt: createdAt.toISOString(),
      integratedAt: integratedAt?.toISOString() ?? null,
    })),
    message:
      message === null
        ? null
        : { id: message.id, state: deliveryStateOf({ state: 'sending' }, { state: message.state }) },
  };
}
