import type { DocumentType } from '../vocabulary/ledger.ts';
import type { TypeMeaning } from '../vocabulary/imports.ts';
import { plainHeader } from './headers.ts';

/**
 * What accounting programs call the kinds of open items: en, fr, de, es, it, nl, pl, pt, sv, and the codes of SAP,
 * ERPNext, Odoo, Xero, QuickBooks, Business Central, Sage and DATEV. `by_sign`: the word says nothing of the side
 * (a journal entry, a refund), the sign of the amount does. Codes that mean one thing here and another there stand
 * in `dialects`.
 */
const names: Record<TypeMeaning, string> = {
  invoice:
    'invoice, inv, bill, in, i, facture, fac, fa, f, rechnung, re, rg, ar, rechnungen, factura, fra, fattura, ft, fatt, factuur, faktura, fv, fs, vente, sales invoice, customer invoice, out_invoice, out_receipt, accrec, tax invoice, vat invoice, service invoice, recurring invoice, down payment invoice, deposit invoice, prepayment invoice, progress invoice, pro rata invoice, invoices, ar invoice, sales receivable, bill of exchange, posted sales invoice, sales inv, ausgangsrechnung, debitorenrechnung, verkaufsrechnung, anzahlungsrechnung, abschlagsrechnung, teilrechnung, schlussrechnung, sammelrechnung, dauerrechnung, facture client, facture de vente, facture d acompte, factures, factura de venta, factura cliente, fattura di vendita, fattura cliente, verkoopfactuur, factura de venda, fatura, fatura recibo, kundfaktura, faktura sprzedaży, faktura vat, faktura zaliczkowa, laskutus, lasku, rv',
  credit_note:
    'credit note, credit, credit memo, creditnote, cn, cm, crn, avoir, av, note de crédit, gutschrift, gs, gu, gutschriften, rechnungskorrektur, nota de crédito, abono, factura rectificativa, nota di credito, nc, nota credito, creditnota, creditfactuur, cr, faktura korygująca, korekta, fk, kor, nota kredytowa, sales credit note, sales credit memo, customer credit note, customer credit memo, customer credit, out_refund, accreccredit, credit invoice, return, sales return, return invoice, ar credit memo, posted sales credit memo, stornorechnung, storno, rechnungsstorno, gutschriftsrechnung, korrekturrechnung, rechnungsgutschrift, avoir client, facture d avoir, rabais, abono de venta, nota di accredito, creditfacturen, kreditfaktura, kreditnota, nota de crédito cliente, hyvityslasku, rabatt, skonto, discount, early payment discount, credits, dg, cust credit memo',
  debit_note:
    'debit note, debit memo, dn, dm, note de débit, belastung, lastschriftanzeige, belastungsanzeige, nota de débito, nota de cargo, cargo, nota di debito, nd, debetnota, nota debetowa, nota obciążeniowa, interest, interest invoice, late fee, late charge, late payment interest, intérêts, intérêts de retard, verzugszinsen, mahngebühr, mahngebühren, mahnspesen, zinsen, finance charge, finance charge memo, fin chrg, service charge, statement charge, statement charges, reminder, reminder fee, issued reminder, issued finance charge memo, customer debit note, sales debit note, customer debit memo, nota de debito, ränta, räntefaktura, dröjsmålsränta, interessi di mora, intereses de demora, rente, zinsrechnung',
  unapplied_payment:
    'unapplied payment, unapplied cash, unapplied, payment, pay, pmt, receipt, cash, payment on account, on account, prepayment, deposit, paiement, règlement, reglement, rgt, acompte, encaissement, virement, zahlung, zahlungen, za, zl, zahlungseingang, anzahlung, akontozahlung, pago, cobro, anticipo, pago a cuenta, pagamento, incasso, acconto, betaling, ontvangst, aanbetaling, vooruitbetaling, płatność, wpłata, zaliczka, zapłata, payment entry, customer payment, customer receipt, sales receipt, bill payment, receive payment, received payment, received money, receive money, receive overpayment, receive prepayment, arprepayment, aroverpayment, ar prepayment, ar overpayment, overpayment, cash receipt, cash receipts, bank receipt, bank payment, bank transfer, wire transfer, direct debit, cheque, check, card payment, lockbox, bank receipts, sales receipt on account, receipt on account, kundenzahlung, zahlungsbeleg, eingangszahlung, überweisung, lastschrift, lastschrifteinzug, scheck, überzahlung, vorauszahlung, bankeinzug, avance, trop perçu, remise de chèque, prélèvement, versement, chèque, ingreso, transferencia, bonifico, assegno, ricevuta, incassi, overboeking, vooruitontvangst, recebimento, adiantamento, inbetalning, betalningar, betalning, inbetalningar, przelew, dz, down payment, downpayment, downpayment received, advance, advance payment, advance received',
  by_sign:
    'journal, journal entry, general journal, jnl, jv, journal voucher, manual journal, adjustment, adjustment note, balance adjustment, entry, misc, miscellaneous operation, operations, refund, customer refund, rückerstattung, erstattung, remboursement, reembolso, rimborso, terugbetaling, zwrot, opening balance, opening, opening entry, balance brought forward, brought forward, balance forward, forward balance, bf, carried forward, saldovortrag, eröffnungsbuchung, eb wert, ebwert, vortrag, eröffnungssaldo, à nouveau, report à nouveau, ran, saldo inicial, apertura, saldo iniziale, beginsaldo, bilans otwarcia, bo, ib, ingående balans, od, opération diverse, opérations diverses, écriture, écriture diverse, umbuchung, buchung, sachkontenbeleg, debitorenbeleg, diverse, asiento, asiento de diario, diario, registrazione, prima nota, memoriaal, dagboek, memoriaalboeking, księgowanie, dowód księgowy, pk, verifikat, verifikation, exchange rate revaluation, exchange gain or loss, realised gain, period end, rounding, kursdifferenz, écart de change, da',
  no_document: 'total, subtotal, grand total, summe, zwischensumme, gesamtsumme, somme, sous total',
};

const byName = new Map<string, TypeMeaning>();
for (const [meaning, list] of Object.entries(names) as [TypeMeaning, string][]) {
  for (const name of [meaning, ...list.split(',')]) byName.set(plainHeader(name), meaning);
}

/**
 * Short codes that several programs use for different things. They are read only where the other words of the file
 * show which program wrote it: SAP's SA is an entry of the general ledger, Sage's a receipt on account.
 */
const dialects: { shownBy: string[]; codes: Record<string, TypeMeaning> }[] = [
  {
    // SAP, document types of the standard chart
    shownBy: ['rv', 'dg', 'dz'],
    codes: { dr: 'invoice', ab: 'by_sign', sa: 'by_sign', zp: 'by_sign', sb: 'by_sign', zv: 'by_sign' },
  },
  {
    // Sage 50 (United Kingdom)
    shownBy: ['si', 'sc'],
    codes: {
      si: 'invoice',
      sc: 'credit_note',
      sa: 'unapplied_payment',
      sr: 'unapplied_payment',
      sd: 'credit_note',
      sp: 'by_sign',
    },
  },
  { shownBy: ['fra', 'fac', 'factura'], codes: { ab: 'credit_note' } },
];

/** What a word for a kind of document means, given the words of its column; undefined: it is to be asked about. */
export function readDocumentType(text: string, others: readonly string[] = []): TypeMeaning | undefined {
  const word = plainHeader(text);
  const known = byName.get(word);
  if (known !== undefined) return known;
  const beside = new Set(others.map(plainHeader));
  const speaking = dialects.filter(
    ({ shownBy, codes }) => codes[word] !== undefined && shownBy.some((code) => beside.has(code)),
  );
  const [only] = speaking;
  return speaking.length === 1 ? only?.codes[word] : undefined;
}

/**
 * The kind and the sign that belong together: credits are negative, claims positive. Files write credit notes with
 * or without a minus; a negative amount without (or against) a kind is a credit note. Where a mark of the side gave
 * the sign (`isSigned`), the sign stands against the kind too: a credit note that was reversed is owed.
 */
export function documentOf(
  type: TypeMeaning | undefined,
  openMinor: number,
  isSigned = false,
): { type: DocumentType; sign: 1 | -1 } {
  if (type === 'credit_note' || type === 'unapplied_payment') {
    if (isSigned && openMinor > 0) return { type: 'debit_note', sign: 1 };
    return { type, sign: openMinor > 0 ? -1 : 1 };
  }
  if (openMinor < 0) return { type: 'credit_note', sign: 1 };
  return { type: type === 'debit_note' ? type : 'invoice', sign: 1 };
}
