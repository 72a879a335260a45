import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchKey } from '../../domain/text/search.ts';
import { Prisma } from '../../prisma/client.ts';
import { fromIsoDate } from '../../prisma/convert.ts';
import { searchCustomers, searchItems, searchMessages } from '../../prisma/queries/search/read.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let theirs: Seeded;
let cookie: string;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  theirs = await seedEntity(api.db, 'THEIRS');
  cookie = await api.signIn(mine.users.viewer.email);
  const { entityId, customerId } = mine;
  const borel = await api.db.customer.create({
    data: {
      legalEntityId: entityId,
      number: 'K-7700',
      name: 'Société Borel & Fils 100%',
      country: 'FR',
      timeZone: 'Europe/Paris',
      contacts: {
        create: { name: 'Hélène Marchand', email: 'compta@borel.example', phone: '+33 1 44 55 66 77' },
      },
    },
  });
  const line = {
    legalEntityId: entityId,
    customerId: borel.id,
    type: 'invoice' as const,
    issuedOn: fromIsoDate('2026-01-01'),
    dueOn: fromIsoDate('2026-02-01'),
    originalMinor: 1_000n,
    openMinor: 1_000n,
    currency: 'EUR',
  };
  await api.db.openItem.createMany({
    data: [
      { ...line, number: 'R-2026-0815', purchaseOrder: 'PO-4500/12', text: 'Steel shelves, second delivery' },
      { ...line, number: 'R-2026-0816', instalment: 1 },
      { ...line, number: 'R-2026-0816', instalment: 2 },
      { ...line, type: 'credit_note', number: 'G-1', originalMinor: -1n, openMinor: -1n, refersTo: 'OLD-55' },
    ],
  });
  const paid = await api.db.openItem.findFirstOrThrow({ where: { number: 'R-2026-0815' } });
  await api.db.payment.create({
    data: {
      legalEntityId: entityId,
      customerId,
      key: 'k',
      reference: 'TRF/99-ABC',
      receivedOn: fromIsoDate('2026-03-01'),
      amountMinor: 500n,
      currency: 'EUR',
      allocations: { create: { itemId: paid.id, amountMinor: 500n } },
    },
  });
});
afterAll(() => api.close());

async function search(q: string, more = '') {
  const url = `/api/entities/${mine.entityId}/search?q=${encodeURIComponent(q)}${more}`;
  const response = await api.ask({ url, as: cookie });
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

type Kind = 'customers' | 'items' | 'messages';
interface Row {
  number?: string;
  instalment?: number;
  subject?: string;
  match: { field: string; text: string; marks: { from: number; to: number }[] };
}

describe('search', () => {
  it.each<[string, Kind, string, string, string[]]>([
    ['borel', 'customers', 'K-7700', 'name', ['Borel']],
    ['SOCIETE', 'customers', 'K-7700', 'name', ['Société']],
    ['fils borel', 'customers', 'K-7700', 'name', ['Borel', 'Fils']],
    ['100%', 'customers', 'K-7700', 'name', ['100%']],
    ['so', 'customers', 'K-7700', 'name', ['So']],
    ['k-77', 'customers', 'K-7700', 'number', ['K-77']],
    ['7700', 'customers', 'K-7700', 'number', ['7700']],
    ['compta@bor', 'customers', 'K-7700', 'email', ['compta@bor']],
    ['helene', 'customers', 'K-7700', 'contact', ['Hélène']],
    ['44 55', 'customers', 'none', '', []],
    ['+33 1 44 55 667', 'customers', 'none', '', []],
    ['r-2026-0815', 'items', 'R-2026-0815', 'number', ['R-2026-0815']],
    ['0815', 'items', 'R-2026-0815', 'number', ['0815']],
    ['PO-4500', 'items', 'R-2026-0815', 'purchase_order', ['PO-4500']],
    ['shelves steel', 'items', 'R-2026-0815', 'text', ['Steel', 'shelves']],
    ['old-55', 'items', 'G-1', 'goes_with', ['OLD-55']],
    ['trf/99', 'items', 'R-2026-0815', 'payment_reference', ['TRF/99']],
    ['R-2026-0816/2', 'items', 'R-2026-0816', 'number', ['R-2026-0816/2']],
    ['MINE sub', 'messages', 'MINE subject', 'subject', ['MINE', 'sub']],
    ['ap@mine', 'messages', 'MINE subject', 'recipient', ['ap@mine']],
    ['<mine@relance', 'messages', 'MINE subject', 'message_id', ['<MINE@relance']],
  ])('A-1 %s finds among the %s %s by its %s, and marks it', async (q, kind, what, field, marked) => {
    const rows = ((await search(q)) as Record<Kind, { rows: Row[] }>)[kind].rows;
    if (what === 'none') return expect(rows).toEqual([]);
    expect(rows[0]?.number ?? rows[0]?.subject).toBe(what);
    const { match } = rows[0]!;
    expect(match.field).toBe(field);
    expect(match.marks.map(({ from, to }) => match.text.slice(from, to))).toEqual(marked);
  });

  it('A-1 an instalment is found by its own name first', async () => {
    const { items } = await search('R-2026-0816/2');
    expect(items.rows.map(({ instalment }: Row) => instalment)).toEqual([2]);
  });

  it('A-1 shows what a customer owes, and whose an item and a message is', async () => {
    expect(await search('MINE')).toMatchObject({
      customers: { rows: [{ number: 'MINE-1', overdue: { EUR: 200_000 } }] },
      items: { rows: [{ customer: { name: 'MINE customer' } }, {}, {}] },
      messages: { rows: [{ customer: { name: 'MINE customer' } }] },
    });
  });

  it('A-1 keeps to the limit of each kind and says that there are more', async () => {
    const { items, customers } = await search('MINE', '&limit=2');
    expect(items).toMatchObject({ rows: [{}, {}], more: true });
    expect(customers).toMatchObject({ rows: [{}], more: false });
  });

  it('A-1 B2 finds nothing of another company', async () => {
    expect(await search('THEIRS')).toMatchObject({
      customers: { rows: [] },
      items: { rows: [] },
      messages: { rows: [] },
    });
    const response = await api.ask({ url: `/api/entities/${theirs.entityId}/search?q=THEIRS`, as: cookie });
    expect(response.statusCode).toBe(404);
  });

  it.each(['', 'a', '  a ', 'x'.repeat(201)])('A-1 refuses %j', async (q) => {
    const url = `/api/entities/${mine.entityId}/search?q=${encodeURIComponent(q)}`;
    expect((await api.ask({ url, as: cookie })).statusCode).toBe(400);
  });

  it.each(['%%', '__', '\\\\', "'--", '*:*', 'é́', '……', '"""'])('A-1 takes %j as text', async (q) => {
    const { items, messages } = await search(q);
    expect(items.rows).toEqual([]);
    expect(messages.rows).toEqual([]);
  });

  it.each([
    ['---', false],
    ['(((', false],
    ['___ %%%', false],
    ['€€€', false],
    ['a--', false],
    ['--a', true],
    ['zz-', true],
    ['c&a', true],
    ['κόσμος', true],
  ])('A-1 H5 %j is searched within texts only where an index can do it: %s', async (typed, within) => {
    const values: unknown[] = [];
    const watched = recorder(api.db, values);
    const asked = { entityId: mine.entityId, typed, limit: 6 };
    await searchCustomers(watched, asked);
    await searchItems(watched, asked);
    await searchMessages(watched, asked);
    expect(values.some((value) => typeof value === 'string' && value.startsWith('%'))).toBe(within);
  });

  it('A-1 compares text in the database as everywhere else', async () => {
    const texts = [
      'Société Générale',
      'ÅNGSTRÖM ﬁrm',
      'Łódź ß İstanbul',
      // Signs that have been letters for long: databases and programs come with Unicode of different years.
      ...fc.sample(
        fc.string({ unit: fc.integer({ min: 0x20, max: 0x4ff }).map((code) => String.fromCodePoint(code)) }),
        300,
      ),
    ].filter((text) => !text.includes('\0') && text.isWellFormed());
    const rows = await api.db.$queryRaw<{ text: string; key: string }[]>(
      Prisma.sql`SELECT t AS "text", relance_search_key(t) AS "key" FROM unnest(${texts}::text[]) t`,
    );
    expect(rows.map(({ key }) => key)).toEqual(rows.map(({ text }) => searchKey(text)));
  });
});

describe('search in a large ledger', () => {
  it(
    'A-1 asks indexes only, regardless of what is typed: rare, common, absent, short',
    { timeout: 120_000 },
    async () => {
      const { db } = api;
      const { entityId, customerId } = mine;
      await db.$executeRaw(Prisma.sql`
        INSERT INTO "Customer" ("id", "legalEntityId", "number", "name", "country", "timeZone")
        SELECT gen_random_uuid(), ${entityId}::uuid, 'BIG-' || n, 'Large customer ' || md5(n::text), 'FR', 'Europe/Paris'
        FROM generate_series(1, 10000) n`);
      await db.$executeRaw(Prisma.sql`
        INSERT INTO "Contact" ("id", "customerId", "name", "email")
        SELECT gen_random_uuid(), "id", 'Contact ' || md5("number"), md5("number") || '@large.example'
        FROM "Customer" WHERE "number" LIKE 'BIG-%'`);
      await db.$executeRaw(Prisma.sql`
        INSERT INTO "OpenItem" ("id", "legalEntityId", "customerId", "type", "number", "issuedOn", "dueOn",
          "originalMinor", "openMinor", "currency", "purchaseOrder", "updatedAt")
        SELECT gen_random_uuid(), ${entityId}::uuid, ${customerId}::uuid, 'invoice', 'INV-2026-' || lpad(n::text, 6, '0'),
          '2026-01-01', '2026-02-01', 100, 100, 'EUR', 'PO ' || md5(n::text), now()
        FROM generate_series(1, 100000) n`);
      await db.$executeRaw(Prisma.sql`
        INSERT INTO "OutboundMessage" ("id", "dispatchKey", "legalEntityId", "customerId", "channel",
          "recipientAddress", "language", "reference", "subject", "createdAt", "updatedAt")
        SELECT gen_random_uuid(), 'big/' || n, ${entityId}::uuid, ${customerId}::uuid, 'email',
          md5(n::text) || '@large.example', 'en', '<' || md5('m' || n) || '@relance.test>', 'Reminder ' || n,
          timestamp '2020-01-01' + n * interval '1 minute', now()
        FROM generate_series(1, 50000) n`);
      await db.$executeRaw(Prisma.sql`
        INSERT INTO "Payment" ("id", "legalEntityId", "customerId", "key", "reference", "receivedOn", "amountMinor", "currency")
        SELECT gen_random_uuid(), ${entityId}::uuid, ${customerId}::uuid, 'big/' || n, 'TRF ' || md5('t' || n),
          '2026-01-01', 100, 'EUR'
        FROM generate_series(1, 20000) n`);
      await db.$executeRaw(Prisma.sql`
        INSERT INTO "PaymentAllocation" ("paymentId", "itemId", "amountMinor")
        SELECT y."id", i."id", 100 FROM "Payment" y
        JOIN "OpenItem" i ON i."number" = 'INV-2026-' || lpad(substr(y."key", 5), 6, '0')
        WHERE y."key" LIKE 'big/%'`);
      await db.$executeRaw(Prisma.sql`ANALYZE`);
      const scans: string[] = [];
      const explaining = explainer(db, scans);
      const typed = [
        'INV',
        '2026',
        '0815',
        'inv-2026-0999',
        'zzq',
        'ab',
        'rem',
        'large',
        'md5 none',
        'c4ca',
        'po c4',
        // no letters to look for, and signs among letters
        '---',
        '(((',
        '%%%',
        '€€€',
        '-a-',
        'zz--',
      ];
      for (const text of typed) {
        const asked = { entityId, typed: text, limit: 6 };
        await searchCustomers(explaining, asked);
        await searchItems(explaining, asked);
        await searchMessages(explaining, asked);
      }
      expect(scans).toEqual([]);
      expect((await search('INV-2026-099999')).items.rows).toHaveLength(1);
    },
  );
});

/** The database, with the values of each question put down. */
function recorder(db: TestApi['db'], values: unknown[]): TestApi['db'] {
  return new Proxy(db, {
    get(target, name) {
      if (name !== '$queryRaw') return Reflect.get(target, name) as unknown;
      return async (statement: Prisma.Sql) => {
        values.push(...statement.values);
        return target.$queryRaw(statement);
      };
    },
  });
}

/** The database, with the plan of each question that reads a whole table put down. */
function explainer(db: TestApi['db'], scans: string[]): TestApi['db'] {
  return new Proxy(db, {
    get(target, name) {
      if (name !== '$queryRaw') return Reflect.get(target, name) as unknown;
      return async (statement: Prisma.Sql) => {
        const plan = await target.$queryRaw<Record<string, string>[]>(Prisma.sql`EXPLAIN ${statement}`);
        const lines = plan.map((row) => Object.values(row)[0] ?? '');
        if (lines.some((line) => /Seq Scan on "/.test(line))) {
          scans.push(`${JSON.stringify(statement.values)}\n${lines.join('\n')}`);
        }
        return target.$queryRaw(statement);
      };
    },
  });
}
