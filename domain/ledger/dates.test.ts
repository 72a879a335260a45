import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate } from './dates.ts';
import { localeReading } from './locale.ts';

const day = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2069-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('dates', () => {
  it('D-4 every date that Intl writes in eight languages, in figures or with the month’s name, is read back', () => {
    const locale = fc.constantFrom('en-US', 'en-GB', 'fr-FR', 'de-DE', 'es-ES', 'it-IT', 'nl-NL', 'pl-PL');
    fc.assert(
      fc.property(day, locale, fc.constantFrom('short', 'medium', 'long'), (iso, tag, style) => {
        const dateStyle = style as 'short' | 'medium' | 'long';
        const text = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', dateStyle }).format(
          new Date(`${iso}T00:00:00Z`),
        );
        const read = readDate(text, localeReading(tag)!.dateOrder);
        // Two figures of a year say nothing of the century.
        if (style === 'short' && !text.includes(iso.slice(0, 4)))
          expect(read.ok && read.value.slice(2)).toBe(iso.slice(2));
        else expect(read).toEqual({ ok: true, value: iso });
      }),
    );
  });

  it.each([
    ['2026-02-28', 'dmy', '2026-02-28'],
    ['2026/2/8', 'mdy', '2026-02-08'],
    ['20260228', 'dmy', '2026-02-28'],
    ['28022026', 'dmy', '2026-02-28'],
    ['2/28/26', 'mdy', '2026-02-28'],
    ['28.02.2026', 'mdy', '2026-02-28'],
    ['2026-02-28T00:00:00Z', 'ymd', '2026-02-28'],
    ['2/28/2026 12:00:00 AM', 'mdy', '2026-02-28'],
    ['1er février 2026', 'dmy', '2026-02-01'],
    ['01-Jan-2026', 'dmy', '2026-01-01'],
    ['07. Mrz. 2026', 'dmy', '2026-03-07'],
    ['7 Mrz 26', 'dmy', '2026-03-07'],
    ['5. Jän. 2026', 'dmy', '2026-01-05'],
    ['5 janv. 2026', 'dmy', '2026-01-05'],
    ['5 févr. 2026', 'dmy', '2026-02-05'],
    ['5 febr. 2026', 'dmy', '2026-02-05'],
    ['5 fev 2026', 'dmy', '2026-02-05'],
    ['5 mrt. 2026', 'dmy', '2026-03-05'],
    ['5-mei-2026', 'dmy', '2026-05-05'],
    ['5 de setiembre de 2026', 'dmy', '2026-09-05'],
    ['5 set. 2026', 'dmy', '2026-09-05'],
    ['5 sett 2026', 'dmy', '2026-09-05'],
    ['5 sept. 2026', 'dmy', '2026-09-05'],
    ['5 paź 2026', 'dmy', '2026-10-05'],
    ['5 wrz 2026', 'dmy', '2026-09-05'],
    ['5 out 2026', 'dmy', '2026-10-05'],
    ['5 dic 2026', 'dmy', '2026-12-05'],
    ['5 okt 2026', 'dmy', '2026-10-05'],
    ['5 maj 2026', 'dmy', '2026-05-05'],
    ['5 IX 2026', 'dmy', '2026-09-05'],
    ['5.XII.2026', 'dmy', '2026-12-05'],
    ['05MAR2026', 'dmy', '2026-03-05'],
    ['Thu, 1 Oct 2026', 'dmy', '2026-10-01'],
    ['jeu. 1 oct. 2026', 'dmy', '2026-10-01'],
    ['Oct 1, 2026', 'dmy', '2026-10-01'],
    ['2026-09-30 22:00:00 UTC', 'ymd', '2026-09-30'],
    ['2206-10-01', 'ymd', '2206-10-01'],
    ['1926-10-01', 'ymd', '1926-10-01'],
    ['9999-12-31', 'ymd', null],
    ['5 jui 2026', 'dmy', null],
    ['29/02/2024', 'dmy', '2024-02-29'],
    ['29/02/2025', 'dmy', null],
    ['31.04.2026', 'dmy', null],
    ['03/04/2026', 'ymd', null],
    ['13/13/2026', 'dmy', null],
    ['0', 'dmy', null],
    ['46000', 'dmy', null],
  ] as const)('D-4 %j in the order %s is %j', (text, order, expected) => {
    const read = readDate(text, order);
    expect(read.ok ? read.value : null).toBe(expected);
  });

  it.each([
    ['2026-08-31T22:00:00.000Z', 'Europe/Paris', '2026-09-01'],
    ['2026-10-01T00:00:00+02:00', 'Europe/Paris', '2026-10-01'],
    ['2026-09-30T22:00:00Z', 'Europe/London', '2026-09-30'],
    ['2026-10-01 00:30 +0200', 'Europe/London', '2026-09-30'],
    ['2026-09-30 10:00 PM UTC', 'Europe/Paris', '2026-10-01'],
    ['2026-10-01T03:00:00Z', 'America/New_York', '2026-09-30'],
    ['2026-10-01 23:30', 'Europe/Paris', '2026-10-01'],
  ])('D-12 the instant %s is in %s the day %s', (text, zone, expected) => {
    expect(readDate(text, 'ymd', zone)).toEqual({ ok: true, value: expected });
  });
});
