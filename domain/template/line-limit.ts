/** Which lines a message lists where there are more than anybody reads in a mail. */
import type { ListedLine } from '../model/decision.ts';

/** Where nobody has set another number. */
export const usualLineLimit = 100;

/**
 * The oldest by due date, at most `limit` of them. Each currency has its share first, so that none is left with a total
 * only; of more currencies than lines each has one.
 */
export function oldestLines<Line extends Pick<ListedLine, 'dueOn' | 'currency'>>(
  lines: readonly Line[],
  limit: number,
): ReadonlySet<Line> {
  if (lines.length <= limit) return new Set(lines);
  const byAge = lines.toSorted((left, right) =>
    left.dueOn < right.dueOn ? -1 : left.dueOn > right.dueOn ? 1 : 0,
  );
  const byCurrency = Map.groupBy(byAge, (line) => line.currency);
  const share = Math.max(1, Math.floor(limit / byCurrency.size));
  const shown = new Set([...byCurrency.values()].flatMap((own) => own.slice(0, share)));
  for (const line of byAge) {
    if (shown.size >= limit) break;
    shown.add(line);
  }
  return shown;
}
