import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromIsoDate } from '../../prisma/convert.ts';
import { countStatements } from '../support/statements.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let cookie: string;
/** A customer with one of each: its items by number. */
let mixed: { id: string; items: Map<string, string> };

/** Today is 10 March 2026. */
async function createCustomer(
  number: string,
  lines: { number: string; openMinor: number; dueOn?: string; currency?: string }[],
  more: { collectorId?: string; excluded?: boolean } = {},
): Promise<typeof mixed> {
  const { id, items } = await api.db.customer.create({
    data: {
      legalEntityId: mine.entityId,
      number,
      name: number,
      country: 'FR',
      timeZone: 'Europe/Paris',
      collectorId: more.collectorId ?? null,
      excludedAt: more.excluded === true ? new Date('2026-03-01T08:00:00Z') : null,
      items: {
        create: lines.map(({ openMinor, dueOn = '2026-02-01', currency = 'EUR', ...line }) => ({
          legalEntityId: mine.entityId,
          type: openMinor < 0 ? ('credit_note' as const) : ('invoice' as const),
          number: line.number,
          issuedOn: fromIsoDate('2026-01-01'),
          dueOn: fromIsoDate(dueOn),
          originalMinor: BigInt(openMinor),
          openMinor: BigInt(openMinor),
          currency,
        })),
      },
    },
    include: { items: true },
  });
  return { id, items: new Map(items.map((item) => [item.number, item.id])) };
}

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  cookie = await api.signIn(mine.users.collector.email);
  const admin = mine.users.administrator;
  mixed = await createCustomer('B', [
    { number: 'chaseable', openMinor: 50_000 },
    { number: 'part promised', openMinor: 120_000 },
    { number: 'part disputed', openMinor: 30_000 },
    { number: 'held', openMinor: 7_000 },
    { number: 'not due', openMinor: 9_000, dueOn: '2026-04-01' },
    { number: 'credit', openMinor: -4_000 },
    { number: 'dollars', openMinor: 1_100, currency: 'USD' },
  ]);
  await createCustomer('A', [{ number: 'A-1', openMinor: 2_000, currency: 'JPY' }], {
    collectorId: admin.id,
  });
  await createCustomer('C', [{ number: 'C-1', openMinor: 8_000 }], { excluded: true, collectorId: admin.id });
  const itemOf = (number: string) => mixed.items.get(number)!;
  await api.db.promiseToPay.create({
    data: {
      customerId: mixed.id,
      promisedOn: fromIsoDate('2026-03-20'),
      items: { create: { itemId: itemOf('part promised'), openMinor: 120_000n, amountMinor: 40_000n } },
    },
  });
  await api.db.dispute.create({
    data: {
      customerId: mixed.id,
      reason: 'price',
      items: { create: { itemId: itemOf('part disputed'), amountMinor: 10_000n } },
    },
  });
  await api.db.hold.create({ data: { customerId: mixed.id, itemId: itemOf('held'), reason: 'waits' } });
});
afterAll(() => api.close());

const get = async (path: string) =>
  (await api.ask({ url: `/api/entities/${mine.entityId}/${path}`, as: cookie })).json() as never;

interface List {
  total: number;
  rows: { number: string; open: Record<string, Record<string, number>> }[];
  balance: Record<string, number>;
  overdue: Record<string, number>;
}

const euros = {
  // What a reminder asks for: by the rule of the customer the credit is taken off.
  chaseableMinor: 50_000 + 20_000 - 4_000,
  notDueMinor: 9_000,
  promisedMinor: 40_000,
  disputedMinor: 10_000,
  waitingMinor: 80_000 + 7_000,
  creditsMinor: 0,
  nettedMinor: 4_000,
};

describe('A-1 totals over a list', () => {
  it('A-1 are of everything that matches, not of the page, and never added across currencies', async () => {
    const all: List = await get('customers?pageSize=200');
    const first: List = await get('customers?pageSize=1');
    expect(first.rows).toHaveLength(1);
    expect(first).toMatchObject({ total: all.total, balance: all.balance, overdue: all.overdue });
    const some: List = await get('customers?search=dollars&pageSize=1');
    expect(some).toMatchObject({
      total: 1,
      balance: { EUR: 212_000, USD: 1_100 },
      overdue: { EUR: 207_000, USD: 1_100 },
    });
    expect(all.balance).toMatchObject({ JPY: 2_000, USD: 1_100 });
  });

  it('A-1 of nothing there is nothing', async () => {
    expect(await get('customers?search=nobody')).toMatchObject({ total: 0, balance: {}, overdue: {} });
    expect(await get('agenda?search=nobody')).toMatchObject({ total: 0, totals: {} });
    expect(await get('replies?search=nobody')).toMatchObject({ total: 0, totals: {} });
  });

  it('A-1 of the agenda and the replies are the sums of all their rows', async () => {
    for (const list of ['agenda?view=all', 'replies?state=pending&state=qualified&state=validated']) {
      const all: { total: number; totals: object; rows: { totals: Record<string, number> }[] } = await get(
        `${list}&pageSize=200`,
      );
      const sums: Record<string, number> = {};
      for (const row of all.rows)
        for (const [currency, minor] of Object.entries(row.totals))
          sums[currency] = (sums[currency] ?? 0) + minor;
      expect(all.totals).toEqual(sums);
      expect(await get(`${list}&pageSize=1&page=2`)).toMatchObject({ total: all.total, totals: sums });
    }
  });

  it('A-1 of the items are what is open of all of them', async () => {
    expect(await get(`customers/${mixed.id}/items?state=open&pageSize=1`)).toMatchObject({
      total: 7,
      openTotals: { EUR: 212_000, USD: 1_100 },
    });
  });

  it('A-1 a page of customers costs the same number of statements however many customers it shows', async () => {
    const statements = countStatements();
    try {
      await get('customers?pageSize=1');
      const ofOne = statements.count();
      statements.reset();
      await get('customers?pageSize=200');
      expect(statements.count()).toBe(ofOne);
    } finally {
      statements.stop();
    }
  });
});

describe('A-4 disputed, promised and chaseable apart', () => {
  it('A-4 in the list and on the page of the customer, and they add up to the balance', async () => {
    const list: List = await get('customers?search=dollars');
    expect(list.rows[0]?.open).toMatchObject({ EUR: euros, USD: { chaseableMinor: 1_100 } });
    const page: List['rows'][number] = await get(`customers/${mixed.id}`);
    expect(page.open).toEqual(list.rows[0]?.open);
    const { creditsMinor, nettedMinor: _nettedMinor, ...parts } = euros;
    expect(Object.values(parts).reduce((sum, minor) => sum + minor, 0) - creditsMinor).toBe(212_000);
  });

  it('A-4 D-10 credits that are only listed stand beside it', async () => {
    await api.db.customer.update({ where: { id: mixed.id }, data: { netting: 'list' } });
    const list: List = await get('customers?search=dollars');
    const { chaseableMinor } = euros;
    expect(list.rows[0]?.open).toMatchObject({
      EUR: { chaseableMinor: chaseableMinor + 4_000, creditsMinor: 4_000, nettedMinor: 0 },
    });
    await api.db.customer.update({ where: { id: mixed.id }, data: { netting: 'net' } });
  });

  it('A-4 an excluded customer has nothing that can be chased', async () => {
    const list: List = await get('customers?search=C-1');
    expect(list.rows[0]?.open).toMatchObject({ EUR: { chaseableMinor: 0, waitingMinor: 8_000 } });
  });
});

describe('A-6 what is promised stands in the agenda', () => {
  it('A-6 A-1 the part and of how much, in the row of the customer', async () => {
    const { actionId, customerId } = mine;
    await api.db.agendaAction.update({ where: { id: actionId }, data: { customerId: mixed.id } });
    const list: { rows: { id: string; promised: object }[] } = await get('agenda?view=all&pageSize=200');
    await api.db.agendaAction.update({ where: { id: actionId }, data: { customerId } });
    expect(list.rows.find((one) => one.id === actionId)?.promised).toEqual({
      EUR: { promisedMinor: 40_000, ofMinor: 120_000 },
    });
  });
});

describe('A-1 my customers first', () => {
  const order = async (query: string) =>
    ((await get(`customers?${query}`)) as List).rows.map(({ number }) => number);

  it('A-1 those of the collector come before all others, in the order asked for', async () => {
    expect(await order('sort=number')).toEqual(['A', 'B', 'C', 'MINE-1']);
    expect(await order('sort=number&mineFirst=true')).toEqual(['MINE-1', 'A', 'B', 'C']);
    expect(await order('sort=number&order=desc&mineFirst=true')).toEqual(['MINE-1', 'C', 'B', 'A']);
  });

  it('A-1 those of a colleague whose deputy one is count as one’s own', async () => {
    const { administrator: admin, collector } = mine.users;
    await api.db.user.update({ where: { id: admin.id }, data: { deputyId: collector.id } });
    expect(await order('sort=number&mineFirst=true')).toEqual(['A', 'C', 'MINE-1', 'B']);
    await api.db.user.update({ where: { id: admin.id }, data: { deputyId: null } });
  });

  it('A-1 it is an order and no filter: the agenda shows everybody too', async () => {
    const all: { total: number } = await get('agenda?view=all');
    expect(await get('agenda?view=all&mineFirst=true')).toMatchObject({ total: all.total });
  });
});

describe('A-4 what runs and what waits follows the rules of the engine', () => {
  const openOf = async (number: string) => ((await get(`customers?search=${number}`)) as List).rows[0]?.open;

  it('A-6 a promise runs to the end of its grace, also before the case is evaluated', async () => {
    const { id, items } = await createCustomer('D', [
      { number: 'D-1', openMinor: 100 },
      { number: 'D-2', openMinor: 20 },
    ]);
    const promised = [
      ['D-1', '2026-03-05'],
      // A Friday; its second sending day is today.
      ['D-2', '2026-03-06'],
    ] as const;
    for (const [number, day] of promised)
      await api.db.promiseToPay.create({
        data: {
          customerId: id,
          promisedOn: fromIsoDate(day),
          items: { create: { itemId: items.get(number)!, openMinor: 100n } },
        },
      });
    expect(await openOf('D-1')).toMatchObject({ EUR: { chaseableMinor: 100, promisedMinor: 20 } });
  });

  it('S-8 a reply that nobody has handled holds the lines it names, or everything', async () => {
    const { id, items } = await createCustomer('E', [
      { number: 'E-1', openMinor: 100 },
      { number: 'E-2', openMinor: 20 },
    ]);
    const { entityId } = mine;
    const reply = await api.db.comment.create({
      data: {
        legalEntityId: entityId,
        customerId: id,
        source: 'portal',
        audience: 'customer',
        state: 'pending',
        text: 'Wait',
        submissionKey: 'unread',
        authorName: 'Ada',
        items: { create: { itemId: items.get('E-1')!, openMinor: 100n } },
      },
    });
    const hold = (replyHold: 'lines' | 'whole_case') =>
      api.db.legalEntity.update({ where: { id: entityId }, data: { replyHold } });
    await hold('lines');
    expect(await openOf('E-1')).toMatchObject({ EUR: { chaseableMinor: 20, waitingMinor: 100 } });
    await hold('whole_case');
    expect(await openOf('E-1')).toMatchObject({ EUR: { chaseableMinor: 0, waitingMinor: 120 } });
    await hold('lines');
    await api.db.commentItem.deleteMany({ where: { commentId: reply.id } });
    expect(await openOf('E-1')).toMatchObject({ EUR: { chaseableMinor: 0, waitingMinor: 120 } });
  });
});
