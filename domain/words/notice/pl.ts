import type { NoticeWords } from './words.ts';

export const pl: NoticeWords = {
  greeting: 'Dzień dobry {name},',
  greetingGeneral: 'Szanowni Państwo,',
  answerSubject: '{company} odpowiada na Państwa wiadomość',
  answerIntro: '{company} odpowiada na Państwa wiadomość z dnia {date}:',
  yourMessage: 'Państwa wiadomość',
  mayReply: 'Mogą Państwo po prostu odpowiedzieć na tę wiadomość.',
  openPage: 'Zobacz swoje konto',
  linkNote: 'Ten link jest osobisty. Działa do {date}.',
  codeSubject: 'Państwa kod dostępu',
  codeIntro: 'Proszę wpisać ten kod na otwartej stronie:',
  codeNote: 'Kod działa przez {minutes} minut. Jeśli to nie Państwo o niego prosili, nie trzeba nic robić.',
  codeWithheld: 'Kod jest przeznaczony wyłącznie dla odbiorcy i nie jest tu pokazywany.',
  renewedSubject: 'Nowy link do {company}',
  renewedIntro: 'Poproszono o nowy link, ponieważ poprzedni wygasł. Oto on.',
  document: 'Dokument',
  due: 'Termin',
  open: 'Kwota do zapłaty',
  registrationNumber: 'Nr rejestrowy',
  vatNumber: 'NIP UE',
};
