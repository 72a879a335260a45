import { storable } from '../../../domain/text/storable.ts';
import type { CodePageHints } from './code-pages.ts';
import { readCsv } from './csv.ts';
import { sniffFile } from './sniff.ts';
import {
  defaultReadLimits,
  type FileSource,
  type ReadLimits,
  type Table,
  type TableOptions,
  type TableRow,
} from './table.ts';
import { keepWorkbook, readWorkbookRows } from './xlsx.ts';

/**
 * Opens a ledger file of any kind that is read (CSV and other separated text, XLSX). Throws RefusedError with
 * `file_empty`, `file_too_large`, `file_is_binary`, `file_unreadable`, `file_truncated`, `archive_bomb`; formulas
 * are refused (`file_has_formulas`) while the rows are read. The caller closes the table.
 */
export async function openTable(
  source: FileSource,
  options: TableOptions = {},
  limits: ReadLimits = defaultReadLimits,
  hints: CodePageHints = {},
): Promise<Table> {
  const sniffed = await sniffFile(source, options, limits, hints);
  if (sniffed.kind === 'text') {
    return {
      fileType: 'csv',
      encoding: sniffed.encoding,
      ...(sniffed.encodingQuestion === undefined ? {} : { encodingQuestion: sniffed.encodingQuestion }),
      delimiter: sniffed.delimiter,
      rows: () => mended(readCsv(source, sniffed, limits.maxRows)),
      close: () => Promise.resolve(),
    };
  }
  const file = await keepWorkbook(source, limits);
  const table: Table = {
    fileType: 'xlsx',
    rows: () =>
      mended(readWorkbookRows(file, source, options.sheet, limits, (name) => (table.sheet = storable(name)))),
    close: file.remove,
  };
  return table;
}

/** Cells may hold what no database takes: `_x0000_` of a workbook is NUL. Nobody is there to be asked about it. */
async function* mended(rows: AsyncIterable<TableRow[]>): AsyncGenerator<TableRow[]> {
  for await (const batch of rows) {
    for (const { cells } of batch) {
      for (const [at, cell] of cells.entries()) if (typeof cell === 'string') cells[at] = storable(cell);
    }
    yield batch;
  }
}
