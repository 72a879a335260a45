/** What blocks a line on a day, what is asked for on it, and the order of age (engine.md, "Words"). */
import { addDays, daysBetween, latest } from '../calendar/iso-date.ts';
import type { IsoDate } from '../model/common.ts';
import type { PositionLine } from '../model/decision.ts';
import { brokenFrom, keptUntil } from '../promise/lifecycle.ts';
import type { CaseView } from './view.ts';

export type LineBlock =
  'promised' | 'disputed' | 'held' | 'specific_action' | 'payment_in_progress' | 'unread_reply';

/** Open amount less the disputed part; 0 when the whole line is disputed or nothing is open. */
export function askedMinor(line: PositionLine): number {
  return Math.max(0, line.openMinor - Math.max(0, line.disputedMinor ?? 0));
}

/** Last day on which a promise keeps its line out: the promised day and the grace in sending days, that day included. */
export function promiseRunsThrough(view: CaseView, promisedOn: IsoDate): IsoDate {
  return keptUntil(view.calendar, promisedOn, view.input.scenario.promiseGraceDays);
}

/** Everything that keeps a line with an open amount from being chased on a day; empty: it is chaseable. */
export function blocksOf(view: CaseView, line: PositionLine, day: IsoDate): LineBlock[] {
  const blocks: LineBlock[] = [];
  if (line.promisedOn && day <= promiseRunsThrough(view, line.promisedOn)) blocks.push('promised');
  if (line.openMinor > 0 && askedMinor(line) === 0) blocks.push('disputed');
  if (line.hold && (line.hold.until === null || day < line.hold.until)) blocks.push('held');
  if (line.specificAction) blocks.push('specific_action');
  if (line.paymentInProgress) blocks.push('payment_in_progress');
  if (line.unreadReply) blocks.push('unread_reply');
  return blocks;
}

export function isChaseable(view: CaseView, line: PositionLine, day: IsoDate): boolean {
  return line.openMinor > 0 && !view.input.customer.excluded && blocksOf(view, line, day).length === 0;
}

export function isFinished(view: CaseView, line: PositionLine): boolean {
  return line.rank >= view.thresholds.length;
}

export function daysOverdueOf(line: PositionLine, day: IsoDate): number {
  return daysBetween(line.dueOn, day);
}

/**
 * First day on which the passing of time alone makes the line chaseable and brings it to the first step;
 * undefined when only a fact can (a dispute, a payment on the way, a hold without an end).
 */
export function leadsFrom(view: CaseView, line: PositionLine): IsoDate | undefined {
  if (line.openMinor <= 0 || isFinished(view, line) || view.input.customer.excluded) return undefined;
  if (askedMinor(line) === 0 || line.specificAction || line.paymentInProgress || line.unreadReply)
    return undefined;
  if (line.hold?.until === null) return undefined;
  return latest(addDays(line.dueOn, view.firstThreshold), line.hold?.until, promiseEndsOn(view, line));
}

/** First day after a promise with its grace. */
export function promiseEndsOn(view: CaseView, line: PositionLine): IsoDate | undefined {
  return line.promisedOn && brokenFrom(view.calendar, line.promisedOn, view.input.scenario.promiseGraceDays);
}

/** Oldest first: due date, then issue date, then document number, then instalment. */
export function byAge(left: PositionLine, right: PositionLine): number {
  return (
    compare(left.dueOn, right.dueOn) ||
    compare(left.issuedOn, right.issuedOn) ||
    compare(left.number, right.number) ||
    left.instalment - right.instalment
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
