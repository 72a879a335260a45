/** How much one person, one address and all together may ask for at a time; more is 429 with Retry-After. */
import type { FastifyRequest } from 'fastify';
import { RefusedError } from '../../domain/errors.ts';
import { userOf } from './access.ts';

const minuteMs = 60_000;

/** For `config.rateLimit` of a route: calls of one person in a minute, in however many browsers. */
export function perUser(max: number) {
  return {
    max,
    timeWindow: minuteMs,
    // Who it is, is known by then.
    hook: 'preHandler',
    keyGenerator: (request: FastifyRequest) => `user/${userOf(request).userId}`,
  } as const;
}

export interface PlacesOptions {
  each: number;
  all: number;
  /** The refusal when none is free. */
  retryAfterSeconds: number;
}

/** Places for what takes long: so many for one person, so many for all. */
export class Places {
  readonly #options: PlacesOptions;
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  /**
   * Answers the function that gives the place back; calling it again changes nothing.
   *
   * @throws RefusedError `too_many_attempts` when none is free
   */
  take(key: string): () => void {
    const { each, all, retryAfterSeconds } = this.#options;
    const own = this.#taken.get(key) ?? 0;
    if (own >= each || this.#all >= all) throw new RefusedError('too_many_attempts', { retryAfterSeconds });
    this.#taken.set(key, own + 1);
    this.#all += 1;
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#all -= 1;
      const left = (this.#taken.get(key) ?? 1) - 1;
      if (left === 0) this.#taken.delete(key);
      else this.#taken.set(key, left);
    };
  }
}
