import type { IdentifierReading } from '../vocabulary/imports.ts';

/**
 * A cell as a file reader gives it. CSV knows text only; a workbook types its cells, and a typed number or date
 * needs no locale. `pad` is the number of digits that a format such as `0000000000` shows.
 */
export type Cell = string | { number: string; pad?: number } | { date: string };

/** Spaces that people and programs put between digits: blank, no-break, figure, thin, narrow no-break. */
const spaces = /[\s\u00a0\u2007\u2009\u202f\u2060\ufeff]/g;

export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return trimText(cell);
  if ('date' in cell) return cell.date;
  return cell.pad === undefined ? cell.number : cell.number.padStart(cell.pad, '0');
}

export function isBlank(cell: Cell | undefined): boolean {
  return cellText(cell) === '';
}

export function removeSpaces(text: string): string {
  return text.replace(spaces, '');
}

function trimText(text: string): string {
  return text.replace(/^[\s\u00a0\u202f\ufeff]+|[\s\u00a0\u202f\ufeff]+$/g, '');
}

/**
 * Text of an identifier: digits stay as they are written, leading zeros included. Answers `null` for a number that
 * a spreadsheet program has shortened (`1.23457E+11`): its last digits are lost. `reading` is a person's answer for
 * a column that a spreadsheet turned into numbers: `4711.0` is 4711, or stays as it is written.
 */
export function identifierText(cell: Cell | undefined, reading?: IdentifierReading): string | null {
  const text = cellText(cell);
  const typed = typeof cell === 'object' && 'number' in cell;
  if (reading === 'number' && !typed && isLongerNumber(text)) return text.replace(/[.,]0+$/, '');
  if (isShortenedNumber(text)) {
    if (!typed) return reading === 'as_written' ? text : null;
    const value = Number(text);
    return Number.isSafeInteger(value) && value < 1e15 ? String(value) : null;
  }
  // A formula that protects leading zeros in a CSV file: ="00012"
  const protectedText = /^="(.*)"$/.exec(text);
  if (protectedText?.[1] !== undefined) return protectedText[1];
  // An apostrophe that a spreadsheet program shows for "this is text"
  return /^'\d+$/.test(text) ? text.slice(1) : text;
}

/** `1.23457E+11`: a spreadsheet program has lost the last digits. */
export function isShortenedNumber(text: string): boolean {
  return /^\d([.,]\d+)?E\+?\d+$/i.test(text);
}

/** `2960623488.0`: an identifier that went through a program that counts with it. */
export function isLongerNumber(text: string): boolean {
  return /^\d+[.,]0+$/.test(text);
}
