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

it('D-1 what is missing leaves no gap', () => {
  expect(addressLines({ address: {}, country: 'FR' })).toEqual([]);
  expect(addressLines({ address: { city: 'Lyon' }, country: 'FR' })).toEqual(['Lyon']);
});
