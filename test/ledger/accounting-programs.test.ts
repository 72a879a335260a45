/** Exports of accounting programs as they come: what is recognised, what is asked about, and what becomes of it. */
import { readFileSync } from 'node:fs';
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
