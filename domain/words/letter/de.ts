import type { LetterWords } from './words.ts';

export const de: LetterWords = {
  page: 'Seite {page} von {pages}',
  onePage: '1 Seite',
  manyPages: '{count} Seiten',
  carriedForward: 'Übertrag',
  broughtForward: 'Übertrag',
  enclosure: 'Anlage',
  enclosures: 'Anlagen',
  placeAndDate: '{place}, {date}',
  references: {
    customer_number: 'Kundennummer',
    contact_person: 'Ansprechpartner',
    contact_phone: 'Telefon',
    contact_email: 'E-Mail',
    level: 'Mahnstufe',
  },
};
