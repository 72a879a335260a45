/** Rows of questions to colleagues (I-1). */
import type { Db, FactsTransaction } from '../../client.ts';

export interface NewQuestion {
  /** The same key asks once. */
  key: string;
  legalEntityId: string;
  customerId: string;
  recipientEmail: string;
  recipientName: string;
  language: string;
  subject: string;
  text: string;
  itemIds: string[];
  disputeId: string | null;
  /** The step of the scenario that asks; null: a person does. */
  actionId: string | null;
  createdBy: string | null;
  at: Date;
}

/** Stores a question once; `isNew: false` answers the one that this key asked before. */
export async function createQuestion(
  db: Db,
  { at, ...question }: NewQuestion,
): Promise<{ id: string; isNew: boolean }> {
  const { count } = await db.internalQuestion.createMany({
    data: [{ ...question, createdAt: at }],
    skipDuplicates: true,
  });
  const { id } = await db.internalQuestion.findUniqueOrThrow({
    where: { key: question.key },
    select: { id: true },
  });
  return { id, isNew: count === 1 };
}

/** Closes an open or answered question; false where it is closed already. */
export async function closeQuestion(
  db: FactsTransaction,
  where: { questionId: string; legalEntityId: string; customerId: string },
): Promise<boolean> {
  const { questionId, ...owner } = where;
  const { count } = await db.internalQuestion.updateMany({
    where: { id: questionId, ...owner, state: { not: 'closed' } },
    data: { state: 'closed' },
  });
  return count === 1;
}

/** False: closed meanwhile, so that nothing more can be said. */
export async function markAnswered(db: FactsTransaction, questionId: string): Promise<boolean> {
  const { count } = await db.internalQuestion.updateMany({
    where: { id: questionId, state: { not: 'closed' } },
    data: { state: 'answered' },
  });
  return count === 1;
}

export async function updateQuestion(
  db: Db,
  questionId: string,
  { subject, text, itemIds, language }: Pick<NewQuestion, 'subject' | 'text' | 'itemIds' | 'language'>,
): Promise<void> {
  await db.internalQuestion.updateMany({
    where: { id: questionId },
    data: { subject, text, itemIds, language },
  });
}
