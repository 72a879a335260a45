/** A worker process: follows cases, sends, imports. Several may run side by side. */
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { createActivities } from '../activities/index.ts';
import { ConfigRefused } from '../config/environment.ts';
import { readConnectedSettings, type ConnectedSettings } from '../config/settings.ts';
import { taskQueues } from '../workflows/messages.ts';
import { workflowBundle } from './bundle.ts';
import { createWorkerDeps } from './deps.ts';
import { startRelay } from './relay.ts';

/** Longer than the longest wait after the end of data of a message that is usual; see docs on deploying. */
const shutdownGraceTime = '65 seconds';
const shutdownForceTime = '75 seconds';

async function main(): Promise<void> {
  const settings = readConnectedSettings();
  const log = pino({ level: settings.logLevel, base: { part: 'worker', pid: process.pid } });
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
      log[level === 'ERROR' ? 'error' : 'warn']({ meta }, message),
    ),
    shutdownSignals: [],
  });
  const deps = createWorkerDeps(settings);
  const { codePath, hash } = await workflowBundle();
  const connection = await NativeConnection.connect(connectionOptions(settings));
  const client = new Client({
    connection: await Connection.connect(connectionOptions(settings)),
    namespace: settings.temporal.namespace,
  });
  const workers = await createWorkers(settings, {
    connection,
    codePath,
    activities: createActivities(deps.activities),
  });
  const relay = startRelay({
    db: deps.prisma,
    databaseUrl: settings.databaseUrl,
    temporal: client,
    onTrouble: (error, retryInMs) =>
      log.warn({ error: messageOf(error), retryInMs }, 'facts wait to be told to their cases'),
  });
  const stop = () => {
    log.info('stopping');
    for (const worker of workers) worker.shutdown();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  log.info({ bundle: hash }, 'worker is ready');
  process.send?.({ ready: true });
  try {
    await Promise.all(workers.map((worker) => worker.run()));
  } finally {
    await relay.stop();
    await client.connection.close();
    await connection.close();
    await deps.close();
  }
}

interface Parts {
  connection: NativeConnection;
  codePath: string;
  activities: ReturnType<typeof createActivities>;
}

/** One worker a task queue, so that sending can be limited and scaled apart from following. */
async function createWorkers(
  settings: ConnectedSettings,
  { connection, codePath, activities }: Parts,
): Promise<Worker[]> {
  const { namespace } = settings.temporal;
  const common = { connection, namespace, activities, shutdownGraceTime, shutdownForceTime };
  const workflowBundleOption = { codePath };
  return Promise.all([
    Worker.create({
      ...common,
      taskQueue: taskQueues.scenario,
      workflowBundle: workflowBundleOption,
      maxCachedWorkflows: settings.workerCachedCases,
      maxConcurrentLocalActivityExecutions: settings.databasePoolSize,
    }),
    Worker.create({
      ...common,
      taskQueue: taskQueues.mail,
      maxConcurrentActivityTaskExecutions: 10,
      maxTaskQueueActivitiesPerSecond: Math.max(1, settings.smtpMessagesPerMinute / 60),
    }),
    Worker.create({
      ...common,
      taskQueue: taskQueues.imports,
      workflowBundle: workflowBundleOption,
      maxCachedWorkflows: 20,
      maxConcurrentActivityTaskExecutions: 2,
    }),
  ]);
}

function connectionOptions({ temporal }: ConnectedSettings) {
  return { address: temporal.address, apiKey: temporal.apiKey, tls: temporal.tls };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof ConfigRefused ? error.message : messageOf(error)}\n`);
    process.exit(1);
  },
);
