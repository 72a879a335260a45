import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Db } from '../../client.ts';
import type { KeptRun } from './read.ts';

/** Temporal ends a run at 50 MB of its own writing, which is shorter than this one. */
export const longestHistoryBytes = 128 * 1024 * 1024;

const pack = promisify(gzip);

/** Keeps a run that has ended; one that is kept already stays as it is. */
export async function keepRun(
  db: Db,
  run: Omit<KeptRun, 'bytes' | 'sha256'>,
  history: string,
): Promise<void> {
  const bytes = Buffer.byteLength(history);
  const data = {
    ...run,
    bytes,
    sha256: createHash('sha256').update(history).digest('hex'),
    history: bytes > longestHistoryBytes ? null : Buffer.from(await pack(history)),
  };
  await db.workflowRun.createMany({ data: [data], skipDuplicates: true });
}

/** Runs that ended before are kept, as far as they are of anything here. */
export async function markKeptUntil(db: Db, archivedUntil: Date): Promise<void> {
  await db.workflowStore.updateMany({ where: { id: 1 }, data: { archivedUntil } });
}
