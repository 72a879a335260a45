/** Rows of notices: messages outside a scenario that are asked for. By the outbox alone. */
import type { NoticeKind } from '../../../domain/vocabulary/messages.ts';
import { Prisma, type Db } from '../../client.ts';
import { pendingRelay } from '../shared/relay-lease.ts';
import { atTheirEnd } from '../outbound/states.ts';
import { within, type WorkScope } from '../shared/work-scope.ts';
import { noticeChannel } from './read.ts';

/** Ids of what a notice is about, by its kind. */
export interface NoticeData {
  submission_received: { commentId: string };
  answer_to_customer: { answerId: string };
  internal_question: { questionId: string };
  internal_answer: { commentId: string };
  access_code: { codeId: string };
  renewed_link: { linkId: string };
  letter_to_sign: { letterId: string };
  letter_on_its_way: { letterId: string };
  letter_needs_code: { letterId: string };
  letter_ended: { letterId: string };
  payment_receipt: { paymentId: string };
  account_link: { accountLinkId: string };
  /** `isCaptureTest`: to an address at which replies are taken, to see whether they arrive. */
  test_mail: { askedBy: string; message?: TestMessage; isCaptureTest?: true };
}

/** A text that somebody tries, as it was rendered when it was asked for; the logo by its Content-ID. */
export type TestMessage = {
  subject: string;
  /** Null: plain text. */
  html: string | null;
  text: string;
  files: { filename: string; contentType: string; base64: string }[];
};

/** What concerns an account or the sending itself, and no customer. */
export type HouseNoticeKind = 'account_link' | 'test_mail';

export type NewNotice = {
  [K in NoticeKind]: {
    /** Identity of message and reader: the same key asks for one message, however often. */
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

/** The same key is one notice. Answers whether it is new. */
export async function createNotice(db: Db, notice: NewNotice): Promise<boolean> {
  const { count } = await db.notice.createMany({
    data: [{ ...notice, data: { ...notice.data } satisfies Prisma.InputJsonObject }],
    skipDuplicates: true,
  });
  await db.$executeRaw(Prisma.sql`SELECT pg_notify(${noticeChannel}, '')`);
  return count === 1;
}

/** What has not been handed over goes; false when it is too late, also while a relay has it. */
export async function deletePendingNotice(db: Db, key: string): Promise<boolean> {
  const count = await db.$executeRaw(Prisma.sql`
    DELETE FROM "Notice" n WHERE n."key" = ${key} AND ${pendingRelay}
    AND NOT EXISTS (SELECT 1 FROM "OutboundMessage" m WHERE m."noticeId" = n."id")`);
  return count === 1;
}

/**
 * The relay hands everything again that may not be at its end: what has no end in its row, and what was handed over
 * so lately that its end may not be written down. Answers how many.
 */
export async function relayOpenNoticesAgain(db: Db, scope: WorkScope): Promise<number> {
  const count = await db.$executeRaw(Prisma.sql`
    UPDATE "Notice" n SET "relayedAt" = NULL, "takenUntil" = NULL
    WHERE n."relayedAt" > (now() AT TIME ZONE 'UTC') - interval '30 days'
      AND (n."relayedAt" > (now() AT TIME ZONE 'UTC') - interval '1 day'
        OR NOT EXISTS (
          SELECT 1 FROM "OutboundMessage" m
          WHERE m."noticeId" = n."id" AND m."state" IN (${atTheirEnd})))
      AND ${within(scope, Prisma.raw('n."legalEntityId"'), Prisma.raw('n."customerId"'))}`);
  if (count > 0) await db.$executeRaw(Prisma.sql`SELECT pg_notify(${noticeChannel}, '')`);
  return count;
}

/** The relay signals its workflow again. */
export async function relayNoticeAgain(db: Db, noticeId: string): Promise<void> {
  await db.notice.updateMany({ where: { id: noticeId }, data: { relayedAt: null, takenUntil: null } });
  await db.$executeRaw(Prisma.sql`SELECT pg_notify(${noticeChannel}, '')`);
}
