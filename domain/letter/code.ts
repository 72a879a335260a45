/** The one-time code of a letter that a person must let go: how long it is waited for, and how often it may be tried. */
import { codeLimit, secondsUntilNextCode, triesPerCode } from '../links/access-code.ts';

/** Days for which a letter waits for its code; no longer than a message is tried to be handed over. */
export const daysForCode = 5;
/** Longest code that a provider sends. */
export const longestCode = 12;

/** What is known of the codes of a letter; never the codes. */
export interface CodeFacts {
  /** When one was asked for, the newest last. */
  codesAskedAt: readonly Date[];
  /** Typed since the last one was asked for. */
  codeTries: number;
}

/** Seconds until another may be asked for; 0: now. As many as visitors of a page may ask for. */
export function secondsUntilCode({ codesAskedAt }: CodeFacts, at: Date): number {
  const since = at.getTime() - codeLimit.lengthMs;
  const asked = codesAskedAt.filter((one) => one.getTime() > since).toReversed();
  return secondsUntilNextCode(asked, at);
}

/** How often the code that was asked for last may still be typed; null: none was asked for. */
export function triesLeft({ codesAskedAt, codeTries }: CodeFacts): number | null {
  return codesAskedAt.length === 0 ? null : Math.max(0, triesPerCode - codeTries);
}
