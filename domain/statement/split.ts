/**
 * What is open, split by what stands in the way of asking for it, so that nobody takes promised or disputed money
 * for money that can be chased. By the same rules as page and reminder (asked.ts).
 */
import type { NettingRule } from '../vocabulary/ledger.ts';
import {
  askedMinor,
  promisedOf,
  statementFigures,
  undisputedOf,
  type StatementLine,
} from './amount-to-pay.ts';

/** Of one currency, in minor units, each at or above zero: the balance is the sum of the first five less the credits. */
export interface OpenSplit {
  /** What a reminder asks for: overdue, nothing stands in the way, less `nettedMinor`. */
  chaseableMinor: number;
  /** Nothing stands in the way but the due date. */
  notDueMinor: number;
  promisedMinor: number;
  disputedMinor: number;
  /** On hold, being paid, answered and not read yet, the rest of a line of which a part is promised, or never chased. */
  waitingMinor: number;
  /** Credits and payments on account that are not taken off what is asked for, as a positive amount. */
  creditsMinor: number;
  /** Shown beside: credits that the customer's rule has taken off `chaseableMinor` already. */
  nettedMinor: number;
}

/** By currency, of all open lines of a customer; `excluded`: never chased, so that nothing of it is chaseable. */
export function openSplits(
  lines: readonly StatementLine[],
  { excluded, netting }: { excluded: boolean; netting: NettingRule },
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
  if (excluded) return splits;
  for (const [currency, { overdueMinor }] of Object.entries(statementFigures(lines, netting))) {
    const of = splits[currency];
    if (of === undefined) continue;
    of.nettedMinor = of.chaseableMinor - overdueMinor;
    of.chaseableMinor = overdueMinor;
    of.creditsMinor -= of.nettedMinor;
  }
  return splits;
}

/** Of one currency: what is promised, and what is open, less what is disputed, of the lines it is promised of. */
export interface PromisedPart {
  promisedMinor: number;
  ofMinor: number;
}

/** By currency; absent where nothing is promised. */
export function promisedParts(lines: readonly StatementLine[]): Record<string, PromisedPart> {
  const parts: Record<string, PromisedPart> = {};
  for (const line of lines) {
    const promisedMinor = promisedOf(line);
    if (promisedMinor === 0) continue;
    const of = (parts[line.currency] ??= { promisedMinor: 0, ofMinor: 0 });
    of.promisedMinor += promisedMinor;
    of.ofMinor += undisputedOf(line);
  }
  return parts;
}

function nothingOpen(): OpenSplit {
  return {
    chaseableMinor: 0,
    notDueMinor: 0,
    promisedMinor: 0,
    disputedMinor: 0,
    waitingMinor: 0,
    creditsMinor: 0,
    nettedMinor: 0,
  };
}
