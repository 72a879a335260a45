/** What a promise, dispute, hold, pause or postponement must fulfil before it is recorded. */
import { addDays } from '../calendar/iso-date.ts';
import { undisputedMinor } from '../dispute/amounts.ts';
import { refuse, type Outcome } from '../errors.ts';
import type { IsoDate } from '../model/common.ts';

/** How far ahead a person may set a date; later is a slip of the keyboard, or an exclusion. */
export const farthestDays = 365;

export interface QualifiedItem {
  id: string;
  openMinor: number;
  /** Parts already under dispute; null: the whole line. */
  disputedParts?: readonly (number | null)[];
}

/**
 * A date a person sets: from `earliestOn` on, at most 365 days after today.
 *
 * @returns `date_in_past` with the earliest day, or `date_too_far` with the number of days
 */
export function checkDate(on: IsoDate, today: IsoDate, earliestOn: IsoDate = today): Outcome<IsoDate> {
  if (on < earliestOn) return refuse('date_in_past', { earliest: earliestOn });
  if (on > addDays(today, farthestDays)) return refuse('date_too_far', { maxDays: farthestDays });
  return { ok: true, value: on };
}

/** The first day on which things go on again: tomorrow at the earliest, else nothing would be stopped. */
export function checkUntil(until: IsoDate | null, today: IsoDate): Outcome<IsoDate | null> {
  return until === null ? { ok: true, value: null } : checkDate(until, today, addDays(today, 1));
}

/**
 * A promise to pay: a date from today on, at least one item, each open, and no more than is open on each.
 *
 * @param items `amountMinor` null: all that is open
 */
export function checkPromise(input: {
  promisedOn: IsoDate;
  today: IsoDate;
  items: readonly (QualifiedItem & { amountMinor: number | null })[];
}): Outcome<{ id: string; amountMinor: number | null }[]> {
  const date = checkDate(input.promisedOn, input.today);
  if (!date.ok) return date;
  return checkAmounts(input.items, (item) => item.openMinor);
}

/** A dispute: each item open, and no part larger than what of it is not disputed yet. */
export function checkDispute(input: {
  items: readonly (QualifiedItem & { amountMinor: number | null })[];
  deadlineOn?: IsoDate;
  today: IsoDate;
}): Outcome<{ id: string; amountMinor: number | null }[]> {
  if (input.deadlineOn) {
    const date = checkDate(input.deadlineOn, input.today);
    if (!date.ok) return date;
  }
  const disputed = input.items.find(
    (item) => item.openMinor > 0 && undisputedMinor(item.openMinor, item.disputedParts ?? []) === 0,
  );
  if (disputed) return refuse('already_disputed', { item: disputed.id });
  return checkAmounts(input.items, (item) => undisputedMinor(item.openMinor, item.disputedParts ?? []));
}

/** A hold: each item open, a reason, and an end from tomorrow on or none. */
export function checkHold(input: {
  items: readonly QualifiedItem[];
  until: IsoDate | null;
  reason: string;
  today: IsoDate;
}): Outcome<{ until: IsoDate | null; reason: string }> {
  const reason = checkReason(input.reason);
  if (!reason.ok) return reason;
  const until = checkUntil(input.until, input.today);
  if (!until.ok) return until;
  const items = checkAmounts(
    input.items.map((item) => ({ ...item, amountMinor: null })),
    (item) => item.openMinor,
  );
  return items.ok ? { ok: true, value: { until: until.value, reason: reason.value } } : items;
}

/** Something is open on each item; none at all is all right. */
export function checkOpen(items: readonly QualifiedItem[]): Outcome<null> {
  const closed = items.find(({ openMinor }) => openMinor <= 0);
  return closed ? refuse('item_not_open', { item: closed.id }) : { ok: true, value: null };
}

/** A stop is never without its reason (S-10). */
export function checkReason(reason: string): Outcome<string> {
  const trimmed = reason.trim();
  return trimmed === '' ? refuse('reason_required') : { ok: true, value: trimmed };
}

function checkAmounts<Item extends QualifiedItem & { amountMinor: number | null }>(
  items: readonly Item[],
  mostMinor: (item: Item) => number,
): Outcome<{ id: string; amountMinor: number | null }[]> {
  if (items.length === 0) return refuse('item_not_open');
  for (const item of items) {
    if (item.openMinor <= 0) return refuse('item_not_open', { item: item.id });
    if (item.amountMinor === null) continue;
    if (!Number.isSafeInteger(item.amountMinor) || item.amountMinor <= 0)
      return refuse('amount_invalid', { item: item.id });
    if (item.amountMinor > mostMinor(item))
      return refuse('amount_over_open', { item: item.id, maxMinor: mostMinor(item) });
  }
  return { ok: true, value: items.map(({ id, amountMinor }) => ({ id, amountMinor })) };
}
