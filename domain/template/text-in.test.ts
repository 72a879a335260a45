import { describe, expect, it } from 'vitest';
import { textIn } from './text-in.ts';

describe('E-4 a message is made from the text', () => {
  it.each<[string, string[], string | undefined]>([
    ['in the language asked for', ['en', 'fr', 'de'], 'de'],
    ["else in the entity's", ['en', 'fr', 'es'], 'fr'],
    ['else in English', ['es', 'en'], 'en'],
    ['else in any', ['es'], 'es'],
    ['and from none where there is none', [], undefined],
  ])('%s', (_which, languages, expected) => {
    const texts = languages.map((language) => ({ language }));
    expect(textIn(texts, { wanted: 'de', own: 'fr' })?.language).toBe(expected);
  });
});
