import { Worker } from 'node:worker_threads';
import type { Sheet } from '../../../domain/model/sheet.ts';

const budgetMs = 60_000;
const heapMb = 512;

/**
 * A table as a workbook with typed cells, made on a thread of its own: tens of thousands of rows take seconds, in
 * which the thread that answers people must stay free.
 */
export async function tableXlsx(sheet: Sheet): Promise<Uint8Array> {
  const thread = new Worker(new URL('./table-thread.ts', import.meta.url), {
    workerData: sheet,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    // Flags of the parent (a debugger, a test runner) do not belong in here.
    execArgv: [],
  });
  try {
    return await answerOf(thread);
  } finally {
    await thread.terminate();
  }
}

function answerOf(thread: Worker): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the workbook took too long')), budgetMs);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      settle();
    };
    thread.once('message', (bytes: Uint8Array) => end(() => resolve(bytes)));
    thread.once('error', (error) => end(() => reject(error)));
    thread.once('exit', () => end(() => reject(new Error('the thread of the workbook ended'))));
  });
}
