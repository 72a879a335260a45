/**
 * How amounts, dates and counts are written. Amounts stay integers of minor units up to the last moment and are
 * handed to Intl as decimal strings, so that no floating point comes near them.
 */
import type { PageLanguage } from './vocabulary.ts';
import { locales } from './locales.ts';

export interface Format {
  /** Minor units with their currency, a true minus in front of what is negative. */
  money: (minor: number, currency: string) => string;
  number: (value: number) => string;
  percent: (value: number) => string;
  /** `24 Nov 2026` */
  date: (isoDate: string) => string;
  /** `Tue 24 Nov`: for what is near */
  day: (isoDate: string) => string;
  /** `24 Nov 2026, 09:15` in the given zone, else the one the format was made for */
  dateTime: (instant: string, timeZone?: string) => string;
  time: (instant: string, timeZone?: string) => string;
  /** `today`, `in 3 days`, `2 days ago` */
  relativeDays: (isoDate: string, today: string) => string;
  list: (words: string[]) => string;
  bytes: (count: number) => string;
}

/** Times of day are those of `zone`; without one those of whoever runs this: a server's are nobody's. */
export function createFormat(language: PageLanguage, zone?: string): Format {
  const locale = locales[language];
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const days = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const conjunction = new Intl.ListFormat(locale, { type: 'conjunction' });
  const byCurrency = new Map<string, Intl.NumberFormat>();
  return {
    money: (minor, currency) => {
      let formatter = byCurrency.get(currency);
      if (formatter === undefined) {
        formatter = new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          currencyDisplay: 'narrowSymbol',
        });
        byCurrency.set(currency, formatter);
      }
      return withTrueMinus(formatter.format(decimalString(minor, currency) as Intl.StringNumericLiteral));
    },
    number: (value) => withTrueMinus(numbers.format(value)),
    percent: (value) => percents.format(value),
    date: (isoDate) => dates.format(utcDay(isoDate)),
    day: (isoDate) => days.format(utcDay(isoDate)),
    dateTime: (instant, timeZone = zone) =>
      inZone(locale, { dateStyle: 'medium', timeStyle: 'short' }, timeZone, instant),
    time: (instant, timeZone = zone) => inZone(locale, { timeStyle: 'short' }, timeZone, instant),
    relativeDays: (isoDate, today) => relative.format(daysBetween(today, isoDate), 'day'),
    list: (words) => conjunction.format(words),
    bytes: (count) => formatBytes(count, locale),
  };
}

/** Decimals of an ISO 4217 currency; 2 for codes that this runtime does not know. */
export function currencyDigits(currency: string): number {
  try {
    return (
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2
    );
  } catch {
    return 2;
  }
}

/** `123456`, EUR → `1234.56`. */
export function decimalString(minor: number, currency: string): string {
  const digits = currencyDigits(currency);
  const sign = minor < 0 ? '-' : '';
  const whole = String(Math.abs(minor)).padStart(digits + 1, '0');
  return digits === 0 ? sign + whole : `${sign}${whole.slice(0, -digits)}.${whole.slice(-digits)}`;
}

/**
 * An amount as a person types it (`1 250,50`, `1,250.50`, `1250`) in minor units; undefined when it cannot be
 * read in one way only. The last comma or point is the decimal mark when as many digits follow it as the
 * currency has at most; three digits after a single mark are thousands.
 */
export function parseAmount(typed: string, currency: string): number | undefined {
  const text = typed.replace(/[\s'’]/g, '');
  if (!/^\d[\d.,]*$/.test(text)) return undefined;
  const digits = currencyDigits(currency);
  const mark = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
  const after = mark < 0 ? '' : text.slice(mark + 1);
  const isDecimal = mark >= 0 && after.length > 0 && after.length <= digits && digits !== 0;
  const whole = (isDecimal ? text.slice(0, mark) : text).replace(/[.,]/g, '');
  if (!isDecimal && mark >= 0 && !/^\d{1,3}([.,]\d{3})+$/.test(text)) return undefined;
  const minor = Number(whole + (isDecimal ? after : '').padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? minor : undefined;
}

/** Calendar days from one date to another; negative when the second is earlier. */
export function daysBetween(from: string, until: string): number {
  return Math.round((utcDay(until).getTime() - utcDay(from).getTime()) / 86_400_000);
}

export function addDays(isoDate: string, days: number): string {
  const date = utcDay(isoDate);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function utcDay(isoDate: string): Date {
  return new Date(`${isoDate.slice(0, 10)}T00:00:00Z`);
}

function withTrueMinus(text: string): string {
  return text.replace(/^-|(?<=\s)-/, '\u2212');
}

function inZone(
  locale: string,
  options: Intl.DateTimeFormatOptions,
  timeZone: string | undefined,
  instant: string,
): string {
  return new Intl.DateTimeFormat(locale, {
    ...options,
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(new Date(instant));
}

function formatBytes(count: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[unit] ?? 'byte',
    // Short, bytes have no plural in English and read as “B” elsewhere.
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: unit === 0 ? 0 : 1,
  }).format(value);
}
