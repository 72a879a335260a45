import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let theirs: Seeded;
let cookie: string;
let base: string;
beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  theirs = await seedEntity(api.db, 'OTHER');
  cookie = await api.signIn(mine.users.collector.email);
  base = `/api/entities/${mine.entityId}/customers`;
});
afterAll(() => api.close());

const add = (more: object) =>
  api.ask({
    method: 'POST',
    url: base,
    as: cookie,
    body: { key: crypto.randomUUID(), name: 'New Ltd', country: 'GB', ...more },
  });
const change = (id: string, body: object) =>
  api.ask({ method: 'PATCH', url: `${base}/${id}/master`, as: cookie, body });

it('D-1 a customer is made once, in the zone of its country, and its case is woken', async () => {
  const body = { key: 'customer-key-1', number: 'N-1' };
  const [one, other] = [await add(body), await add(body)];
  expect([one.statusCode, other.json()]).toEqual([200, one.json()]);
  const row = await api.db.customer.findUniqueOrThrow({ where: { id: one.json().id } });
  expect(row).toMatchObject({ number: 'N-1', timeZone: 'Europe/London', legalEntityId: mine.entityId });
  expect(await api.db.caseWake.count({ where: { customerId: row.id, reason: 'started' } })).toBe(1);
  expect((await add({ number: 'N-1' })).json().code).toBe('number_taken');
});

it('D-1 X-1 what is changed stands in the log, raises the version and wakes; the same again does not', async () => {
  const before = await api.db.customer.findUniqueOrThrow({ where: { id: mine.customerId } });
  const changes = {
    name: 'Renamed',
    address: { street: '2 Low Street', city: 'Leeds' },
    attributes: { region: 'north' },
  };
  expect((await change(mine.customerId, changes)).statusCode).toBe(200);
  expect((await change(mine.customerId, changes)).statusCode).toBe(200);
  const after = await api.db.customer.findUniqueOrThrow({ where: { id: mine.customerId } });
  expect(after).toMatchObject({ name: 'Renamed', attributes: { region: 'north' } });
  expect(after.positionVersion).toBe(before.positionVersion + 1n);
  const event = await api.db.historyEvent.findFirstOrThrow({
    where: { customerId: mine.customerId, kind: 'customer_changed' },
    orderBy: { id: 'desc' },
  });
  expect(event.data).toMatchObject({ changed: { name: { from: before.name, to: 'Renamed' } } });
});

it('D-1 no circle is closed by two who name each other at the same moment', async () => {
  const answers: string[] = [];
  for (let n = 0; n < 8; n += 1) {
    const one = (await add({ number: `ONE-${n}` })).json() as { id: string };
    const other = (await add({ number: `OTHER-${n}` })).json() as { id: string };
    const both = await Promise.all([
      change(one.id, { parentId: other.id }),
      change(other.id, { parentId: one.id }),
    ]);
    answers.push(
      both
        .map((response) => String(response.json().code ?? 'done'))
        .toSorted()
        .join(),
    );
  }
  expect(new Set(answers)).toEqual(new Set(['customer_in_circle,done']));
});

it('D-1 a parent is a customer of the same company, and no circle is closed', async () => {
  const child = (await add({ number: 'N-2', parentId: mine.customerId })).json() as { id: string };
  const grandchild = (await add({ number: 'N-3', parentId: child.id })).json() as { id: string };
  for (const parentId of [mine.customerId, child.id, grandchild.id]) {
    expect((await change(mine.customerId, { parentId })).json().code).toBe('customer_in_circle');
  }
  expect((await change(child.id, { parentId: theirs.customerId })).statusCode).toBe(404);
  expect((await add({ number: 'N-4', parentId: theirs.customerId })).statusCode).toBe(404);
  expect((await change(child.id, { parentId: null })).statusCode).toBe(200);
});
