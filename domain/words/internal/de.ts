import type { InternalWords } from './words.ts';

export const de: InternalWords = {
  greeting: 'Guten Tag {name},',
  greetingGeneral: 'Guten Tag,',
  asks: '{author} hat eine Frage zu {customer} ({number}):',
  companyAsks: '{company} hat eine Frage zu {customer} ({number}):',
  answer: 'Posten ansehen und antworten',
  forYouOnly:
    'Nur für Kolleginnen und Kollegen. Der Link ist persönlich: Die Seite fragt nach einem Code, der an Ihre Adresse geht. Bitte leiten Sie diese Nachricht nicht an Kunden weiter.',
  internal: 'Intern',
  cleared: 'ausgeglichen',
  answered: 'Antwort',
  hasAnswered: '{author} hat zu {customer} ({number}) geantwortet:',
  yourQuestion: 'Die Frage war',
  files: 'Dateien',
  integrate: 'Antwort in die Historie der Posten übernehmen',
  integrateHint: 'Bis dahin steht sie auch unter Antworten und Kommentare.',
  concerns: 'Posten',
};
