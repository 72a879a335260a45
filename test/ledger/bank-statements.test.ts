/** Files of banks as reviewed change sets: matched, chosen, applied, repeated, undone. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { camt, entry, part, type CamtShape } from '../../activities/adapters/bank/bank-files.support.ts';
import { applyImport } from '../../application/imports/apply.ts';
import { chooseForLine } from '../../application/imports/choose.ts';
import { undoImport } from '../../application/imports/undo.ts';
import { bankLines } from '../../prisma/queries/bank/read.ts';
import { importRun } from '../../prisma/queries/imports/read.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createLegalEntity, importFile, review } from './support.ts';

let database: TestDatabase;
let entityId: string;
const userId = '00000000-0000-4000-8000-000000000001';
const example = (name: string) =>
  readFileSync(new URL(`../../docs/examples/bank/${name}`, import.meta.url), 'utf8');

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  entityId = await createLegalEntity(database.db, { currency: 'EUR' });
  await importFile(database.db, {
    entityId,
    asOf: '2026-10-01',
    content: example('ledger.csv'),
  });
});

/** Ten kinds of lines, as they stand in the example of the docs. */
const tenKinds = [() => /<Ntry>.*<\/Ntry>/s.exec(example('camt053.xml'))![0]];
const file = (more: Partial<CamtShape> = {}) =>
  camt({ version: '08', entries: tenKinds, opening: '5000.00', closing: '6050.84', ...more });

function bankFile(content: string) {
  return {
    entityId,
    kind: 'bank_statement' as const,
    mode: 'delta' as const,
    asOf: '2026-11-30',
    content,
    name: 'statement.xml',
  };
}
const read = async (content: string) => (await review(database.db, bankFile(content))).id;
const linesOf = async (importId: string) =>
  (await bankLines(database.db, { importId, take: 100 })).map(({ rowNo, state, rule, match }) => {
    const targets = match.targets.map(({ number, amountMinor }) => `${number}:${amountMinor}`).join('+');
    return [rowNo, state, rule ?? '-', targets, ...match.notes].join(' ').trim();
  });
async function apply(importId: string) {
  await applyImport(database.db, importId, { userId: null }, new Date());
  return importRun(database.db, importId);
}
async function openItems() {
  const items = await database.db.openItem.findMany({
    where: { legalEntityId: entityId, state: 'open' },
    orderBy: [{ customerId: 'asc' }, { dueOn: 'asc' }, { number: 'asc' }],
  });
  return Object.fromEntries(items.map(({ number, openMinor }) => [number, Number(openMinor)]));
}
const allOpen = {
  'RE-20481': 178_500, 'RE-20482': 4_000, 'RE-20483': 10_000, '539007547034': 41_950,
  'RE-30002': 5_500, 'RE-30003': 6_600, 'RE-30004': 30_000, 'RE-40001': 7_000,
}; // prettier-ignore
const afterIt = { 'RE-20481': 178_500, 'RE-20483': 200, 'RE-30004': 30_000 };

describe('a file of a bank with ten kinds of lines', () => {
  it('D-9 is matched by rule, and changes nothing before it is applied', async () => {
    const importId = await read(file());
    expect(await linesOf(importId)).toEqual([
      '1 safe document_numbers RE-20481:178500',
      '2 safe structured_reference 539007547034:41950',
      '3 safe exact_amount RE-20482:4000',
      '4 safe sum_of_items RE-30002:5500+RE-30003:6600',
      '5 safe document_numbers RE-20483:9800 discount',
      '6 safe document_numbers RE-40001:7000 over',
      '7 doubtful no_rule',
      '8 doubtful returned_payment  nothing_to_return',
      '9 not_ours -',
      '10 doubtful document_numbers  other_currency',
    ]);
    expect(await importRun(database.db, importId)).toMatchObject({ state: 'review', counts: { new: 6 } });
    expect(await openItems()).toEqual(allOpen);
  });

  it('D-9 D-10 is applied once, wakes whom it concerns, is undone, and applied again', async () => {
    const first = await read(file());
    await database.db.caseWake.deleteMany({});
    expect(await apply(first)).toMatchObject({ state: 'applied' });
    const woken = await database.db.caseWake.findMany({ where: { customer: { legalEntityId: entityId } } });
    expect(new Set(woken.map(({ customerId }) => customerId)).size).toBe(3);
    const { 'RE-20481': _paid, ...rest } = afterIt;
    expect(await openItems()).toMatchObject(rest);
    const credits = await database.db.openItem.findMany({
      where: { legalEntityId: entityId, type: 'unapplied_payment' },
    });
    expect(credits.map(({ openMinor }) => Number(openMinor))).toEqual([-500]);

    const again = await read(file());
    expect((await linesOf(again)).filter((line) => line.includes('known'))).toHaveLength(6);
    // Now that the first payment is recorded, its return is found.
    expect((await linesOf(again))[7]).toBe('8 safe returned_payment RE-20481:178500');
    expect(await apply(again)).toMatchObject({ state: 'applied' });
    expect(await openItems()).toMatchObject(afterIt);

    const third = await read(file());
    expect((await linesOf(third)).filter((line) => line.includes('known'))).toHaveLength(7);
    await expect(undoImport(database.db, first, { userId: null }, new Date())).rejects.toMatchObject({
      code: 'import_not_undoable',
    });
    await undoImport(database.db, again, { userId: null }, new Date());
    expect(await openItems()).toMatchObject(rest);
    await undoImport(database.db, first, { userId: null }, new Date());
    expect(await openItems()).toEqual(allOpen);
    expect(await database.db.payment.count({ where: { legalEntityId: entityId } })).toBe(0);

    const afresh = await read(file());
    await apply(afresh);
    expect(await openItems()).toMatchObject(rest);
  });

  it('D-9 a person chooses what a doubtful line pays, or leaves a safe one out', async () => {
    const importId = await read(file());
    const choose = (rowNo: number, choice: Parameters<typeof chooseForLine>[2]) =>
      chooseForLine(database.db, { importId, rowNo }, choice, { userId });
    await choose(7, { kind: 'book', customerNumber: 'C-10079', numbers: [] });
    await choose(5, { kind: 'leave' });
    await expect(choose(7, { kind: 'book', customerNumber: 'C-1', numbers: [] })).rejects.toMatchObject({
      code: 'customer_unknown',
    });
    await expect(
      choose(7, { kind: 'book', customerNumber: 'C-10079', numbers: ['X'] }),
    ).rejects.toMatchObject({ code: 'item_unknown' });
    expect(await importRun(database.db, importId)).toMatchObject({ state: 'review', counts: { new: 6 } });
    await apply(importId);
    expect(await openItems()).toMatchObject({ 'RE-20483': 10_000 });
    const credits = await database.db.openItem.findMany({
      where: { legalEntityId: entityId, type: 'unapplied_payment' },
      orderBy: { openMinor: 'asc' },
    });
    expect(credits.map(({ openMinor }) => Number(openMinor))).toEqual([-1_234, -500]);
    await expect(choose(7, null)).rejects.toMatchObject({ code: 'import_not_open' });
  });

  it('D-9 an advice and the statement that repeats its entries count once', async () => {
    await apply(await read(file({ advice: true })));
    const statement = await read(file());
    expect((await linesOf(statement)).filter((line) => line.includes('known'))).toHaveLength(6);
    // A statement gives the sum of what the advice listed.
    const batch = (parts: ReturnType<typeof part>[]) =>
      camt({ version: '08', entries: [entry({ amount: '110.00', ref: 'SUM', parts })] });
    await apply(
      await read(
        batch([part({ amount: '55.00', text: 'RE-30002' }), part({ amount: '55.00', text: 'RE-20482' })]),
      ),
    );
    expect(await linesOf(await read(batch([])))).toEqual(['1 doubtful no_rule']);
  });

  it('D-6 a missing statement stops for approval; a wrong file changes nothing', async () => {
    await apply(await read(file({ number: 12 })));
    const next = (number: number, opening: string) =>
      camt({ version: '08', number, entries: [], opening, closing: opening });
    const late = entry({ amount: '1.00', ref: `X${entityId}`, parts: [part({ text: 'x' })] });
    const gap = await read(
      camt({ version: '08', number: 14, entries: [late], opening: '7000.00', closing: '7001.00' }),
    );
    expect(await importRun(database.db, gap)).toMatchObject({
      state: 'needs_approval',
      approval: [
        { code: 'statement_missing', kind: 'balance', expected: 605_084, found: 700_000, currency: 'EUR' },
      ],
    });
    const goesOn = await read(
      camt({ version: '08', number: 13, entries: [late], opening: '6050.84', closing: '6051.84' }),
    );
    expect(await importRun(database.db, goesOn)).toMatchObject({ state: 'review', approval: [] });
    const wrong = await read(file({ closing: '1.00' }));
    expect(await importRun(database.db, wrong)).toMatchObject({
      state: 'failed',
      failure: { code: 'bank_file_wrong', params: { fault: 'balance_wrong' } },
    });
    const empty = await read(next(15, '6050.84'));
    expect(await importRun(database.db, empty)).toMatchObject({
      state: 'failed',
      failure: { code: 'file_empty' },
    });
  });

  it('D-9 what was recorded by another way is not booked a second time without a person', async () => {
    const { recordPayments } = await import('../../application/payments/record.ts');
    await recordPayments(database.db, {
      legalEntityId: entityId,
      payments: [
        {
          reference: 'PSP-1',
          kind: 'payment',
          customerNumber: 'C-10079',
          receivedOn: '2026-11-28',
          amountMinor: 7_500,
          currency: 'EUR',
          items: [],
        },
      ],
      at: new Date(),
      actor: { kind: 'system' },
    });
    expect((await linesOf(await read(file())))[5]).toBe(
      '6 doubtful document_numbers RE-40001:7000 over recorded_elsewhere',
    );
  });
});
