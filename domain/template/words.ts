import type { DocumentType } from '../vocabulary/ledger.ts';
import type { MessageLanguage } from '../vocabulary/languages.ts';

/** Fixed words around what the user wrote: table heads, totals, bank details. One set per message language. */
export interface MessageWords {
  document: string;
  issued: string;
  due: string;
  daysLate: string;
  open: string;
  total: string;
  subtotal: string;
  credits: string;
  statementOf: string;
  customerNumber: string;
  currency: string;
  instalment: string;
  notYetDue: string;
  /** Below the lines that are listed; `{count}` more there are. */
  oneMore: string;
  manyMore: string;
  /** Below a table that lists only some of `{count}`. */
  allAttached: string;
  allAttachedAndOnPage: string;
  documentTypes: Record<DocumentType, string>;
  bankDetails: string;
  accountHolder: string;
  bank: string;
  reference: string;
  perYear: string;
  /** Beside the total in a sentence; `{amounts}` are in other currencies. */
  creditBeside: string;
  /** In front of the total of a currency in credit. */
  inFavour: string;
  /** Without a named person. */
  greetingGeneral: string;
  /** `{name}` is the contact. */
  greeting: string;
  registrationNumber: string;
  vatNumber: string;
  openPage: string;
  pay: string;
  colon: string;
}

export const messageWords: Record<MessageLanguage, MessageWords> = {
  en: {
    document: 'Document',
    issued: 'Issued',
    due: 'Due',
    daysLate: 'Days overdue',
    open: 'Open amount',
    total: 'Total due',
    subtotal: 'Invoices',
    credits: 'Credits',
    statementOf: 'Statement',
    customerNumber: 'Customer number',
    currency: 'Currency',
    instalment: 'instalment',
    notYetDue: 'not yet due',
    oneMore: 'and {count} more document',
    manyMore: 'and {count} more documents',
    allAttached: 'All {count} documents are in the attached file.',
    allAttachedAndOnPage: 'All {count} documents are in the attached file and on your page.',
    documentTypes: {
      invoice: 'Invoice',
      credit_note: 'Credit note',
      debit_note: 'Debit note',
      unapplied_payment: 'Payment on account',
    },
    bankDetails: 'Bank details',
    accountHolder: 'Account holder',
    bank: 'Bank',
    reference: 'Reference',
    perYear: 'per year',
    creditBeside: '{amounts} is in your favour',
    inFavour: 'In your favour',
    greetingGeneral: 'Dear Sir or Madam,',
    greeting: 'Dear {name},',
    registrationNumber: 'Registration no.',
    vatNumber: 'VAT no.',
    openPage: 'Promise, dispute or ask in two clicks',
    pay: 'Pay now',
    colon: ': ',
  },
  fr: {
    document: 'Document',
    issued: 'Date',
    due: 'Échéance',
    daysLate: 'Jours de retard',
    open: 'Montant dû',
    total: 'Total dû',
    subtotal: 'Factures',
    credits: 'Avoirs et règlements',
    statementOf: 'Relevé',
    customerNumber: 'Numéro de client',
    currency: 'Devise',
    instalment: 'échéance',
    notYetDue: 'à échoir',
    oneMore: 'et {count} autre document',
    manyMore: 'et {count} autres documents',
    allAttached: 'Les {count} documents figurent tous dans le fichier joint.',
    allAttachedAndOnPage: 'Les {count} documents figurent tous dans le fichier joint et sur votre page.',
    documentTypes: {
      invoice: 'Facture',
      credit_note: 'Avoir',
      debit_note: 'Note de débit',
      unapplied_payment: 'Règlement non affecté',
    },
    bankDetails: 'Coordonnées bancaires',
    accountHolder: 'Titulaire',
    bank: 'Banque',
    reference: 'Référence',
    perYear: 'par an',
    creditBeside: 'par ailleurs {amounts} en votre faveur',
    inFavour: 'En votre faveur',
    greetingGeneral: 'Madame, Monsieur,',
    greeting: 'Bonjour {name},',
    registrationNumber: 'Immatriculation',
    vatNumber: 'TVA',
    openPage: 'Promettre, contester ou questionner en deux clics',
    pay: 'Régler en ligne',
    colon: '\u00a0: ',
  },
  de: {
    document: 'Beleg',
    issued: 'Datum',
    due: 'Fällig am',
    daysLate: 'Tage überfällig',
    open: 'Offener Betrag',
    total: 'Gesamtbetrag',
    subtotal: 'Rechnungen',
    credits: 'Gutschriften',
    statementOf: 'Kontoauszug',
    customerNumber: 'Kundennummer',
    currency: 'Währung',
    instalment: 'Rate',
    notYetDue: 'noch nicht fällig',
    oneMore: 'und {count} weiterer Beleg',
    manyMore: 'und {count} weitere Belege',
    allAttached: 'Alle {count} Belege stehen in der beigefügten Datei.',
    allAttachedAndOnPage: 'Alle {count} Belege stehen in der beigefügten Datei und auf Ihrer Seite.',
    documentTypes: {
      invoice: 'Rechnung',
      credit_note: 'Gutschrift',
      debit_note: 'Lastschriftanzeige',
      unapplied_payment: 'Nicht zugeordnete Zahlung',
    },
    bankDetails: 'Bankverbindung',
    accountHolder: 'Kontoinhaber',
    bank: 'Bank',
    reference: 'Verwendungszweck',
    perYear: 'pro Jahr',
    creditBeside: 'außerdem {amounts} zu Ihren Gunsten',
    inFavour: 'Zu Ihren Gunsten',
    greetingGeneral: 'Sehr geehrte Damen und Herren,',
    greeting: 'Guten Tag {name},',
    registrationNumber: 'Registernummer',
    vatNumber: 'USt-IdNr.',
    openPage: 'Mit zwei Klicks zusagen, beanstanden oder nachfragen',
    pay: 'Jetzt bezahlen',
    colon: ': ',
  },
  es: {
    document: 'Documento',
    issued: 'Fecha',
    due: 'Vencimiento',
    daysLate: 'Días de retraso',
    open: 'Importe pendiente',
    total: 'Total pendiente',
    subtotal: 'Facturas',
    credits: 'Abonos',
    statementOf: 'Extracto',
    customerNumber: 'Número de cliente',
    currency: 'Divisa',
    instalment: 'plazo',
    notYetDue: 'no vencida',
    oneMore: 'y {count} documento más',
    manyMore: 'y {count} documentos más',
    allAttached: 'Los {count} documentos figuran en el archivo adjunto.',
    allAttachedAndOnPage: 'Los {count} documentos figuran en el archivo adjunto y en su página.',
    documentTypes: {
      invoice: 'Factura',
      credit_note: 'Abono',
      debit_note: 'Nota de débito',
      unapplied_payment: 'Pago a cuenta',
    },
    bankDetails: 'Datos bancarios',
    accountHolder: 'Titular',
    bank: 'Banco',
    reference: 'Referencia',
    perYear: 'anual',
    creditBeside: 'además, {amounts} a su favor',
    inFavour: 'A su favor',
    greetingGeneral: 'Estimados señores:',
    greeting: 'Estimado/a {name}:',
    registrationNumber: 'N.º de registro',
    vatNumber: 'NIF-IVA',
    openPage: 'Prometer, reclamar o preguntar en dos clics',
    pay: 'Pagar ahora',
    colon: ': ',
  },
};
