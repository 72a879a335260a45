/**
 * Dates, numbers and money in the one language of a message (E-4). Intl only; the locale is chosen from the
 * language of the message and the country of the customer.
 */
import type { IsoDate, MinorByCurrency } from '../model/common.ts';
import { currencyDecimals } from '../money/currency.ts';
import { messageLanguages, pageLanguages, type MessageLanguage, type PageLanguage } from '../vocabulary.ts';

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

/** The same as `messageLocale` for the languages of the pages. */
export function pageLocale(language: PageLanguage, country: string): string {
  const { usual, countries } = { ...regions, ...pageRegions }[language];
  return `${language}-${countries.includes(country) ? country : usual}`;
}

/** Minor units as an exact decimal text such as `-1234.50`; no floating point on the way. */
export function minorToDecimal(amountMinor: number, currency: string): string {
  const digits = currencyDecimals(currency);
  const absolute = BigInt(Math.abs(amountMinor))
    .toString()
    .padStart(digits + 1, '0');
  const whole = absolute.slice(0, absolute.length - digits);
  const fraction = digits === 0 ? '' : `.${absolute.slice(-digits)}`;
  return `${amountMinor < 0 ? '-' : ''}${whole}${fraction}`;
}

export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  const format = moneyFormat(currency, locale);
  // Intl takes decimal text exactly; its type only knows literals.
  return spaces(format.format(minorToDecimal(amountMinor, currency) as unknown as number));
}

/** Several currencies stand side by side and are never added: `€1,200.00 + US$300.00`. */
export function formatTotals(totals: MinorByCurrency, locale: string): string {
  return Object.entries(totals)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, amountMinor]) => formatMoney(amountMinor, currency, locale))
    .join(' + ');
}

/**
 * Reads an amount back from what was printed, for the check of E-3. Null when the text is not an amount of that
 * currency and locale.
 */
export function readMoney(printed: string, currency: string, locale: string): number | null {
  const parts = moneyFormat(currency, locale).formatToParts(-1234567.891);
  const decimal = parts.find((part) => part.type === 'decimal')?.value;
  const negative = /[-−]/.test(printed);
  const kept = [...printed]
    .filter((char) => /\d/.test(char) || (decimal !== undefined && char === decimal))
    .join('');
  const [whole = '', fraction = '', ...rest] = decimal === undefined ? [kept] : kept.split(decimal);
  if (whole === '' || rest.length > 0 || fraction.length !== currencyDecimals(currency)) return null;
  const amount = Number(BigInt(whole + fraction));
  if (!Number.isSafeInteger(amount) || amount === 0) return Number.isSafeInteger(amount) ? 0 : null;
  return negative ? -amount : amount;
}

export function formatDate(date: IsoDate, locale: string, style: 'long' | 'short' = 'long'): string {
  const options: Intl.DateTimeFormatOptions =
    style === 'long'
      ? { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }
      : { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' };
  return spaces(new Intl.DateTimeFormat(locale, options).format(new Date(`${date}T00:00:00Z`)));
}

export function formatNumber(value: number, locale: string): string {
  return spaces(new Intl.NumberFormat(locale).format(value));
}

/** `pct` is decimal text such as `12.150`. */
export function formatPercent(pct: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 });
  return spaces(format.format(`${pct}E-2` as unknown as number));
}

function moneyFormat(currency: string, locale: string): Intl.NumberFormat {
  const key = `${locale}/${currency}`;
  let format = moneyFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      useGrouping: 'always',
      // Digits of ISO 4217; the browser tables leave some currencies without their fraction.
      minimumFractionDigits: currencyDecimals(currency),
      maximumFractionDigits: currencyDecimals(currency),
    });
    moneyFormats.set(key, format);
  }
  return format;
}

const moneyFormats = new Map<string, Intl.NumberFormat>();

/** Narrow no-break spaces are missing in fonts of some mail programs and show as boxes. */
function spaces(text: string): string {
  return text.replace(/[\u202f\u2009]/g, '\u00a0');
}
