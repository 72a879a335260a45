import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import { RefusedError } from '../../../domain/errors.ts';
import { openArchive, readDirectory } from './archive.ts';
import type { FileSource, ReadLimits, TableRow } from './table.ts';
import type { ThreadInput, ThreadMessage } from './workbook-thread.ts';

export interface WorkbookFile {
  path: string;
  remove: () => Promise<void>;
}

/** A workbook is read from its end: it is put on disk under a generated name, and checked before it is unpacked. */
export async function keepWorkbook(source: FileSource, limits: ReadLimits): Promise<WorkbookFile> {
  const folder = await mkdtemp(join(tmpdir(), 'relance-workbook-'));
  const path = join(folder, 'workbook');
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(Readable.from(source.open()), createWriteStream(path));
    const zip = await openArchive(path);
    try {
      await readDirectory(zip, source.sizeBytes, limits);
    } finally {
      zip.close();
    }
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Streams the rows of one sheet from a thread that is ended when it is silent for too long. */
export async function* readWorkbookRows(
  file: WorkbookFile,
  source: FileSource,
  sheet: string | undefined,
  limits: ReadLimits,
  onSheet: (name: string) => void,
): AsyncGenerator<TableRow[]> {
  const input: ThreadInput = {
    path: file.path,
    packedBytes: source.sizeBytes,
    maxRows: limits.maxRows,
    limits: {
      maxUnpackedBytes: limits.maxUnpackedBytes,
      maxRatio: limits.maxRatio,
      maxEntries: limits.maxEntries,
    },
    ...(sheet === undefined ? {} : { sheet }),
  };
  const worker = new Worker(new URL('./workbook-thread.ts', import.meta.url), {
    workerData: input,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.maxHeapMb },
  });
  const messages = new MessageQueue(worker);
  try {
    for (;;) {
      const message = await messages.next(limits.maxSilenceMs);
      switch (message.kind) {
        case 'sheet':
          onSheet(message.name);
          break;
        case 'rows':
          yield message.rows;
          worker.postMessage('next');
          break;
        case 'refused':
          throw new RefusedError(message.code, message.params);
        case 'failed':
          throw new RefusedError('file_unreadable', { reason: 'damaged_part' });
        case 'end':
          return;
      }
    }
  } finally {
    await worker.terminate();
  }
}

class MessageQueue {
  private readonly queue: ThreadMessage[] = [];
  private failure: RefusedError | null = null;
  private wake: (() => void) | null = null;

  constructor(worker: Worker) {
    worker.on('message', (message: ThreadMessage) => {
      this.queue.push(message);
      this.wake?.();
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'damaged_part';
      this.failure = new RefusedError(reason === 'memory' ? 'file_too_large' : 'file_unreadable', { reason });
      this.wake?.();
    });
    worker.on('exit', () => {
      this.failure ??= new RefusedError('file_unreadable', { reason: 'damaged_part' });
      this.wake?.();
    });
  }

  async next(maxSilenceMs: number): Promise<ThreadMessage> {
    const until = Date.now() + maxSilenceMs;
    for (;;) {
      const message = this.queue.shift();
      if (message !== undefined) return message;
      if (this.failure !== null) throw this.failure;
      await this.waitUntil(until);
      if (this.queue.length === 0 && this.failure === null && Date.now() >= until) {
        throw new RefusedError('file_unreadable', { reason: 'too_slow' });
      }
    }
  }

  private waitUntil(until: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, until - Date.now()));
      this.wake = () => {
        clearTimeout(timer);
        this.wake = null;
        resolve();
      };
    });
  }
}
