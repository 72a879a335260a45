import type { LetterWords } from './words.ts';

export const es: LetterWords = {
  page: 'Página {page} de {pages}',
  carriedForward: 'Suma y sigue',
  broughtForward: 'Suma anterior',
  enclosure: 'Documento adjunto',
  enclosures: 'Documentos adjuntos',
  placeAndDate: '{place}, {date}',
};
