import { expect, it } from 'vitest';
import { actingNeedsCode, codeExpiry, secondsUntilNextCode } from './access-code.ts';

const at = new Date('2026-03-02T10:00:00Z');
const ago = (...minutes: number[]) => minutes.map((one) => new Date(at.getTime() - one * 60_000));

it('P-13 three codes in ten minutes, then the oldest of them has to be ten minutes old', () => {
  expect(secondsUntilNextCode([], at)).toBe(0);
  expect(secondsUntilNextCode(ago(1, 2), at)).toBe(0);
  expect(secondsUntilNextCode(ago(1, 2, 4), at)).toBe(6 * 60);
  expect(secondsUntilNextCode(ago(1, 2, 10), at)).toBe(0);
});

it('P-13 twelve codes a day, then the oldest of them has to be a day old', () => {
  const everyHour = Array.from({ length: 12 }, (_, hour) => 60 * (hour + 1));
  expect(secondsUntilNextCode(ago(...everyHour.slice(0, 11)), at)).toBe(0);
  expect(secondsUntilNextCode(ago(...everyHour), at)).toBe(12 * 3600);
});

it('P-13 a code works for ten minutes', () => {
  expect(codeExpiry(at).toISOString()).toBe('2026-03-02T10:10:00.000Z');
});

it('P-13 acting needs a code where the entity asks for it', () => {
  expect(actingNeedsCode('acts')).toBe(true);
  expect(actingNeedsCode('never')).toBe(false);
});
