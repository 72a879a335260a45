/** The whole program as a newcomer starts it: one child process, read by what it prints and answers. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { nodeEnvironment } from '../../config/environment.ts';
import type { Environment } from '../../config/environment.ts';
import { freePort } from '../../runtime/processes.ts';

const root = path.resolve(import.meta.dirname, '../..');
const readyLine = /^Relance is ready: (\S+)$/m;

export interface Program {
  pid: number;
  /** Everything printed so far, both streams. */
  output(): string;
  /** The address in the ready line; throws with the output when the program ends before it. */
  ready(): Promise<string>;
  /** As Ctrl-C in its terminal; answers the exit code. */
  interrupt(): Promise<number | null>;
  /** Waits for the end without asking for it. */
  ended(): Promise<number | null>;
  /** Waits until a line matches that was printed after `from` characters; throws with the output after `withinMs`. */
  says(line: RegExp, options?: { from?: number; withinMs?: number }): Promise<void>;
}

export interface ProgramOptions {
  dataFolder: string;
  args?: string[];
  environment?: Environment;
}

/** A folder of the test's own that PostgreSQL's account may enter. */
export function makeDataFolder(): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'relance-start-'));
  chmodSync(folder, 0o755);
  return {
    path: path.join(folder, 'data'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** `npm start -- ARGS` without its set-up, on a free port unless ARGS name one. */
export async function startProgram({ dataFolder, args = [], environment }: ProgramOptions): Promise<Program> {
  const port = args.includes('--port') ? [] : ['--port', String(await freePort())];
  return runNode(['runtime/start.ts', ...port, ...args], { RELANCE_DATA: dataFolder, ...environment });
}

/** One process of the program by hand, as docs/running-beyond-one-machine.md shows it. */
export function runNode(args: string[], environment: Environment): Program {
  // The channel only ties the child to this process: it stops by itself when a run of tests is killed.
  const child = spawn(process.execPath, ['--import', path.join(root, 'runtime/follow-parent.ts'), ...args], {
    cwd: root,
    env: nodeEnvironment({ NODE_ENV: undefined, NODE_OPTIONS: undefined, VITEST: undefined, ...environment }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  let hasEnded = false;
  const ended = new Promise<number | null>((resolve) =>
    child.once('close', (code) => ((hasEnded = true), resolve(code))),
  );
  const says: Program['says'] = async (line, { from = 0, withinMs = 60_000 } = {}) => {
    const until = Date.now() + withinMs;
    while (!line.test(output.slice(from))) {
      if (hasEnded || Date.now() > until) {
        throw new Error(`${hasEnded ? 'It ended' : 'Time passed'} before it said ${line}:\n${output}`);
      }
      await delay(50);
    }
  };
  return {
    pid: child.pid ?? 0,
    output: () => output,
    says,
    ended: () => ended,
    async ready() {
      await says(readyLine, { withinMs: 150_000 });
      return readyLine.exec(output)?.[1] ?? '';
    },
    async interrupt() {
      if (!hasEnded) child.kill('SIGINT');
      return ended;
    },
  };
}
