/** Amounts as people type them into a field, on pages with and without script alike. */
import type { DecimalMark } from '../vocabulary/imports.ts';
import { currencyDecimals } from './currency.ts';
import { minorToDecimal } from './decimal.ts';

/**
 * Minor units of a typed amount: `1 250,50`, `1,250.50`, `1'250.50`, `12,34,567.89`, `1250`, with or without the
 * currency's code. Undefined when it cannot be read in one way only, has more digits than the currency or is not
 * above or at zero; nothing is rounded.
 *
 * A mark that stands once with three digits behind it groups thousands where the currency has fewer than three
 * decimals. In a currency with three it may mean either, and `decimalMark` decides: the mark of the page's language.
 */
export function readTypedAmount(
  typed: string,
  currency: string,
  decimalMark: DecimalMark,
): number | undefined {
  const text = bare(typed, currency);
  if (!/^\d[\d.,']*$/.test(text)) return undefined;
  const decimals = currencyDecimals(currency);
  const at = decimalAt(text, decimals, decimalMark);
  if (at === null) return undefined;
  const whole = ungrouped(at === -1 ? text : text.slice(0, at), at === -1 ? '' : (text[at] as string));
  const fraction = (at === -1 ? '' : text.slice(at + 1)).replace(/0+$/, '');
  if (whole === null || fraction.length > decimals) return undefined;
  const minor = Number(whole + fraction.padEnd(decimals, '0'));
  return Number.isSafeInteger(minor) ? minor : undefined;
}

/** How an amount stands in a field before anybody types: no groups, the mark of the page's language. */
export function writeTypedAmount(amountMinor: number, currency: string, decimalMark: DecimalMark): string {
  const decimal = minorToDecimal(amountMinor, currency);
  return decimalMark === 'comma' ? decimal.replace('.', ',') : decimal;
}

/** The decimal mark of a locale, a BCP 47 tag. */
export function decimalMarkOf(locale: string): DecimalMark {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? 'comma' : 'point';
}

/** Without spaces and the code of the currency; one kind of apostrophe. */
function bare(typed: string, currency: string): string {
  const text = typed.replace(/\s/g, '').replace(/['’ʼ´`]/g, "'");
  const code = new RegExp(`^(?:${currency})?(.*?)(?:${currency})?$`, 'i').exec(text);
  return code?.[1] ?? text;
}

/** Where the decimal mark stands; -1 without one; null where the text has two readings or none. */
function decimalAt(text: string, decimals: number, decimalMark: DecimalMark): number | null {
  const at = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
  if (at === -1) return -1;
  const mark = text[at] as string;
  const after = text.length - at - 1;
  if (after === 0 || text.slice(at).includes("'")) return null;
  const others = text.slice(0, at);
  if (others.includes(mark)) return -1;
  if (/[.,']/.test(others)) return decimals === 0 && after === 3 && !others.includes("'") ? null : at;
  if (after !== 3 || /^0/.test(text)) return at;
  if (text.slice(0, at).length > 3) return at;
  if (decimals < 3) return -1;
  return (mark === ',') === (decimalMark === 'comma') ? at : -1;
}

/** Digits without their separators: threes, or the Indian way; null when they are grouped in no known way. */
function ungrouped(whole: string, decimalMark: string): string | null {
  if (/^\d+$/.test(whole)) return whole;
  const [separator, ...more] = new Set(whole.replace(/\d/g, ''));
  if (separator === undefined || more.length > 0 || separator === decimalMark) return null;
  const [first = '', ...groups] = whole.split(separator);
  const last = groups.at(-1) ?? '';
  const middle = groups.slice(0, -1);
  const inThrees = /^[1-9]\d{0,2}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
  const indian =
    separator === ',' &&
    /^[1-9]\d?$/.test(first) &&
    /^\d{3}$/.test(last) &&
    middle.every((group) => /^\d{2}$/.test(group));
  return inThrees || indian ? whole.replaceAll(separator, '') : null;
}
