import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { threadMessages } from '../../thread-messages.ts';
import { threadPool, type ThreadPool } from '../../thread-pool.ts';
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
  const { maxRows, maxUnpackedBytes, maxRatio, maxEntries, maxHeapMb, maxSilenceMs } = limits;
  const input: Omit<ThreadInput, 'port'> = {
    path: file.path,
    packedBytes: source.sizeBytes,
    maxRows,
    limits: { maxUnpackedBytes, maxRatio, maxEntries },
    ...(sheet === undefined ? {} : { sheet }),
  };
  const messages = threadMessages<ThreadMessage>(
    (port, signal) => poolOf(maxHeapMb).run({ ...input, port }, { signal, transfer: [port] }),
    maxSilenceMs,
  );
  for await (const message of messages) {
    if (message.kind === 'sheet') onSheet(message.name);
    else yield message.rows;
  }
}
