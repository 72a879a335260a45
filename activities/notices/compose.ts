/** Which composer makes the message of a notice. */
import type { NoticeKind } from '../../domain/vocabulary.ts';
import { readCode } from '../../prisma/queries/access-codes.ts';
import type { NoticeData, StoredNotice } from '../../prisma/queries/notices.ts';
import { composeAccessCode } from './access-code.ts';
import { composeAnswerToCustomer } from './answer-to-customer.ts';
import { composeInternalAnswer } from './internal-answer.ts';
import { composeInternalQuestion } from './internal-question.ts';
import type { NoticeComposer, NoticeComposition, NoticeDeps } from './notice.ts';
import { composeRenewedLink } from './renewed-link.ts';
import { composeSubmissionReceived } from './submission-received.ts';

const composers: { [K in NoticeKind]: NoticeComposer<K> } = {
  submission_received: composeSubmissionReceived,
  answer_to_customer: composeAnswerToCustomer,
  internal_question: composeInternalQuestion,
  internal_answer: composeInternalAnswer,
  access_code: composeAccessCode,
  renewed_link: composeRenewedLink,
};

export async function composeNotice(
  deps: NoticeDeps,
  notice: StoredNotice,
  now: Date,
): Promise<NoticeComposition> {
  // The data of a row belongs to its kind: they were asked for together, see askNotice.
  const compose = composers[notice.kind] as NoticeComposer<NoticeKind>;
  return compose(deps, { notice, now, data: notice.data as unknown as NoticeData[NoticeKind] });
}

/** Whether a message that was made but has not left is of no use any more. */
export async function isTooLate({ prisma }: NoticeDeps, notice: StoredNotice, now: Date): Promise<boolean> {
  if (notice.kind !== 'access_code') return false;
  const { codeId } = notice.data as NoticeData['access_code'];
  const code = await readCode(prisma, codeId);
  return code === null || code.expiresAt <= now || code.usedAt !== null;
}
