import type { Sheet } from '../../../domain/model/sheet.ts';
import { onOwnThread } from './own-thread.ts';

/**
 * A table as a workbook with typed cells, made on a thread of its own: tens of thousands of rows take seconds, in
 * which the thread that answers people must stay free.
 */
export function tableXlsx(sheet: Sheet): Promise<Uint8Array> {
  return onOwnThread(new URL('./table-thread.ts', import.meta.url), sheet);
}
