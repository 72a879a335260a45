/** What a collector is asked to do when a letter did not reach its reader. */
import type { MessageLanguage } from '../../vocabulary/languages.ts';
import type { LetterKind, LetterState } from '../../vocabulary/letters.ts';

interface TaskWords {
  kinds: Record<LetterKind, string>;
  ends: Partial<Record<LetterState, string>>;
  /** The same in a word or two. */
  short: Partial<Record<LetterState, string>>;
}

const words: Record<MessageLanguage, TaskWords> = {
  en: {
    kinds: {
      standard: 'Letter',
      registered: 'Registered letter',
      electronic_registered: 'Electronic registered letter',
      electronic_qualified: 'Qualified electronic registered letter',
      tracked_electronic: 'Tracked electronic letter',
    },
    ends: {
      refused: 'refused by the recipient: call, or write in another way.',
      unclaimed: 'not collected within 15 days: call, or write in another way.',
      returned: 'came back: check the address, then call or write again.',
      undeliverable: 'could not be delivered: mend the address, then write again.',
      rejected: 'rejected by the provider: look why, mend it, and send it again.',
      failed: 'was not posted: look why, and send it again.',
    },
    short: {
      refused: 'refused',
      unclaimed: 'not collected',
      returned: 'came back',
      undeliverable: 'could not be delivered',
    },
  },
  fr: {
    kinds: {
      standard: 'Lettre',
      registered: 'Lettre recommandée',
      electronic_registered: 'Lettre recommandée électronique',
      electronic_qualified: 'Lettre recommandée électronique qualifiée',
      tracked_electronic: 'Lettre électronique suivie',
    },
    ends: {
      refused: 'refusée par le destinataire : appeler, ou écrire autrement.',
      unclaimed: 'non réclamée dans les 15 jours : appeler, ou écrire autrement.',
      returned: 'revenue : vérifier l’adresse, puis appeler ou écrire de nouveau.',
      undeliverable: 'non distribuable : corriger l’adresse, puis écrire de nouveau.',
      rejected: 'rejetée par le prestataire : voir pourquoi, corriger, et la renvoyer.',
      failed: 'non postée : voir pourquoi, et la renvoyer.',
    },
    short: {
      refused: 'refusée',
      unclaimed: 'non réclamée',
      returned: 'revenue',
      undeliverable: 'non distribuable',
    },
  },
  de: {
    kinds: {
      standard: 'Brief',
      registered: 'Einschreiben',
      electronic_registered: 'Elektronisches Einschreiben',
      electronic_qualified: 'Qualifiziertes elektronisches Einschreiben',
      tracked_electronic: 'Elektronischer Brief mit Verfolgung',
    },
    ends: {
      refused: 'vom Empfänger abgelehnt: anrufen oder anders schreiben.',
      unclaimed: 'binnen 15 Tagen nicht abgeholt: anrufen oder anders schreiben.',
      returned: 'zurückgekommen: Anschrift prüfen, dann anrufen oder neu schreiben.',
      undeliverable: 'unzustellbar: Anschrift berichtigen, dann neu schreiben.',
      rejected: 'vom Dienstleister zurückgewiesen: Grund ansehen, beheben, neu senden.',
      failed: 'nicht aufgegeben: Grund ansehen und neu senden.',
    },
    short: {
      refused: 'abgelehnt',
      unclaimed: 'nicht abgeholt',
      returned: 'zurückgekommen',
      undeliverable: 'unzustellbar',
    },
  },
  es: {
    kinds: {
      standard: 'Carta',
      registered: 'Carta certificada',
      electronic_registered: 'Carta certificada electrónica',
      electronic_qualified: 'Carta certificada electrónica cualificada',
      tracked_electronic: 'Carta electrónica con seguimiento',
    },
    ends: {
      refused: 'rechazada por el destinatario: llamar o escribir de otro modo.',
      unclaimed: 'no reclamada en 15 días: llamar o escribir de otro modo.',
      returned: 'devuelta: comprobar la dirección y llamar o escribir de nuevo.',
      undeliverable: 'no se pudo entregar: corregir la dirección y escribir de nuevo.',
      rejected: 'rechazada por el proveedor: ver por qué, corregir y enviar de nuevo.',
      failed: 'no se envió: ver por qué y enviar de nuevo.',
    },
    short: {
      refused: 'rechazada',
      unclaimed: 'no reclamada',
      returned: 'devuelta',
      undeliverable: 'no entregada',
    },
  },
};

export function letterKindName(language: string, kind: LetterKind): string {
  return (words[language as MessageLanguage] ?? words.en).kinds[kind];
}

export function letterTask(
  language: string,
  { kind, state }: { kind: LetterKind; state: LetterState },
): string {
  const own = words[language as MessageLanguage] ?? words.en;
  return `${own.kinds[kind]}: ${own.ends[state] ?? words.en.ends[state] ?? ''}`.trim();
}

/** What lists call the message that takes up a letter: the step it was of, and how the letter ended. */
export function letterAgainName(
  language: string,
  { name, kind, state }: { name: string; kind: LetterKind; state: LetterState },
): string {
  const { kinds, short } = words[language as MessageLanguage] ?? words.en;
  return `${name} (${kinds[kind]}: ${short[state] ?? state})`;
}
