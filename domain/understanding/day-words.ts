/** Whether days lie ahead or behind by their own words, where no verb tells. */
import { daysBetween } from '../calendar/iso-date.ts';
import type { IsoDate } from '../model/common.ts';
import type { DateSpan } from './dates/find.ts';
import { resolveDate } from './dates/resolve.ts';
import type { Lexicon } from './lexicon/lexicon.ts';

/** Days to come by their own words, or without a year the next of their kind. */
export function liesAhead(dates: readonly DateSpan[], { dates: words }: Lexicon, today: IsoDate): boolean {
  return dates.some((span) => {
    const { nextWeekday } = words;
    const date = resolveDate(span, { today, direction: 'future', nextWeekday });
    return date !== null && daysBetween(today, date) <= 120;
  });
}

/** The last of their kind was not long ago. */
export function liesBehind(dates: readonly DateSpan[], { dates: words }: Lexicon, today: IsoDate): boolean {
  return dates.some((span) => {
    const date = resolveDate(span, { today, direction: 'past', nextWeekday: words.nextWeekday });
    return date !== null && date < today && daysBetween(date, today) <= 60;
  });
}

export function saysTomorrow(dates: readonly DateSpan[]): boolean {
  return dates.every(({ rule }) => clearlyAhead.has(rule));
}

const backwards: DateSpan['rule'][] = [
  'yesterday',
  'before_yesterday',
  'weekday_last',
  'weekday_last_week',
  'last_week',
  'days_ago',
  'weeks_ago',
];
const clearlyBehind: ReadonlySet<DateSpan['rule']> = new Set(backwards);

/** Days that lie behind by their own words, a month among them. */
export const daysBehind: ReadonlySet<DateSpan['rule']> = new Set([...backwards, 'last_month']);

/** Days that lie ahead by their own words. */
export const daysAhead: ReadonlySet<DateSpan['rule']> = new Set<DateSpan['rule']>([
  'tomorrow',
  'overmorrow',
  'next_week',
  'week_after_next',
  'weekday_next',
  'weekday_next_week',
  'next_month',
  'in_days',
  'in_weeks',
]);
const clearlyAhead: ReadonlySet<DateSpan['rule']> = new Set([...daysAhead, 'in_months', 'day_of_next_month']);

export function saysYesterday(dates: readonly DateSpan[]): boolean {
  return dates.length > 0 && dates.every(({ rule }) => clearlyBehind.has(rule));
}
