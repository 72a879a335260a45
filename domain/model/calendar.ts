import { z } from 'zod';
import { countryCode, isoDate, weekday } from './common.ts';

/** Wall-clock time in the customer's zone, `HH:MM`. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 08:30');

/**
 * When an entity sends: days, hours (in the customer's time zone), public holidays of which countries besides
 * the debtor's own, whether the debtor's weekend counts, and how far automatic messages are spread over the first part of the window.
 */
export const calendarSettings = z.object({
  sendDays: z.array(weekday).min(1),
  holidayCountries: z.array(countryCode).default([]),
  extraHolidays: z.array(isoDate).default([]),
  /** No sending day is a weekend day of the debtor's country; absent: only `sendDays` say. */
  debtorWeekend: z.boolean().optional(),
  windowStart: clockTime.default('08:00'),
  windowEnd: clockTime.default('18:00'),
  spreadMinutes: z.number().int().min(0).max(720).default(60),
});
export type CalendarSettings = z.infer<typeof calendarSettings>;
