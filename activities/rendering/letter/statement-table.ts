/**
 * The table of what is owed. Where it goes on over pages, each page ends with the sum so far and the next begins with
 * it, as ledgers do; so the rows are dealt to the pages once their heights are known.
 */
import { formatMoney } from '../../../domain/money/format.ts';
import { formatDate, formatNumber } from '../../../domain/template/format.ts';
import { messageWords } from '../../../domain/words/message/words.ts';
import { letterWords } from '../../../domain/words/letter/words.ts';
import type { LetterStatementTable } from '../../../domain/model/letter.ts';
import type { MessageLanguage } from '../../../domain/vocabulary/languages.ts';
import type { FontChoice } from './fonts.ts';
import { runsOf } from './runs.ts';
import type { Mark, PageNode } from './tagged-pdf.ts';

export interface TableContext {
  fonts: FontChoice;
  language: MessageLanguage;
  locale: string;
}

/** Below it a page would hold a head and nothing to read. */
const fewestRows = 2;
const fontSize = 9;
/** Numbers of documents break here; amounts and dates are shorter. */
const longestNumber = 24;

/** One table, and what is known of its rows after it was laid out. */
export class StatementTable {
  readonly #table: LetterStatementTable;
  readonly #context: TableContext;
  /** How many rows stand on each page; empty until they have been dealt. */
  #rowsByPage: number[] = [];
  #breakBefore = false;
  #heads: PageNode[] = [];
  #rows: PageNode[] = [];
  #total: PageNode | undefined;

  constructor(table: LetterStatementTable, context: TableContext) {
    this.#table = table;
    this.#context = context;
  }

  /** The nodes of this table, anew. */
  nodes(): PageNode[] {
    this.#heads = [];
    this.#rows = [];
    const { lines, caption } = this.#table;
    const mark: Mark = { type: 'Table' };
    const counts = this.#rowsByPage.length === 0 ? [lines.length] : this.#rowsByPage;
    let from = 0;
    const tables = counts.map((count, page): PageNode => {
      const to = from + count;
      const body = [
        this.#headRow(mark),
        ...(page > 0 ? [this.#sumRow(mark, this.#word('broughtForward'), this.#sum(from), false)] : []),
        ...lines.slice(from, to).map((line) => this.#lineRow(mark, line)),
        to < lines.length
          ? this.#sumRow(mark, this.#word('carriedForward'), this.#sum(to), false)
          : this.#totalRow(mark),
      ];
      from = to;
      return {
        table: { headerRows: 1, widths: this.#widths(), body, dontBreakRows: true },
        layout: 'statement',
        margin: [0, 2, 0, to < lines.length ? 0 : 12],
        fontSize,
        ...((page > 0 || this.#breakBefore) && { pageBreak: 'before' }),
      };
    });
    if (caption === undefined) return tables;
    const text = runsOf([{ text: caption, bold: true }], this.#context.fonts).text;
    const [first, ...more] = tables;
    const { pageBreak, ...table } = first!;
    const head = { text, mark: { type: 'P' } as Mark, margin: [0, 4, 0, 2], fontSize };
    return [{ ...head, ...(pageBreak !== undefined && { pageBreak }) }, table, ...more];
  }

  /**
   * Deals the rows to pages where the table was found to go over an end. True when something changed: everything has
   * to be laid out again. `bottom` and `top` bound the text of a page, in points.
   */
  deal({ top, bottom }: { top: number; bottom: number }): boolean {
    if (this.#rowsByPage.length > 0) return false;
    const head = this.#heads[0]!.positions![0]!;
    const places = [...this.#rows, this.#total!].map((row) => row.positions![0]!);
    const first = places[0]!;
    if (places.at(-1)!.pageNumber === head.pageNumber) return false;
    const heights = rowHeights(places);
    const headHeight = first.pageNumber === head.pageNumber ? first.top - head.top : heights[0]!;
    const carry = Math.max(...heights.slice(-1), Math.min(...heights));
    let room = bottom - head.top - headHeight - carry;
    if (room < heights.slice(0, fewestRows).reduce((sum, height) => sum + height, 0)) {
      this.#breakBefore = true;
      room = bottom - top - headHeight - carry;
    }
    const later = bottom - top - headHeight - 2 * carry;
    this.#rowsByPage = dealt(heights.slice(0, -1), room, later);
    return true;
  }

  #word(name: 'carriedForward' | 'broughtForward'): string {
    return letterWords[this.#context.language][name];
  }

  #sum(until: number): number {
    return this.#table.lines.slice(0, until).reduce((sum, line) => sum + line.openMinor, 0);
  }

  get #columns() {
    const { lines } = this.#table;
    return {
      issued: lines.some(({ issuedOn }) => issuedOn !== undefined),
      due: lines.some(({ dueOn }) => dueOn !== undefined),
      days: lines.some(({ daysOverdue }) => daysOverdue !== undefined),
    };
  }

  #cellsOf(document: string, issued: string, due: string, days: string, open: string): string[] {
    const { issued: hasIssued, due: hasDue, days: hasDays } = this.#columns;
    return [
      document,
      ...(hasIssued ? [issued] : []),
      ...(hasDue ? [due] : []),
      ...(hasDays ? [days] : []),
      open,
    ];
  }

  #widths(): string[] {
    return this.#cellsOf('*', 'auto', 'auto', 'auto', 'auto');
  }

  #headRow(table: Mark): PageNode[] {
    const words = messageWords[this.#context.language];
    const row: Mark = { type: 'TR', parent: table };
    const cells = this.#cellsOf(words.document, words.issued, words.due, words.daysLate, words.open);
    const nodes = cells.map((text, column) =>
      this.#cell(text, column, cells.length, { type: 'TH', parent: row }, true),
    );
    this.#heads.push(nodes[0]!);
    return nodes;
  }

  #lineRow(table: Mark, line: LetterStatementTable['lines'][number]): PageNode[] {
    const { locale, language } = this.#context;
    const row: Mark = { type: 'TR', parent: table };
    const day = (date: string | undefined) => (date === undefined ? '' : formatDate(date, locale, 'short'));
    const { daysOverdue: late } = line;
    const days =
      late === undefined ? '' : late > 0 ? formatNumber(late, locale) : messageWords[language].notYetDue;
    const document = line.note ? `${line.number} (${line.note})` : line.number;
    const open = formatMoney(line.openMinor, this.#table.currency, locale);
    const cells = this.#cellsOf(document, day(line.issuedOn), day(line.dueOn), days, open);
    const nodes = cells.map((text, column) =>
      this.#cell(text, column, cells.length, { type: 'TD', parent: row }),
    );
    this.#rows.push(nodes[0]!);
    return nodes;
  }

  #totalRow(table: Mark): PageNode[] {
    const words = messageWords[this.#context.language];
    const { totalMinor } = this.#table;
    const nodes = this.#sumRow(table, totalMinor < 0 ? words.inFavour : words.total, totalMinor, true);
    this.#total = nodes[0]!;
    return nodes;
  }

  #sumRow(table: Mark, label: string, sumMinor: number, bold: boolean): PageNode[] {
    const row: Mark = { type: 'TR', parent: table };
    const count = this.#widths().length;
    const amount = formatMoney(sumMinor, this.#table.currency, this.#context.locale);
    const style = bold ? { bold: true } : { italics: true };
    const first = {
      ...this.#cell(label, 0, count, { type: 'TD', parent: row }),
      ...style,
      colSpan: count - 1,
    };
    const last = { ...this.#cell(amount, count - 1, count, { type: 'TD', parent: row }), ...style };
    return [first, ...Array.from({ length: count - 2 }, () => ({ text: '' })), last];
  }

  #cell(text: string, column: number, columns: number, mark: Mark, bold = false): PageNode {
    const isAmount = column === columns - 1;
    const isDays = column === columns - 2 && this.#columns.days;
    return {
      text: runsOf([{ text, ...(bold && { bold }) }], this.#context.fonts, longestNumber).text,
      mark,
      alignment: isAmount || isDays ? 'right' : 'left',
      ...(column > 0 && { noWrap: true }),
    };
  }
}

/** From top to top; what ends a page is taken as high as the row before it. */
function rowHeights(places: { pageNumber: number; top: number }[]): number[] {
  const heights: number[] = [];
  places.forEach((place, at) => {
    const next = places[at + 1];
    const isFollowed = next?.pageNumber === place.pageNumber;
    heights.push(isFollowed ? next.top - place.top : (heights.at(-1) ?? 18));
  });
  return heights;
}

/** Rows a page; the last has room for the total in place of the sum so far, and never stands with nothing above it. */
function dealt(heights: readonly number[], room: number, later: number): number[] {
  const counts: number[] = [];
  let [left, count] = [room, 0];
  for (const height of heights) {
    if (height > left && count > 0) {
      counts.push(count);
      [left, count] = [later, 0];
    }
    left -= height;
    count += 1;
  }
  counts.push(count);
  const last = counts.at(-1)!;
  const before = counts.at(-2);
  if (before !== undefined && last < fewestRows && before > fewestRows) {
    counts[counts.length - 2] = before - 1;
    counts[counts.length - 1] = last + 1;
  }
  return counts;
}
