import { describe, expect, it } from 'vitest';
import { splitAtItems } from './split-at-items.ts';

const item = (number: string, instalment = 0) => ({
  id: `id of ${number}/${instalment}`,
  number,
  instalment,
});
const links = (sentence: string, items: ReturnType<typeof item>[]) =>
  splitAtItems(sentence, items).flatMap(({ text, itemId }) => (itemId === undefined ? [] : [[text, itemId]]));

describe('numbers of items in sentences', () => {
  it('A-4 becomes a link where it stands', () => {
    expect(splitAtItems('Next: Firm mail, because F-1 is 3 days late.', [item('F-1')])).toEqual([
      { text: 'Next: Firm mail, because ' },
      { text: 'F-1', itemId: 'id of F-1/0' },
      { text: ' is 3 days late.' },
    ]);
  });

  it.each([
    ['F-100 is late', ['F-10']],
    ['AF-10 is late', ['F-10']],
    ['F-10-2 is late', ['F-10']],
    ['X/F-10 is late', ['F-10']],
    ['limit of 12 contacts', ['1', '2']],
    ['nothing', ['']],
  ])('A-4 %s names none of %j', (sentence, numbers) => {
    expect(
      links(
        sentence,
        numbers.map((number) => item(number)),
      ),
    ).toEqual([]);
  });

  it('A-4 the longest number wins, and all are found', () => {
    expect(links('Promised: F-1, F-1/2 and F-10.', [item('F-1'), item('F-1', 2), item('F-10')])).toEqual([
      ['F-1/2', 'id of F-1/2'],
      ['F-10', 'id of F-10/0'],
    ]);
  });

  it('A-4 a number of several instalments alone says none of them', () => {
    expect(links('Held: F-7.', [item('F-7', 1), item('F-7', 2)])).toEqual([]);
    expect(links('Held: F-7.', [item('F-7', 1)])).toEqual([['F-7', 'id of F-7/1']]);
  });

  it('A-4 joined again it is the sentence', () => {
    const sentence = 'F-1: F-2 (F-1), Ä F-2';
    expect(
      splitAtItems(sentence, [item('F-1'), item('F-2')])
        .map(({ text }) => text)
        .join(''),
    ).toBe(sentence);
  });
});
