import type { AnswerWords } from './words.ts';

export const fr: AnswerWords = {
  copyAttached: 'Vous trouverez en pièce jointe les documents demandés.',
  copyOnPage: 'Ils se trouvent aussi sur votre page, à l’aide du bouton ci-dessous.',
  copyMissing: 'Nous n’avons pas encore le fichier de {items} et vous l’enverrons séparément.',
  copyToKnown:
    'Nous n’envoyons les documents qu’aux contacts que nous connaissons, et les leur ferons parvenir.',
  copyAsk: 'Quels documents pouvons-nous vous envoyer\u00a0? Indiquez-nous leurs numéros s’il vous plaît.',
  paidThanks: 'Merci, votre paiement nous est parvenu.',
  paidThanksOn: 'Merci, votre paiement nous est parvenu le {date}.',
  paidAsk:
    'Merci de nous en informer. Nous ne voyons pas encore ce paiement sur notre compte\u00a0: à quelle date a-t-il été effectué, et sous quelle référence bancaire\u00a0?',
  paidAskReference:
    'Merci de nous avoir indiqué un paiement le {date}. Nous ne le voyons pas encore sur notre compte\u00a0: sous quelle référence bancaire a-t-il été effectué\u00a0?',
  contactNoted: 'Merci. Nous écrirons désormais à {contact}.',
  contactAsk:
    'Merci de nous en informer. À qui pouvons-nous écrire désormais\u00a0? Indiquez-nous s’il vous plaît le nom et l’adresse e-mail.',
  disputeNamed: 'Merci de nous l’avoir signalé. {name} examine votre demande et reviendra vers vous.',
  disputeUnnamed: 'Merci de nous l’avoir signalé. Nous examinons votre demande et reviendrons vers vous.',
  promiseOn: 'Merci. Nous avons noté que vous réglerez au plus tard le {date}.',
  promiseAmountOn: 'Merci. Nous avons noté que vous réglerez {amount} au plus tard le {date}.',
  promiseAsk: 'Merci. À quelle date pouvons-nous attendre votre paiement\u00a0?',
  ongoing: 'Merci de ces précisions. À quelle date pouvons-nous attendre votre paiement\u00a0?',
  planNamed: 'Merci de votre proposition. {name} l’examinera et reviendra vers vous.',
  planUnnamed: 'Merci de votre proposition. Nous l’examinerons et reviendrons vers vous.',
};
