import { expect, it } from 'vitest';
import { legalTerms } from './legal-terms.ts';

it.each([
  ['FR', 10],
  ['DE', 9],
  ['AT', 9.2],
  ['ES', 8],
  ['IE', 8],
])('D-13 the legal default of %s', (country, points) => {
  expect(legalTerms({ country, currency: 'EUR' })).toEqual({
    lateInterestKind: 'over_reference',
    lateInterestPct: points,
    fixedCompensationMinor: 4_000,
  });
});

it.each([
  ['FR', 'USD'],
  ['PL', 'PLN'],
  ['CH', 'CHF'],
  ['GB', 'EUR'],
])('D-13 none is offered in %s with %s', (country, currency) => {
  expect(legalTerms({ country, currency })).toBeNull();
});
