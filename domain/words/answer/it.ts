import type { AnswerWords } from './words.ts';

export const it: AnswerWords = {
  copyAttached: 'In allegato trova i documenti richiesti.',
  copyOnPage: 'Sono anche sulla Sua pagina, con il pulsante qui sotto.',
  copyMissing: 'Non abbiamo ancora il file di {items} e glielo invieremo a parte.',
  copyToKnown: 'Inviamo documenti solo ai contatti registrati e li faremo avere a loro.',
  copyAsk: 'Quali documenti possiamo inviarle? Ci indichi i numeri, per favore.',
  paidThanks: 'Grazie, abbiamo ricevuto il Suo pagamento.',
  paidThanksOn: 'Grazie, abbiamo ricevuto il Suo pagamento il {date}.',
  paidAsk:
    'Grazie per averci avvisato. Non vediamo ancora il pagamento sul nostro conto: in che data è stato eseguito e con quale riferimento bancario?',
  paidAskReference:
    'Grazie per averci avvisato del pagamento del {date}. Non lo vediamo ancora sul nostro conto: con quale riferimento bancario è stato eseguito?',
  contactNoted: 'Grazie. D’ora in poi scriveremo a {contact}.',
  contactAsk:
    'Grazie per averci avvisato. A chi possiamo scrivere d’ora in poi? Ci indichi per favore il nome e l’indirizzo e-mail.',
  disputeNamed: 'Grazie per la segnalazione. {name} la sta verificando e La ricontatterà.',
  disputeUnnamed: 'Grazie per la segnalazione. La stiamo verificando e La ricontatteremo.',
  promiseOn: 'Grazie. Abbiamo preso nota che pagherà entro il {date}.',
  promiseAmountOn: 'Grazie. Abbiamo preso nota che pagherà {amount} entro il {date}.',
  promiseAsk: 'Grazie. In che data possiamo attenderci il Suo pagamento?',
  ongoing: 'Grazie per l’informazione. In che data possiamo attenderci il Suo pagamento?',
  planNamed: 'Grazie per la Sua proposta. {name} la esaminerà e La ricontatterà.',
  planUnnamed: 'Grazie per la Sua proposta. La esamineremo e La ricontatteremo.',
};
