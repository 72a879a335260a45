import type { MessageLanguage } from '../vocabulary/languages.ts';

/** Fixed words of a letter around what the user wrote. */
export interface LetterWords {
  /** `{page}` and `{pages}`. */
  page: string;
  /** Last line of a table on a page; the first on the next. */
  carriedForward: string;
  broughtForward: string;
  enclosure: string;
  enclosures: string;
  /** `{place}` and `{date}`. */
  placeAndDate: string;
  reference: string;
  date: string;
}

export const letterWords: Record<MessageLanguage, LetterWords> = {
  en: {
    page: 'Page {page} of {pages}',
    carriedForward: 'Carried forward',
    broughtForward: 'Brought forward',
    enclosure: 'Enclosure',
    enclosures: 'Enclosures',
    placeAndDate: '{place}, {date}',
    reference: 'Our reference',
    date: 'Date',
  },
  fr: {
    page: 'Page {page} sur {pages}',
    carriedForward: 'À reporter',
    broughtForward: 'Report',
    enclosure: 'Pièce jointe',
    enclosures: 'Pièces jointes',
    placeAndDate: '{place}, le {date}',
    reference: 'Nos références',
    date: 'Date',
  },
  de: {
    page: 'Seite {page} von {pages}',
    carriedForward: 'Übertrag',
    broughtForward: 'Übertrag',
    enclosure: 'Anlage',
    enclosures: 'Anlagen',
    placeAndDate: '{place}, {date}',
    reference: 'Unser Zeichen',
    date: 'Datum',
  },
  es: {
    page: 'Página {page} de {pages}',
    carriedForward: 'Suma y sigue',
    broughtForward: 'Suma anterior',
    enclosure: 'Documento adjunto',
    enclosures: 'Documentos adjuntos',
    placeAndDate: '{place}, {date}',
    reference: 'Nuestra referencia',
    date: 'Fecha',
  },
};
