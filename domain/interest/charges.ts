import type { LateCharge } from '../vocabulary/interest.ts';

/** What was added to an item with a reminder of a level. */
export interface AddedCharge {
  charge: LateCharge;
  level: number;
  amountMinor: number;
  currency: string;
}

/** What a reminder of a level still adds to an item. */
export interface ChargesToAdd {
  interestMinor: number;
  compensation: { amountMinor: number; currency: string } | null;
}

/**
 * Once per item and level: a level that has added interest adds none again, a later level adds what has accrued since,
 * and compensation is added a single time at any level (Directive 2011/7/EU, article 6; Court of Justice,
 * C-585/20). What is waived is not added. Interest never goes back: a corrected payment that leaves less than was added
 * adds nothing.
 */
export function chargesToAdd({
  level,
  added,
  waived,
  accrued,
}: {
  level: number;
  added: readonly AddedCharge[];
  waived: readonly LateCharge[];
  /** To this day, as `lateInterest` gives it. */
  accrued: { interestMinor: number; compensation: { amountMinor: number; currency: string } | null };
}): ChargesToAdd {
  const of = (charge: LateCharge) => added.filter((one) => one.charge === charge);
  const alreadyMinor = of('interest').reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const hasThisLevel = of('interest').some((one) => one.level === level);
  const isInterestDue = !waived.includes('interest') && !hasThisLevel;
  const isCompensationDue = !waived.includes('compensation') && of('compensation').length === 0;
  return {
    interestMinor: isInterestDue ? Math.max(0, accrued.interestMinor - alreadyMinor) : 0,
    compensation: isCompensationDue && accrued.compensation !== null ? accrued.compensation : null,
  };
}
