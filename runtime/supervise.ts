/** Processes that are started again when they end, later each time, until they have lived for a minute. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { backoff } from './backoff.ts';

export interface ChildOptions {
  name: string;
  /** A TypeScript file, run on the Node that runs this. */
  script: string;
  environment: Record<string, string | undefined>;
  logFile: string;
  say: (text: string) => void;
}

export interface SupervisedChild {
  name: string;
  /** Asks the process to finish what it does; kills it after `graceMs`. */
  stop(graceMs: number): Promise<void>;
  kill(): void;
}

const followParent = path.join(import.meta.dirname, 'follow-parent.ts');
const maxLogBytes = 20 * 1024 * 1024;

/** Starts the process and keeps it alive. Its output goes to the log file; errors also to the screen, a few a time. */
export function superviseChild(options: ChildOptions): SupervisedChild {
  const restart = backoff();
  let stopping = false;
  let child: ChildProcess;
  let waiting: NodeJS.Timeout | undefined;
  let ended: Promise<void>;
  const start = (): void => {
    const startedAt = Date.now();
    child = launch(options);
    ended = new Promise((resolve) => child.once('exit', () => resolve()));
    child.once('exit', (code, signal) => {
      if (stopping) return;
      const inMs = restart.next(Date.now() - startedAt);
      options.say(
        `${options.name} ended (${signal ?? `code ${code}`}) and is started again in ${Math.round(inMs / 1000)} s. ` +
          `Its log: ${options.logFile}`,
      );
      waiting = setTimeout(start, inMs);
    });
  };
  start();
  return {
    name: options.name,
    async stop(graceMs) {
      stopping = true;
      clearTimeout(waiting);
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
    },
    kill() {
      stopping = true;
      clearTimeout(waiting);
      child.kill('SIGKILL');
    },
  };
}

function launch({ script, environment, logFile, name, say }: ChildOptions): ChildProcess {
  rotate(logFile);
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  // A full disk must not end the process that could say so.
  log.on('error', () => undefined);
  const child = spawn(process.execPath, ['--import', followParent, script], {
    env: environment,
    // Its own process group: Ctrl-C in the terminal reaches this process, which stops the others in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const screen = thinned((line) => say(`${name}: ${line}`), logFile);
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      const trouble = troubleOf(line, stream === child.stderr);
      if (trouble) screen(trouble);
    });
  }
  child.once('close', () => log.end());
  return child;
}

const errorLevel = 50;

/** The sentence of a log line that a person at the terminal should see. */
function troubleOf(line: string, isErrorStream: boolean): string | undefined {
  if (!line.startsWith('{'))
    return isErrorStream && line.trim() && !/Warning: |--trace-/.test(line) ? line.slice(0, 300) : undefined;
  try {
    const { level, msg } = JSON.parse(line) as { level?: number; msg?: string };
    return level !== undefined && level >= errorLevel ? msg?.slice(0, 300) : undefined;
  } catch {
    return undefined;
  }
}

/** At most five lines in ten seconds; the rest stays in the log. */
function thinned(show: (line: string) => void, logFile: string): (line: string) => void {
  let since = 0;
  let shown = 0;
  return (line) => {
    if (Date.now() - since > 10_000) [since, shown] = [Date.now(), 0];
    shown += 1;
    if (shown <= 5) show(line);
    if (shown === 6) show(`more of the kind stands in ${logFile}`);
  };
}

/** One older file is kept. */
export function rotate(logFile: string): void {
  if (existsSync(logFile) && statSync(logFile).size > maxLogBytes) renameSync(logFile, `${logFile}.1`);
}
