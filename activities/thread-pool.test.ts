import { describe, expect, it } from 'vitest';
import { threadPool } from './thread-pool.ts';

const file = new URL('../test/support/busy-thread.ts', import.meta.url);
type Job = { busyMs?: number; fill?: boolean };

describe('jobs on threads of their own', () => {
  it('H5 a job over its time is ended, and the next one is done', async () => {
    const { run } = threadPool<Job, string>(file, { heapMb: 64, budgetMs: 2_000, threads: 1 });
    await expect(run({ busyMs: 600_000 })).rejects.toMatchObject({ name: 'AbortError' });
    await expect(run({})).resolves.toBe('done');
  });

  it('H5 a job over its memory is ended, and the next one is done', async () => {
    const { run } = threadPool<Job, string>(file, { heapMb: 16, budgetMs: 30_000, threads: 1 });
    await expect(run({ fill: true })).rejects.toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' });
    await expect(run({})).resolves.toBe('done');
  });

  it('H5 only so many wait for a thread; the rest are refused at once', async () => {
    const { run } = threadPool<Job, string>(file, { heapMb: 64, budgetMs: 30_000, threads: 1, waiting: 2 });
    const jobs = Array.from({ length: 5 }, () => run({ busyMs: 50 }));
    const outcomes = await Promise.allSettled(jobs);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(outcomes.at(-1)).toMatchObject({ reason: { code: 'service_unavailable' } });
  });

  it('H5 waiting for a thread is not counted as the time of a job', async () => {
    const { run } = threadPool<Job, string>(file, { heapMb: 64, budgetMs: 3_000, threads: 1 });
    const jobs = Array.from({ length: 8 }, () => run({ busyMs: 600 }));
    await expect(Promise.all(jobs)).resolves.toEqual(jobs.map(() => 'done'));
  });
});
