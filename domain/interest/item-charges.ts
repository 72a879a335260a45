import type { IsoDate } from '../model/common.ts';
import type { InterestObstacle, LateCharge } from '../vocabulary/interest.ts';
import type { InterestKind } from '../vocabulary/ledger.ts';
import type { Compensation } from './compensation.ts';
import { lateInterest, type InterestTerms, type LateInterest } from './late-interest.ts';
import { percentToPpm, type RateTable } from './reference-rates.ts';

/** What the settings of a company say of late payment. */
export interface AgreedTerms {
  country: string;
  currency: string;
  /** Decimal text; null: nothing was agreed, the law decides. */
  percent: string | null;
  kind: InterestKind;
  /** Of the company's currency, for every late item; null: the law decides. */
  compensationMinor: number | null;
}

/** An invoice or debit note with what was paid of it. */
export interface LateItem {
  dueOn: IsoDate;
  openMinor: number;
  currency: string;
  payments: readonly { paidOn: IsoDate; amountMinor: number }[];
}

export type ItemCharges =
  | {
      ok: true;
      value: LateInterest;
      /** What is owed and not waived. */
      claimed: {
        interestMinor: number;
        compensation: { amountMinor: number; currency: string } | null;
      };
    }
  | { ok: false; obstacle: InterestObstacle };

/**
 * What an item costs a business that is late, to this day. The principal of a past day is what is open and what was
 * paid since; what the ledger took off without a payment that is known counts as never owed, so that nothing is claimed
 * too much.
 */
export function itemCharges({
  item,
  terms,
  rates,
  waived,
  today,
}: {
  item: LateItem;
  terms: AgreedTerms;
  rates: RateTable;
  waived: readonly LateCharge[];
  today: IsoDate;
}): ItemCharges {
  const paidMinor = item.payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const outcome = lateInterest({
    item: {
      amountMinor: Math.max(0, item.openMinor + paidMinor),
      currency: item.currency,
      dueOn: item.dueOn,
    },
    payments: item.payments,
    country: terms.country,
    debtor: 'business',
    terms: agreedTerms(terms),
    throughOn: today,
    rates,
  });
  if (!outcome.ok) return outcome;
  const { interestMinor } = outcome.value;
  const compensation = owedCompensation(outcome.value.compensation, terms);
  return {
    ok: true,
    value: { ...outcome.value, compensation },
    claimed: {
      interestMinor: waived.includes('interest') ? 0 : interestMinor,
      compensation:
        compensation === null || waived.includes('compensation')
          ? null
          : { amountMinor: compensation.amountMinor, currency: compensation.currency },
    },
  };
}

/** A sum that the company agreed takes the place of that of the law, wherever the law gives one. */
function owedCompensation(
  byLaw: Compensation | null,
  { compensationMinor, currency }: AgreedTerms,
): Compensation | null {
  if (byLaw === null || compensationMinor === null) return byLaw;
  return { ...byLaw, amountMinor: compensationMinor, currency, remarks: [] };
}

/** What was agreed, or the law where nothing was. */
export function agreedTerms({ percent, kind }: AgreedTerms): InterestTerms {
  if (percent === null) return { kind: 'law' };
  const ppm = percentToPpm(percent);
  return kind === 'fixed' ? { kind, ratePpm: ppm } : { kind, pointsPpm: ppm };
}
