import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateOfDayNumber, dayNumberOf } from './iso-date.ts';
import { instantOf, localDayAndMinute } from './zoned-time.ts';

const iso = (instantMs: number) => new Date(instantMs).toISOString();
const zones = Intl.supportedValuesOf('timeZone');

describe('S-6 the wall clock of a zone', () => {
  it('S-6 today is that of the customer, not of the server (pitfall 21)', () => {
    const instant = Date.parse('2026-03-01T23:30:00Z');
    expect(localDayAndMinute(instant, 'Europe/Paris')).toEqual({ day: '2026-03-02', minute: 30 });
    expect(localDayAndMinute(instant, 'America/New_York')).toEqual({
      day: '2026-03-01',
      minute: 18 * 60 + 30,
    });
    expect(localDayAndMinute(instant, 'Pacific/Kiritimati')).toEqual({
      day: '2026-03-02',
      minute: 13 * 60 + 30,
    });
  });

  it('S-6 takes the offset of the target day', () => {
    expect(iso(instantOf('2026-03-28', 480, 'Europe/Paris'))).toBe('2026-03-28T07:00:00.000Z');
    expect(iso(instantOf('2026-03-29', 480, 'Europe/Paris'))).toBe('2026-03-29T06:00:00.000Z');
    expect(iso(instantOf('2026-10-25', 480, 'Europe/Paris'))).toBe('2026-10-25T07:00:00.000Z');
  });

  it('S-6 a minute that the clocks skip is the first instant after the gap', () => {
    expect(iso(instantOf('2026-03-29', 150, 'Europe/Paris'))).toBe('2026-03-29T01:00:00.000Z');
    expect(iso(instantOf('2026-03-08', 120, 'America/New_York'))).toBe('2026-03-08T07:00:00.000Z');
    expect(iso(instantOf('2026-10-04', 135, 'Australia/Lord_Howe'))).toBe('2026-10-03T15:30:00.000Z');
  });

  it('S-6 a midnight that does not exist is the first instant of the day', () => {
    const instant = instantOf('2026-04-24', 0, 'Africa/Cairo');
    expect(localDayAndMinute(instant, 'Africa/Cairo')).toEqual({ day: '2026-04-24', minute: 60 });
    expect(localDayAndMinute(instant - 1000, 'Africa/Cairo').day).toBe('2026-04-23');
  });

  it('S-6 a day that a zone skipped altogether is the first instant after it', () => {
    const instant = instantOf('2011-12-30', 600, 'Pacific/Apia');
    expect(localDayAndMinute(instant, 'Pacific/Apia')).toEqual({ day: '2011-12-31', minute: 0 });
  });

  it('S-6 a minute that comes twice is the first time', () => {
    expect(iso(instantOf('2026-10-25', 150, 'Europe/Paris'))).toBe('2026-10-25T00:30:00.000Z');
    expect(iso(instantOf('2026-11-01', 90, 'America/New_York'))).toBe('2026-11-01T05:30:00.000Z');
  });

  it('S-6 midnight of the next day is minute 1440', () => {
    expect(instantOf('2026-06-01', 1440, 'Europe/Paris')).toBe(instantOf('2026-06-02', 0, 'Europe/Paris'));
  });

  it('S-6 in every zone of the world the minute asked for is the minute shown, or lies in a gap', () => {
    const someDay = fc
      .integer({ min: dayNumberOf('2015-01-01'), max: dayNumberOf('2030-12-31') })
      .map(dateOfDayNumber);
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        someDay,
        fc.integer({ min: 0, max: 1439 }),
        (zone, day, minute) => {
          const instant = instantOf(day, minute, zone);
          const shown = localDayAndMinute(instant, zone);
          if (shown.day === day && shown.minute === minute) return;
          // A gap: what is shown is later, and one second before it was earlier than what was asked for.
          const order = (at: { day: string; minute: number }) => dayNumberOf(at.day) * 1440 + at.minute;
          expect(order(shown)).toBeGreaterThan(order({ day, minute }));
          expect(order(localDayAndMinute(instant - 1000, zone))).toBeLessThan(order({ day, minute }));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('S-6 no earlier instant shows the same minute, in every zone around its changes of 2026', () => {
    for (const zone of zones) {
      for (const month of [3, 4, 9, 10, 11]) {
        const first = Date.UTC(2026, month - 1, 1);
        const last = Date.UTC(2026, month, 1);
        const offset = (at: number) =>
          localDayAndMinute(at, zone).minute - Math.floor((at % 86_400_000) / 60_000);
        if ((offset(first) - offset(last)) % 1440 === 0) continue;
        for (
          let day = dateOfDayNumber(first / 86_400_000);
          day < dateOfDayNumber(last / 86_400_000);
          day = addDays(day, 1)
        ) {
          for (const minute of [0, 90, 150]) {
            const instant = instantOf(day, minute, zone);
            const before = localDayAndMinute(instant - 3_600_000, zone);
            expect({ zone, day: before.day, minute: before.minute }).not.toEqual({ zone, day, minute });
          }
        }
      }
    }
  });
});
