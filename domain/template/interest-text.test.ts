import { expect, test } from 'vitest';
import { interestText, type InterestTerms } from './interest-text.ts';

const terms: InterestTerms = { pct: '9', kind: 'over_reference', country: 'FR', currency: 'EUR' };

test.each([
  ['en', {}, '9 percentage points above the reference rate of the European Central Bank'],
  ['fr', {}, '9 points de pourcentage au-dessus du taux de refinancement de la Banque centrale européenne'],
  ['de', {}, '9 Prozentpunkten über dem Bezugszinssatz der Europäischen Zentralbank'],
  ['es', {}, 'tipo de referencia del Banco Central Europeo más 9 puntos porcentuales'],
  ['de', { country: 'DE' }, '9 Prozentpunkten über dem Basiszinssatz'],
  ['de', { country: 'AT', pct: '9.200' }, '9,2 Prozentpunkten über dem Basiszinssatz'],
  ['en', { country: 'DE' }, '9 percentage points above the base rate (Basiszinssatz)'],
  [
    'en',
    { country: 'GB', currency: 'GBP', pct: '8' },
    '8 percentage points above the reference rate of the central bank',
  ],
  ['en', { pct: '1' }, '1 percentage point above the reference rate of the European Central Bank'],
  [
    'fr',
    { pct: '1.5' },
    '1,5 point de pourcentage au-dessus du taux de refinancement de la Banque centrale européenne',
  ],
  ['en', { kind: 'fixed', pct: '12.15' }, '12.15% per year'],
  ['de', { kind: 'fixed', pct: '12.15' }, '12,15 % pro Jahr'],
] as const)('E-2 interest reads as the kind of its rate says: %s %j', (language, more, expected) => {
  const locale = { en: 'en-GB', fr: 'fr-FR', de: 'de-DE', es: 'es-ES' }[language];
  expect(interestText({ ...terms, ...more }, { language, locale }).replaceAll(/\s/g, ' ')).toBe(expected);
});
