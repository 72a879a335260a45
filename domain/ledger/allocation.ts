import { refuse, type Outcome } from '../errors.ts';
import type { IsoDate } from '../model/common.ts';
import type { DocumentType, ItemState } from '../vocabulary/ledger.ts';

/** A due line as payments see it. */
export interface PayableLine {
  id: string;
  type: DocumentType;
  number: string;
  instalment: number;
  dueOn: IsoDate;
  openMinor: number;
  originalMinor: number;
  currency: string;
  state: ItemState;
  clearedOn: IsoDate | null;
  /** Already allocated by recorded payments. */
  allocatedMinor: number;
}

export interface PaymentTarget {
  number: string;
  instalment?: number;
  /** Part of the payment meant for this item; absent: as much as it takes. */
  amountMinor?: number;
}

export interface AllocationInput {
  amountMinor: number;
  currency: string;
  receivedOn: IsoDate;
  targets: PaymentTarget[];
  /** Lines of the customer that carry one of the numbers named. */
  lines: PayableLine[];
}

export interface Allocation {
  itemId: string;
  /** Counted against the item, in minor units; negative where money went back. */
  amountMinor: number;
  /** The part that lowers what is open (negative: raises it); 0 where a snapshot has already cleared the item for this payment. */
  reducesMinor: number;
}

/**
 * Spreads a payment over the items it names, oldest due line first; the rest is unapplied cash (engine: "a payment
 * larger than what is open leaves the rest as unapplied cash"). Refuses `item_unknown`, `payment_on_credit`,
 * `currency_unknown` (item of another currency) and `amount_invalid` (named parts above the payment).
 */
export function allocatePayment(
  input: AllocationInput,
): Outcome<{ allocations: Allocation[]; unappliedMinor: number }> {
  const named = input.targets.reduce((sum, target) => sum + (target.amountMinor ?? 0), 0);
  if (named > input.amountMinor) return refuse('amount_invalid', { reason: 'parts_above_payment' });
  const taken = new Map<string, Allocation>();
  let restMinor = input.amountMinor;
  // What is named with an amount is served first, so that open-ended targets do not eat it.
  const targets = [...input.targets].sort(
    (a, b) => Number(a.amountMinor === undefined) - Number(b.amountMinor === undefined),
  );
  for (const target of targets) {
    const found = linesOf(target, input);
    if (!found.ok) return found;
    let budget = Math.min(restMinor, target.amountMinor ?? restMinor);
    for (const line of found.value) {
      const part = takeFrom(line, budget, taken.get(line.id), input.receivedOn);
      if (part === null) continue;
      budget -= part.amountMinor;
      restMinor -= part.amountMinor;
      addTo(taken, part);
    }
  }
  return { ok: true, value: { allocations: [...taken.values()], unappliedMinor: restMinor } };
}

/**
 * Claims that carry the number, oldest due line first. Refuses `item_unknown`, `payment_on_credit`,
 * `currency_unknown`.
 */
export function linesOf(
  target: PaymentTarget,
  input: Pick<AllocationInput, 'lines' | 'currency'>,
): Outcome<PayableLine[]> {
  const params = { number: target.number };
  const named = input.lines.filter(
    ({ number, instalment }) =>
      number === target.number && (target.instalment === undefined || target.instalment === instalment),
  );
  if (named.length === 0) return refuse('item_unknown', params);
  const claims = named.filter(({ type }) => type === 'invoice' || type === 'debit_note');
  if (claims.length === 0) return refuse('payment_on_credit', params);
  const sameCurrency = claims.filter(({ currency }) => currency === input.currency);
  if (sameCurrency.length === 0)
    return refuse('currency_unknown', { ...params, expected: claims[0]!.currency });
  const ordered = sameCurrency.sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.instalment - b.instalment);
  return { ok: true, value: ordered };
}

function takeFrom(
  line: PayableLine,
  budgetMinor: number,
  before: Allocation | undefined,
  receivedOn: IsoDate,
): Allocation | null {
  if (budgetMinor <= 0) return null;
  if (line.state === 'open') {
    const amountMinor = Math.min(budgetMinor, line.openMinor - (before?.reducesMinor ?? 0));
    return amountMinor <= 0 ? null : { itemId: line.id, amountMinor, reducesMinor: amountMinor };
  }
  // A snapshot of that day or later no longer shows the item: it is this payment that cleared it. Counting it as
  // unapplied cash would credit the customer twice.
  if (line.clearedOn === null || line.clearedOn < receivedOn) return null;
  const unexplained = line.originalMinor - line.allocatedMinor - (before?.amountMinor ?? 0);
  const amountMinor = Math.min(budgetMinor, unexplained);
  return amountMinor <= 0 ? null : { itemId: line.id, amountMinor, reducesMinor: 0 };
}

function addTo(taken: Map<string, Allocation>, part: Allocation): void {
  const before = taken.get(part.itemId);
  if (before === undefined) taken.set(part.itemId, part);
  else {
    before.amountMinor += part.amountMinor;
    before.reducesMinor += part.reducesMinor;
  }
}

/**
 * Numbers of one cell that names several items (`R-07, R-08` or `R-07 / R-08`), where each part is a number of its
 * own; otherwise the cell is one number, regardless of what signs it holds.
 */
export function numbersNamed(cell: string, isKnown: (number: string) => boolean): string[] {
  if (isKnown(cell)) return [cell];
  for (const sign of [/[;|\n]/, /[,&+]/, /\s\/\s|\s-\s/, /\s+/, /\//]) {
    const parts = cell
      .split(sign)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    if (parts.length > 1 && parts.every(isKnown)) return [...new Set(parts)];
  }
  return [cell];
}

/** Every number that the cell may name; to look them up. */
export function numbersPossible(cell: string): string[] {
  const parts = cell.split(/[;|\n,&+/\s]+/).map((part) => part.trim());
  const spaced = cell.split(/[;|\n,&+]|\s\/\s|\s-\s/).map((part) => part.trim());
  return [...new Set([cell, ...parts, ...spaced])].filter((part) => part !== '');
}
