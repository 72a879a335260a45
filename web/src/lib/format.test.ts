import { describe, expect, it } from 'vitest';
import { createFormat, daysBetween, decimalString, parseAmount } from './format.ts';

describe('amounts', () => {
  it.each([
    [123456, 'EUR', '1234.56'],
    [5, 'EUR', '0.05'],
    [-5, 'EUR', '-0.05'],
    [1234, 'JPY', '1234'],
    [1234567, 'BHD', '1234.567'],
    [9007199254740991, 'EUR', '90071992547409.91'],
  ])('D-3 %d minor units of %s are %s', (minor, currency, written) => {
    expect(decimalString(minor, currency)).toBe(written);
  });

  it.each([
    ['1 250,50', 'EUR', 125050],
    ['1,250.50', 'EUR', 125050],
    ['1.250', 'EUR', 125000],
    ['1250', 'EUR', 125000],
    ['12,5', 'EUR', 1250],
    ['1250', 'JPY', 1250],
    ['1,234', 'BHD', 1234],
    ['abc', 'EUR', undefined],
    ['-5', 'EUR', undefined],
    ['1.2345', 'EUR', undefined],
    ['', 'EUR', undefined],
  ])('D-3 "%s" in %s is read as %s', (typed, currency, minor) => {
    expect(parseAmount(typed, currency)).toBe(minor);
  });

  it('writes a negative amount with a true minus', () => {
    expect(createFormat('en').money(-123456, 'EUR')).toBe('\u2212€1,234.56');
    expect(createFormat('fr').money(-123456, 'EUR').replace(/\s/gu, ' ')).toBe('\u22121 234,56 €');
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
