/** Exports of accounting programs, small and in memory: what is recognised, and what is asked about. */
import { describe, expect, it } from 'vitest';
import type { LedgerReading } from '../model/ledger.ts';
import type { ImportKind } from '../vocabulary/imports.ts';
import { isBlank } from './cells.ts';
import { Profiler } from './profile.ts';
import { readRow } from './rows.ts';
import { isSumRow } from './sum-rows.ts';

interface Read {
  /** Ids of questions; a question about words as `words:status`. */
  asked: string[];
  /** `number type open`, or `number amount` for payments. */
  lines: string[];
  errors: string[];
  remarks: string[];
  currencies: string[];
  /** Of the file's open amounts, in whole units. */
  sum: number;
  questions: ReturnType<Profiler['finish']>;
}

function read(
  text: string,
  reading: LedgerReading = {},
  kind: ImportKind = 'items',
  zone = 'Europe/Paris',
): Read {
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.split(';'));
  const profiler = new Profiler(kind, reading, {}, { timeZone: zone, expectedCurrency: () => 'EUR' });
  rows.forEach((cells, index) => profiler.add(index + 1, cells));
  const questions = profiler.finish();
  if (!questions.ok) throw new Error(questions.code);
  const { resolved, remarks } = questions.value;
  const asked = questions.value.questions.map((question) =>
    question.id === 'words' ? `words:${question.field}` : question.id,
  );
  const result: Read = { asked, lines: [], errors: [], remarks: [], currencies: [], sum: 0, questions };
  result.remarks = remarks.map(({ code }) => code);
  if (resolved === null) return result;
  rows.forEach((cells, index) => {
    if (index + 1 <= resolved.headerRow || cells.every(isBlank) || isSumRow(cells, resolved.columns)) return;
    const outcome = readRow(cells, {
      reading: resolved,
      currencyOf: () => 'EUR',
      remark: (code) => void result.remarks.push(code),
      asOf: '2026-11-29',
    });
    if (!outcome.ok) result.errors.push(...outcome.errors.map(({ code, column }) => `${code} ${column}`));
    else if (outcome.row?.kind === 'items') {
      const { number, type, openMinor, currency } = outcome.row;
      result.currencies.push(currency);
      result.lines.push(`${number} ${type} ${openMinor / 100}`);
      result.sum += openMinor / 100;
    } else if (outcome.row?.kind === 'payments')
      result.lines.push(`${outcome.row.number} ${outcome.row.amountMinor / 100}`);
  });
  return result;
}

describe('exports as they come', () => {
  const programs: [string, string, string[]][] = [
    [
      'DATEV, open items with debit and credit',
      `Konto;Kontobezeichnung;Rechnungs-Nr;Datum;Fälligkeit;Betrag Soll;Betrag Haben;Saldo;S/H
10000;Nord GmbH;RE-1;01.09.2026;01.10.2026;1.000,00;;1.000,00;S
10000;Nord GmbH;GS-1;05.09.2026;;;400,00;400,00;H
;;;;;1.000,00;400,00;600,00;S`,
      ['RE-1 invoice 1000', 'GS-1 credit_note -400'],
    ],
    [
      'DATEV, postings with a mark',
      `Konto;Belegfeld 1;Belegdatum;Fälligkeit;Umsatz;Soll/Haben-Kennzeichen;WKZ Umsatz
10000;RE-1;01.09.2026;01.10.2026;1.000,00;S;EUR
10000;RE-2;05.09.2026;05.10.2026;400,00;H;EUR`,
      ['RE-1 invoice 1000', 'RE-2 credit_note -400'],
    ],
    [
      'SAP, line items (FBL5N)',
      `Account;Document Type;Document Number;Document Date;Net due date;Amount in local currency;Local Currency;Text
100001;RV;90000001;01.09.2026;01.10.2026;1.000,00;EUR;
100001;DG;90000002;02.09.2026;02.09.2026;400,00-;EUR;
100001;DZ;14000001;03.09.2026;03.09.2026;100,00-;EUR;
100001;AB;10000001;03.09.2026;03.09.2026;50,00-;EUR;
* 100001;;;;;450,00;EUR;`,
      [
        '90000001 invoice 1000',
        '90000002 credit_note -400',
        '14000001 unapplied_payment -100',
        '10000001 credit_note -50',
      ],
    ],
    [
      'Sage 50',
      `A/C;Type;Date;Due Date;Inv Ref;Details;Amount;O/S Amount
ABC01;SI;01/09/2026;01/10/2026;1001;Goods;1000.00;600.00
ABC01;SC;15/09/2026;15/09/2026;1002;Return;-100.00;-100.00
ABC01;SA;20/09/2026;;PAY;On account;-50.00;-50.00`,
      ['1001 invoice 600', '1002 credit_note -100', 'PAY unapplied_payment -50'],
    ],
    [
      'Sage 100, Cegid',
      `Auxiliaire;Libellé;N° pièce;Date comptable;Échéance;Débit;Crédit;Solde progressif
C001;Facture;FA-1;01/09/2026;01/10/2026;1000,00;;1000,00
C001;Avoir;AV-1;15/09/2026;;;400,00;600,00`,
      ['FA-1 invoice 1000', 'AV-1 credit_note -400'],
    ],
    [
      'Odoo',
      `Number;Invoice Partner Display Name;Partner;Invoice Date;Due Date;Total Signed;Amount Due Signed;Payment Status;Status
INV/1;Nord SARL;C1;2026-09-01;2026-10-01;1000.00;600.00;Partially Paid;Posted
INV/2;Nord SARL;C1;2026-09-01;2026-10-01;200.00;0.00;Paid;Posted
INV/3;Nord SARL;C1;2026-09-01;2026-10-01;300.00;300.00;Not Paid;Posted`,
      ['INV/1 invoice 600', 'INV/2 invoice 0', 'INV/3 invoice 300'],
    ],
    [
      'ERPNext, accounts receivable',
      `Posting Date;Customer;Voucher Type;Voucher No;Due Date;Invoiced Amount;Paid Amount;Outstanding Amount;Currency
2026-09-01;C1;Sales Invoice;SINV-1;2026-10-01;1000.00;400.00;600.00;EUR
2026-09-10;C1;Payment Entry;PE-1;;-50.00;0.00;-50.00;EUR
2026-09-10;C1;Journal Entry;JV-1;2026-09-10;-10.00;0.00;-10.00;EUR`,
      ['SINV-1 invoice 600', 'PE-1 unapplied_payment -50', 'JV-1 credit_note -10'],
    ],
    [
      'Xero, invoices',
      `*ContactName;*InvoiceNumber;*InvoiceDate;*DueDate;Total;InvoiceAmountPaid;InvoiceAmountDue;Type;Status;Currency
Nord Ltd;INV-1;2026-09-01;2026-10-01;1000.00;400.00;600.00;ACCREC;Awaiting Payment;EUR
Nord Ltd;CN-1;2026-09-05;;-50.00;0.00;-50.00;ACCRECCREDIT;Awaiting Payment;EUR
Nord Ltd;INV-2;2026-09-05;2026-10-05;80.00;0.00;80.00;ACCREC;Voided;EUR`,
      [],
    ],
    [
      'QuickBooks, A/R ageing detail',
      `Date;Transaction type;Num;Customer;Due date;Amount;Open balance
09/13/2026;Invoice;1001;Nord;10/13/2026;1,000.00;600.00
09/20/2026;Credit Memo;1002;Nord;09/20/2026;-100.00;-100.00
09/21/2026;Payment;1003;Nord;09/21/2026;-50.00;-50.00
;Total;;;;850.00;450.00`,
      ['1001 invoice 600', '1002 credit_note -100', '1003 unapplied_payment -50'],
    ],
    [
      'Business Central, customer ledger entries',
      `Posting Date;Document Type;Document No.;Customer No.;Due Date;Currency Code;Original Amount;Remaining Amount;Open
2026-09-01;Invoice;103001;10000;2026-10-01;EUR;1000.00;600.00;Yes
2026-09-02;Invoice;103002;10000;2026-10-02;EUR;200.00;0.00;No
2026-09-03;Finance Charge Memo;103003;10000;2026-10-03;EUR;5.00;5.00;Yes`,
      ['103001 invoice 600', '103002 invoice 0', '103003 debit_note 5'],
    ],
    [
      'Lexware',
      `Kundennr.;Firma;Belegnr.;Datum;Fällig;Brutto;Bezahlt;Offen
10001;Nord GmbH;RE-1;01.09.2026;01.10.2026;1.000,00;400,00;600,00
10001;Nord GmbH;RE-2;02.09.2026;02.10.2026;200,00;-;200,00`,
      ['RE-1 invoice 600', 'RE-2 invoice 200'],
    ],
    [
      'Fortnox',
      `Kundnr;Kundnamn;Fakturanr;Fakturadatum;Förfallodatum;Totalt;Återstår;Valuta
1;Nord AB;1001;2026-09-01;2026-10-01;1000,00;600,00;EUR`,
      ['1001 invoice 600'],
    ],
    [
      'Exact',
      `Debiteur;Naam;Factuurnummer;Factuurdatum;Vervaldatum;Bedrag;Openstaand;Valuta
1;Noord BV;1001;13-09-2026;13-10-2026;1.000,00;600,00;EUR`,
      ['1001 invoice 600'],
    ],
    [
      'a Polish program with sides',
      `Kontrahent;Numer dokumentu;Data wystawienia;Termin płatności;Kwota;Wn/Ma
K1;FV/1;01.09.2026;01.10.2026;1 000,00;Wn
K1;FV/2;05.09.2026;05.10.2026;400,00;Ma`,
      ['FV/1 invoice 1000', 'FV/2 credit_note -400'],
    ],
    [
      'an Italian program with sides',
      `Cliente;Numero documento;Data documento;Scadenza;Dare;Avere;Saldo progressivo
C1;F-1;01/09/2026;13/10/2026;1.000,00;;1.000,00
C1;F-2;05/09/2026;;;400,00;600,00`,
      ['F-1 invoice 1000', 'F-2 credit_note -400'],
    ],
  ];
  it.each(programs.filter(([, , lines]) => lines.length > 0))('D-12 %s', (_, text, lines) => {
    const { asked, errors, lines: found } = read(text);
    expect({ asked, errors, lines: found }).toEqual({ asked: [], errors: [], lines });
  });

  it('D-12 Xero names no customer number: the contact is offered, and everything else is read', () => {
    const text = programs.find(([name]) => name.startsWith('Xero'))![1];
    const { asked, questions } = read(text);
    expect(asked).toEqual(['columns']);
    expect(questions.ok && questions.value.questions[0]).toMatchObject({
      fields: [{ field: 'customerNumber', candidates: ['*ContactName'] }],
    });
    const named = read(text, { columns: { customerNumber: '*ContactName' } });
    expect(named.lines).toEqual(['INV-1 invoice 600', 'CN-1 credit_note -50', 'INV-2 invoice 0']);
  });
});

const head = 'customer number;document number;document date;due date';
const line = (number: string, rest: string) => `C-1;${number};2026-09-01;2026-10-01;${rest}`;
const file = (columns: string, ...rows: string[]) => [`${head};${columns}`, ...rows].join('\n');

describe('signs', () => {
  it.each([
    ['S', 'H'], ['D', 'C'], ['DR', 'CR'], ['Soll', 'Haben'], ['Debit', 'Credit'], ['Débit', 'Crédit'], ['Debe', 'Haber'],
    ['Dare', 'Avere'], ['D', 'A'], ['D', 'H'], ['Wn', 'Ma'], ['W', 'M'], ['D', 'K'], ['+', '-'],
  ])('D-12 the marks %s and %s give the sign', (debit, credit) => {
    const { asked, sum } = read(file('amount;D/C', line('1', `1000.00;${debit}`), line('2', `400.00;${credit}`)));
    expect({ asked, sum }).toEqual({ asked: [], sum: 600 });
  }); // prettier-ignore

  it('D-12 a mark that nobody knows is asked about, and a row without one is an error', () => {
    const text = file('amount;D/C', line('1', '1000.00;X'), line('2', '400.00;Y'), line('3', '5.00;'));
    expect(read(text).asked).toEqual(['words:side']);
    const answered = read(text, { words: { side: { x: 'debit', Y: 'credit' } } });
    expect(answered).toMatchObject({ asked: [], sum: 600, errors: ['side_missing D/C'] });
  });

  it('D-12 two columns give the sign, regardless of what stands for nothing in the other', () => {
    for (const nothing of ['', '-', '0.00', '–', '-.--', '- €']) {
      const text = file('debit;credit', line('1', `1000.00;${nothing}`), line('2', `${nothing};400.00`));
      expect(read(text)).toMatchObject({ asked: [], sum: 600, remarks: ['open_from_sides'] });
    }
  });

  it.each([
    ['a mark', file('amount;D/C', line('1', '1000.00;D'), line('2', '-400.00;C'))],
    ['two columns', file('debit;credit', line('1', '1000.00;'), line('2', ';-400.00'))],
    ['a mark in the cell', file('open amount', line('1', '1000.00'), line('2', '-400.00 CR'))],
    ['parentheses and a mark', file('open amount', line('1', '1000.00'), line('2', '(400.00) CR'))],
  ])('D-12 a minus beside %s is asked about, never read in silence', (_, text) => {
    const { asked, questions } = read(text);
    expect(asked).toEqual(['creditSigns']);
    expect(questions.ok && questions.value.questions[0]).toMatchObject({
      options: [
        { value: 'mark_decides', examples: [{ read: '-400.00' }] },
        { value: 'minus_reverses', examples: [{ read: '400.00' }] },
      ],
    });
    expect(read(text, { creditSigns: 'mark_decides' }).sum).toBe(600);
    expect(read(text, { creditSigns: 'minus_reverses' }).sum).toBe(1400);
  });

  it('D-12 credit notes of one kind with and without a minus are asked about', () => {
    const text = file(
      'type;open amount',
      line('1', 'Invoice;1000.00'),
      line('2', 'Credit note;-50.00'),
      line('3', 'Credit note;30.00'),
    );
    expect(read(text).asked).toEqual(['creditSigns']);
    expect(read(text, { creditSigns: 'mark_decides' }).sum).toBe(920);
    expect(read(text, { creditSigns: 'minus_reverses' }).sum).toBe(980);
  });
});

describe('what is open', () => {
  it.each([
    ['for the file', file('amount;balance', line('1', '1000.00;1000.00'), line('2', '500.00;1500.00'), line('3', '-300.00;1200.00')), 1200],
    ['newest first', file('amount;balance', line('3', '-300.00;1200.00'), line('2', '500.00;1500.00'), line('1', '1000.00;1000.00')), 1200],
    ['with what was carried forward', file('amount;balance', line('2', '500.00;2500.00'), line('3', '100.00;2600.00')), 600],
    ['with a mark', file('amount;D/C;balance', line('1', '1000.00;D;1000.00'), line('2', '500.00;D;1500.00'), line('3', '300.00;C;1200.00')), 1200],
    ['by its name', file('amount;running balance', line('1', '1000.00;1000.00')), 1000],
  ])('D-12 a balance that runs on %s is no open amount', (_, text, sum) => {
    expect(read(text)).toMatchObject({ asked: [], sum });
  }); // prettier-ignore

  it('D-12 a balance that runs on for each customer', () => {
    const text = `customer number;document number;document date;due date;amount;balance
C-1;1;2026-09-01;2026-10-01;1000.00;1000.00
C-1;2;2026-09-02;2026-10-02;500.00;1500.00
C-2;3;2026-09-03;2026-10-03;70.00;70.00
C-2;4;2026-09-04;2026-10-04;30.00;100.00`;
    expect(read(text)).toMatchObject({ asked: [], sum: 1600, remarks: ['running_balance'] });
  });

  it('D-12 a balance of each document is what is open', () => {
    const text = file('amount;balance', line('1', '1000.00;400.00'), line('2', '500.00;500.00'));
    expect(read(text)).toMatchObject({ asked: [], sum: 900, remarks: [] });
  });

  it('D-12 a balance that is neither is asked about', () => {
    const text = file('amount;balance', line('1', '1000.00;1700.00'), line('2', '500.00;20.00'));
    expect(read(text).asked).toEqual(['openAmount']);
    expect(read(text, { openAmount: 'entry' }).sum).toBe(1500);
    expect(read(text, { openAmount: 'column' }).sum).toBe(1720);
  });

  it.each([
    ['remaining', 'amount due;amount paid;amount remaining', '1000.00;400.00;600.00'],
    ['balance due', 'invoice total;amount paid;balance due', '1000.00;400.00;600.00'],
    ['nothing but total and paid', 'invoice total;amount paid', '1000.00;400.00'],
    ['paid with a minus', 'invoice total;payments', '1000.00;-400.00'],
    ['Dutch', 'factuurbedrag;betaald;openstaand', '1000.00;400.00;600.00'],
    ['French', 'montant ttc;montant réglé;reste à payer', '1000.00;400.00;600.00'],
    ['Spanish', 'importe total;pagado;pendiente', '1000.00;400.00;600.00'],
    ['amount due is the total', 'total;amount due;amount paid', '1000.00;1000.00;400.00'],
    ['amount due is the rest', 'total;amount due;amount paid', '1000.00;600.00;400.00'],
  ])('D-12 what remains is open: %s', (_, columns, values) => {
    expect(read(file(columns, line('1', values)))).toMatchObject({ asked: [], sum: 600 });
  });

  it.each(['amount', 'amount due', 'solde'])(
    'D-12 %s beside what was paid, and nothing else, is asked about',
    (due) => {
      const text = file(`${due};amount paid`, line('1', '1000.00;400.00'));
      expect(read(text).asked).toEqual(['openAmount']);
      expect(read(text, { openAmount: 'minus_paid' }).sum).toBe(600);
      expect(read(text, { openAmount: 'column' }).sum).toBe(1000);
    },
  );

  it('D-12 a total alone is never taken for what is open', () => {
    expect(read(file('invoice total', line('1', '1000.00'))).asked).toEqual(['columns']);
  });

  it('D-12 a status that nobody knows is asked about; one that contradicts an open amount too', () => {
    const odd = file('amount;status', line('1', '100.00;Open'), line('2', '200.00;Wobbly'));
    expect(read(odd).asked).toEqual(['words:status']);
    expect(read(odd, { words: { status: { wobbly: 'closed' } } }).sum).toBe(100);
    expect(read(odd, { words: { status: { '*': 'open' } } }).sum).toBe(300);
    const closed = file('amount;status', line('1', '100.00;Paid'), line('2', '200.00;Wobbly'));
    expect(read(closed, { words: { status: { '*': 'open' } } }).sum).toBe(200);
    const contradictory = file('open amount;status', line('1', '100.00;Open'), line('2', '200.00;Paid'));
    expect(read(contradictory).asked).toEqual(['words:status']);
    const partly = file('amount;status', line('1', '100.00;Partially paid'));
    expect(read(partly).asked).toEqual(['words:status']);
  });

  it.each([
    ['Paid', 'No', 'Yes'], ['bezahlt', 'nein', 'ja'], ['payé', 'non', 'oui'], ['Paid', 'false', 'true'], ['Paid', '0', '1'],
  ])('D-12 the flag %s: %s and %s', (header, no, yes) => {
    const text = file(`amount;${header}`, line('1', `100.00;${no}`), line('2', `200.00;${yes}`));
    expect(read(text)).toMatchObject({ asked: [], sum: 100 });
  }); // prettier-ignore
});

describe('what stands in single cells', () => {
  it('D-12 identifiers that a spreadsheet made longer or shorter are asked about', () => {
    const longer = `customer number;document number;due date;open amount
4711.0;2960623488.0;2026-10-01;100.00
4711.0;2960623489.0;2026-10-01;50.00`;
    expect(read(longer).asked).toEqual(['identifiers']);
    expect(read(longer, { identifiers: 'number' }).lines[0]).toBe('2960623488 invoice 100');
    expect(read(longer, { identifiers: 'as_written' }).lines[0]).toBe('2960623488.0 invoice 100');
    const shorter = longer.replaceAll(/29606234\d\d\.0/g, '1,23E+09').replaceAll('4711.0', 'C-1');
    const { asked, questions } = read(shorter);
    expect(asked).toEqual(['identifiers']);
    expect(questions.ok && questions.value.questions[0]).toMatchObject({
      options: [{ value: 'as_written' }],
    });
  });

  it('D-12 numbers that are numbers are not asked about', () => {
    const text = `customer number;document number;due date;open amount
00031;0000123;2026-10-01;100.00
00031;12E5;2026-10-01;50.00
00031;2026-10;2026-10-01;50.00`;
    expect(read(text)).toMatchObject({ asked: [], errors: [], sum: 200 });
  });

  it('D-12 instants that are midnights of another zone are asked about, other instants are days of the entity', () => {
    const text = (due: string) => `customer number;document number;due date;open amount\nC-1;1;${due};100.00`;
    const due = (read: Read) => (read.questions.ok ? read.questions.value.resolved?.timeZone : undefined);
    expect(read(text('2026-09-30T22:00:00.000Z')).asked).toEqual([]);
    expect(due(read(text('2026-09-30T22:00:00.000Z')))).toBe('Europe/Paris');
    const newYork = (reading: LedgerReading = {}) =>
      read(text('2026-10-01T00:00:00Z'), reading, 'items', 'America/New_York');
    expect(newYork().asked).toEqual(['zone']);
    expect(due(newYork({ zone: 'written' }))).toBeUndefined();
    expect(due(newYork({ zone: 'entity' }))).toBe('America/New_York');
  });

  describe.each([
    ['a CSV file', '45992', '46022,75'],
    ['a workbook', '45992', '46022.75'],
  ])('days as numbers in %s', (_name, due, later) => {
    const text = `customer number;document number;document date;due date;open amount
C-1;1;2025-11-01;${due};100.00
C-1;2;2025-11-01;${later};50.00
C-1;3;2025-11-01;2026-01-02;25.00`;

    it('D-12 D-4 are asked about once, with the days that they would be', () => {
      const { asked, questions } = read(text);
      expect(asked).toEqual(['dateSerials']);
      const question = questions.ok ? questions.value.questions[0] : undefined;
      expect(question).toMatchObject({
        columns: ['due date'],
        options: [
          {
            value: 'from_1900',
            examples: [
              { written: due, read: '2025-12-01' },
              { written: later, read: '2025-12-31' },
            ],
          },
          { value: 'from_1904', examples: [{ read: '2029-12-02' }, { read: '2030-01-01' }] },
          { value: 'no_date', unreadable: 2 },
        ],
      });
    });

    it('D-12 are read as was answered', () => {
      expect(read(text, { dateSerials: 'from_1900' })).toMatchObject({ asked: [], errors: [], sum: 175 });
      expect(read(text, { dateSerials: 'no_date' }).errors).toEqual([
        'date_invalid due date',
        'date_invalid due date',
      ]);
    });
  });

  it.each([
    'Open amount', 'open_amount', 'Montant ouvert', 'Reste dû', 'Offener Betrag', 'Importe pendiente', 'Importo aperto', 'Openstaand bedrag', 'Kwota otwarta', 'Valor em aberto', 'Balance',
  ])('D-12 %s is an amount, also where every row has 1', (header) => {
    const text = file(header, line('1', '1'), line('2', '1'));
    expect(read(text)).toMatchObject({ asked: [], sum: 2 });
  }); // prettier-ignore

  it('D-12 dates that are far off, and due dates before the issue, are remarked on and read', () => {
    const text = `customer number;document number;document date;due date;open amount
C-1;1;2026-09-01;1926-10-01;100.00
C-1;2;2026-09-01;2206-10-01;100.00
C-1;3;2026-09-01;2026-08-01;100.00`;
    const { errors, remarks, sum } = read(text);
    expect({ errors, sum }).toEqual({ errors: [], sum: 300 });
    expect(remarks.toSorted()).toEqual([
      'date_far_off',
      'date_far_off',
      'due_before_issue',
      'due_before_issue',
    ]);
  });

  it('D-12 a credit needs no due date, a claim does', () => {
    const text = `customer number;type;document number;document date;due date;open amount
C-1;Invoice;1;2026-09-01;2026-10-01;100.00
C-1;Payment;2;2026-10-05;;-20.00
C-1;Credit note;3;;-;30.00
C-1;;4;2026-10-05;;-1.00
C-1;Invoice;5;2026-10-05;;7.00`;
    expect(read(text)).toMatchObject({ sum: 49, errors: ['date_invalid due date'] });
  });

  it('D-12 the method of payment is not read, and other kinds of payments are asked about once a word', () => {
    const text = `Kundennummer;Rechnungsnummer;Zahlungsdatum;Betrag;Zahlungsart
C-1;1;20.11.2026;100,00;Überweisung
C-1;1;21.11.2026;100,00;Lastschrift`;
    expect(read(text, {}, 'payments')).toMatchObject({ asked: [], lines: ['1 100', '1 100'] });
    const typed = text.replace('Zahlungsart', 'Typ').replace('Überweisung', 'Blubb');
    expect(read(typed, {}, 'payments').asked).toEqual(['words:type']);
  });

  it.each([
    ['open amount (USD)', 'USD'], ['Offener Betrag in CHF', 'CHF'], ['Reste dû (£)', 'GBP'], ['open amount', 'EUR'],
  ])('D-12 the currency that the name of the column tells: %s', (header, currency) => {
    expect(read(file(header, line('1', '100.00'))).currencies).toEqual([currency]);
  }); // prettier-ignore

  it('D-12 a column that a person names wins, and "no column" is an answer', () => {
    const text = file('amount;status', line('1', '100.00;Wobbly'));
    expect(read(text, { columns: { status: '' } })).toMatchObject({ asked: [], sum: 100 });
  });

  it('D-12 a file without a known name of a column asks for all of them instead of ending', () => {
    const text = 'aaa;bbb;ccc;ddd\nC-1;1;2026-10-01;100.00';
    const columns = { customerNumber: 'aaa', number: 'bbb', dueOn: 'ccc', openAmount: 'ddd' };
    expect(read(text).asked).toEqual(['columns']);
    expect(read(text, { columns })).toMatchObject({ asked: [], sum: 100 });
  });
});
