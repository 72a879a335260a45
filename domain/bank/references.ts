/**
 * References with check digits, by which programs find a payment: RF (ISO 11649), the Belgian OGM, the Swiss QR
 * reference and the Norwegian KID. What they hold without check digits is what the seller put in: mostly the number of
 * a document, of a customer, or both.
 */
import { remainder97 } from './values.ts';

export interface StructuredReference {
  /** Without blanks and signs between its groups. */
  written: string;
  /** Without prefix, check digits and leading zeros. */
  payload: string;
}

/** Null when it has none of the forms, or its check digits are wrong. `isMarked`: the file itself calls it structured. */
export function readReference(text: string, isMarked: boolean): StructuredReference | null {
  const written = text.toUpperCase().replaceAll(/[\s+*/.-]/g, '');
  if (/^RF\d{2}[A-Z0-9]{1,21}$/.test(written))
    return remainder97(written.slice(4) + written.slice(0, 4)) === 1
      ? { written, payload: withoutZeros(written.slice(4)) }
      : null;
  if (!/^\d{3,27}$/.test(written)) return null;
  const isBelgian = written.length === 12 && isOgm(written);
  if (isBelgian) return { written, payload: withoutZeros(written.slice(0, 10)) };
  const isSwiss = written.length === 27 && hasRecursiveCheck(written);
  if (isSwiss) return { written, payload: withoutZeros(written.slice(0, 26)) };
  const isNorwegian = isMarked && (hasLuhnCheck(written) || hasModulo11Check(written));
  if (isNorwegian) return { written, payload: withoutZeros(written.slice(0, -1)) };
  return isMarked ? { written, payload: withoutZeros(written) } : null;
}

/** What in a free text has the form of a structured reference, and its check digits. */
export function referencesIn(text: string): StructuredReference[] {
  const found: StructuredReference[] = [];
  const add = (candidate: string) => {
    const reference = readReference(candidate, false);
    if (reference !== null && !found.some(({ written }) => written === reference.written))
      found.push(reference);
  };
  for (const [candidate] of text.matchAll(/(?<![A-Z0-9])RF\d{2}(?: ?[A-Z0-9]){1,21}(?![A-Z0-9])/gi)) {
    const groups = candidate.split(' ');
    for (let count = groups.length; count > 0; count -= 1) add(groups.slice(0, count).join(''));
  }
  for (const [candidate] of text.matchAll(/(?<!\d)(?:[+*]{3})?\d{3}\/?\d{4}\/?\d{5}(?:[+*]{3})?(?!\d)/g))
    add(candidate);
  for (const [candidate] of text.matchAll(/(?<!\d)\d{2}(?: ?\d{5}){5}(?!\d)/g)) add(candidate);
  return found;
}

function withoutZeros(text: string): string {
  return text.replace(/^0+/, '');
}

function isOgm(digits: string): boolean {
  const rest = Number(BigInt(digits.slice(0, 10)) % 97n);
  return (rest === 0 ? 97 : rest) === Number(digits.slice(10));
}

function hasRecursiveCheck(digits: string): boolean {
  return recursiveCheckDigit(digits.slice(0, -1)) === digits.at(-1);
}

/** Modulo 10, recursive, as the Swiss implementation guidelines for the QR bill print its table. */
export function recursiveCheckDigit(digits: string): string {
  const table = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];
  let carry = 0;
  for (const digit of digits) carry = table[(carry + Number(digit)) % 10]!;
  return String((10 - carry) % 10);
}

function hasLuhnCheck(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

function hasModulo11Check(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits.slice(0, -1)].reverse().entries())
    sum += Number(digit) * (2 + (index % 6));
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(digits.at(-1));
}
