/** Exports of accounting programs as they come: what is recognised, what is asked about, and what becomes of it. */
import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerReading } from '../../domain/model/ledger.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createLegalEntity, importFile, review, type GivenFile } from './support.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const asOf = '2026-11-29';

function caseFile(name: string): Buffer {
  return readFileSync(new URL(`../cases/imports/${name}.csv`, import.meta.url));
}

type Given = Partial<GivenFile> & Pick<GivenFile, 'content'>;

async function entityOf(given: Given): Promise<string> {
  return given.entityId ?? (await createLegalEntity(database.db, { currency: 'EUR' }));
}

/** Sum of what is open after the file, with the lines `number type open`. */
async function openAfter(given: Given): Promise<{ sum: number; lines: string[] }> {
  const entityId = await entityOf(given);
  await importFile(database.db, { asOf, ...given, entityId });
  const items = await database.db.openItem.findMany({
    where: { legalEntityId: entityId, state: 'open' },
    orderBy: { number: 'asc' },
  });
  return {
    sum: items.reduce((sum, { openMinor }) => sum + Number(openMinor), 0) / 100,
    lines: items.map(({ number, type, openMinor }) => `${number} ${type} ${Number(openMinor) / 100}`),
  };
}

async function reviewed(given: Given) {
  return review(database.db, { asOf, ...given, entityId: await entityOf(given) });
}

describe('D-12 what is open', () => {
  const right: [string, number, LedgerReading?][] = [
    ['02-credit-without-due-date', 50],
    ['04-debit-credit-mark', 600],
    ['05-debit-and-credit-columns', 600],
    ['06-running-balance', 1200],
    ['07-amount-due-paid-remaining', 600],
    ['07b-due-and-remaining', 600],
    ['08-status-column', 100],
    ['14-excel-drops-empty-last-cells', 190],
    ['26-dash-for-nothing', 1200],
    ['27-mrz', 600],
    ['29-same-due-date-split', 1000],
    ['31-leading-zeros', 1264.5],
    ['33-dates-with-zone', 200],
  ];
  it.each(right)('D-12 the file %s leaves %d open', async (name, sum, reading) => {
    const after = await openAfter({ content: caseFile(name), ...(reading ? { reading } : {}) });
    expect(after.sum).toBe(sum);
  });
});

const itemHeader = 'customer number;type;document number;document date;due date;open amount';
const row = (type: string, number: string, amount: string) =>
  `C-1;${type};${number};2026-09-01;2026-10-01;${amount}`;

describe('D-12 words are recognised, or asked about once a word', () => {
  it('D-12 the kinds of documents of eight programs', async () => {
    const { sum, lines } = await openAfter({ content: caseFile('03-types-of-programs') });
    // 5 × 100 of invoices, 2 × 100 of SAP, 5 of a finance charge, 13 credits of 10 … as the sum of the file.
    expect({ sum, count: lines.length }).toEqual({ sum: 485, count: 19 });
  });

  it('D-12 a word that nobody knows is asked about once, with rows that hold it, and remembered by source', async () => {
    const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
    const content = [
      itemHeader,
      row('Invoice', 'F-1', '100.00'),
      row('Zzyzx', 'F-2', '40.00'),
      row('zzyzx', 'F-3', '5.00'),
    ].join('\n');
    const run = await reviewed({ entityId, content });
    expect(run.questions).toEqual([
      expect.objectContaining({
        id: 'words',
        field: 'type',
        column: 'type',
        words: [
          {
            word: 'Zzyzx',
            count: 2,
            samples: [
              { row: 3, shown: 'C-1 · F-2 · 40.00' },
              { row: 4, shown: 'C-1 · F-3 · 5.00' },
            ],
          },
        ],
      }),
    ]);
    const words = { type: { Zzyzx: 'credit_note' } };
    expect(await openAfter({ entityId, content, reading: { words } })).toMatchObject({ sum: 55 });
    expect(await reviewed({ entityId, content })).toMatchObject({
      state: 'review',
      counts: { unchanged: 3 },
    });
  });
});

describe('D-12 texts in the encodings of other systems', () => {
  it.each([
    ['13-windows-1250', 'Zakład Ślusarski „Łęczna” Sp. z o.o.'],
    ['13b-windows-1250-english-headers', 'Zakład Łęczna Żółw'],
    ['13d-mac-roman', 'Müller & Söhne Größe'],
  ])('D-12 %s: the customer is %s', async (name, customer) => {
    const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
    await importFile(database.db, { entityId, content: caseFile(name), asOf });
    const [found] = await database.db.customer.findMany({ where: { legalEntityId: entityId } });
    expect(found?.name).toBe(customer);
  });

  it('D-12 a word that two encodings may mean is asked about, answered, and remembered by source', async () => {
    const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
    const text =
      'customer number;customer name;invoice number;due date;open amount\nC-1;Gdańsk;F-1;2026-10-01;10.00\n';
    const content = iconv.encode(text, 'windows-1250');
    const run = await reviewed({ entityId, content });
    expect(run.questions).toMatchObject([
      { id: 'encoding', options: [{ value: 'windows-1250' }, { value: 'windows-1252' }] },
    ]);
    await importFile(database.db, { entityId, content, asOf, reading: { encoding: 'windows-1250' } });
    expect(await reviewed({ entityId, content })).toMatchObject({
      state: 'review',
      counts: { unchanged: 1 },
    });
    const [found] = await database.db.customer.findMany({ where: { legalEntityId: entityId } });
    expect(found?.name).toBe('Gdańsk');
  });
});

describe('D-12 from file to file', () => {
  it('D-12 a dash clears what was open', async () => {
    const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
    expect((await openAfter({ entityId, content: caseFile('26a-before') })).sum).toBe(1500);
    expect((await openAfter({ entityId, content: caseFile('26-dash-for-nothing'), mode: 'delta' })).sum).toBe(
      1200,
    );
  });

  it('D-12 a status that says paid clears what was open; a draft makes nothing', async () => {
    const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
    const content = (status: string) =>
      `customer no;invoice no;due date;amount;status\nC-1;F-1;2026-10-01;10.00;Open\nC-1;F-2;2026-10-01;5.00;${status}\n`;
    expect((await openAfter({ entityId, content: content('Sent'), mode: 'delta' })).sum).toBe(15);
    expect((await openAfter({ entityId, content: content('Paid'), mode: 'delta' })).sum).toBe(10);
    expect((await openAfter({ content: content('Draft') })).lines).toEqual(['F-1 invoice 10']);
  });

  it('D-12 instants with a zone are days of the entity', async () => {
    const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
    await importFile(database.db, { entityId, content: caseFile('33-dates-with-zone'), asOf });
    const items = await database.db.openItem.findMany({ where: { legalEntityId: entityId } });
    expect(
      items.map(({ issuedOn, dueOn }) => [issuedOn, dueOn].map((date) => date.toISOString().slice(0, 10))),
    ).toEqual([
      ['2026-09-01', '2026-10-01'],
      ['2026-09-01', '2026-10-01'],
    ]);
  });

  it('D-12 a balance that runs on is no open amount in the next file of the source either', async () => {
    const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
    const content = caseFile('06-running-balance');
    expect((await openAfter({ entityId, content })).sum).toBe(1200);
    expect(await reviewed({ entityId, content })).toMatchObject({
      state: 'review',
      counts: { unchanged: 3 },
    });
  });

  it('D-12 an ambiguous date is asked about, leading zeros stay', async () => {
    expect((await reviewed({ content: caseFile('36-ambiguous-date') })).questions).toMatchObject([
      { id: 'dateOrder' },
    ]);
    const { lines } = await openAfter({ content: caseFile('31-leading-zeros') });
    expect(lines.map((text) => text.split(' ')[0])).toEqual(
      ['0000123', '12E5', '2026-10', '=1+1'].toSorted(),
    );
  });

  it('D-12 a column with the method of payment refuses no row', async () => {
    const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
    await importFile(database.db, { entityId, content: caseFile('26a-before'), asOf });
    const run = await reviewed({
      entityId,
      content: caseFile('32-payment-method-column'),
      kind: 'payments',
      mode: 'delta',
    });
    expect(run).toMatchObject({ state: 'review', errorCount: 0, counts: { new: 2 } });
  });

  it('D-12 the review shows every column with its field and first values', async () => {
    const run = await reviewed({ content: caseFile('07b-due-and-remaining') });
    expect(run.review.columns).toContainEqual({
      header: 'Amount remaining',
      field: 'openAmount',
      samples: ['600.00'],
    });
    expect(run.review.columns).toContainEqual({ header: 'Amount due', field: null, samples: ['1000.00'] });
  });

  it('D-12 rows without their empty last cells are read, rows with a value too many are not', async () => {
    const head = 'customer no;invoice no;due date;open amount;text;email';
    const run = await reviewed({
      content: `${head}\nC-1;F-1;2026-10-01;10.00;;\nC-1;F-2;2026-10-01;5.00\nC-1;F-3;2026-10-01\nC-1;F-4;2026-10-01;1;2;3;4\n`,
    });
    expect(run.errors.map(({ row, code }) => [row, code])).toEqual([
      [4, 'amount_invalid'],
      [5, 'columns_count'],
    ]);
  });
});
