import { expect, test } from 'vitest';
import { secondsUntilCode, triesLeft } from './code.ts';

const at = new Date('2026-03-20T09:00:00Z');
const minutesAgo = (...minutes: number[]) => minutes.map((n) => new Date(at.getTime() - n * 60_000));

test('L-6 codes are asked for three times in ten minutes at most, and twelve times a day', () => {
  const seconds = (codesAskedAt: Date[]) => secondsUntilCode({ codesAskedAt, codeTries: 0 }, at);
  expect(seconds([])).toBe(0);
  expect(seconds(minutesAgo(2, 1))).toBe(0);
  expect(seconds(minutesAgo(9, 5, 1))).toBe(60);
  expect(seconds(minutesAgo(...Array.from({ length: 12 }, (_, n) => 1400 - n * 100)))).toBe(2400);
});

test('L-6 a code may be typed five times, and none before it was asked for', () => {
  expect(triesLeft({ codesAskedAt: [], codeTries: 0 })).toBeNull();
  expect(triesLeft({ codesAskedAt: [at], codeTries: 2 })).toBe(3);
  expect(triesLeft({ codesAskedAt: [at], codeTries: 7 })).toBe(0);
});
