/**
 * Dates and numbers in the one language of a message (E-4). Intl only; the locale is chosen from the language of the
 * message and the country of the customer.
 */
import type { IsoDate } from '../model/common.ts';
import {
  interfaceLanguages,
  messageLanguages,
  pageLanguages,
  type InterfaceLanguage,
  type MessageLanguage,
  type PageLanguage,
} from '../vocabulary/languages.ts';

const regions: Record<MessageLanguage, { usual: string; countries: string[] }> = {
  en: { usual: 'GB', countries: ['US', 'CA', 'AU', 'NZ', 'IE', 'ZA', 'IN', 'SG'] },
  fr: { usual: 'FR', countries: ['CA', 'CH', 'BE', 'LU'] },
  de: { usual: 'DE', countries: ['AT', 'CH'] },
  es: { usual: 'ES', countries: ['MX', 'AR', 'CO', 'CL', 'PE'] },
};

/** Recipient, then customer, then entity (E-4); unknown languages are passed over; English at the end. */
export function messageLanguage(...wishes: (string | null | undefined)[]): MessageLanguage {
  for (const wish of wishes) {
    const language = wish?.slice(0, 2).toLowerCase();
    const known = messageLanguages.find((candidate) => candidate === language);
    if (known) return known;
  }
  return 'en';
}

/** BCP 47 locale for formats: `en` to a customer in the US is `en-US`, to one in Poland `en-GB`. */
export function messageLocale(language: MessageLanguage, country: string): string {
  const { usual, countries } = regions[language];
  return `${language}-${countries.includes(country) ? country : usual}`;
}

const pageRegions: Record<Exclude<PageLanguage, MessageLanguage>, { usual: string; countries: string[] }> = {
  it: { usual: 'IT', countries: ['CH'] },
  nl: { usual: 'NL', countries: ['BE'] },
  pl: { usual: 'PL', countries: [] },
  pt: { usual: 'PT', countries: ['BR'] },
};

/** The first wish that is a language of the pages (P-12); English at the end. */
export function pageLanguage(...wishes: (string | null | undefined)[]): PageLanguage {
  for (const wish of wishes) {
    const language = wish?.slice(0, 2).toLowerCase();
    const known = pageLanguages.find((candidate) => candidate === language);
    if (known) return known;
  }
  return 'en';
}

/** The language of the interface that is meant; English for any other. */
export function interfaceLanguage(language: string): InterfaceLanguage {
  return interfaceLanguages.find((known) => known === language) ?? 'en';
}

/** The same as `messageLocale` for the languages of the pages. */
export function pageLocale(language: PageLanguage, country: string): string {
  const { usual, countries } = { ...regions, ...pageRegions }[language];
  return `${language}-${countries.includes(country) ? country : usual}`;
}

export function formatDate(date: IsoDate, locale: string, style: 'long' | 'short' = 'long'): string {
  const options: Intl.DateTimeFormatOptions =
    style === 'long'
      ? { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }
      : { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' };
  const format = made(dateFormats, `${locale}/${style}`, () => new Intl.DateTimeFormat(locale, options));
  return spaces(format.format(new Date(`${date}T00:00:00Z`)));
}

/** Day and minute in a time zone, as people of the locale write them. */
export function formatInstant(
  atMs: number,
  { locale, timeZone }: { locale: string; timeZone: string },
): string {
  return spaces(
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(atMs),
  );
}

export function formatNumber(value: number, locale: string): string {
  return spaces(made(numberFormats, locale, () => new Intl.NumberFormat(locale)).format(value));
}

/** `pct` is decimal text such as `12.150`. */
export function formatPercent(pct: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 });
  return spaces(format.format(`${pct}E-2` as unknown as number));
}

/** A formatter takes longer to make than a thousand lines to format. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

function made<Format>(formats: Map<string, Format>, key: string, make: () => Format): Format {
  let format = formats.get(key);
  if (format === undefined) {
    format = make();
    formats.set(key, format);
  }
  return format;
}

/** Narrow no-break spaces are missing in fonts of some mail programs and show as boxes. */
function spaces(text: string): string {
  return text.replace(/[\u202f\u2009]/g, '\u00a0');
}
