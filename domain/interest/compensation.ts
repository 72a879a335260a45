import type { IsoDate } from '../model/common.ts';
import type { DebtorKind, InterestRemark } from '../vocabulary/interest.ts';
import type { LateLaw } from './laws.ts';

export interface Compensation {
  amountMinor: number;
  /** That of the statute, which need not be that of the item. */
  currency: string;
  statute: string;
  remarks: InterestRemark[];
}

/**
 * The fixed sum for the cost of recovery, once for every item that businesses pay late, however little late: Directive
 * 2011/7/EU, article 6. Null where the item was not late, the debtor is a consumer, or the law gave none yet.
 *
 * A tier that is measured in a currency other than the item's cannot be known, so the lowest is claimed. The Polish sum
 * is owed in zlotys at the NBP rate of the last working day of the month before the item fell due (article 10 (1a)).
 * Both are said by `conversion_needed`.
 */
export function fixedCompensation({
  law,
  debtor,
  startsOn,
  throughOn,
  principalMinor,
  currency,
}: {
  law: LateLaw;
  debtor: DebtorKind;
  startsOn: IsoDate;
  throughOn: IsoDate;
  /** What was open when the item became late. */
  principalMinor: number;
  currency: string;
}): Compensation | null {
  if (debtor !== 'business' || throughOn < startsOn || principalMinor === 0) return null;
  const rule = law.compensation.find(({ fromOn }) => fromOn <= startsOn);
  if (rule === undefined) return null;
  const isMeasured = rule.tiers.length === 1 || currency === rule.tierCurrency;
  const tier = isMeasured
    ? rule.tiers.findLast(({ fromMinor }) => fromMinor <= principalMinor)
    : rule.tiers[0];
  if (tier === undefined) return null;
  return {
    amountMinor: tier.amountMinor,
    currency: rule.currency,
    statute: law.compensationStatute,
    remarks: isMeasured && currency === rule.currency ? [] : ['conversion_needed'],
  };
}
