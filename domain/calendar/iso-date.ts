/** Arithmetic on calendar dates (`YYYY-MM-DD`) without clocks or zones: days are counted, never multiplied by hours. */
import type { IsoDate } from '../model/common.ts';
import { weekdays, type Weekday } from '../vocabulary/calendar.ts';

/** Days since 1970-01-01 (proleptic Gregorian). The date must be a valid one, years 0000 to 9999. */
export function dayNumberOf(date: IsoDate): number {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  // Years are counted from March, so that the leap day is the last day of a year.
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The date of a day number; the inverse of `dayNumberOf`. */
export function dateOfDayNumber(dayNumber: number): IsoDate {
  const shifted = dayNumber + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** True for an existing calendar date in the form `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dateOfDayNumber(dayNumberOf(text)) === text;
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return days === 0 ? date : dateOfDayNumber(dayNumberOf(date) + days);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

export function weekdayOf(date: IsoDate): Weekday {
  // 1970-01-01 was a Thursday, the fourth day of a week that starts on Monday.
  const index = (((dayNumberOf(date) + 3) % 7) + 7) % 7;
  return weekdays[index] as Weekday;
}

/** The later of several dates; ISO dates compare as text. */
export function latest(first: IsoDate, ...others: (IsoDate | undefined | null)[]): IsoDate {
  let answer = first;
  for (const other of others) if (other && other > answer) answer = other;
  return answer;
}

/** The earliest of the dates that are given; undefined when none is. */
export function earliest(...dates: (IsoDate | undefined | null)[]): IsoDate | undefined {
  let answer: IsoDate | undefined;
  for (const date of dates) if (date && (answer === undefined || date < answer)) answer = date;
  return answer;
}
