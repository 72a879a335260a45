import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeReturn } from './safe-return.ts';

const site = 'https://relance.example';

/** Where a browser, and one behind a program that decodes first, would end up. */
function hostsOf(path: string): string[] {
  const read = [path];
  for (let round = 0; round < 3; round += 1) {
    try {
      read.push(decodeURIComponent(read.at(-1)!));
    } catch {
      break;
    }
  }
  return read.map((one) => URL.parse(one, `${site}/sign-in`)?.host ?? 'none');
}

describe('A10 the way on after signing in', () => {
  it.each([
    '/e/acme/agenda?x=1',
    '/e/a%20c%C3%A9/customers?search=Borel+%26+Fils%5C#top',
    '/e/acme/customers?search=https%3A%2F%2Fevil.example%2F%2F',
    '/',
  ])('A10 %s is kept', (to) => {
    expect(safeReturn(to)).toBe(to);
  });

  it.each([
    null,
    '',
    'evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/\u0000/evil.example',
    '/%09/evil.example',
    '/%0d%0a/evil.example',
    '/%5cevil.example',
    '/%5Cevil.example',
    '/%2fevil.example',
    '/%2Fevil.example',
    '/%252fevil.example',
    '/%25255cevil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/%2e%2e//evil.example',
    '/e/../..//evil.example',
    '/e/..//evil.example',
    '/\u2215evil.example',
    '/\uff0fevil.example',
    '/%EF%BC%8Fevil.example',
    '/%E2%88%95evil.example',
    '/\uff3cevil.example',
    '/%EF%BC%BCevil.example',
    '/%zz',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    `/${'a'.repeat(3000)}`,
  ])('A10 %j leads to the start page', (to) => {
    expect(safeReturn(to)).toBe('/');
  });

  it('A10 no text leads to another site, in any reading', () => {
    const piece = fc.constantFrom(
      ...[
        '/',
        '\\',
        '\t',
        '\n',
        '\r',
        ' ',
        '%09',
        '%0a',
        '%5c',
        '%2f',
        '%255c',
        '%252F',
        '%2e',
        '.',
        '..',
        '@',
      ],
      ...[
        'evil.example',
        'evil',
        ':',
        'https:',
        '?',
        '#',
        '\u2215',
        '\uff0f',
        '\uff3c',
        '\u0000',
        '\u3002',
        'e',
      ],
    );
    const written = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((pieces) => `/${pieces.join('')}`),
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(written, (to) => {
        const went = safeReturn(to);
        expect(went.startsWith('/') && !went.startsWith('//')).toBe(true);
        expect(new Set(hostsOf(went))).toEqual(new Set(['relance.example']));
      }),
      { numRuns: 3000 },
    );
  });
});
