import { on } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RefusedError } from '../../../domain/errors.ts';
import { jobLine, threadPool, type ThreadPool } from '../../thread-pool.ts';
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

/** By heap: one pool in practice, more where a test has bounds of its own. */
const pools = new Map<number, ThreadPool<ThreadInput, void>>();

function poolOf(heapMb: number): ThreadPool<ThreadInput, void> {
  let pool = pools.get(heapMb);
  if (pool === undefined) {
    pool = threadPool(new URL('./workbook-thread.ts', import.meta.url), { heapMb });
    pools.set(heapMb, pool);
  }
  return pool;
}

/** Streams the rows of one sheet from a thread that is ended when it is silent for too long. */
export async function* readWorkbookRows(
  file: WorkbookFile,
  source: FileSource,
  sheet: string | undefined,
  limits: ReadLimits,
  onSheet: (name: string) => void,
): AsyncGenerator<TableRow[]> {
  const { port1: port, port2: theirs } = jobLine();
  const stop = new AbortController();
  const messages = on(port, 'message') as AsyncIterator<[ThreadMessage]>;
  const input: ThreadInput = {
    port: theirs,
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
  const job = poolOf(limits.maxHeapMb).run(input, { signal: stop.signal, transfer: [theirs] });
  const broken = job.then(
    // Its last message is on its way.
    () => new Promise<never>(() => undefined),
    (error: NodeJS.ErrnoException) => {
      throw error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? new RefusedError('file_too_large', { reason: 'memory' })
        : new RefusedError('file_unreadable', { reason: 'damaged_part' });
    },
  );
  broken.catch(() => undefined);
  try {
    for (;;) {
      const message = await soon(Promise.race([messages.next(), broken]), limits.maxSilenceMs);
      switch (message.kind) {
        case 'sheet':
          onSheet(message.name);
          break;
        case 'rows':
          yield message.rows;
          port.postMessage('next');
          break;
        case 'refused':
          throw new RefusedError(message.code, message.params);
        case 'end':
          await job;
          return;
      }
    }
  } finally {
    stop.abort();
    port.close();
  }
}

async function soon(
  next: Promise<IteratorResult<[ThreadMessage]>>,
  maxSilenceMs: number,
): Promise<ThreadMessage> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new RefusedError('file_unreadable', { reason: 'too_slow' })),
      maxSilenceMs,
    );
  });
  try {
    const [message] = (await Promise.race([next, silence])).value as [ThreadMessage];
    return message;
  } finally {
    clearTimeout(timer);
  }
}
