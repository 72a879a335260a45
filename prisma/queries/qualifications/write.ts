/** Rows of statuses that people gave to items. */
import type { Prisma } from '../../client.ts';
import type { FactsTransaction } from '../../client.ts';
import type { QualifiedBefore } from './read.ts';

export interface NewQualification {
  customerId: string;
  userId: string;
  at: Date;
  statusId: string;
  replyId: string | null;
  text: string | null;
  promiseId: string | null;
  disputeId: string | null;
  followUpId: string | null;
  items: { itemId: string; amountMinor: number | null; holdId: string | null }[];
}

/** Answers its id. */
export async function createQualification(
  db: FactsTransaction,
  { customerId, userId, at, replyId, items, ...fields }: NewQualification,
): Promise<string> {
  const { id } = await db.qualification.create({
    data: {
      ...fields,
      customerId,
      commentId: replyId,
      createdBy: userId,
      createdAt: at,
      items: { create: items },
    },
    select: { id: true },
  });
  return id;
}

/** What stood before it, for anyone who takes it back. */
export async function keepBefore(
  db: FactsTransaction,
  qualificationId: string,
  before: QualifiedBefore,
): Promise<void> {
  await db.qualification.update({
    where: { id: qualificationId },
    data: { before: before as unknown as Prisma.InputJsonObject },
  });
}

export async function deleteQualification(db: FactsTransaction, qualificationId: string): Promise<void> {
  await db.qualification.delete({ where: { id: qualificationId } });
}
