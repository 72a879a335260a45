import { en } from './en.ts';
import { fr } from './fr.ts';
import { de } from './de.ts';
import { es } from './es.ts';
import type { DocumentType } from '../../vocabulary/ledger.ts';
import type { MessageLanguage } from '../../vocabulary/languages.ts';

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
  /** The computation of what lateness costs, and its columns. */
  lateCharges: string;
  period: string;
  days: string;
  principal: string;
  rate: string;
  interest: string;
  compensation: string;
  /** In front of what was added before and is more than is computed now. */
  addedEarlier: string;
  lateChargesTotal: string;
  colon: string;
}

export const messageWords: Record<MessageLanguage, MessageWords> = { en, fr, de, es };
