import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyDecimals } from '../money/currency.ts';
import { decimalToMinor, readAmount } from './amounts.ts';
import { localeReading } from './locale.ts';

const locales = [
  'en-US',
  'en-IN',
  'fr-FR',
  'de-DE',
  'de-CH',
  'es-ES',
  'it-IT',
  'nl-NL',
  'pl-PL',
  'sv-SE',
  'pt-BR',
];
const currencies = ['EUR', 'USD', 'JPY', 'KWD'];

function read(text: string, mark: 'point' | 'comma') {
  const amount = readAmount(text, mark);
  return amount.ok ? amount.value.decimal : null;
}

describe('amounts', () => {
  it('D-4 every amount that Intl writes in eleven locales is read back to the minor unit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }),
        fc.constantFrom(...locales),
        fc.constantFrom(...currencies),
        fc.constantFrom('decimal' as const, 'currency' as const),
        (minor, locale, currency, style) => {
          const decimals = currencyDecimals(currency);
          const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
          const format = new Intl.NumberFormat(locale, {
            ...digits,
            ...(style === 'currency' ? { style, currency, currencyDisplay: 'code' } : {}),
          });
          const amount = readAmount(
            format.format(minor / 10 ** decimals),
            localeReading(locale)!.decimalMark,
          );
          expect(amount.ok && decimalToMinor(amount.value.decimal, decimals)).toEqual({
            ok: true,
            value: minor === 0 ? 0 : minor,
          });
        },
      ),
    );
  });

  it.each([
    ['1.234,56', 'comma', '1234.56'],
    ['1 234,56', 'comma', '1234.56'],
    ['1\u202f234,56 €', 'comma', '1234.56'],
    ["1'234.56", 'point', '1234.56'],
    ['12.50-', 'point', '-12.50'],
    ['(12.50)', 'point', '-12.50'],
    ['−3,5', 'comma', '-3.5'],
    ['EUR 7', 'point', '7'],
    ['100.00CR', 'point', '-100.00'],
    ['.50', 'point', '0.50'],
    ['-', 'point', '0'],
    ['–', 'comma', '0'],
    ['—', 'point', '0'],
    [' -   ', 'comma', '0'],
    ['--', 'point', '0'],
    ['-.--', 'comma', '0'],
    ['-,--', 'point', '0'],
    ['- €', 'comma', '0'],
    ['€ -', 'comma', '0'],
    ['EUR -', 'point', '0'],
    ['(-)', 'point', '0'],
    ['12,-', 'comma', '12'],
    ['1.200,--', 'comma', '1200'],
    ['€ 12,-', 'comma', '12'],
    ['100.00 DR', 'point', '100.00'],
    ['CR 100.00', 'point', '-100.00'],
    ['1.000,00 H', 'comma', '-1000.00'],
    ['1.000,00 S', 'comma', '1000.00'],
    ['CRC 100', 'point', '100'],
    ['-100.00 CR', 'point', null],
    ['(100.00) CR', 'point', null],
    ['1.23.456', 'comma', null],
    ['12,34', 'point', null],
    ['1,2,3', 'point', null],
    ['--5', 'point', null],
    ['(-5)', 'point', null],
    ['12a', 'point', null],
    ['', 'point', null],
  ] as const)('D-4 %j with decimal %s is %j', (text, mark, expected) => {
    expect(read(text, mark)).toBe(expected);
  });

  it('D-3 more decimals than the currency has are refused, never rounded', () => {
    expect(decimalToMinor('1.005', 2)).toMatchObject({ ok: false, code: 'amount_invalid' });
    expect(decimalToMinor('1.500', 2)).toEqual({ ok: true, value: 150 });
    expect(decimalToMinor('99999999999999999', 2)).toMatchObject({ ok: false });
  });

  it('D-3 the binary dust of a workbook is not part of the amount', () => {
    expect(readAmount({ number: '55.939999999999998' }, 'comma')).toEqual({
      ok: true,
      value: { decimal: '55.94' },
    });
  });
});
