import type { DateOrder, DecimalMark } from '../vocabulary/imports.ts';

/** Short names beside language tags: `us` and `fr` as people say it, `iso` for 2013-02-01 and 55.94. */
const shortNames: Record<string, string> = { us: 'en-US', uk: 'en-GB', gb: 'en-GB' };

/**
 * Decimal mark and date order that a declared locale stands for: a language tag (`fr`, `de-CH`, `en-US`) or one of
 * `us`, `uk`, `iso`. Undefined when the tag is not one.
 */
export function localeReading(name: string): { decimalMark: DecimalMark; dateOrder: DateOrder } | undefined {
  const given = name.trim().toLowerCase().replace('_', '-');
  if (given === 'iso') return { decimalMark: 'point', dateOrder: 'ymd' };
  const tag = shortNames[given] ?? given;
  try {
    if (Intl.NumberFormat.supportedLocalesOf(tag).length === 0) return undefined;
    return { decimalMark: decimalMarkOf(tag), dateOrder: dateOrderOf(tag) };
  } catch {
    return undefined;
  }
}

function decimalMarkOf(tag: string): DecimalMark {
  const part = new Intl.NumberFormat(tag).formatToParts(1.5).find(({ type }) => type === 'decimal');
  return part?.value === ',' ? 'comma' : 'point';
}

function dateOrderOf(tag: string): DateOrder {
  const order = new Intl.DateTimeFormat(tag, { timeZone: 'UTC' })
    .formatToParts(new Date(Date.UTC(2001, 1, 3)))
    .map(({ type }) => type)
    .filter((type) => type === 'day' || type === 'month' || type === 'year');
  if (order[0] === 'year') return 'ymd';
  return order[0] === 'month' ? 'mdy' : 'dmy';
}
