/** The text of a Swiss QR code: a transfer to an account in Switzerland or Liechtenstein (SIX guidelines 2.3). */
import { recursiveCheckDigit } from '../bank/references.ts';
import { remainder97 } from '../bank/values.ts';
import { refuse, type Outcome } from '../errors.ts';
import { longestRemittance, oneLine } from './epc-qr.ts';
import { readIban } from './iban.ts';

const currencies: readonly string[] = ['CHF', 'EUR'];

interface BillAddress {
  street: string;
  postalCode: string;
  city: string;
  country: string;
}

const longest = { name: 70, street: 70, postalCode: 16, city: 35 };
const mostMinor = 99_999_999_999;
const bodyDigits = 26;
/** Ultimate creditor and debtor: the payer's app fills in the second, the first is for later use. */
const nobody = ['', '', '', '', '', '', ''];

/** Accounts whose transfers are codes of their own in that country. */
export function isSwissAccount(iban: string): boolean {
  return /^(CH|LI)/.test(iban);
}

/** A QR-IBAN names a bank between 30000 and 31999; money reaches it with a QR reference only, never by SEPA. */
function isQrIban(iban: string): boolean {
  const bank = Number(iban.slice(4, 9));
  return isSwissAccount(iban) && bank >= 30_000 && bank <= 31_999;
}

/**
 * @param numbers documents that are paid; a reference of one is read back by its number
 * @returns `validation_failed` with the field where account, name, address or currency do not make a bill,
 *   `amount_invalid` outside 0.01 to 999,999,999.99; the reference is null where the message alone says what is paid
 */
export function swissPayload(input: {
  iban: string;
  name: string;
  address: BillAddress;
  currency: string;
  amountMinor: number;
  customerNumber: string;
  numbers: readonly string[];
  remittance: string;
}): Outcome<{ payload: string; reference: string | null }> {
  const { amountMinor, currency } = input;
  const iban = readIban(input.iban);
  if (iban === null || !isSwissAccount(iban)) return refuse('validation_failed', { field: 'iban' });
  if (!currencies.includes(currency)) return refuse('validation_failed', { field: 'currency' });
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 1 || amountMinor > mostMinor)
    return refuse('amount_invalid');
  const name = printable(input.name, longest.name);
  const street = printable(input.address.street, longest.street);
  const postalCode = printable(input.address.postalCode, longest.postalCode);
  const city = printable(input.address.city, longest.city);
  const country = input.address.country.trim().toUpperCase();
  if (name === '') return refuse('validation_failed', { field: 'name' });
  if (postalCode === '' || city === '' || !/^[A-Z]{2}$/.test(country))
    return refuse('validation_failed', { field: 'address' });
  const reference = referenceOf(iban, input.customerNumber, input.numbers);
  if (reference === null && isQrIban(iban)) return refuse('validation_failed', { field: 'reference' });
  const message = printable(input.remittance, longestRemittance);
  const amount = `${Math.floor(amountMinor / 100)}.${String(amountMinor % 100).padStart(2, '0')}`;
  const creditor = ['S', name, street, '', postalCode, city, country];
  const kind = reference === null ? 'NON' : isQrIban(iban) ? 'QRR' : 'SCOR';
  const lines = [
    ...['SPC', '0200', '1', iban, ...creditor, ...nobody, amount, currency, ...nobody],
    ...[kind, reference ?? '', message, 'EPD'],
  ];
  return { ok: true, value: { payload: lines.join('\n'), reference } };
}

function referenceOf(iban: string, customerNumber: string, numbers: readonly string[]): string | null {
  const single = new Set(numbers).size === 1 ? numbers[0]! : null;
  return isQrIban(iban)
    ? qrReference(customerNumber, single)
    : single === null
      ? null
      : creditorReference(single);
}

/** The customer's figures, then, filled up with zeros, those of the document: as matching takes it apart. */
function qrReference(customerNumber: string, number: string | null): string | null {
  const customer = figures(customerNumber);
  const document = number === null ? '' : figures(number);
  if (customer.length + document.length > bodyDigits || customer + document === '') return null;
  const body = customer + document.padStart(bodyDigits - customer.length, '0');
  return body + recursiveCheckDigit(body);
}

/** ISO 11649; null where the number has other signs or too many. */
function creditorReference(number: string): string | null {
  const body = number.toUpperCase().replaceAll(/[\s./-]/g, '');
  if (!/^[A-Z0-9]{1,21}$/.test(body)) return null;
  return `RF${String(98 - remainder97(`${body}RF00`)).padStart(2, '0')}${body}`;
}

function figures(text: string): string {
  return text.replaceAll(/\D/g, '');
}

/** The letters that the guidelines allow: Latin with its European accents; others lose theirs, or become a point. */
function printable(text: string, length: number): string {
  const letters = [...oneLine(text)].map((sign) => {
    if (isAllowed(sign)) return sign;
    const plain = sign.normalize('NFKD').replaceAll(/\p{M}/gu, '');
    return plain !== '' && [...plain].every(isAllowed) ? plain : '.';
  });
  return [...letters.join('')].slice(0, length).join('').trim();
}

function isAllowed(sign: string): boolean {
  return /^[\u{20}-\u{7E}\u{A0}-\u{17F}\u{218}-\u{21B}€]$/u.test(sign);
}
