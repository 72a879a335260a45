import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptAround, findMarks, searchKey, searchWords } from './search.ts';

describe('searching text', () => {
  it.each([
    ['Société Générale', 'societe generale'],
    ['ÅNGSTRÖM', 'angstrom'],
    ['ﬁrm', 'firm'],
    ['F-1023', 'f-1023'],
  ])('A-1 %s is compared as %s', (text, key) => {
    expect(searchKey(text)).toBe(key);
  });

  it('A-1 every word counts once, regardless of what stands between them', () => {
    expect(searchWords('  Borel   & FILS borel\t')).toEqual(['borel', '&', 'fils']);
    expect(searchWords(' \n ')).toEqual([]);
    expect(searchWords('a b c d e f g h')).toHaveLength(6);
  });

  it.each([
    ['Société Borel', ['societe'], ['Société']],
    ['Borel & Fils', ['fils', 'bor'], ['Bor', 'Fils']],
    ['anana', ['ana'], ['ana']],
    ['aaaa', ['aa', 'aaa'], ['aaaa']],
    ['ﬁrm', ['irm'], ['ﬁrm']],
    ['nothing', ['xyz'], []],
    ['nothing', [''], []],
  ])('A-1 in %s the words %j mark %j', (text, words, marked) => {
    expect(findMarks(text, words).map(({ from, to }) => text.slice(from, to))).toEqual(marked);
  });

  it('A-1 a text is marked by each of its own words, and marks stand in order and apart', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.string({ unit: 'grapheme' })),
        (text, more) => {
          const words = [...searchWords(text), ...more.flatMap(searchWords)];
          const marks = findMarks(text, words);
          let end = -1;
          for (const { from, to } of marks) {
            expect(from).toBeGreaterThan(end);
            expect(to).toBeGreaterThan(from);
            end = to;
          }
          expect(end).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });

  it('A-1 of a long text the part around the first mark is shown, marked at the same words', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), fc.integer({ min: 20, max: 60 }), (before, after, length) => {
        const text = `${'x'.repeat(before)}Needle${'y'.repeat(after)}`;
        const cut = excerptAround(text, findMarks(text, ['needle']), length);
        expect(cut.marks.map(({ from, to }) => cut.text.slice(from, to))).toEqual(['Needle']);
        expect(cut.text.length).toBeLessThanOrEqual(length + 2);
      }),
    );
  });
});
