import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settlePromises } from '../../application/promises/settle.ts';
import { readPosition } from '../../prisma/queries/position/read.ts';
import { seedEntity, startTestApi, type Ask, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let cookie: string;
let administrator: string;
let base: string;
let customer: string;

beforeAll(async () => {
  api = await startTestApi();
});
beforeEach(async () => {
  mine = await seedEntity(api.db, `F${Math.random().toString(36).slice(2, 10)}`);
  await api.db.followUp.deleteMany({ where: { legalEntityId: mine.entityId } });
  cookie = await api.signIn(mine.users.collector.email);
  administrator = await api.signIn(mine.users.administrator.email);
  base = `/api/entities/${mine.entityId}`;
  customer = `${base}/customers/${mine.customerId}`;
});
afterAll(() => api.close());

async function ask(url: string, { status = 200, ...options }: Partial<Ask> & { status?: number } = {}) {
  const response = await api.ask({ url, as: cookie, ...options });
  expect(response.statusCode, response.body).toBe(status);
  return response.json();
}
const post = (url: string, body: unknown, status = 200) => ask(url, { method: 'POST', body, status });

const set = (on: string, more: object = {}) =>
  post(`${customer}/follow-ups`, { key: crypto.randomUUID(), on, text: `call on ${on}`, ...more });

describe('tasks', () => {
  it('A-5 stand in the agenda of the customer’s collector by their day', async () => {
    const late = await set('2026-03-11', { itemIds: [mine.itemIds[0]] });
    await api.db.followUp.update({ where: { id: late.id }, data: { dueOn: new Date('2026-03-08') } });
    await set('2026-03-10');
    await set('2026-03-20', { channel: 'email' });
    const days = async (query: string) =>
      (await ask(`${base}/follow-ups?${query}`)).rows.map(({ dueOn }: { dueOn: string }) => dueOn);
    expect(await days('')).toEqual(['2026-03-08', '2026-03-10', '2026-03-20']);
    expect(await days('view=due&collector=mine')).toEqual(['2026-03-08', '2026-03-10']);
    expect(await days('view=late')).toEqual(['2026-03-08']);
    expect(await days('view=upcoming&channel=email')).toEqual(['2026-03-20']);
    expect(await days('collector=none')).toEqual([]);
    const { number } = await api.db.openItem.findUniqueOrThrow({ where: { id: mine.itemIds[0]! } });
    expect(await days(`search=${number}`)).toEqual(['2026-03-08']);
    expect(await ask(`${base}/replies/counters`)).toMatchObject({ tasks: 2, tasksOpen: 3, tasksLate: 1 });
    await api.db.customer.update({
      where: { id: mine.customerId },
      data: { collectorId: mine.users.manager.id },
    });
    expect(await days('collector=mine')).toEqual([]);
  });

  it('A-5 are put off, done with their outcome, or cancelled, and stand in history', async () => {
    const { id } = await set('2026-03-10', { itemIds: [mine.itemIds[0]] });
    const url = `${base}/follow-ups/${id}`;
    expect(await post(`${url}/postpone`, { key: 'click-0001', on: '2026-03-17' })).toMatchObject({
      dueOn: '2026-03-17',
      state: 'open',
    });
    expect(await post(`${url}/done`, { key: 'click-0002', outcome: 'They pay on Friday' })).toMatchObject({
      state: 'done',
      outcome: 'They pay on Friday',
      closedBy: expect.stringMatching(/collector/),
    });
    const refused = await post(`${url}/cancel`, { key: 'click-0003' }, 409);
    expect(refused).toMatchObject({
      code: 'follow_up_not_open',
      params: { state: 'done', by: expect.stringMatching(/collector/), at: '2026-03-10T10:00:00.000Z' },
    });
    const { rows } = await ask(
      `${customer}/history?itemId=${mine.itemIds[0]}&kind=follow_up_set&kind=follow_up_closed`,
    );
    expect(rows).toMatchObject([
      { kind: 'follow_up_closed', data: { outcome: 'They pay on Friday' } },
      { kind: 'follow_up_set', data: { on: '2026-03-17', before: '2026-03-10' } },
      { kind: 'follow_up_set', data: { on: '2026-03-10' } },
    ]);
  });

  it('A-5 S-5 a task is no contact, unless somebody was spoken to', async () => {
    const quiet = await set('2026-03-10');
    const spoken = await set('2026-03-10');
    const contacts = () => api.db.countedContact.count({ where: { customerId: mine.customerId } });
    const version = async () =>
      (await api.db.customer.findUniqueOrThrow({ where: { id: mine.customerId } })).positionVersion;
    await post(`${base}/follow-ups/${quiet.id}/done`, { key: 'click-0001' });
    expect([await contacts(), await version()]).toEqual([0, 0n]);
    const body = { key: 'click-0002', outcome: 'Ms X', contactMade: true };
    await post(`${base}/follow-ups/${spoken.id}/done`, body);
    await post(`${base}/follow-ups/${spoken.id}/done`, body);
    expect([await contacts(), await version()]).toEqual([1, 1n]);
  });

  it('A-5 completing a qualification closes the task it came from', async () => {
    const { id } = await set('2026-03-10', { itemIds: [mine.itemIds[0]] });
    const { rows: statuses } = await ask(`${base}/item-statuses`);
    const ongoing = statuses.find((status: { key: string }) => status.key === 'ongoing');
    const body = { statusId: ongoing.id, items: [{ itemId: mine.itemIds[0] }], followUpId: id };
    await post(`${customer}/qualifications`, { ...body, key: 'click-0001', completes: false });
    expect((await ask(`${base}/follow-ups?view=all`)).rows).toMatchObject([
      { id, state: 'open' },
      { statusName: 'In progress', text: 'Ask how far it is', dueOn: '2026-03-17' },
    ]);
    await post(`${customer}/qualifications`, {
      ...body,
      key: 'click-0002',
      completes: true,
      nextAction: { on: '2026-03-12', text: 'Call again' },
    });
    expect((await ask(`${base}/follow-ups?view=done`)).rows).toMatchObject([{ id, outcome: 'In progress' }]);
    const again = { ...body, key: 'click-0003', completes: true };
    expect((await post(`${customer}/qualifications`, again, 409)).code).toBe('follow_up_not_open');
  });

  it.each([
    [{ on: '2026-03-09', text: 'x' }, 422, 'date_in_past'],
    [{ on: '2036-03-09', text: 'x' }, 422, 'date_too_far'],
    [{ on: '2026-03-12', text: ' ' }, 400, 'validation_failed'],
    [{ on: '2026-03-12', text: 'x', itemIds: [crypto.randomUUID()] }, 404, 'not_found'],
  ])('A-5 the task %j is refused with %i %s', async (body, status, code) => {
    expect((await post(`${customer}/follow-ups`, { key: 'click-0001', ...body }, status)).code).toBe(code);
    expect(await api.db.followUp.count({ where: { customerId: mine.customerId } })).toBe(0);
  });
});

describe('the catalogue of statuses', () => {
  const change = (url: string, body: unknown, method: Ask['method'], status = 200) =>
    ask(url, { method, body, status, as: administrator });
  const keys = async (query = '') =>
    (await ask(`${base}/item-statuses${query}`)).rows.map(({ key }: { key: string }) => key);

  it('A-5 a company that had none gets the default one', async () => {
    await api.db.qualification.deleteMany({ where: { customer: { legalEntityId: mine.entityId } } });
    await api.db.itemStatus.deleteMany({ where: { legalEntityId: mine.entityId } });
    const [first, second] = await Promise.all([keys(), keys()]);
    expect(first).toEqual([
      'promise',
      'ongoing',
      'dispute',
      'copy_requested',
      'payment_sent',
      'credit_note_awaited',
      'wrong_contact',
    ]);
    expect(second).toEqual(first);
  });

  it('A-5 statuses are added, changed, put in order and archived; what items have stays', async () => {
    const url = `${base}/item-statuses`;
    const lawyer = await change(
      url,
      { name: 'With our lawyer', kind: 'other', followUpDays: 30, holdDays: 60 },
      'POST',
    );
    expect(lawyer).toMatchObject({ position: 8, followUpChannel: 'phone' });
    await post(`${customer}/qualifications`, {
      key: 'click-0001',
      statusId: lawyer.id,
      items: [{ itemId: mine.itemIds[0] }],
      completes: true,
    });
    expect(await change(`${url}/${lawyer.id}`, { name: 'Lawyer', holdDays: null }, 'PATCH')).toMatchObject({
      name: 'Lawyer',
      holdDays: null,
      followUpDays: 30,
    });
    const all = (await ask(url)).rows.map(({ id }: { id: string }) => id);
    await change(`${url}/order`, { ids: all.toReversed() }, 'PUT');
    expect((await ask(url)).rows[0].name).toBe('Lawyer');
    const missing = await change(`${url}/order`, { ids: all.slice(1) }, 'PUT', 422);
    expect(missing.code).toBe('status_unknown');
    await change(`${url}/${lawyer.id}`, { archived: true }, 'PATCH');
    expect(await keys()).toHaveLength(7);
    expect(await keys('?archived=true')).toHaveLength(8);
    const { rows } = await ask(`${customer}/items`);
    expect(rows.find(({ id }: { id: string }) => id === mine.itemIds[0]).qualification.status.name).toBe(
      'Lawyer',
    );
    const body = { key: 'click-0002', statusId: lawyer.id, items: [], completes: true };
    expect((await post(`${customer}/qualifications`, body, 422)).code).toBe('status_unknown');
  });

  it('A-5 the last status of what customers can choose cannot be archived', async () => {
    const { rows } = await ask(`${base}/item-statuses`);
    const promise = rows.find(({ kind }: { kind: string }) => kind === 'promise');
    const refused = await change(`${base}/item-statuses/${promise.id}`, { archived: true }, 'PATCH', 422);
    expect(refused).toMatchObject({ code: 'status_needed', params: { kind: 'promise' } });
  });

  it('A-5 a newer status takes the place of one that only names', async () => {
    const { rows } = await ask(`${base}/item-statuses`);
    const idOf = (key: string) => rows.find((row: { key: string }) => row.key === key).id;
    const itemId = mine.itemIds[1];
    const qualify = (key: string, status: string, more: object = {}) =>
      post(`${customer}/qualifications`, {
        key,
        statusId: idOf(status),
        items: [{ itemId }],
        completes: true,
        nextAction: null,
        ...more,
      });
    const statusNow = async () =>
      (await ask(`${customer}/items`)).rows.find(({ id }: { id: string }) => id === itemId).qualification
        ?.status.key ?? null;
    await qualify('click-0001', 'wrong_contact');
    expect(await statusNow()).toBe('wrong_contact');
    const { promiseId } = await qualify('click-0002', 'promise', { promisedOn: '2026-03-20' });
    expect(await statusNow()).toBe('promise');
    await post(`${customer}/promises/${promiseId}/cancel`, {});
    expect(await statusNow()).toBeNull();
  });
});

describe('payment plans', () => {
  const wanted = (itemId: string, endsWhenMissed: boolean) => ({
    key: crypto.randomUUID(),
    items: [{ itemId, amountMinor: 900 }],
    instalments: [
      { dueOn: '2026-03-20', amountMinor: 300 },
      { dueOn: '2026-04-20', amountMinor: 300 },
      { dueOn: '2026-05-20', amountMinor: 300 },
    ],
    endsWhenMissed,
  });
  const stateOf = async (promiseIds: string[]) => {
    const rows = await api.db.promiseToPay.findMany({
      where: { id: { in: promiseIds } },
      orderBy: { promisedOn: 'asc' },
    });
    return rows.map(({ state }) => state);
  };
  const settleOn = async (instant: string) => {
    const position = await readPosition(api.db, mine.customerId);
    await api.db.$transaction((tx) => settlePromises(tx, position!, Date.parse(instant)));
  };

  it.each([
    [true, ['kept', 'broken', 'cancelled']],
    [false, ['kept', 'broken', 'open']],
  ])('P-8 A-6 kept by what is paid; one missed ends the plan: %s', async (endsWhenMissed, states) => {
    const [itemId] = mine.itemIds as [string];
    const body = wanted(itemId, endsWhenMissed);
    const { id, promiseIds } = await post(`${customer}/payment-plans`, body);
    expect(await post(`${customer}/payment-plans`, body)).toEqual({ id, promiseIds });
    // What was promised of the item before has made room.
    const open = await api.db.promiseItem.findMany({ where: { itemId, promise: { state: 'open' } } });
    expect(open.map(({ promiseId }) => promiseId).sort()).toEqual(promiseIds);
    await api.db.openItem.update({ where: { id: itemId }, data: { openMinor: { decrement: 300n } } });
    await settleOn('2026-03-18T10:00:00Z');
    expect(await stateOf(promiseIds)).toEqual(['kept', 'open', 'open']);
    await settleOn('2026-05-15T10:00:00Z');
    expect(await stateOf(promiseIds)).toEqual(states);
    const recorded = await api.db.historyEvent.findMany({
      where: {
        customerId: mine.customerId,
        key: { in: promiseIds.map((one: string) => `promise/${one}/cancelled`) },
      },
    });
    expect(recorded).toHaveLength(endsWhenMissed ? 1 : 0);
  });

  it('P-8 a plan that does not come to its items is refused, and nothing is written', async () => {
    const [itemId] = mine.itemIds as [string];
    const body = { ...wanted(itemId, true), items: [{ itemId, amountMinor: 901 }] };
    const refused = await post(`${customer}/payment-plans`, body, 400);
    expect(refused.code).toBe('validation_failed');
    expect(await api.db.paymentPlan.count({ where: { customerId: mine.customerId } })).toBe(0);
  });
});
