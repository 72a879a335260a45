/**
 * The capture address of a customer: what is sent to it is filed to that customer. The token in it is the whole
 * capability: 80 random bits, never the customer's number, with a check character, so that an address that was mistyped is
 * distinguished from one that was withdrawn.
 */

/** How the token stands in the address: `replies-TOKEN@in.company.example`, or `replies+TOKEN@company.example`. */
export interface CaptureScheme {
  style: 'catch_all' | 'plus';
  /** Before the token. */
  name: string;
  domain: string;
}

/** Without letters that are taken for others when read aloud or copied by hand (Crockford's base 32, lower case). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const randomBytesLength = 10;
const randomLength = 16;
const tokenPattern = /^[0-9a-z]{17}$/;

/**
 * A token of 16 random characters and one that checks them.
 *
 * @param random exactly ten bytes from a cryptographic source
 */
export function captureToken(random: Uint8Array): string {
  if (random.length !== randomBytesLength) throw new RangeError('a capture token is made of ten bytes');
  let bits = 0n;
  for (const byte of random) bits = (bits << 8n) | BigInt(byte);
  const characters = Array.from({ length: randomLength }, (_, index) => {
    const shift = BigInt(5 * (randomLength - 1 - index));
    return alphabet[Number((bits >> shift) & 31n)]!;
  }).join('');
  return characters + checkCharacter(characters);
}

/**
 * The token as it is stored, of what somebody typed or a program wrote: capital letters and look-alikes are read as
 * Crockford has it. Null: not the form of a token. `mistyped`: the form, and its check character is wrong.
 */
export function readCaptureToken(written: string): { token: string } | 'mistyped' | null {
  const token = written.toLowerCase().replaceAll('o', '0').replaceAll(/[il]/g, '1');
  if (!tokenPattern.test(token) || [...token].some((character) => !alphabet.includes(character))) return null;
  const random = token.slice(0, randomLength);
  return checkCharacter(random) === token.slice(randomLength) ? { token } : 'mistyped';
}

export function captureAddress({ style, name, domain }: CaptureScheme, token: string): string {
  return `${name}${separators[style]}${token}@${domain}`;
}

const separators = { catch_all: '-', plus: '+' } as const satisfies Record<CaptureScheme['style'], string>;

/**
 * What an address that received a mail says of a scheme. Null: it is not one of its addresses.
 * `other`: of the right name and domain, without the form of a token.
 */
export function readCaptureAddress(
  address: string,
  scheme: CaptureScheme,
): { token: string } | 'mistyped' | 'other' | null {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).toLowerCase();
  if (at < 0 || address.slice(at + 1).toLowerCase() !== scheme.domain.toLowerCase()) return null;
  const start = `${scheme.name}${separators[scheme.style]}`.toLowerCase();
  if (!local.startsWith(start))
    return scheme.style === 'catch_all' || local === scheme.name.toLowerCase() ? 'other' : null;
  return readCaptureToken(local.slice(start.length)) ?? 'other';
}

/** The address without a token, to which people write who have only heard of it: `replies@in.company.example`. */
export function generalAddress({ name, domain }: CaptureScheme): string {
  return `${name}@${domain}`;
}

export function isGeneralAddress(address: string, scheme: CaptureScheme): boolean {
  return address.toLowerCase() === generalAddress(scheme).toLowerCase();
}

/**
 * Luhn's algorithm over 32 characters (ISO/IEC 7812-1, annex B, for another base): finds every single wrong character
 * and nearly every pair of neighbours that changed places.
 */
function checkCharacter(characters: string): string {
  let sum = 0;
  let factor = 2;
  for (const character of [...characters].toReversed()) {
    const product = factor * alphabet.indexOf(character);
    sum += Math.floor(product / alphabet.length) + (product % alphabet.length);
    factor = 3 - factor;
  }
  return alphabet[(alphabet.length - (sum % alphabet.length)) % alphabet.length]!;
}
