import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forgottenBefore, secondsUntil, waitAfter, waitsOf } from './waits.ts';

const at = new Date('2026-03-02T10:00:00Z');

describe('P-13 after wrong passwords, codes and addresses', () => {
  it.each([
    [1, 0],
    [4, 0],
    [5, 1],
    [6, 2],
    [7, 4],
    [14, 512],
    [15, 900],
    [4000, 900],
  ])('failure %i of five free ones is followed by %i seconds', (failures, seconds) => {
    expect(waitAfter(failures, 5)).toBe(seconds);
  });

  it('the list of waits says of every failure what the rule says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 3000 }), (free, failures) => {
        const waits = waitsOf(free);
        expect(waits[Math.min(failures, waits.length) - 1]).toBe(waitAfter(failures, free));
      }),
    );
  });

  it('a day without an attempt forgets them', () => {
    expect(forgottenBefore(at).toISOString()).toBe('2026-03-01T10:00:00.000Z');
  });

  it('whoever has to wait waits a second at least', () => {
    expect(secondsUntil(new Date(at.getTime() + 1), at)).toBe(1);
    expect(secondsUntil(new Date(at.getTime() + 1001), at)).toBe(2);
    expect(secondsUntil(at, at)).toBe(1);
  });
});
