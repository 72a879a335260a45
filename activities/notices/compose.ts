/** Which composer makes the message of a notice. */
import type { NoticeKind } from '../../domain/vocabulary/messages.ts';
import { readUsableCode } from '../../prisma/queries/access-codes/read.ts';
import { renewCode } from '../../application/access-codes/activate.ts';
import { readAccountLink } from '../../prisma/queries/account-links/read.ts';
import { concernsCustomer, type StoredNotice } from '../../prisma/queries/notices/read.ts';
import type { HouseNoticeKind, NoticeData } from '../../prisma/queries/notices/write.ts';
import { composeAccountLink, isUsable } from './account-link.ts';
import { composeAccessCode } from './access-code.ts';
import { composeAnswerToCustomer } from './answer-to-customer.ts';
import { composeInternalAnswer } from './internal-answer.ts';
import { composeInternalQuestion } from './internal-question.ts';
import {
  composeLetterEnded,
  composeLetterNeedsCode,
  composeLetterOnItsWay,
  composeLetterToSign,
} from './letter.ts';
import type { NoticeComposer, NoticeComposition, NoticeDeps } from './notice.ts';
import { composePaymentReceipt } from './payment-receipt.ts';
import { composeRenewedLink } from './renewed-link.ts';
import { composeSubmissionReceived } from './submission-received.ts';
import { composeTestMail } from './test-mail.ts';

const houseComposers: { [K in HouseNoticeKind]: NoticeComposer<K> } = {
  account_link: composeAccountLink,
  test_mail: composeTestMail,
};

type CustomerNoticeKind = Exclude<NoticeKind, HouseNoticeKind>;

const customerComposers: { [K in CustomerNoticeKind]: NoticeComposer<K> } = {
  submission_received: composeSubmissionReceived,
  answer_to_customer: composeAnswerToCustomer,
  internal_question: composeInternalQuestion,
  internal_answer: composeInternalAnswer,
  access_code: composeAccessCode,
  renewed_link: composeRenewedLink,
  letter_to_sign: composeLetterToSign,
  letter_on_its_way: composeLetterOnItsWay,
  letter_needs_code: composeLetterNeedsCode,
  letter_ended: composeLetterEnded,
  payment_receipt: composePaymentReceipt,
};

export async function composeNotice(
  deps: NoticeDeps,
  notice: StoredNotice,
  now: Date,
): Promise<NoticeComposition> {
  // The data of a row belongs to its kind: they were asked for together, see askNotice.
  if (isHouseKind(notice.kind)) {
    const compose = houseComposers[notice.kind] as NoticeComposer<HouseNoticeKind>;
    return compose(deps, { notice, now, data: notice.data as unknown as NoticeData[HouseNoticeKind] });
  }
  if (!concernsCustomer(notice))
    throw new Error(`notice ${notice.id} of kind ${notice.kind} names no customer`);
  const compose = customerComposers[notice.kind] as NoticeComposer<CustomerNoticeKind>;
  return compose(deps, { notice, now, data: notice.data as unknown as NoticeData[CustomerNoticeKind] });
}

function isHouseKind(kind: NoticeKind): kind is HouseNoticeKind {
  return Object.hasOwn(houseComposers, kind);
}

/**
 * Before a message that was made but has not left is tried: a code's minutes begin anew. False: it is of no use any
 * more, because a newer code was asked for, or the link that it goes with is over.
 */
export async function isStillWanted(
  { prisma }: NoticeDeps,
  notice: StoredNotice,
  now: Date,
): Promise<boolean> {
  if (notice.kind === 'account_link') {
    const { accountLinkId } = notice.data as NoticeData['account_link'];
    return isUsable(await readAccountLink(prisma, accountLinkId), now);
  }
  if (notice.kind !== 'access_code') return true;
  const { codeId } = notice.data as NoticeData['access_code'];
  if ((await readUsableCode(prisma, codeId)) === null) return false;
  await renewCode(prisma, codeId, now);
  return true;
}
