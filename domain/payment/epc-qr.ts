/** The text of a QR code for a euro transfer (EPC069-12, version 002), as banking apps read it. */
import { refuse, type Outcome } from '../errors.ts';
import { readBic, readIban } from './iban.ts';

export interface Transfer {
  name: string;
  iban: string;
  bic: string | null;
  amountMinor: number;
  /** Free text for the beneficiary; cut where it is too long. */
  remittance: string;
}

const longestName = 70;
export const longestRemittance = 140;
/** Version 13 with error correction M, the largest that the guideline allows. */
const mostBytes = 331;
const mostMinor = 99_999_999_999;

/** One line of a code ends at the line break, so none may be in a value. */
export function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/**
 * @returns `validation_failed` with the field for an account that is none, `amount_invalid` outside 0.01 to
 *   999,999,999.99 euros
 */
export function epcPayload({ name, iban, bic, amountMinor, remittance }: Transfer): Outcome<string> {
  const account = readIban(iban);
  const bank = bic === null || bic.trim() === '' ? '' : readBic(bic);
  const payee = shorten(oneLine(name), longestName);
  if (account === null) return refuse('validation_failed', { field: 'iban' });
  if (bank === null) return refuse('validation_failed', { field: 'bic' });
  if (payee === '') return refuse('validation_failed', { field: 'name' });
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 1 || amountMinor > mostMinor)
    return refuse('amount_invalid');
  const amount = `EUR${Math.floor(amountMinor / 100)}.${String(amountMinor % 100).padStart(2, '0')}`;
  const head = ['BCD', '002', '1', 'SCT', bank, payee, account, amount, '', ''];
  let text = shorten(oneLine(remittance), longestRemittance);
  while (bytesOf([...head, text]) > mostBytes) text = shorten(text, [...text].length - 1);
  return { ok: true, value: [...head, text].join('\n').trimEnd() };
}

function shorten(text: string, length: number): string {
  return [...text].slice(0, length).join('').trim();
}

/** UTF-8. */
function bytesOf(lines: string[]): number {
  return [...lines.join('\n')].reduce((sum, sign) => {
    const point = sign.codePointAt(0) ?? 0;
    return sum + (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);
  }, 0);
}

/**
 * What the payer writes, so that the money finds its items: customer number, then as many document numbers as fit
 * whole, then how many more there are.
 */
export function remittanceOf(customerNumber: string, numbers: readonly string[]): string {
  const words = [...new Set(numbers.map(oneLine))];
  for (let kept = words.length; kept > 0; kept -= 1) {
    const more = words.length - kept;
    const text = [oneLine(customerNumber), ...words.slice(0, kept), ...(more > 0 ? [`+${more}`] : [])].join(
      ' ',
    );
    if (text.length <= longestRemittance) return text;
  }
  return oneLine(customerNumber).slice(0, longestRemittance);
}
