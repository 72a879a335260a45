import { describe, expect, test } from 'vitest';
import { messageLanguage, messageLocale } from './format.ts';

describe('E-4 numbers and dates of a message', () => {
  test('E-4 one language: of the recipient, else the customer, else the entity', () => {
    expect(messageLanguage('de', 'fr', 'en')).toBe('de');
    expect(messageLanguage(null, 'fr-BE', 'en')).toBe('fr');
    expect(messageLanguage('pl', undefined, 'es')).toBe('es');
    expect(messageLanguage('pl', 'nl', null)).toBe('en');
    expect(messageLocale('en', 'US')).toBe('en-US');
    expect(messageLocale('en', 'PL')).toBe('en-GB');
  });
});
