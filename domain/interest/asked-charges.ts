/**
 * What a step asks for beside what its lines are open for: late charges that stand, and those that its level adds. A
 * charge is added once for an item and level; what becomes of the item afterwards changes no charge that was added.
 */
import type { IsoDate } from '../model/common.ts';
import type { ListedLine } from '../model/decision.ts';
import type { InterestRemark, LateCharge } from '../vocabulary/interest.ts';
import { chargesToAdd, type AddedCharge } from './charges.ts';
import { itemCharges, type AgreedTerms, type LateItem } from './item-charges.ts';
import type { InterestSegment } from './late-interest.ts';
import { publishedRates, withEnteredRates, type RateRow, type RateTable } from './reference-rates.ts';

/** How an amount came about, kept with it so that it can be printed and followed for good. */
export interface ChargeComputation {
  /** Null: agreed. */
  statute: string | null;
  /** Last day of interest, included. */
  throughOn: IsoDate;
  /** To that day in all, with what lower levels had added of it already. */
  accruedMinor: number;
  /** None for a compensation. */
  segments: InterestSegment[];
  remarks: InterestRemark[];
}

/** A charge of an item as it was added. */
export interface ItemCharge extends AddedCharge {
  itemId: string;
  addedOn: IsoDate;
  computation: ChargeComputation;
}

/** With whether somebody waived it since. */
export interface StandingCharge extends ItemCharge {
  isWaived: boolean;
}

/** What a step asks for; `isNew`: it is added by this step, once it is performed. */
export interface AskedCharge extends ItemCharge {
  isNew: boolean;
}

/** What charges are computed from; payments and waivers of all open items of a customer. */
export interface ChargeTerms {
  terms: AgreedTerms;
  /** Rates that the company entered, in the place of those that were published. */
  enteredRates: readonly RateRow[];
  payments: readonly { itemId: string; paidOn: IsoDate; amountMinor: number }[];
  waivers: readonly { itemId: string; charge: LateCharge }[];
}

export interface AskedChargesInput {
  lines: readonly ListedLine[];
  /** Dunning level of the step. */
  level: number;
  /** What the step adds; empty: it only asks for what stands. */
  adds: readonly LateCharge[];
  standing: readonly StandingCharge[];
  /** Null: nothing is to be added. */
  charging: ChargeTerms | null;
  /** The day on which the step came up: while it waits for somebody, what it asks for does not grow. */
  on: IsoDate;
}

/**
 * In the order of the lines. Standing charges are asked for with their item and only with it: not while it is disputed,
 * promised, held or paid. A compensation that is not converted into the currency of the item is not added.
 */
export function askedCharges(input: AskedChargesInput): AskedCharge[] {
  const rates = withEnteredRates(publishedRates, input.charging?.enteredRates ?? []);
  return input.lines.flatMap((line) => {
    const ofItem = input.standing.filter(({ itemId }) => itemId === line.id);
    const standing = ofItem.flatMap(({ isWaived, ...charge }) =>
      isWaived ? [] : [{ ...charge, isNew: false }],
    );
    return [...standing, ...newCharges(line, ofItem, { ...input, rates })];
  });
}

function newCharges(
  line: ListedLine,
  added: readonly ItemCharge[],
  { level, adds, charging, on, rates }: AskedChargesInput & { rates: RateTable },
): AskedCharge[] {
  if (charging === null || adds.length === 0 || !bearsCharges(line)) return [];
  const waived = charging.waivers.flatMap(({ itemId, charge }) => (itemId === line.id ? [charge] : []));
  const item: LateItem = {
    dueOn: line.dueOn,
    openMinor: line.openMinor,
    currency: line.currency,
    payments: charging.payments.filter(({ itemId }) => itemId === line.id),
  };
  const charges = itemCharges({ item, terms: charging.terms, rates, waived, today: on });
  if (!charges.ok) return [];
  const { segments, statute, interestMinor, compensation: owed, remarks } = charges.value;
  const toAdd = chargesToAdd({ level, added, waived, accrued: charges.claimed });
  const base = { itemId: line.id, level, addedOn: on, isNew: true };
  const made: AskedCharge[] = [];
  if (adds.includes('interest') && toAdd.interestMinor > 0)
    made.push({
      ...base,
      charge: 'interest',
      amountMinor: toAdd.interestMinor,
      currency: line.currency,
      computation: { statute, throughOn: on, accruedMinor: interestMinor, segments, remarks },
    });
  const { compensation } = toAdd;
  if (adds.includes('compensation') && compensation !== null && compensation.currency === line.currency)
    made.push({
      ...base,
      charge: 'compensation',
      ...compensation,
      computation: {
        statute: owed?.statute ?? null,
        throughOn: on,
        accruedMinor: compensation.amountMinor,
        segments: [],
        remarks: owed?.remarks ?? [],
      },
    });
  return made;
}

function bearsCharges({ type, openMinor }: ListedLine): boolean {
  return openMinor > 0 && (type === 'invoice' || type === 'debit_note');
}

/** The charges as lines of a message: one for each item and kind, beside the document that they come from. */
export function chargeLines(lines: readonly ListedLine[], charges: readonly AskedCharge[]): ListedLine[] {
  return lines.flatMap((line) => [
    line,
    ...(['interest', 'compensation'] as const).flatMap((charge): ListedLine[] => {
      const own = charges.filter((one) => one.itemId === line.id && one.charge === charge);
      if (own.length === 0) return [];
      return [{ ...line, openMinor: own.reduce((sum, { amountMinor }) => sum + amountMinor, 0), charge }];
    }),
  ]);
}
