import fc from 'fast-check';
import { expect, it } from 'vitest';
import { percentToPpm, ppmToPercent } from './reference-rates.ts';

it.each([
  ['2.15', 21_500, '2.15'],
  ['-0.88', -8_800, '-0.88'],
  ['12', 120_000, '12.00'],
  ['9.125', 91_250, '9.125'],
  ['0.0001', 1, '0.0001'],
  ['-0.00', 0, '0.00'],
  ['100', 1_000_000, '100.00'],
])('M-1 reads %s per cent exactly', (percent, ppm, text) => {
  expect(percentToPpm(percent)).toBe(ppm);
  expect(ppmToPercent(ppm)).toBe(text);
});

it.each(['', '.5', '1,5', '1.23456', '1e3', '--1', '1000'])('M-1 refuses %j as a percentage', (percent) => {
  expect(() => percentToPpm(percent)).toThrow(RangeError);
});

it('M-1 a rate survives its text', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9_999_999, max: 9_999_999 }), (ppm) => {
      expect(percentToPpm(ppmToPercent(ppm))).toBe(ppm);
    }),
  );
});
