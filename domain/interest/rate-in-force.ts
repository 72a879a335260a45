/** The rate at which a late item costs interest on a day, with the days that it holds for and where it comes from. */
import { addDays } from '../calendar/iso-date.ts';
import type { IsoDate } from '../model/common.ts';
import type { InterestRemark, ReferenceRate } from '../vocabulary/interest.ts';
import { agreedTerms, type AgreedTerms } from './item-charges.ts';
import { lateLawOf } from './laws.ts';
import { fixingDay, nextFixing, rateFor } from './rate-for.ts';
import type { RateTable } from './reference-rates.ts';

export interface RateInForce {
  /** Of a year, parts per million. */
  ratePpm: number;
  /** Null for an agreed rate. */
  reference: { rate: ReferenceRate; ppm: number; marginPpm: number; source: string } | null;
  /** Null: it holds however long the item is late. */
  period: { fromOn: IsoDate; throughOn: IsoDate } | null;
  /** The law that gives it; null: agreed. */
  statute: string | null;
  remarks: InterestRemark[];
}

/**
 * Between businesses. Null where no rate can be named for certain: the law of the country is not known here, the table
 * of rates does not reach to the day, or it begins later.
 *
 * @param dueOn of the oldest item: by some laws the half-year in which it became late fixes the rate
 */
export function rateInForce({
  terms,
  rates,
  dueOn,
  today,
}: {
  terms: AgreedTerms;
  rates: RateTable;
  dueOn: IsoDate;
  today: IsoDate;
}): RateInForce | null {
  const law = lateLawOf(terms.country);
  const agreed = agreedTerms(terms);
  const startsOn = addDays(dueOn, 1);
  const on = startsOn > today ? startsOn : today;
  const rule = law?.business ?? null;
  const found = rateFor({ terms: agreed, rule, rates, startsOn, on });
  if (found === null || found.remarks.includes('rate_beyond_table')) return null;
  const { ratePpm, referencePpm, marginPpm, source, remarks } = found;
  if (rule === null || referencePpm === null || source === null)
    return { ratePpm, reference: null, period: null, statute: null, remarks };
  const until = nextFixing({ rule, rates, after: on });
  const fromOn = fixingDay(rule, on);
  return {
    ratePpm,
    reference: { rate: rule.rate, ppm: referencePpm, marginPpm, source },
    period: until === undefined ? null : { fromOn, throughOn: addDays(until, -1) },
    statute: agreed.kind === 'law' ? rule.statute : null,
    remarks,
  };
}
