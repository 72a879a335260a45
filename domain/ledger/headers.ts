/**
 * Names of columns as accounting programs write them, by field and language. `weak` names are taken only where no
 * other column claims the field: "Amount" is the open amount unless there is an "Open amount".
 */
import type { ImportKind } from '../vocabulary.ts';

export const itemFields = [
  'number', 'customerNumber', 'dueOn', 'openAmount', 'issuedOn', 'originalAmount', 'currency', 'type', 'instalment',
  'purchaseOrder', 'refersTo', 'text', 'pdfUrl', 'customerName', 'country', 'language', 'email', 'contactName', 'phone', 'street',
  'postalCode', 'city',
] as const; // prettier-ignore
export const customerFields = [
  'customerNumber', 'customerName', 'country', 'language', 'timeZone', 'currency', 'email', 'contactName', 'phone',
  'street', 'postalCode', 'city', 'collectorEmail', 'parentNumber', 'segment', 'region',
] as const; // prettier-ignore
export const paymentFields = [
  'customerNumber',
  'number',
  'receivedOn',
  'amount',
  'currency',
  'reference',
  'type',
] as const;
export type LedgerField =
  (typeof itemFields)[number] | (typeof customerFields)[number] | (typeof paymentFields)[number];

export const fieldsOf: Record<ImportKind, readonly LedgerField[]> = {
  items: itemFields,
  customers: customerFields,
  payments: paymentFields,
};

export const requiredFields: Record<ImportKind, readonly LedgerField[]> = {
  items: ['number', 'customerNumber', 'dueOn', 'openAmount'],
  customers: ['customerNumber'],
  payments: ['customerNumber', 'receivedOn', 'amount'],
};

type Names = Partial<Record<LedgerField, { strong: string; weak?: string }>>;

/** Names are separated by commas; case, accents, blanks and signs do not matter. Languages: en, fr, de, es, it, nl, pl. */
const shared: Names = {
  customerNumber: {
    strong:
      'customer number, customer no, customer nr, customer id, customer code, cust no, cust id, account number, account no, account id, debtor number, debtor no, debtor id, debtor, client id, client number,' +
      'numéro client, numéro de client, n° client, no client, code client, compte client, id client, compte auxiliaire, compte tiers, code tiers,' +
      'kundennummer, kunden-nr, kundennr, kd-nr, kdnr, kunden id, debitor, debitorennummer, debitorennr, debitornr, debitorenkonto, personenkonto,' +
      'número de cliente, nº cliente, núm cliente, código cliente, código de cliente, cuenta cliente, id cliente,' +
      'numero cliente, codice cliente, cod cliente, n cliente, conto cliente,' +
      'klantnummer, klantnr, klant nr, klantcode, klant id, debiteurnummer, debiteurnr, debiteurennummer, debiteur,' +
      'numer klienta, nr klienta, kod klienta, id klienta, numer kontrahenta, nr kontrahenta, kod kontrahenta, id kontrahenta',
    weak: 'customer, client, account, compte, kunde, konto, cliente, klant, klient, kontrahent, tiers',
  },
  customerName: {
    strong:
      'customer name, client name, account name, debtor name, company name, company,' +
      'nom client, nom du client, raison sociale, intitulé, intitulé client, société, libellé client,' +
      'kundenname, firma, firmenname, debitorname, name des kunden,' +
      'nombre cliente, nombre del cliente, razón social, empresa,' +
      'nome cliente, ragione sociale, denominazione, azienda,' +
      'klantnaam, naam klant, bedrijfsnaam, debiteurnaam,' +
      'nazwa klienta, nazwa kontrahenta, nazwa firmy',
    weak: 'name, nom, nombre, nome, naam, nazwa, bezeichnung',
  },
  currency: {
    strong:
      'currency, currency code, ccy, cur, devise, code devise, monnaie, währung, waehrung, whg, währungscode, moneda, divisa, código moneda, valuta, codice valuta, valutacode, munt, waluta, kod waluty',
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
      'factuurnummer, factuurnr, factuur nr, documentnummer, boekstuknummer,' +
      'numer faktury, nr faktury, numer dokumentu, nr dokumentu',
    weak: 'invoice, document, number, facture, pièce, numéro, rechnung, beleg, factura, fattura, documento, factuur, faktura, dokument, numer',
  },
  dueOn: {
    strong:
      'due date, due on, due, date due, payment due, payment due date, maturity, maturity date, net due date,' +
      'date échéance, date d échéance, échéance, date écheance,' +
      'fälligkeit, fälligkeitsdatum, fällig am, fällig, nettofälligkeit, zahlbar bis,' +
      'fecha de vencimiento, fecha vencimiento, vencimiento, vto, fecha vto,' +
      'data scadenza, scadenza, data di scadenza,' +
      'vervaldatum, vervaldag, betaaldatum uiterlijk,' +
      'termin płatności, data płatności, termin zapłaty, data wymagalności',
  },
  issuedOn: {
    strong:
      'invoice date, issue date, issued on, document date, doc date, bill date, posting date,' +
      'date de facture, date facture, date de la facture, date pièce, date de pièce, date document, date d émission, date émission,' +
      'rechnungsdatum, belegdatum, ausstellungsdatum, buchungsdatum,' +
      'fecha de factura, fecha factura, fecha de emisión, fecha emisión, fecha documento,' +
      'data fattura, data documento, data emissione, data di emissione,' +
      'factuurdatum, documentdatum, boekdatum,' +
      'data faktury, data wystawienia, data dokumentu',
    weak: 'date, datum, fecha, data',
  },
  openAmount: {
    strong:
      'open amount, amount open, outstanding, outstanding amount, amount outstanding, open balance, balance due, amount due, balance, remaining, remaining amount, residual, unpaid amount, open,' +
      'montant ouvert, montant restant dû, montant restant du, reste dû, reste à payer, restant dû, solde, solde dû, montant dû, montant dû ttc,' +
      'offener betrag, offen, restbetrag, saldo, offener saldo, op-betrag, offener posten, zu zahlen,' +
      'importe pendiente, pendiente, saldo pendiente, importe abierto, importe adeudado,' +
      'importo aperto, importo residuo, residuo, saldo aperto, da pagare, importo scoperto,' +
      'openstaand, openstaand bedrag, openstaand saldo, te betalen, restant,' +
      'kwota otwarta, pozostało do zapłaty, do zapłaty, saldo należności, kwota do zapłaty, należność',
    weak: 'amount, montant, betrag, importe, importo, bedrag, kwota',
  },
  originalAmount: {
    strong:
      'original amount, invoice amount, invoice total, total amount, gross amount, document amount, total,' +
      'montant facture, montant de la facture, montant ttc, montant initial, montant origine, total ttc,' +
      'rechnungsbetrag, bruttobetrag, ursprungsbetrag, originalbetrag, gesamtbetrag,' +
      'importe factura, importe original, importe total, total factura,' +
      'importo fattura, importo originale, importo totale, totale fattura, totale,' +
      'factuurbedrag, oorspronkelijk bedrag, totaalbedrag,' +
      'kwota faktury, kwota brutto, kwota pierwotna, wartość brutto',
    weak: 'amount, montant, betrag, importe, importo, bedrag, kwota',
  },
  type: {
    strong:
      'type, document type, doc type, item type, type de pièce, type de document, type pièce, nature, belegart, dokumentart, dokumenttyp, typ, tipo, tipo documento, tipo de documento, documenttype, soort, soort document, typ dokumentu, rodzaj dokumentu',
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
      'type, kind, payment type, type de paiement, zahlungsart, typ, tipo, tipo de pago, tipo pagamento, soort, rodzaj',
  },
};

/** Words that stand between the others and tell nothing: `date de la facture`, `date of invoice`. */
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

export type NameStrength = 'strong' | 'weak';
type Lookup = Map<string, { field: LedgerField; strength: NameStrength }[]>;

const lookups: Record<ImportKind, Lookup> = {
  items: buildLookup('items', items),
  customers: buildLookup('customers', customers),
  payments: buildLookup('payments', payments),
};

/** Fields that a header may stand for, strong claims first. */
export function fieldsNamed(
  kind: ImportKind,
  header: string,
): { field: LedgerField; strength: NameStrength }[] {
  const lookup = lookups[kind];
  return lookup.get(plainHeader(header)) ?? lookup.get(essentialHeader(header)) ?? [];
}

function buildLookup(kind: ImportKind, own: Names): Lookup {
  const lookup: Lookup = new Map();
  for (const field of fieldsOf[kind]) {
    const strong = [field, ...split(shared[field]?.strong), ...split(own[field]?.strong)];
    for (const name of strong) claimSpellings(lookup, name, field, 'strong');
  }
  for (const field of fieldsOf[kind]) {
    for (const name of [...split(shared[field]?.weak), ...split(own[field]?.weak)]) {
      claimSpellings(lookup, name, field, 'weak');
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
