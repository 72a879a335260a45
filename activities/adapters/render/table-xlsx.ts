import type { Sheet } from '../../../domain/model/sheet.ts';
import { threadPool } from '../../thread-pool.ts';
import { workbookBounds } from './workbook-bounds.ts';

const pool = threadPool<Sheet, Uint8Array>(new URL('./table-thread.ts', import.meta.url), workbookBounds);

/**
 * A table as a workbook with typed cells, made on a thread of its own: tens of thousands of rows take seconds, in
 * which the thread that answers people must stay free.
 */
export function tableXlsx(sheet: Sheet): Promise<Uint8Array> {
  return pool.run(sheet);
}
