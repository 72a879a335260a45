import { counting } from '../../plural.ts';
import type {
  InterestObstacle,
  InterestRemark,
  InterestRounding,
  LateCharge,
  ReferenceRate,
} from '../../../vocabulary.ts';

const count = counting('en-GB');

/** Late-payment interest: the table of rates and what an item costs. */
export const interest = {
  tab: 'Interest rates',
  text: 'Late-payment interest is counted from published rates. Each has its source; a rate that is missing or wrong is entered here and counts at once.',
  used: (rate: string) => `This company’s claims count from: ${rate}.`,
  usedFixed: 'This company has agreed a rate of its own: its claims do not count from this table.',
  usedNone:
    'The law of late payment of this company’s country is not known here: enter a rate under “Terms”.',
  known: (date: string) =>
    `Changes up to ${date} are in the table; after that day the last rate is carried on.`,
  rate: 'Rate',
  rates: {
    ecb_main_refinancing: 'European Central Bank, main refinancing',
    de_base_rate: 'Germany, Basiszinssatz',
    gb_reference_rate: 'United Kingdom, Bank Rate of the half-year',
    nbp_reference_rate: 'National Bank of Poland, reference rate',
    fr_legal_rate: 'France, legal rate',
    es_legal_rate: 'Spain, legal rate',
    it_legal_rate: 'Italy, legal rate',
    nl_legal_rate: 'Netherlands, legal rate',
    be_legal_rate: 'Belgium, legal rate',
    pln_for_eur: 'Polish złoty for one euro (PLN)',
    gbp_for_eur: 'Pound sterling for one euro (GBP)',
    chf_for_eur: 'Swiss franc for one euro (CHF)',
    usd_for_eur: 'US dollar for one euro (USD)',
    czk_for_eur: 'Czech koruna for one euro (CZK)',
    huf_for_eur: 'Hungarian forint for one euro (HUF)',
    ron_for_eur: 'Romanian leu for one euro (RON)',
    sek_for_eur: 'Swedish krona for one euro (SEK)',
    nok_for_eur: 'Norwegian krone for one euro (NOK)',
    dkk_for_eur: 'Danish krone for one euro (DKK)',
    jpy_for_eur: 'Japanese yen for one euro (JPY)',
    cad_for_eur: 'Canadian dollar for one euro (CAD)',
  } satisfies Record<ReferenceRate, string>,
  columns: { from: 'In force from', percent: 'Per cent a year', source: 'Source', state: 'State' },
  percent: (value: string) => `${value} %`,
  figure: 'For one euro',
  figureHint: 'Such as 4.2345: what one euro costs in the currency.',
  figureText:
    'The fixed compensation of an item in this currency is converted by it: in Poland by the figure of the last working day of the month before the item fell due, by other laws by the newest up to the due date, a month old at most. Without such a figure it is not added.',
  figureNone:
    'No figure was entered yet: the compensation of items in this currency is not added to reminders.',
  published: 'Published',
  unconfirmed: 'Not confirmed',
  unconfirmedHint:
    '“Not confirmed”: no publication was found for the figure or its day. Check it before you claim by it, and enter it with its source.',
  toCheck:
    'To check: that the figure was published, and the day from which it counts. Then enter it with its source.',
  entered: 'Entered',
  enteredBy: (by: string, date: string) => `by ${by}, ${date}`,
  /** As the log of settings names them. */
  fields: { percent: 'Per cent a year', source: 'Source' } as Record<string, string>,
  add: 'Enter a rate',
  addTitle: 'Enter a rate',
  from: 'In force from',
  percentField: 'Per cent a year',
  percentHint: 'Such as 2.15; the law’s margin is not part of it.',
  percentWrong: 'A number with at most four decimals, such as 2.15.',
  source: 'Source',
  sourceHint: 'Where it is published: a page, a gazette with its number and day.',
  incomplete: 'What it changes is said here once rate, day, figure and source are filled in.',
  loading: 'Looking at everything that is overdue …',
  standing: (percent: string, date: string) => `So far ${percent} of ${date} counts on that day.`,
  standingNone: 'So far the table has no rate for that day.',
  notUsed: 'This company’s claims do not count from this rate: nothing changes for them.',
  nothing: (n: number) =>
    count(n, {
      one: 'What the one overdue item costs stays the same.',
      other: 'What # overdue items cost stays the same.',
      zero: 'Nothing is overdue: it counts for what will be.',
    }),
  changes: (n: number) =>
    count(n, {
      one: 'What # overdue item costs changes:',
      other: 'What # overdue items cost changes:',
    }),
  change: (before: string, after: string) => `${before} becomes ${after}.`,
  saved: 'The rate counts.',
  remove: 'Remove',
  removed: 'The rate was removed; the published one counts again.',
  restored: 'The rate counts again.',
  heading: 'Late interest to today',
  total: (interest: string, days: number) =>
    `${interest} interest for ${count(days, { one: '# day', other: '# days' })}`,
  compensation: (amount: string) => `${amount} compensation`,
  none: 'Nothing is owed for lateness so far.',
  notClaimed: 'waived',
  lines: {
    caption: 'Computation of late interest',
    from: 'From',
    through: 'To',
    days: 'Days',
    principal: 'Principal',
    rate: 'Rate',
    amount: 'Interest',
  },
  sum: 'Sum',
  rateOf: (reference: string, margin: string) => `${reference} + ${margin}`,
  agreedRate: 'agreed',
  roundings: {
    total: 'Rounded once, on the sum.',
    segment: 'Each line is rounded.',
  } satisfies Record<InterestRounding, string>,
  by: (statute: string) => `By ${statute}.`,
  inMessages: 'A reminder prints it where its text carries #late_charges.',
  remarks: {
    rate_unconfirmed:
      'A rate in it was not confirmed by its publication. Check it in the settings, under “Interest”, before you claim by it.',
    rate_beyond_table: 'The table does not reach to today: the last known rate is carried on.',
    conversion_needed:
      'The compensation is owed in another currency than the item, and no figure of the day stands in the table of rates: a reminder does not add it. Enter one with its source in the settings, under “Interest rates”, or the sum that was agreed, under “Terms”.',
  } satisfies Record<InterestRemark, string>,
  obstacles: {
    law_unknown:
      'The law of the company’s country is not known here. A rate agreed with customers is entered in the settings, under “Terms”.',
    no_statutory_interest: 'This customer owes no interest by law.',
    notice_needed: 'By law interest begins after a notice.',
    before_rate_table: 'The item was due before the table of rates begins.',
  } satisfies Record<InterestObstacle, string>,
  charges: { interest: 'Interest', compensation: 'Compensation' } satisfies Record<LateCharge, string>,
  added: {
    heading: 'Added by reminders',
    text: 'These amounts are part of what reminders and the customer’s page ask for, as long as the item is asked for. A payment, a credit note or a dispute that comes afterwards does not change them.',
    line: (what: string, amount: string) => `${what}: ${amount}`,
    since: (level: string, day: string) => `level ${level}, counted to ${day}`,
    closed: 'The item is settled: they stay on record and are not asked for any more.',
    less: (amount: string) =>
      `Computed anew, the interest to today is ${amount}. What was added stays; waive it if it is not to be claimed.`,
  },
  waive: 'Waive …',
  waiveTitle: 'Waive interest or compensation',
  waiveText:
    'It is not claimed for this item, today and later, until it is claimed again. History keeps the reason.',
  what: 'What',
  reason: 'Reason',
  chooseOne: 'Choose at least one.',
  doWaive: 'Waive',
  waived: (what: string) => `${what} waived.`,
  waivedBecause: (what: string, reason: string) => `${what} waived: ${reason}`,
  claimAgain: 'Claim again',
  claimedAgain: (what: string) => `${what} claimed again.`,
};
