import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatMoney,
  formatTotals,
  messageLanguage,
  messageLocale,
  minorToDecimal,
  readMoney,
} from './format.ts';

const locales = [
  'en-GB',
  'en-US',
  'en-IN',
  'fr-FR',
  'fr-CH',
  'fr-CA',
  'de-DE',
  'de-CH',
  'de-AT',
  'es-ES',
  'es-MX',
];
const currencies = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'BHD', 'IQD', 'INR', 'CLF'];

describe('E-4 numbers and dates of a message', () => {
  test('E-4 one language: of the recipient, else the customer, else the entity', () => {
    expect(messageLanguage('de', 'fr', 'en')).toBe('de');
    expect(messageLanguage(null, 'fr-BE', 'en')).toBe('fr');
    expect(messageLanguage('pl', undefined, 'es')).toBe('es');
    expect(messageLanguage('pl', 'nl', null)).toBe('en');
    expect(messageLocale('en', 'US')).toBe('en-US');
    expect(messageLocale('en', 'PL')).toBe('en-GB');
  });

  test('E-4 money has the digits of its currency, exactly', () => {
    expect(minorToDecimal(-5, 'EUR')).toBe('-0.05');
    expect(minorToDecimal(1234, 'JPY')).toBe('1234');
    expect(minorToDecimal(1234, 'BHD')).toBe('1.234');
    expect(formatMoney(123456, 'EUR', 'fr-FR')).toBe('1\u00a0234,56\u00a0€');
    expect(formatMoney(9007199254740991, 'EUR', 'en-GB')).toBe('€90,071,992,547,409.91');
    expect(formatTotals({ USD: 100, EUR: 200 }, 'en-GB')).toBe('€2.00 + US$1.00');
  });

  test('E-3 what was printed can be read back, in every language and currency', () => {
    const amount = fc.integer({ min: -9_999_999_999_999, max: 9_999_999_999_999 });
    fc.assert(
      fc.property(
        amount,
        fc.constantFrom(...currencies),
        fc.constantFrom(...locales),
        (minor, currency, locale) => {
          expect(readMoney(formatMoney(minor, currency, locale), currency, locale)).toBe(minor);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test.each(['', '€', '1,2,3.4.5', 'about 12'])('E-3 %j is not an amount', (text) => {
    expect(readMoney(text, 'EUR', 'en-GB')).toBeNull();
  });
});
