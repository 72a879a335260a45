/** Mail is read on a thread of its own, within bounds of time and memory. */
import { threadPool, type ThreadPool } from '../thread-pool.ts';
import type { MailReading } from '../../domain/capture/reading.ts';
import type { ReadingJob } from './read-job.ts';

export type MailReader = ThreadPool<ReadingJob, MailReading>;

/** Far above what the largest takes. */
const budgetMs = 60_000;

/** The caller closes it. */
export function createMailReader(): MailReader {
  return threadPool(new URL('./read-job.ts', import.meta.url), { heapMb: 1024, budgetMs, threads: 1 });
}
