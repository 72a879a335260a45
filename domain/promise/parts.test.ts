import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays } from '../calendar/iso-date.ts';
import { placePromise, promisedPart, type StandingPart } from './parts.ts';

const day = '2026-03-10';

describe('promises beside each other on one line', () => {
  test('A-6 a promise of all takes the place of every other', () => {
    const standing = [
      { promiseId: 'a', promisedOn: day, openMinor: 1000, amountMinor: 400 },
      { promiseId: 'b', promisedOn: day, openMinor: 1000, amountMinor: null },
    ];
    expect(placePromise({ openMinor: 1000, promisedOn: day, amountMinor: null, standing })).toEqual({
      openMinor: 1000,
      replaced: ['a', 'b'],
      lowered: [],
    });
  });

  test('A-6 a second part of a later day counts from what the first leaves', () => {
    const standing = [{ promiseId: 'a', promisedOn: day, openMinor: 1000, amountMinor: 400 }];
    const placed = placePromise({
      openMinor: 1000,
      promisedOn: addDays(day, 7),
      amountMinor: 600,
      standing,
    });
    expect(placed).toEqual({ openMinor: 600, replaced: [], lowered: [] });
  });

  test('A-6 a part of an earlier day lets the later one count from less', () => {
    const standing = [{ promiseId: 'a', promisedOn: addDays(day, 7), openMinor: 1000, amountMinor: 600 }];
    const placed = placePromise({ openMinor: 1000, promisedOn: day, amountMinor: 400, standing });
    expect(placed).toEqual({
      openMinor: 1000,
      replaced: [],
      lowered: [{ promiseId: 'a', openMinor: 600 }],
    });
  });

  test('A-6 parts that are more than is open together: the newer one counts', () => {
    const standing = [{ promiseId: 'a', promisedOn: day, openMinor: 1000, amountMinor: 700 }];
    expect(placePromise({ openMinor: 1000, promisedOn: day, amountMinor: 400, standing })).toMatchObject({
      openMinor: 1000,
      replaced: ['a'],
    });
  });

  test('A-6 parts paid in their order are each kept by their own payment, and not before', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            inDays: fc.integer({ min: 0, max: 60 }),
            amountMinor: fc.integer({ min: 1, max: 500 }),
          }),
          {
            minLength: 1,
            maxLength: 6,
          },
        ),
        fc.integer({ min: 0, max: 300 }),
        (said, restMinor) => {
          const openMinor = said.reduce((sum, { amountMinor }) => sum + amountMinor, restMinor);
          let standing: StandingPart[] = [];
          for (const [index, { inDays, amountMinor }] of said.entries()) {
            const promisedOn = addDays(day, inDays);
            const placed = placePromise({ openMinor, promisedOn, amountMinor, standing });
            expect(placed.replaced).toEqual([]);
            const lowered = new Map(placed.lowered.map((low) => [low.promiseId, low.openMinor]));
            standing = standing.map((part) => ({
              ...part,
              openMinor: lowered.get(part.promiseId) ?? part.openMinor,
            }));
            standing.push({ promiseId: String(index), promisedOn, openMinor: placed.openMinor, amountMinor });
          }
          // Of one day, the one said first is paid first.
          const inOrder = standing.toSorted((left, right) =>
            left.promisedOn === right.promisedOn
              ? Number(left.promiseId) - Number(right.promiseId)
              : left.promisedOn < right.promisedOn
                ? -1
                : 1,
          );
          let leftMinor = openMinor;
          for (const part of inOrder) {
            const keptAtMinor = part.openMinor - part.amountMinor!;
            expect(keptAtMinor).toBe(leftMinor - part.amountMinor!);
            leftMinor -= part.amountMinor!;
          }
          expect(leftMinor).toBe(restMinor);
        },
      ),
    );
  });
});

describe('A-6 what of a line is still promised', () => {
  it.each<[string, number, { openMinor: number; amountMinor: number | null }[], number | null]>([
    ['all of it', 1_200, [{ openMinor: 1_200, amountMinor: null }], null],
    ['a part', 1_200, [{ openMinor: 1_200, amountMinor: 400 }], 400],
    ['less what has been paid towards it', 1_100, [{ openMinor: 1_200, amountMinor: 400 }], 300],
    ['nothing more, once that part is paid', 800, [{ openMinor: 1_200, amountMinor: 400 }], 0],
    [
      'two parts, one after the other',
      1_200,
      [
        { openMinor: 1_200, amountMinor: 400 },
        { openMinor: 800, amountMinor: 300 },
      ],
      700,
    ],
    ['at most what is open', 1_200, [{ openMinor: 1_500, amountMinor: 1_500 }], 1_200],
  ])('A-6 %s', (_title, openMinor, parts, wanted) => {
    expect(promisedPart(openMinor, parts)).toBe(wanted);
  });
});
