/** A reply as anyone who handles it needs it. */
import type { SaidBy } from '../../../domain/contact/answer-address.ts';
import type { CommentState } from '../../../domain/vocabulary/replies.ts';
import { type Db, Prisma } from '../../client.ts';

const lockedInclude = {
  items: { select: { itemId: true } },
  files: { select: { id: true, name: true }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.CommentInclude;

export type LockedReply = Prisma.CommentGetPayload<{ include: typeof lockedInclude }> & {
  handledByName: string | null;
};

/** The reply, held until the end of the transaction: of two people who handle it, the later one finds it handled. */
export async function lockReply(
  db: Db,
  { entityId, replyId }: { entityId: string; replyId: string },
): Promise<LockedReply | null> {
  const rows = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT "id" FROM "Comment"
    WHERE "id" = ${replyId}::uuid AND "legalEntityId" = ${entityId}::uuid FOR UPDATE`);
  if (rows.length === 0) return null;
  const reply = await db.comment.findUniqueOrThrow({ where: { id: replyId }, include: lockedInclude });
  const handler =
    reply.handledBy === null
      ? null
      : await db.user.findUnique({ where: { id: reply.handledBy }, select: { name: true } });
  return { ...reply, handledByName: handler?.name ?? null };
}

/** The customer of a reply of this entity. */
export async function customerOfReply(
  db: Db,
  { entityId, replyId }: { entityId: string; replyId: string },
): Promise<string | null> {
  const row = await db.comment.findFirst({
    where: { id: replyId, legalEntityId: entityId },
    select: { customerId: true },
  });
  return row?.customerId ?? null;
}

/** The state of a reply of this entity. */
export async function readReplyState(
  db: Db,
  { entityId, replyId }: { entityId: string; replyId: string },
): Promise<CommentState | null> {
  const row = await db.comment.findFirst({
    where: { id: replyId, legalEntityId: entityId },
    select: { state: true },
  });
  return row?.state ?? null;
}

/** Who said it, as far as it matters where an answer is mailed to. */
export async function readSaidBy(db: Db, replyId: string): Promise<SaidBy> {
  const { audience, authorEmail, link, customer } = await db.comment.findUniqueOrThrow({
    where: { id: replyId },
    select: {
      audience: true,
      authorEmail: true,
      link: { select: { recipientEmail: true } },
      customer: { select: { contacts: { select: { email: true } } } },
    },
  });
  return {
    audience,
    authorEmail,
    linkEmail: link?.recipientEmail ?? null,
    contactEmails: customer.contacts.map(({ email }) => email),
  };
}

/** Whether a qualification has been made from the reply for the item. */
export async function qualifiedItemsOf(db: Db, replyId: string): Promise<Set<string>> {
  const rows = await db.qualificationItem.findMany({
    where: { qualification: { commentId: replyId } },
    select: { itemId: true },
  });
  return new Set(rows.map(({ itemId }) => itemId));
}

/** Its state, and when it came into it. */
export async function handledStateOf(
  db: Db,
  replyId: string,
): Promise<{ state: CommentState; handledAt: Date | null } | null> {
  return db.comment.findUnique({ where: { id: replyId }, select: { state: true, handledAt: true } });
}
