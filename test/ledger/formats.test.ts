import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createLegalEntity, importFile, ledgerOf, review } from './support.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const asOf = '2026-03-01';

async function ledgerAfter(content: string | Uint8Array): Promise<string[]> {
  const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
  await importFile(database.db, { entityId, content, asOf });
  return ledgerOf(database.db, entityId);
}

const expected = [
  'C-007 credit_note 0000124 0 2026-01-20 2026-02-19 -5000 -5000 EUR',
  'C-007 invoice 0000123 0 2026-01-15 2026-02-14 123456 123456 EUR',
  'Ünal-1 invoice 77 0 2026-01-31 2026-03-02 99 99 EUR',
];

describe('D-4 encodings, delimiters and headers', () => {
  const rows = [
    ['C-007', '0000123', '15.01.2026', '14.02.2026', '1.234,56'],
    ['C-007', '0000124', '20.01.2026', '19.02.2026', '50,00-'],
    ['Ünal-1', '77', '31.01.2026', '02.03.2026', '0,99 €'],
  ];
  const text = (delimiter: string) =>
    [['Kundennummer', 'Belegnummer', 'Belegdatum', 'Fälligkeit', 'Offener Betrag'], ...rows]
      .map((row) => row.join(delimiter))
      .join('\r\n') + '\r\n';
  const spellings: [string, Uint8Array][] = [
    ['UTF-8', Buffer.from(text(';'))],
    ['UTF-8 with BOM', Buffer.from(`\ufeff${text(';')}`)],
    ['UTF-16 LE with BOM', iconv.encode(`\ufeff${text('\t')}`, 'utf-16le')],
    ['UTF-16 LE without BOM', iconv.encode(text(';'), 'utf-16le')],
    ['UTF-16 BE with BOM', iconv.encode(`\ufeff${text('|')}`, 'utf-16be')],
    ['Windows-1252', iconv.encode(text(';'), 'win1252')],
    ['a separator line', Buffer.from(`sep=;\r\n${text(';')}`)],
    [
      'quotes and commas',
      Buffer.from(
        text('","')
          .split('\r\n')
          .filter(Boolean)
          .map((line) => `"${line}"`)
          .join('\n'),
      ),
    ],
    [
      'a title above the header',
      Buffer.from(`Offene Posten;;;;\r\nStand 01.03.2026;;;;\r\n\r\n${text(';')}`),
    ],
  ];
  it.each(spellings)('D-4 %s gives the same ledger, leading zeros kept', async (_, content) => {
    expect(await ledgerAfter(content)).toEqual(expected);
  });

  const headerRows: [string, string][] = [
    ['en', 'Customer No.;Invoice No.;Invoice Date;Due Date;Balance due'],
    ['fr', 'N° client;N° de pièce;Date de pièce;Date d’échéance;Montant restant dû'],
    ['es', 'Nº cliente;Nº factura;Fecha de factura;Vencimiento;Importe pendiente'],
    ['it', 'Codice cliente;Numero fattura;Data fattura;Scadenza;Importo residuo'],
    ['nl', 'Klantnummer;Factuurnummer;Factuurdatum;Vervaldatum;Openstaand bedrag'],
    ['pl', 'Nr klienta;Numer faktury;Data wystawienia;Termin płatności;Pozostało do zapłaty'],
  ];
  it.each(headerRows)('D-4 headers in %s are recognised', async (_, header) => {
    expect(await ledgerAfter([header, ...rows.map((row) => row.join(';'))].join('\r\n') + '\r\n')).toEqual(
      expected,
    );
  });

  it('D-4 a workbook with typed cells gives the same ledger, numbers formatted with zeros keep them', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Posten');
    sheet.addRow(['Kundennummer', 'Belegnummer', 'Belegdatum', 'Fälligkeit', 'Offener Betrag']);
    const day = (iso: string) => new Date(`${iso}T00:00:00Z`);
    sheet.addRow(['C-007', 123, day('2026-01-15'), day('2026-02-14'), 1234.56]);
    sheet.addRow(['C-007', 124, day('2026-01-20'), day('2026-02-19'), -50]);
    sheet.addRow(['Ünal-1', '77', '2026-01-31', day('2026-03-02'), 0.1 + 0.89]);
    sheet.getCell('B2').numFmt = '0000000';
    sheet.getCell('B3').numFmt = '0000000';
    expect(await ledgerAfter(Buffer.from(await book.xlsx.writeBuffer()))).toEqual(expected);
  });
});

describe('D-4 what the file leaves open is asked', () => {
  const header = 'customer number;invoice number;due date;open amount';
  it('D-4 days up to 12 and thousands without decimals are two questions, with both readings shown', async () => {
    const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
    const content = `${header}\nC-1;F-1;03/04/2026;1.234\nC-1;F-2;05/06/2026;2.500\n`;
    const run = await review(database.db, { entityId, content, asOf });
    expect(run.state).toBe('needs_input');
    expect(run.questions).toEqual([
      {
        id: 'decimalMark',
        columns: ['open amount'],
        options: [
          {
            value: 'point',
            unreadable: 0,
            examples: [
              { written: '1.234', read: '1.234' },
              { written: '2.500', read: '2.5' },
            ],
          },
          {
            value: 'comma',
            unreadable: 0,
            examples: [
              { written: '1.234', read: '1234' },
              { written: '2.500', read: '2500' },
            ],
          },
        ],
      },
      {
        id: 'dateOrder',
        columns: ['due date'],
        options: [
          {
            value: 'dmy',
            unreadable: 0,
            examples: [
              { written: '03/04/2026', read: '2026-04-03' },
              { written: '05/06/2026', read: '2026-06-05' },
            ],
          },
          {
            value: 'mdy',
            unreadable: 0,
            examples: [
              { written: '03/04/2026', read: '2026-03-04' },
              { written: '05/06/2026', read: '2026-05-06' },
            ],
          },
        ],
      },
    ]);
    expect(await ledgerOf(database.db, entityId)).toEqual([]);
    // Answered once, remembered by the source.
    await importFile(database.db, {
      entityId,
      content,
      asOf,
      reading: { decimalMark: 'comma', dateOrder: 'dmy' },
    });
    const again = await importFile(database.db, { entityId, content, asOf });
    expect(again.counts).toEqual({ unchanged: 2 });
    expect(again.review.remarks).toContainEqual({
      code: 'date_order',
      params: { value: 'dmy', by: 'remembered' },
    });
    expect(await ledgerOf(database.db, entityId)).toContain(
      'C-1 invoice F-1 0 2026-03-01 2026-04-03 123400 123400 EUR',
    );
  });

  it('D-4 one value that allows a single reading decides for the column', async () => {
    const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
    const run = await review(database.db, {
      entityId,
      content: `${header}\nC-1;F-1;03/04/2026;1.234\nC-1;F-2;25/06/2026;2.500,10\n`,
      asOf,
    });
    expect(run.state).toBe('review');
    expect(run.totals['EUR']?.newMinor).toBe(373_410);
  });

  it('D-4 a file that contradicts what was remembered is read as it is, not as remembered', async () => {
    const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
    await importFile(database.db, { entityId, content: `${header}\nC-1;F-1;25/04/2026;1,50\n`, asOf });
    const run = await review(database.db, {
      entityId,
      content: `${header}\nC-1;F-1;04/25/2026;1.50\n`,
      asOf,
    });
    expect(run.counts).toEqual({ unchanged: 1 });
  });

  it('D-4 a required column without a known name is asked for, with the columns of the file', async () => {
    const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
    const content = 'customer number;blargh;due date;open amount\nC-1;F-1;2026-01-31;1.00\n';
    const run = await review(database.db, { entityId, content, asOf });
    expect(run.questions).toEqual([
      {
        id: 'columns',
        fields: [{ field: 'number', candidates: [] }],
        headers: ['customer number', 'blargh', 'due date', 'open amount'],
      },
    ]);
    const read = await importFile(database.db, {
      entityId,
      content,
      asOf,
      reading: { columns: { number: 'blargh' } },
    });
    expect(read.counts).toEqual({ new: 1 });
    expect((await review(database.db, { entityId, content, asOf })).state).toBe('review');
  });

  it('D-5 row errors name row, column, value and reason; left out, they protect what they may stand for', async () => {
    const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
    const first = `${header}\nC-1;F-1;2026-01-31;10.00\nC-1;F-2;2026-01-31;20.00\nC-2;F-3;2026-01-31;30.00\nC-3;F-4;2026-01-31;400.00\n`;
    await importFile(database.db, { entityId, content: first, asOf });
    const second = `${header}\nC-1;F-1;2026-02-30;10.00\nC-1;F-2;2026-01-31;2O.00\n;F-9;2026-01-31;1.00\nC-3;F-4;2026-01-31;400.00\nC-3;F-4;2026-01-31;400.00\n`;
    const run = await review(database.db, { entityId, content: second, asOf: '2026-03-02' });
    expect(run.state).toBe('needs_input');
    expect(run.questions).toEqual([{ id: 'errors', count: 4 }]);
    expect(run.errors).toEqual([
      { row: 2, column: 'due date', value: '2026-02-30', code: 'date_invalid', params: { order: 'ymd' } },
      { row: 3, column: 'open amount', value: '2O.00', code: 'amount_invalid', params: { mark: 'point' } },
      { row: 4, column: 'customer number', value: '', code: 'number_missing', params: {} },
      { row: 6, column: 'invoice number', value: 'F-4', code: 'duplicate_row', params: { firstRow: 5 } },
    ]);
    const left = await importFile(database.db, {
      entityId,
      content: second,
      asOf: '2026-03-02',
      reading: { leaveOutErrors: true },
    });
    // F-1 and F-2 stand in rows that cannot be read; F-3 is truly gone.
    expect(left.counts).toEqual({ cleared: 1, unchanged: 1 });
    expect(await ledgerOf(database.db, entityId)).toHaveLength(3);
  });

  it('D-4 a separator inside an unquoted amount is an error of its row, not another amount', async () => {
    const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
    const content = `${header.replaceAll(';', ',')}\nC-1,F-1,2026-01-31,1,234.50\nC-1,F-2,2026-01-31,20.00\n`;
    const run = await review(database.db, { entityId, content, asOf });
    expect(run.errors).toEqual([
      { row: 2, column: null, value: '5', code: 'columns_count', params: { expected: 4, found: 5 } },
    ]);
  });
});
