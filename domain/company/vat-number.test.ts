import { describe, expect, it } from 'vitest';
import { readVatNumber } from './vat-number.ts';

/** Numbers of the countries' own documentation, right to the check digit. */
const right: [country: string, written: string, stored: string][] = [
  ['FR', 'FR 40 303 265 045', 'FR40303265045'],
  ['FR', '40303265045', 'FR40303265045'],
  ['DE', 'DE136695976', 'DE136695976'],
  ['BE', 'BE 0428.759.497', 'BE0428759497'],
  ['GB', 'GB 980 7806 84', 'GB980780684'],
  ['ES', 'ESB58378431', 'ESB58378431'],
  ['NL', 'NL004495445B01', 'NL004495445B01'],
  ['PL', 'PL8567346215', 'PL8567346215'],
  ['SE', 'SE123456789701', 'SE123456789701'],
  ['IE', 'IE6433435F', 'IE6433435F'],
  ['IT', 'IT00743110157', 'IT00743110157'],
  ['AT', 'ATU13585627', 'ATU13585627'],
  ['GR', 'EL094259216', 'EL094259216'],
  ['GR', '094259216', 'EL094259216'],
  ['CH', 'CHE-107.787.577 MWST', 'CHE107787577MWST'],
  ['NO', 'NO 995 525 828 MVA', 'NO995525828MVA'],
  ['RO', 'RO18547290', 'RO18547290'],
  ['DK', 'DK 13 58 56 28', 'DK13585628'],
];

describe('D-1 VAT numbers', () => {
  it.each(right)('D-1 %s: "%s" is right and kept as %s', (country, written, stored) => {
    expect(readVatNumber(written, country)).toBe(stored);
    expect(readVatNumber(stored, country)).toBe(stored);
  });

  it('D-1 a wrong digit, a missing one and something else are refused', () => {
    for (const [country, written] of [
      ['FR', 'FR40303265046'],
      ['FR', 'FR4030326504'],
      ['DE', 'DE136695977'],
      ['BE', 'BE0428759498'],
      ['FR', 'hello'],
      ['FR', ''],
    ] as const) {
      expect([written, readVatNumber(written, country)]).toEqual([written, null]);
    }
  });

  it('D-1 a company may be registered in another country than its own', () => {
    expect(readVatNumber('DE136695976', 'FR')).toBe('DE136695976');
    expect(readVatNumber('DE136695977', 'FR')).toBeNull();
  });

  it('D-1 what no table can check is kept as written', () => {
    expect(readVatNumber('12-3456789', 'US')).toBe('12-3456789');
    expect(readVatNumber('x', 'US')).toBeNull();
  });
});
