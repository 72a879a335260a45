import type { EvidenceWords } from './words.ts';

export const de: EvidenceWords = {
  subject: 'Nachweis eines elektronischen Briefes mit Verfolgung',
  level:
    'Stufe: elektronischer Brief mit Verfolgung, vom System des Absenders gesiegelt und aufgezeichnet. Er ist kein elektronisches Einschreiben nach der Verordnung (EU) Nr. 910/2014 (eIDAS).',
  selfMade:
    'Das Siegel stammt von einem Zertifikat, das diese Installation selbst ausgestellt hat: Es beweist, dass seither nichts verändert wurde; für den Namen darin bürgt niemand.',
  vouched: 'Das Siegel stammt von dem unten genannten Zertifikat.',
  timed: 'Ein Zeitstempeldienst hat das Siegel datiert.',
  sealReason: 'Vom System des Absenders gesiegelt',
  facts: {
    sender: 'Absender',
    recipient: 'Empfänger',
    subject: 'Betreff',
    reference: 'Referenz',
    pages: 'Seiten',
    submitted: 'Gesendet',
    until: 'Abzuholen bis',
    content: 'SHA-256 des Briefes',
    sealed: 'SHA-256 des gesiegelten Briefes',
    outcome: 'Ausgang',
  },
  heads: {
    at: 'Wann (UTC)',
    what: 'Was',
    who: 'Wer',
    hash: 'Kette, SHA-256',
  },
  events: {
    DEPOSITED: 'Gesiegelt und gesendet',
    NOTIFIED: 'Link an den Mailserver des Empfängers übergeben',
    NOT_NOTIFIED: 'Der Mailserver hat die Nachricht abgewiesen',
    IDENTIFIED: 'Empfänger durch Einmalcode ausgewiesen, Brief angezeigt',
    SIGNED: 'Quittiert',
    DECLINED: 'Abgelehnt',
    NOT_CLAIMED: 'Nicht abgeholt',
  },
  reason: 'Angegebener Grund',
  pending: 'Offen',
  how: 'Jedes Ereignis trägt den SHA-256 des vorigen; evidence.json enthält sie, wie sie aufgezeichnet wurden. Das Siegel beider PDF prüft jedes Programm, das PDF-Signaturen liest, oder OpenSSL.',
};
