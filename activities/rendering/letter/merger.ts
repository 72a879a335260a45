import { threadPool } from '../../thread-pool.ts';
import type { LetterPart, LetterPartInput } from './letter-part.ts';
import { mergeLetters, type Merged, type Merging } from './merge-letters.ts';

/** One letter at a time, at most some megabytes. */
const bounds = { budgetMs: 30_000, heapMb: 256, threads: 1 };
const pool = threadPool<LetterPartInput, LetterPart>(new URL('./merge-thread.ts', import.meta.url), bounds);

/** Many letters in one file, as bytes in order, on a thread of its own. */
export function mergedLetters(merging: Omit<Merging, 'partOf'>): AsyncGenerator<Uint8Array, Merged> {
  return mergeLetters({ ...merging, partOf: (input) => pool.run(input) });
}
