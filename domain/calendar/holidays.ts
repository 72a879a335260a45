/** Public holidays by country, from the tables of date-holidays. Pure data: the same answer on every machine. */
import Holidays from 'date-holidays';
import type { IsoDate } from '../model/common.ts';
import { addDays } from './iso-date.ts';

const cache = new Map<string, ReadonlySet<IsoDate>>();

/**
 * Nationwide public holidays of a country in a calendar year, substitute days included; empty for a country that
 * the tables do not know. A day counts when the holiday covers its noon: some begin at sunset of the day before.
 *
 * @param country ISO 3166-1 alpha-2
 */
export function publicHolidays(country: string, year: number): ReadonlySet<IsoDate> {
  const key = `${country}-${year}`;
  const known = cache.get(key);
  if (known) return known;
  const days = new Set<IsoDate>();
  const calendar = new Holidays(country);
  // A holiday of several days may begin in the year before.
  for (const listedYear of [year - 1, year]) {
    for (const holiday of calendar.getHolidays(listedYear) || []) {
      if (holiday.type !== 'public') continue;
      for (const day of coveredDays(holiday)) if (Number(day.slice(0, 4)) === year) days.add(day);
    }
  }
  cache.set(key, days);
  return days;
}

function coveredDays(holiday: { date: string; start: Date; end: Date }): IsoDate[] {
  const firstDay = holiday.date.slice(0, 10);
  const startHour = Number(holiday.date.slice(11, 13)) || 0;
  const endHour = startHour + (holiday.end.getTime() - holiday.start.getTime()) / 3_600_000;
  const days: IsoDate[] = [];
  for (let offset = 0; offset * 24 + 12 < endHour; offset += 1) {
    if (offset * 24 + 12 >= startHour) days.push(addDays(firstDay, offset));
  }
  return days;
}

export function isPublicHoliday(country: string, date: IsoDate): boolean {
  return publicHolidays(country, Number(date.slice(0, 4))).has(date);
}
