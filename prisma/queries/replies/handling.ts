/** A reply as whoever handles it needs it. */
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

/**
 * Where an answer is mailed to. An address that somebody typed on the page is used when it is known: the one the link
 * was sent to, or one of the customer's contacts; else the answer goes where the link went, and only where there is
 * no such address to what was typed.
 */
export async function answerAddress(db: Db, replyId: string): Promise<string | null> {
  const reply = await db.comment.findUniqueOrThrow({
    where: { id: replyId },
    select: {
      audience: true,
      authorEmail: true,
      link: { select: { recipientEmail: true } },
      customer: { select: { contacts: { select: { email: true } } } },
    },
  });
  if (reply.audience === 'internal') return null;
  const { authorEmail, link, customer } = reply;
  const linkEmail = link?.recipientEmail ?? null;
  if (authorEmail === null) return linkEmail;
  const known = customer.contacts.some(({ email }) => email?.toLowerCase() === authorEmail.toLowerCase());
  return known ? authorEmail : (linkEmail ?? authorEmail);
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
