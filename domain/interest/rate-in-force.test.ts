import { describe, expect, it } from 'vitest';
import { rateText } from '../template/interest-text.ts';
import type { AgreedTerms } from './item-charges.ts';
import { rateInForce } from './rate-in-force.ts';
import { publishedRates, withEnteredRates } from './reference-rates.ts';

const law: AgreedTerms = {
  country: 'FR',
  currency: 'EUR',
  percent: null,
  kind: 'over_reference',
  compensationMinor: null,
};
const of = (terms: Partial<AgreedTerms>, { dueOn = '2025-03-31', today = '2025-04-15' } = {}) =>
  rateInForce({ terms: { ...law, ...terms }, rates: publishedRates, dueOn, today });
const said = (terms: Partial<AgreedTerms>, language: 'en' | 'fr' | 'de' | 'es', days = {}) => {
  const rate = of(terms, days);
  const locale = { en: 'en-GB', fr: 'fr-FR', de: 'de-DE', es: 'es-ES' }[language];
  return rate === null ? null : rateText(rate, { country: law.country, ...terms, language, locale });
};

describe('M-1 E-2 the rate of late interest, as #late_interest_rate says it', () => {
  it.each([
    [
      {},
      '13.15% per year from 1 January 2025 to 30 June 2025 (the reference rate of the European Central Bank 3.15% + 10 percentage points, Code de commerce, L. 441-10 II)',
    ],
    [
      { country: 'DE' },
      '11.27% per year from 1 January 2025 to 30 June 2025 (the base rate (Basiszinssatz) 2.27% + 9 percentage points, BGB § 288 (2), § 247; EGBGB article 229 § 34)',
    ],
    [{ percent: '12.5', kind: 'fixed' as const }, '12.5% per year'],
    [
      { percent: '5', kind: 'over_reference' as const },
      '8.15% per year from 1 January 2025 to 30 June 2025 (the reference rate of the European Central Bank 3.15% + 5 percentage points)',
    ],
  ])('M-1 terms %j: %s', (terms, text) => expect(said(terms, 'en')).toBe(text));

  it('M-1 in the languages of messages', () => {
    expect(said({}, 'fr')?.replaceAll(/\s/g, ' ')).toBe(
      '13,15 % par an du 1 janvier 2025 au 30 juin 2025 (taux de refinancement de la Banque centrale européenne 3,15 % + 10 points de pourcentage, Code de commerce, L. 441-10 II)',
    );
    expect(said({}, 'de')?.replaceAll(/\s/g, ' ')).toContain(
      '13,15 % pro Jahr vom 1. Januar 2025 bis zum 30. Juni 2025',
    );
    expect(said({}, 'es')?.replaceAll(/\s/g, ' ')).toContain(
      '13,15 % anual del 1 de enero de 2025 al 30 de junio de 2025',
    );
  });

  it('M-1 by British law the half-year in which it became late counts for as long as it is late', () => {
    const british = { country: 'GB', currency: 'GBP' };
    expect(of(british, { dueOn: '2024-05-31', today: '2025-04-15' })).toMatchObject({
      ratePpm: 132_500,
      period: null,
    });
  });

  it('M-1 never a rate that nobody knows: beyond the table, before it, of an unknown law', () => {
    expect(of({}, { dueOn: '2031-01-01', today: '2031-02-01' })).toBeNull();
    expect(of({}, { dueOn: '1990-01-01', today: '1990-02-01' })).toBeNull();
    expect(of({ country: 'US', currency: 'USD' })).toBeNull();
    const entered = { rate: 'ecb_main_refinancing', fromOn: '2031-01-01', ratePpm: 30_000 } as const;
    const rates = withEnteredRates(publishedRates, [{ ...entered, source: 'Bulletin', isConfirmed: true }]);
    const days = { dueOn: '2030-12-31', today: '2031-01-01' };
    expect(rateInForce({ terms: law, rates, ...days })).toMatchObject({ ratePpm: 130_000 });
  });
});
