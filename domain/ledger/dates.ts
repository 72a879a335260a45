import { refuse, type Outcome } from '../errors.ts';
import { addDays } from '../calendar/iso-date.ts';
import { localDayAndMinute } from '../calendar/zoned-time.ts';
import type { IsoDate } from '../model/common.ts';
import type { DateOrder, DateSerials } from '../vocabulary/imports.ts';
import { cellText, type Cell } from './cells.ts';
import { remembering } from './memo.ts';
import { monthNumber, plainMonth } from './months.ts';

/** Two-digit years: 00–69 are of this century, 70–99 of the last one (POSIX). */
const pivot = 70;

/** Years outside of these are a slip of the finger; within them a date that is far off is read and remarked on. */
const years = { first: 1900, last: 2299 };

/** A day as a spreadsheet counts it, with its time of day behind the point: 1954 to 2119, counted from 1900. */
const serialNumber = /^([2-7]\d{4})(?:[.,]\d+)?$/;

/** The day before the first one; spreadsheets count a 29 February 1900 that never was, which later days do not meet. */
const serialEpochs: Record<Exclude<DateSerials, 'no_date'>, IsoDate> = {
  from_1900: '1899-12-30',
  from_1904: '1904-01-01',
};

/** Null: it is no such number. */
export function serialDay(cell: Cell | undefined, serials: DateSerials): IsoDate | null {
  if (serials === 'no_date') return null;
  const found = serialNumber.exec(cellText(cell));
  return found === null ? null : addDays(serialEpochs[serials], Number(found[1]));
}

/**
 * Reads a date in any usual format: ISO, figures with `/ . -` or blanks, eight figures, month names in eight
 * languages or as Roman numerals, a time of day behind it, the day of the week before it. Figures are read in the
 * given order, except where the year comes first or points separate them (2013-02-01, 01.02.2013: these are written
 * in one order only). An instant with a zone (`2026-08-31T22:00:00Z`) is a day in `timeZone`; without `timeZone` it
 * is the day that is written.
 */
export function readDate(cell: Cell | undefined, order: DateOrder, timeZone?: string): Outcome<IsoDate> {
  if (typeof cell === 'object' && 'date' in cell) return { ok: true, value: cell.date };
  return readers[order](cellText(cell), timeZone ?? '');
}

const readers: Record<DateOrder, (text: string, timeZone: string) => Outcome<IsoDate>> = {
  dmy: remembering((text, timeZone) => readText(text, 'dmy', timeZone)),
  mdy: remembering((text, timeZone) => readText(text, 'mdy', timeZone)),
  ymd: remembering((text, timeZone) => readText(text, 'ymd', timeZone)),
};

function readText(text: string, order: DateOrder, timeZone: string): Outcome<IsoDate> {
  const { day, time, offsetMinutes } = apart(text);
  const parts = figures(day, order) ?? eightFigures(day, order) ?? named(day);
  const date = parts === null ? null : isoDate(parts);
  if (date === null) return refuse('date_invalid');
  if (timeZone === '' || time === undefined || offsetMinutes === undefined) return { ok: true, value: date };
  return { ok: true, value: dayOfInstant(date, time, offsetMinutes, timeZone) };
}

/** Whether the text is an instant with a zone, and whether it stands at the edge of a day (0:00 or 23:59). */
export function zonedTime(text: string): { atDayEdge: boolean } | null {
  const { time, offsetMinutes } = apart(text);
  if (time === undefined || offsetMinutes === undefined) return null;
  return { atDayEdge: time.minutes === 0 || time.minutes === 23 * 60 + 59 };
}

interface Apart {
  day: string;
  time?: { minutes: number };
  offsetMinutes?: number;
}

const timeOfDay =
  /(?:T|,?\s+(?:at\s+|um\s+|à\s+)?)(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*([AaPp])?\.?(?:[Mm]\.?)?\s*(Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?(?:\s*UTC)?)?$/i;

function apart(text: string): Apart {
  const found = timeOfDay.exec(text);
  if (!found) return { day: text.trim() };
  const [, hours = '', minutes = '', half = '', zone] = found;
  const afternoon = half.toLowerCase() === 'p' ? 12 : 0;
  const hour = half === '' ? Number(hours) : (Number(hours) % 12) + afternoon;
  return {
    day: text.slice(0, found.index).trim(),
    time: { minutes: hour * 60 + Number(minutes) },
    ...(zone === undefined ? {} : { offsetMinutes: offsetOf(zone) }),
  };
}

function offsetOf(zone: string): number {
  const found = /([+-])(\d{2}):?(\d{2})?/.exec(zone);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return found[1] === '-' ? -minutes : minutes;
}

function dayOfInstant(
  date: IsoDate,
  time: { minutes: number },
  offsetMinutes: number,
  timeZone: string,
): IsoDate {
  const instant = Date.parse(`${date}T00:00:00Z`) + (time.minutes - offsetMinutes) * 60_000;
  return localDayAndMinute(instant, timeZone).day;
}

interface DateParts {
  year: number;
  month: number;
  day: number;
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

/** `5 de marzo de 2026`, `5 marca 2026 r.`, `the 5th of March` */
const betweenWords = new Set(['', 'de', 'del', 'of', 'r', 'the']);

function named(text: string): DateParts | null {
  const words = text
    .replace(/(\d)(st|nd|rd|th|er|º|ª)\b/gi, '$1')
    // 05MAR2026
    .replace(/^(\d{1,2})(\p{L}{3,})(\d{2,4})$/u, '$1 $2 $3')
    .split(/[\s,./-]+/)
    .map(plainMonth)
    .filter((word) => !betweenWords.has(word));
  // The day of the week tells nothing.
  if (words.length === 4 && /^\p{L}+$/u.test(words[0] ?? '')) words.shift();
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
  if (year < years.first || year > years.last) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}
