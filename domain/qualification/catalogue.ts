/**
 * The catalogue of statuses that every company starts with. Names are data of the company and may be changed;
 * the first three take over what a customer chose on the page.
 */
import { messageLanguages, type MessageLanguage } from '../vocabulary/languages.ts';
import type { Channel } from '../vocabulary/channels.ts';
import type { StatusKind } from '../vocabulary/replies.ts';

export interface CatalogueStatus {
  key: string;
  name: string;
  kind: StatusKind;
  /** A task after so many days; null: none. */
  followUpDays: number | null;
  followUpText: string | null;
  followUpChannel: Channel;
  /** The items are not chased for so many days; null: chased as before. */
  holdDays: number | null;
}

interface StatusOutline extends Omit<CatalogueStatus, 'name' | 'followUpText'> {
  words: Record<MessageLanguage, { name: string; followUpText: string | null }>;
}

const outlines: StatusOutline[] = [
  {
    key: 'promise',
    kind: 'promise',
    followUpDays: null,
    followUpChannel: 'phone',
    holdDays: null,
    words: {
      en: { name: 'Promise to pay', followUpText: null },
      fr: { name: 'Promesse de paiement', followUpText: null },
      de: { name: 'Zahlungszusage', followUpText: null },
      es: { name: 'Promesa de pago', followUpText: null },
    },
  },
  {
    key: 'ongoing',
    kind: 'ongoing',
    followUpDays: 7,
    followUpChannel: 'phone',
    holdDays: 7,
    words: {
      en: { name: 'In progress', followUpText: 'Ask how far it is' },
      fr: { name: 'En cours', followUpText: 'Demander où cela en est' },
      de: { name: 'In Bearbeitung', followUpText: 'Nach dem Stand fragen' },
      es: { name: 'En curso', followUpText: 'Preguntar cómo va' },
    },
  },
  {
    key: 'dispute',
    kind: 'dispute',
    followUpDays: 14,
    followUpChannel: 'internal_email',
    holdDays: null,
    words: {
      en: { name: 'Dispute', followUpText: 'Ask the resolver how far the dispute is' },
      fr: { name: 'Litige', followUpText: 'Demander au responsable où en est le litige' },
      de: { name: 'Reklamation', followUpText: 'Beim Zuständigen nach dem Stand der Reklamation fragen' },
      es: { name: 'Disputa', followUpText: 'Preguntar al responsable cómo va la disputa' },
    },
  },
  {
    key: 'copy_requested',
    kind: 'other',
    followUpDays: 3,
    followUpChannel: 'email',
    holdDays: 5,
    words: {
      en: { name: 'Invoice copy requested', followUpText: 'Check that the copy has arrived' },
      fr: { name: 'Copie de facture demandée', followUpText: 'Vérifier que la copie est arrivée' },
      de: { name: 'Rechnungskopie angefordert', followUpText: 'Prüfen, ob die Kopie angekommen ist' },
      es: { name: 'Copia de factura solicitada', followUpText: 'Comprobar que la copia ha llegado' },
    },
  },
  {
    key: 'payment_sent',
    kind: 'other',
    followUpDays: 5,
    followUpChannel: 'manual',
    holdDays: 5,
    words: {
      en: { name: 'Payment sent', followUpText: 'Check that the payment has arrived' },
      fr: { name: 'Paiement envoyé', followUpText: 'Vérifier que le paiement est arrivé' },
      de: { name: 'Zahlung unterwegs', followUpText: 'Prüfen, ob die Zahlung eingegangen ist' },
      es: { name: 'Pago enviado', followUpText: 'Comprobar que el pago ha llegado' },
    },
  },
  {
    key: 'credit_note_awaited',
    kind: 'other',
    followUpDays: 10,
    followUpChannel: 'internal_email',
    holdDays: 14,
    words: {
      en: { name: 'Credit note awaited', followUpText: 'Ask for the credit note' },
      fr: { name: 'Avoir attendu', followUpText: 'Réclamer l’avoir' },
      de: { name: 'Gutschrift erwartet', followUpText: 'Die Gutschrift anfordern' },
      es: { name: 'Abono pendiente', followUpText: 'Reclamar el abono' },
    },
  },
  {
    key: 'wrong_contact',
    kind: 'other',
    followUpDays: 1,
    followUpChannel: 'phone',
    holdDays: null,
    words: {
      en: { name: 'Wrong contact', followUpText: 'Find out who deals with our invoices' },
      fr: { name: 'Mauvais interlocuteur', followUpText: 'Trouver qui traite nos factures' },
      de: { name: 'Falscher Ansprechpartner', followUpText: 'Klären, wer unsere Rechnungen bearbeitet' },
      es: { name: 'Contacto equivocado', followUpText: 'Averiguar quién tramita nuestras facturas' },
    },
  },
];

/** What a company starts with, in its language where messages have it, in English otherwise. */
export function defaultCatalogue(language: string): CatalogueStatus[] {
  return outlines.map(({ words, ...outline }) => ({
    ...outline,
    ...words[messageLanguages.find((one) => one === language) ?? 'en'],
  }));
}
