/** A payment plan: what is owed for chosen items, in parts with days of their own (P-8). */
import { refuse, type Outcome } from '../errors.ts';
import type { IsoDate } from '../model/common.ts';
import { laidOldestFirst } from '../money/oldest-first.ts';
import { checkDate } from '../qualification/checks.ts';

export interface Instalment {
  dueOn: IsoDate;
  amountMinor: number;
}

export interface PlannedItem {
  itemId: string;
  amountMinor: number;
  currency: string;
}

export interface InstalmentParts {
  dueOn: IsoDate;
  parts: { itemId: string; amountMinor: number }[];
}

export const fewestInstalments = 2;
export const mostInstalments = 24;

/**
 * Which part of which item each instalment pays: items in the order given, each paid before the next.
 *
 * Refuses `validation_failed` with the field (no currency or several; amounts that do not come to what the items come
 * to; days that are not one after the other; too few or too many instalments), and a day as `checkDate` does.
 */
export function splitPlan({
  items,
  instalments,
  today,
}: {
  items: readonly PlannedItem[];
  instalments: readonly Instalment[];
  today: IsoDate;
}): Outcome<{ currency: string; instalments: InstalmentParts[] }> {
  const [currency, ...others] = new Set(items.map((item) => item.currency));
  if (currency === undefined || others.length > 0) return refuse('validation_failed', { field: 'items' });
  const refused = checkInstalments(items, instalments, today);
  if (refused !== null) return refused;
  const left = items.map(({ itemId, amountMinor }) => ({ itemId, amountMinor }));
  const parted = instalments.map(({ dueOn, amountMinor }) => ({ dueOn, parts: take(left, amountMinor) }));
  return { ok: true, value: { currency, instalments: parted } };
}

function checkInstalments(
  items: readonly PlannedItem[],
  instalments: readonly Instalment[],
  today: IsoDate,
): Extract<Outcome<never>, { ok: false }> | null {
  const isOrdered = instalments.every(({ dueOn }, at) => at === 0 || dueOn > instalments[at - 1]!.dueOn);
  const isWhole = [...items, ...instalments].every(
    ({ amountMinor }) => Number.isSafeInteger(amountMinor) && amountMinor > 0,
  );
  const isCounted = instalments.length >= fewestInstalments && instalments.length <= mostInstalments;
  if (!isOrdered || !isWhole || !isCounted || sumOf(items) !== sumOf(instalments))
    return refuse('validation_failed', { field: 'instalments' });
  for (const { dueOn } of instalments) {
    const date = checkDate(dueOn, today);
    if (!date.ok) return date;
  }
  return null;
}

function sumOf(parts: readonly { amountMinor: number }[]): number {
  return parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** Takes an amount off what is left, from the first on. */
function take(
  left: { itemId: string; amountMinor: number }[],
  amountMinor: number,
): InstalmentParts['parts'] {
  const laid = laidOldestFirst(left, (item) => item.amountMinor, amountMinor);
  for (const { line, partMinor } of laid) line.amountMinor -= partMinor;
  return laid.map(({ line, partMinor }) => ({ itemId: line.itemId, amountMinor: partMinor }));
}
