/** The words of one language. Patterns are written as `../patterns.ts` says. */
import type { DisputeReason } from '../../vocabulary/replies.ts';

/**
 * How a language writes days. Placeholders: `{d}` a day of the month, `{m}` a name of a month, `{w}` a day of the
 * week, `{n}` a number in figures or words.
 */
export interface DateWords {
  /** Twelve entries; other spellings after a bar. */
  months: readonly string[];
  /** Seven entries from Monday. */
  weekdays: readonly string[];
  /** Small numbers in words, from one. */
  numbers: readonly string[];
  /** Behind the figure of a day (`st|nd`), and between day and month (`of`). */
  daySuffix?: string;
  dayLink?: string;
  /** *Next Friday* said on a Monday: the one of the coming week, or the first to come. */
  nextWeekday: 'following_week' | 'first_to_come';
  rules: Partial<Record<DateRule, readonly string[]>>;
}

export type DateRule =
  | 'today'
  | 'tomorrow'
  | 'overmorrow'
  | 'yesterday'
  | 'before_yesterday'
  | 'weekday'
  | 'weekday_next'
  | 'weekday_last'
  | 'weekday_this_week'
  | 'weekday_next_week'
  | 'weekday_last_week'
  | 'this_week'
  | 'next_week'
  | 'week_after_next'
  | 'last_week'
  | 'this_month'
  | 'next_month'
  | 'last_month'
  | 'this_month_middle'
  | 'next_month_middle'
  | 'month'
  | 'month_middle'
  | 'month_first_week'
  | 'this_year'
  | 'week_number'
  | 'in_days'
  | 'in_weeks'
  | 'in_months'
  | 'days_ago'
  | 'weeks_ago'
  | 'next_working_day'
  | 'day_of_month'
  | 'day_of_next_month'
  | 'day_of_last_month'
  | 'terms_end_of_month'
  | 'terms_days'
  | 'vague';

export interface Lexicon {
  language: string;
  /** Small words that tell the language. */
  commonWords: readonly string[];
  /** Ends of abbreviations that end no sentence. */
  abbreviations: readonly string[];
  /** Said by politeness or of something else: nothing is claimed by it. */
  noise: readonly string[];
  /** What is delivered: goods not received are a dispute, an invoice not received is a request for a copy. */
  goods: readonly string[];
  insolvency: readonly string[];
  bankDetails: readonly string[];
  paymentPlan: readonly string[];
  refusal: readonly string[];
  /** Not paid yet: no payment is claimed. */
  unpaid: readonly string[];
  /** *We pay*: a promise where a day to come is named. */
  payPresent?: readonly string[];
  /** The same words alone, where nothing promises: `paid on Monday`. */
  paidAlone: readonly string[];
  /** A cheque in the post is on its way: a promise. */
  chequeSent: readonly string[];
  paid: readonly string[];
  /** Between the parts of a payment that was made, they make it one to come: `sind frei und werden … bezahlt`. */
  futureWords?: readonly string[];
  promise: readonly string[];
  dispute: Partial<Record<DisputeReason, readonly string[]>>;
  copyRequest: readonly string[];
  contactChange: readonly string[];
  ongoing: readonly string[];
  /** Asks without a question mark, or says that the reminder is not understood. */
  question: readonly string[];
  /** What makes a payment depend on something. */
  condition: readonly string[];
  /** The reminder is called wrong: with a payment that was made it is a dispute. */
  contest: readonly string[];
  anger: readonly string[];
  /** A promise was not kept. */
  brokenPromise: readonly string[];
  /** An attempt to instruct the program that reads. */
  instruction: readonly string[];
  /** The whole account; what is left of an amount; the other items; items named before. */
  whole: readonly string[];
  rest: readonly string[];
  others: readonly string[];
  these: readonly string[];
  /** Words in front of a number: of invoices, of orders, of credit notes, of other things that have numbers. */
  invoiceWords: readonly string[];
  /** In front of the bare end of a number: *la 93*. */
  articles: readonly string[];
  orderWords: readonly string[];
  /** *to*, *until*, between two numbers of a range. */
  rangeWords: readonly string[];
  /** Part sentences: `but`; join parts or items: `and`. */
  butWords: readonly string[];
  andWords: readonly string[];
  /** In front of the date of an item: *dated*, *due on*; in front of the date of something else: *your reminder of*. */
  issueDateWords: readonly string[];
  dueDateWords: readonly string[];
  otherDateWords: readonly string[];
  /** In front of a bare figure that is an amount: *pay*, *of*. */
  amountLead: readonly string[];
  oldest: readonly string[];
  newest: readonly string[];
  dates: DateWords;
}
