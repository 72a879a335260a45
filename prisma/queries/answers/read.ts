/** What the answer to a reply is drafted from. */
import type { Db, Prisma } from '../../client.ts';
import { toIsoDate, toMinor } from '../../convert.ts';

/** What is settled longer ago is answered from the books, by a person. */
const settledDays = 180;
/** The newest of a customer who has more lines than any answer names. */
const mostItems = 2_000;

const select = {
  id: true,
  legalEntityId: true,
  customerId: true,
  audience: true,
  text: true,
  language: true,
  authorName: true,
  authorEmail: true,
  createdAt: true,
  status: true,
  promisedOn: true,
  paidOn: true,
  link: { select: { recipientEmail: true } },
  items: { select: { amountMinor: true, item: { select: { number: true, currency: true } } } },
  legalEntity: { select: { language: true, currency: true, senderEmail: true } },
  customer: {
    select: {
      name: true,
      language: true,
      country: true,
      timeZone: true,
      currency: true,
      interactivePages: true,
      contacts: { select: { email: true } },
      collector: { select: { name: true, disabledAt: true } },
    },
  },
} satisfies Prisma.CommentSelect;

export type AnsweredReply = Prisma.CommentGetPayload<{ select: typeof select }>;

export async function readAnsweredReply(
  db: Db,
  { entityId, replyId }: { entityId: string; replyId: string },
): Promise<AnsweredReply | null> {
  return db.comment.findFirst({ where: { id: replyId, legalEntityId: entityId }, select });
}

/** The customer's lines, open and settled of late, the latest due first. */
export async function itemsForAnswer(db: Db, { customerId, now }: { customerId: string; now: Date }) {
  const since = new Date(now.getTime() - settledDays * 24 * 60 * 60_000);
  const rows = await db.openItem.findMany({
    where: { customerId, OR: [{ state: 'open' }, { clearedOn: { gte: since } }] },
    orderBy: [{ state: 'asc' }, { dueOn: 'desc' }, { id: 'asc' }],
    take: mostItems,
    select: {
      id: true,
      number: true,
      type: true,
      issuedOn: true,
      dueOn: true,
      openMinor: true,
      currency: true,
      purchaseOrder: true,
      state: true,
      documentFileId: true,
      allocations: {
        where: { payment: { kind: 'payment', amountMinor: { gt: 0 } } },
        select: { payment: { select: { receivedOn: true } } },
      },
      disputeItems: {
        where: { dispute: { state: 'open', resolver: { not: null } } },
        select: { dispute: { select: { resolver: true } } },
      },
    },
  });
  return rows.map(
    ({ allocations, disputeItems, documentFileId, openMinor, issuedOn, dueOn, state, ...row }) => ({
      ...row,
      issuedOn: toIsoDate(issuedOn),
      dueOn: toIsoDate(dueOn),
      openMinor: toMinor(openMinor),
      isSettled: state === 'cleared',
      paidOn:
        allocations
          .map(({ payment }) => toIsoDate(payment.receivedOn))
          .toSorted()
          .at(-1) ?? null,
      hasFile: documentFileId !== null,
      resolver: disputeItems[0]?.dispute.resolver ?? null,
    }),
  );
}
