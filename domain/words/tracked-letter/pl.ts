import type { TrackedLetterWords } from './words.ts';

export const pl: TrackedLetterWords = {
  signSubject: '{company} wysyła Państwu list',
  signIntro:
    '{company} wysyła Państwu śledzony list elektroniczny. Czytają go Państwo na osobnej stronie, po podaniu kodu wysłanego na ten adres, a następnie potwierdzają odbiór lub odmawiają.',
  openLetter: 'Otwórz list',
  signUntil:
    'Odbiór można potwierdzić lub odmówić do {date}. Potem list uznaje się za nieodebrany. Link jest osobisty.',
  about: 'Temat',
  reference: 'Numer',
  recipient: 'Do',
  level:
    'Poziom: śledzony list elektroniczny, opieczętowany i zapisany przez system nadawcy. Nie jest elektronicznym listem poleconym w rozumieniu rozporządzenia (UE) nr 910/2014 (eIDAS).',
  signedSubject: 'Potwierdzono odbiór listu od {company}',
  refusedSubject: 'Odmówiono odbioru listu od {company}',
  signedIntro: 'Odbiór tego listu potwierdzono {date}. Prosimy zachować list i dowód doręczenia.',
  refusedIntro: 'Odbioru tego listu odmówiono {date}. Prosimy zachować list i dowód odmowy.',
  openEvidence: 'List i dowód',
  readUntil: 'Można je pobrać do {date}. Link jest osobisty.',
  onItsWaySubject: 'List w drodze do {customer}',
  onItsWayIntro: 'List został przekazany. Oto jego numery:',
  codeSubject: 'Potrzebny kod: list do {customer}',
  codeIntro:
    'List kwalifikowany czeka na Państwa: wychodzi tylko z jednorazowym kodem dostawcy. Proszę otworzyć jego stronę, zamówić kod i wpisać go tam. Wcześniej nic nie zostanie wysłane.',
  enterCode: 'Wpisz kod',
  kind: 'Rodzaj',
  providerRef: 'Numer u dostawcy',
  follow: 'Śledź list',
};
