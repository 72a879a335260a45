import type { NoticeWords } from './words.ts';

export const de: NoticeWords = {
  greeting: 'Guten Tag {name},',
  greetingGeneral: 'Sehr geehrte Damen und Herren,',
  answerSubject: '{company} hat Ihnen geantwortet',
  answerIntro: '{company} hat auf Ihre Nachricht vom {date} geantwortet:',
  yourMessage: 'Ihre Nachricht',
  mayReply: 'Sie können einfach auf diese Nachricht antworten.',
  openPage: 'Konto ansehen',
  linkNote: 'Dieser Link ist persönlich. Er gilt bis zum {date}.',
  codeSubject: 'Ihr Zugangscode',
  codeIntro: 'Geben Sie diesen Code auf der geöffneten Seite ein:',
  codeNote: 'Er gilt {minutes} Minuten. Haben Sie ihn nicht angefordert, brauchen Sie nichts zu tun.',
  codeWithheld: 'Der Code ist nur für den Empfänger bestimmt und wird hier nicht angezeigt.',
  renewedSubject: 'Ihr neuer Link zu {company}',
  renewedIntro: 'Sie haben einen neuen Link angefordert, weil der alte abgelaufen war. Hier ist er.',
  document: 'Beleg',
  due: 'Fällig am',
  open: 'Offener Betrag',
  registrationNumber: 'Registernummer',
  vatNumber: 'USt-IdNr.',
};
