/** A table with its heads and sums as PDF, of the same kind as letters: for anyone who prints rather than counts. */
import { refuse, type Outcome } from '../../../domain/errors.ts';
import type { IsoDate } from '../../../domain/model/common.ts';
import type { LetterTable } from '../../../domain/model/letter.ts';
import type { Sheet, SheetCell, SheetColumn } from '../../../domain/model/sheet.ts';
import { formatMoney } from '../../../domain/money/format.ts';
import { formatDate, formatNumber } from '../../../domain/template/format.ts';
import { fillWords } from '../../../domain/words/fill.ts';
import { FontChoice } from './fonts.ts';
import { points } from './head.ts';
import { tableNodes } from './part-table.ts';
import type { RenderedLetter } from './render-letter.ts';
import { runsOf, type RunStyle } from './runs.ts';
import { tableLayouts } from './table-layouts.ts';
import { TaggedPdf, type Mark, type PageNode } from './tagged-pdf.ts';

export interface SheetPages {
  sheet: Sheet;
  /** BCP 47. */
  locale: string;
  /** Whose it is, in the description of the file. */
  author: string;
  date: IsoDate;
  /** `{page}` and `{pages}`. */
  pageWord: string;
}

/** More are read in a workbook. */
export const mostSheetRows = 3000;
/** More columns lie across the page. */
const uprightColumns = 7;
const a4 = { short: 210, long: 297 };
const margins = { side: 18, top: 20, bottom: 18 };
const quiet = '#555555';

/** Refuses with `render_budget_exceeded { rows, max }`, and `letter_characters` for what no font has. */
export async function sheetPages(pages: SheetPages): Promise<Outcome<RenderedLetter>> {
  const { sheet, locale, author, date, pageWord } = pages;
  const { length: rows } = sheet.rows;
  if (rows > mostSheetRows) return refuse('render_budget_exceeded', { rows, max: mostSheetRows });
  const fonts = new FontChoice();
  const table = tableOf(sheet, locale);
  const content: PageNode[] = [
    { ...sentence(sheet.title, fonts, { type: 'H1' }, { bold: true, fontSize: 14 }), margin: [0, 0, 0, 8] },
    ...pairs(sheet.above ?? [], fonts),
    ...tableNodes(table, fonts),
    ...sums(sheet, locale, fonts),
  ];
  if (fonts.unprintable.size > 0)
    return refuse('letter_characters', { characters: [...fonts.unprintable].slice(0, 20).join(' ') });
  const lies = table.heads.length > uprightColumns;
  const [width, height] = lies ? [a4.long, a4.short] : [a4.short, a4.long];
  const [side, top, bottom] = [margins.side, margins.top, margins.bottom].map(points) as [
    number,
    number,
    number,
  ];
  const pdf = new TaggedPdf({
    size: { width: points(width), height: points(height) },
    margins: [side, top, side, bottom],
    info: { title: sheet.title, author, creationDate: new Date(`${date}T12:00:00Z`) },
    language: locale,
    images: {},
    fontSize: 9,
    header: () => undefined,
    footer: (page, count) => ({
      text: runsOf([{ text: footText(pageWord, page, count), color: quiet }], fonts).text,
      alignment: 'right',
      fontSize: 7.5,
      margin: [side, 8, side, 0],
    }),
    tableLayouts,
  });
  pdf.layOut(content);
  const made = await pdf.write();
  return { ok: true, value: { bytes: new Uint8Array(made.bytes), pages: made.pages } };
}

function footText(word: string, page: number, pages: number): string {
  return fillWords(word, { page: String(page), pages: String(pages) });
}

function sentence(text: string, fonts: FontChoice, mark: Mark, style: RunStyle = {}): PageNode {
  const { text: runs, isRtl } = runsOf([{ ...style, text }], fonts);
  return { text: runs, mark, alignment: isRtl ? 'right' : 'left' };
}

/** Columns that say nothing in any row are left out, as is that of the currency: amounts are printed with theirs. */
function tableOf({ columns, rows }: Sheet, locale: string): LetterTable {
  const named = new Set(
    columns.flatMap((column) =>
      column.kind === 'amount' && typeof column.currency !== 'string' ? [column.currency.column] : [],
    ),
  );
  const shown = columns
    .map((column, at) => ({ column, at }))
    .filter(({ at }) => !named.has(at) && rows.some((row) => (row[at] ?? null) !== null));
  return {
    kind: 'table',
    heads: shown.map(({ column: { header, kind } }) => ({
      text: header,
      align: kind === 'amount' || kind === 'number' ? 'end' : 'start',
    })),
    rows: rows.map((row) => shown.map(({ column, at }) => cellText(row[at] ?? null, column, row, locale))),
    sums: [],
  };
}

function cellText(cell: SheetCell, column: SheetColumn, row: readonly SheetCell[], locale: string): string {
  if (cell === null) return '';
  switch (column.kind) {
    case 'text':
      return String(cell);
    case 'date':
      return formatDate(String(cell), locale);
    case 'number':
      return formatNumber(Number(cell), locale);
    case 'amount': {
      const { currency } = column;
      const code = typeof currency === 'string' ? currency : String(row[currency.column]);
      return formatMoney(Number(cell), code, locale);
    }
  }
}

/** What stands below the rows: its label, and the amounts of its columns. */
function sums({ columns, below = [] }: Sheet, locale: string, fonts: FontChoice): PageNode[] {
  return below.flatMap((row) => {
    const amounts = columns.flatMap((column, at) =>
      column.kind === 'amount' && (row[at] ?? null) !== null
        ? [cellText(row[at] ?? null, column, row, locale)]
        : [],
    );
    const label = String(row[0] ?? '');
    if (amounts.length === 0) return [heading(label, fonts)];
    return pairs([[label, amounts.join(' · ')]], fonts);
  });
}

function heading(text: string, fonts: FontChoice): PageNode {
  return { ...sentence(text, fonts, { type: 'H2' }, { bold: true }), margin: [0, 6, 0, 3] };
}

function pairs(all: readonly [label: string, value: string][], fonts: FontChoice): PageNode[] {
  if (all.length === 0) return [];
  const body = all.map(([label, value]) => [
    { ...sentence(label, fonts, { type: 'P' }, { color: quiet }), noWrap: true },
    sentence(value, fonts, { type: 'P' }, { bold: true }),
  ]);
  const table = { table: { widths: [points(55), '*'], body, dontBreakRows: true }, layout: 'details' };
  return [{ ...table, margin: [0, 0, 0, 2] }];
}
