/** A worker process: follows cases, sends, imports. Several may run side by side. */
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { createActivities } from '../activities/index.ts';
import { ConfigRefused } from '../config/environment.ts';
import { readConnectedSettings, type ConnectedSettings } from '../config/settings.ts';
import { requirePrepared } from '../runtime/temporal/namespace.ts';
import { workflowBundle } from './bundle.ts';
import { createWorkerDeps } from './deps.ts';
import { startRelay } from './relay.ts';
import { createWorkers } from './workers.ts';

async function main(): Promise<void> {
  const settings = readConnectedSettings();
  const log = pino({ level: settings.logLevel, base: { part: 'worker', pid: process.pid } });
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta: { error, ...meta } = {} }) =>
      // Only "err" is written with its message and stack.
      log[level === 'ERROR' ? 'error' : 'warn']({ meta, err: error }, message),
    ),
    shutdownSignals: [],
  });
  const deps = createWorkerDeps(settings);
  const { codePath, hash } = await workflowBundle();
  const connection = await NativeConnection.connect(connectionOptions(settings));
  const clientConnection = await Connection.connect(connectionOptions(settings));
  await requirePrepared(clientConnection, settings.temporal.namespace);
  const client = new Client({ connection: clientConnection, namespace: settings.temporal.namespace });
  const workers = await createWorkers(settings, {
    connection,
    namespace: settings.temporal.namespace,
    codePath,
    activities: createActivities(deps.activities),
    channels: deps.activities.channels,
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
