/** What is new in an action since a person looked at it (A-2: a stale confirmation says what changed). */
import type { Schemas } from '../../api/client.ts';

export type ActionFile = Schemas['ActionFile'];

export type Change =
  | { kind: 'gone'; number: string }
  | { kind: 'new'; number: string; openMinor: number; currency: string }
  | { kind: 'changed'; number: string; fromMinor: number; toMinor: number; currency: string }
  | { kind: 'total'; currency: string; fromMinor: number; toMinor: number };

export function changesBetween(seen: ActionFile, now: ActionFile): Change[] {
  const nameOf = (line: Schemas['ListedLine']) =>
    line.instalment > 0 ? `${line.number}/${line.instalment}` : line.number;
  const linesOf = (file: ActionFile) =>
    new Map([...file.lines, ...file.credits].map((line) => [line.id, line]));
  const before = linesOf(seen);
  const after = linesOf(now);
  const changes: Change[] = [];
  for (const [id, line] of before) {
    const today = after.get(id);
    if (today === undefined) changes.push({ kind: 'gone', number: nameOf(line) });
    else if (today.openMinor !== line.openMinor) {
      changes.push({
        kind: 'changed',
        number: nameOf(line),
        fromMinor: line.openMinor,
        toMinor: today.openMinor,
        currency: line.currency,
      });
    }
  }
  for (const [id, line] of after) {
    if (before.has(id)) continue;
    const { openMinor, currency } = line;
    changes.push({ kind: 'new', number: nameOf(line), openMinor, currency });
  }
  for (const currency of new Set([...Object.keys(seen.totals), ...Object.keys(now.totals)])) {
    const fromMinor = seen.totals[currency] ?? 0;
    const toMinor = now.totals[currency] ?? 0;
    if (fromMinor !== toMinor) changes.push({ kind: 'total', currency, fromMinor, toMinor });
  }
  return changes;
}
