/**
 * The door for mail that is sent to capture addresses: an SMTP server that takes what is for a customer of ours and
 * refuses everything else while the sender's server still listens, so that a mistyped address comes back to its writer.
 */
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { MailQuota } from '../../domain/vocabulary/mail.ts';
import { storable } from '../../domain/text/storable.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { placeOf, takeMail } from '../../application/inbound/take-mail.ts';
import { usedUp } from '../../application/inbound/quota.ts';
import type { MailLimits } from '../../domain/capture/quota.ts';

export interface SmtpListenerOptions {
  db: PrismaClient;
  host: string;
  /** 0: any free one. */
  port: number;
  /** For STARTTLS, in PEM; absent: mail comes in the clear. */
  tls?: { key: string; certificate: string } | undefined;
  /** Mails a day; absent: as many as come. */
  limits?: MailLimits | undefined;
  now: () => Date;
  onTrouble: (error: Error) => void;
}

export interface SmtpListener {
  port: number;
  close(): Promise<void>;
}

const bounds = {
  messageBytes: 50 * 1024 * 1024,
  recipients: 50,
  clients: 100,
  socketTimeoutMs: 60_000,
  closeTimeoutMs: 10_000,
};

/** Answers 250 once the mail is durable, 451 while it cannot be stored or the day has had enough, 550 for addresses that take none, 552 above the size. */
export async function startSmtpListener(options: SmtpListenerOptions): Promise<SmtpListener> {
  const server = new SMTPServer({
    name: 'capture',
    banner: 'Relance',
    ...(options.tls === undefined
      ? { disabledCommands: ['AUTH', 'STARTTLS'] }
      : { disabledCommands: ['AUTH'], key: options.tls.key, cert: options.tls.certificate }),
    authOptional: true,
    disableReverseLookup: true,
    size: bounds.messageBytes,
    maxClients: bounds.clients,
    socketTimeout: bounds.socketTimeoutMs,
    closeTimeout: bounds.closeTimeoutMs,
    onRcptTo({ address }, session, callback) {
      void admit(options, address, session).then(
        (refused) => callback(refused),
        (error: Error) => {
          options.onTrouble(error);
          callback(refusal(451, 'not now, try again later'));
        },
      );
    },
    onData(stream, session, callback) {
      void take(stream, session, options).then(
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
    server.listen(options.port, options.host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Null: the address takes mail. */
async function admit(
  { db, limits, now }: SmtpListenerOptions,
  address: string,
  session: SMTPServerSession,
): Promise<Error | null> {
  if (session.envelope.rcptTo.length >= bounds.recipients)
    return refusal(452, `at most ${bounds.recipients} recipients a message`);
  const place = await placeOf(db, address);
  if (place === null) return refusal(550, 'no mailbox here by that name');
  if (place === 'mistyped') return refusal(550, 'the address is mistyped: please copy it again');
  if (limits === undefined) return null;
  const mail = {
    legalEntityId: place.legalEntityId,
    recipient: address,
    sender: senderOf(session),
    at: now(),
  };
  const over = await usedUp(db, mail, limits);
  return over === null ? null : refusal(451, tooMany[over]);
}

const tooMany: Record<MailQuota, string> = {
  address: 'this address takes no more mail today, try again tomorrow',
  sender: 'no more mail of this sender is taken today, try again tomorrow',
};

function senderOf({ envelope }: SMTPServerSession): string {
  return envelope.mailFrom === false ? '' : storable(envelope.mailFrom.address);
}

async function take(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  { db, now }: SmtpListenerOptions,
): Promise<void> {
  const raw = await readAll(stream);
  const { envelope, remoteAddress, hostNameAppearsAs: helo } = session;
  const taken = await takeMail(db, {
    raw,
    transport: 'smtp',
    envelopeFrom: senderOf(session),
    remote: { address: remoteAddress, helo: storable(helo).slice(0, 255) },
    recipients: envelope.rcptTo.map(({ address }) => address),
    at: now(),
  });
  // Withdrawn between the two commands.
  if (taken === 0) throw refusal(550, 'no mailbox here by that name');
}

async function readAll(stream: SMTPServerDataStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to its end all the same: the answer comes after the data.
    if (size <= bounds.messageBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (stream.sizeExceeded || size > bounds.messageBytes)
    throw refusal(
      552,
      `larger than ${bounds.messageBytes / 1024 / 1024} MB: please send large files another way`,
    );
  return Buffer.concat(chunks);
}

function refusal(responseCode: number, message: string): Error & { responseCode: number } {
  return Object.assign(new Error(message), { responseCode });
}
