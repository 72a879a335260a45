import { describe, expect, test } from 'vitest';
import { isoCodes } from './country-names.ts';
import { readCountry } from './countries.ts';

const codes = isoCodes.split(' ').map((pair) => [pair.slice(0, 2), pair.slice(2)] as const);

describe('D-2 D-12 countries as ledgers write them', () => {
  test.each([
    ['Germany', 'DE'], ['Deutschland', 'DE'], ['Allemagne', 'DE'], ['BRD', 'DE'], ['D', 'DE'], ['276', 'DE'], ['deu', 'DE'],
    ['Serbia', 'RS'], ['Vietnam', 'VN'], ['Viet Nam', 'VN'], ['United Kingdom', 'GB'], ['UK', 'GB'], ['U.K.', 'GB'], ['England', 'GB'],
    ['GREAT BRITAIN', 'GB'], ['Royaume Uni', 'GB'], ['Großbritannien', 'GB'], ['U.S.A.', 'US'], ['United States of America', 'US'], ['Etats-Unis', 'US'],
    ['Czech Republic', 'CZ'], ['République tchèque', 'CZ'], ['Česko', 'CZ'], ['Slovak Republic', 'SK'], ['Turkey', 'TR'], ['Türkiye', 'TR'],
    ['The Netherlands', 'NL'], ['Holland', 'NL'], ['Republic of Ireland', 'IE'], ['Ivory Coast', 'CI'], ["Cote d'Ivoire", 'CI'], ['Côte d’Ivoire', 'CI'],
    ['Hong Kong', 'HK'], ['Korea, Republic of', 'KR'], ['Russian Federation', 'RU'], ['EL', 'GR'], ['Ελλάδα', 'GR'], ['日本', 'JP'], ['Россия', 'RU'],
    ['Schweiz/Suisse', 'CH'], ['Switzerland (CH)', 'CH'], ['DE - Germany', 'DE'], ['FR France', 'FR'], ['Oesterreich', 'AT'], ['Österreich', 'AT'], ['OSTERREICH', 'AT'],
    ['Macedonia', 'MK'], ['Burma', 'MM'], ['Vatican', 'VA'], ['Bosnia and Herzegovina', 'BA'], ['Bosnia & Herzegovina', 'BA'], ['UAE', 'AE'], [' fr ', 'FR'],
  ])('%s is %s', (text, code) => expect(readCountry(text)).toBe(code)); // prettier-ignore

  test.each([
    '',
    '?',
    'DD',
    'XX',
    'ZZ',
    'Europe',
    'EU',
    'Kongo',
    'France/Belgique',
    'DE/AT',
    'Nowhere',
    '999',
    'Export',
  ])('%j is none, or not one: it is asked about', (text) => expect(readCountry(text)).toBeUndefined());

  test('every code of two and three letters is its country, and so is every name in the languages of the pages', () => {
    for (const [alpha2, alpha3] of codes)
      expect([readCountry(alpha2.toLowerCase()), readCountry(alpha3)]).toEqual([alpha2, alpha2]);
    for (const language of ['en', 'fr', 'de', 'es', 'it', 'nl', 'pl', 'pt', 'cs', 'hu', 'ru']) {
      const names = new Intl.DisplayNames(language, { type: 'region' });
      // two countries are called Kongo for short
      for (const [code] of codes.filter(([each]) => each !== 'CG'))
        expect([names.of(code), readCountry(names.of(code)!)]).toEqual([names.of(code), code]);
    }
  });
});
