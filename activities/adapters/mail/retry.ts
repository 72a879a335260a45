import { createHash } from 'node:crypto';

const firstMs = 30_000;
const longestMs = 60 * 60_000;
/** Greylisting lets the sender in after a few minutes; earlier attempts only cost. */
const greylistMs = 5 * 60_000;

/**
 * How long to wait before attempt + 1: doubling from half a minute to an hour, spread by up to a quarter by the
 * key of the message so that a thousand messages do not come back in one second.
 */
export function retryDelayMs({
  attempt,
  code,
  key,
}: {
  attempt: number;
  code?: number;
  key: string;
}): number {
  const doubled = Math.min(longestMs, firstMs * 2 ** Math.max(0, attempt - 1));
  const least = code === 450 || code === 451 ? greylistMs : 0;
  const spread = createHash('sha256').update(`${key}/${attempt}`).digest().readUInt16BE(0) / 65_536;
  return Math.round(Math.max(doubled, least) * (1 + spread / 4));
}
