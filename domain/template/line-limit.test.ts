import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oldestLines } from './line-limit.ts';

const line = fc.record({
  dueOn: fc.constantFrom('2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'),
  currency: fc.constantFrom('EUR', 'USD', 'JPY'),
});

describe('E-2 which lines a message lists', () => {
  test('E-2 all of them up to the limit', () => {
    const lines = [
      { dueOn: '2026-02-01', currency: 'EUR' },
      { dueOn: '2026-01-01', currency: 'EUR' },
    ];
    expect([...oldestLines(lines, 2)]).toEqual(lines);
    expect([...oldestLines(lines, 1)]).toEqual([lines[1]]);
  });

  test('E-2 E-3 never more than the limit allows, every currency at least once, the oldest of each', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (lines, limit) => {
        const shown = oldestLines(lines, limit);
        const currencies = new Set(lines.map(({ currency }) => currency));
        expect(shown.size).toBe(Math.min(lines.length, Math.max(limit, currencies.size)));
        for (const currency of currencies) {
          const own = lines.filter((each) => each.currency === currency);
          const dates = (of: typeof own) => of.map(({ dueOn }) => dueOn).sort();
          const listed = own.filter((each) => shown.has(each));
          expect(listed.length).toBeGreaterThan(0);
          expect(dates(listed)).toEqual(dates(own).slice(0, listed.length));
        }
      }),
    );
  });
});
