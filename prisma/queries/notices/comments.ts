/** What was said and answered, as far as the messages about it print it. */
import type { Db } from '../../client.ts';

export type NoticeComment = NonNullable<Awaited<ReturnType<typeof commentOfNotice>>>;

export async function commentOfNotice(db: Db, commentId: string) {
  return db.comment.findUnique({
    where: { id: commentId },
    select: {
      id: true,
      state: true,
      status: true,
      promisedOn: true,
      disputeReason: true,
      paidOn: true,
      paymentReference: true,
      text: true,
      authorName: true,
      files: { select: { name: true }, orderBy: { createdAt: 'asc' } },
      items: {
        select: {
          openMinor: true,
          amountMinor: true,
          item: { select: { id: true, number: true, instalment: true, dueOn: true, currency: true } },
        },
        orderBy: { item: { dueOn: 'asc' } },
      },
    },
  });
}

export type StoredAnswer = NonNullable<Awaited<ReturnType<typeof answerOf>>>;

export async function answerOf(db: Db, answerId: string) {
  return db.commentAnswer.findUnique({
    where: { id: answerId },
    select: {
      text: true,
      documentItemIds: true,
      comment: {
        select: {
          audience: true,
          text: true,
          createdAt: true,
          link: { select: { itemIds: true, recipientEmail: true } },
          items: { select: { itemId: true } },
        },
      },
    },
  });
}
