import type { LetterTable } from '../../../domain/model/letter.ts';
import type { FontChoice } from './fonts.ts';
import { runsOf, type RunStyle } from './runs.ts';
import type { Mark, PageNode } from './tagged-pdf.ts';

const fontSize = 8.5;
/** Numbers and names break here rather than leave their column. */
const longestWord = 20;

/** A table of text as it is given, its head again on each page, its sums together with what they sum up. */
export function tableNodes(table: LetterTable, fonts: FontChoice): PageNode[] {
  const { caption, heads, rows, sums, note } = table;
  const mark: Mark = { type: 'Table' };
  const width = heads.length;
  const cell = (text: string, column: number, cellMark: Mark, style: RunStyle = {}): PageNode => ({
    text: runsOf([{ text, ...style }], fonts, longestWord).text,
    mark: cellMark,
    alignment: heads[column]?.align === 'end' ? 'right' : 'left',
  });
  const rowOf = (texts: readonly string[], type: 'TH' | 'TD', style: RunStyle = {}) => {
    const parent: Mark = { type: 'TR', parent: mark };
    return heads.map((_, column) => cell(texts[column] ?? '', column, { type, parent }, style));
  };
  const sumOf = ({ label, value }: LetterTable['sums'][number]) => {
    const parent: Mark = { type: 'TR', parent: mark };
    const style = { bold: true };
    const first = { ...cell(label, 0, { type: 'TD', parent }, style), colSpan: width - 1 };
    const last = cell(value, width - 1, { type: 'TD', parent }, style);
    return [first, ...Array.from({ length: width - 2 }, () => ({ text: '' })), last];
  };
  const texts = heads.map(({ text }) => text);
  const body = [
    rowOf(texts, 'TH', { bold: true }),
    ...rows.map((row) => rowOf(row, 'TD')),
    ...(width > 1 ? sums.map(sumOf) : []),
  ];
  const widths = heads.map((_, column) => (column === 0 ? '*' : 'auto'));
  const small = (text: string, style: RunStyle = {}): PageNode => ({
    text: runsOf([{ text, ...style }], fonts).text,
    mark: { type: 'P' },
    fontSize,
  });
  return [
    ...(caption === undefined ? [] : [{ ...small(caption, { bold: true }), margin: [0, 4, 0, 2] }]),
    {
      table: { headerRows: 1, widths, body, dontBreakRows: true, keepWithHeaderRows: 1 },
      layout: 'lines',
      fontSize,
      margin: [0, 2, 0, 8],
    },
    ...(note === undefined ? [] : [{ ...small(note, { color: '#444444' }), margin: [0, 0, 0, 8] }]),
  ];
}
