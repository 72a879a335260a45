/** The one way in which amounts are printed: pages, mails, tables, command lines. */
import type { MinorByCurrency } from '../model/common.ts';
import { currencyDecimals } from './currency.ts';
import { minorToDecimal } from './decimal.ts';

/** `€1,234.56`, `1 234,56 €`, a true minus (U+2212) in front of what is negative; `locale` is a BCP 47 tag. */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  const format = moneyFormat(currency, locale);
  // Intl takes decimal text exactly; its type only knows literals.
  const text = format.format(minorToDecimal(amountMinor, currency) as Intl.StringNumericLiteral);
  // Narrow no-break spaces are missing in fonts of some mail programs and show as boxes.
  return text.replace(/[\u202f\u2009]/g, '\u00a0').replace('-', '\u2212');
}

/** Amounts by currency, parted by sign: what is owed and what stands in the customer's favour (made positive). */
export function partedBySign(totals: MinorByCurrency): {
  owed: [string, number][];
  credit: [string, number][];
} {
  const entries = Object.entries(totals).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    owed: entries.filter(([, amountMinor]) => amountMinor > 0),
    credit: entries
      .filter(([, amountMinor]) => amountMinor < 0)
      .map(([currency, amountMinor]) => [currency, -amountMinor]),
  };
}

/**
 * What is owed, in a sentence: currencies side by side, never added (`€1,200.00 + US$300.00`). Currencies without
 * a debt or in credit are not named. Zero in the first currency where nothing is owed at all; `''` without any.
 */
export function formatOwed(totals: MinorByCurrency, locale: string): string {
  const { owed } = partedBySign(totals);
  if (owed.length > 0)
    return owed.map(([currency, amountMinor]) => formatMoney(amountMinor, currency, locale)).join(' + ');
  const [first] = Object.keys(totals).sort();
  return first === undefined ? '' : formatMoney(0, first, locale);
}

/**
 * Reads an amount back from what was printed, for the check of E-3. Null when the text is not an amount of that
 * currency and locale.
 */
export function readMoney(printed: string, currency: string, locale: string): number | null {
  const parts = moneyFormat(currency, locale).formatToParts(-1234567.891);
  const decimal = parts.find((part) => part.type === 'decimal')?.value;
  const negative = /[-−]/.test(printed);
  // Symbols may hold the decimal mark: the Caribbean guilder is printed as "Cg.".
  const symbol = parts.find((part) => part.type === 'currency')?.value ?? currency;
  const kept = [...printed.replace(symbol, '')]
    .filter((char) => /\d/.test(char) || (decimal !== undefined && char === decimal))
    .join('');
  const [whole = '', fraction = '', ...rest] = decimal === undefined ? [kept] : kept.split(decimal);
  if (whole === '' || rest.length > 0 || fraction.length !== currencyDecimals(currency)) return null;
  const amount = Number(BigInt(whole + fraction));
  if (!Number.isSafeInteger(amount) || amount === 0) return Number.isSafeInteger(amount) ? 0 : null;
  return negative ? -amount : amount;
}

const moneyFormats = new Map<string, Intl.NumberFormat>();

function moneyFormat(currency: string, locale: string): Intl.NumberFormat {
  const key = `${locale}/${currency}`;
  let format = moneyFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      useGrouping: 'always',
      minimumFractionDigits: currencyDecimals(currency),
      maximumFractionDigits: currencyDecimals(currency),
    });
    moneyFormats.set(key, format);
  }
  return format;
}
