/**
 * A mail comes in, whichever way: its bytes are stored before anybody reads them, once, and a workflow is asked
 * for. When this returns, the mail is durable: only then may the other side be told that it was taken.
 */
import { createHash } from 'node:crypto';
import { mailIdentity } from '../../domain/capture/mail-identity.ts';
import type { MailTransport } from '../../domain/vocabulary/mail.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { deleteStoredFile, storeFile } from '../../prisma/queries/files/write.ts';
import { inboundFileName } from '../../prisma/queries/inbound/unclaimed.ts';
import { addRecipients, createInboundMail } from '../../prisma/queries/inbound/write.ts';
import { askInboundMail } from '../outbox.ts';
import { countMail } from './quota.ts';

export interface IncomingMail {
  legalEntityId: string;
  raw: Uint8Array;
  transport: MailTransport;
  /** Empty: the null path; null: not known. */
  envelopeFrom: string | null;
  /** Who handed it over: address, and the name that it gave itself; absent: not known. */
  remote?: { address: string; helo: string };
  /** The addresses of this entity that it came to. */
  recipients: string[];
  at: Date;
}

export interface TakenMail {
  id: string;
  /** It was here already, by this way or another. */
  known: boolean;
}

/** Above every limit of a door. */
const maxBytes = 64 * 1024 * 1024;

/** @throws RefusedError `file_too_large` */
export async function receiveMail(db: PrismaClient, mail: IncomingMail): Promise<TakenMail> {
  const { raw, remote, ...envelope } = mail;
  const identity = identityOf(raw);
  const file = await storeFile(db, { name: inboundFileName, content: inOnePiece(raw), maxBytes });
  const taken = await db.$transaction(async (tx): Promise<TakenMail> => {
    const row = { ...envelope, remoteAddress: remote?.address ?? null, helo: remote?.helo ?? null };
    const id = await createInboundMail(tx, { ...row, identity, fileId: file.id });
    if (id !== null) {
      await countMail(tx, mail);
      await askInboundMail(tx, id);
      return { id, known: false };
    }
    const earlier = await addRecipients(tx, { ...envelope, identity });
    // Sent to one customer first and to another by the second copy: it is filed to both.
    if (earlier.added) await askInboundMail(tx, earlier.id);
    return { id: earlier.id, known: true };
  });
  if (taken.known) await deleteStoredFile(db, file.id);
  return taken;
}

/** The same for each copy of one mail. */
function identityOf(raw: Uint8Array): string {
  const { headers, bodyAt } = mailIdentity(raw);
  return createHash('sha256').update(headers).update('\n\n').update(raw.subarray(bodyAt)).digest('hex');
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
