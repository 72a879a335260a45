/**
 * What each law gives a creditor for late payment. Interest is simple everywhere: Directive 2011/7/EU, article 2 (5).
 * (Dutch law also adds a year's interest to the principal after every year, BW 6:119a lid 3; this product does not
 * claim it.)
 */
import { euroStates } from '../company/legal-terms.ts';
import type { IsoDate } from '../model/common.ts';
import {
  interestLaws,
  type DayCount,
  type InterestLaw,
  type InterestRounding,
  type RateFixing,
  type ReferenceRate,
} from '../vocabulary/interest.ts';

/** A figure and the first day of default that it counts for. */
interface Dated {
  fromOn: IsoDate;
}

export interface RateRule {
  rate: ReferenceRate;
  fixing: RateFixing;
  /** Added to the reference rate; the day on which interest begins chooses the margin for the whole claim. */
  margins: readonly (Dated & { ppm: number })[];
  /** The sum is rounded up to a multiple of this. */
  roundUpToPpm?: number;
  /** The day after which interest runs: the due date, or the day on which the debtor was put on notice. */
  runsAfter: 'due' | 'notice';
  statute: string;
}

export interface CompensationTier {
  /** Principal from which the tier counts, in minor units of `tierCurrency`. */
  fromMinor: number;
  amountMinor: number;
}

export interface CompensationRule extends Dated {
  currency: string;
  /** The currency that the tiers are measured in. */
  tierCurrency: string;
  /** Lowest first. */
  tiers: readonly CompensationTier[];
}

export interface LateLaw {
  law: InterestLaw;
  dayCount: DayCount;
  rounding: InterestRounding;
  /** Why days are counted and amounts rounded so. */
  practice: string;
  business: RateRule;
  /** Null where a consumer owes none without a judgment or a contract. */
  consumer: RateRule | null;
  /** Between businesses only; the newest first. */
  compensation: readonly CompensationRule[];
  compensationStatute: string;
}

const point = 10_000;

function fortyEuros(fromOn: IsoDate): CompensationRule {
  return { fromOn, currency: 'EUR', tierCurrency: 'EUR', tiers: [{ fromMinor: 0, amountMinor: 4_000 }] };
}

const by365 = 'Amount × rate × days / 365, the day of payment included; rounded once for the claim';

export const lateLaws: Record<InterestLaw, LateLaw> = {
  EU: {
    law: 'EU',
    dayCount: 'act_365',
    rounding: 'total',
    practice: by365,
    business: {
      rate: 'ecb_main_refinancing',
      fixing: 'half_year',
      margins: [{ fromOn: '2013-03-16', ppm: 8 * point }],
      runsAfter: 'due',
      statute: 'Directive 2011/7/EU, articles 2 (6), 2 (7) and 3',
    },
    consumer: null,
    compensation: [fortyEuros('2013-03-16')],
    compensationStatute: 'Directive 2011/7/EU, article 6',
  },
  FR: {
    law: 'FR',
    dayCount: 'act_365',
    rounding: 'total',
    practice: `${by365}, on the amount with tax`,
    business: {
      rate: 'ecb_main_refinancing',
      fixing: 'half_year',
      margins: [{ fromOn: '2009-01-01', ppm: 10 * point }],
      runsAfter: 'due',
      statute: 'Code de commerce, L. 441-10 II',
    },
    consumer: {
      rate: 'fr_legal_rate',
      fixing: 'half_year',
      margins: [{ fromOn: '2015-01-01', ppm: 0 }],
      runsAfter: 'notice',
      statute: 'Code civil, 1231-6; Code monétaire et financier, L. 313-2',
    },
    compensation: [fortyEuros('2013-01-01')],
    compensationStatute: 'Code de commerce, L. 441-10 II and D. 441-5',
  },
  DE: {
    law: 'DE',
    dayCount: 'act_act',
    rounding: 'total',
    practice: 'Exact days over the days of the calendar year, 365 or 366; rounded once for the claim',
    business: {
      rate: 'de_base_rate',
      fixing: 'half_year',
      margins: [
        { fromOn: '2002-01-01', ppm: 8 * point },
        { fromOn: '2014-07-29', ppm: 9 * point },
      ],
      runsAfter: 'due',
      statute: 'BGB § 288 (2), § 247; EGBGB article 229 § 34',
    },
    consumer: {
      rate: 'de_base_rate',
      fixing: 'half_year',
      margins: [{ fromOn: '2002-01-01', ppm: 5 * point }],
      runsAfter: 'notice',
      statute: 'BGB § 288 (1), § 286 (1) and (3)',
    },
    compensation: [fortyEuros('2014-07-29')],
    compensationStatute: 'BGB § 288 (5)',
  },
  GB: {
    law: 'GB',
    dayCount: 'act_365',
    rounding: 'total',
    practice: `${by365}; the rate of the half-year in which the debt became late counts to the end`,
    business: {
      rate: 'gb_reference_rate',
      fixing: 'start',
      margins: [{ fromOn: '2002-08-07', ppm: 8 * point }],
      runsAfter: 'due',
      statute:
        'Late Payment of Commercial Debts (Interest) Act 1998, sections 1 and 4; SI 2002/1675, article 4',
    },
    consumer: null,
    compensation: [
      {
        fromOn: '2002-08-07',
        currency: 'GBP',
        tierCurrency: 'GBP',
        tiers: [
          { fromMinor: 0, amountMinor: 4_000 },
          { fromMinor: 100_000, amountMinor: 7_000 },
          { fromMinor: 1_000_000, amountMinor: 10_000 },
        ],
      },
    ],
    compensationStatute: 'Late Payment of Commercial Debts (Interest) Act 1998, section 5A',
  },
  ES: {
    law: 'ES',
    dayCount: 'act_365',
    rounding: 'total',
    practice: by365,
    business: {
      rate: 'ecb_main_refinancing',
      fixing: 'half_year',
      margins: [
        { fromOn: '2004-12-31', ppm: 7 * point },
        { fromOn: '2013-02-24', ppm: 8 * point },
      ],
      runsAfter: 'due',
      statute: 'Ley 3/2004, artículos 5 and 7',
    },
    consumer: {
      rate: 'es_legal_rate',
      fixing: 'daily',
      margins: [{ fromOn: '2016-01-01', ppm: 0 }],
      runsAfter: 'notice',
      statute: 'Código Civil, artículos 1100, 1101 and 1108',
    },
    compensation: [fortyEuros('2013-02-24')],
    compensationStatute: 'Ley 3/2004, artículo 8',
  },
  IT: {
    law: 'IT',
    dayCount: 'act_365',
    rounding: 'segment',
    practice:
      'Capital × rate × days / 36,500, in leap years too; each period rounded, as tables of courts and calculators do',
    business: {
      rate: 'ecb_main_refinancing',
      fixing: 'half_year',
      margins: [
        { fromOn: '2002-08-08', ppm: 7 * point },
        { fromOn: '2013-01-01', ppm: 8 * point },
      ],
      runsAfter: 'due',
      statute: 'D.Lgs. 231/2002, articoli 2, 4 and 5; D.Lgs. 192/2012',
    },
    consumer: {
      rate: 'it_legal_rate',
      fixing: 'daily',
      margins: [{ fromOn: '2002-08-08', ppm: 0 }],
      runsAfter: 'due',
      statute: 'Codice civile, articoli 1219, 1224 and 1284',
    },
    compensation: [fortyEuros('2013-01-01')],
    compensationStatute: 'D.Lgs. 231/2002, articolo 6',
  },
  NL: {
    law: 'NL',
    dayCount: 'act_365',
    rounding: 'total',
    practice: by365,
    business: {
      rate: 'ecb_main_refinancing',
      fixing: 'half_year',
      margins: [
        { fromOn: '2002-12-01', ppm: 7 * point },
        { fromOn: '2013-03-16', ppm: 8 * point },
      ],
      runsAfter: 'due',
      statute: 'BW 6:119a and 6:120 lid 2',
    },
    consumer: {
      rate: 'nl_legal_rate',
      fixing: 'daily',
      margins: [{ fromOn: '2002-01-01', ppm: 0 }],
      runsAfter: 'due',
      statute: 'BW 6:83 onder a, 6:119 and 6:120 lid 1',
    },
    compensation: [fortyEuros('2013-03-16')],
    compensationStatute: 'BW 6:96 lid 4',
  },
  BE: {
    law: 'BE',
    dayCount: 'act_365',
    rounding: 'total',
    practice: by365,
    business: {
      rate: 'ecb_main_refinancing',
      fixing: 'half_year',
      margins: [
        { fromOn: '2002-08-07', ppm: 7 * point },
        { fromOn: '2013-03-16', ppm: 8 * point },
      ],
      roundUpToPpm: point / 2,
      runsAfter: 'due',
      statute: 'Law of 2 August 2002, articles 2 and 5: rounded up to the next half point',
    },
    consumer: {
      rate: 'be_legal_rate',
      fixing: 'daily',
      margins: [{ fromOn: '2018-01-01', ppm: 0 }],
      runsAfter: 'notice',
      statute: 'Code civil, 5.240; Code de droit économique, XIX.2',
    },
    compensation: [fortyEuros('2013-03-16')],
    compensationStatute: 'Law of 2 August 2002, article 6',
  },
  PL: {
    law: 'PL',
    dayCount: 'act_365',
    rounding: 'total',
    practice: by365,
    business: {
      rate: 'nbp_reference_rate',
      fixing: 'half_year',
      margins: [
        { fromOn: '2016-01-01', ppm: 8 * point },
        { fromOn: '2020-01-01', ppm: 10 * point },
      ],
      runsAfter: 'due',
      statute:
        'Act of 8 March 2013 on excessive delays in commercial transactions, articles 4 (3) b, 7 and 11b',
    },
    consumer: {
      rate: 'nbp_reference_rate',
      fixing: 'daily',
      margins: [{ fromOn: '2016-01-01', ppm: 55_000 }],
      runsAfter: 'due',
      statute: 'Kodeks cywilny, art. 481 § 2',
    },
    compensation: [
      {
        fromOn: '2020-01-01',
        currency: 'EUR',
        tierCurrency: 'PLN',
        tiers: [
          { fromMinor: 0, amountMinor: 4_000 },
          { fromMinor: 500_001, amountMinor: 7_000 },
          { fromMinor: 5_000_000, amountMinor: 10_000 },
        ],
      },
      {
        fromOn: '2013-04-28',
        currency: 'EUR',
        tierCurrency: 'PLN',
        tiers: [{ fromMinor: 0, amountMinor: 4_000 }],
      },
    ],
    compensationStatute: 'Act of 8 March 2013 on excessive delays in commercial transactions, article 10 (1)',
  },
};

/**
 * The law of a creditor's country; null where this product knows none. Austria counts from a base rate that is not in
 * the table, so that the minimum of the directive would be less than its law gives.
 */
export function lateLawOf(country: string): LateLaw | null {
  const own = interestLaws.find((law) => law === country && law !== 'EU');
  if (own !== undefined) return lateLaws[own];
  return country !== 'AT' && euroStates.includes(country) ? lateLaws.EU : null;
}
