import { describe, expect, it } from 'vitest';
import { createFormat, daysBetween } from './format.ts';
import { pageLanguages } from './vocabulary.ts';

describe('amounts', () => {
  it.each([
    ['en', 'HUF', 25_000_000, '250,000.00'],
    ['fr', 'HUF', 25_000_000, '250 000,00'],
    ['de', 'IQD', 1_234_567, '1.234,567'],
    ['en', 'COP', 150, '1.50'],
    ['en', 'JPY', 1234, '1,234'],
  ] as const)(
    'D-3 in %s an amount in %s has the decimals that are stored',
    (language, currency, minor, figures) => {
      expect(createFormat(language).money(minor, currency).replace(/\s/gu, ' ')).toContain(figures);
    },
  );

  it('D-3 a field shows an amount as it is read back, in each language', () => {
    for (const language of pageLanguages) {
      const format = createFormat(language);
      for (const [minor, currency] of [
        [234_567, 'BHD'],
        [25_000_000, 'HUF'],
        [5, 'EUR'],
        [1234, 'JPY'],
      ] as const)
        expect(format.readAmount(format.amountInput(minor, currency), currency)).toBe(minor);
    }
  });
});

describe('dates', () => {
  it('counts calendar days across a change of clocks', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  });
  it('says days in words', () => {
    expect(createFormat('en').relativeDays('2026-03-30', '2026-03-28')).toBe('in 2 days');
    expect(createFormat('fr').relativeDays('2026-03-27', '2026-03-28')).toBe('hier');
  });
});

describe('times of day', () => {
  const instant = '2026-03-29T22:30:00Z';

  it('P-12 are those of the zone that the page belongs to, wherever it is drawn', () => {
    expect(createFormat('en', 'Europe/Paris').dateTime(instant)).toBe('30 Mar 2026, 00:30');
    expect(createFormat('en', 'America/New_York').dateTime(instant)).toBe('29 Mar 2026, 18:30');
    expect(createFormat('en', 'Europe/Paris').time(instant)).toBe('00:30');
  });

  it('are those of a zone that is asked for', () => {
    expect(createFormat('en', 'Europe/Paris').dateTime(instant, 'UTC')).toBe('29 Mar 2026, 22:30');
  });
});

describe('sizes of files', () => {
  it.each([
    ['en', 595, '595 bytes'],
    ['en', 1, '1 byte'],
    ['fr', 595, '595 octets'],
    ['de', 595, '595 Byte'],
    ['pl', 2, '2 bajty'],
    ['en', 1000, '1 kB'],
    ['en', 1_250_000, '1.3 MB'],
  ] as const)('in %s %d bytes are %s', (language, count, written) => {
    expect(createFormat(language).bytes(count).replace(/\s/gu, ' ')).toBe(written);
  });
});

describe('names of countries and languages', () => {
  it.each([
    ['FR', 'France'],
    ['', ''],
    ['406', '406'],
    ['Hauptlager', 'Hauptlager'],
  ])('D-4 shows %s, which a file may have given, without breaking the page', (code, shown) => {
    expect(createFormat('en').countryName(code)).toBe(shown);
  });
  it('D-4 shows what is no language as it is written', () => {
    expect(createFormat('en').languageName('?')).toBe('?');
  });
});
