/** Replays histories in a process of their own: one at a time, within a time and a memory, and stopped when nobody waits. */
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { replays, type Replay } from '../../domain/workflow-runs/verdict.ts';

export interface Asked {
  id: number;
  /** A history as JSON in the form of Temporal. */
  file: string;
  /** A file with workflow code, instead of that of today. */
  bundle?: string;
}

export interface Answered extends Replay {
  id: number;
  /** Of the workflow code that it was replayed against. */
  build: string;
  workflow: string | null;
}

export type ReplayResult = Omit<Answered, 'id' | 'build'> & { build: string | null };

export interface Replayer {
  /** @param options.signal ends a replay that nobody waits for any more: it gives up */
  replay(file: string, options?: { signal?: AbortSignal; bundle?: string }): Promise<ReplayResult>;
  close(): void;
}

export interface ReplayLimits {
  bytes: number;
  events: number;
  ms: number;
  megabytes: number;
}

/** A run of 51,200 events, which is as long as Temporal lets one be, takes about half a minute. */
export const replayLimits: ReplayLimits = {
  bytes: 32 * 1024 * 1024,
  events: 20_000,
  ms: 60_000,
  megabytes: 512,
};

const script = path.resolve(import.meta.dirname, '../../worker/replay-child.ts');
/** A process that nobody asks holds memory for nothing. */
const idleMs = 30_000;

export function createReplayer(limits: ReplayLimits = replayLimits): Replayer {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let nextId = 1;
  const end = () => {
    child?.kill('SIGKILL');
    child = undefined;
  };
  const without = (verdict: 'too_long' | 'gave_up'): ReplayResult => ({
    ...{ ...replays, verdict, build: null, workflow: null },
  });

  function start(): ChildProcess {
    const started = fork(script, [], {
      execArgv: [`--max-old-space-size=${limits.megabytes}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    started.once('exit', () => {
      if (child === started) child = undefined;
    });
    return started;
  }

  async function ask(asked: Asked, signal?: AbortSignal): Promise<ReplayResult> {
    if (signal?.aborted) return without('gave_up');
    clearTimeout(idle);
    const worker = (child ??= start());
    const { promise, resolve } = Promise.withResolvers<ReplayResult>();
    const giveUp = () => {
      if (child === worker) end();
      resolve(without('gave_up'));
    };
    const timer = setTimeout(giveUp, limits.ms);
    const onMessage = ({ id: _, ...answered }: Answered) => resolve(answered);
    worker.once('message', onMessage).once('exit', giveUp);
    signal?.addEventListener('abort', giveUp, { once: true });
    // One that has just ended takes nothing.
    worker.send(asked, (error) => error && giveUp());
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      worker.off('message', onMessage).off('exit', giveUp);
      signal?.removeEventListener('abort', giveUp);
      idle = setTimeout(end, idleMs).unref();
    }
  }

  return {
    replay(file, { signal, bundle } = {}) {
      if (file.length > limits.bytes || eventCount(file) > limits.events)
        return Promise.resolve(without('too_long'));
      const asked: Asked = { id: nextId++, file, ...(bundle === undefined ? {} : { bundle }) };
      const answer = last.then(() => ask(asked, signal));
      last = answer;
      return answer;
    },
    close() {
      clearTimeout(idle);
      end();
    },
  };
}

/** Without reading the file as a whole, which is what is to be bounded. */
function eventCount(file: string): number {
  let count = 0;
  for (let at = file.indexOf('"eventId"'); at !== -1; at = file.indexOf('"eventId"', at + 9)) count += 1;
  return count;
}
