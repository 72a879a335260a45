/** What a spreadsheet reader is given and what it answers. */
import type { Cell } from '../../../domain/ledger/cells.ts';
import type { ImportQuestion, LedgerReading } from '../../../domain/model/ledger.ts';

/** A stored file: it may be opened several times, each time from its beginning. */
export interface FileSource {
  name: string;
  sizeBytes: number;
  open: () => AsyncIterable<Uint8Array>;
}

export interface ReadLimits {
  /** Size of the file as it came. */
  maxFileBytes: number;
  /** Size of a workbook's parts when unpacked, all together. */
  maxUnpackedBytes: number;
  /** Unpacked to packed size of one large part; real sheets stay under 50. */
  maxRatio: number;
  maxEntries: number;
  maxRows: number;
  /** Time without a next batch of rows after which the reading thread is ended. */
  maxSilenceMs: number;
  /** Heap of the reading thread. */
  maxHeapMb: number;
}

export const defaultReadLimits: ReadLimits = {
  maxFileBytes: 200 * 1024 * 1024,
  maxUnpackedBytes: 1024 * 1024 * 1024,
  maxRatio: 200,
  maxEntries: 2_000,
  maxRows: 2_000_000,
  maxSilenceMs: 60_000,
  maxHeapMb: 512,
};

export interface TableRow {
  /** Number of the row as a spreadsheet program shows it, from 1. */
  row: number;
  cells: Cell[];
}

export interface Table {
  fileType: 'csv' | 'xlsx';
  encoding?: string;
  /** Several encodings show words that may be meant. */
  encodingQuestion?: ImportQuestion;
  delimiter?: string;
  sheet?: string;
  /** Rows in batches, from the first one each time it is called. Throws RefusedError for what cannot be read. */
  rows: () => AsyncIterable<TableRow[]>;
  /** Removes what the reader keeps aside. */
  close: () => Promise<void>;
}

export type TableOptions = Pick<LedgerReading, 'encoding' | 'delimiter' | 'sheet'>;

export const maxColumns = 500;
export const batchRows = 1_000;
