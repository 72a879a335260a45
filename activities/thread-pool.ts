import { MessageChannel, type Transferable } from 'node:worker_threads';
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import { RefusedError } from '../domain/errors.ts';

export interface ThreadBounds {
  /** Heap of one thread. */
  heapMb: number;
  /** Time of one job, from when a thread is ready for it. Absent: until it is done, or somebody ends it. */
  budgetMs?: number;
  /** Jobs at the same time. */
  threads?: number;
  /** Jobs that may wait for a thread: each holds what it is about in memory. Absent: as many as there are. */
  waiting?: number;
}

export interface ThreadPool<Input, Output> {
  /**
   * Rejects with what the job threw, with an `AbortError` after `budgetMs` or when `signal` says so, with
   * `ERR_WORKER_OUT_OF_MEMORY` beyond `heapMb`, and with RefusedError `service_unavailable` where too many wait already.
   */
  run(input: Input, options?: { signal?: AbortSignal; transfer?: Transferable[] }): Promise<Output>;
  /** Ends the threads, whatever they are doing. */
  close(): Promise<void>;
}

/** A line to a job that sends more than one answer: one end stays, the other goes along in `transfer`. */
export function jobLine(): MessageChannel {
  return new MessageChannel();
}

/** The longest that a thread without work is kept. */
const idleMs = 60_000;

/**
 * Runs the function `run` of a file on threads of its own, which are started at the first job and kept warm. A job
 * over its time or memory is ended with its thread; the next one gets a new thread.
 */
export function threadPool<Input, Output>(
  file: URL,
  { heapMb, budgetMs, threads = 2, waiting = Infinity }: ThreadBounds,
): ThreadPool<Input, Output> {
  const pool = new Piscina<Input, Output>({
    filename: file.href,
    name: 'run',
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    // Flags of the parent (a debugger, a test runner) do not belong in here.
    execArgv: [],
  });
  const ready = new Set<unknown>();
  pool.on('workerCreate', (thread) => ready.add(thread));
  pool.on('workerDestroy', (thread) => ready.delete(thread));
  // Last words of a thread that has no job any more; without a listener they would end the process.
  pool.on('error', () => undefined);
  // Who waits for a thread, or for one to start, does not spend the time of the job.
  const limit = pLimit(threads);
  const whenReady = (begin: () => void) =>
    ready.size >= limit.activeCount ? begin() : pool.once('workerCreate', begin);

  async function onThread(input: Input, options: { signal?: AbortSignal; transfer?: Transferable[] }) {
    const overrun = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const begin = () => (timer = setTimeout(() => overrun.abort(), budgetMs));
    if (budgetMs !== undefined) whenReady(begin);
    try {
      return await pool.run(input, {
        signal: options.signal ? AbortSignal.any([options.signal, overrun.signal]) : overrun.signal,
        ...(options.transfer && { transferList: options.transfer }),
      });
    } finally {
      pool.off('workerCreate', begin);
      clearTimeout(timer);
    }
  }

  return {
    async run(input, options = {}) {
      if (limit.pendingCount >= waiting) throw new RefusedError('service_unavailable');
      return limit(() => onThread(input, options));
    },
    close: () => pool.destroy(),
  };
}
