/**
 * Words of a column and what they mean: recognised, answered once by a person and remembered by source, or asked
 * about. Which of them counts is decided here for every such column.
 */
import type { LedgerWords } from '../model/ledger.ts';
import {
  entrySides,
  statusMeanings,
  typeMeanings,
  type EntrySide,
  type StatusMeaning,
  type WordField,
} from '../vocabulary/imports.ts';
import { readCountry } from './countries.ts';
import { readCurrency } from './currencies.ts';
import { readDocumentType } from './document-types.ts';
import { plainHeader } from './headers.ts';
import { remembering } from './memo.ts';
import { readLanguage } from './languages.ts';

/** What a person may say a country or language is, beside its code: nothing that is to be taken over. */
export const noCode = 'none';

/** What the words of each field may mean; empty: a code of a country, language or currency; of the first two also `noCode`. */
export const meaningsOf = {
  type: typeMeanings,
  status: statusMeanings,
  paymentStatus: statusMeanings,
  paidFlag: statusMeanings,
  openFlag: statusMeanings,
  side: entrySides,
  country: [],
  language: [],
  currency: [],
} as const satisfies Record<WordField, readonly string[]>;
export type MeaningField = keyof typeof meaningsOf;
export const meaningFields = Object.keys(meaningsOf) as MeaningField[];

const statusNames: Record<StatusMeaning, string> = {
  open:
    'open, opened, unpaid, not paid, outstanding, due, overdue, past due, late, sent, posted, issued, approved, authorised, authorized, awaiting payment, unsettled, not cleared, uncleared, delivered, viewed, reminded, invoiced, final, finalised, finalized, disputed, in dispute, on hold, in collection,' +
    'ouvert, ouverte, impayé, impayée, non payé, non payée, non réglé, non réglée, à payer, à régler, en attente de paiement, en retard, échu, échue, émise, émis, envoyée, validée, comptabilisée, en litige, non lettré,' +
    'offen, unbezahlt, nicht bezahlt, fällig, überfällig, versendet, gebucht, verbucht, gestellt, angemahnt, gemahnt, nicht ausgeglichen, unausgeglichen, strittig,' +
    'abierto, abierta, pendiente de pago, impagado, impagada, no pagado, no pagada, vencido, vencida, emitida, contabilizado, contabilizada,' +
    'aperto, aperta, non pagato, non pagata, insoluto, insoluta, scaduto, scaduta, emessa, inviata, da pagare,' +
    'openstaand, niet betaald, onbetaald, te betalen, verzonden, verstuurd, geboekt,' +
    'otwarta, otwarty, niezapłacona, niezapłacone, nieopłacona, nierozliczona, nierozliczone, po terminie, przeterminowana, wystawiona, zaksięgowana,' +
    'em aberto, por pagar, não pago, não paga, vencida, obetald, förfallen, skickad, bokförd, ej betald',
  closed:
    'paid, paid in full, fully paid, settled, closed, cleared, refunded, credited, reconciled,' +
    'payé, payée, réglé, réglée, soldé, soldée, clôturé, clôturée, clos, lettré, lettrée, acquittée, remboursé, remboursée,' +
    'bezahlt, beglichen, ausgeglichen, erledigt, geschlossen, abgeschlossen, gutgeschrieben, vollständig bezahlt,' +
    'pagado, pagada, cobrado, cobrada, cerrado, cerrada, saldado, saldada, liquidado, liquidada,' +
    'pagato, pagata, saldato, saldata, chiuso, chiusa, incassato, incassata, pareggiato,' +
    'betaald, voldaan, gesloten, gecrediteerd, afgeletterd,' +
    'zapłacona, zapłacone, zapłacono, opłacona, opłacone, rozliczona, rozliczone, zamknięta,' +
    'pago, paga, betald, krediterad, avslutad',
};

/** Not owed, and perhaps with an amount all the same: taken back, or not issued yet. */
const voidNames =
  'cancelled, canceled, void, voided, deleted, draft, rejected, reversed, written off, write off, superseded, invalid,' +
  'annulé, annulée, brouillon, refusé, refusée, supprimée, contrepassée, storniert, annulliert, abgebrochen, entwurf, gelöscht,' +
  'ausgebucht, verworfen, anulado, anulada, cancelado, cancelada, borrador, rechazado, rechazada, annullato, annullata,' +
  'bozza, stornato, stornata, rifiutata, geannuleerd, concept, afgeboekt, verwijderd, anulowana, anulowane, szkic, robocza,' +
  'usunięta, skorygowana, rascunho, makulerad, utkast, annullerad';

/** Open, but not for the whole amount: only a column of what remains tells for how much. */
const partialNames =
  'partially paid, partly paid, partial, part paid, partially open, partially settled, partially cleared, partially applied,' +
  'partiellement payé, partiellement payée, partiellement réglé, partiellement réglée, partiellement lettré,' +
  'teilbezahlt, teilweise bezahlt, teilzahlung, teilausgeglichen, parcialmente pagado, parcialmente pagada,' +
  'pago parcial, parzialmente pagato, parzialmente pagata, deels betaald, gedeeltelijk betaald, częściowo zapłacona,' +
  'częściowo opłacona, częściowo rozliczona, parcialmente pago, parcialmente paga, delbetald';

/** Yes and no of columns such as "Paid" or "Open"; `true` is yes. */
const yesNames =
  'yes, y, true, 1, x, ja, j, oui, o, vrai, sí, si, s, verdadero, sì, vero, tak, t, prawda, sim, sant, wahr, waar, ✓, ✔';
const noNames =
  'no, n, false, 0, nein, falsch, non, faux, falso, nee, onwaar, nie, fałsz, não, nao, nej, falskt, ✗, ✘';

const sideNames: Record<EntrySide, string> = {
  debit:
    'debit, debits, dr, d, dt, db, deb, debitor entry, soll, s, débit, débiteur, debe, cargo, dare, debet, debito, débito, winien, wn, w, debetsaldo, +, plus, receivable',
  credit:
    'credit, credits, cr, c, ct, cred, haben, h, crédit, créditeur, haber, abono, avere, kredit, k, credito, crédito, ma, creditsaldo, -, −, –, minus',
};

/** One letter that says credit only beside its counterpart: Italian D/A (dare, avere), Polish W/M (winien, ma). */
const pairs: { debit: string; credit: string }[] = [
  { debit: 'd', credit: 'a' },
  { debit: 'w', credit: 'm' },
];

const keys = remembering((text) => {
  const plain = plainHeader(text);
  return plain === '' ? text.trim() : plain;
});

const statuses = lookup(statusNames);
const sides = lookup(sideNames);
const voids = new Set(split(voidNames));
const partials = new Set(split(partialNames));
const yes = new Set(split(yesNames));
const no = new Set(split(noNames));

/**
 * What a word of the column means. `others` are the other words of the column. Undefined: nobody knows, a person is
 * asked.
 */
export function recogniseWord(
  field: MeaningField,
  text: string,
  others: readonly string[],
): string | undefined {
  const word = wordKey(text);
  switch (field) {
    case 'type':
      return readDocumentType(text, others);
    case 'side':
      return sides.get(word) ?? pairedSide(word, others.map(wordKey));
    case 'country':
      return readCountry(text);
    case 'language':
      return readLanguage(text);
    case 'currency':
      return readCurrency(text, '');
    case 'paidFlag':
      return flag(word, 'closed', 'open') ?? statusOf(word);
    case 'openFlag':
      return flag(word, 'open', 'closed') ?? statusOf(word);
    case 'status':
    case 'paymentStatus':
      return statusOf(word);
  }
}

/** What a person answered, as it is used; undefined where the answer is none for this field. */
export function usableAnswer(field: MeaningField, answer: string): string | undefined {
  if (meaningsOf[field].length > 0)
    return (meaningsOf[field] as readonly string[]).includes(answer) ? answer : undefined;
  return answer === noCode && field !== 'currency' ? noCode : recogniseWord(field, answer, []);
}

function statusOf(word: string): StatusMeaning | undefined {
  if (partials.has(word)) return 'open';
  return voids.has(word) ? 'closed' : statuses.get(word);
}

/** Taken back, or a draft: not owed, although an amount may stand beside it. */
export function saysVoid(text: string): boolean {
  return voids.has(wordKey(text));
}

/** A status such as "partially paid": what remains must come from another column. */
export function saysPartlyPaid(text: string): boolean {
  return partials.has(wordKey(text));
}

/** What people answered for every word that is neither named nor known. */
export function answeredRest(words: LedgerWords | undefined, field: WordField): string | undefined {
  return words?.[field]?.['*'];
}

/** What people answered for the word, in this file or in an earlier one of the source. */
export function answeredWord(
  words: LedgerWords | undefined,
  field: WordField,
  text: string,
): string | undefined {
  const answers = words?.[field];
  if (answers === undefined) return undefined;
  const word = wordKey(text);
  const own = Object.entries(answers).find(([answered]) => wordKey(answered) === word);
  return own?.[1];
}

/**
 * The currency that a code, sign or word of a row means: what is written there, with the row's own currency for a sign
 * that several share, else what a person answered for it.
 */
export function readCurrencyWord(
  text: string,
  expected: string,
  answers: ReadonlyMap<string, string> | undefined,
): string | undefined {
  return readCurrency(text, expected) ?? answers?.get(wordKey(text));
}

/** The word without case, accents and blanks; signs (`+`, `-`) stay where they are all there is. */
export function wordKey(text: string): string {
  return keys(text);
}

function pairedSide(word: string, others: string[]): EntrySide | undefined {
  const isPaired = pairs.some(({ debit, credit }) => credit === word && others.includes(debit));
  return isPaired ? 'credit' : undefined;
}

function flag(word: string, ifYes: StatusMeaning, ifNo: StatusMeaning): StatusMeaning | undefined {
  if (yes.has(word)) return ifYes;
  return no.has(word) ? ifNo : undefined;
}

function lookup<T extends string>(names: Record<T, string>): Map<string, T> {
  const found = new Map<string, T>();
  for (const [meaning, list] of Object.entries(names) as [T, string][]) {
    for (const word of split(list)) found.set(word, meaning);
  }
  return found;
}

function split(list: string): string[] {
  return list
    .split(',')
    .map(wordKey)
    .filter((word) => word !== '');
}
