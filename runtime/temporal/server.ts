/** An embedded Temporal server: the CLI's development server on loopback, its data in one SQLite file. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { freePort } from '../processes.ts';
import { answered } from './deadline.ts';

export interface TemporalOptions {
  binary: string;
  /** Null: in memory, for tests only. */
  dbFile: string | null;
  logFile: string;
  namespace: string;
  port?: number;
  /** Latest that a timer may fire, in milliseconds; the server's own default is 1000. */
  timerShiftMs?: number;
}

export interface TemporalServer {
  address: string;
  port: number;
  /** Where its HTTP API listens and answers nobody. */
  httpPort: number;
  pid: number;
  /** Settles when the server has ended, for any reason. */
  exited: Promise<string>;
  stop(): Promise<void>;
}

/**
 * The HTTP API cannot be left out, and it answers anyone who reaches the port: a web page can, by a plain form or by a
 * name that leads to this machine. It is opened for one host only, whose name no request can carry because of its
 * spaces. What the same port offers for Nexus does not ask for the host and is switched off.
 */
const noHttp = ['frontend.httpAllowedHosts=["no host at all"]', 'system.enableNexus=false'];

/**
 * A queue has one partition: four are for many machines, and each of them registers each queue of a worker with the
 * version of the workers, ten registrations at once, so that a start on a busy machine took a minute and more.
 */
const oneMachine = [
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
  'history.maxInFlightUpdates=100',
];

const startTimeoutMs = 60_000;
const stopTimeoutMs = 10_000;

/** Starts the server and waits until it answers. Throws a sentence with the end of its log when it does not. */
export async function startTemporalServer(options: TemporalOptions): Promise<TemporalServer> {
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  const port = await freePort(options.port);
  const httpPort = await freePort();
  const log = openSync(options.logFile, 'a');
  const child = spawn(options.binary, await serverArguments(options, port, httpPort), {
    // Its own process group: on Ctrl-C the worker drains first.
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: path.dirname(options.logFile) },
  });
  closeSync(log);
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`));
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    await exited;
    clearTimeout(timer);
  };
  const server = { address: `127.0.0.1:${port}`, port, httpPort, pid: child.pid ?? 0, exited, stop };
  if (await answers(server, options.namespace)) return server;
  await stop();
  throw new Error(
    `Temporal did not start.\n${tail(options.logFile)}\nRead ${options.logFile}, or set TEMPORAL_ADDRESS to a server of yours.`,
  );
}

async function serverArguments(options: TemporalOptions, port: number, httpPort: number): Promise<string[]> {
  const metricsPort = await freePort();
  return [
    ...['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(port)],
    ...['--http-port', String(httpPort), '--metrics-port', String(metricsPort)],
    ...['--namespace', options.namespace, '--log-level', 'warn', '--log-format', 'json'],
    ...[...noHttp, ...oneMachine].flatMap((value) => ['--dynamic-config-value', value]),
    ...(options.dbFile === null
      ? []
      : [
          ...['--db-filename', options.dbFile],
          // Measured: two to three times the throughput of the default settings.
          ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'],
        ]),
    ...(options.timerShiftMs === undefined
      ? []
      : ['--dynamic-config-value', `history.timerProcessorMaxTimeShift="${options.timerShiftMs}ms"`]),
  ];
}

async function answers(
  server: { address: string; exited: Promise<string> },
  namespace: string,
): Promise<boolean> {
  let ended = false;
  void server.exited.then(() => (ended = true));
  const until = Date.now() + startTimeoutMs;
  while (!ended && Date.now() < until) {
    let connection: Connection | undefined;
    try {
      const asked = await Connection.connect({ address: server.address, connectTimeout: 2000 });
      connection = asked;
      await answered(asked, () => asked.workflowService.describeNamespace({ namespace }));
      return true;
    } catch {
      await delay(100);
    } finally {
      await connection?.close();
    }
  }
  return false;
}

function tail(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-6).join('\n') : '';
}
