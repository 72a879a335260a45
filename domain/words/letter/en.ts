import type { LetterWords } from './words.ts';

export const en: LetterWords = {
  page: 'Page {page} of {pages}',
  onePage: '1 page',
  manyPages: '{count} pages',
  carriedForward: 'Carried forward',
  broughtForward: 'Brought forward',
  enclosure: 'Enclosure',
  enclosures: 'Enclosures',
  wayIn: 'Your account with us: items and documents',
  wayInNote: 'We send the link to the e-mail address of this letter; the letter itself opens nothing.',
  payOnline: 'Pay online',
  payOnlineNote:
    'Scan the code or type the address: we send the link to the e-mail address that we have on file for you. The letter itself opens nothing.',
  placeAndDate: '{place}, {date}',
  references: {
    customer_number: 'Customer number',
    contact_person: 'Contact',
    contact_phone: 'Telephone',
    contact_email: 'E-mail',
    level: 'Reminder level',
  },
};
