import type { AnswerWords } from './words.ts';

export const pl: AnswerWords = {
  copyAttached: 'W załączniku przesyłamy dokumenty, o które Państwo prosili.',
  copyOnPage: 'Są one również na Państwa stronie, pod przyciskiem poniżej.',
  copyMissing: 'Nie mamy jeszcze pliku {items} i prześlemy go oddzielnie.',
  copyToKnown: 'Dokumenty wysyłamy wyłącznie do osób kontaktowych z naszych danych i tam je prześlemy.',
  copyAsk: 'Które dokumenty możemy Państwu przesłać? Prosimy o podanie numerów.',
  paidThanks: 'Dziękujemy, Państwa płatność do nas dotarła.',
  paidThanksOn: 'Dziękujemy, Państwa płatność dotarła do nas {date}.',
  paidAsk:
    'Dziękujemy za informację. Nie widzimy jeszcze płatności na naszym koncie: którego dnia i z jakim numerem referencyjnym banku została wykonana?',
  paidAskReference:
    'Dziękujemy za informację o płatności z dnia {date}. Nie widzimy jej jeszcze na naszym koncie: z jakim numerem referencyjnym banku została wykonana?',
  contactNoted: 'Dziękujemy. Od teraz będziemy pisać na adres: {contact}.',
  contactAsk:
    'Dziękujemy za informację. Do kogo możemy pisać od teraz? Prosimy o imię i nazwisko oraz adres e-mail.',
  disputeNamed: 'Dziękujemy za zgłoszenie. Sprawdza je {name} i odezwie się do Państwa.',
  disputeUnnamed: 'Dziękujemy za zgłoszenie. Sprawdzamy je i odezwiemy się do Państwa.',
  promiseOn: 'Dziękujemy. Zapisaliśmy, że zapłacą Państwo najpóźniej {date}.',
  promiseAmountOn: 'Dziękujemy. Zapisaliśmy, że zapłacą Państwo {amount} najpóźniej {date}.',
  promiseAsk: 'Dziękujemy. Którego dnia możemy spodziewać się płatności?',
  ongoing: 'Dziękujemy za informację. Którego dnia możemy spodziewać się płatności?',
  planNamed: 'Dziękujemy za propozycję. Rozpatrzy ją {name} i odezwie się do Państwa.',
  planUnnamed: 'Dziękujemy za propozycję. Rozpatrzymy ją i odezwiemy się do Państwa.',
};
