import type { ThreadBounds } from '../../thread-pool.ts';

/** What making one workbook may take. */
export const workbookBounds: ThreadBounds = { heapMb: 512, budgetMs: 60_000 };
