import { refuse, type Outcome } from '../errors.ts';
import type { IsoDate } from '../model/common.ts';
import { pageLanguages, type DateOrder } from '../vocabulary.ts';
import { cellText, type Cell } from './cells.ts';

/** Two-digit years: 00–69 are of this century, 70–99 of the last one (POSIX). */
const pivot = 70;

/**
 * Reads a date in any usual format: ISO, figures with `/ . -` or blanks, eight figures, month names in eight
 * languages, a time of day behind it. Figures are read in the given order, except where the year comes first or
 * points separate them (2013-02-01, 01.02.2013: these are written in one order only).
 */
export function readDate(cell: Cell | undefined, order: DateOrder): Outcome<IsoDate> {
  if (typeof cell === 'object' && 'date' in cell) return { ok: true, value: cell.date };
  const text = withoutTime(cellText(cell));
  const parts = figures(text, order) ?? eightFigures(text, order) ?? named(text);
  const date = parts === null ? null : isoDate(parts);
  return date === null ? refuse('date_invalid') : { ok: true, value: date };
}

interface DateParts {
  year: number;
  month: number;
  day: number;
}

function withoutTime(text: string): string {
  return text
    .replace(/(?:T|,?\s+)\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$/, '')
    .trim();
}

function figures(text: string, order: DateOrder): DateParts | null {
  const found = /^(\d{1,4})([-/.\s])\s?(\d{1,2})\2\s?(\d{1,4})\.?$/.exec(text);
  if (!found) return null;
  const [, first = '', separator = '', second = '', third = ''] = found;
  if (first.length === 4) return third.length > 2 ? null : parts(first, second, third);
  if (first.length === 3 || third.length === 3 || third.length === 1) return null;
  // Points stand between day, month and year in no other order.
  if (separator === '.' && (third.length === 4 || order === 'mdy')) return parts(third, second, first);
  if (third.length === 4 && order === 'ymd') return null;
  if (order === 'ymd') return parts(first, second, third);
  return order === 'mdy' ? parts(third, first, second) : parts(third, second, first);
}

function eightFigures(text: string, order: DateOrder): DateParts | null {
  if (!/^\d{8}$/.test(text)) return null;
  const [a, b, c, d] = [text.slice(0, 2), text.slice(2, 4), text.slice(4, 6), text.slice(6)] as [
    string,
    string,
    string,
    string,
  ];
  if (order === 'ymd' || /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(text))
    return parts(a + b, c, d);
  return order === 'mdy' ? parts(c + d, a, b) : parts(c + d, b, a);
}

function named(text: string): DateParts | null {
  const words = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ł/g, 'l')
    .replace(/(\d)(st|nd|rd|th|er|º|ª)\b/g, '$1')
    .split(/[\s,./-]+/)
    .filter((word) => word !== '' && word !== 'de' && word !== 'of' && word !== 'r');
  if (words.length !== 3) return null;
  const [a, b, c] = words as [string, string, string];
  if (monthNumber(b) !== undefined && /^\d+$/.test(a) && /^\d+$/.test(c)) {
    return a.length === 4 ? withMonth(a, b, c) : withMonth(c, b, a);
  }
  return monthNumber(a) !== undefined && /^\d+$/.test(b) && /^\d+$/.test(c) ? withMonth(c, a, b) : null;
}

function withMonth(year: string, month: string, day: string): DateParts | null {
  return parts(year, String(monthNumber(month)), day);
}

function parts(year: string, month: string, day: string): DateParts | null {
  if (year.length !== 4 && year.length !== 2) return null;
  const short = Number(year);
  const full = year.length === 4 ? short : short < pivot ? 2000 + short : 1900 + short;
  return { year: full, month: Number(month), day: Number(day) };
}

function isoDate({ year, month, day }: DateParts): IsoDate | null {
  if (year < 1900 || year > 2200) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

let months: Map<string, number> | undefined;

/** Month names, long and short, of all languages; a name that means two months in two languages is left out. */
function monthNumber(word: string): number | undefined {
  months ??= buildMonths();
  return months.get(word);
}

function buildMonths(): Map<string, number> {
  const found = new Map<string, Set<number>>();
  for (const language of pageLanguages) {
    for (let month = 1; month <= 12; month++) {
      for (const name of monthNames(language, month)) {
        found.set(name, (found.get(name) ?? new Set()).add(month));
      }
    }
  }
  return new Map(
    [...found].flatMap(([name, set]) => (set.size === 1 ? [[name, [...set][0]!] as const] : [])),
  );
}

function monthNames(language: string, month: number): string[] {
  const date = new Date(Date.UTC(2001, month - 1, 15));
  const names: string[] = [];
  for (const style of ['long', 'short'] as const) {
    names.push(new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' }).format(date));
    // Polish declines the month beside a day
    const beside = new Intl.DateTimeFormat(language, {
      month: style,
      day: 'numeric',
      timeZone: 'UTC',
    }).formatToParts(date);
    names.push(beside.find((part) => part.type === 'month')?.value ?? '');
  }
  const plain = names.map((name) =>
    name
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/ł/g, 'l')
      .replace(/[.\s]/g, ''),
  );
  return [...plain, ...plain.map((name) => name.slice(0, 3))].filter((name) => name.length >= 3);
}
