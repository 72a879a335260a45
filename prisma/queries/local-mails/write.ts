import { type Db } from '../../client.ts';

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
