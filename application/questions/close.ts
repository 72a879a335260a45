/** A question is closed: its page stays readable until the link expires, nothing more can be answered. */
import { RefusedError } from '../../domain/errors.ts';
import { readQuestion } from '../../prisma/queries/questions/read.ts';
import { closeQuestion } from '../../prisma/queries/questions/write.ts';
import type { ActResult, FactScope } from '../act.ts';

/** Closing twice is once. @throws RefusedError `not_found` */
export async function endQuestion(
  { tx, entity, customerId }: FactScope,
  questionId: string,
): Promise<ActResult<{ ok: true }>> {
  const question = await readQuestion(tx, questionId);
  if (question?.customerId !== customerId) throw new RefusedError('not_found');
  const closed = await closeQuestion(tx, { questionId, legalEntityId: entity.id, customerId });
  const { subject, recipientEmail, itemIds } = question;
  return {
    answer: { ok: true },
    events: closed
      ? {
          key: `question/${questionId}/closed`,
          kind: 'question_closed',
          data: { questionId, subject, recipients: [recipientEmail] },
          itemIds,
          changesFacts: false,
        }
      : null,
  };
}
