import { localDayAndMinute } from '../domain/calendar/zoned-time.ts';

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayIn(timeZone: string, at: Date): string {
  return localDayAndMinute(at.getTime(), timeZone).day;
}
