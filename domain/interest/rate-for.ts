import { addDays } from '../calendar/iso-date.ts';
import type { IsoDate } from '../model/common.ts';
import type { InterestRemark } from '../vocabulary/interest.ts';
import type { InterestTerms } from './late-interest.ts';
import type { RateRule } from './laws.ts';
import { rateOn, type RateTable } from './reference-rates.ts';

export interface FixedRate {
  referencePpm: number | null;
  marginPpm: number;
  ratePpm: number;
  source: string | null;
  remarks: InterestRemark[];
}

/**
 * The rate of a day: the reference rate that the law reads for it, with the margin of the day on which interest began.
 * Null before the table or the law begins. Never below zero: a negative base rate lowers the margin at most to nothing.
 */
export function rateFor({
  terms,
  rule,
  rates,
  startsOn,
  on,
}: {
  terms: InterestTerms;
  rule: RateRule | null;
  rates: RateTable;
  startsOn: IsoDate;
  on: IsoDate;
}): FixedRate | null {
  if (terms.kind === 'fixed')
    return { referencePpm: null, marginPpm: 0, ratePpm: terms.ratePpm, source: null, remarks: [] };
  if (rule === null) return null;
  const readOn = fixingDay(rule, rule.fixing === 'start' ? startsOn : on);
  const row = rateOn(rates, { rate: rule.rate, on: readOn });
  const byLaw = rule.margins.findLast(({ fromOn }) => fromOn <= startsOn);
  const margin = terms.kind === 'over_reference' ? { ppm: terms.pointsPpm } : byLaw;
  if (row === undefined || margin === undefined) return null;
  const sum = Math.max(0, row.ratePpm + margin.ppm);
  return {
    referencePpm: row.ratePpm,
    marginPpm: margin.ppm,
    // Anyone who agrees on the points of the law means its rate.
    ratePpm: margin.ppm === byLaw?.ppm ? roundedUp(sum, rule.roundUpToPpm) : sum,
    source: row.source,
    remarks: [
      ...(row.isConfirmed ? [] : (['rate_unconfirmed'] as const)),
      ...(readOn > rates.knownThroughOn[rule.rate] ? (['rate_beyond_table'] as const) : []),
    ],
  };
}

/** The first day after a day on which the law may read another rate; undefined where it never will. */
export function nextFixing({
  rule,
  rates,
  after,
}: {
  rule: RateRule;
  rates: RateTable;
  after: IsoDate;
}): IsoDate | undefined {
  if (rule.fixing === 'start') return undefined;
  if (rule.fixing === 'half_year') {
    const year = Number(after.slice(0, 4));
    return after < `${after.slice(0, 4)}-07-01`
      ? `${after.slice(0, 4)}-07-01`
      : `${String(year + 1).padStart(4, '0')}-01-01`;
  }
  const changes = rates.rows
    .filter(({ rate, fromOn }) => rate === rule.rate && fromOn > after)
    .map(({ fromOn }) => fromOn);
  const beyond = addDays(rates.knownThroughOn[rule.rate], 1);
  return [...changes, beyond].filter((day) => day > after).sort()[0];
}

/** The day whose published rate holds on a day. */
export function fixingDay({ fixing }: Pick<RateRule, 'fixing'>, on: IsoDate): IsoDate {
  if (fixing === 'daily') return on;
  return on < `${on.slice(0, 4)}-07-01` ? `${on.slice(0, 4)}-01-01` : `${on.slice(0, 4)}-07-01`;
}

function roundedUp(ppm: number, step: number | undefined): number {
  return step === undefined ? ppm : Math.ceil(ppm / step) * step;
}
