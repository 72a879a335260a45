import type { LetterWords } from './words.ts';

export const fr: LetterWords = {
  page: 'Page {page} sur {pages}',
  onePage: '1 page',
  manyPages: '{count} pages',
  carriedForward: 'À reporter',
  broughtForward: 'Report',
  enclosure: 'Pièce jointe',
  enclosures: 'Pièces jointes',
  wayIn: 'Votre compte chez nous\u00a0: factures et documents',
  wayInNote: 'Nous envoyons le lien à l’adresse e-mail de cette lettre ; la lettre elle-même n’ouvre rien.',
  payOnline: 'Payer en ligne',
  payOnlineNote:
    'Scannez le code ou saisissez l’adresse\u00a0: nous envoyons le lien à votre adresse e-mail connue de nos services. Le courrier lui-même n’ouvre rien.',
  placeAndDate: '{place}, le {date}',
  references: {
    customer_number: 'Numéro de client',
    contact_person: 'Interlocuteur',
    contact_phone: 'Téléphone',
    contact_email: 'E-mail',
    level: 'Niveau de relance',
  },
};
