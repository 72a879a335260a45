import type { PageLanguage } from './vocabulary.ts';

/** The regional form in which amounts, dates and counts of a language are written. */
export const locales: Record<PageLanguage, string> = {
  en: 'en-GB',
  fr: 'fr-FR',
  de: 'de-DE',
  es: 'es-ES',
  it: 'it-IT',
  nl: 'nl-NL',
  pl: 'pl-PL',
  pt: 'pt-PT',
};
