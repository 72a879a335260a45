/**
 * An amount laid on lines one after the other, each up to what is open of it: those that nothing is left for are left out.
 *
 * @param lines the one that is due first first; above 0 open
 * @param amountMinor minor units of the currency of the lines; at most what is open of all of them, what is beyond is dropped
 */
export function laidOldestFirst<T>(
  lines: readonly T[],
  openOf: (line: T) => number,
  amountMinor: number,
): { line: T; partMinor: number }[] {
  let leftMinor = amountMinor;
  return lines.flatMap((line) => {
    const partMinor = Math.min(leftMinor, openOf(line));
    leftMinor -= partMinor;
    return partMinor <= 0 ? [] : [{ line, partMinor }];
  });
}
