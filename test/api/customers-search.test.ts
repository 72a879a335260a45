import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromIsoDate } from '../../prisma/convert.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';
import { readWorkbook } from '../support/workbook.ts';

interface Row {
  open: Record<string, { chaseableMinor: number }>;
}

let api: TestApi;
let mine: Seeded;
let cookie: string;

/** Today is 10 March 2026. */
interface Wanted {
  number: string;
  name: string;
  country?: string;
  attributes?: Record<string, string>;
  items?: { dueOn: string; openMinor: number; currency?: string }[];
  pages?: boolean;
  email?: boolean;
  collectorId?: string;
  parentId?: string;
}

async function createCustomer({ number, name, items = [], ...more }: Wanted): Promise<string> {
  const { id } = await api.db.customer.create({
    data: {
      legalEntityId: mine.entityId,
      number,
      name,
      country: more.country ?? 'FR',
      timeZone: 'Europe/Paris',
      attributes: more.attributes ?? {},
      interactivePages: more.pages ?? false,
      collectorId: more.collectorId ?? null,
      parentId: more.parentId ?? null,
      createdAt: new Date('2026-03-08T12:00:00Z'),
      ...(more.email === true
        ? { contacts: { create: { email: `ap@${number.toLowerCase()}.test`, roles: ['collection'] } } }
        : {}),
    },
  });
  await api.db.openItem.createMany({
    data: items.map(({ dueOn, openMinor, currency = 'EUR' }, index) => ({
      legalEntityId: mine.entityId,
      customerId: id,
      type: 'invoice' as const,
      number: `${number}-${index}`,
      issuedOn: fromIsoDate('2025-11-01'),
      dueOn: fromIsoDate(dueOn),
      originalMinor: BigInt(openMinor),
      openMinor: BigInt(openMinor),
      currency,
    })),
  });
  return id;
}

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  const theirs = await seedEntity(api.db, 'THEIRS');
  cookie = await api.signIn(mine.users.viewer.email);
  const parentId = await createCustomer({ number: 'HQ', name: 'Alpha group', country: 'DE', pages: true });
  await createCustomer({
    number: 'C1',
    name: 'Beta 100%',
    parentId,
    country: 'DE',
    attributes: { segment: 'Key', region: 'north' },
    items: [
      { dueOn: '2026-02-28', openMinor: 1_500_000 },
      { dueOn: '2025-12-01', openMinor: 50_000, currency: 'USD' },
    ],
    email: true,
    collectorId: mine.users.collector.id,
  });
  const held = await createCustomer({
    number: 'C2',
    name: '=Gamma',
    attributes: { segment: 'small', region: 'north' },
    items: [{ dueOn: '2026-04-01', openMinor: 20_000 }],
  });
  const item = await api.db.openItem.findFirstOrThrow({ where: { customerId: held } });
  await api.db.hold.create({ data: { customerId: held, itemId: item.id, reason: 'waits' } });
  await api.db.customer.updateMany({
    where: { legalEntityId: theirs.entityId },
    data: { name: 'Beta 100%', country: 'DE' },
  });
});
afterAll(() => api.close());

const list = async (query: string) =>
  api.ask({ url: `/api/entities/${mine.entityId}/customers?${query}`, as: cookie });
const numbers = async (query: string) =>
  ((await list(query)).json() as { rows: { number: string }[] }).rows.map(({ number }) => number).toSorted();

describe('A-7 customers are found by many criteria at once', () => {
  it.each([
    ['', ['C1', 'C2', 'HQ', 'MINE-1']],
    ['search=100%25', ['C1']],
    ['search=ap@c1', ['C1']],
    ['collector=none', ['C2', 'HQ']],
    ['country=DE', ['C1', 'HQ']],
    ['country=DE&overdueOnly=true', ['C1']],
    ['attribute=segment%3Dkey&attribute=region%3Dnorth', ['C1']],
    ['attribute=segment%3Dkey&attribute=segment%3Dsmall', ['C1', 'C2']],
    ['attribute=segment%3Dkey&attribute=region%3Dsouth', []],
    ['itemCurrency=USD', ['C1']],
    ['overdueFromMinor=300000', ['C1']],
    ['overdueFromMinor=40000&currency=USD', ['C1']],
    ['balanceFromMinor=10000&balanceToMinor=20000', ['C2']],
    ['daysLateFrom=64&daysLateTo=64', ['MINE-1']],
    ['bucket=over_90', ['C1']],
    ['bucket=not_due', ['C2', 'MINE-1']],
    ['itemStatus=promised', ['MINE-1']],
    ['itemStatus=disputed', ['MINE-1']],
    ['itemStatus=held&search=Gamma', ['C2']],
    ['pages=true', ['HQ']],
    ['pages=false&email=false', ['C2']],
    ['email=true', ['C1', 'MINE-1']],
    ['excluded=true', []],
    ['parent=HQ', ['C1']],
    ['changedSince=2026-03-01', ['MINE-1']],
    ['changedSince=2026-03-02', []],
  ])('A-7 %s', async (query, expected) => {
    expect(await numbers(query)).toEqual(expected);
  });

  it('A-7 the days since which are those of the entity', async () => {
    // 23:30 UTC on the 8th is the 9th in Paris
    await api.db.customer.updateMany({
      where: { number: 'C2' },
      data: { createdAt: new Date('2026-03-08T23:30:00Z') },
    });
    expect(await numbers('createdSince=2026-03-09')).toContain('C2');
    expect(await numbers('createdSince=2026-03-09')).not.toContain('C1');
  });

  it('A-7 names stand in the order of people, not of code points', async () => {
    const place = await seedEntity(api.db, 'SORT');
    await api.db.customer.deleteMany({ where: { legalEntityId: place.entityId } }).catch(() => undefined);
    const names = ['Zola', 'écrin', 'Eclat', 'Ångström', 'Abeille', 'Österreich', 'Orion', 'Faber'];
    await api.db.customer.createMany({
      data: names.map((name, index) => ({
        legalEntityId: place.entityId,
        number: `S${index}`,
        name,
        country: 'FR',
        timeZone: 'Europe/Paris',
      })),
    });
    const rows = await api.db.customer.findMany({
      where: { legalEntityId: place.entityId, name: { in: names } },
      orderBy: { name: 'asc' },
      select: { name: true },
    });
    expect(rows.map(({ name }) => name)).toEqual([
      'Abeille',
      'Ångström',
      'Eclat',
      'écrin',
      'Faber',
      'Orion',
      'Österreich',
      'Zola',
    ]);
  });

  it('A-7 pages of a result carry its total', async () => {
    const answer = (await list('pageSize=2&page=2&sort=number')).json() as { total: number; rows: unknown[] };
    expect(answer).toMatchObject({ total: 4, page: 2 });
    expect(answer.rows).toHaveLength(2);
  });

  it.each([
    'sort=name%3B%20drop%20table',
    'order=desc%20nulls',
    'attribute=nothing',
    'country=Germany',
    'overdueFromMinor=1%3B--',
    'bucket=ancient',
    'collector[not]=none',
    'parent=',
    'createdSince=2026-02-30',
    `attribute=${'a%3Db&attribute='.repeat(60)}a%3Db`,
    'unknown=1',
  ])('M4 M5 %s is refused, not run', async (query) => {
    expect((await list(query)).statusCode).toBe(400);
  });

  it.each([
    "search=' OR 1%3D1 --",
    'search=%5C%25_',
    `attribute=${encodeURIComponent("seg'ment=x' OR '1'='1")}`,
  ])('M4 %s finds nothing it should not', async (query) => {
    expect(await numbers(query)).toEqual([]);
  });

  it('A-7 J2 the result as a workbook has typed cells, as filtered', async () => {
    const response = await api.ask({
      url: `/api/entities/${mine.entityId}/customers/export.xlsx?search=C&sort=number`,
      as: cookie,
    });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-disposition']).toContain('customers-2026-03-10.xlsx');
    const book = await readWorkbook(response.rawPayload);
    const sheet = book.worksheets[0]!;
    const header = (sheet.getRow(1).values as string[]).slice(1);
    const cell = (number: string, column: string) => {
      const row = sheet.getColumn(1).values.findIndex((value) => value === number);
      return sheet.getRow(row).getCell(header.indexOf(column) + 1);
    };
    expect(cell('C1', 'Overdue EUR').value).toBe(15_000);
    expect(cell('C1', 'Overdue USD').value).toBe(500);
    expect(cell('C2', 'Customer').type).toBe(ExcelJS.ValueType.String);
    expect(cell('C2', 'Customer').value).toBe('=Gamma');
    expect(cell('C2', 'Days late').value).toBeNull();
    expect(sheet.getColumn(1).values).not.toContain('HQ');
  });
});

describe('A-7 names are found however they are typed', () => {
  const named: [string, string, string[]][] = [
    ['Z1', 'Łódzkie Zakłady Świt', ['łódz', 'LODZKIE', 'zaklady', 'świt', 'SWIT']],
    ['Z2', 'ΕΛΛΗΝΙΚΟΣ ΟΔΟΣ', ['ελληνικος', 'Ελληνικός', 'ΟΔΟΣ', 'οδοσ']],
    ['Z3', 'Ёлка и Чайка ООО', ['ёлка', 'елка', 'ЧАЙКА', 'чаика', 'ооо']],
    ['Z4', 'Société Générale d’Œuvres', ['societe', 'SOCIÉTÉ', 'oeuvres', 'Œuvres']],
    ['Z5', 'Straßenbau Müller', ['strassenbau', 'STRASSENBAU', 'muller', 'MÜLLER']],
    ['Z6', 'Bjørn Æbleskiver', ['bjorn', 'BJØRN', 'aebleskiver']],
  ];
  beforeAll(async () => {
    for (const [number, name] of named) await createCustomer({ number, name });
  });

  it.each(named.flatMap(([number, , typed]) => typed.map((one) => [one, number] as const)))(
    'A-7 A-1 %s finds %s in the list',
    async (typed, number) => {
      expect(await numbers(`search=${encodeURIComponent(typed)}`)).toEqual([number]);
      const { body } = await api.ask({
        url: `/api/entities/${mine.entityId}/search?q=${encodeURIComponent(typed)}`,
        as: cookie,
      });
      expect(body).toContain(named.find(([one]) => one === number)![1]);
    },
  );
});

describe('A-4 what is to be chased', () => {
  it('E-1 A-4 A-7 what is to be chased of all of a search is what its rows say, regardless of what stands in the way', async () => {
    const line = (openMinor: number, dueOn = '2026-02-01', currency = 'EUR') => ({
      openMinor,
      dueOn,
      currency,
    });
    const cases: [string, object, { openMinor: number; dueOn: string; currency: string }[]][] = [
      ['netted', {}, [line(10_000), line(-3_000), line(500, '2026-05-01')]],
      ['in credit', {}, [line(1_000), line(-3_000)]],
      ['listed', { netting: 'list' }, [line(10_000), line(-3_000)]],
      ['excluded', { excludedAt: new Date() }, [line(10_000)]],
      ['disputed', {}, [line(10_000), line(4_000), line(700, '2026-02-01', 'USD')]],
      ['promised', {}, [line(10_000), line(4_000)]],
      ['held', {}, [line(10_000), line(4_000)]],
    ];
    for (const [name, data, items] of cases) {
      const id = await createCustomer({ number: `chase-${name}`, name: `chase ${name}`, items });
      await api.db.customer.update({ where: { id }, data });
      const [item] = await api.db.openItem.findMany({
        where: { customerId: id },
        orderBy: { number: 'asc' },
      });
      const of = { customerId: id, itemId: item!.id };
      if (name === 'held') await api.db.hold.create({ data: { ...of, reason: 'waits' } });
      if (name === 'disputed')
        await api.db.dispute.create({
          data: {
            customerId: id,
            reason: 'price',
            items: { create: { itemId: item!.id, amountMinor: 2_500n } },
          },
        });
      if (name === 'promised')
        await api.db.promiseToPay.create({
          data: {
            customerId: id,
            promisedOn: fromIsoDate('2026-03-20'),
            items: { create: { itemId: item!.id, openMinor: 10_000n } },
          },
        });
    }
    const offered = await list(
      'search=chase&overdueOnly=true&excluded=false&sort=overdue&order=desc&pageSize=12',
    );
    const { rows: shown } = offered.json() as { rows: (Row & { number: string })[] };
    // As the page of a template offers them: nobody who is never chased, and what is chased of each is said.
    const chased = shown.filter(({ open }) => (open['EUR']?.chaseableMinor ?? 0) > 0);
    expect(shown.map(({ number }) => number)).not.toContain('chase-excluded');
    expect(chased.map(({ number }) => number)).toEqual(
      expect.arrayContaining(['chase-netted', 'chase-disputed', 'chase-promised', 'chase-held']),
    );
    expect(chased.map(({ number }) => number)).not.toContain('chase-in credit');
    for (const query of ['', 'search=chase', 'overdueOnly=true', 'search=chase&overdueFromMinor=5000']) {
      const rows = ((await list(`${query}&pageSize=100`)).json() as { rows: Row[] }).rows;
      const sums: Record<string, number> = {};
      for (const { open } of rows)
        for (const [currency, { chaseableMinor }] of Object.entries(open))
          sums[currency] = (sums[currency] ?? 0) + chaseableMinor;
      const url = `/api/entities/${mine.entityId}/customers/to-chase?${query}`;
      const totals = ((await api.ask({ url, as: cookie })).json() as { toChase: Record<string, number> })
        .toChase;
      const some = (of: Record<string, number>) =>
        Object.entries(of)
          .filter(([, minor]) => minor !== 0)
          .toSorted();
      expect([query, some(totals)]).toEqual([query, some(sums)]);
      if (query === 'search=chase')
        expect(totals).toMatchObject({ EUR: 7_000 + 10_000 + 11_500 + 4_000 + 4_000 });
    }
  });
});
