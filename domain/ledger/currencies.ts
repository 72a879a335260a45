import { isKnownCurrency } from '../money/currency.ts';

/** Signs that stand for one currency only. */
const signs: Record<string, string> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  zł: 'PLN',
  zl: 'PLN',
  kč: 'CZK',
  '₹': 'INR',
  '₺': 'TRY',
  '₽': 'RUB',
  '₩': 'KRW',
  '₪': 'ILS',
  r$: 'BRL',
  us$: 'USD',
  c$: 'CAD',
  a$: 'AUD',
  'fr.': 'CHF',
  'sfr.': 'CHF',
};

/** Signs that several currencies share: read as the customer's or entity's currency if it is one of them. */
const sharedSigns: Record<string, readonly string[]> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'CLP', 'COP', 'ARS', 'TWD'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  'kr.': ['DKK', 'SEK', 'NOK', 'ISK'],
  '¥': ['JPY', 'CNY'],
  fr: ['CHF'],
  lei: ['RON', 'MDL'],
  ft: ['HUF'],
};

/** The currencies that a sign may mean; undefined when it is no currency sign. */
export function currencyOfSign(text: string): readonly string[] | undefined {
  const sign = text.toLowerCase();
  const one = signs[sign];
  return one === undefined ? sharedSigns[sign] : [one];
}

/**
 * The currency that a code or sign means where `expected` is the customer's or entity's own. A shared sign (`$`)
 * means the expected currency or nothing: it is never guessed.
 */
export function readCurrency(text: string, expected: string): string | undefined {
  const code = text.toUpperCase();
  if (isKnownCurrency(code)) return code;
  const candidates = currencyOfSign(text);
  if (candidates === undefined) return undefined;
  return candidates.length === 1 ? candidates[0] : candidates.find((candidate) => candidate === expected);
}

/** The code or sign that the name of a column tells: `Amount (EUR)`, `Betrag in CHF`, `Solde €`; undefined: none. */
export function currencyOfHeader(header: string): string | undefined {
  const code = /(?:^|[\s([])([A-Z]{3})[)\]]?\s*$/.exec(header)?.[1];
  if (code !== undefined && isKnownCurrency(code)) return code;
  return /((?:\b(?:us|c|a|r))?\$|€|£|¥|zł|kč|₹|₺|₽|₩|₪)[)\]]?\s*$/i.exec(header)?.[1];
}
