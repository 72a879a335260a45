import { expect, test } from 'vitest';
import { expectedCost } from './price.ts';

test.each([
  [1, true, 650],
  [2, true, 650],
  [3, true, 700],
  [3, false, 750],
  [0, true, 650],
])('L-6 a letter of %i pages, duplex %s, costs %i', (pages, duplex, cost) => {
  const prices = { registered: { baseMinor: 650, extraSheetMinor: 50 } };
  expect(expectedCost({ prices, duplex }, { kind: 'registered', pages })).toBe(cost);
});

test('L-6 without a price nothing is guessed', () => {
  expect(expectedCost({ prices: {}, duplex: true }, { kind: 'standard', pages: 1 })).toBeNull();
});
