/** Growing pauses between attempts: 1, 2, 4 … 30 seconds; a part that lived for a minute begins at one again. */
export function backoff(): { next(livedMs?: number): number } {
  let failures = 0;
  return {
    next(livedMs = 0) {
      if (livedMs > 60_000) failures = 0;
      return Math.min(30_000, 1000 * 2 ** failures++);
    },
  };
}
