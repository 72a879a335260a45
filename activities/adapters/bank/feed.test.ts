import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CheckedStatements, type Gap } from '../../../domain/bank/check.ts';
import { EntryKeys } from '../../../domain/bank/entry-key.ts';
import { recogniseBankFormat } from '../../../domain/bank/recognise.ts';
import type { BankEntry, StatementHead, StatementTail } from '../../../domain/bank/statement.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { minorToDecimal } from '../../../domain/money/decimal.ts';
import type { BankFormat } from '../../../domain/vocabulary/bank.ts';
import { bankFeed } from './feed.ts';
import { camt, codaFile, entry, part } from './bank-files.support.ts';

interface ReadFile {
  heads: StatementHead[];
  entries: BankEntry[];
  tails: StatementTail[];
  gaps: Gap[];
}

function read(text: string, pieceLength = text.length || 1): ReadFile {
  const format = recogniseBankFormat(text.slice(0, 4_000));
  if (format === null) throw new Error('not recognised');
  return readAs(format, text, pieceLength);
}

function readAs(format: BankFormat, text: string, pieceLength = text.length || 1): ReadFile {
  const heads: StatementHead[] = [];
  const entries: BankEntry[] = [];
  const tails: StatementTail[] = [];
  const checked = new CheckedStatements({
    open: (head) => heads.push(head),
    entry: (one) => entries.push(one),
    close: (tail) => tails.push(tail),
  });
  const feed = bankFeed(format, checked);
  for (let from = 0; from < text.length; from += pieceLength)
    feed.write(text.slice(from, from + pieceLength));
  feed.end();
  return { heads, entries, tails, gaps: checked.gaps };
}

function faultOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof RefusedError)
      return error.code === 'bank_file_wrong' ? error.params.fault : error.code;
    throw error;
  }
  return null;
}

const example = (name: string) =>
  readFileSync(new URL(`../../../docs/examples/bank/${name}`, import.meta.url), 'utf8');

describe('D-9 MT940', () => {
  it('D-9 with the numbered parts of German banks: words, accounts, references, a returned debit, a fee', () => {
    const { heads, entries, tails } = read(example('mt940-de.sta'));
    expect(heads).toMatchObject([
      {
        account: 'DE89370400440532013000',
        currency: 'EUR',
        number: 231,
        page: 1,
        opening: { amountMinor: 1_000_000, on: '2026-11-27' },
      },
    ]);
    expect(tails[0]!.closing).toEqual({ amountMinor: 1_194_250, currency: 'EUR', on: '2026-11-30' });
    expect(entries.map(({ amountMinor, bankId, code }) => [amountMinor, bankId, code])).toEqual([
      [178_500, 'DE26334A01', 'NTRF/166'],
      [41_950, 'DE26334A02', 'NTRF/166'],
      [-25_000, 'DE26334A03', 'NRTI/109'],
      [-1_200, null, 'NCHG/808'],
    ]);
    const [transfer, structured, returned, fee] = entries.map(({ transactions }) => transactions[0]!);
    expect(transfer).toMatchObject({
      text: 'Rechnung RE-20481 vom 02.10.2026 Danke',
      counterparty: { name: 'Muster Anlagenbau GmbH', iban: 'DE02120300000000202051' },
      references: { endToEnd: null },
      returnReason: null,
    });
    expect(structured).toMatchObject({
      text: 'RF18539007547034',
      references: { endToEnd: 'ZAHLUNG-NR-4711-2026' },
    });
    expect(returned).toMatchObject({
      returnReason: 'AM04',
      references: { endToEnd: 'RE-20477', mandate: 'M-1002' },
    });
    expect(fee).toMatchObject({ text: 'Kontofuehrung', returnReason: null });
  });

  it('D-9 says what a second implementation says: mt-940 from PyPI, its answer stored with how it was made', () => {
    const judge = JSON.parse(readFileSync(new URL('mt940-de.expected.json', import.meta.url), 'utf8')) as {
      entries: Record<string, string | null>[];
      opening: string;
      closing: string;
    };
    const { entries, heads, tails } = read(example('mt940-de.sta'));
    const plain = (minor: number) => minorToDecimal(minor, 'EUR');
    expect([plain(heads[0]!.opening!.amountMinor), plain(tails[0]!.closing!.amountMinor)]).toEqual([
      judge.opening,
      judge.closing,
    ]);
    expect(
      entries.map(({ amountMinor, currency, valueOn, bankId, code, transactions: [one] }) => ({
        amount: plain(amountMinor),
        currency,
        valueOn,
        bankReference: bankId,
        code: code.split('/')[0],
        purpose: one!.text,
      })),
    ).toEqual(
      judge.entries.map(({ amount, currency, valueOn, bankReference, code, purpose }) => ({
        amount,
        currency,
        valueOn,
        bankReference,
        code,
        purpose,
      })),
    );
  });

  it.each<[string, string[], object]>([
    [
      'slash words of Dutch banks',
      [
        '/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/Voorbeeld B',
        'V/REMI/Factuur 2026-118/EREF/E2E-9',
      ],
      {
        text: 'Factuur 2026-118',
        counterparty: { name: 'Voorbeeld BV', iban: 'NL91ABNA0417164300' },
        references: { endToEnd: 'E2E-9' },
      },
    ],
    [
      'ING: party and structured remittance',
      ['/EREF/NOTPROVIDED//CNTP/NL20INGB0001234567/INGBNL2A/De Proef BV///REMI/STRD/ISO/RF18539007547034/'],
      {
        references: { endToEnd: null, structured: ['RF18539007547034'] },
        counterparty: { name: 'De Proef BV', iban: 'NL20INGB0001234567' },
      },
    ],
    [
      'a Dutch return',
      ['/TRTP/SEPA INCASSO RETOUR/RTRN/MS03/IBAN/NL91ABNA0417164300/NAME/Voorbeeld BV/MARF/M1/EREF/INV-7'],
      { returnReason: 'MS03', references: { mandate: 'M1', endToEnd: 'INV-7' } },
    ],
    [
      'words with a colon of ABN AMRO',
      [
        'SEPA OVERBOEKING                 IBAN: NL91ABNA0417164300',
        'BIC: ABNANL2A                    NAAM: VOORBEELD BV',
        'OMSCHRIJVING: FACTUUR 2026-118',
        'KENMERK: 4500',
      ],
      {
        text: 'FACTUUR 2026-118',
        counterparty: { name: 'VOORBEELD BV', iban: 'NL91ABNA0417164300' },
        references: { endToEnd: '4500' },
      },
    ],
    [
      'words of mBank',
      [
        '911 TRANSAKCJA COLLECT; Z RACH.: ',
        '61109010140000071219812874; OD: JAN PRZYKLAD',
        'UL. PROSTA 1; TYT.: FAKTURA FV/412/09/2026; ',
        'TNR: 179171073864111.010001',
      ],
      { text: 'FAKTURA FV/412/09/2026', counterparty: { iban: 'PL61109010140000071219812874' } },
    ],
    [
      'numbered parts of Polish banks',
      [
        '020~00PRZELEW PRZYCHODZACY~20FAKTURA FV/412/~2109/2026~32PRZYKLAD SP. Z O.O.~38PL61109010140000071219812874',
      ],
      {
        text: 'FAKTURA FV/412/ 09/2026',
        counterparty: { name: 'PRZYKLAD SP. Z O.O.', iban: 'PL61109010140000071219812874' },
      },
    ],
    ['plain words', ['PAYMENT OF INVOICE 4711', 'THANK YOU'], { text: 'PAYMENT OF INVOICE 4711 THANK YOU' }],
  ])('D-9 %s', (_is, details, expected) => {
    const text = `:20:X\n:25:NL00/123\n:28C:1\n:60F:C261130EUR0,\n:61:2611301130C1,5NTRFNONREF\n:86:${details.join('\n')}\n:62F:C261130EUR1,50\n-\n`;
    expect(read(text).entries[0]!.transactions[0]).toMatchObject(expected);
  });

  it.each<[string, string, number, string, boolean]>([
    ['a credit', '2611301130C10,NTRF', 1_000, '2026-11-30', false],
    ['a debit with a letter of its currency', '2611301130DR10,01NTRF', -1_001, '2026-11-30', false],
    ['a credit taken back', '2611301130RC10,NTRF', -1_000, '2026-11-30', true],
    ['a debit taken back', '2611301130RDR10,NTRF', 1_000, '2026-11-30', true],
    ['no day of booking: that of the balance', '261128C10,NTRF', 1_000, '2026-11-27', false],
    ['booked in the new year, valued in the old one', '2612310102C10,NTRF', 1_000, '2027-01-02', false],
    ['the 30th of February of banks', '2602300228C10,NTRF', 1_000, '2026-02-28', false],
  ])('D-9 entry: %s', (_is, line, amountMinor, bookedOn, isReversal) => {
    const closing = amountMinor < 0 ? 5_000 + amountMinor : 5_000 + amountMinor;
    const text = `:20:X\n:25:X1\n:28C:1\n:60F:C261127EUR50,00\n:61:${line}\n:62F:C261130EUR${Math.floor(closing / 100)},${String(closing % 100).padStart(2, '0')}\n`;
    expect(read(text).entries).toMatchObject([{ amountMinor, bookedOn, isReversal }]);
  });

  it.each<[string, string, string]>([
    ['an intraday report', ':20:X\n:25:X1\n:28C:1\n:34F:EURD0,\n', 'intraday'],
    ['a file that ends in a statement', ':20:X\n:25:X1\n:28C:1\n:60F:C261127EUR50,00\n', 'cut_off'],
    [
      'a balance that is not reached',
      ':20:X\n:25:X1\n:28C:1\n:60F:C261127EUR50,00\n:62F:C261127EUR50,01\n',
      'balance_wrong',
    ],
    [
      'a line that is none',
      ':20:X\n:25:X1\n:28C:1\n:60F:C261127EUR50,00\n:61:hello\n:62F:C261127EUR50,00\n',
      'line_unreadable',
    ],
    ['half a cent', ':20:X\n:25:X1\n:28C:1\n:60F:C261127EUR50,005\n', 'amount_unreadable'],
    ['no account', ':20:X\n:28C:1\n:60F:C261127EUR50,00\n', 'account_missing'],
  ])('D-8 refused: %s', (_is, text, fault) => {
    expect(faultOf(() => readAs('mt940', text))).toBe(fault);
  });

  it('D-9 a statement between two is missed by its number, or by the balances', () => {
    const page = (number: string, from: string, to: string) =>
      `:20:X\n:25:X1\n:28C:${number}\n:60F:C261127EUR${from}\n${from === to ? '' : `:61:2611271127C1,NTRF\n`}:62F:C261127EUR${to}\n-\n`;
    expect(read(page('1', '1,', '2,') + page('2', '2,', '3,')).gaps).toEqual([]);
    expect(read(page('4/1', '1,', '2,') + page('4/2', '2,', '3,')).gaps).toEqual([]);
    expect(read(page('364', '1,', '2,') + page('1', '2,', '3,')).gaps).toEqual([]);
    expect(read(page('1', '1,', '2,') + page('3', '2,', '3,')).gaps).toMatchObject([
      { kind: 'number', expected: 2, found: 3 },
    ]);
    expect(read(page('4/1', '1,', '2,') + page('4/3', '2,', '3,')).gaps).toMatchObject([
      { kind: 'number', expected: 2, found: 3 },
    ]);
    expect(read(page('1', '1,', '2,') + page('2', '5,', '6,')).gaps).toMatchObject([
      { kind: 'balance', expected: 200, found: 500, place: 'statement 2' },
    ]);
  });
});

describe('D-9 CODA', () => {
  const file = () =>
    codaFile({
      openingMinor: 100_000,
      movements: [
        {
          amountMinor: 12_345,
          ogm: '090933755493',
          account: 'BE68539007547034',
          name: 'VOORBEELD NV',
          bankId: 'OL9414711BDCEIGEEW',
        },
        { amountMinor: 30_000, parts: [10_000, 20_000], text: 'BATCH', bankId: 'OL9414711BDCEIGEEX' },
        { amountMinor: -5_000, text: 'FACTUUR 77 TERUG', reason: 'AM04', customerReference: 'INV-77' },
      ],
    });

  it('D-9 a structured communication, a total with its parts, a returned debit', () => {
    const { heads, entries, tails } = read(file());
    expect(heads).toMatchObject([
      { account: 'BE68539007547034', currency: 'EUR', number: 1, opening: { amountMinor: 100_000 } },
    ]);
    expect(tails).toMatchObject([
      { closing: { amountMinor: 137_345 }, creditsMinor: 42_345, debitsMinor: 5_000 },
    ]);
    expect(
      entries.map(({ amountMinor, transactions }) => [
        amountMinor,
        transactions.map((one) => one.amountMinor),
      ]),
    ).toEqual([
      [12_345, [12_345]],
      [30_000, [10_000, 20_000]],
      [-5_000, [-5_000]],
    ]);
    expect(entries[0]!.transactions[0]).toMatchObject({
      references: { structured: ['090933755493'] },
      counterparty: { name: 'VOORBEELD NV', iban: 'BE68539007547034' },
    });
    expect(entries[2]!.transactions[0]).toMatchObject({
      returnReason: 'AM04',
      references: { endToEnd: 'INV-77' },
      text: 'FACTUUR 77 TERUG',
    });
  });

  it('D-8 refused: wrong sums, parts that do not add up, lines that are missing', () => {
    const lines = file().split('\n');
    const without = (at: number) => lines.filter((_, index) => index !== at).join('\n');
    expect(faultOf(() => read(without(2)))).toBe('line_unreadable');
    expect(faultOf(() => read(without(lines.length - 2)))).toBe('cut_off');
    expect(faultOf(() => read(file().replace('000000000020000', '000000000020010')))).toBe('batch_wrong');
    const trailer = lines.findIndex((line) => line.startsWith('9'));
    const wrong = lines.with(
      trailer,
      `${lines[trailer]!.slice(0, 22)}000000000000010${lines[trailer]!.slice(37)}`,
    );
    expect(faultOf(() => read(wrong.join('\n')))).toBe('sum_wrong');
  });
});

describe('D-9 camt', () => {
  const two = [
    entry({
      amount: '119.00',
      ref: 'S1',
      parts: [part({ endToEnd: 'E1', text: 'Invoice 4711', name: 'A Ltd', iban: 'DE02120300000000202051' })],
    }),
    entry({
      amount: '300.00',
      ref: 'S2',
      parts: [
        part({ amount: '100.00', text: 'INV-1' }),
        part({ amount: '200.00', structured: 'RF18 5390 0754 7034' }),
      ],
    }),
  ];

  it.each(['02', '03', '04', '06', '08', '10', '13'])('D-9 version %s of the statement', (version) => {
    const { heads, entries } = read(camt({ version, entries: two, opening: '1000.00', closing: '1419.00' }));
    expect(heads).toMatchObject([
      { account: 'DE89370400440532013000', currency: 'EUR', kind: 'statement', number: 12 },
    ]);
    expect(entries).toMatchObject([
      {
        amountMinor: 11_900,
        bookedOn: '2026-11-30',
        bankId: 'S1',
        transactions: [
          {
            text: 'Invoice 4711',
            references: { endToEnd: 'E1' },
            counterparty: { name: 'A Ltd', iban: 'DE02120300000000202051' },
          },
        ],
      },
      {
        transactions: [
          { amountMinor: 10_000, text: 'INV-1' },
          { amountMinor: 20_000, references: { structured: ['RF18539007547034'] } },
        ],
      },
    ]);
  });

  it('D-9 regardless of where the file is cut into pieces, it says the same', () => {
    const text = camt({ version: '08', entries: two, opening: '1000.00', closing: '1419.00' });
    const whole = read(text);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (length) => {
        expect(read(text, length)).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  it('D-8 fifty megabytes are read piece by piece: each entry once, checked against the balances', () => {
    const one = entry({ amount: '1.00', parts: [part({ text: 'RE-1 '.repeat(2_000) })] })(8);
    const count = Math.ceil((50 * 1024 * 1024) / one.length);
    const mark = entry({ amount: '5.00', parts: [part({ text: 'here' })] });
    const frame = camt({ version: '08', entries: [mark], opening: '0.00', closing: `${count}.00` });
    const [start = '', end = ''] = frame.split(mark(8));
    let entries = 0;
    const nothing = () => undefined;
    const checked = new CheckedStatements({ open: nothing, entry: () => (entries += 1), close: nothing });
    const feed = bankFeed('camt', checked);
    feed.write(start);
    for (let done = 0; done < count; done += 100) feed.write(one.repeat(Math.min(100, count - done)));
    feed.write(end);
    feed.end();
    expect(entries).toBe(count);
  });

  it('D-9 a returned debit with the charges of the bank counts without them', () => {
    const returned = entry({
      amount: '103.50',
      mark: 'DBIT',
      ref: 'R1',
      parts: [
        part({
          amount: '100.00',
          mark: 'DBIT',
          endToEnd: 'INV-9',
          reason: 'AC04',
          charges: '3.50',
          name: 'B Ltd',
        }),
      ],
    });
    expect(read(camt({ version: '08', entries: [returned] })).entries[0]!.transactions).toMatchObject([
      { amountMinor: -10_000, chargesMinor: -350, returnReason: 'AC04', counterparty: { name: 'B Ltd' } },
    ]);
  });

  it('D-9 a payment in another currency keeps what was ordered', () => {
    const dollars = entry({
      amount: '92.10',
      ref: 'F1',
      parts: [part({ amount: '100.00', currency: 'USD' })],
    });
    expect(read(camt({ version: '04', entries: [dollars] })).entries[0]!.transactions).toMatchObject([
      { amountMinor: 9_210, instructed: { amountMinor: 10_000, currency: 'USD' } },
    ]);
  });

  it('D-9 entries that are not booked are not there', () => {
    const pending = entry({ amount: '5.00', status: 'PDNG', ref: 'P1' });
    expect(
      read(camt({ version: '08', entries: [pending], opening: '1.00', closing: '1.00' })).entries,
    ).toEqual([]);
    expect(read(camt({ version: '02', entries: [pending] })).entries).toEqual([]);
  });

  it('D-9 an advice and a statement tell of the same entry', () => {
    const keysOf = (text: string) => {
      const { heads, entries } = read(text);
      const keys = new EntryKeys();
      return entries.map((one) => keys.keyOf(heads[0]!, one, false));
    };
    const advice = keysOf(camt({ version: '08', advice: true, entries: two }));
    expect(keysOf(camt({ version: '08', entries: two }))).toEqual(advice);
    expect(new Set(advice).size).toBe(2);
    const alike = entry({ amount: '7.00', parts: [part({ text: 'INV-7' })] });
    expect(new Set(keysOf(camt({ version: '08', entries: [alike, alike] }))).size).toBe(2);
  });

  it.each<[string, string, string]>([
    [
      'entities that grow',
      camt({ version: '08', entries: [] }).replace(
        '<Document',
        '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><Document',
      ),
      'document_type',
    ],
    [
      'elements without end',
      camt({
        version: '08',
        entries: [entry({ amount: '1.00', inside: '<a>'.repeat(50) + '</a>'.repeat(50) })],
      }),
      'too_deep',
    ],
    ['a version that does not exist', camt({ version: '42', entries: [] }), 'version'],
    [
      'a report of the running day',
      camt({ version: '08', entries: [] }).replaceAll('camt.053', 'camt.052'),
      'intraday',
    ],
    [
      'another message',
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"><CstmrCdtTrfInitn/></Document>',
      'not_a_bank_file',
    ],
    [
      'a batch with wrong parts',
      camt({
        version: '08',
        entries: [entry({ amount: '9.00', parts: [part({ amount: '4.00' }), part({ amount: '4.00' })] })],
      }),
      'batch_wrong',
    ],
    [
      'wrong balances',
      camt({ version: '08', entries: two, opening: '0.00', closing: '1.00' }),
      'balance_wrong',
    ],
    ['no XML any more', camt({ version: '08', entries: two }).slice(0, 900), 'file_unreadable'],
    [
      'another currency than the account',
      camt({ version: '08', entries: [entry({ amount: '9.00', currency: 'USD' })] }),
      'currencies_differ',
    ],
    ['an amount in words', camt({ version: '08', entries: [entry({ amount: 'ten' })] }), 'amount_unreadable'],
  ])('D-8 refused: %s', (_is, text, fault) => {
    expect(faultOf(() => readAs('camt', text))).toBe(fault);
  });
});

describe('D-9 the format is recognised by how the file begins', () => {
  it.each<[string, string | null]>([
    [
      '\uFEFF<?xml version="1.0"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">',
      'camt',
    ],
    ['{1:F01BANKDEFF}{2:I940BANKDEFFXN}{4:\n:20:X\n:25:Y\n', 'mt940'],
    ['\r\n:20:STARTUMS\r\n:25:1/2\r\n', 'mt940'],
    ['0000030112672505        00000000', 'coda'],
    ['number;customer;amount\n', null],
    ['<html>', null],
  ])('D-9 %j', (start, format) => {
    expect(recogniseBankFormat(start)).toBe(format);
  });
});
