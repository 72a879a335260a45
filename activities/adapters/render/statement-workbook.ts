import type { RenderJob } from './job.ts';
import { threadPool } from '../../thread-pool.ts';
import { workbookBounds } from './workbook-bounds.ts';

const pool = threadPool<RenderJob, Uint8Array>(
  new URL('./statement-thread.ts', import.meta.url),
  workbookBounds,
);

/** Fewer rows are written sooner than a thread is started. */
const fewRows = 300;

/** The statement of a message as a workbook; a long one on a thread of its own, so that sending goes on meanwhile. */
export async function statementWorkbook(job: RenderJob): Promise<Uint8Array> {
  if (job.lines.length + job.credits.length > fewRows) return pool.run(job);
  // Loaded with the first one: it is a fifth of what a worker would load to start.
  const { statementXlsx } = await import('./statement-xlsx.ts');
  return statementXlsx(job);
}
