import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { threadMessages } from '../../thread-messages.ts';
import { threadPool } from '../../thread-pool.ts';
import type { FileSource, ReadLimits } from '../spreadsheet/table.ts';
import type { StatementMessage, StatementThreadInput } from './statement-thread.ts';

let pool: ReturnType<typeof threadPool<StatementThreadInput, void>> | undefined;

/**
 * Streams a bank file from a thread that is ended when it is silent for too long. Throws RefusedError `bank_file_wrong`
 * and those of files.
 */
export async function* readStatements(
  source: FileSource,
  limits: ReadLimits,
  encoding: string,
): AsyncGenerator<StatementMessage> {
  const folder = await mkdtemp(join(tmpdir(), 'relance-bank-'));
  const path = join(folder, 'file');
  try {
    await pipeline(Readable.from(source.open()), createWriteStream(path));
    pool ??= threadPool(new URL('./statement-thread.ts', import.meta.url), { heapMb: limits.maxHeapMb });
    const threads = pool;
    yield* threadMessages<StatementMessage>(
      (port, signal) =>
        threads.run({ port, path, encoding, maxTransactions: limits.maxRows }, { signal, transfer: [port] }),
      limits.maxSilenceMs,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
