/**
 * Which day is meant, seen from the day on which it was written. A period means its end: a week its Friday, a month
 * its last day. What does not exist, lies on the wrong side or may be two days is null: it is asked, not guessed.
 */
import { addDays, dateOfDayNumber, dayNumberOf, daysBetween, isIsoDate } from '../../calendar/iso-date.ts';
import type { IsoDate } from '../../model/common.ts';
import type { DateWords } from '../lexicon/lexicon.ts';
import type { DateSpan } from './find.ts';

export type Direction = 'future' | 'past';

/** A date without a year that is farther ahead than this was meant in the past. */
const farthestWithoutYear = 183;
const farthestAhead = 400;
const farthestBack = 800;
/** A payment that was ordered may have its value date some days ahead. */
const valueDateAhead = 10;

export function resolveDate(
  span: DateSpan,
  {
    today,
    direction,
    nextWeekday,
  }: { today: IsoDate; direction: Direction; nextWeekday: DateWords['nextWeekday'] },
): IsoDate | null {
  const date = direction === 'future' ? ahead(span, today, nextWeekday) : back(span, today, nextWeekday);
  if (date === null) return null;
  if (span.isWeekOf === true) {
    const friday = fridayOf(date, weekdayIndex(date) > 4 ? 1 : 0);
    return direction === 'future' && friday >= today ? friday : null;
  }
  if (span.besideWeekday !== undefined && weekdayIndex(date) !== span.besideWeekday) return null;
  const days = daysBetween(today, date);
  if (direction === 'future') return days >= 0 && days <= farthestAhead ? date : null;
  return days <= valueDateAhead && days >= -farthestBack ? date : null;
}

/** 0 is Monday. */
export function weekdayIndex(date: IsoDate): number {
  return (((dayNumberOf(date) + 3) % 7) + 7) % 7;
}

function mondayOf(date: IsoDate): IsoDate {
  return addDays(date, -weekdayIndex(date));
}

function fridayOf(date: IsoDate, weeks: number): IsoDate {
  return addDays(mondayOf(date), 4 + 7 * weeks);
}

/** Last day of the month that is `months` after the one of `date`. */
function monthEnd(date: IsoDate, months: number): IsoDate {
  return addDays(dayInMonth(date, months + 1, 1)!, -1);
}

function dayInMonth(date: IsoDate, months: number, day: number): IsoDate | null {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  return calendarDay(Math.floor(index / 12), (index % 12) + 1, day);
}

function calendarDay(year: number, month: number, day: number): IsoDate | null {
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isIsoDate(date) ? date : null;
}

/** Where the rule itself says whether it lies before or after the day of writing. */
function fixed(span: DateSpan, today: IsoDate): IsoDate | null | undefined {
  const { rule, count = 0 } = span;
  switch (rule) {
    case 'today':
      return today;
    case 'tomorrow':
      return addDays(today, 1);
    case 'overmorrow':
      return addDays(today, 2);
    case 'yesterday':
      return addDays(today, -1);
    case 'before_yesterday':
      return addDays(today, -2);
    case 'this_month':
      return monthEnd(today, 0);
    case 'next_month':
      return monthEnd(today, 1);
    case 'last_month':
      return monthEnd(today, -1);
    case 'this_month_middle':
      return dayInMonth(today, 0, 15);
    case 'next_month_middle':
      return dayInMonth(today, 1, 15);
    case 'this_year':
      return calendarDay(Number(today.slice(0, 4)), 12, 31);
    case 'in_days':
      return span.isWorkingDays ? addWorkingDays(today, count) : addDays(today, count);
    case 'in_weeks':
      return addDays(today, 7 * (count || 1));
    case 'in_months':
      return dayInMonth(today, count, Number(today.slice(8))) ?? monthEnd(today, count);
    case 'next_working_day':
      return addWorkingDays(today, 1);
    case 'days_ago':
      return addDays(today, -count);
    case 'weeks_ago':
      return addDays(today, -7 * count);
    case 'day_of_next_month':
      return dayInMonth(today, 1, span.day!);
    case 'day_of_last_month':
      return dayInMonth(today, -1, span.day!);
    case 'vague':
    case 'impossible':
    case 'terms_days':
    case 'terms_end_of_month':
      return null;
    default:
      return inWeek(span, today);
  }
}

/** A week, or a day of one. */
function inWeek(span: DateSpan, today: IsoDate): IsoDate | undefined {
  switch (span.rule) {
    case 'this_week':
      return fridayOf(today, 0);
    case 'next_week':
      return fridayOf(today, 1);
    case 'week_after_next':
      return fridayOf(today, 2);
    case 'last_week':
      return fridayOf(today, -1);
    case 'weekday_this_week':
      return addDays(mondayOf(today), span.weekday!);
    case 'weekday_next_week':
      return addDays(mondayOf(today), span.weekday! + 7);
    case 'weekday_last_week':
      return addDays(mondayOf(today), span.weekday! - 7);
    default:
      return undefined;
  }
}

/** What comes once a year: its day in a given year; undefined where the rule counts otherwise. */
function yearly(span: DateSpan): ((year: number) => IsoDate | null) | undefined {
  const { day = 1, count, month } = span;
  switch (span.rule) {
    case 'month':
      return (year) => endOfMonth(year, month!);
    case 'month_middle':
      return (year) => calendarDay(year, month!, 15);
    case 'month_first_week':
      return (year) => firstWeek(year, month!);
    case 'week_number':
      return (year) => fridayOfWeek(year, count!);
    case 'calendar':
      return (year) => calendarDay(year, month!, day);
    default:
      return undefined;
  }
}

/** A week is never named with its year. */
function yearOf({ rule, year }: DateSpan): number | undefined {
  return rule === 'week_number' ? undefined : year;
}

function ahead(span: DateSpan, today: IsoDate, nextWeekday: DateWords['nextWeekday']): IsoDate | null {
  const known = fixed(span, today);
  if (known !== undefined) return known;
  const inYear = yearly(span);
  if (inYear !== undefined) return nearestAhead(inYear, yearOf(span), today);
  const day = span.day ?? 1;
  switch (span.rule) {
    case 'weekday':
      return addDays(today, (span.weekday! - weekdayIndex(today) + 7) % 7 || 7);
    case 'weekday_next':
      return nextOf(span.weekday!, today, nextWeekday);
    case 'day_of_month':
      return day >= Number(today.slice(8)) ? dayInMonth(today, 0, day) : dayInMonth(today, 1, day);
    default:
      return null;
  }
}

function back(span: DateSpan, today: IsoDate, nextWeekday: DateWords['nextWeekday']): IsoDate | null {
  const known = fixed(span, today);
  if (known !== undefined) return known;
  const inYear = yearly(span);
  if (inYear !== undefined) return nearestBack(inYear, yearOf(span), today);
  const day = span.day ?? 1;
  switch (span.rule) {
    case 'weekday':
    case 'weekday_last':
      return addDays(today, -((weekdayIndex(today) - span.weekday! + 7) % 7 || 7));
    case 'weekday_next':
      return nextOf(span.weekday!, today, nextWeekday);
    case 'day_of_month':
      return day <= Number(today.slice(8)) ? dayInMonth(today, 0, day) : dayInMonth(today, -1, day);
    default:
      return null;
  }
}

/** *Next Friday*: by language that of the coming week, or the first to come; at a weekend both are the same. */
function nextOf(weekday: number, today: IsoDate, nextWeekday: DateWords['nextWeekday']): IsoDate {
  if (nextWeekday === 'following_week') return addDays(mondayOf(today), weekday + 7);
  const days = (weekday - weekdayIndex(today) + 7) % 7;
  // The day after today is called tomorrow
  return addDays(today, days <= 1 ? days + 7 : days);
}

function nearestAhead(
  dayOf: (year: number) => IsoDate | null,
  year: number | undefined,
  today: IsoDate,
): IsoDate | null {
  if (year !== undefined) return dayOf(year);
  const thisYear = Number(today.slice(0, 4));
  for (const candidate of [thisYear, thisYear + 1]) {
    const date = dayOf(candidate);
    if (date !== null && date >= today) return daysBetween(today, date) <= farthestWithoutYear ? date : null;
  }
  return null;
}

function nearestBack(
  dayOf: (year: number) => IsoDate | null,
  year: number | undefined,
  today: IsoDate,
): IsoDate | null {
  if (year !== undefined) return dayOf(year);
  const thisYear = Number(today.slice(0, 4));
  for (const candidate of [thisYear, thisYear - 1]) {
    const date = dayOf(candidate);
    if (date !== null && daysBetween(today, date) <= valueDateAhead) return date;
  }
  return null;
}

function endOfMonth(year: number, month: number): IsoDate | null {
  const first = calendarDay(year, month, 1);
  return first === null ? null : monthEnd(first, 0);
}

/** Friday of the first week of which most days lie in the month. */
function firstWeek(year: number, month: number): IsoDate | null {
  const fourth = calendarDay(year, month, 4);
  return fourth === null ? null : fridayOf(fourth, 0);
}

/** ISO 8601: week 1 holds 4 January. */
function fridayOfWeek(year: number, week: number): IsoDate | null {
  if (week < 1 || week > 53) return null;
  const date = fridayOf(calendarDay(year, 1, 4)!, week - 1);
  return week === 53 && dateOfDayNumber(dayNumberOf(date) - 1).slice(0, 4) !== String(year) ? null : date;
}

function addWorkingDays(from: IsoDate, count: number): IsoDate {
  let date = from;
  for (let left = Math.min(count, 250); left > 0;) {
    date = addDays(date, 1);
    if (weekdayIndex(date) < 5) left -= 1;
  }
  return date;
}

/** Payment terms, counted from the day of issue. */
export function termsDate(span: DateSpan, issuedOn: IsoDate): IsoDate {
  const date = addDays(issuedOn, span.count ?? 0);
  return span.rule === 'terms_end_of_month' ? monthEnd(date, 0) : date;
}
