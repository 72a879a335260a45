/** Which of several amounts add up to a sum: one way, several, or too many to look through. */

export type SumsFound = { kind: 'none' | 'several' | 'too_many' } | { kind: 'one'; indices: number[] };

/** More open lines than this are not combined, but counted as a whole. */
const mostAmounts = 40;
/** Combinations looked at: some milliseconds. */
const mostSteps = 100_000;

/**
 * @param amounts above zero
 * @returns `one` with at least two of them when there is exactly one way to make the sum
 */
export function findSum(amounts: readonly number[], sum: number): SumsFound {
  const total = amounts.reduce((all, amount) => all + amount, 0);
  if (amounts.length < 2 || total < sum) return { kind: 'none' };
  if (total === sum) return { kind: 'one', indices: amounts.map((_, index) => index) };
  if (amounts.length > mostAmounts) return { kind: 'too_many' };
  const search = new Search(amounts);
  search.from(0, sum, []);
  if (search.steps > mostSteps) return { kind: search.found.length > 1 ? 'several' : 'too_many' };
  const ways = search.found.filter((indices) => indices.length > 1);
  if (search.found.length > 1) return { kind: 'several' };
  return ways.length === 1 ? { kind: 'one', indices: ways[0]! } : { kind: 'none' };
}

class Search {
  steps = 0;
  readonly found: number[][] = [];
  private readonly sorted: { amount: number; index: number }[];
  /** What all from here on add up to. */
  private readonly rest: number[];

  constructor(amounts: readonly number[]) {
    this.sorted = amounts.map((amount, index) => ({ amount, index })).sort((a, b) => b.amount - a.amount);
    this.rest = this.sorted.map((_, at) =>
      this.sorted.slice(at).reduce((all, { amount }) => all + amount, 0),
    );
  }

  from(at: number, missing: number, taken: number[]): void {
    if (this.found.length > 1 || ++this.steps > mostSteps) return;
    if (missing === 0) {
      this.found.push(taken.toSorted((a, b) => a - b));
      return;
    }
    const next = this.sorted[at];
    if (next === undefined || this.rest[at]! < missing) return;
    if (next.amount <= missing) this.from(at + 1, missing - next.amount, [...taken, next.index]);
    this.from(at + 1, missing, taken);
  }
}
