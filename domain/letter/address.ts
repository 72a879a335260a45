/** The lines of an address as they stand in the window of an envelope. */
import { addressLines, countryName, type PostalAddress } from '../contact/postal-address.ts';
import { refuse, type Outcome } from '../errors.ts';

export interface LetterRecipient {
  company?: string;
  person?: string;
  address: PostalAddress;
}

export interface AddressRules {
  /** Where the letter is posted, ISO code: its own country is not named. */
  from: string;
  /** Most lines. */
  lines: number;
  /** Most characters of a line, where the post or a provider asks for it. */
  chars?: number;
}

/** NF Z 10-011: six lines of 38 characters; a country is the seventh. */
const frenchChars = 38;
const frenchLines = 6;

/**
 * In the order of the destination, the country last and in capitals when abroad, named as the country of posting names
 * it. Refuses with `letter_address { reason, line, text, max }`: `empty` (nobody, or no place), `too_many_lines`,
 * `line_too_long`; `line` counts from 1.
 */
export function letterAddress(recipient: LetterRecipient, rules: AddressRules): Outcome<string[]> {
  const to = countryCodeOf(recipient.address.country) ?? rules.from;
  const isAbroad = to !== rules.from;
  const names = [recipient.company, recipient.person].flatMap((name) => linesIn(name));
  if (names.length === 0) return refuse('letter_address', { reason: 'empty', line: 1, text: '' });
  const place = addressLines({
    address: { ...recipient.address, country: to },
    country: to,
  }).map(clean);
  if (place.length === 0 || !recipient.address.city?.trim())
    return refuse('letter_address', { reason: 'empty', line: names.length + 1, text: '' });
  const isFrench = to === 'FR' || to === 'MC';
  const lines = [
    ...names,
    ...(isFrench ? place.map(asFrenchPost) : place),
    ...(isAbroad ? [countryInCapitals(recipient.address.country ?? to, rules.from)] : []),
  ].filter(Boolean);
  return checked(lines, {
    lines: isFrench ? Math.min(rules.lines, frenchLines + (isAbroad ? 1 : 0)) : rules.lines,
    chars: rules.chars ?? (isFrench ? frenchChars : undefined),
  });
}

/** From the street to the place, without names and country: for whoever writes an address in fields of their own. */
export function placeLines(address: PostalAddress, from: string): { lines: string[]; country: string } {
  const country = countryCodeOf(address.country) ?? from;
  const place = addressLines({ address: { ...address, country }, country }).map(clean);
  const isFrench = country === 'FR' || country === 'MC';
  return { lines: (isFrench ? place.map(asFrenchPost) : place).filter(Boolean), country };
}

/** The same without what is checked: for showing what was accepted. */
export function addressLinesOf(recipient: LetterRecipient, rules: AddressRules): string[] {
  const lines = letterAddress(recipient, rules);
  return lines.ok ? lines.value : [];
}

function checked(
  lines: string[],
  { lines: most, chars }: { lines: number; chars?: number },
): Outcome<string[]> {
  const long = chars === undefined ? -1 : lines.findIndex((line) => [...line].length > chars);
  if (long >= 0)
    return refuse('letter_address', {
      reason: 'line_too_long',
      line: long + 1,
      text: lines[long]!,
      max: chars!,
    });
  if (lines.length > most)
    return refuse('letter_address', {
      reason: 'too_many_lines',
      line: most + 1,
      text: lines[most]!,
      max: most,
    });
  return { ok: true, value: lines };
}

/** From the street on: capitals, and no punctuation but hyphens and apostrophes. */
function asFrenchPost(line: string): string {
  return clean(line.replace(/[.,;:!?"“”«»()]/g, ' ')).toLocaleUpperCase('fr');
}

function clean(text: string): string {
  return text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function linesIn(text: string | undefined): string[] {
  return (text ?? '')
    .split(/\r\n?|\n/)
    .map(clean)
    .filter(Boolean);
}

/** Sorted where it is posted: by people who read its language. Switzerland asks for French or English. */
const languageOf: Record<string, string> = {
  ...Object.fromEntries(['FR', 'BE', 'LU', 'MC', 'CH'].map((country) => [country, 'fr'])),
  ...Object.fromEntries(['DE', 'AT', 'LI'].map((country) => [country, 'de'])),
  ES: 'es',
  IT: 'it',
  NL: 'nl',
  PL: 'pl',
  PT: 'pt',
};

function countryInCapitals(country: string, from: string): string {
  const language = languageOf[from] ?? 'en';
  const code = countryCodeOf(country) ?? country;
  return clean(countryName(code, language)).toLocaleUpperCase(language);
}

function countryCodeOf(country: string | undefined): string | undefined {
  const code = country?.trim().toUpperCase();
  if (code === undefined || code === '') return undefined;
  return code;
}
