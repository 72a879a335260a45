import { describe, expect, it } from 'vitest';
import { isSendingDay, sendingCalendar } from './sending-days.ts';
import { weekDataVersion, weekendOf } from './weekends.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const base = { sendDays: [...weekdays], holidayCountries: [], extraHolidays: [] };

describe('S-18 the weekend of the debtor', () => {
  it.each([
    ['SA', ['fri', 'sat']],
    ['IL', ['fri', 'sat']],
    ['EG', ['fri', 'sat']],
    ['AF', ['thu', 'fri']],
    ['IR', ['fri']],
    ['IN', ['sun']],
    ['AE', ['sat', 'sun']],
    ['FR', ['sat', 'sun']],
    ['XX', ['sat', 'sun']],
  ])('S-18 %s rests on %j', (country, days) => expect(weekendOf(country)).toEqual(days));

  it('S-18 is the week data of Unicode for every country', () => {
    // A runtime with other tables is no fault of ours: the list is pinned on purpose.
    if (process.versions['cldr']?.split('.')[0] !== weekDataVersion) return;
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
    const countries = letters
      .flatMap((one) => letters.map((two) => one + two))
      .filter((code) => names.of(code));
    expect(countries.length).toBeGreaterThan(240);
    const days = ['', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    type WithWeek = Intl.Locale & { getWeekInfo(): { weekend: number[] } };
    const other = countries.filter((country) => {
      const { weekend } = (new Intl.Locale(`und-${country}`) as WithWeek).getWeekInfo();
      return weekend.map((day) => days[day]).join() !== weekendOf(country).join();
    });
    // YD, Democratic Yemen, has been no country since 1990.
    expect(other).toEqual(['YD']);
  });

  it('S-18 is no sending day where the setting says so', () => {
    // 9 January 2026 is a Friday.
    const on = (country: string, debtorWeekend?: boolean) =>
      isSendingDay(sendingCalendar({ ...base, debtorWeekend }, country, 'XX'), '2026-01-09');
    expect([on('SA'), on('SA', false), on('SA', true), on('FR', true)]).toEqual([true, true, false, true]);
  });

  it('S-18 gives way where it would leave no day at all', () => {
    const fridays = { ...base, sendDays: ['fri' as const], debtorWeekend: true };
    expect(isSendingDay(sendingCalendar(fridays, 'SA', 'XX'), '2026-01-09')).toBe(true);
  });
});
