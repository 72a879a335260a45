import type { PageLanguage } from '../../../vocabulary.ts';
import type { LetterText } from './en.ts';

/** Each language is a chunk of its own: a visitor loads one. */
const catalogues: Record<PageLanguage, () => Promise<LetterText>> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  it: async () => (await import('./it.ts')).it,
  nl: async () => (await import('./nl.ts')).nl,
  pl: async () => (await import('./pl.ts')).pl,
  pt: async () => (await import('./pt.ts')).pt,
};

/** Every sentence of the page of a tracked letter, in one language. */
export function loadLetterText(language: PageLanguage): Promise<LetterText> {
  return catalogues[language]();
}

export type { LetterText };
