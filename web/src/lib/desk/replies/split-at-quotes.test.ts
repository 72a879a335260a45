import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitAtQuotes } from './split-at-quotes.ts';

describe('R-6 the words that a proposal rests on are marked in the text', () => {
  const text = 'We pay F-1 on Friday. F-2 is wrong.';
  const quote = (id: string, words: string) => {
    const from = text.indexOf(words);
    return { id, quoteAt: { from, to: from + words.length } };
  };

  it.each([
    ['nothing is quoted', [], [[text, '']]],
    ['a choice made on the page has no words', [{ id: 'a', quoteAt: null }], [[text, '']]],
    [
      'each sentence its own',
      [quote('a', 'We pay F-1 on Friday.'), quote('b', 'F-2 is wrong.')],
      [
        ['We pay F-1 on Friday.', 'a'],
        [' ', ''],
        ['F-2 is wrong.', 'b'],
      ],
    ],
    [
      'one within the other',
      [quote('a', 'pay F-1 on Friday'), quote('b', 'F-1')],
      [
        ['We ', ''],
        ['pay ', 'a'],
        ['F-1', 'ab'],
        [' on Friday', 'a'],
        ['. F-2 is wrong.', ''],
      ],
    ],
  ])('%s', (_, quotes, parts) => {
    expect(splitAtQuotes(text, quotes).map((part) => [part.text, part.ids.join('')])).toEqual(parts);
  });

  it('whatever is quoted, the pieces are the text, and those of a quote are its words', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.tuple(fc.nat(40), fc.nat(40))), (words, spans) => {
        const quotes = spans.map(([from, length], n) => ({
          id: String(n),
          quoteAt: { from, to: from + length },
        }));
        const parts = splitAtQuotes(words, quotes);
        expect(parts.map((part) => part.text).join('')).toBe(words);
        for (const { id, quoteAt } of quotes) {
          const held = parts.filter(({ ids }) => ids.includes(id)).map((part) => part.text);
          expect(held.join('')).toBe(words.slice(quoteAt.from, quoteAt.to));
        }
      }),
    );
  });
});
