import { expect, test } from 'vitest';
import { retryDelayMs } from './retry.ts';

test('E-5 attempts come back later and later, not all at once', () => {
  const delays = [1, 2, 3, 12].map((attempt) => retryDelayMs({ attempt, key: 'a' }));
  expect(delays[0]).toBeGreaterThanOrEqual(30_000);
  expect(delays.every((delay, n) => n === 0 || delay > delays[n - 1]!)).toBe(true);
  expect(delays[3]).toBeLessThanOrEqual(75 * 60_000);
  expect(retryDelayMs({ attempt: 1, leastMs: 300_000, key: 'a' })).toBeGreaterThanOrEqual(300_000);
  const many = Array.from({ length: 200 }, (_, n) => retryDelayMs({ attempt: 5, key: `message-${n}` }));
  expect(new Set(many).size).toBeGreaterThan(150);
});
