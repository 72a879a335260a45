/**
 * How amounts, dates and counts are written and typed in one language of the pages. Amounts are the domain's:
 * `domain/money` prints and reads them.
 */
import {
  decimalMarkOf,
  formatMoney,
  formatOwed,
  readTypedAmount,
  writeTypedAmount,
  type MinorByCurrency,
  type PageLanguage,
} from './vocabulary.ts';
import { locales } from './locales.ts';

export interface Format {
  /** What this formats for. */
  pageLanguage: PageLanguage;
  /** Minor units with their currency, a true minus in front of what is negative. */
  money: (minor: number, currency: string) => string;
  /** What is owed, in a sentence: `€1,200.00 + US$300.00`; currencies in credit are not named. */
  owed: (totals: MinorByCurrency) => string;
  /** An amount as it stands in a field: `1234,50`. */
  amountInput: (minor: number, currency: string) => string;
  /** Minor units of what was typed; undefined when it cannot be read in one way only. */
  readAmount: (typed: string, currency: string) => number | undefined;
  number: (value: number) => string;
  percent: (value: number) => string;
  /** A rate of interest as decimal text, `2.4` as `2.40`; the sign is not part of it. */
  rate: (percent: string) => string;
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
  /** A label and its value: `Files: a.pdf`; French sets a space before the colon. */
  pair: (label: string, value: string) => string;
  /** Name of a country by its ISO code, and of a language by its tag. */
  countryName: (code: string) => string;
  languageName: (code: string) => string;
  bytes: (count: number) => string;
}

/** Times of day are those of `zone`; without one those of anyone who runs this: a server's are nobody's. */
export function createFormat(language: PageLanguage, zone?: string): Format {
  const locale = locales[language];
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const numbers = new Intl.NumberFormat(locale);
  const rates = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 });
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const days = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const regions = new Intl.DisplayNames(locale, { type: 'region' });
  const languages = new Intl.DisplayNames(locale, { type: 'language' });
  const conjunction = new Intl.ListFormat(locale, { type: 'conjunction' });
  const mark = decimalMarkOf(locale);
  return {
    pageLanguage: language,
    money: (minor, currency) => formatMoney(minor, currency, locale),
    owed: (totals) => formatOwed(totals, locale),
    amountInput: (minor, currency) => writeTypedAmount(minor, currency, mark),
    readAmount: (typed, currency) => readTypedAmount(typed, currency, mark),
    number: (value) => withTrueMinus(numbers.format(value)),
    percent: (value) => percents.format(value),
    rate: (percent) => rates.format(Number(percent)),
    date: (isoDate) => dates.format(utcDay(isoDate)),
    day: (isoDate) => days.format(utcDay(isoDate)),
    dateTime: (instant, timeZone = zone) =>
      inZone(locale, { dateStyle: 'medium', timeStyle: 'short' }, timeZone, instant),
    time: (instant, timeZone = zone) => inZone(locale, { timeStyle: 'short' }, timeZone, instant),
    relativeDays: (isoDate, today) => relative.format(daysBetween(today, isoDate), 'day'),
    list: (words) => conjunction.format(words),
    pair: (label, value) => `${label}${language === 'fr' ? '\u00a0: ' : ': '}${value}`,
    countryName: (code) => nameOf(regions, code),
    languageName: (code) => nameOf(languages, code),
    bytes: (count) => formatBytes(count, locale),
  };
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

/** What is written where it is no code: an address may hold anything, and a page never breaks on it. */
function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
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
