/** The pages without account say everything in every language, and count as each language does. */
import { describe, expect, test } from 'vitest';
import { locales } from '../../web/src/lib/locales.ts';
import { countingIn } from '../../web/src/lib/text/visitors/shared/counting.ts';
import { statementWords } from '../../domain/words/statement/words.ts';
import { loadPagesText, type PagesText } from '../../web/src/lib/text/visitors/shared/load.ts';
import { messageLanguages, pageLanguages, type PageLanguage } from '../../domain/vocabulary/languages.ts';
import { defaultCatalogue } from '../../domain/qualification/catalogue.ts';
import { messageWords } from '../../domain/words/message/words.ts';

type Leaf = string | ((...args: never[]) => string);

/** Every sentence by its dotted path. */
function leaves(value: object, path = ''): [string, Leaf][] {
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return typeof part === 'object' && part !== null ? leaves(part, at) : [[at, part as Leaf]];
  });
}

/** What a sentence says for a number, and for words in all other places. */
function said(leaf: Leaf, count: number): string {
  if (typeof leaf === 'string') return leaf;
  const numbersFirst = (leaf as (...args: unknown[]) => string)(count, 'Ω1');
  return String(numbersFirst);
}

const texts = Object.fromEntries(
  await Promise.all(pageLanguages.map(async (language) => [language, await loadPagesText(language)])),
) as Record<PageLanguage, PagesText>;
const english = leaves(texts.en);

describe('P-12 texts of the pages without account', () => {
  test.each(pageLanguages)(
    'P-6 the workbook calls the figures of the balance as the page does: %s',
    (language) => {
      expect(texts[language].totals).toMatchObject(statementWords[language].totals);
    },
  );

  test.each(pageLanguages)(
    'A-10 P-6 documents and what was said of them have one name on the page, in its workbook and in mail: %s',
    (language) => {
      const { types, statuses, reply } = texts[language];
      expect(statementWords[language].types).toEqual(types);
      expect(statuses).toMatchObject(statementWords[language].states);
      expect(reply.choices.ongoing).toBe(statuses.ongoing);
      const mail = messageLanguages.find((one) => one === language);
      if (mail === undefined) return;
      expect(messageWords[mail].documentTypes).toEqual(types);
      const ongoing = defaultCatalogue(mail).find(({ kind }) => kind === 'ongoing');
      expect(ongoing?.name).toBe(statuses.ongoing);
    },
  );

  test.each(pageLanguages)('%s says all that English says, and nothing else', (language) => {
    expect(leaves(texts[language]).map(([path]) => path)).toEqual(english.map(([path]) => path));
    for (const [path, leaf] of leaves(texts[language])) {
      for (const count of [0, 1, 2, 5, 22, 1000]) {
        const text = said(leaf, count);
        expect(text.trim(), path).not.toBe('');
        expect(text, path).not.toMatch(/undefined|NaN|\[object|#/);
      }
    }
  });

  test.each(pageLanguages.filter((language) => language !== 'en'))(
    '%s is a translation: few sentences are those of English',
    (language) => {
      const original = new Map(english.map(([path, leaf]) => [path, said(leaf, 3)]));
      const same = leaves(texts[language]).filter(([path, leaf]) => said(leaf, 3) === original.get(path));
      // PDF, Status, Error, Document … are words of several languages.
      expect(same.map(([path]) => path).length).toBeLessThan(english.length * 0.05);
    },
  );

  test.each(pageLanguages)('%s has a form for each number that its grammar tells apart', (language) => {
    const rules = new Intl.PluralRules(locales[language]);
    const count = countingIn(language);
    const forms = { one: 'one', few: 'few', many: 'many', other: 'other' };
    for (const number of [0, 1, 2, 4, 5, 11, 12, 21, 22, 25, 100, 102, 112, 1_000_000]) {
      expect(count(number, forms)).toBe(rules.select(number));
    }
  });

  test('Polish counts in its three forms', () => {
    const { intro, late, sent } = texts.pl;
    expect([1, 2, 4, 5, 12, 22, 25].map((n) => intro.invoices(n))).toEqual([
      'Mają Państwo 1 otwartą fakturę',
      'Mają Państwo 2 otwarte faktury',
      'Mają Państwo 4 otwarte faktury',
      'Mają Państwo 5 otwartych faktur',
      'Mają Państwo 12 otwartych faktur',
      'Mają Państwo 22 otwarte faktury',
      'Mają Państwo 25 otwartych faktur',
    ]);
    expect([1, 3, 7].map((n) => late.days(n))).toEqual([
      '1 dzień po terminie',
      '3 dni po terminie',
      '7 dni po terminie',
    ]);
    expect([1, 2, 5].map((n) => sent.files(n))).toEqual([
      'Dołączono 1 plik.',
      'Dołączono 2 pliki.',
      'Dołączono 5 plików.',
    ]);
  });
});
