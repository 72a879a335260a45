import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordDifference, type Stretch } from './word-difference.ts';

const marked = (stretches: Stretch[] | undefined) =>
  stretches?.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join('');

describe('E-1 the words of a line that was changed', () => {
  it.each([
    [
      'within eight days, by transfer',
      'within fifteen days, by transfer',
      'within [eight] days, by transfer',
      'within [fifteen] days, by transfer',
    ],
    [
      'Pay the sum now',
      'Pay the sum of #total_due now',
      'Pay the sum now',
      'Pay the sum [of #total_due ]now',
    ],
  ])('E-1 %s → %s', (before, after, one, other) => {
    const found = wordDifference(before, after);
    expect([marked(found?.before), marked(found?.after)]).toEqual([one, other]);
  });

  it.each([
    ['Reminder', 'Last notice before legal steps'],
    ['', 'New'],
  ])('E-1 %s and %s are two lines', (before, after) => expect(wordDifference(before, after)).toBeNull());

  it('E-1 the stretches of each side are its line', () =>
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const found = wordDifference(before, after);
        if (found === null) return;
        const text = (side: Stretch[]) => side.map((one) => one.text).join('');
        expect([text(found.before), text(found.after)]).toEqual([before, after]);
      }),
    ));
});
