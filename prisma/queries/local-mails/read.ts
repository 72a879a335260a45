/** Messages of the embedded mailbox as people read them; they come in by SMTP. */
import { Prisma, type Db } from '../../client.ts';
import { containing, says } from '../shared/like.ts';

export interface MailListQuery {
  search?: string | undefined;
  page: number;
  pageSize: number;
}

export interface MailRow {
  id: bigint;
  /** Without angle brackets. */
  messageId: string | null;
  mailFrom: string;
  rcptTo: string[];
  subject: string;
  receivedAt: Date;
}

/**
 * A link that opens an account is in the hands of anyone who reads its mail: it is shown to nobody here.
 */
const opensAccount = Prisma.sql`EXISTS (
  SELECT 1 FROM "OutboundMessage" m JOIN "Notice" n ON n."id" = m."noticeId"
  WHERE m."reference" IN (l."messageId", '<' || l."messageId" || '>') AND n."kind" = 'account_link')`;

/**
 * Mail of an entity that the user is no member of is not there for them: links and codes stand in it, as they stand
 * in nobody else's mailbox where mail is delivered (M1). Mail that no message of ours became is there for all.
 */
const isOfAnotherEntity = (userId: string) => Prisma.sql`EXISTS (
  SELECT 1 FROM "OutboundMessage" m
  WHERE m."reference" IN (l."messageId", '<' || l."messageId" || '>')
    AND NOT EXISTS (
      SELECT 1 FROM "Membership" s
      WHERE s."legalEntityId" = m."legalEntityId" AND s."userId" = ${userId}::uuid
    ))`;

/** Newest first, without the bytes. */
export async function listMails(
  db: Db,
  { search, page, pageSize }: MailListQuery,
  userId: string,
): Promise<{ rows: MailRow[]; total: number }> {
  const like = containing(search ?? '');
  const found =
    search === undefined || search === ''
      ? Prisma.sql`true`
      : Prisma.sql`(${says(Prisma.sql`l."subject"`, search)} OR l."mailFrom" ILIKE ${like} OR array_to_string(l."rcptTo", ' ') ILIKE ${like})`;
  const visible = Prisma.sql`FROM "LocalMail" l WHERE ${found} AND NOT ${opensAccount} AND NOT ${isOfAnotherEntity(userId)}`;
  const [rows, [counted]] = await Promise.all([
    db.$queryRaw<MailRow[]>(Prisma.sql`
      SELECT l."id", l."messageId", l."mailFrom", l."rcptTo", l."subject", l."receivedAt" ${visible}
      ORDER BY l."id" DESC LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`),
    db.$queryRaw<{ total: bigint }[]>(Prisma.sql`SELECT count(*) AS total ${visible}`),
  ]);
  return { rows, total: Number(counted?.total ?? 0) };
}

export async function readMail(db: Db, id: bigint, userId: string) {
  const [visible] = await db.$queryRaw<{ id: bigint }[]>(
    Prisma.sql`SELECT l."id" FROM "LocalMail" l WHERE l."id" = ${id} AND NOT ${opensAccount} AND NOT ${isOfAnotherEntity(userId)}`,
  );
  return visible === undefined ? null : db.localMail.findUnique({ where: { id } });
}
