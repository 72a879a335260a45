/** How long somebody waits after wrong passwords, codes and addresses (B1), and when that is forgotten. */

const longestWaitSeconds = 900;
/** Without an attempt for this long the count starts again. */
const forgottenAfterHours = 24;

/**
 * Seconds to wait after so many failures: none after the free ones, then twice as long each time, up to a quarter of
 * an hour.
 *
 * @param failures with the last one, from 1
 */
export function waitAfter(failures: number, freeAttempts: number): number {
  if (failures < freeAttempts) return 0;
  return Math.min(longestWaitSeconds, 2 ** (failures - freeAttempts));
}

/** The wait after the first failure, the second, and so on; the last one is that of all further failures. */
export function waitsOf(freeAttempts: number): number[] {
  const waits: number[] = [];
  while (waits.at(-1) !== longestWaitSeconds) waits.push(waitAfter(waits.length + 1, freeAttempts));
  return waits;
}

/** A count whose last attempt is older than this starts again. */
export function forgottenBefore(now: Date): Date {
  return new Date(now.getTime() - forgottenAfterHours * 3_600_000);
}

/** Whole seconds until the next attempt may be made, for somebody who has to wait: one at least. */
export function secondsUntil(blockedUntil: Date, now: Date): number {
  return Math.max(1, Math.ceil((blockedUntil.getTime() - now.getTime()) / 1000));
}
