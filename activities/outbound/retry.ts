import { createHash } from 'node:crypto';

const firstMs = 30_000;
const longestMs = 60 * 60_000;

/**
 * How long to wait before attempt + 1: doubling from half a minute to an hour, spread by up to a quarter by the
 * key of the message so that a thousand messages do not come back in one second.
 */
export function retryDelayMs({
  attempt,
  leastMs = 0,
  key,
}: {
  attempt: number;
  /** The carrier lets nobody in sooner. */
  leastMs?: number | undefined;
  key: string;
}): number {
  const doubled = Math.min(longestMs, firstMs * 2 ** Math.max(0, attempt - 1));
  const spread = createHash('sha256').update(`${key}/${attempt}`).digest().readUInt16BE(0) / 65_536;
  return Math.round(Math.max(doubled, leastMs) * (1 + spread / 4));
}
