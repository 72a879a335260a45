import type { TrackedLetterWords } from './words.ts';

export const de: TrackedLetterWords = {
  signSubject: '{company} hat Ihnen einen Brief geschickt',
  signIntro:
    '{company} hat Ihnen einen elektronischen Brief mit Verfolgung geschickt. Sie lesen ihn auf einer eigenen Seite, nach einem Code, den wir an diese Adresse senden, und quittieren ihn dann oder lehnen ihn ab.',
  openLetter: 'Brief öffnen',
  signUntil:
    'Sie können ihn bis zum {date} quittieren oder ablehnen. Danach gilt er als nicht abgeholt. Der Link ist persönlich.',
  about: 'Betreff',
  reference: 'Referenz',
  recipient: 'An',
  level:
    'Stufe: elektronischer Brief mit Verfolgung, vom System des Absenders gesiegelt und aufgezeichnet. Er ist kein elektronisches Einschreiben nach der Verordnung (EU) Nr. 910/2014 (eIDAS).',
  signedSubject: 'Sie haben den Brief von {company} quittiert',
  refusedSubject: 'Sie haben den Brief von {company} abgelehnt',
  signedIntro:
    'Sie haben diesen Brief am {date} quittiert. Bewahren Sie den Brief und den Nachweis der Zustellung auf.',
  refusedIntro:
    'Sie haben diesen Brief am {date} abgelehnt. Bewahren Sie den Brief und den Nachweis der Ablehnung auf.',
  openEvidence: 'Brief und Nachweis',
  readUntil: 'Sie können bis zum {date} heruntergeladen werden. Der Link ist persönlich.',
  onItsWaySubject: 'Brief unterwegs zu {customer}',
  onItsWayIntro: 'Der Brief wurde übergeben. Das sind seine Referenzen:',
  codeSubject: 'Code nötig: Brief an {customer}',
  codeIntro:
    'Ein qualifiziertes Einschreiben wartet auf Sie: Es geht nur mit einem Einmalcode des Anbieters hinaus. Öffnen Sie seine Seite, lassen Sie sich den Code senden und geben Sie ihn dort ein. Vorher wird nichts gesendet.',
  enterCode: 'Code eingeben',
  kind: 'Art',
  providerRef: 'Nummer beim Dienstleister',
  follow: 'Brief verfolgen',
};
