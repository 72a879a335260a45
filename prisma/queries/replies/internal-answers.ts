/** What a colleague answers, and its way into the history of the items (I-2, I-3): writes inside a transaction. */
import type { CommentState } from '../../../domain/vocabulary/replies.ts';
import type { Db } from '../../client.ts';

export interface IntegrableAnswer {
  id: string;
  legalEntityId: string;
  customerId: string;
  customerName: string;
  customerNumber: string;
  creditorName: string;
  timeZone: string;
  entityCode: string;
  state: CommentState;
  text: string;
  authorName: string;
  authorEmail: string | null;
  createdAt: Date;
  integratedAt: Date | null;
  questionSubject: string | null;
  items: { id: string; number: string }[];
  files: { name: string }[];
}

/** An internal answer with what one reads before integrating it; null: no such answer. */
export async function integrableAnswer(db: Db, commentId: string): Promise<IntegrableAnswer | null> {
  const row = await db.comment.findFirst({
    where: { id: commentId, audience: 'internal' },
    select: {
      id: true,
      legalEntityId: true,
      customerId: true,
      state: true,
      text: true,
      authorName: true,
      authorEmail: true,
      createdAt: true,
      integratedAt: true,
      customer: { select: { name: true, number: true } },
      legalEntity: { select: { name: true, code: true, timeZone: true } },
      question: { select: { subject: true } },
      items: {
        select: { item: { select: { id: true, number: true } } },
        orderBy: { item: { dueOn: 'asc' } },
      },
      files: { select: { name: true }, orderBy: { createdAt: 'asc' } },
    },
  });
  if (row === null) return null;
  const { customer, legalEntity, question, items, ...rest } = row;
  return {
    ...rest,
    customerName: customer.name,
    customerNumber: customer.number,
    creditorName: legalEntity.name,
    timeZone: legalEntity.timeZone,
    entityCode: legalEntity.code,
    questionSubject: question?.subject ?? null,
    items: items.map(({ item }) => item),
  };
}
