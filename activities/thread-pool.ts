import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import { RefusedError } from '../domain/errors.ts';

export interface ThreadBounds {
  /** Heap of one thread. */
  heapMb: number;
  /** Time of one job, from when a thread is free for it. */
  budgetMs: number;
  /** Jobs at the same time. */
  threads?: number;
  /** Jobs that may wait for a thread: each holds what it is about in memory. Absent: as many as there are. */
  waiting?: number;
}

/** The longest that a thread without work is kept. */
const idleMs = 60_000;

/**
 * Runs the function `run` of a file on threads of its own, which are started at the first job and kept warm. A job
 * over its time or memory is ended with its thread; the next one gets a new thread.
 *
 * The function that is answered rejects with what the job threw, with an `AbortError` after `budgetMs`, with
 * `ERR_WORKER_OUT_OF_MEMORY` beyond `heapMb`, and with RefusedError `service_unavailable` where too many wait already.
 */
export function threadPool<Input, Output>(
  file: URL,
  { heapMb, budgetMs, threads = 2, waiting = Infinity }: ThreadBounds,
): (input: Input) => Promise<Output> {
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
  // Who waits for a thread does not spend the time of the job.
  const limit = pLimit(threads);
  return async (input) => {
    if (limit.pendingCount >= waiting) throw new RefusedError('service_unavailable');
    return limit(() => pool.run(input, { signal: AbortSignal.timeout(budgetMs) }));
  };
}
