import { afterAll, beforeAll, expect, test } from 'vitest';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { performedWrites, writeCase } from '../../application/case/record-outcome.ts';
import { decisionInput } from '../../application/case/decision-input.ts';
import type { Db } from '../../prisma/client.ts';
import { fromIsoDate } from '../../prisma/convert.ts';
import { readCase } from '../../prisma/queries/cases/read.ts';
import { ensureCase } from '../../prisma/queries/cases/write.ts';
import { readPosition } from '../../prisma/queries/position/read.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addItem, allAutomatic, createCustomer, createEntity, makePromise } from '../support/ledger.ts';
import { seedReply } from '../support/replies.ts';
import { countStatements } from '../support/statements.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

test('S-4 a look reads the whole position of a customer in one statement', async () => {
  const { db } = database;
  const entity = await createEntity(db, {
    entity: {
      ledgerAsOf: fromIsoDate('2035-01-07'),
      pausedChannels: ['letter'],
      minimumAmountMinor: { EUR: 900 },
    },
  });
  const customerId = await createCustomer(db, entity, {
    number: 'C-1',
    email: 'ap@customer.example',
    data: { attributes: { size: 'small' }, excludedAt: new Date() },
  });
  const ids: string[] = [];
  for (const [number, dueOn, openMinor] of [
    ['F-2', '2035-01-08', 4000],
    ['F-1', '2035-01-01', 9_007_199_254_740_991],
    ['A-1', '2035-01-09', -500],
  ] as const) {
    ids.push(
      await addItem(db, entity, customerId, {
        number,
        dueOn,
        openMinor,
        type: openMinor < 0 ? 'credit_note' : 'invoice',
      }),
    );
  }
  await addItem(db, entity, customerId, { number: 'F-0', dueOn: '2035-01-01', openMinor: 0 });
  const [second, first] = ids as [string, string];
  await makePromise(db, customerId, [second], '2035-02-01');
  await db.dispute.create({
    data: {
      customerId,
      reason: 'price',
      items: { create: [{ itemId: first, amountMinor: 250n }] },
    },
  });
  await db.hold.create({
    data: { customerId, itemId: second, reason: 'r', until: fromIsoDate('2035-03-01') },
  });
  await db.hold.create({ data: { customerId, itemId: first, reason: 'r', releasedAt: new Date() } });
  for (const on of ['2035-01-03', '2034-12-30']) {
    await db.countedContact.create({ data: { customerId, on: fromIsoDate(on), channel: 'email' } });
  }
  expect(await readPosition(db, customerId)).toBeNull();
  await ensureCase(db, customerId);
  const statements = countStatements();
  const position = await readPosition(db, customerId);
  statements.stop();
  expect(statements.count()).toBe(1);
  expect(position).toMatchObject({
    entity: {
      ledgerAsOf: '2035-01-07',
      pausedChannels: ['letter'],
      minimumAmountMinor: { EUR: 900 },
      pausedUntil: null,
    },
    customer: { number: 'C-1', attributes: { size: 'small' }, excluded: true, minimumAmountMinor: null },
    case: { scenarioRun: 1, scenario: { name: 'Three steps' }, lastActionOn: null, pausedForGood: false },
    contacts: [{ email: 'ap@customer.example', roles: ['collection'], postal: true, bounced: false }],
    promises: [
      {
        promisedOn: '2035-02-01',
        items: [{ itemId: second, openMinor: 4000, amountMinor: null, openNowMinor: 4000 }],
      },
    ],
    disputes: [{ itemId: first, amountMinor: 250 }],
    holds: [{ itemId: second, until: '2035-03-01' }],
    contactsOn: ['2034-12-30', '2035-01-03'],
  });
  const { positionVersion } = await db.customer.findUniqueOrThrow({ where: { id: customerId } });
  expect(position?.customer.positionVersion).toBe(positionVersion);
  expect(position?.lines.map(({ number, dueOn, openMinor }) => [number, dueOn, openMinor])).toEqual([
    ['F-1', '2035-01-01', 9_007_199_254_740_991],
    ['F-2', '2035-01-08', 4000],
    ['A-1', '2035-01-09', -500],
  ]);
  await db.openItem.update({ where: { id: first }, data: { openMinor: 9_007_199_254_740_993n } });
  await expect(readPosition(db, customerId)).rejects.toThrow(/out of the safe range/);
});

test('S-18 the day on which a reply was last handled is the customer’s; waiting and internal ones do not count', async () => {
  const { db } = database;
  const entity = await createEntity(db);
  const customerId = await createCustomer(db, entity, {
    items: [{ number: 'F-1', dueOn: '2035-01-01', openMinor: 1000 }],
    data: { timeZone: 'Asia/Tokyo' },
  });
  await ensureCase(db, customerId);
  const read = async () => {
    const position = (await readPosition(db, customerId))!;
    const input = decisionInput(position, Date.parse('2035-01-20T12:00:00Z'));
    return { on: input.case.lastReplyHandledOn, isUnread: input.unreadReply };
  };
  const handled = (handledAt: string) => ({ handledAt: new Date(handledAt) });
  expect(await read()).toEqual({ on: undefined, isUnread: false });
  const first = await seedReply(db, { customerId });
  expect(await read()).toEqual({ on: undefined, isUnread: true });
  await db.comment.update({
    where: { id: first },
    data: { state: 'qualified', ...handled('2035-01-10T16:30:00Z') },
  });
  expect(await read()).toEqual({ on: '2035-01-11', isUnread: false });
  const internal = await seedReply(db, { customerId, audience: 'internal', state: 'validated' });
  await db.comment.update({ where: { id: internal }, data: handled('2035-01-18T09:00:00Z') });
  expect(await read()).toEqual({ on: '2035-01-11', isUnread: false });
  const deleted = await seedReply(db, { customerId, state: 'deleted' });
  await db.comment.update({ where: { id: deleted }, data: handled('2035-01-15T09:00:00Z') });
  expect(await read()).toEqual({ on: '2035-01-15', isUnread: false });
});

test('S-4 what a performed step leaves in a case is what the database answers next', async () => {
  const { db } = database;
  const entity = await createEntity(db, { scenario: allAutomatic });
  const customerId = await createCustomer(db, entity, {
    items: [
      { number: 'F-1', dueOn: '2034-12-01', openMinor: 120_000 },
      { number: 'F-2', dueOn: '2035-01-02', openMinor: 5_000 },
    ],
  });
  await db.countedContact.create({ data: { customerId, on: fromIsoDate('2034-11-01'), channel: 'phone' } });
  const at = new Date('2035-01-08T09:00:00.000Z');
  await db.$transaction(async (tx) => {
    await evaluateCase(tx, customerId, at.getTime());
    const { position, asked } = (await readCase(tx, customerId, (await planned(customerId)(tx)).id))!;
    const performed = performedWrites({
      position,
      action: asked!,
      on: '2035-01-08',
      at,
      actor: { kind: 'system' },
      kind: 'message_sent',
      data: {},
    });
    await writeCase(tx, position, performed);
    const read = await readPosition(tx, customerId);
    expect(read).toEqual(performed.after);
    expect(read!.lines.map(({ rank }) => rank)).toContain(1);
    expect(read!.contactsOn).toEqual(['2034-11-01', '2035-01-08']);
  });
});

function planned(customerId: string) {
  return (tx: Db) => tx.agendaAction.findFirstOrThrow({ where: { customerId, state: 'planned' } });
}
