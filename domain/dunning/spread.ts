/**
 * Minutes into the first part of the window for one customer: a hash, so that a thousand customers who are due
 * on one morning do not leave in one minute, and each keeps its time (modes, engine.md).
 *
 * @param spanMinutes length of the first part; 0 or less: all at once
 * @returns 0 to spanMinutes - 1
 */
export function spreadMinute(spreadKey: string, spanMinutes: number): number {
  if (spanMinutes <= 1) return 0;
  return fnv1a(spreadKey) % spanMinutes;
}

/** FNV-1a, 32 bits: small, stable and even enough for spreading; not for identity. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash ^= byte;
    hash = Math.imul(hash, 0x01000193);
  }
  // One more mix: the low bits of FNV of near-equal keys (C-1, C-2 …) are too regular for a modulus.
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x45d9f3b);
  hash ^= hash >>> 16;
  return hash >>> 0;
}
