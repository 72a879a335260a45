// Stored as JSON in Qualification.before: changing its shape needs a migration of stored rows.
/**
 * Taking a qualification back within moments of giving it: what it made goes, what it took the place of stands
 * again. Inside the caller's transaction; the history of both stays.
 */
import type { CommentState } from '../../domain/vocabulary.ts';
import { Prisma, type Db } from '../client.ts';
import { toMinor } from '../convert.ts';
import { takeNoticeBack } from './notices.ts';

/** What stood before a qualification, as far as it may change it. Amounts in minor units. */
export interface QualifiedBefore {
  v: 1;
  promises: {
    id: string;
    items: { itemId: string; openMinor: number; amountMinor: number | null }[];
  }[];
  holdIds: string[];
  /** The reply that it ended, with its state before; null: it ended none. */
  reply: { id: string; state: CommentState; handledBy: string | null; handledAt: string | null } | null;
  /** The task that it ended. */
  followUpId: string | null;
  answerId: string | null;
}

/** Open promises and holds of the items named. */
export async function standingOn(
  db: Db,
  itemIds: string[],
): Promise<Pick<QualifiedBefore, 'promises' | 'holdIds'>> {
  const [promises, holds] = await Promise.all([
    db.promiseToPay.findMany({
      where: { state: 'open', items: { some: { itemId: { in: itemIds } } } },
      select: { id: true, items: { select: { itemId: true, openMinor: true, amountMinor: true } } },
    }),
    db.hold.findMany({ where: { itemId: { in: itemIds }, releasedAt: null }, select: { id: true } }),
  ]);
  return {
    promises: promises.map(({ id, items }) => ({
      id,
      items: items.map(({ itemId, openMinor, amountMinor }) => ({
        itemId,
        openMinor: toMinor(openMinor),
        amountMinor: amountMinor === null ? null : toMinor(amountMinor),
      })),
    })),
    holdIds: holds.map(({ id }) => id),
  };
}

export async function keepBefore(db: Db, qualificationId: string, before: QualifiedBefore): Promise<void> {
  await db.qualification.update({
    where: { id: qualificationId },
    data: { before: before as unknown as Prisma.InputJsonObject },
  });
}

export type TakenBack = { outcome: 'not_found' | 'too_late' } | { outcome: 'done'; itemIds: string[] };

/** `too_late` once anything newer builds on it, or its answer is on its way. */
export async function takeQualificationBack(
  db: Db,
  { qualificationId, customerId }: { qualificationId: string; customerId: string },
): Promise<TakenBack> {
  await db.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Qualification" WHERE "id" = ${qualificationId}::uuid FOR UPDATE`,
  );
  const given = await db.qualification.findFirst({
    where: { id: qualificationId, customerId },
    include: { items: true, promise: true, dispute: true, followUp: true },
  });
  if (given === null) return { outcome: 'not_found' };
  const before = given.before as unknown as QualifiedBefore | null;
  const itemIds = given.items.map(({ itemId }) => itemId);
  if (before === null || !isUntouched(given) || (await isBuiltOn(db, given, itemIds)))
    return { outcome: 'too_late' };
  if (before.answerId !== null && !(await takeAnswerBack(db, before.answerId)))
    return { outcome: 'too_late' };
  const holdIds = given.items.flatMap(({ holdId }) => holdId ?? []);
  await db.qualification.delete({ where: { id: given.id } });
  if (given.promiseId !== null) await db.promiseToPay.delete({ where: { id: given.promiseId } });
  if (given.disputeId !== null) await db.dispute.delete({ where: { id: given.disputeId } });
  if (given.followUpId !== null) await db.followUp.delete({ where: { id: given.followUpId } });
  await db.hold.deleteMany({ where: { id: { in: holdIds } } });
  await bringBack(db, before, given.createdAt);
  return { outcome: 'done', itemIds };
}

type Given = Prisma.QualificationGetPayload<{
  include: { items: true; promise: true; dispute: true; followUp: true };
}>;

function isUntouched({ promise, dispute, followUp }: Given): boolean {
  return [promise, dispute, followUp].every((made) => made === null || made.state === 'open');
}

/** Something newer stands on the same items, or the reply has been handled again. */
async function isBuiltOn(db: Db, given: Given, itemIds: string[]): Promise<boolean> {
  const { id, commentId, createdAt } = given;
  const newer = await db.qualification.count({
    where: {
      id: { not: id },
      createdAt: { gte: createdAt },
      OR: [{ items: { some: { itemId: { in: itemIds } } } }, ...(commentId === null ? [] : [{ commentId }])],
    },
  });
  if (newer > 0) return true;
  const before = given.before as unknown as QualifiedBefore;
  if (before.reply === null) return false;
  const reply = await db.comment.findUnique({
    where: { id: before.reply.id },
    select: { state: true, handledAt: true },
  });
  return reply?.state !== 'qualified' || reply.handledAt?.getTime() !== createdAt.getTime();
}

async function bringBack(db: Db, before: QualifiedBefore, givenAt: Date): Promise<void> {
  for (const { id, items } of before.promises) {
    const { count } = await db.promiseToPay.updateMany({
      where: { id, OR: [{ state: 'open' }, { state: 'cancelled', settledAt: givenAt }] },
      data: { state: 'open', settledAt: null },
    });
    if (count === 0) continue;
    await db.promiseItem.deleteMany({ where: { promiseId: id } });
    await db.promiseItem.createMany({ data: items.map((item) => ({ promiseId: id, ...item })) });
  }
  await db.hold.updateMany({
    where: { id: { in: before.holdIds }, releasedAt: givenAt },
    data: { releasedAt: null },
  });
  if (before.reply !== null) await reopenReply(db, before.reply, givenAt);
  if (before.followUpId !== null) {
    await db.followUp.updateMany({
      where: { id: before.followUpId, state: 'done' },
      data: { state: 'open', closedBy: null, closedAt: null, outcome: null },
    });
  }
}

/** As it was before it was handled at that instant; a colleague's answer leaves the history of its items again. */
export async function reopenReply(
  db: Db,
  { id, state, handledBy, handledAt }: NonNullable<QualifiedBefore['reply']>,
  at: Date,
): Promise<boolean> {
  const { count } = await db.comment.updateMany({
    where: { id, handledAt: at, state: { in: ['validated', 'qualified'] } },
    data: { state, handledBy, handledAt: handledAt === null ? null : new Date(handledAt) },
  });
  await db.comment.updateMany({ where: { id, integratedAt: at }, data: { integratedAt: null } });
  return count === 1;
}

/** False once the mail with it has been handed over; one that is not mailed stands on the page only. */
export async function takeAnswerBack(db: Db, answerId: string): Promise<boolean> {
  const key = `answer/${answerId}`;
  const isMailed = (await db.notice.count({ where: { key } })) > 0;
  if (isMailed && !(await takeNoticeBack(db, key))) return false;
  await db.commentAnswer.deleteMany({ where: { id: answerId } });
  return true;
}
