import type { DocumentType } from '../vocabulary.ts';
import { plainHeader } from './headers.ts';

/** What accounting programs call the kinds of open items: en, fr, de, es, it, nl, pl, and the usual short forms. */
const names: Record<DocumentType, string> = {
  invoice:
    'invoice, inv, bill, in, i, facture, fac, fa, f, rechnung, re, rg, ar, rechnungen, factura, fra, fattura, ft, fatt, factuur, faktura, fv, fs, vente, sales invoice, customer invoice',
  credit_note:
    'credit note, credit, credit memo, creditnote, cn, cm, crn, avoir, av, note de crédit, gutschrift, gs, gu, gutschriften, rechnungskorrektur, nota de crédito, abono, ab, factura rectificativa, nota di credito, nc, nota credito, creditnota, creditfactuur, cr, faktura korygująca, korekta, fk, kor, nota kredytowa, fakturakorygujaca',
  debit_note:
    'debit note, debit memo, dn, dm, note de débit, belastung, lastschriftanzeige, belastungsanzeige, nota de débito, nota de cargo, cargo, nota di debito, nd, debetnota, nota debetowa, nota obciążeniowa, interest, interest invoice, late fee, intérêts, verzugszinsen, mahngebühr',
  unapplied_payment:
    'unapplied payment, unapplied cash, unapplied, payment, pay, pmt, receipt, cash, payment on account, on account, prepayment, deposit, paiement, règlement, reglement, rgt, acompte, encaissement, virement, zahlung, zahlungen, za, zl, zahlungseingang, anzahlung, akontozahlung, pago, cobro, anticipo, pago a cuenta, pagamento, incasso, acconto, betaling, ontvangst, aanbetaling, vooruitbetaling, płatność, wpłata, zaliczka, zapłata',
};

const byName = new Map<string, DocumentType>();
for (const [type, list] of Object.entries(names) as [DocumentType, string][]) {
  for (const name of [type, ...list.split(',')]) byName.set(plainHeader(name), type);
}

/** Undefined when the text names no kind of document. */
export function readDocumentType(text: string): DocumentType | undefined {
  return byName.get(plainHeader(text));
}

/**
 * The kind and the sign that belong together: credits are negative, claims positive. Files write credit notes with
 * or without a minus; a negative amount without (or against) a kind is a credit note.
 */
export function documentOf(
  type: DocumentType | undefined,
  openMinor: number,
): { type: DocumentType; sign: 1 | -1 } {
  if (type === 'credit_note' || type === 'unapplied_payment') return { type, sign: openMinor > 0 ? -1 : 1 };
  if (openMinor < 0) return { type: 'credit_note', sign: 1 };
  return { type: type ?? 'invoice', sign: 1 };
}
