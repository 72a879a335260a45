import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Prisma } from '../../prisma/client.ts';
import { undoImport } from '../../application/imports/undo.ts';
import { importRun } from '../../prisma/queries/imports/read.ts';
import { applyImport } from '../../application/imports/apply.ts';
import { upsertItems, type UpsertedItem } from '../../application/imports/upsert.ts';
import type { IncomingPayment } from '../../domain/ledger/payment-book.ts';
import { recordPayments } from '../../application/payments/record.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createLegalEntity, importFile, ledgerOf, review } from './support.ts';

let database: TestDatabase;
let entityId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  entityId = await createLegalEntity(database.db, { currency: 'EUR' });
});

const nobody = { userId: null };
const header = 'customer number;invoice number;type;due date;open amount;currency';
function file(...rows: string[]): string {
  return [header, ...rows].join('\n') + '\n';
}
const three = file(
  'C-1;F-1;;2026-01-31;100.00;EUR',
  'C-1;F-2;;2026-02-28;50.00;EUR',
  'C-2;F-3;;2026-02-28;70;JPY',
);
const asOf = '2026-03-01';

function pay(fields: Partial<IncomingPayment> & { reference: string }) {
  const payment: IncomingPayment = {
    kind: 'payment',
    customerNumber: 'C-1',
    receivedOn: '2026-03-02',
    amountMinor: 4000,
    currency: 'EUR',
    items: [{ number: 'F-1' }],
    ...fields,
  };
  return recordPayments(database.db, {
    legalEntityId: entityId,
    payments: [payment],
    at: new Date(),
    actor: { kind: 'system' },
  });
}

describe('applying an import', () => {
  it('D-5 the same import applied five times at once counts once', async () => {
    const run = await review(database.db, { entityId, content: three, asOf });
    await Promise.all(Array.from({ length: 5 }, () => applyImport(database.db, run.id, nobody, new Date())));
    expect(await ledgerOf(database.db, entityId)).toHaveLength(3);
    expect(
      await database.db.historyEvent.count({ where: { legalEntityId: entityId, kind: 'item_new' } }),
    ).toBe(3);
    const customers = await database.db.customer.findMany({ where: { legalEntityId: entityId } });
    expect(customers.map(({ positionVersion }) => positionVersion)).toEqual([1n, 1n]);
  });

  it('D-5 the same file read twice and applied at once creates every item once', async () => {
    const runs = await Promise.all([
      review(database.db, { entityId, content: three, asOf }),
      review(database.db, { entityId, content: three, asOf }),
    ]);
    await Promise.all(runs.map(({ id }) => applyImport(database.db, id, nobody, new Date())));
    const states = await Promise.all(runs.map(async ({ id }) => (await importRun(database.db, id))?.state));
    // The second one meets a ledger that has moved: it goes back to review, with nothing left to do.
    expect(states.sort()).toEqual(['applied', 'review']);
    expect(await ledgerOf(database.db, entityId)).toHaveLength(3);
    const waiting = (await Promise.all(runs.map(({ id }) => importRun(database.db, id)))).find(
      (run) => run?.state === 'review',
    );
    expect(waiting?.counts).toEqual({ unchanged: 3 });
  });

  it('D-5 a failure at any point of applying leaves nothing of it', async () => {
    await importFile(database.db, { entityId, content: three, asOf });
    const before = await ledgerOf(database.db, entityId);
    const history = await database.db.historyEvent.count({ where: { legalEntityId: entityId } });
    const run = await review(database.db, {
      entityId,
      content: file(
        'C-1;F-1;;2026-01-31;90.00;EUR',
        'C-1;F-2;;2026-02-28;50.00;EUR',
        'C-2;F-3;;2026-02-28;70;JPY',
        'C-9;F-9;;2026-05-31;10.00;EUR',
      ),
      asOf: '2026-03-02',
    });
    for (const table of [
      'Customer',
      'OpenItem',
      'HistoryEvent',
      'HistoryEventItem',
      'CaseWake',
      'LegalEntity',
    ]) {
      const at = Prisma.raw(`"${table}"`);
      await database.db.$executeRaw(
        Prisma.sql`CREATE OR REPLACE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'disk full'; END $$ LANGUAGE plpgsql`,
      );
      await database.db.$executeRaw(
        Prisma.sql`CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON ${at} FOR EACH STATEMENT EXECUTE FUNCTION refuse()`,
      );
      await expect(applyImport(database.db, run.id, nobody, new Date())).rejects.toThrow('disk full');
      await database.db.$executeRaw(Prisma.sql`DROP TRIGGER refuse ON ${at}`);
      expect(await ledgerOf(database.db, entityId)).toEqual(before);
      expect(await database.db.historyEvent.count({ where: { legalEntityId: entityId } })).toBe(history);
      expect(await database.db.customer.count({ where: { legalEntityId: entityId } })).toBe(2);
      expect((await importRun(database.db, run.id))?.state).toBe('review');
    }
    expect(await applyImport(database.db, run.id, nobody, new Date())).toEqual({
      state: 'applied',
      customersWoken: 2,
    });
  });

  it('D-6 a snapshot that would clear more than the set share stops for approval, and says by how much', async () => {
    await importFile(database.db, { entityId, content: three, asOf });
    const run = await review(database.db, {
      entityId,
      content: file('C-2;F-3;;2026-02-28;70;JPY'),
      asOf: '2026-03-02',
    });
    expect(run.state).toBe('needs_approval');
    expect(run.approval).toEqual([
      { code: 'clears_items', cleared: 2, open: 3, pct: 66.7, limitPct: 30 },
      {
        code: 'clears_amount',
        currency: 'EUR',
        clearedMinor: 15_000,
        openMinor: 15_000,
        pct: 100,
        limitPct: 30,
      },
    ]);
    expect(await ledgerOf(database.db, entityId)).toHaveLength(3);
    await applyImport(database.db, run.id, nobody, new Date());
    expect(await ledgerOf(database.db, entityId)).toHaveLength(1);
  });

  it('D-6 a snapshot older than the last one stops for approval; a delta clears nothing by leaving out', async () => {
    await importFile(database.db, { entityId, content: three, asOf });
    const older = await review(database.db, { entityId, content: three, asOf: '2026-02-28' });
    expect(older.approval).toEqual([{ code: 'older_than_last', asOf: '2026-02-28', lastAsOf: asOf }]);
    const delta = await importFile(database.db, {
      entityId,
      content: file('C-1;F-4;;2026-03-31;1.00;EUR', 'C-1;F-1;;2026-01-31;0.00;EUR'),
      asOf,
      mode: 'delta',
    });
    expect(delta.counts).toEqual({ new: 1, cleared: 1 });
    expect(await ledgerOf(database.db, entityId)).toHaveLength(3);
  });

  it('D-2 instalments without numbers keep their identity when the first one is paid', async () => {
    const plan = [
      'C-1;F-1;;2026-01-31;10.00;EUR',
      'C-1;F-1;;2026-02-28;20.00;EUR',
      'C-1;F-1;;2026-03-31;30.00;EUR',
    ];
    await importFile(database.db, { entityId, content: file(...plan), asOf: '2026-01-15' });
    const ids = new Map((await items()).map((item) => [item.dueOn.toISOString().slice(0, 10), item.id]));
    expect((await items()).map(({ instalment }) => instalment)).toEqual([1, 2, 3]);
    await database.db.legalEntity.update({ where: { id: entityId }, data: { clearApprovalPct: 100 } });
    const run = await importFile(database.db, {
      entityId,
      content: file(...plan.slice(1)),
      asOf: '2026-02-01',
    });
    expect(run.counts).toEqual({ cleared: 1, unchanged: 2 });
    const postponed = await importFile(database.db, {
      entityId,
      content: file('C-1;F-1;;2026-03-31;30.00;EUR', 'C-1;F-1;;2026-04-30;20.00;EUR'),
      asOf: '2026-03-01',
    });
    expect(postponed.counts).toEqual({ new: 1, cleared: 1, unchanged: 1 });
    expect((await items()).find(({ id }) => id === ids.get('2026-03-31'))).toMatchObject({
      state: 'open',
      openMinor: 3000n,
    });
  });

  it('D-10 credit notes come in negative, typed or by their sign, each in its currency', async () => {
    await importFile(database.db, {
      entityId,
      content: file(
        'C-1;A-1;Avoir;2026-01-31;25.00;EUR',
        'C-1;A-2;Gutschrift;2026-01-31;-5.00;EUR',
        'C-1;A-3;;2026-01-31;(1.00);USD',
        'C-1;Z-1;Payment;2026-01-31;2.000;KWD',
      ),
      asOf,
      reading: { decimalMark: 'point' },
    });
    expect(await ledgerOf(database.db, entityId)).toEqual([
      'C-1 credit_note A-1 0 2026-01-31 2026-01-31 -2500 -2500 EUR',
      'C-1 credit_note A-2 0 2026-01-31 2026-01-31 -500 -500 EUR',
      'C-1 credit_note A-3 0 2026-01-31 2026-01-31 -100 -100 USD',
      'C-1 unapplied_payment Z-1 0 2026-01-31 2026-01-31 -2000 -2000 KWD',
    ]);
  });

  it('D-6 an import whose items were paid since, or that is not the last, is not undone', async () => {
    const first = await importFile(database.db, { entityId, content: three, asOf });
    await pay({ reference: 'P-1' });
    await expect(undoImport(database.db, first.id, nobody, new Date())).rejects.toMatchObject({
      code: 'import_not_undoable',
      params: { reason: 'payments_since' },
    });
    await importFile(database.db, {
      entityId,
      content: file('C-5;F-5;;2026-03-31;1.00;EUR'),
      asOf,
      mode: 'delta',
    });
    await expect(undoImport(database.db, first.id, nobody, new Date())).rejects.toMatchObject({
      params: { reason: 'later_import' },
    });
  });
});

describe('payments', () => {
  beforeEach(() => importFile(database.db, { entityId, content: three, asOf }));

  it('D-10 a part payment lowers what is open and keeps the original; the rest of an over-payment is unapplied cash', async () => {
    const [part] = await pay({ reference: 'P-1' });
    expect(part).toMatchObject({ duplicate: false, unappliedMinor: 0 });
    expect(await openOf('F-1')).toMatchObject({ openMinor: 6000n, originalMinor: 10_000n, state: 'open' });
    const [rest] = await pay({ reference: 'P-2', amountMinor: 9000 });
    expect(rest).toMatchObject({ unappliedMinor: 3000 });
    expect(await openOf('F-1')).toMatchObject({ openMinor: 0n, state: 'cleared' });
    expect(await openOf('P-2')).toMatchObject({ type: 'unapplied_payment', openMinor: -3000n });
    const [onAccount] = await pay({ reference: 'P-3', items: [], kind: 'credit' });
    expect(onAccount).toMatchObject({ unappliedMinor: 4000 });
    expect(await openOf('P-3')).toMatchObject({ type: 'credit_note', openMinor: -4000n });
  });

  it('D-9 the same payment delivered ten times at once counts once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => pay({ reference: 'P-1' })));
    expect(answers.flat().filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(new Set(answers.flat().map(({ paymentId }) => paymentId)).size).toBe(1);
    expect(await openOf('F-1')).toMatchObject({ openMinor: 6000n });
    expect(
      await database.db.historyEvent.count({ where: { legalEntityId: entityId, kind: 'payment_received' } }),
    ).toBe(1);
    await expect(pay({ reference: 'P-1', amountMinor: 4001 })).rejects.toMatchObject({
      code: 'idempotency_conflict',
    });
  });

  it('D-9 payments on credits, unknown items and unknown customers are refused, and nothing is kept', async () => {
    await importFile(database.db, {
      entityId,
      content: file('C-1;A-1;credit note;2026-03-31;-9.00;EUR'),
      asOf,
      mode: 'delta',
    });
    await expect(pay({ reference: 'P-1', items: [{ number: 'A-1' }] })).rejects.toMatchObject({
      code: 'payment_on_credit',
    });
    await expect(pay({ reference: 'P-1', items: [{ number: 'F-99' }] })).rejects.toMatchObject({
      code: 'item_unknown',
    });
    await expect(pay({ reference: 'P-1', customerNumber: 'X' })).rejects.toMatchObject({
      code: 'customer_unknown',
    });
    await expect(pay({ reference: 'P-1', currency: 'USD' })).rejects.toMatchObject({
      code: 'currency_unknown',
    });
    expect(await database.db.payment.count({ where: { legalEntityId: entityId } })).toBe(0);
  });

  it('D-6 a snapshot of before a payment does not bring the paid amount back', async () => {
    await pay({ reference: 'P-1', receivedOn: '2026-03-05' });
    await pay({ reference: 'P-2', receivedOn: '2026-03-05', items: [{ number: 'F-2' }], amountMinor: 6000 });
    const run = await importFile(database.db, { entityId, content: three, asOf: '2026-03-04' });
    expect(run.counts).toEqual({ unchanged: 3 });
    expect(await openOf('F-1')).toMatchObject({ openMinor: 6000n });
    expect(await openOf('P-2')).toMatchObject({ state: 'open', openMinor: -1000n });
    const after = await importFile(database.db, {
      entityId,
      content: file('C-1;F-1;;2026-01-31;60.00;EUR', 'C-2;F-3;;2026-02-28;70;JPY'),
      asOf: '2026-03-06',
    });
    expect(after.counts).toEqual({ cleared: 1, unchanged: 2 });
  });

  it('D-5 a review that facts have overtaken is shown again instead of being applied', async () => {
    const run = await review(database.db, {
      entityId,
      content: three.replace('100.00', '120.00'),
      asOf: '2026-03-05',
    });
    await pay({ reference: 'P-1', amountMinor: 10_000, receivedOn: '2026-03-04' });
    expect(await applyImport(database.db, run.id, nobody, new Date())).toMatchObject({ state: 'review' });
    expect((await importRun(database.db, run.id))?.counts).toEqual({ reappeared: 1, unchanged: 2 });
    expect(await applyImport(database.db, run.id, nobody, new Date())).toMatchObject({ state: 'applied' });
  });
});

describe('items pushed by another system', () => {
  const item = (fields: Partial<UpsertedItem>): UpsertedItem => ({
    customerNumber: 'C-1',
    type: 'invoice',
    number: 'F-1',
    instalment: 0,
    issuedOn: null,
    dueOn: '2026-01-31',
    originalMinor: null,
    openMinor: 10_000,
    currency: 'EUR',
    ...fields,
  });
  const push = (idempotencyKey: string, items: UpsertedItem[]) =>
    upsertItems(database.db, {
      legalEntityId: entityId,
      idempotencyKey,
      items,
      asOf,
      userId: null,
      at: new Date(),
    });

  it('D-9 a batch creates, changes and clears in one go, and the same key again changes nothing', async () => {
    const first = [item({}), item({ number: 'F-2', openMinor: 5 })];
    const answers = await Promise.all([
      push('key-0001', first),
      push('key-0001', first),
      push('key-0001', first),
    ]);
    expect(answers[0]).toMatchObject({ counts: { new: 2 }, customersWoken: 1 });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(await database.db.importRun.count({ where: { legalEntityId: entityId } })).toBe(1);
    await expect(push('key-0001', [item({})])).rejects.toMatchObject({ code: 'idempotency_conflict' });
    const second = await push('key-0002', [
      item({ openMinor: 4000 }),
      item({ number: 'F-2', openMinor: 0 }),
      item({ customerNumber: 'C-7' }),
    ]);
    expect(second.counts).toEqual({ new: 1, changed: 1, cleared: 1, reappeared: 0, unchanged: 0 });
    await expect(push('key-0003', [item({}), item({})])).rejects.toMatchObject({ code: 'duplicate_row' });
    expect(await openOf('F-1')).toMatchObject({ openMinor: 4000n, originalMinor: 10_000n });
  });
});

async function items() {
  return database.db.openItem.findMany({
    where: { legalEntityId: entityId },
    orderBy: { instalment: 'asc' },
  });
}

async function openOf(number: string) {
  return database.db.openItem.findFirstOrThrow({
    where: { legalEntityId: entityId, number, customer: { number: 'C-1' } },
  });
}
