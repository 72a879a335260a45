import type { IsoDate, MinorByCurrency } from '../model/common.ts';
import type { ListedLine } from '../model/decision.ts';
import { sumByCurrency } from '../money/amounts.ts';
import type { LateCharge } from '../vocabulary/interest.ts';
import type { AskedCharge } from './asked-charges.ts';
import { itemCharges, type AgreedTerms, type LateItem } from './item-charges.ts';
import type { InterestSegment } from './late-interest.ts';
import { ppmToPercent, type RateTable } from './reference-rates.ts';

/** One item of a message with what is not claimed of it. */
export interface ChargedItem extends LateItem {
  name: string;
  waived: readonly LateCharge[];
}

/** Days of one principal at one rate; only the first of an item carries its name. */
export interface ChargeLine {
  name: string;
  fromOn: IsoDate;
  throughOn: IsoDate;
  days: number;
  principalMinor: number;
  /** Decimal text. */
  percent: string;
  amountMinor: number;
  currency: string;
}

/** The computation of late charges as a message prints it. */
export interface ChargeTable {
  lines: ChargeLine[];
  /** How many items it is owed for, and the sum of them, by currency. */
  compensations: { count: number; amountMinor: number; currency: string }[];
  /** What was added earlier and is more than the lines come to now: a payment was entered late. */
  earlier: { name: string; amountMinor: number; currency: string }[];
  /** Interest and compensation; amounts of two currencies are never added. */
  totals: MinorByCurrency;
  /** Whose words a reader can look it up in; null: agreed. */
  statute: string | null;
}

/** What the items have cost to a day, each once, without what is waived; null where nothing is claimed. */
export function chargeTable({
  items,
  terms,
  rates,
  today,
}: {
  items: readonly ChargedItem[];
  terms: AgreedTerms;
  rates: RateTable;
  today: IsoDate;
}): ChargeTable | null {
  const lines: ChargeLine[] = [];
  const compensations: { amountMinor: number; currency: string }[] = [];
  let statute: string | null = null;
  for (const { name, waived, ...item } of items) {
    const charges = itemCharges({ item, terms, rates, waived, today });
    if (!charges.ok) continue;
    statute = charges.value.statute;
    if (charges.claimed.compensation !== null) compensations.push(charges.claimed.compensation);
    if (waived.includes('interest')) continue;
    lines.push(...linesOf(name, item.currency, charges.value.segments));
  }
  if (lines.length === 0 && compensations.length === 0) return null;
  return {
    lines,
    compensations: countedByCurrency(compensations),
    earlier: [],
    totals: sumByCurrency([...lines, ...compensations]),
    statute,
  };
}

/** The same for charges that a step asks for, as each was computed when it was added. */
export function askedChargeTable(
  asked: readonly Pick<ListedLine, 'id' | 'number' | 'instalment'>[],
  charges: readonly AskedCharge[],
): ChargeTable {
  const lines: ChargeLine[] = [];
  const earlier: ChargeTable['earlier'] = [];
  for (const item of asked) {
    const added = charges.filter(({ itemId, charge }) => itemId === item.id && charge === 'interest');
    const last = added.at(-1);
    if (last === undefined) continue;
    const name = nameOfLine(item);
    const { currency, computation } = last;
    lines.push(...linesOf(name, currency, computation.segments));
    const sumMinor = added.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const amountMinor = sumMinor - computation.accruedMinor;
    if (amountMinor !== 0) earlier.push({ name, amountMinor, currency });
  }
  const compensations = charges.filter(({ charge }) => charge === 'compensation');
  return {
    lines,
    compensations: countedByCurrency(compensations),
    earlier,
    totals: sumByCurrency(charges),
    statute: charges.find(({ computation }) => computation.statute !== null)?.computation.statute ?? null,
  };
}

/** An instalment is named with its invoice. */
export function nameOfLine({ number, instalment }: Pick<ListedLine, 'number' | 'instalment'>): string {
  return instalment === 0 ? number : `${number}/${instalment}`;
}

function linesOf(name: string, currency: string, segments: readonly InterestSegment[]): ChargeLine[] {
  return segments.map(({ fromOn, throughOn, days, principalMinor, ratePpm, amountMinor }, index) => ({
    name: index === 0 ? name : '',
    ...{ fromOn, throughOn, days, principalMinor, amountMinor },
    percent: ppmToPercent(ratePpm),
    currency,
  }));
}

function countedByCurrency(
  compensations: readonly { amountMinor: number; currency: string }[],
): ChargeTable['compensations'] {
  return Object.entries(sumByCurrency(compensations)).map(([currency, amountMinor]) => ({
    currency,
    amountMinor,
    count: compensations.filter((one) => one.currency === currency).length,
  }));
}
