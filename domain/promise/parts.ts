/** Promises beside each other on one line: part by part, or the newer one in place of the older. */
import type { IsoDate } from '../model/common.ts';

export interface StandingPart {
  promiseId: string;
  promisedOn: IsoDate;
  /** Open amount that the promise counts from. */
  openMinor: number;
  /** Null: the whole line. */
  amountMinor: number | null;
}

export interface Placed {
  /** What the new promise counts from: what earlier ones will have left over. */
  openMinor: number;
  /** Promises that the new one takes the place of, for this line. */
  replaced: string[];
  /** Promises of a later day, which now count from less. */
  lowered: { promiseId: string; openMinor: number }[];
}

/**
 * Where a new promise stands among the open ones of a line. Parts that fit into what is open stand side by side,
 * each to be kept in its turn; anything that says something else about the same money takes the place of what was said
 * before.
 *
 * @param openMinor what is open now
 * @param amountMinor null: all of it
 */
export function placePromise(input: {
  openMinor: number;
  promisedOn: IsoDate;
  amountMinor: number | null;
  standing: readonly StandingPart[];
}): Placed {
  const { openMinor, promisedOn, amountMinor, standing } = input;
  const parts = standing.flatMap((part) =>
    part.amountMinor === null ? [] : [{ ...part, leavesMinor: part.openMinor - part.amountMinor }],
  );
  const leastLeft = Math.min(openMinor, ...parts.map(({ leavesMinor }) => leavesMinor));
  if (amountMinor === null || amountMinor > leastLeft) {
    return { openMinor, replaced: standing.map(({ promiseId }) => promiseId), lowered: [] };
  }
  const earlier = parts.filter((part) => part.promisedOn <= promisedOn);
  const later = parts.filter((part) => part.promisedOn > promisedOn);
  return {
    openMinor: Math.min(openMinor, ...earlier.map(({ leavesMinor }) => leavesMinor)),
    replaced: standing.filter((part) => part.amountMinor === null).map(({ promiseId }) => promiseId),
    lowered: later.map((part) => ({ promiseId: part.promiseId, openMinor: part.openMinor - amountMinor })),
  };
}

/**
 * What of a line is still promised by its open promises: their parts, less what has been paid towards each.
 *
 * @param openMinor what is open now
 * @returns minor units, at most what is open; null where one of them is for all of it
 */
export function promisedPart(
  openMinor: number,
  parts: readonly Pick<StandingPart, 'openMinor' | 'amountMinor'>[],
): number | null {
  let leftMinor = 0;
  for (const part of parts) {
    if (part.amountMinor === null) return null;
    const keptAtMinor = part.openMinor - part.amountMinor;
    leftMinor += Math.min(part.amountMinor, Math.max(0, openMinor - keptAtMinor));
  }
  return Math.min(openMinor, leftMinor);
}
