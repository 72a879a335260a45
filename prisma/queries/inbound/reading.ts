/** What was read of a mail that came in. */
import type { MailKind } from '../../../domain/vocabulary/mail.ts';
import type { Db, Prisma } from '../../client.ts';

export interface MailAsRead {
  kind: MailKind;
  messageId: string | null;
  subject: string;
  fromName: string;
  fromAddress: string | null;
  sentAt: Date | null;
  attachmentCount: number;
  reading: Prisma.InputJsonObject;
  readInPart: boolean;
}

export async function putReading(db: Db, mailId: string, read: MailAsRead, at: Date): Promise<void> {
  await db.inboundMail.update({ where: { id: mailId }, data: { ...read, readAt: at }, select: { id: true } });
}
