import type { AnswerWords } from './words.ts';

export const de: AnswerWords = {
  copyAttached: 'Die gewünschten Belege finden Sie im Anhang.',
  copyOnPage: 'Sie stehen auch auf Ihrer Seite, über die Schaltfläche unten.',
  copyMissing: 'Die Datei zu {items} liegt uns noch nicht vor; wir senden sie Ihnen gesondert.',
  copyToKnown: 'Belege senden wir nur an hinterlegte Kontakte und lassen sie ihnen zukommen.',
  copyAsk: 'Welche Belege dürfen wir Ihnen senden? Bitte nennen Sie uns die Nummern.',
  paidThanks: 'Vielen Dank, Ihre Zahlung ist bei uns eingegangen.',
  paidThanksOn: 'Vielen Dank, Ihre Zahlung ist am {date} bei uns eingegangen.',
  paidAsk:
    'Vielen Dank für Ihre Nachricht. Wir sehen die Zahlung auf unserem Konto noch nicht: An welchem Tag und unter welcher Bankreferenz wurde sie ausgeführt?',
  paidAskReference:
    'Vielen Dank für die Nachricht, dass Sie am {date} gezahlt haben. Wir sehen die Zahlung auf unserem Konto noch nicht: Unter welcher Bankreferenz wurde sie ausgeführt?',
  contactNoted: 'Vielen Dank. Wir schreiben künftig an {contact}.',
  contactAsk:
    'Vielen Dank für Ihre Nachricht. An wen dürfen wir künftig schreiben? Bitte nennen Sie uns Namen und E-Mail-Adresse.',
  disputeNamed: 'Vielen Dank für Ihren Hinweis. {name} prüft ihn und meldet sich bei Ihnen.',
  disputeUnnamed: 'Vielen Dank für Ihren Hinweis. Wir prüfen ihn und melden uns bei Ihnen.',
  promiseOn: 'Vielen Dank. Wir haben notiert, dass Sie bis zum {date} zahlen.',
  promiseAmountOn: 'Vielen Dank. Wir haben notiert, dass Sie bis zum {date} {amount} zahlen.',
  promiseAsk: 'Vielen Dank. An welchem Tag dürfen wir mit Ihrer Zahlung rechnen?',
  ongoing: 'Vielen Dank für die Auskunft. An welchem Tag dürfen wir mit Ihrer Zahlung rechnen?',
  planNamed: 'Vielen Dank für Ihren Vorschlag. {name} prüft ihn und meldet sich bei Ihnen.',
  planUnnamed: 'Vielen Dank für Ihren Vorschlag. Wir prüfen ihn und melden uns bei Ihnen.',
};
