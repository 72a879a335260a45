/** Rows of what customers and colleagues said, and of what they were answered. */
import type { IsoDate } from '../../../domain/model/common.ts';
import type {
  CommentAudience,
  CommentSource,
  CommentState,
  DisputeReason,
  ReplyStatus,
} from '../../../domain/vocabulary/replies.ts';
import type { MailKind } from '../../../domain/vocabulary/mail.ts';
import { Prisma, type Db, type FactsTransaction } from '../../client.ts';
import { fromIsoDate } from '../../convert.ts';
import type { LockedReply } from './handling.ts';

export interface NewReply {
  source: CommentSource;
  /** Internal from its first moment, or never: nothing changes it. */
  audience: CommentAudience;
  /** Null: not by mail. */
  mailKind: MailKind | null;
  /** For a person; otherwise it is kept as read. */
  waits: boolean;
  submissionKey: string;
  contentSha256: string;
  legalEntityId: string;
  customerId: string;
  /** Null: it came by mail. */
  linkId: string | null;
  questionId: string | null;
  language: string;
  authorName: string;
  authorEmail: string | null;
  status: ReplyStatus | null;
  promisedOn: IsoDate | null;
  disputeReason: DisputeReason | null;
  paidOn: IsoDate | null;
  paymentReference: string | null;
  text: string;
  items: { id: string; openMinor: number; amountMinor: number | null }[];
  at: Date;
}

/** Answers the id of the new reply. */
export async function createReply(tx: FactsTransaction, reply: NewReply): Promise<string> {
  const { items, at, promisedOn, paidOn, waits, ...same } = reply;
  const { id } = await tx.comment.create({
    data: {
      ...same,
      ...(waits ? {} : { state: 'validated', handledAt: at }),
      promisedOn: promisedOn === null ? null : fromIsoDate(promisedOn),
      paidOn: paidOn === null ? null : fromIsoDate(paidOn),
      createdAt: at,
    },
    select: { id: true },
  });
  await tx.commentItem.createMany({
    data: items.map(({ id: itemId, openMinor, amountMinor }) => ({
      commentId: id,
      itemId,
      openMinor,
      amountMinor,
    })),
  });
  return id;
}

/** To another customer, where nobody has read it: it names no items there yet. */
export async function moveReply(
  tx: FactsTransaction,
  { replyId, customerId, waits }: { replyId: string; customerId: string; waits: boolean },
): Promise<void> {
  await tx.commentItem.deleteMany({ where: { commentId: replyId } });
  await tx.comment.update({
    where: { id: replyId },
    data: {
      customerId,
      stateBefore: null,
      ...(waits ? { state: 'pending', handledBy: null, handledAt: null } : { state: 'validated' }),
    },
    select: { id: true },
  });
}

/** Files that came with it; false when one was taken back or swept at this moment. */
export async function giveFiles(
  tx: Db,
  { replyId, linkId, fileIds }: { replyId: string; linkId: string; fileIds: string[] },
): Promise<boolean> {
  if (fileIds.length === 0) return true;
  const { count } = await tx.commentFile.updateMany({
    where: { id: { in: fileIds }, linkId, commentId: null },
    data: { commentId: replyId },
  });
  return count === fileIds.length;
}

/** Read and shown, or given a status; an internal one then stands in the history of its items (I-3). */
export async function markHandled(
  tx: FactsTransaction,
  handled: {
    reply: LockedReply;
    state: Extract<CommentState, 'validated' | 'qualified'>;
    userId: string;
    at: Date;
  },
): Promise<void> {
  const { reply, state, userId, at } = handled;
  await tx.comment.update({
    where: { id: reply.id },
    data: {
      state,
      handledBy: userId,
      handledAt: at,
      ...(reply.audience === 'internal' && reply.integratedAt === null ? { integratedAt: at } : {}),
    },
  });
}

export async function markDeleted(
  tx: FactsTransaction,
  { reply, userId, at }: { reply: LockedReply; userId: string; at: Date },
): Promise<void> {
  await tx.comment.update({
    where: { id: reply.id },
    data: { state: 'deleted', stateBefore: reply.state, handledBy: userId, handledAt: at },
  });
}

/** As it was before it was deleted; pending again, it is nobody's. Answers that state. */
export async function markRestored(tx: FactsTransaction, reply: LockedReply): Promise<CommentState> {
  const state = reply.stateBefore ?? 'pending';
  await tx.comment.update({
    where: { id: reply.id },
    data: {
      state,
      stateBefore: null,
      ...(state === 'pending' ? { handledBy: null, handledAt: null } : {}),
    },
  });
  return state;
}

/** As it was before it was handled at that instant; a colleague's answer leaves the history of its items again. */
export async function reopenReply(
  tx: FactsTransaction,
  {
    id,
    state,
    handledBy,
    handledAt,
  }: { id: string; state: CommentState; handledBy: string | null; handledAt: string | null },
  at: Date,
): Promise<boolean> {
  const { count } = await tx.comment.updateMany({
    where: { id, handledAt: at, state: { in: ['validated', 'qualified'] } },
    data: { state, handledBy, handledAt: handledAt === null ? null : new Date(handledAt) },
  });
  await tx.comment.updateMany({ where: { id, integratedAt: at }, data: { integratedAt: null } });
  return count === 1;
}

/** Answers the id of the new answer. */
export async function createAnswer(
  db: Db,
  {
    replyId,
    text,
    documentItemIds = [],
    userId,
    at,
  }: { replyId: string; text: string; documentItemIds?: string[]; userId: string | null; at: Date },
): Promise<string> {
  const { id } = await db.commentAnswer.create({
    data: { commentId: replyId, text, documentItemIds, createdBy: userId, createdAt: at },
    select: { id: true },
  });
  return id;
}

export async function deleteAnswer(db: Db, answerId: string): Promise<void> {
  await db.commentAnswer.deleteMany({ where: { id: answerId } });
}

export interface Integration {
  commentId: string;
  at: Date;
  /** Null: the person who held the link, without signing in. */
  userId: string | null;
}

/** Makes the answer part of its items' history; false: it is already, or it was deleted. */
export async function integrateAnswer(
  tx: FactsTransaction,
  { commentId, at, userId }: Integration,
): Promise<boolean> {
  const count = await tx.$executeRaw(Prisma.sql`
    UPDATE "Comment" SET "integratedAt" = ${at}::timestamptz AT TIME ZONE 'UTC',
      "handledAt" = CASE WHEN "state" = 'pending' THEN ${at}::timestamptz AT TIME ZONE 'UTC' ELSE "handledAt" END,
      "handledBy" = CASE WHEN "state" = 'pending' THEN ${userId}::uuid ELSE "handledBy" END,
      "state" = CASE WHEN "state" = 'pending' THEN 'validated'::"CommentState" ELSE "state" END
    WHERE "id" = ${commentId}::uuid AND "audience" = 'internal' AND "state" <> 'deleted' AND "integratedAt" IS NULL`);
  return count === 1;
}

/** The answer is pending again, unless a person has given its items a status since; false: it is not integrated. */
export async function undoIntegration(
  tx: FactsTransaction,
  { commentId, legalEntityId }: { commentId: string; legalEntityId: string },
): Promise<boolean> {
  const count = await tx.$executeRaw(Prisma.sql`
    UPDATE "Comment" SET "integratedAt" = NULL,
      "handledAt" = CASE WHEN "state" = 'validated' THEN NULL ELSE "handledAt" END,
      "handledBy" = CASE WHEN "state" = 'validated' THEN NULL ELSE "handledBy" END,
      "state" = CASE WHEN "state" = 'validated' THEN 'pending'::"CommentState" ELSE "state" END
    WHERE "id" = ${commentId}::uuid AND "legalEntityId" = ${legalEntityId}::uuid AND "integratedAt" IS NOT NULL`);
  return count === 1;
}
