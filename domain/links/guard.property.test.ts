import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { internalLinkIn, type MessagePart } from './guard.ts';

const publicUrl = 'https://relance.example.com';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
const random = fc.array(fc.constantFrom(...letters), { minLength: 43, maxLength: 43 }).map((l) => l.join(''));
const words = fc
  .array(
    fc.constantFrom(
      ...'Dear madam, your invoice F-2026-118 of €1,250.00 is due; please pay or tell us why. Merci (ref. 4711) – cordialement: 100 % = tout & rien <b>gras</b> https://customer.example/invoices?id=12#a'.split(
        ' ',
      ),
    ),
    { minLength: 0, maxLength: 40 },
  )
  .map((list) => list.join(' '));

/** Everything that opens an inside page: the token alone, and its address. */
const secret = fc
  .tuple(fc.constantFrom('ri_', 'rx_'), random, fc.constantFrom('token', 'address', 'item'))
  .map(([prefix, rest, form]) => {
    const token = prefix + rest;
    if (form === 'token') return token;
    const url = `${publicUrl}/${prefix === 'ri_' ? 'i' : 'r'}/${token}`;
    return form === 'address' ? url : `${url}?item=0190-aa`;
  });

const bytesOf = (text: string) => [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0'));
const percentAll = (text: string) =>
  bytesOf(text)
    .map((byte) => `%${byte}`)
    .join('');
const entities = (text: string) => [...text].map((char) => `&#${char.codePointAt(0)};`).join('');
const hexEntities = (text: string) =>
  [...text].map((char) => `&#x${char.codePointAt(0)!.toString(16)};`).join('');
const openEntities = (text: string) => [...text].map((char) => `&#${char.codePointAt(0)}`).join('');
const names: Record<string, string> = {
  ':': 'colon',
  '/': 'sol',
  '.': 'period',
  _: 'lowbar',
  '?': 'quest',
  '=': 'equals',
};
const namedEntities = (text: string) => text.replace(/[:/._?=]/g, (sign) => `&${names[sign]};`);
const quotedPrintable = (text: string) =>
  bytesOf(text)
    .map((byte) => `=${byte.toUpperCase()}`)
    .join('');
const softBreaks = (text: string) => text.replace(/(.{20})/g, '$1=\r\n');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const base64Lines = (text: string) => base64(`${'x'.repeat(50)} ${text}`).replace(/(.{76})/g, '$1\r\n');
const base64Url = (text: string) => Buffer.from(text).toString('base64url');

/** Ways in which mail programs, redirectors, forwarded messages and people write a link. */
const hidings: ((text: string) => string)[] = [
  (text) => text,
  encodeURIComponent,
  percentAll,
  entities,
  hexEntities,
  (text) => `${openEntities(text)} `,
  namedEntities,
  quotedPrintable,
  softBreaks,
  base64,
  base64Lines,
  base64Url,
  (text) => base64(`a${text}`),
  (text) => base64(`ab${text}`),
  (text) => `https://redirect.example/go/${base64Url(text)}/next`,
  (text) => `https://redirect.example/?u=${encodeURIComponent(text)}&x=1`,
  (text) => `<a href="${text}">see</a>`,
  (text) => `<https://safelinks.example/?url=${encodeURIComponent(encodeURIComponent(text))}>`,
  (text) => `> ${text.slice(0, 30)}\r\n> ${text.slice(30)}`,
  (text) => [...text].join('\u200b'),
  (text) => text.replace(/(.{10})/g, '$1\u00ad'),
  (text) => `<b>${text.slice(0, 9)}</b><i>${text.slice(9)}</i>`,
  (text) => `=?utf-8?B?${base64(text)}?=`,
  (text) => Buffer.from(text, 'utf16le').toString('latin1'),
  (text) => base64(Buffer.from(text, 'utf16le').toString('latin1')),
  (text) => `Content-Transfer-Encoding: base64\r\n\r\n${base64Lines(text)}\r\n--b--`,
];

const places = ['subject', 'text', 'html', 'header', 'attachment_name', 'attachment'];

function message(parts: string[]): MessagePart[] {
  return parts.map((text, at) => ({ name: places[at]!, text }));
}

describe('I-5 C1 nothing that opens an internal page leaves for the outside', () => {
  test('I-5 C1 of 10,000 messages with a link hidden somewhere none passes', () => {
    const hidden = fc.tuple(
      fc.array(words, { minLength: 6, maxLength: 6 }),
      secret,
      fc.constantFrom(...hidings),
      fc.option(fc.constantFrom(...hidings), { nil: undefined }),
      fc.nat({ max: 5 }),
    );
    fc.assert(
      fc.property(hidden, ([parts, link, once, twice, place]) => {
        const written = twice === undefined ? once(link) : twice(once(link));
        const texts = parts.map((text, at) => (at === place ? `${text} ${written} ${text}` : text));
        expect(internalLinkIn(message(texts), publicUrl), written).not.toBeNull();
      }),
      { numRuns: 10_000 },
    );
  });

  test('I-5 C1 ordinary messages all pass, with the customer’s own links and coded parts', () => {
    const customerLink = random.map((token) => `${publicUrl}/p/rc_${token}?item=0190f2d4-aa-bb`);
    const ordinary = fc.tuple(
      fc.array(words, { minLength: 6, maxLength: 6 }),
      customerLink,
      fc.constantFrom(...hidings),
      fc.nat({ max: 5 }),
    );
    fc.assert(
      fc.property(ordinary, ([parts, link, write, place]) => {
        const written = (text: string) => `${text} ${write(link)}\n\n${text} ${link}\n\nKind regards`;
        const texts = parts.map((text, at) => (at === place ? written(text) : text));
        expect(internalLinkIn(message(texts), publicUrl)).toBeNull();
      }),
      { numRuns: 3_000 },
    );
  });

  test.each([
    ['an address of ours inside, without a token', `${publicUrl}/i`, 'text'],
    ['the same in capital letters', `HTTPS://RELANCE.EXAMPLE.COM/I/x`, 'text'],
    ['with the standard port', 'https://relance.example.com:443/r/abc', 'text'],
    ['with two slashes', 'https://relance.example.com//i/abc', 'text'],
  ])('I-5 C1 %s is found', (_what, text, part) => {
    expect(internalLinkIn([{ name: 'text', text }], publicUrl)).toBe(part);
  });

  test.each([
    'https://relance.example.com/invoices',
    'https://relance.example.com/p/rc_abc',
    'https://relance.example.com/e/ACME/replies/1',
    'https://relance.example.com/register',
    'https://other.example.com/i/page',
    'ri_too_short',
  ])('I-5 C1 %s is no inside address', (text) => {
    expect(internalLinkIn([{ name: 'text', text }], publicUrl)).toBeNull();
  });

  test('I-5 C1 an installation on a port of its own, or below a path, knows its addresses', () => {
    const text = 'http://localhost:8080/i/x and https://host.example/relance/i/x';
    expect(internalLinkIn([{ name: 'text', text }], 'http://localhost:8080')).toBe('text');
    expect(internalLinkIn([{ name: 'text', text }], 'https://host.example/relance')).toBe('text');
    expect(internalLinkIn([{ name: 'text', text }], 'http://localhost:9090')).toBeNull();
  });

  test('I-5 C1 what is coded too deeply to be read does not go', () => {
    const text = 'A'.repeat(10_000_000);
    expect(internalLinkIn([{ name: 'attachment', text }], publicUrl)).toBe('attachment');
  });
});
