import { sequenceDifference, type Difference } from './sequence-difference.ts';

/** A stretch of a line, and whether the other line has it too. */
export interface Stretch {
  text: string;
  isChanged: boolean;
}

/** Lines that have less of their words in common are two lines, and not one that was changed. */
const leastShared = 0.3;

/**
 * The words of a line that became another one: what of each stands in one of them only. Null where they have too little
 * in common to be read side by side.
 */
export function wordDifference(
  before: string,
  after: string,
): { before: Stretch[]; after: Stretch[] } | null {
  const found = sequenceDifference(wordsOf(before), wordsOf(after));
  const shared = found.filter(({ kind, part }) => kind === 'same' && part.trim() !== '').length;
  const all = found.filter(({ part }) => part.trim() !== '').length;
  if (all === 0 || shared / all < leastShared) return null;
  return { before: stretches(found, 'gone'), after: stretches(found, 'new') };
}

/** Words and what stands between them, so that together they are the line. */
function wordsOf(line: string): string[] {
  return line.match(/#?[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

function stretches(found: readonly Difference<string>[], own: 'gone' | 'new'): Stretch[] {
  const joined: Stretch[] = [];
  for (const { kind, part } of found) {
    if (kind !== 'same' && kind !== own) continue;
    const isChanged = kind === own;
    const last = joined.at(-1);
    if (last?.isChanged === isChanged) last.text += part;
    else joined.push({ text: part, isChanged });
  }
  return joined;
}
