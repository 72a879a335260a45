/** One-time codes by which a visitor shows that the mailbox of a link is theirs: how long, how often, how many. */
import type { PortalCodeRule } from '../vocabulary/visitors.ts';

/** How long a code works from the moment it can have arrived. */
export const codeMinutes = 10;
export const triesPerCode = 5;
/** How long a browser that has shown a code is known. */
export const deviceDays = 90;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** How many codes a link may ask for; by the day as well, for the sake of the mailbox and of six digits. */
const windows = [
  { lengthMs: 10 * minuteMs, codes: 3 },
  { lengthMs: dayMs, codes: 12 },
] as const;

/** How far back, and how many, the codes asked for matter. */
export const codeLimit = { lengthMs: dayMs, codes: 12 } as const;

/** Whether acting on a page needs a code shown in this browser, as the entity has set. */
export function actingNeedsCode(rule: PortalCodeRule): boolean {
  return rule === 'acts';
}

export function codeExpiry(at: Date): Date {
  return new Date(at.getTime() + codeMinutes * minuteMs);
}

export function deviceExpiry(at: Date): Date {
  return new Date(at.getTime() + deviceDays * dayMs);
}

/**
 * Seconds until another code may be asked for; 0: now.
 *
 * @param asked instants of the codes asked for within `codeLimit`, newest first
 */
export function secondsUntilNextCode(asked: Date[], at: Date): number {
  for (const { lengthMs, codes } of windows) {
    const oldestThatCounts = asked.filter((one) => at.getTime() - one.getTime() < lengthMs)[codes - 1];
    if (oldestThatCounts === undefined) continue;
    const freeAt = oldestThatCounts.getTime() + lengthMs;
    return Math.max(1, Math.ceil((freeAt - at.getTime()) / 1000));
  }
  return 0;
}
