import { describe, expect, test } from 'vitest';
import { readLanguage } from './languages.ts';

describe('E-4 D-12 languages as ledgers write them', () => {
  test.each([
    ['English', 'en'], ['Deutsch', 'de'], ['GERMAN', 'de'], ['Français', 'fr'], ['francais', 'fr'], ['Italiano', 'it'], ['anglais', 'en'], ['Englisch', 'en'],
    ['fr', 'fr'], ['FR', 'fr'], ['fr_FR', 'fr'], ['fr_CH', 'fr'], ['de-AT', 'de'], ['de-CH', 'de'], ['en-US', 'en'], ['zh_CN', 'zh'], ['zh-Hant-TW', 'zh'],
    ['nl_BE.UTF-8', 'nl'], ['sr_RS@latin', 'sr'], ['ger', 'de'], ['deu', 'de'], ['eng', 'en'], ['fre', 'fr'], ['fra', 'fr'], ['spa', 'es'], ['cze', 'cs'], ['dut', 'nl'],
    ['German (Switzerland)', 'de'], ['English (US)', 'en'], ['British English', 'en'], ['Português (Brasil)', 'pt'], ['Flemish', 'nl'], ['gb', 'en'], ['at', 'de'],
    ['polski', 'pl'], ['Ελληνικά', 'el'], ['русский', 'ru'], ['日本語', 'ja'], ['Norsk', 'nb'],
  ])('%s is %s', (text, code) => expect(readLanguage(text)).toBe(code)); // prettier-ignore

  test.each([
    '',
    '?',
    'E',
    'D',
    'uk',
    'CH',
    'be',
    'BE',
    'xx',
    'zz',
    '1',
    'Klingon',
    'English/French',
    'DE+EN',
    'none',
  ])('%j is none, or may be two: it is asked about', (text) => expect(readLanguage(text)).toBeUndefined());

  test('names in the languages of the pages are understood, each language in its own words too', () => {
    const known = [
      'en',
      'fr',
      'de',
      'es',
      'it',
      'nl',
      'pl',
      'pt',
      'sv',
      'da',
      'fi',
      'cs',
      'sk',
      'hu',
      'ro',
      'tr',
      'hr',
    ];
    for (const language of known) {
      const names = new Intl.DisplayNames(language, { type: 'language' });
      for (const code of known)
        expect([names.of(code), readLanguage(names.of(code)!)]).toEqual([names.of(code), code]);
    }
  });
});
