/** The embedded servers of `npm start`, each started again on the same address when it ends by itself. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { localSecrets, postgresFolder } from './data-folder.ts';
import { findPostgres } from './database/postgres-binaries.ts';
import { ensureDatabase, startPostgres } from './database/postgres.ts';
import { backoff } from './backoff.ts';
import { findTemporals } from './setup/places.mjs';
import { startLetterSandbox, type LetterSandbox } from './letter-sandbox/sandbox.ts';
import { startPaymentSandbox, type PaymentSandbox } from './payment-sandbox/sandbox.ts';
import { freePort } from './processes.ts';
import { rotate } from './supervise.ts';
import { binaryForData, forgetServer, rememberServer, stopLeftOverServer } from './temporal/data.ts';
import { startTemporalServer } from './temporal/server.ts';

export interface EmbeddedPart {
  /** Database URL or host:port; stays the same when the part is started again. */
  address: string;
  stop(): Promise<void>;
}

export interface PartOptions {
  dataFolder: string;
  say: (text: string) => void;
}

interface Server {
  port: number;
  pid: number;
  exited: Promise<string>;
  stop(): Promise<void>;
}

/** PostgreSQL with the database `relance`. */
export async function embeddedPostgres({ dataFolder, say }: PartOptions): Promise<EmbeddedPart> {
  const { account } = await findPostgres();
  const place = postgresFolder(dataFolder, account);
  if (place.moved) {
    say(`PostgreSQL does not run as root and may not enter ${dataFolder}: its data is in ${place.path}.`);
  }
  const logFile = path.join(dataFolder, 'logs', 'postgres.log');
  rotate(logFile);
  const { databasePassword: password } = localSecrets(dataFolder);
  const start = (port: number | undefined) =>
    startPostgres({ dataFolder: place.path, logFile, password, port });
  const server = await start(lastPort(dataFolder, 'postgres'));
  rememberPort(dataFolder, 'postgres', server.port);
  const address = await ensureDatabase(server, 'relance');
  return { address, stop: keepAlive('PostgreSQL', server, start, say) };
}

/** Temporal with its data in one file. */
export async function embeddedTemporal(
  { dataFolder, say }: PartOptions,
  namespace: string,
): Promise<EmbeddedPart> {
  const folder = path.join(dataFolder, 'temporal');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await stopLeftOverServer(folder);
  const binary = binaryForData(folder, findTemporals());
  const logFile = path.join(dataFolder, 'logs', 'temporal.log');
  rotate(logFile);
  const start = async (port: number | undefined) => {
    const server = await startTemporalServer({
      binary,
      dbFile: path.join(folder, 'relance.db'),
      logFile,
      namespace,
      port,
      timerShiftMs: 250,
    });
    rememberServer(folder, server.pid);
    return server;
  };
  const server = await start(lastPort(dataFolder, 'temporal'));
  rememberPort(dataFolder, 'temporal', server.port);
  const stop = keepAlive('Temporal', server, start, say);
  return {
    address: server.address,
    async stop() {
      await stop();
      forgetServer(folder);
    },
  };
}

/** A stand-in for a provider of letters, in this process: it keeps what it is given, and posts nothing. */
export async function embeddedLetterSandbox({
  dataFolder,
}: PartOptions): Promise<EmbeddedPart & { sandbox: LetterSandbox }> {
  const start = (port: number | undefined) =>
    startLetterSandbox({
      ...(port === undefined ? {} : { port }),
      folder: path.join(dataFolder, 'letter-sandbox'),
      // A minute of its retry ladder is a second, so that what was missed is told while somebody looks.
      msAMinute: 1_000,
      stepMs: 5_000,
    });
  const sandbox = await start(lastPort(dataFolder, 'letter-sandbox')).catch(() => start(undefined));
  rememberPort(dataFolder, 'letter-sandbox', Number(new URL(sandbox.url).port));
  return { address: sandbox.url, sandbox, stop: () => sandbox.close() };
}

/** A stand-in for a connector of payments and for the banks behind it, in this process: no money moves. */
export async function embeddedPaymentSandbox({
  dataFolder,
}: PartOptions): Promise<EmbeddedPart & { sandbox: PaymentSandbox }> {
  const start = (port: number | undefined) =>
    startPaymentSandbox({
      ...(port === undefined ? {} : { port }),
      folder: path.join(dataFolder, 'payment-sandbox'),
    });
  const sandbox = await start(lastPort(dataFolder, 'payment-sandbox')).catch(() => start(undefined));
  rememberPort(dataFolder, 'payment-sandbox', Number(new URL(sandbox.url).port));
  return { address: sandbox.url, sandbox, stop: () => sandbox.close() };
}

/** Where the API takes mail to capture addresses: that of the last start, where it is free, since mail programs keep it. */
export async function localCapturePort(dataFolder: string): Promise<number> {
  const port = await freePort(lastPort(dataFolder, 'capture'));
  rememberPort(dataFolder, 'capture', port);
  return port;
}

/** Returns the way to stop; until then a server that ends is started again on its port, which clients know. */
function keepAlive(
  name: string,
  first: Server,
  start: (port: number) => Promise<Server>,
  say: (text: string) => void,
): () => Promise<void> {
  const control = new AbortController();
  const { port } = first;
  let server = first;
  let startedAt = Date.now();
  const watching = (async () => {
    const restart = backoff();
    while (!control.signal.aborted) {
      const how = await server.exited;
      if (control.signal.aborted) return;
      say(`${name} ${how}; it is started again.`);
      for (;;) {
        await delay(restart.next(Date.now() - startedAt), undefined, { signal: control.signal }).catch(
          () => undefined,
        );
        if (control.signal.aborted) return;
        try {
          server = await startOnPort(port, start);
          startedAt = Date.now();
          say(`${name} answers again.`);
          break;
        } catch (error) {
          say(error instanceof Error ? error.message : String(error));
        }
      }
    }
  })();
  return async () => {
    control.abort();
    await server.stop();
    await watching;
    await server.stop();
  };
}

async function startOnPort(port: number, start: (port: number) => Promise<Server>): Promise<Server> {
  const server = await start(port);
  if (server.port === port) return server;
  await server.stop();
  throw new Error(`Port ${port} is taken by another program: end it, so that this part can come back.`);
}

/** The port of the last start is tried first, so that addresses people wrote down stay good. */
function lastPort(dataFolder: string, part: string): number | undefined {
  const file = path.join(dataFolder, `${part}.port`);
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}

function rememberPort(dataFolder: string, part: string, port: number): void {
  writeFileSync(path.join(dataFolder, `${part}.port`), String(port));
}
