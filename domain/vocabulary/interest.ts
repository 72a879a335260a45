/** Late-payment interest and fixed compensation by law. */

/** Whose law of late payment is known. `EU`: what Directive 2011/7/EU gives at least, in states without a variant here. */
export const interestLaws = ['EU', 'FR', 'DE', 'GB', 'ES', 'IT', 'NL', 'BE', 'PL'] as const;
export type InterestLaw = (typeof interestLaws)[number];

/** What one euro costs in another currency: entered by people for the compensation of items in that currency. */
export const euroRates = [
  'pln_for_eur',
  'gbp_for_eur',
  'chf_for_eur',
  'usd_for_eur',
  'czk_for_eur',
  'huf_for_eur',
  'ron_for_eur',
  'sek_for_eur',
  'nok_for_eur',
  'dkk_for_eur',
  'jpy_for_eur',
  'cad_for_eur',
] as const;
export type EuroRate = (typeof euroRates)[number];

/** Published rates that the laws count from, and figures that they convert by. */
export const referenceRates = [
  'ecb_main_refinancing',
  'de_base_rate',
  'gb_reference_rate',
  'nbp_reference_rate',
  'fr_legal_rate',
  'es_legal_rate',
  'it_legal_rate',
  'nl_legal_rate',
  'be_legal_rate',
  ...euroRates,
] as const;
export type ReferenceRate = (typeof referenceRates)[number];

export const debtorKinds = ['business', 'consumer'] as const;
export type DebtorKind = (typeof debtorKinds)[number];

/** Days of a year that a day's interest is a share of: always 365, or 366 in a leap year. */
export const dayCounts = ['act_365', 'act_act'] as const;
export type DayCount = (typeof dayCounts)[number];

/** Where an amount becomes whole: once for the claim, or at the end of every segment. */
export const interestRoundings = ['total', 'segment'] as const;
export type InterestRounding = (typeof interestRoundings)[number];

/**
 * When a law reads the published rate: on 1 January and 1 July for the half-year, once for the claim in the half-year
 * in which interest begins, or as it changes.
 */
export const rateFixings = ['half_year', 'start', 'daily'] as const;
export type RateFixing = (typeof rateFixings)[number];

/** What a reader of a computation must know: a rate that was not confirmed, or carried on beyond the table. */
export const interestRemarks = ['rate_unconfirmed', 'rate_beyond_table', 'conversion_needed'] as const;
export type InterestRemark = (typeof interestRemarks)[number];

/** Why nothing can be computed. */
export const interestObstacles = [
  'law_unknown',
  'no_statutory_interest',
  'notice_needed',
  'before_rate_table',
] as const;
export type InterestObstacle = (typeof interestObstacles)[number];

/** What late payment adds to an item. */
export const lateCharges = ['interest', 'compensation'] as const;
export type LateCharge = (typeof lateCharges)[number];
