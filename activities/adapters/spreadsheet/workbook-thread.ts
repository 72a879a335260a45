/** The thread in which a workbook is read: it can be ended at any moment, and its memory is bounded. */
import { parentPort, workerData } from 'node:worker_threads';
import { RefusedError } from '../../../domain/errors.ts';
import type { Cell } from '../../../domain/ledger/cells.ts';
import { openArchive, readDirectory, type ArchiveLimits } from './archive.ts';
import { batchRows, type TableRow } from './table.ts';
import { readSheet, readWorkbook } from './workbook.ts';

export interface ThreadInput {
  path: string;
  packedBytes: number;
  sheet?: string;
  maxRows: number;
  limits: ArchiveLimits;
}

export type ThreadMessage =
  | { kind: 'sheet'; name: string }
  | { kind: 'rows'; rows: TableRow[] }
  | { kind: 'end' }
  | { kind: 'refused'; code: RefusedError['code']; params: RefusedError['params'] }
  | { kind: 'failed'; message: string };

const port = parentPort!;
const input = workerData as ThreadInput;
/** Batches that the reader has not asked for yet; the thread stops there, so that memory stays bounded. */
let unasked = 0;
let asked: (() => void) | null = null;
port.on('message', () => {
  unasked--;
  asked?.();
  asked = null;
});

function send(message: ThreadMessage): void {
  port.postMessage(message);
}

async function run(): Promise<void> {
  const zip = await openArchive(input.path);
  const workbook = await readWorkbook(zip, await readDirectory(zip, input.packedBytes, input.limits));
  const wanted = input.sheet;
  const sheet =
    wanted === undefined
      ? (workbook.sheets.find(({ hidden }) => !hidden) ?? workbook.sheets[0])
      : workbook.sheets.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (sheet === undefined) {
    const found = workbook.sheets.map(({ name }) => name).join(', ');
    throw new RefusedError('file_unreadable', { reason: 'sheet_missing', sheet: wanted ?? '', found });
  }
  send({ kind: 'sheet', name: sheet.name });
  let batch: TableRow[] = [];
  let count = 0;
  const flush = () => {
    if (batch.length === 0) return;
    unasked++;
    send({ kind: 'rows', rows: batch });
    batch = [];
  };
  const onRow = (row: number, cells: Cell[]) => {
    if (++count > input.maxRows) throw new RefusedError('file_too_large', { maxRows: input.maxRows });
    batch.push({ row, cells });
    if (batch.length >= batchRows) flush();
  };
  await readSheet(workbook, sheet, onRow, async () => {
    while (unasked > 4) await new Promise<void>((resolve) => (asked = resolve));
  });
  flush();
  zip.close();
  send({ kind: 'end' });
}

try {
  await run();
} catch (error) {
  if (error instanceof RefusedError) send({ kind: 'refused', code: error.code, params: error.params });
  else send({ kind: 'failed', message: (error as Error).message });
}
port.unref();
