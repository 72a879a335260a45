import { isSendingDay, sendingCalendar } from '../../domain/calendar/sending-days.ts';
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { weekdays } from '../../domain/vocabulary/calendar.ts';

/** The demo company sends every day except on public holidays of its country. */
export function demoSendsToday(): boolean {
  const today = localDayAndMinute(Date.now(), 'Europe/Paris').day;
  const everyDay = { sendDays: [...weekdays], holidayCountries: [], extraHolidays: [] };
  return isSendingDay(sendingCalendar(everyDay, 'FR', 'FR'), today);
}
