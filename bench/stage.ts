/** The servers of a bench: started as `npm start` does, on data of their own, on loopback, and stopped at its end. */
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime } from '@temporalio/worker';
import { migrate } from '../runtime/database/migrate.ts';
import { ensureDatabase, startPostgres, type PostgresServer } from '../runtime/database/postgres.ts';
import { findTemporal } from '../runtime/setup/places.mjs';
import {
  embeddedRetentionDays,
  raiseRetention,
  registerSearchAttributes,
} from '../runtime/temporal/namespace.ts';
import { startTemporalServer } from '../runtime/temporal/server.ts';
import { startSmtpSink, type SmtpSink } from '../test/support/smtp-sink.ts';

export interface Stage {
  /** For files of a bench; removed at the end. Readable by the database server. */
  folder: string;
  namespace: string;
  address: string;
  client: Client;
  nativeConnection: NativeConnection;
  sink: SmtpSink;
  /** URL of the database of that name, made and migrated on first use. */
  database(name: string): Promise<string>;
  close(): Promise<void>;
}

const namespace = 'default';

/** Timers exact to 50 ms instead of a second, or rounding would be all that is measured. */
const timerShiftMs = 50;

export async function openStage(): Promise<Stage> {
  Runtime.install({
    // Waves are ended with work under way, of which workers would warn.
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
    shutdownSignals: [],
  });
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
    const sink = await startSmtpSink();
    closers.push(() => sink.close());
    return { folder, namespace, ...temporal, sink, database: databasesOf(postgres), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openTemporal(folder: string, closers: (() => Promise<unknown> | void)[]) {
  const binary = findTemporal();
  if (!binary)
    throw new Error('There is no Temporal server on this machine: run "npm start" once, it fetches it.');
  const server = await startTemporalServer({
    binary,
    dbFile: path.join(folder, 'temporal.db'),
    logFile: path.join(folder, 'temporal.log'),
    namespace,
    timerShiftMs,
  });
  closers.push(() => server.stop());
  const connection = await Connection.connect({ address: server.address });
  closers.push(() => connection.close());
  await registerSearchAttributes(connection, namespace);
  await raiseRetention(connection, namespace, embeddedRetentionDays);
  const nativeConnection = await NativeConnection.connect({ address: server.address });
  closers.push(() => nativeConnection.close());
  return { address: server.address, client: new Client({ connection, namespace }), nativeConnection };
}

function databasesOf(postgres: PostgresServer): (name: string) => Promise<string> {
  const made = new Map<string, Promise<string>>();
  const make = async (name: string) => {
    const url = await ensureDatabase(postgres, name);
    await migrate(url);
    return url;
  };
  return (name) => {
    const url = made.get(name) ?? make(name);
    made.set(name, url);
    return url;
  };
}
