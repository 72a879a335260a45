/** An embedded PostgreSQL: real, on loopback, its data in one folder. */
import { randomUUID } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseSession } from '../../prisma/session.ts';
import { freePort, processCommand, processGone, processStart, signalProcess } from '../processes.ts';
import { findPostgres } from './postgres-binaries.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

export interface PostgresOptions {
  /** Made and initialised when it is not there. The caller owns it: it holds the lock against a second start. */
  dataFolder: string;
  logFile: string;
  password: string;
  /** Taken when free; else another one. */
  port?: number;
  /** False only for data that may be lost (tests): no waiting for the disk. */
  durable?: boolean;
}

export interface PostgresServer {
  port: number;
  pid: number;
  databaseUrl(name: string): string;
  /** Settles when the server has ended, for any reason. */
  exited: Promise<string>;
  /** Open transactions are rolled back; returns when the data is safe on disk. */
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;
const stopTimeoutMs = 30_000;
const user = 'relance';

/** Only what the server needs: its own settings come from the command line, not from a stray PG… variable. */
const environment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };

/**
 * Starts PostgreSQL on `dataFolder`. A server that an earlier, killed run left behind is stopped first; lock files
 * are PostgreSQL's own to judge. Throws a sentence with the last lines of its log when it does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const binaries = await findPostgres();
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  if (!existsSync(path.join(options.dataFolder, 'PG_VERSION'))) initialise(binaries, options);
  await stopLeftOver(options.dataFolder);
  const until = Date.now() + startTimeoutMs;
  for (;;) {
    const port = await freePort(options.port);
    const logSize = fileSize(options.logFile);
    const server = launch(binaries, options, port);
    if (await answers(server, options.password, until)) {
      if (options.durable !== false) await refuseUnsafeSettings(server);
      return server;
    }
    const log = readFileSync(options.logFile).subarray(logSize).toString('utf8');
    // After a power cut the processes of the killed server hold its memory for up to two seconds.
    const passing = /pre-existing shared memory|lock file .* already exists|could not bind|in use/.test(log);
    if (!passing || Date.now() > until) throw new Error(failure(options, log));
    await delay(250);
  }
}

function initialise(binaries: PostgresBinaries, options: PostgresOptions): void {
  const { account } = binaries;
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  if (account) chownSync(options.dataFolder, account.uid, account.gid);
  const passwordFile = path.join(tmpdir(), `relance-${randomUUID()}`);
  writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600, flag: 'wx' });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const made = spawnSync(
    binaries.initdb,
    [
      ...['-D', options.dataFolder, '-U', user, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      // The built-in locale gives the same order on every machine, regardless of what the system has installed.
      ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      '--data-checksums',
      ...(options.durable === false ? ['--no-sync'] : []),
    ],
    { ...account, env: environment, cwd: '/', encoding: 'utf8' },
  );
  rmSync(passwordFile, { force: true });
  if (made.status === 0) return;
  rmSync(options.dataFolder, { recursive: true, force: true });
  throw new Error(
    `PostgreSQL could not prepare ${options.dataFolder}: ` +
      `${(made.stderr || made.error?.message || '').trim().slice(-600)}\n` +
      'Set RELANCE_DATA to a folder on a disk with space, or DATABASE_URL to a PostgreSQL of yours.',
  );
}

/** We hold Relance's lock on this folder, so a server on it is an orphan of a run that was killed. */
async function stopLeftOver(dataFolder: string): Promise<void> {
  const lockFile = path.join(dataFolder, 'postmaster.pid');
  if (!existsSync(lockFile)) return;
  const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1) return;
  const start = processStart(pid);
  if (start === undefined || !processCommand(pid).includes(dataFolder)) return;
  signalProcess(pid, 'SIGINT');
  if (await processGone(pid, start, stopTimeoutMs)) return;
  throw new Error(
    `A PostgreSQL of an earlier run (process ${pid}) still uses ${dataFolder} and does not stop. ` +
      `End it with "kill -QUIT ${pid}", then start again.`,
  );
}

function launch(binaries: PostgresBinaries, options: PostgresOptions, port: number): PostgresServer {
  const log = openSync(options.logFile, 'a');
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '200',
    shared_buffers: '128MB',
    log_line_prefix: '%m [%p] ',
    ...(options.durable === false
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
      : { fsync: 'on', synchronous_commit: 'on' }),
  };
  const child = spawn(
    binaries.postgres,
    [
      ...['-D', options.dataFolder, '-p', String(port)],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // Its own process group: Ctrl-C in the terminal must reach the workers first, and the database last.
    { ...binaries.account, env: environment, cwd: '/', detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  const exited = ending(child);
  return {
    port,
    pid: child.pid ?? 0,
    databaseUrl: (name) => `postgresql://${user}:${options.password}@127.0.0.1:${port}/${name}`,
    exited,
    stop: () => stop(child, exited),
  };
}

function ending(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`));
  });
}

async function stop(child: ChildProcess, exited: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // SIGINT is PostgreSQL's fast stop, SIGQUIT the immediate one that recovers at the next start.
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), stopTimeoutMs);
  await exited;
  clearTimeout(timer);
}

async function answers(server: PostgresServer, password: string, until: number): Promise<boolean> {
  let ended = false;
  void server.exited.then(() => (ended = true));
  while (!ended && Date.now() < until) {
    const client = new DatabaseSession({
      host: '127.0.0.1',
      port: server.port,
      user,
      password,
      database: 'postgres',
      connectionTimeoutMillis: 2000,
    });
    try {
      await client.connect();
      return true;
    } catch {
      await delay(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  if (!ended) await server.stop();
  return false;
}

/** What was answered with 250 or 200 must be there after a power cut. */
async function refuseUnsafeSettings(server: PostgresServer): Promise<void> {
  const client = new DatabaseSession({ connectionString: server.databaseUrl('postgres') });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; setting: string }>(
      "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'data_checksums')",
    );
    const off = rows.filter((row) => row.setting !== 'on').map((row) => row.name);
    if (off.length === 0) return;
  } finally {
    await client.end();
  }
  await server.stop();
  throw new Error(
    'PostgreSQL runs without fsync, synchronous_commit or data checksums: messages could be lost.',
  );
}

/** Makes the database when it is not there. */
export async function ensureDatabase(server: PostgresServer, name: string): Promise<string> {
  const client = new DatabaseSession({ connectionString: server.databaseUrl('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)} encoding 'UTF8'`);
  } finally {
    await client.end();
  }
  return server.databaseUrl(name);
}

function failure(options: PostgresOptions, log: string): string {
  const tail = log.trim().split('\n').slice(-6).join('\n');
  const advice = /No space left/.test(log)
    ? 'The disk is full: make room, then start again; nothing that was confirmed is lost.'
    : /database files are incompatible/.test(log)
      ? 'The data was made by another version of PostgreSQL: start the Relance that made it and move the data by dump.'
      : `Read ${options.logFile}, or set DATABASE_URL to a PostgreSQL of yours.`;
  return `PostgreSQL did not start on ${options.dataFolder}.\n${tail}\n${advice}`;
}

function fileSize(file: string): number {
  return existsSync(file) ? readFileSync(file).length : 0;
}
