/** What a bank file says twice must agree: balances with entries, sums with both, one statement with the one before it. */
import type { IsoDate } from '../model/common.ts';
import {
  wrongFile,
  type Balance,
  type BankEntry,
  type StatementHead,
  type StatementSink,
  type StatementTail,
} from './statement.ts';

/** How a statement ended: what the next one of the account has to go on from. */
export interface StatementEnd {
  account: string;
  currency: string | null;
  number: number | null;
  page: number | null;
  closing: Balance | null;
}

export interface Gap {
  /** `balance`: the balances do not continue. `number`: a number was left out while the balances continue. */
  kind: 'balance' | 'number';
  place: string;
  account: string;
  expected: number;
  found: number;
  currency: string | null;
  on: IsoDate | null;
}

/** Passes on what agrees. Throws RefusedError `bank_file_wrong` at the first thing that does not. */
export class CheckedStatements implements StatementSink {
  readonly gaps: Gap[] = [];
  /** How each account ended, by account and currency. */
  readonly ends = new Map<string, StatementEnd>();
  private readonly sink: StatementSink;
  private head: StatementHead | null = null;
  private creditsMinor = 0;
  private debitsMinor = 0;
  private entries = 0;

  constructor(sink: StatementSink) {
    this.sink = sink;
  }

  open(head: StatementHead): void {
    this.head = head;
    this.creditsMinor = 0;
    this.debitsMinor = 0;
    this.entries = 0;
    if (head.kind === 'statement') {
      const gap = gapBetween(this.ends.get(endKey(head)), head);
      if (gap !== null) this.gaps.push(gap);
    }
    this.sink.open(head);
  }

  entry(entry: BankEntry): void {
    const { currency, place } = this.head!;
    if (currency !== null && currency !== entry.currency) throw wrongFile('currencies_differ', entry.place);
    this.head = { ...this.head!, currency: entry.currency, place };
    this.entries += 1;
    if (entry.amountMinor > 0) this.creditsMinor += entry.amountMinor;
    else this.debitsMinor -= entry.amountMinor;
    this.sink.entry(entry);
  }

  close(tail: StatementTail): void {
    const head = this.head!;
    const { opening, place } = head;
    const { closing } = tail;
    if (opening !== null && closing !== null && opening.currency === closing.currency) {
      const expected = opening.amountMinor + this.creditsMinor - this.debitsMinor;
      if (expected !== closing.amountMinor)
        throw wrongFile('balance_wrong', place, {
          expected,
          found: closing.amountMinor,
          currency: closing.currency,
        });
    }
    for (const [said, found] of [
      [tail.creditsMinor, this.creditsMinor],
      [tail.debitsMinor, this.debitsMinor],
    ] as const)
      if (said !== null && said !== found)
        throw wrongFile('sum_wrong', place, { expected: said, found, currency: head.currency ?? '' });
    if (tail.entries !== null && tail.entries !== this.entries)
      throw wrongFile('entry_count_wrong', place, { expected: tail.entries, found: this.entries });
    if (head.kind === 'statement') {
      const { account, currency, number, page } = head;
      this.ends.set(endKey(head), { account, currency, number, page, closing });
    }
    this.sink.close(tail);
    this.head = null;
  }
}

function endKey({ account, currency }: Pick<StatementHead, 'account' | 'currency'>): string {
  return `${account}/${currency ?? ''}`;
}

/**
 * What is missing between two statements of an account. Numbers go up by one, begin anew at one, or stay while the page
 * goes up; a number that comes again with other balances is a gap all the same.
 */
export function gapBetween(before: StatementEnd | undefined, next: StatementHead): Gap | null {
  if (before === undefined) return null;
  const { place, account, currency, opening } = next;
  const about = { place, account, currency, on: opening?.on ?? null };
  const closing = before.closing;
  if (
    closing !== null &&
    opening !== null &&
    closing.currency === opening.currency &&
    closing.amountMinor !== opening.amountMinor
  )
    return { ...about, kind: 'balance', expected: closing.amountMinor, found: opening.amountMinor };
  if (before.number === null || next.number === null) return null;
  if (next.number === before.number) {
    const isNextPage = before.page === null || next.page === null || next.page === before.page + 1;
    return isNextPage
      ? null
      : { ...about, kind: 'number', expected: (before.page ?? 0) + 1, found: next.page ?? 0 };
  }
  if (next.number === before.number + 1 || next.number < before.number) return null;
  return { ...about, kind: 'number', expected: before.number + 1, found: next.number };
}
