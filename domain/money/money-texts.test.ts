import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyCodes, currencyDecimals, isKnownCurrency } from './currency.ts';
import { boundToMinor, minorToDecimal, spreadsheetFormat } from './decimal.ts';
import { formatMoney, formatOwed, partedBySign, readMoney } from './format.ts';
import { decimalMarkOf, readTypedAmount, writeTypedAmount } from './typed-amount.ts';

const locales = [
  ...['en-GB', 'en-US', 'en-IN', 'fr-FR', 'fr-CH', 'fr-CA', 'de-DE', 'de-CH', 'de-AT', 'es-ES', 'es-MX'],
  ...['it-IT', 'it-CH', 'nl-NL', 'nl-BE', 'pl-PL', 'pt-PT', 'pt-BR'],
];
const anyCurrency = fc.constantFrom(...currencyCodes);
const anyLocale = fc.constantFrom(...locales);

/** From the first digit to the last. */
const figuresOf = (printed: string) => /\d(?:.*\d)?/u.exec(printed)?.[0] ?? '';

describe('D-3 one truth for decimals', () => {
  it.each([
    ['HUF', 2],
    ['COP', 2],
    ['IDR', 2],
    ['PKR', 2],
    ['IQD', 3],
    ['LBP', 2],
    ['KRW', 0],
    ['ISK', 0],
    ['UGX', 0],
    ['TND', 3],
    ['CLF', 4],
  ])('D-3 %s has %d decimals, as ISO 4217 says and banks write it', (currency, decimals) => {
    expect(currencyDecimals(currency)).toBe(decimals);
  });

  it('D-3 the table holds no code twice and no unit that is not in capitals', () => {
    expect(new Set(currencyCodes).size).toBe(currencyCodes.length);
    expect(currencyCodes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
    expect(currencyCodes.length).toBeGreaterThan(170);
    expect(['XAU', 'XXX', 'XTS', 'DEM', 'eur'].filter(isKnownCurrency)).toEqual([]);
  });

  it('D-3 typed, stored, printed, read back, put into a field and a cell: the same in every currency', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999_999_999 }),
        anyCurrency,
        anyLocale,
        (minor, currency, locale) => {
          const mark = decimalMarkOf(locale);
          const inField = writeTypedAmount(minor, currency, mark);
          const stored = readTypedAmount(inField, currency, mark);
          expect(stored).toBe(minor);
          const printed = formatMoney(minor, currency, locale);
          expect(readMoney(printed, currency, locale)).toBe(minor);
          const decimals = minorToDecimal(minor, currency).split('.')[1]?.length ?? 0;
          expect(decimals).toBe(currencyDecimals(currency));
          expect(spreadsheetFormat(currency).split('.')[1]?.length ?? 0).toBe(decimals);
        },
      ),
      { numRuns: 4000 },
    );
  });

  it('D-3 an amount copied from the page can be typed back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999_999 }),
        anyCurrency,
        anyLocale,
        (minor, currency, locale) => {
          const figures = figuresOf(formatMoney(minor, currency, locale));
          expect(readTypedAmount(figures, currency, decimalMarkOf(locale))).toBe(minor);
        },
      ),
      { numRuns: 4000 },
    );
  });
});

describe('P-5 an amount as people type it', () => {
  it.each([
    ['1 250,50', 'EUR', 'comma', 125050],
    ['1,250.50', 'EUR', 'comma', 125050],
    ['1.250', 'EUR', 'point', 125000],
    ['1.250', 'EUR', 'comma', 125000],
    ['1250', 'EUR', 'point', 125000],
    ['12,5', 'EUR', 'point', 1250],
    ['12.50', 'EUR', 'comma', 1250],
    ['12.500', 'EUR', 'comma', 1250000],
    ['0.500', 'EUR', 'point', 50],
    ['0,50', 'EUR', 'point', 50],
    ["1'250.50", 'CHF', 'point', 125050],
    ['1’250’000', 'CHF', 'point', 125000000],
    ['12,34,567.89', 'INR', 'point', 123456789],
    ['1.234.567,89', 'EUR', 'point', 123456789],
    ['EUR 12.50', 'EUR', 'point', 1250],
    ['12,50 eur', 'EUR', 'comma', 1250],
    ['1250', 'JPY', 'point', 1250],
    ['1,250', 'JPY', 'point', 1250],
    ['1,234', 'BHD', 'point', 1234000],
    ['1,234', 'BHD', 'comma', 1234],
    ['1.234', 'BHD', 'point', 1234],
    ['1234.567', 'BHD', 'comma', 1234567],
    ['250000', 'HUF', 'comma', 25000000],
    ['1.5000', 'CLF', 'point', 15000],
  ] as const)('P-5 "%s" in %s, decimal %s, is %d', (typed, currency, mark, minor) => {
    expect(readTypedAmount(typed, currency, mark)).toBe(minor);
  });

  it.each([
    ['abc', 'EUR'],
    ['-5', 'EUR'],
    ['1.2345', 'EUR'],
    ['12.5', 'JPY'],
    ['1.234,567', 'JPY'],
    ['12,34.567', 'EUR'],
    ['1.2.3', 'EUR'],
    ['1,23,45', 'EUR'],
    ['12.', 'EUR'],
    ['.5.', 'EUR'],
    ['', 'EUR'],
    ['12 USD', 'EUR'],
    ['99999999999999999', 'EUR'],
  ])('P-5 "%s" in %s is no amount', (typed, currency) => {
    expect(readTypedAmount(typed, currency, 'point')).toBeUndefined();
    expect(readTypedAmount(typed, currency, 'comma')).toBeUndefined();
  });
});

describe('E-4 what is owed, in a sentence', () => {
  it.each([
    [{ EUR: 60_000 }, '€600.00'],
    [{ USD: 100, EUR: 200 }, '€2.00 + US$1.00'],
    [{ EUR: 60_000, USD: -20_000 }, '€600.00'],
    [{ EUR: 0, USD: 20_000 }, 'US$200.00'],
    [{ EUR: 0, USD: -5 }, '€0.00'],
    [{ USD: -5 }, 'US$0.00'],
    [{}, ''],
  ])('E-4 of %j: %s', (totals, written) => {
    expect(formatOwed(totals, 'en-GB')).toBe(written);
  });

  it('E-4 what is in credit stands beside, as a positive amount', () => {
    expect(partedBySign({ USD: -20_000, EUR: 5, GBP: 0 })).toEqual({
      owed: [['EUR', 5]],
      credit: [['USD', 20_000]],
    });
  });

  it('D-3 what is negative has a true minus', () => {
    expect(formatMoney(-123456, 'EUR', 'en-GB')).toBe('\u2212€1,234.56');
    expect(formatMoney(-123456, 'EUR', 'fr-FR')).toBe('\u22121\u00a0234,56\u00a0€');
    expect(formatMoney(9007199254740991, 'EUR', 'en-GB')).toBe('€90,071,992,547,409.91');
  });

  it('P-4 a bound between two minor units stays there, and one that is exact is met', () => {
    expect(boundToMinor(1.1, 'EUR')).toBe(110);
    expect(boundToMinor(10.005, 'EUR')).toBe(1000.5);
    expect(boundToMinor(4.35, 'EUR')).toBe(435);
    expect(boundToMinor(1.001, 'TND')).toBe(1001);
  });
});

describe('E-3 printed amounts', () => {
  it.each(['', '€', '1,2,3.4.5', 'about 12'])('E-3 %j is not an amount', (text) => {
    expect(readMoney(text, 'EUR', 'en-GB')).toBeNull();
  });
});
