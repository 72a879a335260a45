/** The outbox of messages outside a scenario: whoever may not send asks here, the relay starts what sends. */
import { awaitedNotices, type NoticeKind } from '../../domain/vocabulary.ts';
import { Prisma, type Db } from '../client.ts';
import { leased, untold } from './relay-lease.ts';

export const noticeChannel = 'relance_notice';

/** Ids of what a notice is about, by its kind. */
export interface NoticeData {
  submission_received: { commentId: string };
  answer_to_customer: { answerId: string };
  internal_question: { questionId: string };
  internal_answer: { commentId: string };
  access_code: { codeId: string };
  renewed_link: { linkId: string };
  account_link: { accountLinkId: string };
  test_mail: { askedBy: string };
}

/** What concerns an account or the sending itself, and no customer. */
export type HouseNoticeKind = 'account_link' | 'test_mail';

export type NewNotice = {
  [K in NoticeKind]: {
    /** Identity of what is told to whom: the same key asks for one message, however often. */
    key: string;
    kind: K;
    legalEntityId: string;
    customerId: K extends HouseNoticeKind ? null : string;
    recipientEmail: string;
    recipientName: string;
    language: string;
    data: NoticeData[K];
    /** Handed over no earlier; absent or null: at once. */
    notBefore?: Date | null;
  };
}[NoticeKind];

/** Asks for one message, in the transaction of what it tells about. Answers whether it had not been asked for yet. */
export async function askNotice(db: Db, notice: NewNotice): Promise<boolean> {
  const { count } = await db.notice.createMany({
    data: [{ ...notice, data: { ...notice.data } satisfies Prisma.InputJsonObject }],
    skipDuplicates: true,
  });
  await db.$executeRaw(Prisma.sql`SELECT pg_notify(${noticeChannel}, '')`);
  return count === 1;
}

/** The same notice to each reader, under `<keyPrefix>/<address>`; a comment asks for one of these two. */
export async function askReaders(
  db: Db,
  readers: readonly { email: string; name: string; language: string }[],
  {
    keyPrefix,
    ...notice
  }: {
    keyPrefix: string;
    kind: 'submission_received' | 'internal_answer';
    legalEntityId: string;
    customerId: string;
    data: { commentId: string };
  },
): Promise<void> {
  for (const { email, name, language } of readers) {
    await askNotice(db, {
      ...notice,
      key: `${keyPrefix}/${email}`,
      recipientEmail: email,
      recipientName: name,
      language,
    });
  }
}

/**
 * Notices not handed over yet, codes and their like first, then the oldest, taken for this relay; those that
 * another one tells are passed by.
 */
export async function takeNotices(db: Db, limit: number): Promise<{ id: string; kind: NoticeKind }[]> {
  return db.$queryRaw<{ id: string; kind: NoticeKind }[]>(Prisma.sql`
    UPDATE "Notice" n SET "takenUntil" = ${leased}
    FROM (
      SELECT "id" FROM "Notice"
      WHERE ${untold} AND ("notBefore" IS NULL OR "notBefore" <= now() AT TIME ZONE 'UTC')
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

/** Could not be told: the next round tries again. */
export async function giveBackNotices(db: Db, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.notice.updateMany({ where: { id: { in: ids }, relayedAt: null }, data: { takenUntil: null } });
}

/** Takes back what has not been handed over; answers false when it is too late, also while a relay tells it. */
export async function takeNoticeBack(db: Db, key: string): Promise<boolean> {
  const count = await db.$executeRaw(Prisma.sql`
    DELETE FROM "Notice" n WHERE n."key" = ${key} AND ${untold}
    AND NOT EXISTS (SELECT 1 FROM "OutboundMessage" m WHERE m."noticeId" = n."id")`);
  return count === 1;
}

/** A person has settled its doubtful message: the relay tells its workflow, which goes on from there. */
export async function wakeNotice(db: Db, noticeId: string): Promise<void> {
  await db.notice.updateMany({ where: { id: noticeId }, data: { relayedAt: null, takenUntil: null } });
  await db.$executeRaw(Prisma.sql`SELECT pg_notify(${noticeChannel}, '')`);
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
