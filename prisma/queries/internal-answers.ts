/** What a colleague answers, and its way into the history of the items (I-2, I-3): writes inside a transaction. */
import { RefusedError } from '../../domain/errors.ts';
import type { CommentState } from '../../domain/vocabulary.ts';
import { Prisma, type Db } from '../client.ts';

export interface NewInternalAnswer {
  submissionKey: string;
  contentSha256: string;
  legalEntityId: string;
  customerId: string;
  linkId: string;
  questionId: string | null;
  language: string;
  authorName: string;
  authorEmail: string;
  text: string;
  items: { id: string; openMinor: number }[];
  fileIds: string[];
  at: Date;
}

/** Answers the id of the new comment. It is internal from its first moment, and nothing ever changes that. */
export async function createInternalAnswer(tx: Db, answer: NewInternalAnswer): Promise<string> {
  const { items, fileIds, at, ...same } = answer;
  const { id } = await tx.comment.create({
    data: { ...same, source: 'internal_page', audience: 'internal', createdAt: at },
    select: { id: true },
  });
  await tx.commentItem.createMany({
    data: items.map(({ id: itemId, openMinor }) => ({ commentId: id, itemId, openMinor })),
  });
  if (fileIds.length > 0) {
    const { count } = await tx.commentFile.updateMany({
      where: { id: { in: fileIds }, linkId: same.linkId, commentId: null },
      data: { commentId: id },
    });
    // One was taken back or swept at this moment: nothing is kept rather than a part.
    if (count !== fileIds.length) throw new RefusedError('not_found');
  }
  return id;
}

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

export interface Integration {
  commentId: string;
  at: Date;
  /** Null: whoever held the link, without signing in. */
  userId: string | null;
}

/** Makes the answer part of its items' history; false: it is already, or it was deleted. */
export async function integrateAnswer(tx: Db, { commentId, at, userId }: Integration): Promise<boolean> {
  const count = await tx.$executeRaw(Prisma.sql`
    UPDATE "Comment" SET "integratedAt" = ${at}::timestamptz AT TIME ZONE 'UTC',
      "handledAt" = CASE WHEN "state" = 'pending' THEN ${at}::timestamptz AT TIME ZONE 'UTC' ELSE "handledAt" END,
      "handledBy" = CASE WHEN "state" = 'pending' THEN ${userId}::uuid ELSE "handledBy" END,
      "state" = CASE WHEN "state" = 'pending' THEN 'validated'::"CommentState" ELSE "state" END
    WHERE "id" = ${commentId}::uuid AND "audience" = 'internal' AND "state" <> 'deleted' AND "integratedAt" IS NULL`);
  return count === 1;
}

/**
 * Takes an integration back: the answer is pending again, unless a person has given its items a status since. Its
 * one-click links end with it, so that whoever pressed by mistake, or a machine, cannot press again.
 */
export async function undoIntegration(
  tx: Db,
  { commentId, legalEntityId, at, userId }: Integration & { legalEntityId: string },
): Promise<boolean> {
  const count = await tx.$executeRaw(Prisma.sql`
    UPDATE "Comment" SET "integratedAt" = NULL,
      "handledAt" = CASE WHEN "state" = 'validated' THEN NULL ELSE "handledAt" END,
      "handledBy" = CASE WHEN "state" = 'validated' THEN NULL ELSE "handledBy" END,
      "state" = CASE WHEN "state" = 'validated' THEN 'pending'::"CommentState" ELSE "state" END
    WHERE "id" = ${commentId}::uuid AND "legalEntityId" = ${legalEntityId}::uuid AND "integratedAt" IS NOT NULL`);
  if (count === 0) return false;
  await tx.pageLink.updateMany({
    where: { commentId, kind: 'integration', revokedAt: null },
    data: { revokedAt: at, revokedBy: userId },
  });
  return true;
}
