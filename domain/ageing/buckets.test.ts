import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageingAtEndOf, ageingOn, bucketOf } from './buckets.ts';

describe('M-2 ageing', () => {
  it('M-2 a line due today is not due; the last day of a bucket is 30, 60, 90', () => {
    expect([-40, 0, 1, 30, 31, 60, 61, 90, 91, 4000].map(bucketOf)).toEqual([
      'not_due',
      'not_due',
      'd1_30',
      'd1_30',
      'd31_60',
      'd31_60',
      'd61_90',
      'd61_90',
      'over_90',
      'over_90',
    ]);
  });

  it('M-2 sums by currency, credits reduce the bucket of their own date', () => {
    const lines = [
      { dueOn: '2026-01-01', openMinor: 100, currency: 'EUR' },
      { dueOn: '2026-01-10', openMinor: -30, currency: 'EUR' },
      { dueOn: '2025-01-10', openMinor: 7, currency: 'USD' },
    ];
    expect(ageingOn(lines, '2026-01-20')).toEqual({
      EUR: { not_due: 0, d1_30: 70, d31_60: 0, d61_90: 0, over_90: 0 },
      USD: { not_due: 0, d1_30: 0, d31_60: 0, d61_90: 0, over_90: 7 },
    });
  });

  it('M-2 the buckets of a currency add up to its open amount, on any date', () => {
    const line = fc.record({
      dueOn: fc.constantFrom('2025-06-01', '2025-12-31', '2026-01-01', '2026-02-28'),
      openMinor: fc.integer({ min: -9999, max: 9999 }),
      currency: fc.constantFrom('EUR', 'USD'),
    });
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('2025-12-31', '2026-03-01', '2027-01-01'), (lines, day) => {
        for (const [currency, buckets] of Object.entries(ageingOn(lines, day))) {
          const open = lines
            .filter((entry) => entry.currency === currency)
            .reduce((sum, entry) => sum + entry.openMinor, 0);
          expect(Object.values(buckets).reduce((sum, amount) => sum + amount, 0)).toBe(open);
        }
      }),
    );
  });

  it('M-2 at a past date a later payment does not count', () => {
    const item = {
      dueOn: '2026-01-01',
      currency: 'EUR',
      movements: [
        { on: '2025-12-01', amountMinor: 100 },
        { on: '2026-02-10', amountMinor: -100 },
      ],
    };
    expect(ageingAtEndOf('2026-02-09', [item]).EUR?.d31_60).toBe(100);
    expect(ageingAtEndOf('2026-02-10', [item])).toEqual({});
    expect(ageingAtEndOf('2025-11-30', [item])).toEqual({});
  });
});
