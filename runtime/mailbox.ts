/** The local mailbox: a real SMTP server on loopback that keeps every message it accepts, and delivers none. */
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

import { takeMail } from '../application/inbound/take-mail.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { storeMail } from '../prisma/queries/local-mails/write.ts';

export interface Mailbox {
  port: number;
  /** For SMTP_URL of the processes that send. */
  url: string;
  close(): Promise<void>;
}

export interface MailboxOptions {
  db: PrismaClient;
  /** 0 or absent: any free one. */
  port?: number;
  maxMessageBytes?: number;
  onTrouble: (error: Error) => void;
}

const defaultMaxMessageBytes = 30 * 1024 * 1024;
const maxRecipients = 100;
/** Of a message only this much is read for its subject and Message-ID. */
const maxHeaderBytes = 64 * 1024;
const closeTimeoutMs = 5000;

/** Answers 250 after the commit, 451 when the database does not take the message, 552 when it is too large. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const maxMessageBytes = options.maxMessageBytes ?? defaultMaxMessageBytes;
  const server = new SMTPServer({
    name: 'mailbox.localhost',
    banner: 'Relance local mailbox',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    size: maxMessageBytes,
    maxClients: 50,
    closeTimeout: closeTimeoutMs,
    socketTimeout: 60_000,
    onRcptTo(_address, session, callback) {
      const full = session.envelope.rcptTo.length >= maxRecipients;
      callback(full ? refusal(452, `at most ${maxRecipients} recipients a message`) : null);
    },
    onData(stream, session, callback) {
      void accept(stream, session, { ...options, maxMessageBytes }).then(
        () => callback(null, 'stored'),
        (error: Error & { responseCode?: number }) => {
          if (error.responseCode === undefined) options.onTrouble(error);
          callback(error.responseCode === undefined ? refusal(451, 'not stored, try again later') : error);
        },
      );
    },
  });
  server.on('error', options.onTrouble);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function accept(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  { db, maxMessageBytes, onTrouble }: MailboxOptions & { maxMessageBytes: number },
): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    // What is too large is read to its end, so that the sender hears the answer, but it is not kept.
    if (size <= maxMessageBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > maxMessageBytes) throw refusal(552, `larger than ${maxMessageBytes} bytes`);
  const raw = Buffer.concat(chunks);
  const { messageId, subject } = await readHeader(raw);
  const envelopeFrom = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
  const recipients = session.envelope.rcptTo.map(({ address }) => address);
  await storeMail(db, {
    messageId,
    subject,
    mailFrom: envelopeFrom,
    rcptTo: recipients,
    raw: new Uint8Array(raw),
  });
  // What is for a capture address arrives there, as a mail server of the house would see to.
  await takeMail(db, { raw, transport: 'smtp', envelopeFrom, recipients, at: new Date() }).catch(onTrouble);
}

/** The rest of the message is not parsed here: bytes from outside are read in a thread with limits, when shown. */
async function readHeader(raw: Buffer): Promise<{ messageId: string | null; subject: string }> {
  const end = raw.indexOf('\r\n\r\n');
  const header = raw.subarray(0, Math.min(end < 0 ? raw.length : end + 2, maxHeaderBytes));
  const { messageId, subject } = await simpleParser(Buffer.concat([header, Buffer.from('\r\n')]));
  return {
    messageId: messageId?.replaceAll(/^<|>$/g, '') ?? null,
    subject: (subject ?? '').replaceAll('\0', '').slice(0, 998),
  };
}

function refusal(responseCode: number, message: string): Error & { responseCode: number } {
  return Object.assign(new Error(message), { responseCode });
}
