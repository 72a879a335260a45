/** The two sides of a comparison: workers of the product on a lens, and workers of a bare workflow. */
import path from 'node:path';
import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import { createPrismaClient } from '../prisma/client.ts';
import { type OpenDatabase, openDatabase } from '../test/support/database.ts';
import { workflowBundle } from '../worker/bundle.ts';
import { createWorkerDeps } from '../worker/deps.ts';
import { createWorkers } from '../worker/workers.ts';
import { Lens } from './lens.ts';
import type { Stage } from './stage.ts';
import type { BareActivities } from './workflows/bare.ts';

/** As a worker of `npm start` is set, but for the pace of sending, which would be all that is measured. */
const settings = {
  databasePoolSize: 10,
  workerCachedCases: 500,
  smtpMessagesPerMinute: 100_000,
};

export interface Product {
  db: OpenDatabase;
  databaseUrl: string;
  lens: Lens;
  close(): Promise<void>;
}

export async function startProduct(stage: Stage): Promise<Product> {
  const databaseUrl = await stage.database('cases');
  const deps = createWorkerDeps({
    ...settings,
    databaseUrl,
    smtpUrl: `smtp://127.0.0.1:${stage.sink.port}?starttls=never`,
    secret: 'a secret of at least thirty-two characters',
    publicUrl: 'http://localhost:8080',
    journalAddress: undefined,
    journalImapUrl: undefined,
    localMailbox: false,
  });
  const lens = new Lens();
  const { codePath } = await workflowBundle();
  const workers = await createWorkers(settings, {
    connection: stage.nativeConnection,
    namespace: stage.namespace,
    codePath,
    activities: lens.over(createActivities(deps.activities)),
    channels: deps.activities.channels,
  });
  const stop = running(workers);
  const db = openDatabase(createPrismaClient({ url: databaseUrl, poolSize: 5 }));
  return {
    db,
    databaseUrl,
    lens,
    async close() {
      await stop();
      await deps.close();
      await db.$disconnect();
    },
  };
}

export const bareQueues = { cases: 'bench-bare', send: 'bench-bare-send' } as const;

export class BareSide {
  evaluated = new Set<string>();
  performed = 0;
  lastPerformedAt = 0;
  stop: () => Promise<void> = async () => undefined;

  reset(): void {
    this.evaluated = new Set();
    this.performed = 0;
    this.lastPerformedAt = 0;
  }

  get activities(): BareActivities {
    return {
      evaluate: async (id) => void this.evaluated.add(id),
      perform: async () => {
        this.performed += 1;
        this.lastPerformedAt = Date.now();
      },
    };
  }
}

/** Workers with the limits of the product's. */
export async function startBare(stage: Stage): Promise<BareSide> {
  const side = new BareSide();
  const bundle = await bundleWorkflowCode({
    workflowsPath: path.join(import.meta.dirname, 'workflows', 'bare.ts'),
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
  });
  const common = {
    connection: stage.nativeConnection,
    namespace: stage.namespace,
    activities: { ...side.activities },
  };
  side.stop = running([
    await Worker.create({
      ...common,
      taskQueue: bareQueues.cases,
      workflowBundle: bundle,
      maxCachedWorkflows: settings.workerCachedCases,
      maxConcurrentLocalActivityExecutions: settings.databasePoolSize,
    }),
    await Worker.create({
      ...common,
      taskQueue: bareQueues.send,
      maxConcurrentActivityTaskExecutions: 10,
      maxTaskQueueActivitiesPerSecond: settings.smtpMessagesPerMinute / 60,
    }),
  ]);
  return side;
}

function running(workers: Worker[]): () => Promise<void> {
  const done = Promise.all(workers.map((worker) => worker.run()));
  return async () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    await done;
  };
}
