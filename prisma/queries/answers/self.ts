/** What decides whether an answer leaves by itself. */
import type { Db, Prisma } from '../../client.ts';

const select = {
  legalEntityId: true,
  customerId: true,
  state: true,
  legalEntity: { select: { country: true, timeZone: true, captureSelfAnswers: true } },
  answers: { select: { id: true }, take: 1 },
  mailFiling: {
    select: {
      mail: {
        select: { kind: true, envelopeFrom: true, fromAddress: true, authentication: true, reading: true },
      },
    },
  },
} satisfies Prisma.CommentSelect;

export type SelfAnswered = Prisma.CommentGetPayload<{ select: typeof select }>;

export async function readSelfAnswered(db: Db, replyId: string): Promise<SelfAnswered | null> {
  return db.comment.findUnique({ where: { id: replyId }, select });
}

/** Answers that left by themselves since an instant: to one address of the entity, and to one customer. */
export async function countSelfAnswers(
  db: Db,
  {
    legalEntityId,
    customerId,
    address,
    since,
  }: {
    legalEntityId: string;
    customerId: string;
    address: string;
    since: Date;
  },
): Promise<{ address: number; customer: number }> {
  const left = { createdBy: null, createdAt: { gte: since } };
  const [toAddress, toCustomer] = await Promise.all([
    db.commentAnswer.count({
      where: {
        ...left,
        comment: { legalEntityId, authorEmail: { equals: address, mode: 'insensitive' } },
      },
    }),
    db.commentAnswer.count({ where: { ...left, comment: { customerId } } }),
  ]);
  return { address: toAddress, customer: toCustomer };
}

/** Those of a reply that nobody wrote, left or not. */
export async function selfAnswersOf(db: Db, replyId: string): Promise<string[]> {
  const rows = await db.commentAnswer.findMany({
    where: { commentId: replyId, createdBy: null },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Whether one was stopped or replaced: the reply is a person's from then on. */
export async function wasSelfAnswered(db: Db, replyId: string): Promise<boolean> {
  return (await db.historyEvent.count({ where: { key: selfAnswerKey(replyId) }, take: 1 })) > 0;
}

export function selfAnswerKey(replyId: string): string {
  return `comment/${replyId}/self-answer`;
}
