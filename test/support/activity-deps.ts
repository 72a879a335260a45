/** Activities as a worker wires them, on a test's database and mail server. */
import { letters, mailReader, renderer } from './threads.ts';
import { createSmtpTransport } from '../../activities/adapters/mail/smtp-transport.ts';
import { localMailboxEvidence } from '../../activities/adapters/mail/local-mailbox-evidence.ts';
import type { EvidencePlace } from '../../activities/outbound/channel.ts';
import type { LetterProviders } from '../../activities/letters/provider.ts';
import type { PaymentConnectors } from '../../activities/payments/connector.ts';
import type { LetterBox } from '../../activities/letters/self-hosted/provider.ts';
import { createChannels } from '../../activities/channels/registry.ts';
import type { ActivityDeps } from '../../activities/index.ts';
import type { OpenDatabase } from './database.ts';
import type { SmtpSink } from './smtp-sink.ts';

/** Those that lie on the database of the test are made with it. */
export type GivenProviders = LetterProviders | ((box: LetterBox) => LetterProviders);

export interface TestActivityDeps extends ActivityDeps {
  close(): Promise<void>;
}

/** What the mail server really holds is the evidence about doubtful messages; `quietMs` as of a provider's index. */
export function activityDeps(parts: {
  db: OpenDatabase;
  sink: SmtpSink;
  quietMs?: number | null;
  /** Mail goes to the local mailbox on this port instead. */
  mailboxPort?: number;
  /** What links in messages begin with. */
  publicUrl?: string;
  /** Whoever carries letters; absent: all are posted by hand. */
  providers?: GivenProviders | undefined;
  /** Whoever takes payments; absent: nobody. */
  connectors?: PaymentConnectors | undefined;
  /** Where time is skipped: the clock of the test server, see `virtualClock`. */
  clock?: () => Date;
}): TestActivityDeps {
  const { db, sink, quietMs = null, mailboxPort, publicUrl = 'https://relance.test' } = parts;
  const secret = 'a secret of at least thirty-two characters';
  const clock = parts.clock ?? (() => new Date());
  const given = parts.providers ?? {};
  const providers = typeof given === 'function' ? given({ prisma: db, letters, clock }) : given;
  const transport = createSmtpTransport({
    host: '127.0.0.1',
    port: mailboxPort ?? sink.port,
    starttls: 'never',
    finalReplyTimeoutMs: 2_000,
  });
  const evidence: EvidencePlace = {
    source: 'register',
    quietMs,
    find: async (messageId) =>
      sink.accepted.some((mail) => mail.messageId === messageId) ? 'present' : 'absent',
  };
  return {
    db,
    prisma: db,
    renderer,
    letterDeps: { prisma: db, renderer, letters, publicUrl, secret },
    channels: createChannels({
      mail: {
        carrier: transport,
        evidence: [mailboxPort === undefined ? evidence : localMailboxEvidence(db)],
        rateLimit: { maxConcurrent: 10, perMinute: 60_000 },
      },
      ...(parts.providers ? { letters: { prisma: db, letters, providers } } : {}),
    }),
    providers,
    connectors: parts.connectors ?? {},
    mailReader,
    secret,
    publicUrl,
    clock,
    ...(parts.clock && { now: parts.clock }),
    worker: 'test',
    close: () => transport.close(),
  };
}
