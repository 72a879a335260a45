/**
 * What is open, told apart by what stands in the way of asking for it, so that nobody takes promised or disputed money
 * for money that can be chased. By the same rules as page and reminder (asked.ts).
 */
import { askedMinor, promisedOf, undisputedOf, type StatementLine } from './asked.ts';

/** Of one currency, in minor units, each at or above zero: the balance is the sum of the first five less the credits. */
export interface OpenSplit {
  /** Overdue, and nothing stands in the way. */
  chaseableMinor: number;
  /** Nothing stands in the way but the due date. */
  notDueMinor: number;
  promisedMinor: number;
  disputedMinor: number;
  /** On hold, answered and not read yet, the rest of a line of which a part is promised, or never chased. */
  waitingMinor: number;
  /** Credits and payments on account, as a positive amount. */
  creditsMinor: number;
}

/** By currency, of all open lines of a customer; `excluded`: never chased, so that nothing of it is chaseable. */
export function openSplits(
  lines: readonly StatementLine[],
  { excluded }: { excluded: boolean },
): Record<string, OpenSplit> {
  const splits: Record<string, OpenSplit> = {};
  for (const line of lines) {
    const of = (splits[line.currency] ??= nothingOpen());
    if (line.openMinor < 0) {
      of.creditsMinor -= line.openMinor;
      continue;
    }
    const promisedMinor = promisedOf(line);
    const chaseableMinor = excluded ? 0 : askedMinor(line);
    of.disputedMinor += line.openMinor - undisputedOf(line);
    of.promisedMinor += promisedMinor;
    of.waitingMinor += undisputedOf(line) - promisedMinor - chaseableMinor;
    if (line.daysOverdue >= 1) of.chaseableMinor += chaseableMinor;
    else of.notDueMinor += chaseableMinor;
  }
  return splits;
}

function nothingOpen(): OpenSplit {
  return {
    chaseableMinor: 0,
    notDueMinor: 0,
    promisedMinor: 0,
    disputedMinor: 0,
    waitingMinor: 0,
    creditsMinor: 0,
  };
}
