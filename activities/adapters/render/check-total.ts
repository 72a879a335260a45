/**
 * E-3: what the finished message says is read back from its own text and compared with the ledger. A message
 * whose printed total differs does not go.
 */
import { refuse, type Outcome } from '../../../domain/errors.ts';
import type { MinorByCurrency } from '../../../domain/model/common.ts';
import { readMoney } from '../../../domain/money/format.ts';
import { decodeEntities } from '../../../domain/template/entities.ts';

const marks = / data-relance-[a-z]+="[^"]*"/g;

/**
 * Answers the HTML without our marks, or refuses with `total_mismatch { currency, where, printed, ledger }`
 * (minor units). `ledger` are the totals of the position that the message was made from, by currency.
 */
export function checkRenderedTotals(html: string, ledger: MinorByCurrency, locale: string): Outcome<string> {
  for (const { currency, minor } of amounts(html, 'sum', locale)) {
    const expected = Math.max(0, ledger[currency] ?? 0);
    if (minor !== expected) return mismatch('sentence', currency, minor, expected);
  }
  for (const { currency, minor } of amounts(html, 'credit', locale)) {
    const expected = Math.max(0, -(ledger[currency] ?? 0));
    if (minor !== expected) return mismatch('sentence', currency, minor, expected);
  }
  for (const [, kind = '', table = ''] of html.matchAll(
    /<table data-relance-table="([a-z]+)"([\s\S]*?)<\/table>/g,
  )) {
    const rows = new Map<string, number | null>();
    for (const { currency, minor } of amounts(table, 'amount', locale)) {
      const before = rows.get(currency);
      rows.set(currency, before === null || minor === null ? null : (before ?? 0) + minor);
    }
    for (const { currency, minor } of amounts(table, 'total', locale)) {
      const ofRows = rows.has(currency) ? rows.get(currency)! : 0;
      if (minor === null || ofRows !== minor) return mismatch('rows', currency, ofRows, minor ?? 0);
      const expected = kind === 'overdue' ? minor : (ledger[currency] ?? 0);
      if (minor !== expected) return mismatch('table', currency, minor, expected);
    }
  }
  return { ok: true, value: html.replace(marks, '') };
}

function mismatch(where: string, currency: string, printed: number | null, ledger: number) {
  return refuse('total_mismatch', { where, currency, printed: printed ?? 'unreadable', ledger });
}

function amounts(
  html: string,
  mark: 'sum' | 'credit' | 'amount' | 'total',
  locale: string,
): { currency: string; minor: number | null }[] {
  const cells = html.matchAll(new RegExp(` data-relance-${mark}="([A-Z]{3})"[^>]*>([^<]*)<`, 'g'));
  return [...cells].map(([, currency = '', text = '']) => ({
    currency,
    // As shown: the Swiss thousands apostrophe stands escaped in the source.
    minor: readMoney(decodeEntities(text), currency, locale),
  }));
}
