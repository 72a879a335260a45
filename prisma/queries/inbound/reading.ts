/** What was read of a mail that came in. */
import type { SenderEvidence } from '../../../domain/model/sender-evidence.ts';
import type {
  AttachmentWarning,
  Authentication,
  MailKind,
  MailScan,
} from '../../../domain/vocabulary/mail.ts';
import { Prisma, type Db } from '../../client.ts';

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
  authentication: Authentication | null;
  senderEvidence: SenderEvidence | null;
  scan: MailScan | null;
  scanFound: string | null;
  fileWarnings: AttachmentWarning[][] | null;
}

export async function putReading(
  db: Db,
  mailId: string,
  { senderEvidence, fileWarnings, ...read }: MailAsRead,
  at: Date,
): Promise<void> {
  await db.inboundMail.update({
    where: { id: mailId },
    data: {
      ...read,
      senderEvidence: senderEvidence ?? Prisma.DbNull,
      fileWarnings: fileWarnings ?? Prisma.DbNull,
      readAt: at,
    },
    select: { id: true },
  });
}
