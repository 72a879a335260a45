import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datePattern, readTypedDate, writeTypedDate } from './typed-date.ts';
import { pageLanguages } from './vocabulary.ts';

describe('P-12 days are typed in the language of the page', () => {
  it.each([
    ['03/12/2026', '2026-12-03'],
    ['3/12/2026', '2026-12-03'],
    ['3.12.26', '2026-12-03'],
    ['03-12-2026', '2026-12-03'],
    ['3 12 2026', '2026-12-03'],
    ['03122026', '2026-12-03'],
    ['031226', '2026-12-03'],
    ['2026-12-03', '2026-12-03'],
    [' 29/02/2028 ', '2028-02-29'],
  ])('P-12 %s is %s', (typed, wanted) => {
    expect(readTypedDate(typed)).toBe(wanted);
  });

  it.each([
    '',
    '3/12',
    '30/02/2026',
    '12/31/2026',
    '3/12/202',
    '3/12/20260',
    'tomorrow',
    '3/12/2026/1',
    '0/1/2026',
  ])('P-12 %s is no day', (typed) => {
    expect(readTypedDate(typed)).toBeUndefined();
  });

  it('P-12 what a field shows is read back as the same day, in every language', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom(...pageLanguages), (date, language) => {
        const isoDate = date.toISOString().slice(0, 10);
        expect(readTypedDate(writeTypedDate(isoDate, language))).toBe(isoDate);
      }),
    );
  });

  it('P-12 the pattern has the marks of the language', () => {
    expect(writeTypedDate('2026-12-03', 'fr')).toBe('03/12/2026');
    expect(datePattern('fr', ['j', 'm', 'a'])).toBe('jj/mm/aaaa');
    expect(datePattern('de', ['T', 'M', 'J'])).toBe('TT.MM.JJJJ');
  });
});
