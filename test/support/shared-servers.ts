/**
 * Servers that all tests of a run share, started when the first test asks: one PostgreSQL with a migrated template
 * database, one Temporal server with fast timers. The run's main process keeps them; test files ask over loopback.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../runtime/database/migrate.ts';
import { ensureDatabase, startPostgres } from '../../runtime/database/postgres.ts';
import type { PostgresServer } from '../../runtime/database/postgres.ts';
import { processStart } from '../../runtime/processes.ts';
import { findTemporal } from '../../runtime/setup/places.mjs';
import {
  embeddedRetentionDays,
  raiseRetention,
  registerSearchAttributes,
} from '../../runtime/temporal/namespace.ts';
import { startTemporalServer } from '../../runtime/temporal/server.ts';
import type { TemporalServer } from '../../runtime/temporal/server.ts';

export interface SharedServers {
  postgres: { adminUrl: string; template: string };
  temporal: { address: string; namespace: string };
}

declare module 'vitest' {
  interface ProvidedContext {
    sharedServersUrl: string;
  }
}

/** `/watch/PID`: this process ends with the run at the latest. */
const watchPath = '/watch/';
export const templateDatabase = 'relance_template';
const namespace = 'default';

let close: (() => Promise<void>) | undefined;

export async function setup(project: TestProject): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'relance-test-'));
  // PostgreSQL may run as another account, which must reach its data below.
  chmodSync(folder, 0o755);
  const watchdog = startWatchdog(folder);
  let postgres: Promise<PostgresServer> | undefined;
  let temporal: Promise<TemporalServer> | undefined;
  const lend = async (what: string): Promise<unknown> => {
    if (what.startsWith(watchPath)) return watchdog.watch(Number(what.slice(watchPath.length)));
    if (what === '/postgres') {
      const server = await (postgres ??= startSharedPostgres(folder, watchdog.watch));
      return { adminUrl: server.databaseUrl('postgres'), template: templateDatabase };
    }
    const server = await (temporal ??= startSharedTemporal(folder, watchdog.watch));
    return { address: server.address, namespace };
  };
  const desk = createServer((request, response) => {
    lend(request.url ?? '').then(
      (sharedServer) => response.end(JSON.stringify(sharedServer ?? null)),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  project.provide('sharedServersUrl', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`);
  close = async () => {
    desk.closeAllConnections();
    desk.close();
    for (const server of await Promise.allSettled([temporal, postgres])) {
      if (server.status === 'fulfilled') await server.value?.stop();
    }
    watchdog.end();
    rmSync(folder, { recursive: true, force: true });
  };
}

type Watch = (pid: number) => void;

/** A process of its own session: it outlives a run that is killed, by just as long as it takes to clean up. */
function startWatchdog(folder: string): { watch: Watch; end(): void } {
  const script = path.join(import.meta.dirname, 'watchdog.ts');
  const child = spawn(process.execPath, [script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.stdin.on('error', () => undefined);
  child.stdin.write(`folder ${folder}\n`);
  child.unref();
  return {
    watch: (pid) => void child.stdin.write(`process ${pid} ${processStart(pid) ?? ''}\n`),
    end: () => void child.stdin.end(),
  };
}

export async function teardown(): Promise<void> {
  await close?.();
}

async function startSharedPostgres(folder: string, watch: Watch): Promise<PostgresServer> {
  const server = await startPostgres({
    dataFolder: path.join(folder, 'postgres'),
    logFile: path.join(folder, 'postgres.log'),
    password: randomUUID(),
    durable: false,
  });
  watch(server.pid);
  await migrate(await ensureDatabase(server, templateDatabase));
  return server;
}

async function startSharedTemporal(folder: string, watch: Watch): Promise<TemporalServer> {
  const binary = findTemporal();
  if (!binary)
    throw new Error('There is no Temporal server on this machine: run "npm test" once, it fetches it.');
  const server = await startTemporalServer({
    binary,
    // A file, as in production: the in-memory store behaves differently when connections are idle.
    dbFile: path.join(folder, 'temporal.db'),
    logFile: path.join(folder, 'temporal.log'),
    namespace,
    timerShiftMs: 50,
  });
  watch(server.pid);
  const connection = await Connection.connect({ address: server.address });
  await registerSearchAttributes(connection, namespace);
  await raiseRetention(connection, namespace, embeddedRetentionDays);
  await connection.close();
  return server;
}
