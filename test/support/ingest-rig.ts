/**
 * The ways by which mail comes in, to be killed: the three doors in this process, which hold nothing but their lines to
 * the outside, and a worker process that reads and files. Whoever sends a mail sends it again until it is taken.
 */
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { createTransport } from 'nodemailer';
import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { watchCaptureMailbox } from '../../activities/adapters/mail/capture-mailbox.ts';
import { journalMailboxFromUrl } from '../../activities/adapters/mail/journal-evidence.ts';
import type { App, AppDeps } from '../../api/context.ts';
import { mailHookRoutes } from '../../api/hooks/mail.ts';
import { startSmtpListener } from '../../api/inbound/smtp-listener.ts';
import { captureTokenOf } from '../../application/inbound/addresses.ts';
import { takeFromMailbox } from '../../application/inbound/take-mail.ts';
import { mailHookSecret } from '../../application/inbound/hook.ts';
import { captureAddress, generalAddress } from '../../domain/capture/address.ts';
import type { MailTransport } from '../../domain/vocabulary/mail.ts';
import { createPrismaClient } from '../../prisma/client.ts';
import { startFaultRig, until, type FaultRig, type WorkerProcess } from './fault-rig.ts';
import { imapAccount, startImapServer } from './imap-server.ts';
import { createCustomer, createEntity } from './ledger.ts';
import { startLine } from './line.ts';

const scheme = { style: 'plus', name: 'replies', domain: 'in.acme-test.example' } as const;
const secret = 'a secret of at least thirty-two characters';

export interface MailToSend {
  raw: Buffer;
  to: string;
}

export interface IngestRig extends Pick<FaultRig, 'db' | 'client'> {
  /** Capture addresses of customers, by customer. */
  addresses: ReadonlyMap<string, string>;
  /** Of nobody in particular: what is sent to it and answers nothing waits for a person. */
  general: string;
  /** As often as it takes, whoever is dead meanwhile; returns when it was said that the mail is taken. */
  send(mail: MailToSend, by: MailTransport): Promise<void>;
  /** What was tried and broke off, or found nobody. */
  vain(): number;
  killDoors(): Promise<void>;
  /** The next one is started; nobody waits for it. */
  killWorker(): Promise<void>;
  workerReady(): Promise<void>;
  close(): Promise<void>;
}

const patienceMs = 120_000;

export async function startIngestRig({ customers = 5 } = {}): Promise<IngestRig> {
  const worker = fileURLToPath(new URL('../faults/inbound-worker.ts', import.meta.url));
  const [rig, imap] = await Promise.all([startFaultRig({ worker }), startImapServer()]);
  const entity = await createEntity(rig.db, { entity: { captureScheme: scheme } });
  const addresses = new Map<string, string>();
  for (let index = 0; index < customers; index += 1) {
    const customerId = await createCustomer(rig.db, entity);
    addresses.set(customerId, captureAddress(scheme, await captureTokenOf(rig.db, customerId, new Date())));
  }
  const open = () => openDoors({ databaseUrl: rig.databaseUrl, imapPort: imap.port });
  let doors = await open();
  let working: Promise<WorkerProcess> = rig.startWorker();
  let vain = 0;
  const ending: Promise<unknown>[] = [];
  const handOver = {
    smtp: ({ raw, to }: MailToSend) => bySmtp(doors.smtpPort, { raw, to }),
    webhook: ({ raw }: MailToSend) => byWebhook(doors.hookPort, { raw, entityId: entity.entityId }),
  };
  return {
    db: rig.db,
    client: rig.client,
    addresses,
    general: generalAddress(scheme),
    async send(mail, by) {
      // A mailbox is somebody else's: what is put there stays there.
      if (by === 'imap') return imap.deliver(mail.raw.toString('latin1'));
      const once = async () => {
        try {
          await handOver[by](mail);
          return true;
        } catch (error) {
          vain += 1;
          throw error;
        }
      };
      await until(`a mail to be taken by ${by}`, once, patienceMs);
    },
    vain: () => vain,
    async killDoors() {
      ending.push(doors.kill());
      doors = await open();
    },
    async killWorker() {
      await (await working).kill();
      working = rig.startWorker();
    },
    async workerReady() {
      await working;
    },
    async close() {
      ending.push(doors.kill());
      await Promise.all(ending);
      await working.catch(() => undefined);
      await rig.close();
      await imap.close();
    },
  };
}

interface Doors {
  smtpPort: number;
  hookPort: number;
  /** At once; returns when nothing of them is left in memory either. */
  kill(): Promise<void>;
}

/** As they stand in the API and in a worker. */
async function openDoors({
  databaseUrl,
  imapPort,
}: {
  databaseUrl: string;
  imapPort: number;
}): Promise<Doors> {
  const url = new URL(databaseUrl);
  const database = await startLine(Number(url.port));
  [url.hostname, url.port] = ['127.0.0.1', String(database.port)];
  const db = createPrismaClient({ url: url.href, poolSize: 6 });
  const now = () => new Date();
  // Dying, they complain.
  const onTrouble = () => undefined;
  const listener = await startSmtpListener({ db, host: '127.0.0.1', port: 0, now, onTrouble });
  const app = fastify() as unknown as App;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  mailHookRoutes(app, { db, settings: { secret }, now } as unknown as AppDeps);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const [smtp, hook, mailbox] = await Promise.all([
    startLine(listener.port),
    startLine((app.server.address() as AddressInfo).port),
    startLine(imapPort),
  ]);
  const { user, password } = imapAccount;
  const watch = watchCaptureMailbox({
    mailbox: journalMailboxFromUrl(`imap://${user}:${password}@127.0.0.1:${mailbox.port}/INBOX`),
    take: (raw) => takeFromMailbox(db, { raw, at: now() }),
    onTrouble,
    pollMs: 500,
    firstPauseMs: 20,
  });
  return {
    smtpPort: smtp.port,
    hookPort: hook.port,
    async kill() {
      for (const line of [database, smtp, hook, mailbox]) line.cut();
      await Promise.allSettled([watch.stop(), listener.close(), app.close(), db.$disconnect()]);
    },
  };
}

async function bySmtp(port: number, { raw, to }: MailToSend): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  try {
    await transport.sendMail({ envelope: { from: 'paula@payer.example', to }, raw });
  } finally {
    transport.close();
  }
}

async function byWebhook(port: number, { raw, entityId }: { raw: Buffer; entityId: string }): Promise<void> {
  const seconds = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', mailHookSecret(secret, entityId))
    .update(`${seconds}.`)
    .update(raw)
    .digest('hex');
  const answer = await fetch(`http://127.0.0.1:${port}/api/hooks/mail/${entityId}`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822', 'relance-signature': `t=${seconds},v1=${signature}` },
    body: new Uint8Array(raw),
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${said}`);
}
