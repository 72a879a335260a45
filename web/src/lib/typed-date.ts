/** Days as people type them, in the order and with the marks of the page's language and not of the browser's. */
import { locales } from './locales.ts';
import type { PageLanguage } from './vocabulary.ts';

/** `2026-12-03` as it stands in a field: `03/12/2026`, `03.12.2026`; what is no day is left as it is. */
export function writeTypedDate(isoDate: string, language: PageLanguage): string {
  const read = partsOf(isoDate);
  return read === undefined ? isoDate : datesIn(language).format(new Date(`${isoDate}T00:00:00Z`));
}

/** `dd/mm/yyyy` in the marks of the language, with its own letters (day, month, year). */
export function datePattern(language: PageLanguage, [day, month, year]: [string, string, string]): string {
  return datesIn(language)
    .formatToParts(new Date('2026-12-03T00:00:00Z'))
    .map(({ type, value }) =>
      type === 'day'
        ? day.repeat(2)
        : type === 'month'
          ? month.repeat(2)
          : type === 'year'
            ? year.repeat(4)
            : value,
    )
    .join('');
}

/**
 * The ISO date of what was typed: `3/12/2026`, `03.12.26`, `03122026`, `2026-12-03`. Undefined when it is no day, or
 * can be read in more than one way. All languages of the pages write the day first; a year that comes first is ISO.
 */
export function readTypedDate(typed: string): string | undefined {
  const text = typed.trim();
  const [, joined] = /^(\d{8}|\d{6})$/.exec(text) ?? [];
  const groups =
    joined === undefined
      ? text.split(/\s*[/.\-\s]\s*/).filter((group) => group !== '')
      : [joined.slice(0, 2), joined.slice(2, 4), joined.slice(4)];
  if (groups.length !== 3 || groups.some((group) => !/^\d{1,4}$/.test(group))) return undefined;
  const [first, second, third] = groups as [string, string, string];
  const [year, month, day] = first.length === 4 ? [first, second, third] : [third, second, first];
  if (year.length !== 4 && year.length !== 2) return undefined;
  const isoDate = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return partsOf(isoDate) === undefined ? undefined : isoDate;
}

/** Undefined for what stands in no calendar, such as 30 February. */
function partsOf(isoDate: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(isoDate)) return undefined;
  const date = new Date(`${isoDate}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== isoDate ? undefined : date;
}

function datesIn(language: PageLanguage): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locales[language], {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
