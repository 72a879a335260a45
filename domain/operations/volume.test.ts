import { expect, test } from 'vitest';
import { volumeAgainst } from './volume.ts';

test.each([
  [100, [40, 45, 50, 48], 48, true],
  [90, [40, 45, 50, 48], 48, false],
  [15, [1, 1, 1, 1], 1, false],
  [500, [0, 0, 0, 0], 0, false],
  [500, [], 0, false],
  [130, [0, 0, 3, 400], 3, true],
])('X-3 %i messages after %j: usual %i, unusual %s', (today, past, usual, isUnusual) => {
  expect(volumeAgainst(today, past)).toEqual({ usual, isUnusual });
});
