/** Runs on the threads of table-xlsx.ts: writes one workbook. */
import ExcelJS from 'exceljs';
import type { Sheet, SheetCell, SheetColumn } from '../../../domain/model/sheet.ts';
import { minorToDecimal, spreadsheetFormat } from '../../../domain/money/decimal.ts';

/** The only things that ever become a cell: an object such as `{ formula }` cannot be said (J2). */
type CellValue = string | number | Date | null;

export async function run({ title, above = [], columns, rows, below = [] }: Sheet): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const headRow = above.length === 0 ? 1 : above.length + 2;
  const page = book.addWorksheet(
    text(title)
      .replaceAll(/[*?:\\/[\]]/g, ' ')
      .slice(0, 31),
    {
      views: [{ state: 'frozen', ySplit: headRow }],
    },
  );
  page.columns = columns.map((column) => {
    const format = formatOf(column);
    return { width: column.width, ...(format && { style: { numFmt: format } }) };
  });
  for (const line of above) page.addRow(line.map(text)).getCell(1).font = { bold: true };
  if (above.length > 0) page.addRow([]);
  page.addRow(columns.map(({ header }) => text(header))).font = { bold: true };
  for (const row of rows) writeRow(page, columns, row);
  page.autoFilter = {
    from: { row: headRow, column: 1 },
    to: { row: headRow + rows.length, column: Math.max(1, columns.length) },
  };
  if (below.length > 0) page.addRow([]);
  for (const row of below) writeRow(page, columns, row).getCell(1).font = { bold: true };
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function writeRow(page: ExcelJS.Worksheet, columns: SheetColumn[], row: SheetCell[]): ExcelJS.Row {
  const written = page.addRow(columns.map((column, at) => cellOf(column, row[at] ?? null, row)));
  columns.forEach((column, at) => {
    if (column.kind === 'amount' && typeof column.currency !== 'string' && row[at] !== null)
      written.getCell(at + 1).numFmt = spreadsheetFormat(currencyOf(column.currency, row));
  });
  return written;
}

function currencyOf(currency: string | { column: number }, row: SheetCell[]): string {
  return typeof currency === 'string' ? currency : String(row[currency.column] ?? '');
}

/** Text stays text, also when it begins with `=`; dates and amounts are what they are. */
function cellOf(column: SheetColumn, value: SheetCell, row: SheetCell[]): CellValue {
  if (value === null) return null;
  switch (column.kind) {
    case 'text':
      return text(String(value));
    case 'date':
      return new Date(`${value}T00:00:00Z`);
    case 'number':
      return Number(value);
    case 'amount':
      return Number(minorToDecimal(Number(value), currencyOf(column.currency, row)));
  }
}

function formatOf(column: SheetColumn): string | undefined {
  if (column.kind === 'date') return 'yyyy-mm-dd';
  return column.kind === 'amount' && typeof column.currency === 'string'
    ? spreadsheetFormat(column.currency)
    : undefined;
}

/** XML 1.0 has no place for control characters; a workbook with one in it does not open. */
function text(value: string): string {
  return value.replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '');
}
