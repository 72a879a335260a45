/** Rate limit and back-off of one mail server. Times are monotonic milliseconds of `now`. */
export interface SendingRateOptions {
  messagesPerMinute?: number;
  now: () => number;
}

const firstBackOffMs = 5_000;
const longestBackOffMs = 5 * 60_000;

/** A bucket that fills evenly and holds ten seconds' worth, so that a quiet hour does not become a burst. */
export class SendingRate {
  readonly #perMinute: number | undefined;
  readonly #now: () => number;
  #tokens: number;
  #filledAt: number;
  #failures = 0;
  #closedUntil = 0;

  constructor({ messagesPerMinute, now }: SendingRateOptions) {
    this.#perMinute = messagesPerMinute;
    this.#now = now;
    this.#tokens = this.#capacity();
    this.#filledAt = now();
  }

  /**
   * Takes a place, or answers how long to wait and why. `ahead` takes one also where none is left, up to as many as the
   * bucket holds: those who come after wait that much longer, so that the rate is kept.
   */
  take({ ahead = false } = {}): { retryAfterMs: number; reason: string } {
    const now = this.#now();
    if (now < this.#closedUntil)
      return { retryAfterMs: this.#closedUntil - now, reason: 'server_unreachable' };
    if (this.#perMinute === undefined) return { retryAfterMs: 0, reason: '' };
    const perMs = this.#perMinute / 60_000;
    this.#tokens = Math.min(this.#capacity(), this.#tokens + (now - this.#filledAt) * perMs);
    this.#filledAt = now;
    const least = ahead ? 1 - this.#capacity() : 1;
    if (this.#tokens < least)
      return { retryAfterMs: Math.ceil((least - this.#tokens) / perMs), reason: 'rate_limit' };
    this.#tokens -= 1;
    return { retryAfterMs: 0, reason: '' };
  }

  /** The server could not be reached or spoken to: others need not try at once. */
  failed(): void {
    const waitMs = Math.min(longestBackOffMs, firstBackOffMs * 2 ** this.#failures);
    this.#failures += 1;
    this.#closedUntil = this.#now() + waitMs;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#closedUntil = 0;
  }

  #capacity(): number {
    return Math.max(1, (this.#perMinute ?? 0) / 6);
  }
}
