/** A job for thread-pool.test.ts: keeps its thread busy, or fills its memory. */
export function run({ busyMs, fill }: { busyMs?: number; fill?: boolean }): string {
  const end = performance.now() + (busyMs ?? 0);
  const held: unknown[][] = [];
  while (fill || performance.now() < end) if (fill) held.push(Array.from({ length: 10_000 }, () => ({})));
  return 'done';
}
