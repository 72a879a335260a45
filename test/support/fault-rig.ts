/**
 * The product as an operator runs it, to be broken: real worker processes, a real Temporal server and PostgreSQL, in
 * real time, and a mail server in this process that is never killed and knows what really arrived.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { nodeEnvironment } from '../../config/environment.ts';
import { runningFile } from '../../config/running.ts';
import { createPrismaClient } from '../../prisma/client.ts';
import { migrate } from '../../runtime/database/migrate.ts';
import { ensureDatabase, startPostgres, type PostgresServer } from '../../runtime/database/postgres.ts';
import { portIsFree, signalProcess } from '../../runtime/processes.ts';
import { findTemporal } from '../../runtime/setup/places.mjs';
import { registerSearchAttributes } from '../../runtime/temporal/namespace.ts';
import { startTemporalServer, type TemporalServer } from '../../runtime/temporal/server.ts';
import { caseWorkflowId } from '../../workflows/messages/collection-case.ts';
import { createTestDatabase, type OpenDatabase, openDatabase } from './database.ts';
import { createCustomer, createEntity, type EntityOptions, type TestEntity } from './ledger.ts';
import { endsWithTheRun } from './shared-server.ts';
import { startSmtpSink, type SmtpSink } from './smtp-sink.ts';
import { startTemporal } from './temporal.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const readyWithinMs = 60_000;

export interface RigOptions {
  /** File that is started as a worker; the product's where absent. */
  worker?: string;
  /** Besides the settings of a worker. */
  environment?: Record<string, string>;
}

export interface FaultRig {
  databaseUrl: string;
  db: OpenDatabase;
  client: Client;
  /** Where Temporal answers. */
  address: string;
  namespace: string;
  sink: SmtpSink;
  /** Starts a worker process and waits until it is ready. */
  startWorker(): Promise<WorkerProcess>;
  /** Workers started from now on send to the local mailbox at `smtpUrl` and look there, as under `npm start`. */
  useLocalMailbox(smtpUrl: string): void;
  /** Ends the workers that still live, then everything else. */
  close(): Promise<void>;
}

export interface WorkerProcess {
  pid: number;
  alive(): boolean;
  /** As a power cut: no handler runs. Resolves when the process is gone. */
  kill(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  log(): string;
}

interface RigBasis {
  databaseUrl: string;
  db: OpenDatabase;
  address: string;
  namespace: string;
  client: Client;
  close(): Promise<void>;
}

/** On the servers that the run shares, with a database and a namespace of its own: for faults of workers and mail. */
export async function startFaultRig(options: RigOptions = {}): Promise<FaultRig> {
  const [database, temporal] = await Promise.all([createTestDatabase(), startTemporal({ namespace: 'own' })]);
  return rigOn(
    {
      databaseUrl: database.url,
      db: database.db,
      ...temporal,
      close: async () => {
        await temporal.close();
        await database.drop();
      },
    },
    options,
  );
}

export interface OwnServers {
  killPostgres(): Promise<void>;
  restartPostgres(): Promise<void>;
  killTemporal(): Promise<void>;
  restartTemporal(): Promise<void>;
  /** Ends it as a power cut does, and takes its data away: the next one knows nothing. Prepared as at each start. */
  loseTemporal(): Promise<void>;
}

/** On servers of its own, with data on disk as in production: for faults of the servers. */
export async function startFaultRigWithServers(options: RigOptions = {}): Promise<FaultRig & OwnServers> {
  const folder = mkdtempSync(path.join(tmpdir(), 'relance-faults-'));
  // PostgreSQL may run as another account, which must reach its data below.
  chmodSync(folder, 0o755);
  const password = randomUUID();
  const postgresOn = async (port?: number) =>
    ending(
      await startPostgres({
        dataFolder: path.join(folder, 'postgres'),
        logFile: path.join(folder, 'postgres.log'),
        password,
        port,
      }),
    );
  const temporalOn = async (port?: number) =>
    ending(
      await startTemporalServer({
        binary: findTemporal()!,
        dbFile: path.join(folder, 'temporal.db'),
        logFile: path.join(folder, 'temporal.log'),
        namespace: 'default',
        port,
        timerShiftMs: 50,
      }),
    );
  let [postgres, temporal] = await Promise.all([postgresOn(), temporalOn()]);
  const databaseUrl = await ensureDatabase(postgres, 'relance');
  await migrate(databaseUrl);
  const connection = await Connection.connect({ address: temporal.address });
  await registerSearchAttributes(connection, 'default');
  const db = openDatabase(createPrismaClient({ url: databaseUrl, poolSize: 4 }));
  const rig = await rigOn(
    {
      databaseUrl,
      db,
      address: temporal.address,
      namespace: 'default',
      client: new Client({ connection }),
      close: async () => {
        await connection.close();
        await db.$disconnect();
        await temporal.stop();
        await postgres.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    },
    options,
  );
  return Object.assign(rig, {
    killPostgres: () => powerCut(postgres, childrenOf(postgres.pid)),
    restartPostgres: async () => void (postgres = await samePort(postgres, postgresOn)),
    killTemporal: () => powerCut(temporal, []),
    restartTemporal: async () => void (temporal = await samePort(temporal, temporalOn)),
    loseTemporal: async () => {
      await powerCut(temporal, []);
      for (const suffix of ['', '-wal', '-shm'])
        rmSync(path.join(folder, `temporal.db${suffix}`), { force: true });
      temporal = await samePort(temporal, temporalOn);
      await registerSearchAttributes(connection, 'default');
    },
  });
}

type Server = PostgresServer | TemporalServer;

async function ending<S extends Server>(server: S): Promise<S> {
  await endsWithTheRun(server.pid);
  return server;
}

/** Makes sure that what was killed is what served: nobody answers on the port afterwards. */
async function powerCut(server: Server, children: number[]): Promise<void> {
  if (await portIsFree(server.port)) throw new Error(`nothing listened on ${server.port} before the kill`);
  for (const pid of [server.pid, ...children]) signalProcess(pid, 'SIGKILL');
  await server.exited;
  await until('the killed server to be gone', async () => portIsFree(server.port), 10_000);
}

async function samePort<S extends Server>(before: S, start: (port: number) => Promise<S>): Promise<S> {
  const after = await start(before.port);
  if (after.port !== before.port) throw new Error(`port ${before.port} was taken by somebody else`);
  return after;
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => {
      try {
        const stat = readFileSync(`/proc/${candidate}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
      } catch {
        return false;
      }
    });
}

async function rigOn(
  context: RigBasis,
  { worker: script = 'worker/main.ts', environment = {} }: RigOptions = {},
): Promise<FaultRig> {
  const sink = await startSmtpSink();
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'relance-fault-worker-'));
  const workers: WorkerProcess[] = [];
  const settings = {
    RELANCE_DATA: dataFolder,
    RELANCE_URL: 'http://127.0.0.1:1',
    RELANCE_SECRET: 'a secret of at least thirty-two characters',
    DATABASE_URL: context.databaseUrl,
    TEMPORAL_ADDRESS: context.address,
    TEMPORAL_NAMESPACE: context.namespace,
    SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
    SMTP_MESSAGES_PER_MINUTE: '60000',
    LOG_LEVEL: 'warn',
    ...environment,
  };
  return {
    ...context,
    sink,
    async startWorker() {
      const worker = await startWorkerProcess(script, settings);
      workers.push(worker);
      return worker;
    },
    useLocalMailbox(smtpUrl) {
      settings.SMTP_URL = smtpUrl;
      const { DATABASE_URL: databaseUrl, RELANCE_SECRET: secret, RELANCE_URL: publicUrl } = settings;
      const temporalAddress = context.address;
      const running = { pid: process.pid, databaseUrl, temporalAddress, smtpUrl, secret, publicUrl };
      writeFileSync(runningFile(dataFolder), JSON.stringify(running));
    },
    async close() {
      for (const worker of workers) await worker.kill();
      await sink.close();
      await context.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function startWorkerProcess(script: string, settings: Record<string, string>): Promise<WorkerProcess> {
  let log = '';
  const child = spawn(process.execPath, [script], {
    cwd: root,
    env: nodeEnvironment({ ...settings, NODE_OPTIONS: undefined }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-20_000)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let isKilled = false;
  child.once('exit', (code, signal) => {
    if (!isKilled) console.error(`a worker ended by itself (${code ?? signal}):\n${log}`);
  });
  const worker: WorkerProcess = {
    pid: child.pid!,
    alive: () => child.exitCode === null && child.signalCode === null,
    async kill() {
      isKilled = true;
      child.kill('SIGKILL');
      await ended;
    },
    signal: (signal) => void child.kill(signal),
    log: () => log,
  };
  await ready(child, worker);
  return worker;
}

async function ready(child: ChildProcess, worker: WorkerProcess): Promise<void> {
  const relayed = new Promise<boolean>((resolve) => {
    child.once('message', () => resolve(true));
    child.once('exit', () => resolve(false));
  });
  const late = delay(readyWithinMs, false, { ref: false });
  if (await Promise.race([relayed, late])) return;
  await worker.kill();
  throw new Error(`a worker did not start:\n${worker.log()}`);
}

/** Asks again until the answer is truthy, and gives it; the error names what was waited for and the last answer. */
export async function until<T>(
  what: string,
  probe: () => Promise<T>,
  withinMs: number,
): Promise<Exclude<T, false | null | undefined>> {
  const end = Date.now() + withinMs;
  let last: unknown;
  do {
    try {
      const answer = await probe();
      if (answer) return answer as Exclude<T, false | null | undefined>;
      last = answer;
    } catch (error) {
      last = error;
    }
    await delay(100);
  } while (Date.now() < end);
  throw new Error(`waited ${withinMs} ms for ${what}; last: ${String(last)}`);
}

/** Sends at any hour of any day, all at once. */
export const alwaysOpen: NonNullable<EntityOptions['entity']> = {
  calendar: {
    sendDays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    holidayCountries: [],
    extraHolidays: [],
    // Ends before it begins: open until midnight.
    windowStart: '00:00',
    windowEnd: '00:00',
    spreadMinutes: 0,
  },
  timeZone: 'UTC',
};

export async function alwaysOpenEntity(
  rig: Pick<FaultRig, 'db'>,
  { scenario }: Pick<EntityOptions, 'scenario'> = {},
): Promise<TestEntity> {
  return createEntity(rig.db, { entity: alwaysOpen, scenario });
}

const dayMs = 24 * 3600_000;

/** The day of UTC so many days from today, `YYYY-MM-DD`. */
export function daysFromToday(days: number): string {
  return new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
}

/** Customers whose first reminder, an automatic one, is due now; or waits, where what they owe is not due yet. */
export async function dueCustomers(
  rig: Pick<FaultRig, 'db'>,
  entity: TestEntity,
  count: number,
  dueOn = daysFromToday(-40),
): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push(
      await createCustomer(rig.db, entity, {
        data: { timeZone: 'UTC', country: 'FR' },
        items: [{ number: 'F-1', dueOn, openMinor: 120_000 }],
      }),
    );
  }
  return ids;
}

const underWay = ['planned', 'confirmed', 'sending'] as const;

/** All customers have an action, none is under way, and every fact has been relayed. */
export async function drained(
  rig: Pick<FaultRig, 'db'>,
  customerIds: string[],
  withinMs: number,
): Promise<void> {
  await until(
    `${customerIds.length} customers to be served`,
    async () => {
      const [waiting, open, served] = await Promise.all([
        rig.db.caseWake.count({ where: { relayedAt: null } }),
        rig.db.agendaAction.count({
          where: { customerId: { in: customerIds }, state: { in: [...underWay] } },
        }),
        rig.db.agendaAction.groupBy({ by: ['customerId'], where: { customerId: { in: customerIds } } }),
      ]);
      if (waiting === 0 && open === 0 && served.length === customerIds.length) return true;
      throw new Error(
        `facts not relayed ${waiting}, actions under way ${open}, customers served ${served.length}`,
      );
    },
    withinMs,
  );
}

/** Cases that do not simply run on: another status, work that is tried again and again, or a failed task. */
export async function troubledCases({ client }: Pick<FaultRig, 'client'>, ids: string[]): Promise<string[]> {
  const troubles = await Promise.all(
    ids.map(async (customerId) => {
      const handle = client.workflow.getHandle(caseWorkflowId(customerId));
      const { status, raw } = await handle.describe();
      if (status.name !== 'RUNNING') return [`${customerId} ${status.name}`];
      if ((raw.pendingActivities ?? []).length > 0) return [`${customerId} has an activity under way`];
      const { events } = await handle.fetchHistory();
      const failed = (events ?? []).filter((event) => event.workflowTaskFailedEventAttributes);
      return failed.map(
        ({ workflowTaskFailedEventAttributes: task }) =>
          `${customerId} failed task ${task?.cause}: ${task?.failure?.message}`,
      );
    }),
  );
  return troubles.flat();
}
