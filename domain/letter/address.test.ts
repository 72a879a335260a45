import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { windowProfiles } from '../vocabulary/letters.ts';
import { letterAddress, type LetterRecipient } from './address.ts';
import { windowGeometry } from './windows.ts';

const rules = { from: 'FR', lines: 7 };
const lines = (recipient: LetterRecipient, more: Partial<typeof rules & { chars: number }> = {}) => {
  const outcome = letterAddress(recipient, { ...rules, ...more });
  return outcome.ok ? outcome.value : outcome;
};
const ferrand: LetterRecipient = {
  company: 'Menuiserie du Vieux-Port',
  person: 'Mme Claire Ferrand',
  address: {
    street: 'Bâtiment C\n12, rue de l’Évêché',
    postalCode: '13002',
    city: 'Marseille',
    country: 'FR',
  },
};

describe('L-9 address lines', () => {
  test('L-9 in France the place is in capitals without punctuation, names as they are written (NF Z 10-011)', () => {
    expect(lines(ferrand)).toEqual([
      'Menuiserie du Vieux-Port',
      'Mme Claire Ferrand',
      'BÂTIMENT C',
      '12 RUE DE L’ÉVÊCHÉ',
      '13002 MARSEILLE',
    ]);
  });

  test.each<[string, LetterRecipient['address'], string, string[]]>([
    [
      'Germany from France',
      { street: 'Hauptstraße 5', postalCode: '10115', city: 'Berlin', country: 'DE' },
      'FR',
      ['Hauptstraße 5', '10115 Berlin', 'ALLEMAGNE'],
    ],
    [
      'France from Germany',
      { street: '12, rue Haute', postalCode: '75002', city: 'Paris', country: 'FR' },
      'DE',
      ['12 RUE HAUTE', '75002 PARIS', 'FRANKREICH'],
    ],
    [
      'Britain from Switzerland: French, as its post asks',
      { street: '1 High Street', postalCode: 'SW1A 1AA', city: 'London', country: 'GB' },
      'CH',
      ['1 High Street', 'London', 'SW1A 1AA', 'ROYAUME-UNI'],
    ],
    [
      'the same country is not named',
      { street: '1 Main Street', postalCode: '10001', city: 'New York', country: 'us' },
      'US',
      ['1 Main Street', 'New York 10001'],
    ],
    [
      'a country by its name',
      { street: 'Rruga 1', postalCode: '10000', city: 'Prishtina', country: 'Kosovo' },
      'DE',
      ['Rruga 1', '10000 Prishtina', 'KOSOVO'],
    ],
    [
      'no country: that of posting',
      { street: '12 rue Haute', postalCode: '75002', city: 'Paris' },
      'FR',
      ['12 RUE HAUTE', '75002 PARIS'],
    ],
  ])('L-9 %s', (_, address, from, wanted) => {
    expect(lines({ company: 'Acme', address }, { from })).toEqual(['Acme', ...wanted]);
  });

  test('L-9 what does not fit is refused with its line', () => {
    const long = 'Société anonyme des grandes menuiseries réunies du littoral';
    expect(lines({ ...ferrand, company: long })).toMatchObject({
      code: 'letter_address',
      params: { reason: 'line_too_long', line: 1, text: long, max: 38 },
    });
    const street = 'a\nb\nc\nd\ne';
    expect(lines({ ...ferrand, address: { ...ferrand.address, street } })).toMatchObject({
      params: { reason: 'too_many_lines', line: 7, text: 'E', max: 6 },
    });
    const abroad = { street: 'Hauptstraße 5', postalCode: '10115', city: 'Berlin', country: 'DE' };
    expect(lines({ company: long, address: abroad })).toMatchObject([long, {}, {}, {}]);
    expect(lines({ company: long, address: abroad }, { chars: 38 })).toMatchObject({
      params: { reason: 'line_too_long', line: 1 },
    });
    expect(lines({ company: 'Acme', address: abroad }, { lines: 3 })).toMatchObject({
      params: { reason: 'too_many_lines', line: 4, text: 'ALLEMAGNE', max: 3 },
    });
  });

  test('L-9 nobody, or no place, is refused', () => {
    expect(lines({ address: ferrand.address })).toMatchObject({ params: { reason: 'empty' } });
    expect(lines({ company: ' \n ', address: ferrand.address })).toMatchObject({
      params: { reason: 'empty' },
    });
    expect(lines({ company: 'Acme', address: {} })).toMatchObject({ params: { reason: 'empty' } });
    expect(lines({ company: 'Acme', address: { country: 'FR' } })).toMatchObject({
      params: { reason: 'empty' },
    });
  });

  test('L-9 whatever was typed, no line is blank, none breaks, and nothing is dropped', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 12 });
    fc.assert(
      fc.property(
        word,
        word,
        word,
        word,
        fc.constantFrom('FR', 'DE', 'GB', 'US', 'JP', ''),
        (company, street, postalCode, city, country) => {
          const outcome = letterAddress(
            { company, address: { street, postalCode, city, country } },
            { from: 'FR', lines: 20, chars: 200 },
          );
          if (!outcome.ok) return;
          for (const line of outcome.value) expect(line).toMatch(/^\S(?:[^\n\r]*\S)?$/u);
        },
      ),
    );
  });
});

describe('L-9 windows', () => {
  test.each(windowProfiles)(
    'L-9 %s: everything lies on the sheet, and the window inside what stays clear',
    (profile) => {
      const { page, window, clear, logo, beside, bodyTop, returnLine } = windowGeometry[profile];
      for (const box of [
        window,
        clear,
        logo,
        { ...beside, height: 10 },
        ...(returnLine ? [returnLine] : []),
      ]) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(page.width);
        expect(box.y + box.height).toBeLessThanOrEqual(page.height / 2);
      }
      expect(clear.x).toBeLessThanOrEqual(window.x);
      expect(clear.x + clear.width).toBeGreaterThanOrEqual(
        Math.min(window.x + window.width, page.width - 10),
      );
      expect(clear.y + clear.height).toBeGreaterThanOrEqual(window.y + window.height);
      expect(bodyTop).toBeGreaterThan(clear.y + clear.height);
    },
  );
});
