/** The servers of a bench: started as `npm start` does, on data of their own, on loopback, and stopped at its end. */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime } from '@temporalio/worker';
import { migrate } from '../runtime/database/migrate.ts';
import { ensureDatabase, startPostgres, type PostgresServer } from '../runtime/database/postgres.ts';
import { findTemporal } from '../runtime/setup/places.mjs';
import { embeddedRetentionDays, registerSearchAttributes } from '../runtime/temporal/namespace.ts';
import { startTemporalServer } from '../runtime/temporal/server.ts';
import { until } from './measure.ts';

export interface Stage {
  /** For files of a bench; removed at the end. Readable by the database server. */
  folder: string;
  address: string;
  nativeConnection: NativeConnection;
  /** Of a mail server that takes everything, in a process of its own. */
  mailPort: number;
  /** Their processes. */
  servers: { postgres: number; temporal: number };
  /** The namespace of that name with a client, made and prepared on first use. */
  namespace(name: string): Promise<{ namespace: string; client: Client }>;
  /** Bytes that Temporal has on its disk. */
  temporalBytes(): number;
  /** URL of the database of that name, made and migrated on first use. */
  database(name: string): Promise<string>;
  close(): Promise<void>;
}

/** Timers exact to 50 ms instead of a second, or rounding would be all that is measured. */
const timerShiftMs = 50;

/** Before anything of Temporal is used in a process. */
export function quietRuntime(): void {
  Runtime.install({
    // Waves are ended with work under way, of which workers would warn.
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
    shutdownSignals: [],
  });
}

export async function openStage(): Promise<Stage> {
  quietRuntime();
  const folder = mkdtempSync(path.join(tmpdir(), 'relance-bench-'));
  chmodSync(folder, 0o755);
  const closers: (() => Promise<unknown> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    // Each for itself: a connection still in use must not keep a server alive.
    for (const step of closers.splice(0).reverse()) {
      await Promise.resolve()
        .then(step)
        .catch(() => undefined);
    }
  };
  try {
    const temporal = await openTemporal(folder, closers);
    const postgres = await startPostgres({
      dataFolder: path.join(folder, 'postgres'),
      logFile: path.join(folder, 'postgres.log'),
      password: randomUUID(),
    });
    closers.push(() => postgres.stop());
    const mailPort = await startMailServer(closers);
    const { temporalPid, ...rest } = temporal;
    const servers = { postgres: postgres.pid, temporal: temporalPid };
    return { folder, ...rest, mailPort, servers, database: databasesOf(postgres), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openTemporal(folder: string, closers: (() => Promise<unknown> | void)[]) {
  const binary = findTemporal();
  if (!binary)
    throw new Error('There is no Temporal server on this machine: run "npm start" once, it fetches it.');
  const dbFile = path.join(folder, 'temporal.db');
  const server = await startTemporalServer({
    binary,
    dbFile,
    logFile: path.join(folder, 'temporal.log'),
    namespace: 'default',
    timerShiftMs,
  });
  closers.push(() => server.stop());
  const connection = await Connection.connect({ address: server.address });
  closers.push(() => connection.close());
  const nativeConnection = await NativeConnection.connect({ address: server.address });
  closers.push(() => nativeConnection.close());
  return {
    address: server.address,
    temporalPid: server.pid,
    nativeConnection,
    namespace: eachOnce((name: string) => openNamespace(connection, name)),
    temporalBytes: () =>
      [dbFile, `${dbFile}-wal`].reduce(
        (sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0),
        0,
      ),
  };
}

async function openNamespace(connection: Connection, namespace: string) {
  await connection.workflowService.registerNamespace({
    namespace,
    // The generated types want a Long; the wire takes the number as well.
    workflowExecutionRetentionPeriod: { seconds: (embeddedRetentionDays * 86_400) as never },
  });
  await until(
    `the namespace ${namespace} is known everywhere`,
    async () => {
      try {
        await registerSearchAttributes(connection, namespace);
        return true;
      } catch {
        return false;
      }
    },
    60_000,
    500,
  );
  return { namespace, client: new Client({ connection, namespace }) };
}

async function startMailServer(closers: (() => Promise<unknown> | void)[]): Promise<number> {
  const child = fork(path.join(import.meta.dirname, 'mail-child.ts'), { execArgv: [] });
  closers.push(async () => {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  });
  const [port] = (await once(child, 'message')) as [number];
  return port;
}

/** One of each name. */
function eachOnce<T>(make: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };
}

function databasesOf(postgres: PostgresServer): (name: string) => Promise<string> {
  return eachOnce(async (name) => {
    const url = await ensureDatabase(postgres, name);
    await migrate(url);
    return url;
  });
}
