import type { IsoDate } from '../model/common.ts';
import type { DebtorKind, InterestRemark } from '../vocabulary/interest.ts';
import { convert } from './conversion.ts';
import type { LateLaw } from './laws.ts';
import type { RateTable } from './reference-rates.ts';

export interface Compensation {
  amountMinor: number;
  /** That of the item, or of the statute where it could not be converted. */
  currency: string;
  statute: string;
  remarks: InterestRemark[];
}

/**
 * The fixed sum for the cost of recovery, once for every item that businesses pay late, however little late: Directive
 * 2011/7/EU, article 6. Null where the item was not late, the debtor is a consumer, or the law gave none yet.
 *
 * A sum in another currency than the item's is converted where the table has the figure of the day, which is printed
 * beside the statute. Otherwise it stays as the statute says, `conversion_needed` tells it, and no reminder adds it. A tier
 * that is measured in another currency and cannot be converted is not known, so the lowest is claimed.
 */
export function fixedCompensation({
  law,
  debtor,
  startsOn,
  throughOn,
  principalMinor,
  currency,
  dueOn,
  rates,
}: {
  law: LateLaw;
  debtor: DebtorKind;
  startsOn: IsoDate;
  throughOn: IsoDate;
  /** What was open when the item became late. */
  principalMinor: number;
  currency: string;
  dueOn: IsoDate;
  rates: RateTable;
}): Compensation | null {
  if (debtor !== 'business' || throughOn < startsOn || principalMinor === 0) return null;
  const rule = law.compensation.find(({ fromOn }) => fromOn <= startsOn);
  if (rule === undefined) return null;
  const figures = { law: law.law, dueOn, rates };
  const measured =
    rule.tiers.length === 1 || currency === rule.tierCurrency
      ? { amountMinor: principalMinor, by: null }
      : convert({ amountMinor: principalMinor, from: currency, to: rule.tierCurrency }, figures);
  const tier = measured
    ? rule.tiers.findLast(({ fromMinor }) => fromMinor <= measured.amountMinor)
    : rule.tiers[0];
  if (tier === undefined) return null;
  const { amountMinor } = tier;
  const owed =
    currency === rule.currency
      ? { amountMinor, by: measured?.by ?? null }
      : convert({ amountMinor, from: rule.currency, to: currency }, figures);
  if (owed === null || measured === null) {
    const unconverted = { amountMinor, currency: rule.currency, statute: law.compensationStatute };
    return { ...unconverted, remarks: ['conversion_needed'] };
  }
  const statute = owed.by === null ? law.compensationStatute : `${law.compensationStatute}; ${owed.by}`;
  return { amountMinor: owed.amountMinor, currency, statute, remarks: [] };
}
