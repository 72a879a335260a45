import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  addItem,
  createCustomer,
  createEntity,
  makePromise,
  payItem,
  type TestEntity,
} from '../support/ledger.ts';
import { startPayment, startPaymentDesk, type PaymentDesk } from '../support/payment-desk.ts';
import { Story } from '../support/story.ts';

let story: Story;
let desk: PaymentDesk;
let entity: TestEntity;
let collector: { userId: string; name: string };

beforeAll(async () => {
  desk = await startPaymentDesk();
  // News come by being asked for: nothing listens here.
  desk.sandbox.notifier.faults.silent = true;
  story = await Story.start({ connectors: desk.takers.connectors });
  entity = await createEntity(story.db);
  collector = { userId: entity.collectorId, name: entity.collectorName };
}, 60_000);

afterEach(() => story.endCases());
afterAll(async () => {
  await story?.stop();
  await desk?.sandbox.close();
});

/** Days are of 2035, which starts on a Monday; each story is later than the one before. */
describe('journeys of paying', () => {
  test('S-3 S-8 paid before the step: nothing is sent', async () => {
    await story.until('2035-01-08');
    const customerId = await createCustomer(story.db, entity);
    const itemId = await addItem(story.db, entity, customerId, {
      number: 'F-1',
      dueOn: '2035-01-08',
      openMinor: 120_000,
    });
    await story.endOf('2035-01-11'); // three days late, the friendly reminder is due on the 13th, a Saturday
    expect(await story.gates(customerId)).toEqual(['nothing_due']);
    await payItem(story.db, itemId, 120_000, '2035-01-12');
    await story.endOf('2035-01-20');
    expect(await story.calendar(customerId)).toEqual([]);
    expect(await story.gates(customerId)).toEqual(['nothing_due']);
  });

  test('S-4 S-7 reminder by itself, then proposals that leave on the day they are confirmed', async () => {
    await story.until('2035-01-29');
    const customerId = await createCustomer(story.db, entity);
    await addItem(story.db, entity, customerId, { number: 'F-1', dueOn: '2035-01-26', openMinor: 120_000 });
    await story.endOf('2035-01-31'); // five days late: friendly
    expect(await story.calendar(customerId)).toEqual(['2035-01-31 friendly']);
    await story.until('2035-02-12', '10:00'); // ten days later was Saturday the 10th
    expect(await story.confirm(customerId, collector)).toMatchObject({ ok: true, state: 'confirmed' });
    await story.endOf('2035-02-12');
    expect(await story.calendar(customerId)).toEqual(['2035-01-31 friendly', '2035-02-12 firm']);
    await story.endOf('2035-03-05');
    expect(await story.calendar(customerId)).toHaveLength(2); // formal waits for a person, and is never sent by itself
    expect(await story.gates(customerId)).toContain('awaiting_confirmation');
    expect(await story.mailsTo(customerId)).toHaveLength(2);
  });

  test('S-3 a part payment lowers what is asked for and moves no date', async () => {
    await story.until('2035-03-12');
    const customerId = await createCustomer(story.db, entity);
    const itemId = await addItem(story.db, entity, customerId, {
      number: 'F-1',
      dueOn: '2035-03-12',
      openMinor: 100_000,
    });
    await payItem(story.db, itemId, 40_000, '2035-03-14');
    await story.endOf('2035-03-19');
    const [sent] = await story.sent(customerId);
    expect(sent).toMatchObject({ on: '2035-03-19', step: 'friendly', totals: { EUR: 60_000 } });
  });

  test('D-10 a credit note that wipes out the debt stops the reminder', async () => {
    await story.until('2035-04-02');
    const customerId = await createCustomer(story.db, entity);
    await addItem(story.db, entity, customerId, { number: 'F-1', dueOn: '2035-04-02', openMinor: 50_000 });
    await addItem(story.db, entity, customerId, {
      number: 'A-1',
      type: 'credit_note',
      dueOn: '2035-04-03',
      openMinor: -50_000,
    });
    await story.endOf('2035-04-16');
    expect(await story.calendar(customerId)).toEqual([]);
    expect(await story.gates(customerId)).toContain('under_minimum');
  });

  test('A-6 a promise that is kept closes by itself and nothing is sent', async () => {
    await story.until('2035-04-23');
    const customerId = await createCustomer(story.db, entity);
    const itemId = await addItem(story.db, entity, customerId, {
      number: 'F-1',
      dueOn: '2035-04-16',
      openMinor: 80_000,
    });
    await makePromise(story.db, customerId, [itemId], '2035-05-04');
    await story.endOf('2035-04-30');
    expect(await story.gates(customerId)).toEqual(['all_promised']);
    await payItem(story.db, itemId, 80_000, '2035-05-04');
    await story.endOf('2035-05-11');
    expect(await story.calendar(customerId)).toEqual([]);
    expect(await story.db.promiseToPay.findFirst({ where: { customerId } })).toMatchObject({ state: 'kept' });
  });

  test('A-6 a broken promise is seen, and the chase goes on at the right step', async () => {
    await story.until('2035-05-21');
    const customerId = await createCustomer(story.db, entity);
    const itemId = await addItem(story.db, entity, customerId, {
      number: 'F-1',
      dueOn: '2035-05-16',
      openMinor: 80_000,
    });
    await story.endOf('2035-05-21');
    expect(await story.calendar(customerId)).toEqual(['2035-05-21 friendly']);
    await makePromise(story.db, customerId, [itemId], '2035-06-08'); // a Friday; two sending days of grace: Tuesday the 12th
    await story.endOf('2035-06-12');
    expect(await story.openAction(customerId)).toBeNull();
    await story.until('2035-06-13', '09:00');
    expect(await story.openAction(customerId)).toMatchObject({ stepKey: 'firm', state: 'proposed' });
    expect(await story.db.promiseToPay.findFirst({ where: { customerId } })).toMatchObject({
      state: 'broken',
    });
    expect(await story.db.historyEvent.count({ where: { customerId, kind: 'promise_broken' } })).toBe(1);
  });

  test('S-3 a new invoice starts at the first step while an old one is at the last', async () => {
    await story.until('2035-07-02');
    const customerId = await createCustomer(story.db, entity);
    await addItem(story.db, entity, customerId, { number: 'F-1', dueOn: '2035-06-27', openMinor: 100_000 });
    await story.endOf('2035-07-02');
    await story.until('2035-07-12', '09:00');
    await story.confirm(customerId, collector);
    await story.until('2035-07-27', '09:00');
    await story.confirm(customerId, collector);
    await story.endOf('2035-07-27');
    await addItem(story.db, entity, customerId, { number: 'F-2', dueOn: '2035-08-01', openMinor: 5_000 });
    await story.endOf('2035-08-06');
    const sent = await story.sent(customerId);
    expect(sent.map(({ step }) => step)).toEqual(['friendly', 'firm', 'formal', 'friendly']);
    expect(sent.at(-1)).toMatchObject({ on: '2035-08-06', items: ['F-1', 'F-2'], totals: { EUR: 105_000 } });
  });

  test('P-8 A-6 S-3 a debit in progress and settled holds the chase; returned after 14 days it goes on at its level', async () => {
    await story.until('2035-08-20', '09:00');
    const customerId = await createCustomer(story.db, entity);
    const itemId = await addItem(story.db, entity, customerId, {
      number: 'F-1',
      dueOn: '2035-08-15',
      openMinor: 90_000,
    });
    await story.endOf('2035-08-20');
    expect(await story.calendar(customerId)).toEqual(['2035-08-20 friendly']);

    await story.until('2035-08-22', '10:00');
    const at = new Date(await story.now());
    desk.sandbox.setClock(() => at);
    const debtor = { legalEntityId: entity.entityId, customerId, itemIds: [itemId], at };
    const paymentId = await startPayment(story.db, debtor, desk.takers);
    desk.sandbox.steer(paymentId, 'debit');
    const payment = () => story.db.onlinePayment.findUniqueOrThrow({ where: { id: paymentId } });
    const open = async () => {
      const { openMinor, rank } = await story.db.openItem.findUniqueOrThrow({ where: { id: itemId } });
      return { openMinor, rank };
    };
    // Ten days after the first letter the next step would be proposed.
    await story.until('2035-08-31', '10:00');
    expect(await payment()).toMatchObject({ state: 'in_progress', method: 'direct_debit' });
    expect(await story.gates(customerId)).toEqual(['payment_in_progress']);
    expect(await story.openAction(customerId)).toBeNull();
    desk.sandbox.steer(paymentId, 'settle');
    await story.until('2035-09-03', '10:00');
    expect(await payment()).toMatchObject({ state: 'settled', bookedMinor: 90_000n });
    expect(await open()).toEqual({ openMinor: 0n, rank: 1 });
    await story.until('2035-09-14', '10:00');
    desk.sandbox.steer(paymentId, 'return');
    await story.until('2035-09-19', '10:00');
    expect(await payment()).toMatchObject({ state: 'returned', reason: 'insufficient_funds' });
    expect(await open()).toEqual({ openMinor: 90_000n, rank: 1 });
    await story.until('2035-09-20', '10:00');
    expect(await story.openAction(customerId)).toMatchObject({ stepKey: 'firm', state: 'proposed' });
    expect(await story.calendar(customerId)).toEqual(['2035-08-20 friendly']);
    const tasks = { customerId, text: { contains: 'insufficient_funds' } };
    expect(await story.db.followUp.count({ where: tasks })).toBe(1);
  });
});
