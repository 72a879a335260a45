/** The life of a worker process, from its settings to its end. */
import { flushCompileCache } from 'node:module';
import { Connection, type Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { pino, type Logger } from 'pino';
import { createActivities } from '../activities/index.ts';
import type { ConnectedSettings } from '../config/settings.ts';
import { openClient } from '../runtime/temporal/client.ts';
import { requirePrepared } from '../runtime/temporal/namespace.ts';
import { startArchive } from './archive.ts';
import { workflowBundle } from './bundle.ts';
import type { WorkerDeps } from './deps.ts';
import { deploymentName, keepCurrent, supportsVersions } from './deployment.ts';
import { startRelay } from './relay.ts';
import { followStore, lookAtStore } from './store.ts';
import { createWorkers } from './workers.ts';

/** Follows cases, sends and imports until SIGTERM or SIGINT. */
export async function runWorker(settings: ConnectedSettings, deps: WorkerDeps): Promise<void> {
  const log = pino({ level: settings.logLevel, base: { part: 'worker', pid: process.pid } });
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta: { error, ...meta } = {} }) =>
      // Only "err" is written with its message and stack.
      log[level === 'ERROR' ? 'error' : 'warn']({ meta, err: error }, message),
    ),
    shutdownSignals: [],
  });
  const { codePath, hash } = await workflowBundle();
  const connection = await NativeConnection.connect(connectionOptions(settings));
  const clientConnection = await Connection.connect(connectionOptions(settings));
  await requirePrepared(clientConnection, settings.temporal.namespace);
  const { namespace } = settings.temporal;
  const client = openClient({ connection: clientConnection, namespace });
  const versions =
    settings.workerVersions === 'auto' && (await supportsVersions(clientConnection, namespace));
  const workers = await createWorkers(settings, {
    connection,
    namespace,
    codePath,
    activities: createActivities(deps.activities),
    channels: deps.activities.channels,
    buildId: versions ? hash : undefined,
  });
  const store = await storeOf(log, deps, { connection: clientConnection, namespace });
  const relay = startRelay({
    db: deps.prisma,
    databaseUrl: settings.databaseUrl,
    temporal: client,
    onTrouble: (error, retryInMs) =>
      log.warn({ error: messageOf(error), retryInMs }, 'facts wait to be relayed to their cases'),
  });
  const archive = archiveOf(log, deps, client);
  const stop = () => {
    log.info('stopping');
    for (const worker of workers) worker.shutdown();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const running = Promise.all(workers.map((worker) => worker.run()));
  const current = versions ? followCurrent(log, clientConnection, { namespace, buildId: hash }) : undefined;
  try {
    await Promise.race([current?.settled, running]);
    log.info({ bundle: hash, versions }, 'worker is ready');
    process.send?.({ ready: true });
    flushCompileCache();
    await running;
  } finally {
    current?.stop();
    store.stop();
    archive.stop();
    await relay.stop();
    await client.connection.close();
    await connection.close();
    await deps.close();
  }
}

function followCurrent(log: Logger, connection: Connection, version: { namespace: string; buildId: string }) {
  const current = keepCurrent({
    connection,
    ...version,
    onCurrent: () => log.info({ bundle: version.buildId }, 'cases go on with this version'),
    onTrouble: (error) =>
      log.warn({ error: messageOf(error) }, 'Temporal does not say which version is current'),
  });
  const settled = current.settled.catch((error: unknown) => {
    throw new Error(
      `This account may not say which version of the workers is the current one (${messageOf(error)}). Let it, or run ` +
        `"temporal worker deployment set-current-version --deployment-name ${deploymentName} --build-id ` +
        `${version.buildId}", or start the workers with WORKER_VERSIONS=off.`,
    );
  });
  return { settled, stop: () => current.stop() };
}

/** Before the relay begins, and from then on. */
async function storeOf(
  log: Logger,
  { prisma: db }: WorkerDeps,
  server: { connection: Connection; namespace: string },
): Promise<{ stop: () => void }> {
  const options = {
    db,
    ...server,
    onRebuild: (rebuildId: string) =>
      log.warn({ rebuildId }, 'Temporal has another store than before: everything open is handed to it'),
    onTrouble: (error: unknown) =>
      log.warn({ error: messageOf(error) }, 'Temporal does not say which store it has'),
  };
  return followStore({ ...options, first: await lookAtStore(options) });
}

function archiveOf(log: Logger, { prisma: db }: WorkerDeps, temporal: Client): { stop: () => void } {
  return startArchive({
    db,
    temporal,
    onTrouble: (error) => log.warn({ error: messageOf(error) }, 'runs that ended wait to be kept'),
  });
}

function connectionOptions({ temporal }: ConnectedSettings) {
  return { address: temporal.address, apiKey: temporal.apiKey, tls: temporal.tls };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
