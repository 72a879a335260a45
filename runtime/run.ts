/** The parts in the order in which they need one another, and the way back down. */
import { spawn } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { ConfigRefused, nodeEnvironment } from '../config/environment.ts';
import { isLoopback, isReachable } from '../config/production.ts';
import { runningFile } from '../config/running.ts';
import type { Settings, TemporalSettings } from '../config/settings.ts';
import { createPrismaClient } from '../prisma/client.ts';
import { DatabaseSession } from '../prisma/session.ts';
import { taskQueues } from '../workflows/messages/task-queues.ts';
import { lockFolder, localSecrets, prepareDataFolder } from './data-folder.ts';
import {
  embeddedLetterSandbox,
  embeddedPaymentSandbox,
  embeddedPostgres,
  embeddedTemporal,
  localCapturePort,
} from './embedded-parts.ts';
import { ownSeal } from './seal-key.ts';
import { pingenSandboxAccount } from './letter-sandbox/pingen/account.ts';
import { sandboxAccount } from './letter-sandbox/sandbox.ts';
import { demoPost } from './demo-post.ts';
import { sandboxStripe } from './payment-sandbox/sandbox.ts';
import { startMailbox } from './mailbox.ts';
import { prepare } from './prepare.ts';
import { portIsFree } from './processes.ts';
import { superviseChild } from './supervise.ts';
import type { SupervisedChild } from './supervise.ts';
import { answered } from './temporal/deadline.ts';

export interface RunOptions {
  settings: Settings;
  demo: boolean;
  workers: number;
  open: boolean;
  say: (text: string) => void;
  /** Aborted by the first Ctrl-C. */
  signal: AbortSignal;
}

export interface Running {
  publicUrl: string;
  /** Settles when everything has been stopped in order. */
  stopped: Promise<void>;
  /** Ends the processes at once. */
  kill(): void;
}

interface Part {
  name: string;
  stop(): Promise<void>;
}

const defaultPort = 8080;
/** Longer than a worker needs to finish what it sends. */
const drainMs = 75_000;
const readyTimeoutMs = 120_000;
const leastFreeBytes = 500 * 1024 * 1024;

/** Starts everything; what was started is stopped again when a later part refuses. Throws a sentence. */
export async function run(options: RunOptions): Promise<Running> {
  const { settings } = options;
  const { dataFolder } = settings;
  prepareDataFolder(dataFolder);
  const lock = lockFolder(dataFolder);
  const parts: Part[] = [{ name: 'lock', stop: async () => lock.release() }];
  const children: SupervisedChild[] = [];
  const stopAll = async (): Promise<void> => {
    for (const part of parts.reverse().splice(0)) {
      await part
        .stop()
        .catch((error: Error) => options.say(`${part.name} did not stop cleanly: ${error.message}`));
    }
  };
  try {
    const publicUrl = await startParts(options, parts, children);
    const stopped = new Promise<void>((resolve) => {
      const down = () => void stopAll().then(() => (options.say('Stopped; the data is kept.'), resolve()));
      if (options.signal.aborted) down();
      else options.signal.addEventListener('abort', down, { once: true });
    });
    return { publicUrl, stopped, kill: () => children.forEach((child) => child.kill()) };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function startParts(options: RunOptions, parts: Part[], children: SupervisedChild[]): Promise<string> {
  const { settings, say, signal } = options;
  const { dataFolder } = settings;
  parts.push(watchDisk(dataFolder, say));
  const port = await choosePort(settings, say);
  const publicUrl = settings.publicUrl ?? `http://localhost:${port}`;

  const databaseUrl = await database(options, parts);
  signal.throwIfAborted();
  const letterSandbox = await sandboxOfLetters(options, parts);
  const paymentSandbox = await sandboxOfPayments(options, parts);
  signal.throwIfAborted();
  const temporalComes = temporalServer(options, parts);
  say('Preparing the database …');
  const secret = settings.secret ?? localSecrets(dataFolder).secret;
  const seal = settings.seal === undefined ? await ownSeal(dataFolder) : undefined;
  const sealUsed = seal ?? settings.seal!;
  const prepared = prepare({
    databaseUrl,
    temporal: temporalComes,
    embeddedTemporal: settings.temporal.address === undefined,
    demo: options.demo,
    production: settings.production,
    reachable: isReachable(settings.host, publicUrl),
    secret,
    publicUrl,
    post: letterSandbox && demoPost(letterSandbox.sandbox, { ...sealUsed, isSelfMade: seal !== undefined }),
  });
  const [temporal, { migrations, signIn }] = await both(temporalComes, prepared);
  signal.throwIfAborted();
  if (migrations.length > 0) say('The database was brought up to date.');
  const mailboxUrl = settings.smtpUrl === undefined ? await mailbox(options, databaseUrl, parts) : undefined;
  signal.throwIfAborted();

  const connections = {
    databaseUrl,
    temporalAddress: temporal.address,
    smtpUrl: mailboxUrl,
    letterSandbox: letterSandbox?.account,
    pingenSandbox: letterSandbox?.pingen,
    paymentSandbox,
    seal,
    captureSmtpPort: settings.captureSmtp === undefined ? await localCapturePort(dataFolder) : undefined,
    secret,
    publicUrl,
  };
  const file = runningFile(dataFolder);
  writeFileSync(file, JSON.stringify({ ...connections, pid: process.pid }), { mode: 0o600 });
  parts.push({ name: 'running.json', stop: async () => rmSync(file, { force: true }) });
  const environment = nodeEnvironment({ RELANCE_DATA: dataFolder, PORT: String(port) });

  say('Starting the worker and the web pages …');
  startChildren({ options, environment, parts, children });
  await ready({ port, host: settings.host, temporal, signal, logs: path.join(dataFolder, 'logs') });
  say(`Relance is ready: ${publicUrl}`);
  for (const line of signIn) say(line);
  if (mailboxUrl !== undefined) say(mailboxSentence(settings, publicUrl));
  if (letterSandbox)
    say(`Letters stay on this machine too. Sandbox, nothing is posted: ${letterSandbox.account.pagesUrl}`);
  if (options.open) openBrowser(publicUrl);
  return publicUrl;
}

/** Both to their end, also where one fails: what has been started is then known, and stopped. */
async function both<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

/** Anyone who reads the mailbox is every recipient at once, so only this machine's own browsers are shown it. */
function mailboxSentence({ host, production }: Settings, publicUrl: string): string {
  const shown = !production && isLoopback(host) && isLoopback(new URL(publicUrl).hostname);
  return shown
    ? 'Mail stays on this machine: the local mailbox shows every message. Ctrl-C stops everything.'
    : 'Mail stays on this machine. The pages of the local mailbox are off, because other machines reach this ' +
        'address; leave HOST and RELANCE_URL unset to see them.';
}

/** The port stays free until the API takes it, a few seconds later; the API says so when somebody was faster. */
async function choosePort({ port, host }: Settings, say: (text: string) => void): Promise<number> {
  if (port !== undefined && port !== 0) {
    if (await portIsFree(port, host)) return port;
    throw new ConfigRefused([
      `Port ${port} is taken: stop the program that listens there, or choose another one with --port.`,
    ]);
  }
  for (let candidate = defaultPort; candidate < defaultPort + 100; candidate++) {
    if (!(await portIsFree(candidate, host))) continue;
    if (candidate !== defaultPort) say(`Port ${defaultPort} is taken; ${candidate} is used.`);
    return candidate;
  }
  throw new ConfigRefused([
    `No port from ${defaultPort} to ${defaultPort + 99} is free: choose one with --port.`,
  ]);
}

async function database({ settings, say, signal }: RunOptions, parts: Part[]): Promise<string> {
  if (settings.databaseUrl !== undefined) {
    const { databaseUrl } = settings;
    await patiently(`The database at ${hostOf(databaseUrl)}`, { say, signal }, async () => {
      const client = new DatabaseSession({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 });
      try {
        await client.connect();
      } finally {
        await client.end().catch(() => undefined);
      }
    });
    return databaseUrl;
  }
  say('Starting PostgreSQL …');
  const part = await embeddedPostgres({ dataFolder: settings.dataFolder, say });
  parts.push({ name: 'PostgreSQL', stop: () => part.stop() });
  return part.address;
}

async function temporalServer(
  { settings, say, signal }: RunOptions,
  parts: Part[],
): Promise<TemporalSettings> {
  const { address, ...rest } = settings.temporal;
  if (address !== undefined) {
    await patiently(`Temporal at ${address}`, { say, signal }, async () => {
      const connection = await Connection.connect({
        address,
        tls: rest.tls,
        apiKey: rest.apiKey,
        connectTimeout: 5000,
      });
      try {
        await answered(connection, () =>
          connection.workflowService.describeNamespace({ namespace: rest.namespace }),
        );
      } finally {
        await connection.close();
      }
    });
    return { ...rest, address };
  }
  say('Starting Temporal …');
  const part = await embeddedTemporal({ dataFolder: settings.dataFolder, say }, rest.namespace);
  parts.push({ name: 'Temporal', stop: () => part.stop() });
  return { ...rest, address: part.address };
}

/** A part of yours that is away at the start is waited for, with the reason on the screen, not given up. */
async function patiently(
  what: string,
  { say, signal }: { say: (text: string) => void; signal: AbortSignal },
  attempt: () => Promise<void>,
): Promise<void> {
  let last = '';
  for (;;) {
    signal.throwIfAborted();
    try {
      await attempt();
      if (last) say(`${what} answers.`);
      return;
    } catch (error) {
      const reason = reasonOf(error);
      if (reason !== last) say(`${what} cannot be used yet (${reason}); trying again every five seconds.`);
      last = reason;
    }
    await delay(5000, undefined, { signal });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  const { details, code } = error as Error & { details?: string; code?: string | number };
  return details || error.message || String(code);
}

function hostOf(url: string): string {
  return new URL(url).host;
}

async function mailbox({ say }: RunOptions, databaseUrl: string, parts: Part[]): Promise<string> {
  const db = createPrismaClient({ url: databaseUrl, poolSize: 4 });
  const server = await startMailbox({
    db,
    onTrouble: (error) => say(`The local mailbox could not keep a message: ${error.message}`),
  });
  parts.push({
    name: 'mailbox',
    async stop() {
      await server.close();
      await db.$disconnect();
    },
  });
  return server.url;
}

/** In place of providers of letters, unless there is one; never in production, where nobody waits for such letters. */
async function sandboxOfLetters({ settings, say }: RunOptions, parts: Part[]) {
  const { production, maileva, pingen } = settings;
  if (production || maileva !== undefined || pingen !== undefined) return undefined;
  const part = await embeddedLetterSandbox({ dataFolder: settings.dataFolder, say });
  parts.push({ name: 'letter sandbox', stop: () => part.stop() });
  const { address, sandbox } = part;
  const common = { apiUrl: address, pagesUrl: address };
  return {
    sandbox,
    account: { ...common, tokenUrl: address, ...sandboxAccount },
    pingen: { ...common, identityUrl: address, ...pingenSandboxAccount },
  };
}

/** In place of a connector of payments, unless there is one; never in production. */
async function sandboxOfPayments({ settings, say }: RunOptions, parts: Part[]) {
  if (settings.production || settings.stripe !== undefined) return undefined;
  const part = await embeddedPaymentSandbox({ dataFolder: settings.dataFolder, say });
  parts.push({ name: 'payment sandbox', stop: () => part.stop() });
  say(`Payments of customers go to a sandbox, no money moves: ${part.address}`);
  return { apiUrl: part.address, pagesUrl: part.address, ...sandboxStripe };
}

interface ChildrenOptions {
  options: RunOptions;
  environment: Record<string, string | undefined>;
  parts: Part[];
  children: SupervisedChild[];
}

function startChildren({ options, environment, parts, children }: ChildrenOptions): void {
  const { settings, say, workers } = options;
  const root = path.resolve(import.meta.dirname, '..');
  const start = (name: string, script: string): void => {
    const logFile = path.join(settings.dataFolder, 'logs', `${name}.log`);
    const child = superviseChild({ name, script: path.join(root, script), environment, logFile, say });
    children.push(child);
    parts.push({ name, stop: () => child.stop(drainMs) });
  };
  for (let n = 1; n <= workers; n++) start(workers === 1 ? 'worker' : `worker-${n}`, 'worker/main.ts');
  start('api', 'api/main.ts');
}

interface ReadyOptions {
  port: number;
  host: string;
  temporal: TemporalSettings;
  signal: AbortSignal;
  logs: string;
}

/** The API answers that it reaches its parts, and a worker listens to the cases' queue. */
async function ready({ port, host, temporal, signal, logs }: ReadyOptions): Promise<void> {
  const until = Date.now() + readyTimeoutMs;
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const connection = await Connection.connect({ ...temporal, connectTimeout: 10_000 });
  try {
    for (;;) {
      signal.throwIfAborted();
      if (
        (await answersReady(`http://${address}:${port}/api/health`)) &&
        (await workerListens(connection, temporal))
      ) {
        return;
      }
      if (Date.now() > until) {
        throw new Error(
          `The worker or the web pages did not come up in two minutes. Read the logs in ${logs}.`,
        );
      }
      await delay(200, undefined, { signal });
    }
  } finally {
    await connection.close();
  }
}

async function answersReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(3000) });
    // Not its status: a case that fails, or a full disk, is reported to people and keeps nothing from starting.
    const health = (await answer.json()) as {
      database?: boolean;
      temporal?: boolean;
      searchAttributes?: boolean;
    };
    return (
      answer.ok && health.database === true && health.temporal === true && health.searchAttributes === true
    );
  } catch {
    return false;
  }
}

async function workerListens(connection: Connection, { namespace }: TemporalSettings): Promise<boolean> {
  const workflowQueue = 1;
  const { pollers } = await answered(connection, () =>
    connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: taskQueues.scenario },
      taskQueueType: workflowQueue,
    }),
  );
  return pollers.length > 0;
}

/** Sending stops by itself before anything is lost; a person should know earlier. */
function watchDisk(folder: string, say: (text: string) => void): Part {
  let warned = false;
  const checkSpace = (): void => {
    const { bavail, bsize } = statfsSync(folder);
    const low = bavail * bsize < leastFreeBytes;
    if (low && !warned) {
      say(
        `Only ${Math.round((bavail * bsize) / 1024 / 1024)} MB are free on the disk of ${folder}: make room. On a ` +
          'full disk nothing is sent or taken in until there is space again.',
      );
    }
    warned = low;
  };
  checkSpace();
  const timer = setInterval(checkSpace, 30_000);
  return { name: 'disk watch', stop: async () => clearInterval(timer) };
}

function openBrowser(url: string): void {
  const command =
    process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open';
  spawn(command, [url], { detached: true, stdio: 'ignore' })
    .once('error', () => undefined)
    .unref();
}
