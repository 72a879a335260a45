import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedEntity, startTestApi, type Ask, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let collector: string;
let administrator: string;
let entity: string;
let late: string;

beforeAll(async () => {
  api = await startTestApi();
});
beforeEach(async () => {
  mine = await seedEntity(api.db, `M${Math.random().toString(36).slice(2, 10)}`);
  collector = await api.signIn(mine.users.collector.email);
  administrator = await api.signIn(mine.users.administrator.email);
  entity = `/api/entities/${mine.entityId}`;
  // 1,000.00 euros, due on 5 January; today is 10 March 2026.
  late = mine.itemIds[1]!;
});
afterAll(() => api.close());

async function ask(
  method: Ask['method'],
  path: string,
  { body, as = administrator, expected = 200 }: { body?: unknown; as?: string; expected?: number } = {},
) {
  const response = await api.ask({
    method,
    url: `${entity}${path}`,
    as,
    ...(body === undefined ? {} : { body }),
  });
  expect(response.statusCode, response.body).toBe(expected);
  return response.json();
}

const ofItem = () => ask('GET', `/items/${late}/interest`, { as: collector });
const rate = { rate: 'ecb_main_refinancing', fromOn: '2026-01-01', percent: '5.15', source: 'my bank' };

describe('interest of an item', () => {
  it('M-1 is that of the law: lines, rate, source, compensation, to this day', async () => {
    const item = await api.db.openItem.findUniqueOrThrow({ where: { id: late } });
    expect(await ofItem()).toMatchObject({
      obstacle: null,
      computation: {
        law: 'FR',
        statute: 'Code de commerce, L. 441-10 II',
        startsOn: '2026-01-06',
        throughOn: '2026-03-10',
        days: 64,
        segments: [
          {
            days: 64,
            percent: '12.15',
            principalMinor: Number(item.openMinor),
            source: expect.stringContaining('European Central Bank'),
          },
        ],
        compensation: { amountMinor: 4_000, currency: 'EUR' },
      },
      waivers: [],
    });
  });

  it('M-1 follows the terms of the company, and a payment by the day on which it came', async () => {
    await ask('PATCH', '/settings', {
      body: { lateInterestPct: 18, lateInterestKind: 'fixed', fixedCompensationMinor: 5_000 },
    });
    const payment = await api.db.payment.create({
      data: {
        legalEntityId: mine.entityId, customerId: mine.customerId, key: 'p', receivedOn: new Date('2026-02-04'),
        amountMinor: 30_000n, currency: 'EUR', allocations: { create: { itemId: late, amountMinor: 30_000n } },
      } as never,
    }); // prettier-ignore
    expect(payment.id).toBeTruthy();
    const item = await api.db.openItem.findUniqueOrThrow({ where: { id: late } });
    const open = Number(item.openMinor);
    expect((await ofItem()).computation).toMatchObject({
      segments: [
        {
          fromOn: '2026-01-06',
          throughOn: '2026-02-04',
          percent: '18.00',
          principalMinor: open + 30_000,
          source: null,
        },
        { fromOn: '2026-02-05', principalMinor: open },
      ],
      compensation: { amountMinor: 5_000, currency: 'EUR' },
    });
  });

  it('M-1 a country without a law in the table says so', async () => {
    await ask('PATCH', '/settings', { body: { country: 'CH', lateInterestPct: null } });
    expect(await ofItem()).toMatchObject({
      computation: null,
      obstacle: 'law_unknown',
      claimed: { interestMinor: 0 },
    });
  });
});

describe('waivers', () => {
  const waive = (body: object, expected = 200) =>
    ask('POST', `/customers/${mine.customerId}/waivers`, { body, as: collector, expected });

  it('M-1 interest is waived with a reason, once, stands in history, and can be claimed again', async () => {
    const before = await ofItem();
    expect(before.claimed.interestMinor).toBeGreaterThan(0);
    const { ids } = await waive({ itemId: late, charges: ['interest'], reason: 'good customer' });
    expect(await waive({ itemId: late, charges: ['interest'], reason: 'again' })).toEqual({ ids: [] });
    expect(await ofItem()).toMatchObject({
      computation: before.computation,
      claimed: { interestMinor: 0, compensation: { amountMinor: 4_000 } },
      waivers: [{ id: ids[0], charge: 'interest', reason: 'good customer', by: expect.any(String) }],
    });
    const end = `/customers/${mine.customerId}/waivers/${ids[0]}/end`;
    await ask('POST', end, { body: {}, as: collector });
    await ask('POST', end, { body: {}, as: collector });
    expect(await ofItem()).toEqual(before);
    const history = await api.db.historyEvent.findMany({
      where: { kind: { in: ['charges_waived', 'waiver_ended'] }, customerId: mine.customerId },
      include: { items: true },
      orderBy: { id: 'asc' },
    });
    expect(history.map(({ kind, items, data }) => [kind, items[0]?.itemId, data])).toMatchObject([
      ['charges_waived', late, { charges: ['interest'], reason: 'good customer' }],
      ['waiver_ended', late, { charges: ['interest'] }],
    ]);
  });

  it('M-1 no waiver without a reason, nor of an item of somebody else', async () => {
    await waive({ itemId: late, charges: ['interest'], reason: ' ' }, 400);
    const other = await seedEntity(api.db, `O${Math.random().toString(36).slice(2, 10)}`);
    await waive({ itemId: other.itemIds[0], charges: ['interest'], reason: 'x' }, 404);
    expect(await api.db.chargeWaiver.count({ where: { itemId: other.itemIds[0]! } })).toBe(0);
  });
});

describe('rates', () => {
  const table = () => ask('GET', '/interest/rates', { as: collector });
  const rowsOn = async (on: string) =>
    (await table()).rows.filter(
      (row: { rate: string; fromOn: string }) => row.rate === rate.rate && row.fromOn === on,
    );

  it('M-1 come with the product, each with its source and whether it was confirmed', async () => {
    const { law, used, rows } = await table();
    expect({ law, used }).toEqual({ law: 'FR', used: 'ecb_main_refinancing' });
    expect(rows.length).toBeGreaterThan(60);
    expect(rows).toContainEqual({
      id: null, rate: 'ecb_main_refinancing', fromOn: '2025-06-11', percent: '2.15', source: expect.any(String),
      isConfirmed: true, enteredBy: null, enteredAt: null,
    }); // prettier-ignore
  });

  it('M-1 say before they are saved what they change, and save nothing then', async () => {
    const before = (await ofItem()).claimed.interestMinor;
    const asked = await ask('POST', '/interest/rates/consequence', { body: rate });
    expect(asked).toMatchObject({ before: { percent: '2.15', fromOn: '2025-06-11' }, isUsed: true });
    expect(asked.changed).toBeGreaterThan(0);
    expect(asked.interestAfter.EUR).toBeGreaterThan(asked.interestBefore.EUR);
    expect((await ofItem()).claimed.interestMinor).toBe(before);
    const unused = await ask('POST', '/interest/rates/consequence', {
      body: { ...rate, rate: 'gb_reference_rate' },
    });
    expect(unused).toMatchObject({ isUsed: false, changed: 0 });
  });

  it('M-1 are entered with source, author and day, count at once, are removed and brought back', async () => {
    const before = await ofItem();
    const { id } = await ask('POST', '/interest/rates', { body: rate });
    expect(await ask('POST', '/interest/rates', { body: rate })).toEqual({ id });
    expect(await rowsOn('2026-01-01')).toMatchObject([
      {
        id,
        percent: '5.15',
        source: 'my bank',
        enteredBy: expect.stringMatching(/./),
        enteredAt: api.clock.now.toISOString(),
      },
    ]);
    const entered = await ofItem();
    expect(entered.computation.segments).toMatchObject([{ percent: '15.15', source: 'my bank' }]);
    await ask('POST', `/interest/rates/${id}/remove`, { body: {} });
    expect(await ofItem()).toEqual(before);
    await ask('POST', `/interest/rates/${id}/remove`, { body: {}, expected: 404 });
    await ask('POST', `/interest/rates/${id}/restore`, { body: {} });
    expect(await ofItem()).toEqual(entered);
  });

  it('M-1 a later entry of the same day takes the place of the first, which stays on record', async () => {
    const { id } = await ask('POST', '/interest/rates', { body: rate });
    const second = await ask('POST', '/interest/rates', { body: { ...rate, percent: '4' } });
    expect(await rowsOn('2026-01-01')).toMatchObject([{ id: second.id, percent: '4.00' }]);
    expect(await api.db.enteredRate.findUnique({ where: { id } })).toMatchObject({
      ratePpm: 51_500,
      removedAt: api.clock.now,
    });
  });

  it.each([
    [{ ...rate, percent: '2,15' }],
    [{ ...rate, percent: 2.15 }],
    [{ ...rate, source: ' ' }],
    [{ ...rate, fromOn: '2026-02-30' }],
    [{ ...rate, rate: 'libor' }],
  ])('M-1 %j is refused with its field', async (body) => {
    await ask('POST', '/interest/rates', { body, expected: 400 });
  });

  it('M-1 are entered by administrators only', async () => {
    await ask('POST', '/interest/rates', { body: rate, as: collector, expected: 403 });
  });
});
