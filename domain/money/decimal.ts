/** Between whole minor units and decimal text; no floating point on the way. */
import { currencyDecimals } from './currency.ts';

/** Minor units as exact decimal text: `-1234.50` for -123450 in EUR. */
export function minorToDecimal(amountMinor: number, currency: string): string {
  const decimals = currencyDecimals(currency);
  const digits = String(Math.abs(amountMinor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return `${amountMinor < 0 ? '-' : ''}${whole}${fraction}`;
}

/**
 * A bound in units of the currency (`1234.5`), as an address or a number field holds it, in minor units. What lies
 * between two of them stays there (10.005 EUR is 1000.5), without the dust of binary fractions (1.1 EUR is 110).
 */
export function boundToMinor(units: number, currency: string): number {
  return Number((units * 10 ** currencyDecimals(currency)).toFixed(3));
}

/** The number format of a spreadsheet cell that holds an amount of the currency. */
export function spreadsheetFormat(currency: string): string {
  const decimals = currencyDecimals(currency);
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}
