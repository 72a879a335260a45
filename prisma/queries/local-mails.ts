/** Messages of the embedded mailbox as people read them; they come in by SMTP. */
import type { Db } from '../client.ts';

export interface MailListQuery {
  search?: string | undefined;
  page: number;
  pageSize: number;
}

/** Newest first, without the bytes. */
export async function listMails(db: Db, { search, page, pageSize }: MailListQuery) {
  const where =
    search === undefined || search === ''
      ? {}
      : {
          OR: [
            { subject: { contains: search, mode: 'insensitive' as const } },
            { rcptTo: { has: search.toLowerCase() } },
            { mailFrom: { contains: search, mode: 'insensitive' as const } },
          ],
        };
  const [rows, total] = await Promise.all([
    db.localMail.findMany({
      where,
      omit: { raw: true },
      orderBy: { id: 'desc' },
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    db.localMail.count({ where }),
  ]);
  return { rows, total };
}

export async function readMail(db: Db, id: bigint) {
  return db.localMail.findUnique({ where: { id } });
}

export interface NewMail {
  /** Without angle brackets. */
  messageId: string | null;
  mailFrom: string;
  rcptTo: string[];
  subject: string;
  raw: Uint8Array<ArrayBuffer>;
}

/** Returns when the message is on disk: only then may the server answer 250. */
export async function storeMail(db: Db, mail: NewMail): Promise<void> {
  await db.localMail.create({ data: { ...mail, rcptTo: mail.rcptTo.map((one) => one.toLowerCase()) } });
}
