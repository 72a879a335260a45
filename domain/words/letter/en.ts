import type { LetterWords } from './words.ts';

export const en: LetterWords = {
  page: 'Page {page} of {pages}',
  carriedForward: 'Carried forward',
  broughtForward: 'Brought forward',
  enclosure: 'Enclosure',
  enclosures: 'Enclosures',
  placeAndDate: '{place}, {date}',
};
