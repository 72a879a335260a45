import ExcelJS from 'exceljs';
import type { ListedLine } from '../../../domain/model/decision.ts';
import { minorToDecimal, spreadsheetFormat } from '../../../domain/money/decimal.ts';
import { formatDate } from '../../../domain/template/format.ts';
import { archiveOf, archiveParts, type ArchivePart } from '../../archive.ts';
import { messageWords, type MessageWords } from '../../../domain/words/message/words.ts';
import type { RenderJob } from './job.ts';
import { kindOfLine } from './statement.ts';

/** The only things that ever become a cell: an object such as `{ formula }` cannot be said (J2). */
type CellValue = string | number | Date | null;

interface Column {
  header: string;
  width: number;
  value: (line: ListedLine, words: MessageWords) => CellValue;
}

const amountColumn = 6;
const dateStyle = { numFmt: 'yyyy-mm-dd' };
const headerStyle: Partial<ExcelJS.Style> = { font: { bold: true }, border: { bottom: { style: 'medium' } } };

/**
 * The statement as a workbook with typed cells: dates are dates, amounts are numbers in major units, everything
 * else is text, also when it begins with `=`. Written only, never read back from outside.
 */
export async function statementXlsx(job: RenderJob): Promise<Uint8Array> {
  const words = messageWords[job.language];
  const book = new ExcelJS.Workbook();
  book.creator = text(job.entity.name);
  book.created = day(job.today);
  book.modified = day(job.today);
  const sheet = book.addWorksheet(words.statementOf, {
    views: [{ state: 'frozen', ySplit: 4 }],
    pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  const columns = columnsOf(words);
  sheet.columns = columns.map(({ width }) => ({ width }));
  sheet.getCell(1, 1).value = text(`${words.statementOf} · ${job.customer.name}`);
  sheet.getCell(1, 1).font = { bold: true, size: 14 };
  const subtitle = [
    job.entity.name,
    `${words.customerNumber} ${job.customer.number}`,
    formatDate(job.today, job.locale),
  ];
  sheet.getCell(2, 1).value = text(subtitle.join(' · '));
  columns.forEach(({ header }, at) => writeHeader(sheet.getCell(4, at + 1), header));
  let row = 5;
  for (const currency of [...new Set([...job.lines, ...job.credits].map((line) => line.currency))].sort()) {
    // One style for all cells of a kind: the writer compares styles by content where each has its own.
    const amountStyle = { numFmt: spreadsheetFormat(currency) };
    for (const line of [...job.lines, ...job.credits].filter((each) => each.currency === currency)) {
      columns.forEach((column, at) => {
        const value = column.value(line, words);
        if (value === null) return;
        const cell = sheet.getCell(row, at + 1);
        cell.value = value;
        if (value instanceof Date) cell.style = dateStyle;
        else if (at + 1 === amountColumn) cell.style = amountStyle;
      });
      row++;
    }
    sheet.getRow(row).font = { bold: true };
    sheet.getCell(row, 1).value = words.total;
    const total = sheet.getCell(row, amountColumn);
    total.value = major(job.totals[currency] ?? 0, currency);
    total.numFmt = amountStyle.numFmt;
    sheet.getCell(row, columns.length).value = currency;
    row += 2;
  }
  return packed(book, day(job.today));
}

/** Packed by us: the library's own packing takes four times as long, and dates the parts by the clock. */
async function packed(book: ExcelJS.Workbook, mtime: Date): Promise<Uint8Array> {
  const stored = await book.xlsx.writeBuffer({ zip: { compression: 'STORE' } } as ExcelJS.XlsxWriteOptions);
  const parts: ArchivePart[] = [];
  for await (const { name, bytes } of archiveParts(Buffer.from(stored), Infinity))
    if (!name.endsWith('/')) parts.push({ name, mtime, bytes });
  return archiveOf(parts);
}

function columnsOf(words: MessageWords): Column[] {
  return [
    { header: words.document, width: 22, value: (line) => text(line.number) },
    {
      header: '',
      width: 20,
      value: (line) => {
        const instalment = line.instalment > 0 ? ` · ${words.instalment} ${line.instalment}` : '';
        return (kindOfLine(line, words) || words.documentTypes[line.type]) + instalment;
      },
    },
    { header: words.issued, width: 13, value: (line) => ofDocument(line, day(line.issuedOn)) },
    { header: words.due, width: 13, value: (line) => ofDocument(line, day(line.dueOn)) },
    {
      header: words.daysLate,
      width: 15,
      value: (line) => ofDocument(line, line.openMinor > 0 ? Math.max(0, line.daysOverdue) : null),
    },
    { header: words.open, width: 16, value: (line) => major(line.openMinor, line.currency) },
    { header: words.currency, width: 10, value: (line) => text(line.currency) },
  ];
}

/** A charge has the days of the document above it. */
function ofDocument({ charge }: ListedLine, value: CellValue): CellValue {
  return charge === undefined ? value : null;
}

function writeHeader(cell: ExcelJS.Cell, header: string): void {
  cell.value = header;
  cell.style = headerStyle;
}

/** XML 1.0 has no place for control characters; a workbook with one in it does not open. */
function text(value: string): string {
  return value.replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '');
}

function day(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

function major(amountMinor: number, currency: string): number {
  return Number(minorToDecimal(amountMinor, currency));
}
