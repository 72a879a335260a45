import type { IsoDate, MinorByCurrency } from '../model/common.ts';
import { sumByCurrency } from '../money/amounts.ts';
import type { LateCharge } from '../vocabulary/interest.ts';
import { itemCharges, type AgreedTerms, type LateItem } from './item-charges.ts';
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
    charges.value.segments.forEach(
      ({ fromOn, throughOn, days, principalMinor, ratePpm, amountMinor }, index) =>
        lines.push({
          name: index === 0 ? name : '',
          ...{ fromOn, throughOn, days, principalMinor, amountMinor },
          percent: ppmToPercent(ratePpm),
          currency: item.currency,
        }),
    );
  }
  if (lines.length === 0 && compensations.length === 0) return null;
  const sums = Object.entries(sumByCurrency(compensations));
  return {
    lines,
    compensations: sums.map(([currency, amountMinor]) => ({
      currency,
      amountMinor,
      count: compensations.filter((one) => one.currency === currency).length,
    })),
    totals: sumByCurrency([...lines, ...compensations]),
    statute,
  };
}
