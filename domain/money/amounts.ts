/** Sums and shares of integer minor units. Amounts of two currencies are never added. */
import type { MinorByCurrency } from '../model/common.ts';

/** Sum by currency, keys in alphabetical order. */
export function sumByCurrency(amounts: Iterable<{ amountMinor: number; currency: string }>): MinorByCurrency {
  const sums = new Map<string, number>();
  for (const { amountMinor, currency } of amounts)
    sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  return Object.fromEntries([...sums].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Two tables of amounts added, currency by currency. */
export function addByCurrency(left: MinorByCurrency, right: MinorByCurrency): MinorByCurrency {
  return sumByCurrency(
    [left, right].flatMap((side) =>
      Object.entries(side).map(([currency, amountMinor]) => ({ currency, amountMinor })),
    ),
  );
}

/** True when both hold the same amounts; an absent currency equals zero. */
export function sameAmounts(left: MinorByCurrency, right: MinorByCurrency): boolean {
  const currencies = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...currencies].every((currency) => (left[currency] ?? 0) === (right[currency] ?? 0));
}

/**
 * Shares an amount by weights so that the shares add up to it exactly: the largest remainders get the last units,
 * the earlier share where remainders are equal.
 *
 * @param weights not negative, at least one above zero; else a programmer's mistake (RangeError)
 */
export function allocate(amountMinor: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total <= 0n || weights.some((weight) => weight < 0))
    throw new RangeError('weights must add up to more than zero');
  const sign = amountMinor < 0 ? -1 : 1;
  const amount = BigInt(Math.abs(amountMinor));
  const shares = weights.map((weight, index) => {
    const exact = amount * BigInt(weight);
    return { index, units: exact / total, remainder: exact % total };
  });
  let left = Number(amount - shares.reduce((sum, share) => sum + share.units, 0n));
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const share of byRemainder) {
    if (left === 0) break;
    share.units += 1n;
    left -= 1;
  }
  return shares.map((share) => (share.units === 0n ? 0 : sign * Number(share.units)));
}
