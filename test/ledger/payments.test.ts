/** Payments as banks and ledgers report them: one transfer for several items, repeated references, money that went back. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importReport } from '../../cli/import-json.ts';
import type { IncomingPayment } from '../../domain/ledger/payment-book.ts';
import { applyImport } from '../../application/imports/apply.ts';
import { recordPayments } from '../../application/payments/record.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createLegalEntity, importFile, review, type GivenFile } from './support.ts';

let database: TestDatabase;
let entityId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  entityId = await createLegalEntity(database.db, { currency: 'EUR' });
  await importFile(database.db, {
    entityId,
    asOf: '2026-10-01',
    content: [
      'Customer no,Customer name,Invoice no,Invoice date,Due date,Open amount,Currency,Language',
      'P1,Rent Payer,R-07,2026-07-01,2026-07-15,500.00,EUR,de',
      'P1,Rent Payer,R-08,2026-08-01,2026-08-15,500.00,EUR,de',
      'P1,Rent Payer,R-09,2026-09-01,2026-09-15,500.00,EUR,de',
      'P2,Two Amounts,R-21,2026-07-01,2026-07-15,500.00,EUR,fr',
      'P2,Two Amounts,R-22,2026-08-01,2026-08-15,300.00,EUR,fr',
      'P3,Cheque Writer,R-31,2026-07-01,2026-07-15,500.00,EUR,en',
      'P4,Other Currency,R-41,2026-07-01,2026-07-15,500,JPY,en',
    ].join('\n'),
  });
});

const header = 'Customer no,Invoice no,Payment date,Amount,Currency,Payment reference';
function payments(rows: string[], more: Partial<GivenFile> = {}) {
  const content = [header, ...rows].join('\n');
  return {
    entityId,
    kind: 'payments' as const,
    mode: 'delta' as const,
    asOf: '2026-11-30',
    content,
    ...more,
  };
}
const book = (rows: string[], more?: Partial<GivenFile>) => importFile(database.db, payments(rows, more));

/** Number, open amount and state of what the customer has, credits included. */
async function itemsOf(customer: string) {
  const items = await database.db.openItem.findMany({
    where: { legalEntityId: entityId, customer: { number: customer } },
    orderBy: [{ dueOn: 'asc' }, { number: 'asc' }, { numberUse: 'asc' }],
  });
  return items.map(({ number, openMinor }) => `${number} ${openMinor}`);
}

const ones = [
  'P1,R-07,2026-11-20,500.00,EUR,TRF-77',
  'P1,R-08,2026-11-20,500.00,EUR,TRF-77',
  'P1,R-09,2026-11-20,500.00,EUR,TRF-77',
];

describe('one transfer for several items', () => {
  it('D-9 D-10 every allocation of a transfer is booked, and the same file again changes nothing', async () => {
    expect((await book(ones)).counts).toEqual({ new: 3 });
    expect(await itemsOf('P1')).toEqual(['R-07 0', 'R-08 0', 'R-09 0']);
    const again = await book(ones);
    expect(again.counts).toEqual({ unchanged: 3 });
    expect(await itemsOf('P1')).toEqual(['R-07 0', 'R-08 0', 'R-09 0']);
    expect(await database.db.payment.count({ where: { legalEntityId: entityId } })).toBe(3);
  });

  it('D-9 with different amounts, two parts of one item, and one cheque number of two customers', async () => {
    const rows = [
      'P2,R-21,2026-11-20,500.00,EUR,TRF-78',
      'P2,R-22,2026-11-20,100.00,EUR,TRF-78',
      'P2,R-22,2026-11-20,200.00,EUR,TRF-78',
      'P1,R-07,2026-11-20,500.00,EUR,000123',
      'P3,R-31,2026-11-20,500.00,EUR,000123',
    ];
    expect((await book(rows)).counts).toEqual({ new: 5 });
    expect(await itemsOf('P2')).toEqual(['R-21 0', 'R-22 0']);
    expect(await itemsOf('P1')).toContain('R-07 0');
    expect(await itemsOf('P3')).toEqual(['R-31 0']);
    expect((await book(rows)).counts).toEqual({ unchanged: 5 });
  });

  it('D-9 a later file that brings the rest of the same transfer books the rest only', async () => {
    await book(ones.slice(0, 1));
    expect((await book(ones)).counts).toEqual({ new: 2, unchanged: 1 });
    expect(await itemsOf('P1')).toEqual(['R-07 0', 'R-08 0', 'R-09 0']);
  });

  it.each(['R-07;R-08', 'R-07, R-08', 'R-07 / R-08', 'R-07 + R-08', 'R-07 R-08'])(
    'D-9 a cell that names several items pays them all: %s',
    async (cell) => {
      await book([`P1,"${cell}",2026-11-20,900.00,EUR,TRF-79`]);
      expect(await itemsOf('P1')).toEqual(['R-07 0', 'R-08 10000', 'R-09 50000']);
    },
  );
});

describe('references that come again', () => {
  it('D-9 the text of a standing order is another payment each month', async () => {
    const rows = [
      'P1,R-07,2026-10-01,500.00,EUR,RENT',
      'P1,R-08,2026-11-01,500.00,EUR,RENT',
      'P1,,2026-12-01,500.00,EUR,RENT',
      'P1,,2027-01-01,500.00,EUR,RENT',
    ];
    expect((await book(rows)).counts).toEqual({ new: 4 });
    // Both rests stand under the reference that the customer knows.
    expect(await itemsOf('P1')).toEqual(['R-07 0', 'R-08 0', 'R-09 50000', 'RENT -50000', 'RENT -50000']);
    expect((await book(rows)).counts).toEqual({ unchanged: 4 });
  });

  it('D-5 D-8 a row that repeats another word for word is asked about, not dropped', async () => {
    const run = await review(database.db, payments([...ones, ones[1]!]));
    expect(run.state).toBe('needs_input');
    expect(run.errors).toEqual([
      {
        row: 5,
        column: 'Payment reference',
        value: 'TRF-77',
        code: 'duplicate_row',
        params: { firstRow: 3 },
      },
    ]);
  });

  it('D-8 messages name the column that is wrong and write amounts as people do', async () => {
    await book(ones);
    const run = await review(
      database.db,
      payments([
        'P1,R-07,2026-11-20,400.00,EUR,TRF-77',
        'P9,R-07,2026-11-20,400.00,EUR,A',
        'P1,R-99,2026-11-20,400.00,EUR,B',
        'P1,R-08,2026-11-20,400.00,USD,C',
        'P1,R-08,2026-11-21,-1234.50,EUR,D',
      ]),
    );
    expect(run.errors.map(({ row, column, value, code }) => [row, column, value, code])).toEqual([
      [2, 'Payment reference', 'TRF-77', 'idempotency_conflict'],
      [3, 'Customer no', 'P9', 'customer_unknown'],
      [4, 'Invoice no', 'R-99', 'item_unknown'],
      [5, 'Currency', 'USD', 'currency_unknown'],
      [6, 'Amount', '-1234.50', 'nothing_to_return'],
    ]);
  });

  it('P-4 without a reference nobody is shown an inner key', async () => {
    await book([
      'P1,,2026-11-20,40.00,EUR,',
      'P2,,2026-11-20,40.00,EUR,',
      'P2,,2026-11-20,40.00,EUR,',
      'P3,,2026-11-21,40.00,EUR,',
    ]);
    expect(await itemsOf('P1')).toContain('Nicht zugeordnete Zahlung 20.11.2026 -4000');
    expect((await itemsOf('P2')).slice(2)).toEqual([
      'Paiement non affecté 20/11/2026 -4000',
      'Paiement non affecté 20/11/2026 -4000',
    ]);
    expect(await itemsOf('P3')).toContain('Payment on account 21/11/2026 -4000');
    const shown = await database.db.historyEvent.findMany({ where: { legalEntityId: entityId } });
    expect(JSON.stringify(shown.map(({ data }) => data))).not.toContain('file/');
  });
});

describe('money that went back', () => {
  const paidAndReturned = [
    'P1,R-07,2026-11-10,500.00,EUR,DD-1',
    'P1,R-07,2026-11-16,-500.00,EUR,DD-1-RETURN',
  ];

  async function reminded(number: string) {
    await database.db.openItem.updateMany({
      where: { legalEntityId: entityId, number },
      data: { rank: 2, level: 2 },
    });
  }
  async function line(number: string) {
    const { openMinor, state, rank, level, clearedOn } = await database.db.openItem.findFirstOrThrow({
      where: { legalEntityId: entityId, number },
    });
    return { openMinor: Number(openMinor), state, rank, level, clearedOn };
  }

  it.each([
    ['in one file', [paidAndReturned]],
    ['in two files', [paidAndReturned.slice(0, 1), paidAndReturned.slice(1)]],
  ])('D-10 a returned debit opens its item again at the level it had: %s', async (_, files) => {
    await reminded('R-07');
    for (const rows of files) await book(rows);
    expect(await line('R-07')).toEqual({
      openMinor: 50_000,
      state: 'open',
      rank: 2,
      level: 2,
      clearedOn: null,
    });
    expect(await itemsOf('P1')).toEqual(['R-07 50000', 'R-08 50000', 'R-09 50000']);
    expect((await book(paidAndReturned)).counts).toEqual({ unchanged: 2 });
    expect(await line('R-07')).toMatchObject({ openMinor: 50_000 });
    const kinds = await database.db.historyEvent.findMany({
      where: { legalEntityId: entityId, kind: 'payment_returned' },
    });
    expect(kinds).toHaveLength(1);
  });

  it('D-10 a part that goes back opens that part, over the items of the payment', async () => {
    await book(['P1,"R-07, R-08",2026-11-10,1000.00,EUR,DD-2']);
    await book(['P1,"R-07, R-08",2026-11-12,-700.00,EUR,DD-2']);
    expect(await itemsOf('P1')).toEqual(['R-07 50000', 'R-08 20000', 'R-09 50000']);
  });

  it('D-10 without an item the payment of that reference, or the only one of that amount, goes back', async () => {
    await book([
      'P1,R-07,2026-11-10,500.00,EUR,A',
      'P1,R-08,2026-11-11,500.00,EUR,B',
      'P2,R-22,2026-11-11,300.00,EUR,C',
    ]);
    await book([
      'P1,,2026-11-16,-500.00,EUR,B',
      'P2,,2026-11-16,-300.00,EUR,returned',
      'P3,R-31,2026-11-16,500.00,EUR,D',
      'P3,R-31,2026-11-18,-500.00,EUR,E',
    ]);
    expect(await itemsOf('P1')).toEqual(['R-07 0', 'R-08 50000', 'R-09 50000']);
    expect(await itemsOf('P2')).toEqual(['R-21 50000', 'R-22 30000']);
    // The one that is left of that amount may go back; a third return finds nothing.
    await book([
      'P1,,2026-11-17,-500.00,EUR,again',
      'P3,R-31,2026-11-20,500.00,EUR,F',
      'P3,R-31,2026-11-21,10.00,EUR,G',
    ]);
    expect(await itemsOf('P1')).toEqual(['R-07 50000', 'R-08 50000', 'R-09 50000']);
    const more = await review(
      database.db,
      payments(['P1,,2026-11-18,-500.00,EUR,more', 'P2,R-21,2026-11-18,1.00,EUR,x']),
    );
    expect(more.errors).toMatchObject([{ row: 2, code: 'nothing_to_return', column: 'Amount' }]);
  });

  it('D-10 an over-payment that goes back takes its unapplied rest along', async () => {
    await book(['P3,R-31,2026-11-10,600.00,EUR,DD-3']);
    expect(await itemsOf('P3')).toEqual(['R-31 0', 'DD-3 -10000']);
    await book(['P3,R-31,2026-11-12,-600.00,EUR,DD-3', 'P1,R-07,2026-11-12,1.00,EUR,z']);
    expect(await itemsOf('P3')).toEqual(['R-31 50000', 'DD-3 0']);
  });

  it('D-6 a ledger of before the return does not clear what is open again; one of after it counts as it stands', async () => {
    await book(paidAndReturned);
    const paidThen = [
      'Customer no,Invoice no,Due date,Open amount,Currency',
      'P1,R-08,2026-08-15,500.00,EUR', 'P1,R-09,2026-09-15,500.00,EUR', 'P2,R-21,2026-07-15,500.00,EUR', 'P2,R-22,2026-08-15,300.00,EUR', 'P3,R-31,2026-07-15,500.00,EUR', 'P4,R-41,2026-07-15,500,JPY',
    ].join('\n'); // prettier-ignore
    const before = await importFile(database.db, { entityId, asOf: '2026-11-15', content: paidThen });
    expect(before.counts).toEqual({ unchanged: 6 });
    expect(await line('R-07')).toMatchObject({ openMinor: 50_000, state: 'open' });
    const zero = `${paidThen}\nP1,R-07,2026-07-15,0.00,EUR`;
    expect((await importFile(database.db, { entityId, asOf: '2026-11-15', content: zero })).counts).toEqual({
      unchanged: 7,
    });
    const after = await importFile(database.db, { entityId, asOf: '2026-11-17', content: paidThen });
    expect(after.counts).toEqual({ unchanged: 6, cleared: 1 });
    // Paid once more, as the newer ledger says: a return that is reported late opens nothing.
    await book(['P1,R-07,2026-11-16,-500.00,EUR,LATE', 'P1,R-08,2026-11-16,1.00,EUR,x']);
    expect(await line('R-07')).toMatchObject({ openMinor: 0, state: 'cleared' });
  });

  it('D-4 mostly minus signs are asked about once, and the answer is remembered by source', async () => {
    const ledgerStyle = [
      'P1,R-07,2026-11-10,-500.00,EUR,L-1',
      'P1,R-08,2026-11-10,-500.00,EUR,L-2',
      'P1,R-08,2026-11-12,500.00,EUR,L-3',
    ];
    const run = await review(database.db, payments(ledgerStyle, { source: 'ledger' }));
    expect(run.state).toBe('needs_input');
    expect(run.questions).toMatchObject([{ id: 'moneyIn', columns: ['Amount'] }]);
    await book(ledgerStyle, { source: 'ledger', reading: { moneyIn: 'minus' } });
    expect(await itemsOf('P1')).toEqual(['R-07 0', 'R-08 50000', 'R-09 50000']);
    await book(['P1,R-09,2026-11-14,-500.00,EUR,L-4'], { source: 'ledger' });
    expect(await itemsOf('P1')).toEqual(['R-07 0', 'R-08 50000', 'R-09 0']);
  });

  it('D-9 pushed by another system it is the same', async () => {
    const push = async (fields: Partial<IncomingPayment>) => {
      const payment: IncomingPayment = { reference: 'DD-9', kind: 'payment', customerNumber: 'P1', receivedOn: '2026-11-10', amountMinor: 50_000, currency: 'EUR', items: [{ number: 'R-07' }], ...fields }; // prettier-ignore
      const [answer] = await recordPayments(database.db, { legalEntityId: entityId, payments: [payment], at: new Date(), actor: { kind: 'system' } }); // prettier-ignore
      return answer!.duplicate;
    };
    expect(await push({})).toBe(false);
    expect(await push({})).toBe(true);
    expect(await push({ items: [{ number: 'R-08' }] })).toBe(false);
    expect(await push({ receivedOn: '2026-11-12', dayAssumed: true })).toBe(true);
    await expect(push({ amountMinor: 40_000 })).rejects.toMatchObject({ code: 'idempotency_conflict' });
    expect(await push({ receivedOn: '2026-11-16', amountMinor: -50_000 })).toBe(false);
    expect(await push({ receivedOn: '2026-11-16', amountMinor: -50_000 })).toBe(true);
    expect(await itemsOf('P1')).toEqual(['R-07 50000', 'R-08 0', 'R-09 50000']);
  });

  it('D-5 an import of payments is one JSON too', async () => {
    const run = await review(database.db, payments(paidAndReturned));
    expect(importReport(run).counts).toEqual({ new: 2 });
    expect(await applyImport(database.db, run.id, { userId: null }, new Date())).toMatchObject({
      state: 'applied',
    });
  });
});
