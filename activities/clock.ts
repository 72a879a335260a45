/** The clock of work that was asked for by a workflow. */

/**
 * The instant it is now, and never before the one at which the work was asked for: an activity may be tried again for
 * an hour, and what it writes down and waits for counts from when it happens. A worker whose clock is behind that of
 * the workflow would otherwise find nothing due, again and again.
 */
export function notBefore(clock: () => Date, askedAt: number): () => Date {
  return () => new Date(Math.max(clock().getTime(), askedAt));
}
