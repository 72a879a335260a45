/** Wiring of a worker process: what its activities need, and how that is closed again. */
import { hostname } from 'node:os';
import { createRenderer } from '../activities/adapters/render/renderer.ts';
import { localMailboxEvidence } from '../activities/adapters/mail/evidence.ts';
import { createSmtpTransport } from '../activities/adapters/mail/smtp-transport.ts';
import { smtpOptionsFromUrl } from '../activities/adapters/mail/smtp-url.ts';
import type { ActivityDeps } from '../activities/index.ts';
import type { ConnectedSettings } from '../config/settings.ts';
import { createPrismaClient, type PrismaClient } from '../prisma/client.ts';

export interface WorkerDeps {
  prisma: PrismaClient;
  activities: ActivityDeps;
  close(): Promise<void>;
}

type WiringSettings = Pick<
  ConnectedSettings,
  | 'databaseUrl'
  | 'databasePoolSize'
  | 'smtpUrl'
  | 'smtpMessagesPerMinute'
  | 'secret'
  | 'journalAddress'
  | 'localMailbox'
>;

export function createWorkerDeps(settings: WiringSettings): WorkerDeps {
  const prisma = createPrismaClient({ url: settings.databaseUrl, poolSize: settings.databasePoolSize });
  const renderer = createRenderer();
  const transport = createSmtpTransport({
    ...smtpOptionsFromUrl(settings.smtpUrl),
    messagesPerMinute: settings.smtpMessagesPerMinute,
    // Ours answers at once or never; evidence about a doubtful message counts that much sooner.
    ...(settings.localMailbox ? { finalReplyTimeoutMs: 30_000 } : {}),
  });
  return {
    prisma,
    activities: {
      db: prisma,
      prisma,
      renderer,
      transport,
      evidence: settings.localMailbox ? [localMailboxEvidence(prisma)] : [],
      messageIdSecret: settings.secret,
      journalAddress: settings.journalAddress,
      worker: `${hostname()}/${process.pid}`,
    },
    async close() {
      await transport.close();
      await renderer.close();
      await prisma.$disconnect();
    },
  };
}
