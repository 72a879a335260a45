/** What a collector is asked to do when a mail did not reach its reader. */
import type { MessageLanguage } from '../../vocabulary/languages.ts';
import type { BounceReason } from '../../vocabulary/bounces.ts';
import { fillWords } from '../fill.ts';

interface BounceWords {
  /** `{address}`, `{reason}` */
  task: string;
  reasons: Record<BounceReason, string>;
}

const words: Record<MessageLanguage, BounceWords> = {
  en: {
    task: 'E-mail to {address} came back ({reason}): reach the customer in another way, and mend the address.',
    reasons: {
      address_unknown: 'the address does not exist',
      mailbox_full: 'the mailbox is full',
      too_large: 'the message is too large',
      blocked: 'refused by the receiver',
      server_unreachable: 'the server cannot be reached',
      other: 'without a reason',
    },
  },
  fr: {
    task: 'E-mail à {address} revenu ({reason})\u00a0: joindre le client autrement, et corriger l’adresse.',
    reasons: {
      address_unknown: 'adresse inexistante',
      mailbox_full: 'boîte pleine',
      too_large: 'message trop volumineux',
      blocked: 'refusé par le destinataire',
      server_unreachable: 'serveur injoignable',
      other: 'sans motif',
    },
  },
  de: {
    task: 'E-Mail an {address} zurückgekommen ({reason}): Kunden anders erreichen und Adresse berichtigen.',
    reasons: {
      address_unknown: 'Adresse existiert nicht',
      mailbox_full: 'Postfach voll',
      too_large: 'Nachricht zu groß',
      blocked: 'vom Empfänger abgewiesen',
      server_unreachable: 'Server nicht erreichbar',
      other: 'ohne Grund',
    },
  },
  es: {
    task: 'Correo a {address} devuelto ({reason}): contactar al cliente de otro modo y corregir la dirección.',
    reasons: {
      address_unknown: 'la dirección no existe',
      mailbox_full: 'buzón lleno',
      too_large: 'mensaje demasiado grande',
      blocked: 'rechazado por el destinatario',
      server_unreachable: 'servidor inaccesible',
      other: 'sin motivo',
    },
  },
};

export function bounceTask(
  language: string,
  { address, reason }: { address: string; reason: BounceReason },
): string {
  const own = words[language as MessageLanguage] ?? words.en;
  return fillWords(own.task, { address, reason: own.reasons[reason] });
}
