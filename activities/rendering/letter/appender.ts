import { refuse, type Outcome } from '../../../domain/errors.ts';
import { threadPool } from '../../thread-pool.ts';
import type { AppendedPages, Appending } from './append-documents.ts';
import type { AppendTask } from './append-thread.ts';

const bounds = { budgetMs: 15_000, heapMb: 384, threads: 1 };
const pool = threadPool<AppendTask, unknown>(new URL('./append-thread.ts', import.meta.url), bounds);

/** Pages of a PDF that somebody else made; null where it cannot be read, or takes too long to be. */
export async function pagesOf(document: Uint8Array): Promise<number | null> {
  const counted = await bounded<(number | null)[]>({ kind: 'count', documents: [document] });
  return counted?.[0] ?? null;
}

/** A letter with documents behind it. Refuses with `render_budget_exceeded` where they take too long to be read. */
export async function appended(appending: Appending): Promise<Outcome<AppendedPages>> {
  const made = await bounded<AppendedPages>({ kind: 'append', ...appending });
  return made === undefined ? refuse('render_budget_exceeded', bounds) : { ok: true, value: made };
}

async function bounded<Result>(task: AppendTask): Promise<Result | undefined> {
  try {
    return (await pool.run(task)) as Result;
  } catch (error) {
    const { name, code } = error as NodeJS.ErrnoException;
    if (name !== 'AbortError' && code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
    return undefined;
  }
}
