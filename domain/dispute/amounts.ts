/** Disputed parts of a line: what is out of the chase, what stays in it. */

/**
 * Sum of the disputed parts of one line, never more than what is open.
 *
 * @param parts `null`: the whole line
 */
export function disputedMinor(openMinor: number, parts: readonly (number | null)[]): number {
  const sum = parts.reduce<number>((total, part) => total + (part ?? openMinor), 0);
  return Math.min(Math.max(0, openMinor), sum);
}

/** The rest that may be asked for. */
export function undisputedMinor(openMinor: number, parts: readonly (number | null)[]): number {
  return Math.max(0, openMinor) - disputedMinor(openMinor, parts);
}
