import { CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RefusedError } from '../../../domain/errors.ts';
import type { Delimiter } from '../../../domain/model/ledger.ts';
import type { Encoding } from './sniff.ts';
import { batchRows, maxColumns, type FileSource, type TableRow } from './table.ts';

/** A line longer than this is no ledger line; without a bound a missing quote would read the rest of the file. */
const maxRecordBytes = 1024 * 1024;

export interface CsvReading {
  encoding: Encoding;
  delimiter: Delimiter;
  endsWithNewline: boolean;
  firstLineIsSeparator: boolean;
}

/**
 * Streams the rows of a text file. Refuses `file_truncated` (an open quote at the end, or a last line that breaks
 * off) and `file_unreadable`.
 */
export async function* readCsv(
  source: FileSource,
  reading: CsvReading,
  maxRows: number,
): AsyncGenerator<TableRow[]> {
  const parser = parse({
    bom: true,
    delimiter: reading.delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: maxRecordBytes,
  });
  const decoded = Readable.from(decode(source, reading.encoding), { objectMode: false });
  const flowing = pipeline(decoded, parser).catch((error: unknown) => void parser.destroy(error as Error));
  let batch: TableRow[] = [];
  let row = 0;
  let widest = 0;
  let narrowest = maxColumns;
  let last: string[] = [];
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row++;
      if (row > maxRows) throw new RefusedError('file_too_large', { maxRows });
      if (cells.length > maxColumns)
        throw new RefusedError('file_unreadable', { reason: 'too_many_columns', row });
      if (row === 1 && reading.firstLineIsSeparator) continue;
      if (cells.length === 1 && cells[0] === '') continue;
      // The last row is compared with the ones before it.
      if (last.length > 1 && widest > 1) narrowest = Math.min(narrowest, last.length);
      widest = Math.max(widest, cells.length);
      last = cells;
      batch.push({ row, cells });
      if (batch.length >= batchRows) {
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    throw refusalOf(error, row);
  } finally {
    decoded.destroy();
    parser.destroy();
    await flowing;
  }
  // Exports end every line; a last line with no end and fewer columns than any other is a transfer that broke off.
  const isShort = last.length < widest && (last.length < narrowest || last.at(-1) === '');
  if (!reading.endsWithNewline && isShort) throw new RefusedError('file_truncated', { row });
  if (batch.length > 0) yield batch;
}

async function* decode(source: FileSource, encoding: Encoding): AsyncGenerator<Buffer | string> {
  if (encoding === 'utf-8') {
    for await (const chunk of source.open()) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    return;
  }
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of source.open()) {
    const text = decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
    if (text !== '') yield text;
  }
  const rest = decoder.end();
  if (rest) yield rest;
}

function refusalOf(error: unknown, row: number): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new RefusedError('file_truncated', { row: row + 1 });
  return new RefusedError('file_unreadable', { reason: 'bad_line', row: row + 1 });
}
