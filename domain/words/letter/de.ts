import type { LetterWords } from './words.ts';

export const de: LetterWords = {
  page: 'Seite {page} von {pages}',
  onePage: '1 Seite',
  manyPages: '{count} Seiten',
  carriedForward: 'Übertrag',
  broughtForward: 'Übertrag',
  enclosure: 'Anlage',
  enclosures: 'Anlagen',
  wayIn: 'Ihr Konto bei uns: Posten und Belege',
  wayInNote: 'Wir senden den Link an die E-Mail-Adresse dieses Briefs; der Brief selbst öffnet nichts.',
  payOnline: 'Online bezahlen',
  payOnlineNote:
    'Scannen Sie den Code oder geben Sie die Adresse ein: Wir senden den Link an Ihre uns bekannte E-Mail-Adresse. Der Brief selbst öffnet nichts.',
  placeAndDate: '{place}, {date}',
  references: {
    customer_number: 'Kundennummer',
    contact_person: 'Ansprechpartner',
    contact_phone: 'Telefon',
    contact_email: 'E-Mail',
    level: 'Mahnstufe',
  },
};
