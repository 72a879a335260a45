import type { AppDeps } from '../../context.ts';

/** What many confirm together waits longer, so that the first of them can still be taken back after the last. */
const undoMsForEach = 150;
const longestUndoMs = 300_000;

/** How long a confirmation waits for second thoughts, alone or as one of many. */
export function undoMsFor({ settings: { undoSeconds } }: AppDeps, of = 1): number {
  if (undoSeconds === 0) return 0;
  return Math.min(undoSeconds * 1000 + (of - 1) * undoMsForEach, longestUndoMs);
}
