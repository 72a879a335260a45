/** What a collector is asked to do when a payment that a customer started did not come, or went back. */
import type { MessageLanguage } from '../../vocabulary/languages.ts';

type Trouble = 'failed' | 'returned' | 'not_in_ledger';

const words: Record<MessageLanguage, Record<Trouble, string>> = {
  en: {
    failed: 'A payment that the customer started failed: call and ask how it will be paid.',
    returned: 'A payment of the customer went back: call and ask why.',
    not_in_ledger:
      'A payment is with the connector, and the ledger does not show it: look where it was entered.',
  },
  fr: {
    failed: 'Un paiement commencé par le client a échoué : appeler et demander comment il sera réglé.',
    returned: 'Un paiement du client a été repris : appeler et demander pourquoi.',
    not_in_ledger:
      'Un paiement est chez le prestataire et le grand livre ne le montre pas : voir où il a été saisi.',
  },
  de: {
    failed: 'Eine vom Kunden begonnene Zahlung ist gescheitert: anrufen und fragen, wie gezahlt wird.',
    returned: 'Eine Zahlung des Kunden ging zurück: anrufen und nach dem Grund fragen.',
    not_in_ledger:
      'Eine Zahlung ist beim Dienstleister, die Buchhaltung zeigt sie nicht: nachsehen, wo sie gebucht ist.',
  },
  es: {
    failed: 'Un pago que inició el cliente ha fallado: llamar y preguntar cómo se pagará.',
    returned: 'Un pago del cliente ha sido devuelto: llamar y preguntar por qué.',
    not_in_ledger: 'El proveedor tiene un pago que el libro mayor no muestra: ver dónde se ha registrado.',
  },
};

export function paymentTask(language: string, trouble: Trouble, reason: string | null): string {
  const own = words[language as MessageLanguage] ?? words.en;
  return reason === null || reason === '' ? own[trouble] : `${own[trouble]} (${reason.slice(0, 200)})`;
}
