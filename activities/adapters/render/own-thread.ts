import { Worker } from 'node:worker_threads';

const budgetMs = 60_000;
const heapMb = 512;

/** Runs one file as a thread that is given `data`, answers with one message of bytes, and is ended then. */
export async function onOwnThread(file: URL, data: unknown): Promise<Uint8Array> {
  const thread = new Worker(file, {
    workerData: data,
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
