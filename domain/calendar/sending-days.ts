/**
 * Sending days (engine.md): a day in `sendDays` that is a public holiday neither in the debtor's nor in the
 * creditor's calendar, nor one of the entity's own days off, nor, where the entity says so, a weekend day of the
 * debtor's country.
 */
import type { CalendarSettings } from '../model/calendar.ts';
import type { IsoDate } from '../model/common.ts';
import type { Weekday } from '../vocabulary/calendar.ts';
import { isPublicHoliday } from './holidays.ts';
import { addDays, weekdayOf } from './iso-date.ts';
import { weekendOf } from './weekends.ts';

export interface SendingCalendar {
  sendDays: ReadonlySet<Weekday>;
  /** Countries whose public holidays count: debtor, creditor, and those the entity adds. */
  countries: readonly string[];
  extraHolidays: ReadonlySet<IsoDate>;
}

type SendingSettings = Pick<
  CalendarSettings,
  'sendDays' | 'holidayCountries' | 'extraHolidays' | 'debtorWeekend'
>;

/** The calendar of one customer of one entity. */
export function sendingCalendar(
  settings: SendingSettings,
  debtorCountry: string,
  creditorCountry: string,
): SendingCalendar {
  return {
    sendDays: new Set(sendDaysFor(settings, debtorCountry)),
    countries: [...new Set([debtorCountry, creditorCountry, ...settings.holidayCountries])],
    extraHolidays: new Set(settings.extraHolidays),
  };
}

/** Where every day of sending is a weekend day of the debtor, the weekend gives way: else nothing would ever leave. */
function sendDaysFor({ sendDays, debtorWeekend }: SendingSettings, debtorCountry: string): Weekday[] {
  if (!debtorWeekend) return sendDays;
  const weekend = weekendOf(debtorCountry);
  const left = sendDays.filter((day) => !weekend.includes(day));
  return left.length > 0 ? left : sendDays;
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
