/** Whether far more leaves than is usual, compared with the same weekday of the weeks before. */

/** Fewer than these more are no flood, whatever the weeks before were. */
const leastMore = 20;
const timesUsual = 2;

/**
 * @param sameWeekdays of the weeks before, each up to the same time of day
 * @returns the middle one of them, and whether `today` is far above it
 */
export function volumeAgainst(
  today: number,
  sameWeekdays: readonly number[],
): { usual: number; isUnusual: boolean } {
  const sorted = sameWeekdays.toSorted((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 0;
  // Who has only begun to send has nothing to be compared with.
  const hasPast = sorted.some((count) => count > 0);
  return { usual, isUnusual: hasPast && today > usual * timesUsual && today - usual >= leastMore };
}
