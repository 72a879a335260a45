import { threadPool } from '../../thread-pool.ts';
import type { LettersToMerge, MergedLetters } from './merge-letters.ts';

/** A thousand letters hold some tens of megabytes; one such file is made at a time. */
const bounds = { budgetMs: 120_000, heapMb: 768, threads: 1 };
const pool = threadPool<LettersToMerge, MergedLetters>(new URL('./merge-thread.ts', import.meta.url), bounds);

/** Many letters in one file, on a thread of its own. */
export function mergedLetters(letters: LettersToMerge): Promise<MergedLetters> {
  return pool.run(letters);
}
