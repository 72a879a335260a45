/**
 * The wall behind the wall: what a query of a page without account finds when it forgets to say whose page it is, as
 * the role that visitors have (ADR 14).
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Prisma } from '../../prisma/client.ts';
import { issueLink } from '../../application/links/new-link.ts';
import { createVisitorDatabase, visitorClient, type VisitorScope } from '../../prisma/visitors.ts';
import {
  createTestDatabase,
  type TestDatabase,
  type OpenDatabase,
  openDatabase,
} from '../support/database.ts';
import { givenAway, type Canary } from './canaries.ts';
import { at, seedWorld, type Furnished, type World } from './world.ts';

let database: TestDatabase;
let db: OpenDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  world = await seedWorld(db);
}, 60_000);
afterAll(() => database.drop());

const placeOf = ({ ids }: Furnished) => ({ legalEntityId: ids['entityId']!, customerId: ids['customerId']! });

async function scopeOf(
  whose: Furnished,
  kind: VisitorScope['kind'],
  more: Partial<VisitorScope> = {},
): Promise<VisitorScope> {
  const link = {
    kind,
    ...placeOf(whose),
    recipientEmail: 'a@own.test',
    recipientName: 'A',
    language: 'en',
    at,
  };
  const { linkId } = await issueLink(db, link);
  const questionId = kind === 'internal' ? whose.questionId : null;
  const commentId = kind === 'integration' ? whose.internalCommentId : null;
  const letterId = kind === 'letter' ? whose.ids['letterId']! : null;
  return { kind, linkId, ...placeOf(whose), itemIds: [], questionId, commentId, letterId, ...more };
}

interface Column {
  table: string;
  column: string;
}

/** What the role may read at all, by table. */
async function readable(): Promise<Map<string, string[]>> {
  const rows = await db.$queryRaw<Column[]>`
    SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c
    WHERE c.table_schema = 'public'
      AND has_column_privilege('relance_visitor', format('public.%I', c.table_name)::regclass, c.column_name, 'SELECT')`;
  const found = new Map<string, string[]>();
  for (const { table, column } of rows) found.set(table, [...(found.get(table) ?? []), column]);
  return found;
}

async function tables(): Promise<string[]> {
  const rows = await db.$queryRaw<{ table: string }[]>`
    SELECT tablename AS "table" FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`;
  return rows.map(({ table }) => table);
}

const quoted = (name: string) => Prisma.raw(`"${name}"`);

/** Every row of every readable table, without a word about whose. */
async function everything(client: OpenDatabase): Promise<Map<string, Record<string, unknown>[]>> {
  const found = new Map<string, Record<string, unknown>[]>();
  for (const [table, columns] of await readable()) {
    const list = Prisma.join(columns.map(quoted));
    found.set(table, await client.$queryRaw(Prisma.sql`SELECT ${list} FROM ${quoted(table)}`));
  }
  return found;
}

const asText = (rows: Map<string, unknown>) =>
  JSON.stringify([...rows], (_key, value: unknown) =>
    typeof value === 'bigint'
      ? Number(value)
      : value instanceof Uint8Array
        ? Buffer.from(value).toString()
        : value,
  );

const refused = expect.objectContaining({ message: expect.stringContaining('42501') as string });

describe('B3 row security', () => {
  test('B3 a query that forgets everything finds the visitor’s own rows and nobody else’s', async () => {
    // The code of the entity, and the ids of who may be written to, stand beside the visitor's own rows.
    const own: [string, VisitorScope, (one: Canary) => boolean][] = [
      ['customer 1', await scopeOf(world.a1, 'customer'), (one) => /^(a|a1):|^ae:entity/.test(one)],
      ['customer 2', await scopeOf(world.a2, 'customer'), (one) => /^(a|a2):|^ae:entity/.test(one)],
      ['customer of B', await scopeOf(world.b1, 'customer'), (one) => /^(b|b1):|^be:entity/.test(one)],
      ['colleague', await scopeOf(world.a1, 'internal'), (one) => /^(a|ae|a1):/.test(one)],
      ['integrator', await scopeOf(world.a1, 'integration'), (one) => /^(a|ae|a1):/.test(one)],
      ['reader', await scopeOf(world.a1, 'letter'), (one) => /^(a|a1):|^ae:entity/.test(one)],
    ];
    for (const [name, scope, isOwn] of own) {
      const rows = await everything(openDatabase(visitorClient(db, scope)));
      const given = [...givenAway(asText(rows), world.idOwners)];
      expect([name, given.filter((one) => !isOwn(one))]).toEqual([name, []]);
      expect([name, rows.get('Customer')!.map(({ id }) => id)]).toEqual([name, [scope.customerId]]);
      expect([name, rows.get('LegalEntity')!.map(({ id }) => id)]).toEqual([name, [scope.legalEntityId]]);
      expect([name, rows.get('OpenItem')!.length]).toEqual([name, 2]);
    }
  });

  test('B3 L-6 a letter is found by its own link alone, decided on once it was sent, and by nobody else', async () => {
    const own = visitorClient(db, await scopeOf(world.a1, 'letter'));
    expect(
      (await own.trackedLetter.findMany({ select: { letterId: true } })).map((one) => one.letterId),
    ).toEqual([world.a1.ids['letterId']]);
    for (const kind of ['customer', 'internal', 'integration'] as const) {
      const other = visitorClient(db, await scopeOf(world.a1, kind));
      expect(await other.trackedLetter.findMany({ select: { letterId: true } })).toEqual([]);
      expect(await other.letterProof.findMany({ select: { id: true } })).toEqual([]);
    }
    const foreign = world.a2.ids['letterId']!;
    const changed = await own.trackedLetter.updateMany({
      where: { letterId: foreign },
      data: { outcome: 'DECLINED' },
    });
    expect(changed.count).toBe(0);
    const event = { at, pdfSha256: '', hash: '', sequence: 9, code: 'DECLINED' as const };
    await expect(
      own.trackedLetterEvent.createMany({ data: [{ ...event, letterId: foreign }] }),
    ).rejects.toThrow();
    await expect(
      own.trackedLetterEvent.createMany({
        data: [{ ...event, code: 'NOT_CLAIMED', letterId: world.a1.ids['letterId']! }],
      }),
    ).rejects.toThrow();
  });

  test('B13 I-5 a customer finds no word of colleagues, an integration its one answer, a link its items', async () => {
    const customer = await everything(openDatabase(visitorClient(db, await scopeOf(world.a1, 'customer'))));
    const inside = [
      'qtext',
      'qsubject',
      'internalsaid',
      'internaltwo',
      'internalname',
      'note',
      'hold',
      'promise',
    ];
    const given = [...givenAway(asText(customer), new Map())].map((one) => one.split(':')[1]);
    expect(given.filter((kind) => inside.includes(kind!))).toEqual([]);
    expect(customer.get('InternalQuestion')).toEqual([]);

    const integration = await everything(
      openDatabase(visitorClient(db, await scopeOf(world.a1, 'integration'))),
    );
    expect(integration.get('Comment')!.map(({ id }) => id)).toEqual([world.a1.internalCommentId]);

    const narrow = await scopeOf(world.a1, 'customer', { itemIds: [world.a1.itemOneId] });
    const items = await visitorClient(db, narrow).openItem.findMany({ select: { id: true } });
    expect(items).toEqual([{ id: world.a1.itemOneId }]);
  });

  test('B3 without a visitor there is nothing at all', async () => {
    const counts = await db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('role', 'relance_visitor', true)`;
      const found: [string, number][] = [];
      for (const [table, [column]] of await readable()) {
        const rows = await tx.$queryRaw<unknown[]>(
          Prisma.sql`SELECT ${quoted(column!)} FROM ${quoted(table)}`,
        );
        found.push([table, rows.length]);
      }
      return found;
    });
    expect(counts.filter(([, rows]) => rows > 0)).toEqual([]);
    expect(counts.length).toBeGreaterThan(20);
  });

  test('B3 tables and columns that pages have no use for are refused', async () => {
    const visitor = openDatabase(visitorClient(db, await scopeOf(world.a1, 'customer')));
    const open = await readable();
    const closed = (await tables()).filter((table) => !open.has(table));
    expect(closed).toEqual(
      expect.arrayContaining(['OutboundMessage', 'Session', 'LocalMail', 'Contact', 'Note']),
    );
    for (const table of closed) {
      const read = visitor.$queryRaw(Prisma.sql`SELECT 1 FROM ${quoted(table)}`);
      await expect(read, table).rejects.toEqual(refused);
    }
    const hidden: [string, string][] = [
      ['User', 'passwordHash'],
      ['PageLink', 'tokenHash'],
      ['Hold', 'reason'],
      ['PromiseToPay', 'comment'],
      ['Dispute', 'resolver'],
      ['HistoryEvent', 'data'],
      ['ItemStatus', 'name'],
      ['Customer', 'attributes'],
      ['LegalEntity', 'ownDomains'],
    ];
    for (const [table, column] of hidden) {
      const read = visitor.$queryRaw(Prisma.sql`SELECT ${quoted(column)} FROM ${quoted(table)}`);
      await expect(read, `${table}.${column}`).rejects.toEqual(refused);
    }
  });

  test('B3 nothing is written for others, and nothing of theirs is changed', async () => {
    const scope = await scopeOf(world.a1, 'customer');
    const visitor = openDatabase(visitorClient(db, scope));
    const comment = {
      ...placeOf(world.a2),
      source: 'portal' as const,
      audience: 'customer' as const,
      text: 'x',
      linkId: scope.linkId,
      submissionKey: crypto.randomUUID(),
    };
    await expect(visitor.comment.createMany({ data: [comment] })).rejects.toEqual(refused);
    const inside = { ...comment, ...placeOf(world.a1), audience: 'internal' as const };
    await expect(visitor.comment.createMany({ data: [inside] })).rejects.toEqual(refused);
    const wake = { customerId: world.a2.ids['customerId']!, reason: 'comment_received' as const, key: 'x' };
    await expect(visitor.caseWake.createMany({ data: [wake] })).rejects.toEqual(refused);

    const before = await db.customer.findMany({
      orderBy: { id: 'asc' },
      select: { id: true, positionVersion: true },
    });
    const { count } = await visitor.customer.updateMany({ data: { positionVersion: { increment: 1 } } });
    expect(count).toBe(1);
    const after = await db.customer.findMany({
      orderBy: { id: 'asc' },
      select: { id: true, positionVersion: true },
    });
    const raised = after.filter(({ positionVersion }, n) => positionVersion !== before[n]!.positionVersion);
    expect(raised.map(({ id }) => id)).toEqual([scope.customerId]);
    await expect(visitor.openItem.updateMany({ data: { openMinor: 0n } })).rejects.toEqual(refused);
    await expect(visitor.$executeRaw`UPDATE "OpenItem" SET "updatedAt" = now()`).rejects.toEqual(refused);
    await expect(visitor.$executeRaw`DELETE FROM "Comment"`).rejects.toEqual(refused);
  });

  test('B3 M3 role and visitor end with the transaction, whoever has the connection next', async () => {
    const scope = await scopeOf(world.a1, 'customer');
    await visitorClient(db, scope).customer.count();
    const left = await Promise.all(
      Array.from(
        { length: 12 },
        () =>
          db.$queryRaw<{ role: string; customer: string }[]>`
          SELECT current_user::text AS "role", coalesce(current_setting('relance.customer', true), '') AS "customer"`,
      ),
    );
    for (const [row] of left) {
      expect(row!.role).not.toBe('relance_visitor');
      expect(row!.customer).toBe('');
    }
    expect(await db.customer.count()).toBeGreaterThan(4);
  });

  test('B3 M3 two visitors at once, over two connections, each see their own', async () => {
    const scopes = [await scopeOf(world.a1, 'customer'), await scopeOf(world.b1, 'customer')];
    const visitors = createVisitorDatabase({ url: database.url, poolSize: 2 });
    const asked = Array.from({ length: 300 }, (_, n) => scopes[n % 2]!);
    const found = await Promise.all(
      asked.map((scope) => visitors.as(scope).customer.findMany({ select: { id: true } })),
    );
    await visitors.close();
    expect(found).toEqual(asked.map(({ customerId }) => [{ id: customerId }]));
  });

  test('B3 M2 every table has row security switched on, those that a later migration adds as well', async () => {
    const off = await db.$queryRaw<{ table: string }[]>`
      SELECT c.relname AS "table" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind = 'r' AND NOT c.relrowsecurity AND c.relname <> '_prisma_migrations'`;
    expect(off).toEqual([]);
  });
});
