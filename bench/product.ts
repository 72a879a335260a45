/** The sides of a comparison: workers of the product on a fast calendar, and workers of a bare workflow. */
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { bundleWorkflowCode, Worker, type WorkflowBundle } from '@temporalio/worker';
import type { PaymentAccounts } from '../activities/payments/connectors.ts';
import { createActivities } from '../activities/index.ts';
import { createPrismaClient } from '../prisma/client.ts';
import { type OpenDatabase, openDatabase } from '../test/support/database.ts';
import { workflowBundle } from '../worker/bundle.ts';
import { createWorkerDeps, type WorkerDeps } from '../worker/deps.ts';
import { createWorkers } from '../worker/workers.ts';
import { FastCalendar } from './fast-calendar.ts';
import type { Stage } from './stage.ts';
import type { BareActivities } from './workflows/bare.ts';

/** As a worker of `npm start` is set, but for the pace of sending, which would be all that is measured. */
export const settings = {
  databasePoolSize: 10,
  workerCachedCases: 500,
  smtpMessagesPerMinute: 100_000,
};

export interface Product {
  db: OpenDatabase;
  databaseUrl: string;
  /** Of the namespace in which its cases run. */
  client: Client;
  calendar: FastCalendar;
  close(): Promise<void>;
}

export interface ProductOptions {
  /** Of a side of its own: its database, and the namespace of its cases. */
  name?: string;
  smtpMessagesPerMinute?: number;
  workerCachedCases?: number;
  paymentAccounts?: PaymentAccounts;
}

export async function startProduct(
  stage: Pick<Stage, 'database' | 'mailPort' | 'namespace' | 'nativeConnection'>,
  { name = 'cases', ...changed }: ProductOptions = {},
): Promise<Product> {
  const own = { ...settings, ...changed };
  const databaseUrl = await stage.database(name);
  const { client, namespace } = await stage.namespace(name);
  const deps = depsOf(stage, databaseUrl, own);
  const calendar = new FastCalendar();
  const { codePath } = await workflowBundle();
  const workers = await createWorkers(own, {
    connection: stage.nativeConnection,
    namespace,
    codePath,
    activities: calendar.over(createActivities(deps.activities)),
    channels: deps.activities.channels,
  });
  const stop = running(workers);
  const db = openDatabase(createPrismaClient({ url: databaseUrl, poolSize: 5 }));
  return {
    db,
    databaseUrl,
    client,
    calendar,
    async close() {
      await stop();
      await deps.close();
      await db.$disconnect();
    },
  };
}

/** What activities of a side need, its carrier of mail among it. */
export function depsOf(
  { mailPort }: Pick<Stage, 'mailPort'>,
  databaseUrl: string,
  own: typeof settings & Pick<ProductOptions, 'paymentAccounts'> = settings,
): WorkerDeps {
  return createWorkerDeps({
    ...own,
    databaseUrl,
    smtpUrl: `smtp://127.0.0.1:${mailPort}?starttls=never`,
    secret: 'a secret of at least thirty-two characters',
    publicUrl: 'http://localhost:8080',
    journalAddress: undefined,
    journalImapUrl: undefined,
    letterAccounts: {},
    paymentAccounts: own.paymentAccounts ?? {},
    localMailbox: false,
  });
}

export interface Queues {
  cases: string;
  send: string;
}

export const bareQueues: Queues = { cases: 'bench-bare', send: 'bench-bare-send' };
export const floorQueues: Queues = { cases: 'bench-floor', send: 'bench-floor-send' };

/** Counts what its workflows ask for, and does nothing. */
export class BareSide {
  readonly queues: Queues;
  evaluated = new Set<string>();
  performed = 0;
  lastPerformedAt = 0;
  stop: () => Promise<void> = async () => undefined;

  constructor(queues: Queues = bareQueues) {
    this.queues = queues;
  }

  reset(): void {
    this.evaluated = new Set();
    this.performed = 0;
    this.lastPerformedAt = 0;
  }

  get activities(): BareActivities {
    return {
      evaluate: async (id) => void this.evaluated.add(id),
      perform: async () => this.acted(),
    };
  }

  protected acted(): void {
    this.performed += 1;
    this.lastPerformedAt = Date.now();
  }

  close(): Promise<void> {
    return this.stop();
  }
}

export async function startBare(stage: Stage): Promise<BareSide> {
  const side = new BareSide();
  side.stop = await workersOf(stage, side);
  return side;
}

let bundle: Promise<WorkflowBundle> | undefined;

/** Workers with the limits of the product's; answers how to stop them. */
export async function workersOf(
  stage: Stage,
  { queues, activities }: BareSide,
): Promise<() => Promise<void>> {
  bundle ??= bundleWorkflowCode({
    workflowsPath: path.join(import.meta.dirname, 'workflows', 'bare.ts'),
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
  });
  const { namespace } = await stage.namespace('cases');
  const common = { connection: stage.nativeConnection, namespace, activities: { ...activities } };
  return running([
    await Worker.create({
      ...common,
      taskQueue: queues.cases,
      workflowBundle: await bundle,
      maxCachedWorkflows: settings.workerCachedCases,
      maxConcurrentLocalActivityExecutions: settings.databasePoolSize,
    }),
    await Worker.create({
      ...common,
      taskQueue: queues.send,
      maxConcurrentActivityTaskExecutions: 10,
      maxTaskQueueActivitiesPerSecond: settings.smtpMessagesPerMinute / 60,
    }),
  ]);
}

function running(workers: Worker[]): () => Promise<void> {
  const done = Promise.all(workers.map((worker) => worker.run()));
  return async () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    await done;
  };
}
