import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addByCurrency, allocate, sameAmounts, sumByCurrency } from './amounts.ts';
import { isKnownCurrency } from './currency.ts';

describe('E-3 amounts', () => {
  it('E-3 sums by currency and never across', () => {
    const amounts = [
      { amountMinor: 5, currency: 'USD' },
      { amountMinor: 100, currency: 'EUR' },
      { amountMinor: -30, currency: 'EUR' },
    ];
    expect(sumByCurrency(amounts)).toEqual({ EUR: 70, USD: 5 });
    expect(Object.keys(sumByCurrency(amounts))).toEqual(['EUR', 'USD']);
    expect(addByCurrency({ EUR: 1 }, { EUR: 2, JPY: 3 })).toEqual({ EUR: 3, JPY: 3 });
  });

  it('E-3 an absent currency equals zero', () => {
    expect(sameAmounts({ EUR: 0 }, {})).toBe(true);
    expect(sameAmounts({ EUR: 1 }, { USD: 1 })).toBe(false);
  });

  it('E-3 shares lose nothing, and none is a unit away from its part', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }),
        fc
          .array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 })
          .filter((weights) => weights.some((weight) => weight > 0)),
        (amountMinor, weights) => {
          const shares = allocate(amountMinor, weights);
          const total = weights.reduce((sum, weight) => sum + weight, 0);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amountMinor);
          shares.forEach((share, index) => {
            const exactTimesTotal = BigInt(amountMinor) * BigInt(weights[index] as number);
            const distance = exactTimesTotal - BigInt(share) * BigInt(total);
            expect((distance < 0n ? -distance : distance) < BigInt(total)).toBe(true);
          });
        },
      ),
    );
  });

  it('E-3 the earlier share gets the unit where remainders are equal', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(() => allocate(1, [0, 0])).toThrow(RangeError);
    expect(() => allocate(1, [2, -1])).toThrow(RangeError);
  });

  it('D-8 decimals are those of the currency', () => {
    expect(isKnownCurrency('EUR')).toBe(true);
    expect(isKnownCurrency('EUX')).toBe(false);
  });
});
