/**
 * Sending days (engine.md): a day in `sendDays` that is a public holiday neither in the debtor's nor in the
 * creditor's calendar, nor one of the entity's own days off.
 */
import type { CalendarSettings } from '../model/calendar.ts';
import type { IsoDate } from '../model/common.ts';
import type { Weekday } from '../vocabulary.ts';
import { isPublicHoliday } from './holidays.ts';
import { addDays, weekdayOf } from './iso-date.ts';

export interface SendingCalendar {
  sendDays: ReadonlySet<Weekday>;
  /** Countries whose public holidays count: debtor, creditor, and those the entity adds. */
  countries: readonly string[];
  extraHolidays: ReadonlySet<IsoDate>;
}

/** The calendar of one customer of one entity. */
export function sendingCalendar(
  settings: Pick<CalendarSettings, 'sendDays' | 'holidayCountries' | 'extraHolidays'>,
  debtorCountry: string,
  creditorCountry: string,
): SendingCalendar {
  return {
    sendDays: new Set(settings.sendDays),
    countries: [...new Set([debtorCountry, creditorCountry, ...settings.holidayCountries])],
    extraHolidays: new Set(settings.extraHolidays),
  };
}

export function isSendingDay(calendar: SendingCalendar, day: IsoDate): boolean {
  return (
    calendar.sendDays.has(weekdayOf(day)) &&
    !calendar.extraHolidays.has(day) &&
    !calendar.countries.some((country) => isPublicHoliday(country, day))
  );
}

/** The day itself if it is a sending day, else the next one. */
export function shiftForward(calendar: SendingCalendar, day: IsoDate): IsoDate {
  // Own days off are a finite list and no country rests on one weekday for ever, so this ends.
  let answer = day;
  while (!isSendingDay(calendar, answer)) answer = addDays(answer, 1);
  return answer;
}

/** The n-th sending day after `day`; `day` itself for n = 0, sending day or not. */
export function addSendingDays(calendar: SendingCalendar, day: IsoDate, sendingDays: number): IsoDate {
  let answer = day;
  for (let count = 0; count < sendingDays; count += 1) answer = shiftForward(calendar, addDays(answer, 1));
  return answer;
}
