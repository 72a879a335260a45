/**
 * Names of columns as accounting programs write them, by field and language. `sure` names leave no doubt and win
 * over `strong` ones ("Amount remaining" over "Amount due"); `weak` names are taken only where no other column
 * claims the field: "Amount" is the open amount unless there is an "Open amount".
 */
import type { ImportKind } from '../vocabulary/imports.ts';
import { fieldsOf, type LedgerField } from './fields.ts';

type Names = Partial<Record<LedgerField, { sure?: string; strong: string; weak?: string }>>;

/** Names are separated by commas; case, accents, blanks and signs do not matter. Languages: en, fr, de, es, it, nl, pl,
 * with the usual names in pt, sv and da. */
const shared: Names = {
  customerNumber: {
    strong:
      'customer number, customer no, customer nr, customer id, customer code, cust no, cust id, account number, account no, account id, debtor number, debtor no, debtor id, debtor, client id, client number,' +
      'numéro client, numéro de client, n° client, no client, code client, compte client, id client, compte auxiliaire, compte tiers, code tiers,' +
      'kundennummer, kunden-nr, kundennr, kd-nr, kdnr, kunden id, debitor, debitorennummer, debitorennr, debitornr, debitorenkonto, personenkonto,' +
      'número de cliente, nº cliente, núm cliente, código cliente, código de cliente, cuenta cliente, id cliente,' +
      'numero cliente, codice cliente, cod cliente, n cliente, conto cliente,' +
      'klantnummer, klantnr, klant nr, klantcode, klant id, relatie, relatiecode, relatienummer, debiteurnummer, debiteurnr, debiteurennummer, debiteur,' +
      'numer klienta, nr klienta, kod klienta, id klienta, numer kontrahenta, nr kontrahenta, kod kontrahenta, id kontrahenta,' +
      'bill to customer no, sell to customer no, customer account, customer reference no, account code, a/c, a/c ref, account ref, customer ref, auxiliaire, compte auxiliaire client, n° compte, numéro de compte, numéro compte, n° tiers, kontonummer, konto-nr, kontonr, debitoren-nr, kunden-nummer,' +
      'número do cliente, nº do cliente, código do cliente, kundnummer, kundnr, kund nr, kundenummer, kundenr',
    weak: 'customer, client, account, compte, kunde, konto, cliente, klant, klient, kontrahent, tiers, partner, kund, party, contact name',
  },
  customerName: {
    strong:
      'customer name, client name, account name, debtor name, company name, company,' +
      'nom client, nom du client, raison sociale, intitulé, intitulé client, société, libellé client,' +
      'kundenname, firma, firmenname, debitorname, name des kunden,' +
      'nombre cliente, nombre del cliente, razón social, empresa,' +
      'nome cliente, ragione sociale, denominazione, azienda,' +
      'klantnaam, naam klant, bedrijfsnaam, debiteurnaam,' +
      'nazwa klienta, nazwa kontrahenta, nazwa firmy,' +
      'invoice partner display name, customer full name, bill to name, bill to customer name, kontobezeichnung, intitulé du compte, nom du tiers, nom tiers, nome do cliente, kundnamn, kundenavn',
    weak: 'name, nom, nombre, nome, naam, nazwa, bezeichnung',
  },
  currency: {
    strong:
      'currency, currency code, ccy, cur, devise, code devise, monnaie, währung, waehrung, whg, währungscode, moneda, divisa, código moneda, valuta, codice valuta, valutacode, munt, waluta, kod waluty, wkz, wkz umsatz, belegwährung, moeda, document currency, invoice currency, transaction currency, valutakod',
    weak: 'local currency, company code currency, hauswährung, account currency',
  },
  country: {
    strong:
      'country, country code, customer country, pays, code pays, land, länderkennzeichen, ländercode, landcode, país, código país, paese, nazione, codice paese, landcode klant, kraj, kod kraju',
  },
  language: {
    strong:
      'language, language code, lang, langue, code langue, sprache, sprachcode, idioma, lengua, lingua, taal, taalcode, język, kod języka',
  },
  email: {
    strong:
      'email, e-mail, mail, email address, e-mail address, contact email, courriel, adresse email, adresse e-mail, mél, e-mail-adresse, mailadresse, correo, correo electrónico, indirizzo email, posta elettronica, e-mailadres, mailadres, adres e-mail, adres email',
  },
  contactName: {
    strong:
      'contact, contact name, contact person, nom du contact, interlocuteur, ansprechpartner, kontakt, kontaktperson, persona de contacto, contacto, referente, contatto, contactpersoon, osoba kontaktowa, kontakt imię',
  },
  phone: {
    strong:
      'phone, phone number, telephone, tel, téléphone, tél, numéro de téléphone, telefon, telefonnummer, teléfono, telefono, telefoon, telefoonnummer, numer telefonu',
  },
  street: {
    strong:
      'street, address, address line 1, adresse, rue, adresse 1, straße, strasse, anschrift, calle, dirección, domicilio, via, indirizzo, straat, adres, ulica',
  },
  postalCode: {
    strong:
      'postal code, postcode, zip, zip code, code postal, cp, plz, postleitzahl, código postal, cap, codice postale, kod pocztowy',
  },
  paymentMethod: {
    strong:
      'payment method, payment means, method of payment, pay method, payment mode, mode of payment, payment terms, terms, payment type, mode de paiement, mode de règlement, moyen de paiement, type de paiement, type de règlement, conditions de paiement, zahlungsart, zahlungsweise, zahlungsmittel, zahlungsmethode, zahlart, zahlweg, zahlungsbedingung, zahlungsbedingungen, zahlungsziel, forma de pago, método de pago, medio de pago, tipo de pago, condiciones de pago, metodo di pagamento, metodo pagamento, modalità di pagamento, modalità pagamento, tipo pagamento, tipo di pagamento, termini di pagamento, betaalwijze, betaalmethode, betalingswijze, betaalconditie, betalingsconditie, sposób płatności, forma płatności, metoda płatności, forma de pagamento, meio de pagamento, betalningssätt, betalningsvillkor, betalingsmåde',
  },
  city: {
    strong:
      'city, town, ville, commune, ort, stadt, ciudad, población, localidad, città, citta, comune, stad, plaats, woonplaats, miasto, miejscowość',
  },
};

const items: Names = {
  number: {
    strong:
      'invoice number, invoice no, invoice nr, invoice id, invoice num, inv no, document number, document no, document id, doc no, doc number, bill number, item number,' +
      'numéro de facture, numéro facture, n° facture, no facture, num facture, numéro de pièce, numéro pièce, n° pièce, no pièce, référence facture, numéro de document, numéro document,' +
      'rechnungsnummer, rechnungs-nr, rechnungsnr, rechnung nr, re-nr, belegnummer, beleg-nr, belegnr, dokumentnummer,' +
      'número de factura, número factura, nº factura, núm factura, número de documento, número documento, nº documento,' +
      'numero fattura, n fattura, nr fattura, num fattura, numero documento, n documento, nr documento,' +
      'factuurnummer, factuurnr, factuur nr, documentnummer, boekstuknummer, factuur nummer,' +
      'voucher no, voucher number, document num, posted document no, belegfeld 1, belegfeld1, op nummer, op-nr, n° document, n° de document, número da fatura, nº fatura, fatura n, fakturanummer, fakturanr, faktura nr, invoice ref, inv ref,' +
      'numer faktury, nr faktury, numer dokumentu, nr dokumentu',
    weak: 'invoice, document, number, facture, pièce, numéro, rechnung, beleg, factura, fattura, documento, factuur, faktura, dokument, numer, num, fatura, referenznummer',
  },
  dueOn: {
    strong:
      'due date, due on, due, date due, payment due, payment due date, maturity, maturity date, net due date,' +
      'date échéance, date d échéance, échéance, date écheance,' +
      'fälligkeit, fälligkeitsdatum, fällig am, fällig, nettofälligkeit, zahlbar bis,' +
      'fecha de vencimiento, fecha vencimiento, vencimiento, vto, fecha vto,' +
      'data scadenza, scadenza, data di scadenza,' +
      'vervaldatum, vervaldag, betaaldatum uiterlijk,' +
      'termin płatności, data płatności, termin zapłaty, data wymagalności,' +
      'net due, due dt, date d échéance nette, échéance le, date limite de paiement, fälligk, fälligkeit netto, nettofälligkeitsdatum, fällig zum, fällig bis, zahlungsziel datum, zahlungsfrist, data de vencimento, vencimento, data vencimento, förfallodatum, förfallodag, förfaller, forfaldsdato, forfallsdato',
  },
  issuedOn: {
    strong:
      'invoice date, issue date, issued on, document date, doc date, bill date, posting date,' +
      'date de facture, date facture, date de la facture, date pièce, date de pièce, date document, date d émission, date émission,' +
      'rechnungsdatum, belegdatum, ausstellungsdatum, buchungsdatum,' +
      'fecha de factura, fecha factura, fecha de emisión, fecha emisión, fecha documento,' +
      'data fattura, data documento, data emissione, data di emissione,' +
      'factuurdatum, documentdatum, boekdatum,' +
      'data faktury, data wystawienia, data dokumentu,' +
      'date utc, created utc, voucher date, transaction date, trans date, date comptable, date d écriture, rg-datum, re-datum, data da fatura, data de emissão, data emissão, fakturadatum, fakturadato, issued',
    weak: 'date, datum, fecha, data',
  },
  openAmount: {
    sure:
      'open amount, amount open, outstanding, outstanding amount, amount outstanding, open balance, remaining, remaining amount, amount remaining, remaining balance, amount still due, still due, residual, residual amount, amount residual, unpaid amount, amount unpaid, o/s, os amount, unpaid, unpaid balance,' +
      'montant ouvert, montant restant dû, montant restant du, reste dû, reste à payer, restant dû, reste à régler, montant restant, restant à payer, encours, solde restant dû, solde à payer,' +
      'offener betrag, restbetrag, offener saldo, op-betrag, offener posten, op-saldo, offener restbetrag, noch offen, offener op betrag, restforderung,' +
      'importe pendiente, pendiente, saldo pendiente, importe abierto, pendiente de cobro, importe pendiente de cobro,' +
      'importo aperto, importo residuo, residuo, saldo aperto, importo scoperto, residuo da incassare,' +
      'openstaand, openstaand bedrag, openstaand saldo, restant, restbedrag, nog te betalen,' +
      'kwota otwarta, pozostało do zapłaty, pozostało, kwota pozostała, pozostała kwota,' +
      'valor em aberto, em aberto, valor pendente, saldo em aberto, återstår, återstående belopp, kvar att betala, restbelopp, restbeløb, amount due signed',
    strong:
      'balance due, amount due, balance, open, due amount, invoice amount due,' +
      'solde, solde dû, montant dû, montant dû ttc, net à payer, ouvert,' +
      'offen, saldo, zu zahlen, fälliger betrag,' +
      'importe adeudado, a pagar, importe debido, abierto,' +
      'da pagare, importo dovuto, aperto,' +
      'te betalen, verschuldigd,' +
      'do zapłaty, saldo należności, kwota do zapłaty, należność,' +
      'valor devido, att betala',
    weak: 'amount, montant, betrag, importe, importo, bedrag, kwota, valor, belopp, beløb, amount in local currency, amount in lc, amount in document currency, amount in doc curr, betrag in hauswährung, betrag in belegwährung, betr in hauswähr, montant en devise interne, umsatz',
  },
  originalAmount: {
    strong:
      'original amount, invoice amount, invoice total, total amount, gross amount, document amount, total,' +
      'montant facture, montant de la facture, montant ttc, montant initial, montant origine, total ttc,' +
      'rechnungsbetrag, bruttobetrag, ursprungsbetrag, originalbetrag, gesamtbetrag,' +
      'importe factura, importe original, importe total, total factura,' +
      'importo fattura, importo originale, importo totale, totale fattura, totale,' +
      'factuurbedrag, oorspronkelijk bedrag, totaalbedrag,' +
      'kwota faktury, kwota brutto, kwota pierwotna, wartość brutto,' +
      'invoiced amount, grand total, total signed, total in currency signed, original amt, total due, brutto, bruttosumme, valor total, total da fatura, totalt, fakturabelopp, total incl vat, amount including vat, montant total',
    weak: 'amount, montant, betrag, importe, importo, bedrag, kwota, valor, belopp, beløb',
  },
  type: {
    strong:
      'type, document type, doc type, item type, type de pièce, type de document, type pièce, nature, belegart, dokumentart, dokumenttyp, typ, tipo, tipo documento, tipo de documento, documenttype, soort, soort document, typ dokumentu, rodzaj dokumentu, transaction type, trans type, voucher type, move type, invoice type, entry type, posting type, tipo de movimiento, tipo movimento, belegtyp, art, vorgangsart, genre, type d écriture, verifikationstyp',
  },
  debitAmount: {
    strong:
      'debit, debits, debit amount, amount debit, dr amount, dr, total debit, montant débit, débit, débits, montant au débit, soll, betrag soll, soll betrag, sollbetrag, umsatz soll, debe, importe debe, importe al debe, dare, importo dare, debet, debetbedrag, bedrag debet, winien, wn, kwota wn, kwota winien, débito',
  },
  creditAmount: {
    strong:
      'credit, credits, credit amount, amount credit, cr amount, cr, total credit, montant crédit, crédit, crédits, montant au crédit, haben, betrag haben, haben betrag, habenbetrag, umsatz haben, haber, importe haber, importe al haber, avere, importo avere, creditbedrag, bedrag credit, ma, kwota ma, crédito, kredit',
  },
  side: {
    strong:
      's/h, soll/haben, s/h kennzeichen, s/h kz, soll/haben kennzeichen, soll/haben kz, soll haben kennz, sh kennz, kennzeichen s/h, d/c, dr/cr, cr/dr, debit/credit, debit credit, debit credit indicator, debit/credit ind, d/c indicator, dc indicator, dr cr indicator, dc code, dc flag, side, sens, sens écriture, sens de l écriture, débit/crédit, sens débit crédit, d/h, debe/haber, signo, dare/avere, d/a, segno, debet/credit, dc, d/k, debet/kredit, wn/ma, winien/ma, strona, vorzeichen, sign, entry side, balance type',
  },
  paidAmount: {
    strong:
      'amount paid, paid amount, paid, paid to date, total paid, received, amount received, received amount, payments, payments received, payments applied, payment applied, applied, applied amount, amount applied, settled amount, invoice amount paid, paid total, collected, collected amount, less payments,' +
      'montant payé, payé, montant réglé, réglé, règlements, déjà réglé, déjà payé, encaissé, montant encaissé, total réglé, acomptes versés,' +
      'bezahlt, bezahlter betrag, gezahlt, gezahlter betrag, zahlungen, bereits bezahlt, ausgeglichen, zahlbetrag, ausgeglichener betrag,' +
      'pagado, importe pagado, cobrado, importe cobrado, total cobrado, total pagado,' +
      'pagato, importo pagato, incassato, importo incassato, già pagato,' +
      'betaald, betaald bedrag, ontvangen, reeds betaald, voldaan,' +
      'zapłacono, kwota zapłacona, zapłacone, wpłacono, opłacono, rozliczono,' +
      'valor pago, pago, valor recebido, betalt, betalat, inbetalt',
  },
  status: {
    strong:
      'status, state, invoice status, document status, item status, bill status, état, statut, statut facture, etat facture, rechnungsstatus, belegstatus, zustand, estado, estado factura, stato, stato fattura, factuurstatus, stan, status faktury, estado da fatura, fakturastatus',
  },
  paymentStatus: {
    strong:
      'payment status, payment state, paid status, pay status, statut de paiement, statut paiement, état de paiement, statut de règlement, zahlstatus, zahlungsstatus, estado de pago, estado pago, estado de cobro, stato pagamento, stato di pagamento, betaalstatus, betalingsstatus, status płatności, status zapłaty, estado do pagamento, betalningsstatus',
  },
  paidFlag: {
    strong:
      'is paid, fully paid, paid yes no, cleared, is cleared, closed, is closed, settled, soldée, lettré, est payé, ist bezahlt, erledigt, ausgeglichen ja nein, saldada, saldato, afgeletterd, is betaald, czy zapłacona, rozliczona',
    weak: 'paid, bezahlt, payé, réglé, pagado, cobrado, pagato, betaald, zapłacono, opłacono, pago, betalt, ausgeglichen',
  },
  openFlag: {
    strong: 'is open, open yes no, ist offen, est ouvert',
    weak: 'open, offen, ouvert, abierto, aperto, openstaand, otwarta',
  },
  runningBalance: {
    strong:
      'running balance, cumulative balance, cumulative, running total, progressive balance, balance carried, cumulated balance, cumulative amount, solde progressif, solde cumulé, solde courant, cumul, cumul solde, solde glissant, laufender saldo, kumulierter saldo, saldo kumuliert, kumuliert, fortlaufender saldo, saldo acumulado, saldo progresivo, acumulado, saldo progressivo, saldo progr, progressivo, lopend saldo, cumulatief, cumulatief saldo, saldo narastająco, narastająco, löpande saldo, ackumulerat saldo',
  },
  instalment: {
    strong:
      'instalment, installment, instalment number, installment number, instalment no, échéance n°, numéro d échéance, n° échéance, tranche, rate, ratennummer, rate nr, plazo, cuota, número de plazo, rata, numero rata, termijn, termijnnummer, numer raty',
  },
  purchaseOrder: {
    strong:
      'purchase order, po, po number, customer order, your reference, customer reference, bon de commande, commande, numéro de commande, n° commande, votre référence, bestellnummer, bestellung, ihre referenz, kundenreferenz, pedido, número de pedido, su referencia, ordine, numero ordine, ordine di acquisto, bestelnummer, inkooporder, uw referentie, zamówienie, numer zamówienia',
  },
  refersTo: {
    strong:
      'refers to, applies to, applied to, applies to doc no, applies to document, applies to document number, applies to invoice, reference document, ref document, ref doc, referenced document, related document, related invoice, credited invoice, corrected invoice, original invoice, original invoice number, invoice reference, return against, reversal of, credit for,' +
      'document lié, pièce liée, facture liée, document de référence, pièce de référence, facture de référence, facture d origine, pièce d origine, facture créditée, facture annulée, facture rectifiée, s applique à, avoir sur, avoir sur facture, imputé sur,' +
      'bezug, bezugsbeleg, bezug auf, bezug rechnung, rechnungsbezug, rechnungsreferenz, belegbezug, belegreferenz, referenzbeleg, referenzbelegnummer, ursprungsbeleg, ursprungsrechnung, originalrechnung, gutschrift zu, gutschrift zu rechnung, stornierte rechnung, gehört zu, zu rechnung,' +
      'se aplica a, aplicado a, documento relacionado, documento de referencia, documento origen, factura relacionada, factura origen, factura de referencia, factura original, factura rectificada, abono de,' +
      'si riferisce a, riferito a, applicato a, documento collegato, documento di riferimento, documento di origine, fattura collegata, fattura di riferimento, fattura originale, fattura stornata, nota di credito su,' +
      'heeft betrekking op, verwijst naar, toegepast op, gerelateerd document, gerelateerde factuur, referentiedocument, oorspronkelijke factuur, gecrediteerde factuur, bijbehorende factuur,' +
      'dotyczy, dotyczy faktury, dotyczy dokumentu, odnosi się do, dokument powiązany, dokument źródłowy, dokument korygowany, faktura powiązana, faktura korygowana, faktura pierwotna, korekta do',
  },
  text: {
    strong:
      'text, description, memo, remark, comment, libellé, désignation, description facture, commentaire, buchungstext, beschreibung, verwendungszweck, bemerkung, descripción, concepto, descrizione, causale, omschrijving, opis, uwagi',
  },
  pdfUrl: {
    strong:
      'pdf, pdf url, document url, invoice url, link, url, lien pdf, lien, pdf link, enlace, collegamento, odnośnik',
  },
};

const customers: Names = {
  customerNumber: {
    strong: '',
    weak: 'number, no, nr, id, code, numéro, nummer, número, numero, numer, kod',
  },
  timeZone: {
    strong:
      'time zone, timezone, fuseau horaire, zeitzone, zona horaria, fuso orario, tijdzone, strefa czasowa',
  },
  collectorEmail: {
    strong:
      'collector, collector email, chargé de recouvrement, email recouvreur, sachbearbeiter, sachbearbeiter e-mail, gestor, gestor de cobro, addetto recupero, incassomedewerker, windykator',
  },
  parentNumber: {
    strong:
      'parent, parent number, parent customer, group account, maison mère, client groupe, konzern, muttergesellschaft, hauptkunde, matriz, cliente matriz, capogruppo, moederbedrijf, hoofdklant, klient nadrzędny',
  },
  segment: {
    strong:
      'segment, customer group, category, catégorie, groupe de clients, kundengruppe, kategorie, segmento, grupo de clientes, categoria, gruppo clienti, klantgroep, categorie, grupa klientów',
  },
  region: { strong: 'region, area, région, secteur, gebiet, región, zona, regione, regio, gebied' },
};

const payments: Names = {
  number: items.number!,
  receivedOn: {
    strong:
      'paid on, payment date, date paid, received on, received, value date, date de paiement, date paiement, date de règlement, date règlement, payé le, date de valeur, zahlungsdatum, zahldatum, bezahlt am, eingangsdatum, valuta datum, wertstellung, fecha de pago, fecha pago, fecha de cobro, data pagamento, data incasso, data valuta, betaaldatum, betaald op, data zapłaty, data wpłaty',
    weak: 'date, datum, fecha, data',
  },
  amount: {
    strong:
      'amount, paid amount, amount paid, payment amount, received amount, montant, montant payé, montant réglé, montant du paiement, betrag, zahlbetrag, bezahlter betrag, zahlungsbetrag, importe, importe pagado, importe cobrado, importo, importo pagato, importo incassato, bedrag, betaald bedrag, kwota, kwota wpłaty, kwota zapłacona',
  },
  reference: {
    strong:
      'payment reference, reference, payment id, payment number, transaction id, receipt, référence, référence paiement, numéro de paiement, zahlungsreferenz, referenz, zahlungsnummer, referencia, referencia de pago, riferimento, riferimento pagamento, referentie, betalingsreferentie, betalingskenmerk, referencja, numer płatności',
  },
  type: {
    strong:
      'type, kind, document type, voucher type, transaction type, typ, tipo, soort, rodzaj, belegart, dokumentart',
  },
};

/** Words that stand between the others and mean nothing: `date de la facture`, `date of invoice`. */
const fillers = new Set(
  'de du des d l la le les of the del della dell di van het der die das do da'.split(' '),
);
const numberWords = new Set('number nr num numero nummer numer n no'.split(' '));

/** Small letters and digits only: `Raison sociale`, `raison_sociale` and `RAISONSOCIALE` are one name. */
export function plainHeader(header: string): string {
  return words(header).join('');
}

/** The name without fillers, and with one word for number: `N° de pièce` and `Numéro pièce` are one name. */
function essentialHeader(header: string): string {
  return words(header)
    .filter((word) => !fillers.has(word))
    .map((word) => (numberWords.has(word) ? 'no' : word))
    .join('');
}

function words(header: string): string[] {
  return header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/n[°º]/g, ' no ')
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

export const nameStrengths = ['sure', 'strong', 'weak'] as const;
export type NameStrength = (typeof nameStrengths)[number];
type Lookup = Map<string, { field: LedgerField; strength: NameStrength }[]>;

const lookups: Record<ImportKind, Lookup> = {
  items: buildLookup('items', items),
  customers: buildLookup('customers', customers),
  payments: buildLookup('payments', payments),
  bank_statement: new Map(),
};

/** Fields that a header may stand for, strong claims first. */
export function fieldsNamed(
  kind: ImportKind,
  header: string,
): { field: LedgerField; strength: NameStrength }[] {
  const lookup = lookups[kind];
  for (const name of [header, withoutUnit(header)]) {
    const claims = lookup.get(plainHeader(name)) ?? lookup.get(essentialHeader(name));
    if (claims !== undefined) return claims;
  }
  return [];
}

/** `Due Date (UTC)`, `Amount (EUR)`, `Betrag in EUR`, `*InvoiceNumber`: the name without zone, currency and marks. */
function withoutUnit(header: string): string {
  return header
    .replace(/^\*+/, '')
    .replace(/\s*[([][^()[\]]*[)\]]\s*$/, '')
    .replace(/\s+(?:in\s+|en\s+|w\s+)?(?:[A-Z]{3}|€|\$|£)\s*$/, '');
}

function buildLookup(kind: ImportKind, own: Names): Lookup {
  const lookup: Lookup = new Map();
  for (const strength of nameStrengths) {
    for (const field of fieldsOf[kind]) {
      const names = [...split(shared[field]?.[strength]), ...split(own[field]?.[strength])];
      if (strength === 'strong') names.unshift(field);
      for (const name of names) claimSpellings(lookup, name, field, strength);
    }
  }
  return lookup;
}

function split(names = ''): string[] {
  return names.split(',').filter((name) => name.trim() !== '');
}

/** German programs also write umlauts out: `Fälligkeit` and `Faelligkeit`. */
function claimSpellings(lookup: Lookup, name: string, field: LedgerField, strength: NameStrength): void {
  claim(lookup, name, field, strength);
  const writtenOut = name.replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue');
  if (writtenOut !== name) claim(lookup, writtenOut, field, strength);
}

function claim(lookup: Lookup, name: string, field: LedgerField, strength: NameStrength): void {
  for (const key of new Set([plainHeader(name), essentialHeader(name)])) {
    const claims = lookup.get(key) ?? [];
    if (!claims.some((existing) => existing.field === field)) claims.push({ field, strength });
    lookup.set(key, claims);
  }
}
