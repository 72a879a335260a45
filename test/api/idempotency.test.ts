import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let cookie: string;
let colleague: string;
let entity: string;
let customer: string;
beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  cookie = await api.signIn(mine.users.administrator.email);
  colleague = await api.signIn(mine.users.manager.email);
  entity = `/api/entities/${mine.entityId}`;
  customer = `${entity}/customers/${mine.customerId}`;
  await api.db.legalEntity.update({
    where: { id: mine.entityId },
    data: { ownDomains: ['mine.test'] },
  });
});
afterAll(() => api.close());

const post = (url: string, body: object, as = cookie) => api.ask({ method: 'POST', url, as, body });
const conflict = [409, 'idempotency_conflict'];
const outcome = (response: Awaited<ReturnType<typeof post>>) => [
  response.statusCode,
  (response.json() as { code?: string }).code,
];

/** Every route with a key in its body, by what it is; `other` differs in one value. */
const kinds: [string, () => { url: string; body: object; other: object }][] = [
  [
    'a new customer',
    () => ({
      url: `${entity}/customers`,
      body: { number: 'K-1', name: 'Key Ltd', country: 'GB' },
      other: { number: 'K-2' },
    }),
  ],
  [
    'an invitation',
    () => ({
      url: `${entity}/users/invite`,
      body: { email: 'new@mine.test', name: 'New One', role: 'viewer' },
      other: { role: 'administrator' },
    }),
  ],
  ['a test mail', () => ({ url: `${entity}/set-up/test-mail`, body: {}, other: { to: 'else@mine.test' } })],
  [
    'a company',
    () => ({
      url: '/api/entities',
      body: {
        code: 'SECOND',
        name: 'Second',
        currency: 'EUR',
        country: 'FR',
        timeZone: 'Europe/Paris',
        language: 'fr',
      },
      other: { name: 'Third' },
    }),
  ],
  [
    'a task',
    () => ({
      url: `${customer}/follow-ups`,
      body: { on: '2026-03-20', text: 'call', channel: 'phone', itemIds: [] },
      other: { on: '2026-03-21' },
    }),
  ],
  [
    'a question to a colleague',
    () => ({
      url: `${customer}/questions`,
      body: { recipientEmail: 'colleague@mine.test', subject: 'Price', text: 'Right?', itemIds: [] },
      other: { text: 'Wrong?' },
    }),
  ],
  [
    'an act on many customers',
    () => ({
      url: `${entity}/bulk-runs`,
      body: { act: { kind: 'pages_on' }, selection: { customerIds: [mine.customerId] } },
      other: { act: { kind: 'pages_off' } },
    }),
  ],
];

describe.each(kinds)('D-9 %s under a key', (_name, made) => {
  const key = crypto.randomUUID();

  it('D-9 twice at the same moment is carried out once, and both are answered alike', async () => {
    const { url, body } = made();
    const [one, other] = await Promise.all([post(url, { key, ...body }), post(url, { key, ...body })]);
    expect([one.statusCode, other.statusCode]).toEqual([one.statusCode, one.statusCode]);
    expect(one.statusCode).toBeLessThan(300);
    expect(other.json()).toEqual(one.json());
  });

  it('D-9 other content, or another person, is refused with the reason', async () => {
    const { url, body, other } = made();
    expect(outcome(await post(url, { key, ...body, ...other }))).toEqual(conflict);
    if ((await post(url, { key: crypto.randomUUID(), ...body }, colleague)).statusCode === 403) return;
    expect(outcome(await post(url, { key, ...body }, colleague))).toEqual(conflict);
  });

  it('D-9 the same content is answered as before, in any order its names stand', async () => {
    const { url, body } = made();
    const turned = Object.fromEntries(Object.entries({ key, ...body }).reverse());
    expect((await post(url, turned)).statusCode).toBeLessThan(300);
  });
});

it('D-9 a key that was refused is free: what was wrong can be put right under it', async () => {
  const key = crypto.randomUUID();
  const body = { key, name: 'Again', country: 'GB' };
  await post(`${entity}/customers`, { ...body, key: crypto.randomUUID(), number: 'R-1' });
  expect(outcome(await post(`${entity}/customers`, { ...body, number: 'R-1' }))[1]).toBe('number_taken');
  expect((await post(`${entity}/customers`, { ...body, number: 'R-2' })).statusCode).toBe(200);
});

it('D-9 a case that knows the key answers it; asked something else under it, it refuses', async () => {
  const key = crypto.randomUUID();
  const pause = (reason: string, as = cookie) =>
    post(`${customer}/case/pause`, { key, until: null, reason }, as);
  const [one, other] = await Promise.all([pause('moving'), pause('moving')]);
  expect([one.statusCode, other.statusCode]).toEqual([200, 200]);
  expect((await pause('moving')).statusCode).toBe(200);
  expect(outcome(await pause('insolvent'))).toEqual(conflict);
  expect(outcome(await pause('moving', colleague))).toEqual(conflict);
  expect(await api.db.historyEvent.count({ where: { kind: 'case_paused' } })).toBe(1);
  expect((await api.commands()).filter((known) => known === key)).toHaveLength(1);
});
