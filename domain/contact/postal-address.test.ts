import { expect, it } from 'vitest';
import { addressLines, countryName } from './postal-address.ts';

const address = { street: '12 High Street\nUnit 4', postalCode: '75002', city: 'Springfield' };

it('D-1 an address stands in the order of its country', () => {
  const inCountry = (country: string) => addressLines({ address: { ...address, country } });
  expect(inCountry('FR')).toEqual(['12 High Street', 'Unit 4', '75002 Springfield']);
  expect(inCountry('GB')).toEqual(['12 High Street', 'Unit 4', 'Springfield', '75002']);
  expect(inCountry('US').at(-1)).toBe('Springfield 75002');
  expect(inCountry('HU')[0]).toBe('Springfield');
  expect(inCountry('JP')[0]).toBe('〒75002');
});

it('D-1 the country comes last, by its name, in the reader’s language', () => {
  expect(addressLines({ address: { ...address, country: 'DE' }, language: 'fr' }).at(-1)).toBe('Allemagne');
  expect(addressLines({ address, country: 'FR', language: 'fr' }).at(-1)).toBe('75002 Springfield');
  expect(countryName('Kosovo', 'en')).toBe('Kosovo');
});

const codes = Array.from({ length: 26 * 26 }, (_, n) =>
  String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26)),
);

it('D-1 no part of an address is lost, regardless of its country', () => {
  const given = { street: '3 rue de la Paix', postalCode: '75002', city: 'Paris' };
  for (const country of ['', 'France', 'Nowhere', 'fr', ...codes])
    for (const print of [{ address: { ...given, country } }, { address: given, country }]) {
      const printed = addressLines(print).join('\n').toLowerCase();
      for (const part of Object.values(given)) {
        expect([country, part, printed.split(part.toLowerCase()).length]).toEqual([country, part, 2]);
      }
    }
});

it('D-1 a country by its name, or unknown, keeps the postal code beside the city', () => {
  const given = { street: '3 rue de la Paix', postalCode: '75002', city: 'Paris' };
  const wanted = ['3 rue de la Paix', '75002 Paris'];
  expect(addressLines({ address: given })).toEqual(wanted);
  expect(addressLines({ address: { ...given, country: 'France' }, language: 'fr' })).toEqual([
    ...wanted,
    'France',
  ]);
  expect(addressLines({ address: { ...given, country: 'fr' }, language: 'en' })).toEqual([
    ...wanted,
    'France',
  ]);
});

it('D-1 what is missing leaves no gap', () => {
  expect(addressLines({ address: {}, country: 'FR' })).toEqual([]);
  expect(addressLines({ address: { city: 'Lyon' }, country: 'FR' })).toEqual(['Lyon']);
});
