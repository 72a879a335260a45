/** What two sequences have in common and where they differ: lines of a text, paragraphs of a document. */

export interface Difference<Part> {
  kind: 'same' | 'gone' | 'new';
  part: Part;
}

/** Beyond so many comparisons what lies between the equal ends is taken as replaced. */
const mostComparisons = 4_000_000;

/** From one to the other, in order: what is gone stands before what came in its place. */
export function sequenceDifference<Part>(
  before: readonly Part[],
  after: readonly Part[],
  isSame: (one: Part, other: Part) => boolean = Object.is,
): Difference<Part>[] {
  let start = 0;
  while (start < before.length && start < after.length && isSame(before[start]!, after[start]!)) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    isSame(before.at(-1 - end)!, after.at(-1 - end)!)
  )
    end += 1;
  const note = (kind: Difference<Part>['kind'], parts: readonly Part[]) =>
    parts.map((part): Difference<Part> => ({ kind, part }));
  return [
    ...note('same', after.slice(0, start)),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end), isSame),
    ...note('same', after.slice(after.length - end)),
  ];
}

/** By the longest common subsequence. */
function middle<Part>(
  before: readonly Part[],
  after: readonly Part[],
  isSame: (one: Part, other: Part) => boolean,
): Difference<Part>[] {
  const [rows, columns] = [before.length, after.length];
  const replaced = (): Difference<Part>[] => [
    ...before.map((part) => ({ kind: 'gone' as const, part })),
    ...after.map((part) => ({ kind: 'new' as const, part })),
  ];
  if (rows === 0 || columns === 0 || rows * columns > mostComparisons) return replaced();
  const width = columns + 1;
  const common = new Uint32Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1)
      common[row * width + column] = isSame(before[row]!, after[column]!)
        ? common[(row + 1) * width + column + 1]! + 1
        : Math.max(common[(row + 1) * width + column]!, common[row * width + column + 1]!);
  const found: Difference<Part>[] = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    if (row < rows && column < columns && isSame(before[row]!, after[column]!)) {
      found.push({ kind: 'same', part: after[column]! });
      row += 1;
      column += 1;
    } else if (
      column >= columns ||
      (row < rows && common[(row + 1) * width + column]! >= common[row * width + column + 1]!)
    ) {
      found.push({ kind: 'gone', part: before[row]! });
      row += 1;
    } else {
      found.push({ kind: 'new', part: after[column]! });
      column += 1;
    }
  }
  return found;
}
