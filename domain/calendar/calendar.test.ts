import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicHolidays } from './holidays.ts';
import { addDays, dateOfDayNumber, daysBetween, dayNumberOf, isIsoDate, weekdayOf } from './iso-date.ts';
import { automaticMinute, sendWindow } from './send-window.ts';
import { addSendingDays, isSendingDay, sendingCalendar, shiftForward } from './sending-days.ts';

const anyDate = fc
  .integer({ min: dayNumberOf('1900-01-01'), max: dayNumberOf('2199-12-31') })
  .map(dateOfDayNumber);

describe('S-6 dates are dates, not instants', () => {
  it('S-6 counting days agrees with the calendar of the platform, leap days included', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -2000, max: 2000 }), (date, days) => {
        const platform = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000)
          .toISOString()
          .slice(0, 10);
        expect(addDays(date, days)).toBe(platform);
        expect(daysBetween(date, platform)).toBe(days);
      }),
    );
  });

  it('S-6 knows leap years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2100-02-28', 1)).toBe('2100-03-01');
    expect(addDays('2000-02-28', 1)).toBe('2000-02-29');
    expect(daysBetween('2024-02-01', '2024-03-01')).toBe(29);
  });

  it('S-6 knows which dates exist', () => {
    expect(['2024-02-29', '2026-12-31'].every(isIsoDate)).toBe(true);
    expect(
      ['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '26-04-30', '2026-4-3', ''].some(isIsoDate),
    ).toBe(false);
  });

  it('S-6 names the weekday', () => {
    expect(weekdayOf('2026-01-05')).toBe('mon');
    expect(weekdayOf('1970-01-01')).toBe('thu');
    expect(weekdayOf('1969-12-31')).toBe('wed');
    fc.assert(fc.property(anyDate, (date) => weekdayOf(addDays(date, 7)) === weekdayOf(date)));
  });
});

describe('S-6 public holidays', () => {
  it.each([
    ['FR', '2026-07-14'],
    ['DE', '2026-10-03'],
    ['GB', '2026-12-28'],
    ['ES', '2026-10-12'],
    ['IT', '2026-04-25'],
    ['NL', '2026-04-27'],
    ['BE', '2026-07-21'],
    ['CH', '2026-08-01'],
    ['PT', '2026-06-10'],
    ['SE', '2026-06-06'],
    ['PL', '2026-11-11'],
    ['US', '2026-07-04'],
    ['CA', '2026-07-01'],
    ['JP', '2026-02-11'],
    ['BR', '2026-09-07'],
    ['MA', '2026-11-18'],
  ])('S-6 %s rests on %s', (country, day) => {
    expect(publicHolidays(country, 2026).has(day)).toBe(true);
    const everyDay = {
      sendDays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const,
      holidayCountries: [],
      extraHolidays: [],
    };
    const calendar = sendingCalendar({ ...everyDay, sendDays: [...everyDay.sendDays] }, country, 'XX');
    expect(isSendingDay(calendar, day)).toBe(false);
  });

  it('S-6 moving feasts and substitute days are there, days that only some keep are not', () => {
    expect(publicHolidays('FR', 2026).has('2026-04-06')).toBe(true);
    expect(publicHolidays('FR', 2026).has('2026-04-03')).toBe(false);
    expect(publicHolidays('GB', 2027).has('2027-12-27')).toBe(true);
    expect(publicHolidays('DE', 2026).has('2026-12-24')).toBe(false);
  });

  it('S-6 a holiday that begins at sunset is the day after', () => {
    const days = publicHolidays('IL', 2026);
    expect(days.has('2026-04-22')).toBe(true);
    expect(days.has('2026-04-21')).toBe(false);
  });

  it('S-6 an unknown country has none', () => expect(publicHolidays('XX', 2026).size).toBe(0));
});

describe('S-6 sending days', () => {
  const countries = ['FR', 'DE', 'GB', 'ES', 'IT', 'NL', 'BE', 'CH', 'US', 'JP', 'BR', 'IL', 'MA', 'SE'];
  const anyCalendar = fc
    .record({
      sendDays: fc
        .subarray(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const, { minLength: 1 })
        .map((days) => [...days]),
      holidayCountries: fc.subarray(countries, { maxLength: 3 }).map((some) => [...some]),
      extraHolidays: fc.array(
        fc.integer({ min: 0, max: 700 }).map((days) => addDays('2026-01-01', days)),
        { maxLength: 20 },
      ),
    })
    .chain((settings) =>
      fc
        .tuple(fc.constantFrom(...countries), fc.constantFrom(...countries))
        .map(([debtor, creditor]) => sendingCalendar(settings, debtor, creditor)),
    );
  const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2026-01-01', days));

  it('S-6 shifting gives the first sending day from a day on', () => {
    fc.assert(
      fc.property(anyCalendar, day, (calendar, from) => {
        const to = shiftForward(calendar, from);
        expect(isSendingDay(calendar, to)).toBe(true);
        for (let between = from; between < to; between = addDays(between, 1))
          expect(isSendingDay(calendar, between)).toBe(false);
      }),
    );
  });

  it('S-6 adding sending days passes exactly that many', () => {
    fc.assert(
      fc.property(anyCalendar, day, fc.integer({ min: 0, max: 8 }), (calendar, from, count) => {
        const to = addSendingDays(calendar, from, count);
        let passed = 0;
        for (let between = addDays(from, 1); between <= to; between = addDays(between, 1))
          passed += isSendingDay(calendar, between) ? 1 : 0;
        expect(passed).toBe(count);
      }),
    );
  });
});

describe('S-6 the window', () => {
  it('S-6 spreads inside the window, however short it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 1, max: 59 }),
        fc.integer({ min: 0, max: 720 }),
        fc.string(),
        (hour, minutes, spreadMinutes, key) => {
          const clock = (minute: number) =>
            `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
          const settings = {
            windowStart: clock(hour * 60),
            windowEnd: clock(hour * 60 + minutes),
            spreadMinutes,
          };
          const { startMinute, endMinute } = sendWindow(settings);
          const minute = automaticMinute(settings, key);
          expect(minute).toBeGreaterThanOrEqual(startMinute);
          expect(minute).toBeLessThan(endMinute);
        },
      ),
    );
  });

  it('S-6 a window that ends before it begins lasts until midnight', () => {
    expect(sendWindow({ windowStart: '18:00', windowEnd: '08:00' })).toEqual({
      startMinute: 1080,
      endMinute: 1440,
    });
  });
});
