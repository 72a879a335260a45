/** Life of a promise to pay: open, then kept or broken; a person may cancel it (A-6, engine.md "Modes, people"). */
import { addDays } from '../calendar/iso-date.ts';
import { addSendingDays, type SendingCalendar } from '../calendar/sending-days.ts';
import type { IsoDate } from '../model/common.ts';
import type { PromiseState } from '../vocabulary/replies.ts';

export interface PromisedItem {
  /** Open amount when it was promised. */
  openAtPromiseMinor: number;
  /** Promised part; null: all that was open. */
  amountMinor: number | null;
  /** Open amount now; 0 when it is cleared. */
  openNowMinor: number;
}

/** Last day on which money still keeps a promise: the promised day and the grace in sending days, that day included. */
export function keptUntil(calendar: SendingCalendar, promisedOn: IsoDate, graceDays: number): IsoDate {
  return addSendingDays(calendar, promisedOn, graceDays);
}

interface RunningPromise {
  calendar: SendingCalendar;
  promisedOn: IsoDate;
  graceDays: number;
}

/** Its lines are not asked for. */
export function isRunning({
  calendar,
  promisedOn,
  graceDays,
  today,
}: RunningPromise & { today: IsoDate }): boolean {
  return today <= keptUntil(calendar, promisedOn, graceDays);
}

/** First day on which the lines of a promise that was not kept are chaseable again. */
export function brokenFrom(calendar: SendingCalendar, promisedOn: IsoDate, graceDays: number): IsoDate {
  return addDays(keptUntil(calendar, promisedOn, graceDays), 1);
}

/**
 * State of a promise that is open until now: `kept` as soon as every item has come down by what was promised,
 * `broken` from the day after its grace, else `open`.
 */
export function promiseState(
  promise: RunningPromise & { items: readonly PromisedItem[]; today: IsoDate },
): Exclude<PromiseState, 'cancelled'> {
  if (promise.items.every(isPaid)) return 'kept';
  return isRunning(promise) ? 'open' : 'broken';
}

function isPaid({ openAtPromiseMinor, amountMinor, openNowMinor }: PromisedItem): boolean {
  return openNowMinor <= openAtPromiseMinor - (amountMinor ?? openAtPromiseMinor);
}
