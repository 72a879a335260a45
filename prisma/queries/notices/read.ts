/** The outbox of messages outside a scenario: anyone who may not send asks here, the relay starts what sends. */
import { awaitedNotices, type NoticeKind } from '../../../domain/vocabulary/messages.ts';
import { type Db, Prisma } from '../../client.ts';
import { leased, pendingRelay } from '../shared/relay-lease.ts';

export const noticeChannel = 'relance_notice';

/**
 * Notices not handed over yet, codes and their like first, then the oldest, taken for this relay; those that
 * another one tells are passed by.
 */
export async function takeNotices(db: Db, limit: number): Promise<{ id: string; kind: NoticeKind }[]> {
  return db.$queryRaw<{ id: string; kind: NoticeKind }[]>(Prisma.sql`
    UPDATE "Notice" n SET "takenUntil" = ${leased}
    FROM (
      SELECT "id" FROM "Notice"
      WHERE ${pendingRelay} AND ("notBefore" IS NULL OR "notBefore" <= now() AT TIME ZONE 'UTC')
      ORDER BY "kind"::text <> ALL (${[...awaitedNotices]}), "createdAt", "id"
      LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) t
    WHERE n."id" = t."id"
    RETURNING n."id", n."kind"::text AS "kind"`);
}

export async function markNoticesRelayed(db: Db, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.notice.updateMany({ where: { id: { in: ids } }, data: { relayedAt: new Date() } });
}

/** Whether a message was asked for under this key and has not been taken back. */
export async function isNoticeAsked(db: Db, key: string): Promise<boolean> {
  return (await db.notice.count({ where: { key } })) > 0;
}

/** Could not be relayed: the next round tries again. */
export async function giveBackNotices(db: Db, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.notice.updateMany({ where: { id: { in: ids }, relayedAt: null }, data: { takenUntil: null } });
}

const delivered = {
  id: true,
  kind: true,
  legalEntityId: true,
  customerId: true,
  recipientEmail: true,
  recipientName: true,
  language: true,
  data: true,
  createdAt: true,
  legalEntity: true,
  customer: { select: { number: true, name: true, country: true, interactivePages: true, timeZone: true } },
  message: { select: { id: true, state: true } },
} as const;

export type StoredNotice = NonNullable<Awaited<ReturnType<typeof readNotice>>>;

/** One that concerns a customer. */
export type CustomerNotice = StoredNotice & {
  customerId: string;
  customer: NonNullable<StoredNotice['customer']>;
};

export function concernsCustomer(notice: StoredNotice): notice is CustomerNotice {
  return notice.customerId !== null && notice.customer !== null;
}

/** With who writes, about whom, and the message that was made of it. */
export async function readNotice(db: Db, noticeId: string) {
  return db.notice.findUnique({ where: { id: noticeId }, select: delivered });
}

/** The message of a notice after an attempt, for recording what became of it. */
export async function noticeMessage(db: Db, noticeId: string) {
  return db.outboundMessage.findUnique({
    where: { noticeId },
    select: {
      id: true,
      state: true,
      attempt: true,
      channel: true,
      recipientAddress: true,
      subject: true,
      statement: true,
      attempts: { orderBy: { attempt: 'desc' }, take: 1, select: { response: true } },
    },
  });
}
