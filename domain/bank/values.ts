/** Amounts, days and account numbers as banks write them in files. */
import type { IsoDate } from '../model/common.ts';
import { currencyDecimals, isKnownCurrency } from '../money/currency.ts';

/**
 * `1234,5`, `1234.50`, `300,` in minor units; null when it is no amount, has parts of a minor unit, or is too large to
 * be counted exactly.
 */
export function bankAmount(text: string, currency: string): number | null {
  const match = /^0*(\d{1,15})(?:[.,](\d*))?$/.exec(text.trim());
  if (match === null) return null;
  const decimals = currencyDecimals(currency);
  const fraction = (match[2] ?? '').padEnd(decimals, '0');
  if (/[1-9]/.test(fraction.slice(decimals))) return null;
  const minor = Number(match[1] + fraction.slice(0, decimals));
  return Number.isSafeInteger(minor) ? minor : null;
}

export function bankCurrency(text: string): string | null {
  const code = text.trim().toUpperCase();
  return isKnownCurrency(code) ? code : null;
}

/** `YYMMDD`: files of banks are younger than 1980. Null when there is no such day. */
export function dayOfSix(text: string): IsoDate | null {
  const match = /^(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (match === null) return null;
  const year = Number(match[1]) >= 80 ? 1900 + Number(match[1]) : 2000 + Number(match[1]);
  return dayOf(year, Number(match[2]), Number(match[3]));
}

/** `DDMMYY`. */
export function dayOfSixReversed(text: string): IsoDate | null {
  return dayOfSix(text.slice(4, 6) + text.slice(2, 4) + text.slice(0, 2));
}

/** `2026-11-30`, also with a time or a zone behind it: the day that the bank calls it. */
export function dayOfIso(text: string): IsoDate | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:$|[TZ+-])/.exec(text.trim());
  return match === null ? null : dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** `MMDD` of the year that lies nearest to another day. */
export function dayNear(monthDay: string, other: IsoDate): IsoDate | null {
  const year = Number(other.slice(0, 4));
  const month = Number(monthDay.slice(0, 2));
  const apart = month - Number(other.slice(5, 7));
  const nearest = apart > 6 ? year - 1 : apart < -6 ? year + 1 : year;
  return dayOf(nearest, month, Number(monthDay.slice(2, 4)));
}

/** The 30th of February, which banks with months of thirty days write, is the last day of the month. */
function dayOf(year: number, month: number, day: number): IsoDate | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
  if (day > days && !(month === 2 && day <= 30)) return null;
  const pad = (value: number, length: number) => String(value).padStart(length, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(day, days), 2)}`;
}

/** Without blanks, in capitals. */
export function plainAccount(text: string): string {
  return text.replaceAll(/\s/g, '').toUpperCase();
}

/** The first account number of a text that has the form of an IBAN and its check digits. */
export function ibanIn(text: string): string | null {
  for (const [found] of plainAccount(text).matchAll(/[A-Z]{2}\d{2}[A-Z0-9]{11,30}/g)) {
    for (let length = found.length; length >= 15; length -= 1)
      if (hasIbanCheck(found.slice(0, length))) return found.slice(0, length);
  }
  return null;
}

/** Check digits of ISO 13616: the remainder by 97 of the number with its first four signs behind it is 1. */
export function hasIbanCheck(iban: string): boolean {
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) && remainder97(iban.slice(4) + iban.slice(0, 4)) === 1;
}

/** Of digits and letters, letters counting from 10. */
export function remainder97(text: string): number {
  let rest = 0;
  for (const sign of text)
    for (const digit of String(Number.parseInt(sign, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

/** Blanks and line ends as one blank each. */
export function plainText(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
}

/** Null for what banks write where there is nothing. */
export function givenReference(text: string | null | undefined): string | null {
  const plain = plainText(text ?? '');
  return plain === '' || /^(?:NONREF|NOTPROVIDED|NOT ?PROVIDED|NOTAVAIL|EREF|N\/?A|-|0+)$/i.test(plain)
    ? null
    : plain;
}
