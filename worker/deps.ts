/** Wiring of a worker process: what its activities need, and how that is closed again. */
import { hostname } from 'node:os';
import { createDocumentStore } from '../activities/adapters/document-store.ts';
import { createQualifier } from '../activities/adapters/qualifier/openai-compatible.ts';
import { createRenderer } from '../activities/adapters/render/renderer.ts';
import { localMailboxEvidence } from '../activities/adapters/mail/local-mailbox-evidence.ts';
import {
  journalEvidence,
  journalMailboxFromUrl,
  type JournalEvidence,
} from '../activities/adapters/mail/journal-evidence.ts';
import {
  watchCaptureMailbox,
  type CaptureMailboxWatch,
} from '../activities/adapters/mail/capture-mailbox.ts';
import { systemDns } from '../activities/adapters/dns.ts';
import { createAttachmentCheck } from '../activities/inbound/check-attachments.ts';
import { createSenderCheck, type OnTrouble } from '../activities/inbound/check-sender.ts';
import { createMailReader } from '../activities/inbound/reader.ts';
import { createLetterRenderer } from '../activities/rendering/letter/renderer.ts';
import { createSmtpTransport } from '../activities/adapters/mail/smtp-transport.ts';
import { smtpOptionsFromUrl } from '../activities/adapters/mail/smtp-url.ts';
import { createLetterProviders, pollOf } from '../activities/letters/providers.ts';
import { createPaymentConnectors, paymentPollOf } from '../activities/payments/connectors.ts';
import { createChannels } from '../activities/channels/registry.ts';
import type { ActivityDeps } from '../activities/index.ts';
import { takeFromMailbox } from '../application/inbound/take-mail.ts';
import { captureImapToken } from '../config/capture.ts';
import type { ConnectedSettings } from '../config/settings.ts';
import { createPrismaClient, type PrismaClient } from '../prisma/client.ts';
import { newestAcceptedBefore } from '../prisma/queries/outbound/journal.ts';

/** Most of them wait for the database or for a place at the mail server. */
const mailsAtOnce = 10;

export interface WorkerDeps {
  prisma: PrismaClient;
  activities: ActivityDeps;
  close(): Promise<void>;
}

type WiringSettings = Pick<
  ConnectedSettings,
  | 'letterAccounts'
  | 'paymentAccounts'
  | 'databaseUrl'
  | 'databasePoolSize'
  | 'smtpUrl'
  | 'smtpMessagesPerMinute'
  | 'secret'
  | 'publicUrl'
  | 'journalAddress'
  | 'journalImapUrl'
  | 'localMailbox'
> &
  Partial<Pick<ConnectedSettings, 'captureImapUrl' | 'clamd' | 'documentStore' | 'qualifier'>>;

export function createWorkerDeps(settings: WiringSettings): WorkerDeps {
  const prisma = createPrismaClient({ url: settings.databaseUrl, poolSize: settings.databasePoolSize });
  const renderer = createRenderer();
  const letters = createLetterRenderer({ threads: 2 });
  const clock = () => new Date();
  const providers = createLetterProviders(settings.letterAccounts, { prisma, letters, clock });
  const inbound = inboundParts(settings);
  const transport = transportOf(settings);
  const journal = journalOf(settings, prisma);
  const mailbox = captureMailboxOf(settings, prisma);
  const documents = settings.documentStore && createDocumentStore(settings.documentStore);
  return {
    prisma,
    activities: {
      db: prisma,
      prisma,
      renderer,
      documents,
      letterDeps: {
        prisma,
        renderer,
        letters,
        documents,
        publicUrl: settings.publicUrl,
        secret: settings.secret,
      },
      channels: createChannels({
        mail: {
          carrier: transport,
          evidence: [
            ...(settings.localMailbox ? [localMailboxEvidence(prisma)] : []),
            ...(journal ? [journal] : []),
          ],
          rateLimit: { maxConcurrent: mailsAtOnce, perMinute: settings.smtpMessagesPerMinute },
        },
        letters: { prisma, letters, providers },
      }),
      providers,
      ...inbound.activities,
      connectors: createPaymentConnectors(settings.paymentAccounts),
      ...paymentPollOf(settings.paymentAccounts),
      ...pollOf(settings.letterAccounts),
      secret: settings.secret,
      publicUrl: settings.publicUrl,
      clock,
      qualifier: settings.qualifier && createQualifier(settings.qualifier),
      worker: `${hostname()}/${process.pid}`,
    },
    async close() {
      await transport.close();
      await journal?.close();
      await renderer.close();
      await letters.close();
      await mailbox?.stop();
      await inbound.close();
      await prisma.$disconnect();
    },
  };
}

/** Of mail that came in: without it nobody would learn why a mail stands as not checked. */
const onTrouble: OnTrouble = (what, error) => {
  process.stderr.write(
    `check of mail (${what}) failed: ${error instanceof Error ? error.message : String(error)}\n`,
  );
};

/** Each on threads of its own. */
function inboundParts({ clamd }: WiringSettings) {
  const activities = {
    mailReader: createMailReader(),
    senderCheck: createSenderCheck(systemDns(), { onTrouble }),
    attachmentCheck: createAttachmentCheck(clamd, { onTrouble }),
  };
  const close = () => Promise.all(Object.values(activities).map((part) => part.close()));
  return { activities, close };
}

function transportOf(settings: WiringSettings) {
  return createSmtpTransport({
    ...smtpOptionsFromUrl(settings.smtpUrl),
    messagesPerMinute: settings.smtpMessagesPerMinute,
    // Ours answers at once or never; evidence about a doubtful message counts that much sooner.
    ...(settings.localMailbox ? { finalReplyTimeoutMs: 30_000 } : {}),
    journalAddress: settings.journalAddress,
  });
}

/** Mail to capture addresses that lies in a mailbox; undefined: none is named. */
function captureMailboxOf(
  { captureImapUrl }: WiringSettings,
  prisma: PrismaClient,
): CaptureMailboxWatch | undefined {
  if (captureImapUrl === undefined) return undefined;
  return watchCaptureMailbox({
    mailbox: journalMailboxFromUrl(captureImapUrl),
    accessToken: () => captureImapToken(),
    take: (raw) => takeFromMailbox(prisma, { raw, at: new Date() }),
    onTrouble: ({ message }, retryInMs) =>
      process.stderr.write(
        `mailbox of capture addresses: ${message}; again in ${Math.round(retryInMs / 1000)} s\n`,
      ),
  });
}

/** Reads the copies that the mail server delivers; none where nobody said where they arrive. */
function journalOf({ journalImapUrl }: WiringSettings, prisma: PrismaClient): JournalEvidence | undefined {
  if (journalImapUrl === undefined) return undefined;
  return journalEvidence({
    mailbox: journalMailboxFromUrl(journalImapUrl),
    control: (quietMs) => newestAcceptedBefore(prisma, new Date(Date.now() - quietMs)),
  });
}
