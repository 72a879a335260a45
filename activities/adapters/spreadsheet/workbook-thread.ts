/** Runs on the threads of xlsx.ts: reads one sheet and sends its rows in batches. */
import type { MessagePort } from 'node:worker_threads';
import { RefusedError } from '../../../domain/errors.ts';
import type { Cell } from '../../../domain/ledger/cells.ts';
import { sendingTo, type ThreadSender } from '../../thread-messages.ts';
import { openArchive, readDirectory, type ArchiveLimits } from './archive.ts';
import { batchRows, type TableRow } from './table.ts';
import { readSheet, readWorkbook, type Workbook } from './workbook.ts';

export interface ThreadInput {
  /** Where the rows go, and from where each taken batch is acknowledged. */
  port: MessagePort;
  path: string;
  packedBytes: number;
  sheet?: string;
  maxRows: number;
  limits: ArchiveLimits;
}

export type ThreadMessage = { kind: 'sheet'; name: string } | { kind: 'rows'; rows: TableRow[] };

/** Batches that may be under way: the thread stops there, so that memory stays bounded. */
const mostUnasked = 4;

export async function run(input: ThreadInput): Promise<void> {
  await sendingTo<ThreadMessage>(input.port, (sender) => sendRows(input, sender));
}

async function sendRows(input: ThreadInput, sender: ThreadSender<ThreadMessage>): Promise<void> {
  const zip = await openArchive(input.path);
  try {
    const workbook = await readWorkbook(zip, await readDirectory(zip, input.packedBytes, input.limits));
    const sheet = sheetOf(workbook, input.sheet);
    sender.send({ kind: 'sheet', name: sheet.name });
    let batch: TableRow[] = [];
    let count = 0;
    const flush = () => {
      if (batch.length === 0) return;
      sender.send({ kind: 'rows', rows: batch });
      batch = [];
    };
    const onRow = (row: number, cells: Cell[]) => {
      if (++count > input.maxRows) throw new RefusedError('file_too_large', { maxRows: input.maxRows });
      batch.push({ row, cells });
      if (batch.length >= batchRows) flush();
    };
    await readSheet(workbook, sheet, onRow, () => sender.room(mostUnasked));
    flush();
  } finally {
    zip.close();
  }
}

/** The sheet that was asked for, else the first that can be seen. */
function sheetOf(workbook: Workbook, wanted: string | undefined): Workbook['sheets'][number] {
  const sheet =
    wanted === undefined
      ? (workbook.sheets.find(({ hidden }) => !hidden) ?? workbook.sheets[0])
      : workbook.sheets.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (sheet !== undefined) return sheet;
  const found = workbook.sheets.map(({ name }) => name).join(', ');
  throw new RefusedError('file_unreadable', { reason: 'sheet_missing', sheet: wanted ?? '', found });
}
