import type { NoticeWords } from './words.ts';

export const en: NoticeWords = {
  greeting: 'Dear {name},',
  greetingGeneral: 'Dear Sir or Madam,',
  answerSubject: '{company} has answered you',
  answerIntro: '{company} has answered your message of {date}:',
  yourMessage: 'Your message',
  mayReply: 'You may simply reply to this message.',
  openPage: 'View your account',
  linkNote: 'This link is personal. It works until {date}.',
  codeSubject: 'Your access code',
  codeIntro: 'Enter this code on the page that you have open:',
  codeNote: 'It works for {minutes} minutes. If you did not ask for it, you need not do anything.',
  codeWithheld: 'The code is for the recipient alone and is not shown here.',
  renewedSubject: 'Your new link to {company}',
  renewedIntro: 'You asked for a new link because the old one had expired. Here it is.',
  document: 'Document',
  due: 'Due',
  open: 'Open amount',
  registrationNumber: 'Registration no.',
  vatNumber: 'VAT no.',
};
