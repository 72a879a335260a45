import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { DatabaseSession } from '../../prisma/session.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../runtime/database/migrate.ts';
import { createVisitorDatabase } from '../../prisma/visitors.ts';
import { createEntity } from '../support/ledger.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

const migrations = path.resolve(import.meta.dirname, '../../prisma/migrations');
let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase({ migrated: false });
  folder = mkdtempSync(path.join(tmpdir(), 'relance-migrations-'));
  cpSync(migrations, folder, { recursive: true });
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

test('N-1 processes that boot at once migrate once', async () => {
  const results = await Promise.all([1, 2, 3].map(() => migrate(database.url)));
  const all = readdirSync(migrations, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(results.map(({ applied }) => applied.length).sort((a, b) => a - b)).toEqual([0, 0, all.length]);
  expect(await database.db.legalEntity.count()).toBe(0);
  expect((await migrate(database.url)).applied).toEqual([]);
});

test('N-1 the migrations lead to the schema of today', async () => {
  await migrate(database.url);
  const client = new DatabaseSession({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  await client.end();
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['OpenItem', '_prisma_migrations']));
});

test('N-1 an edited migration and a database newer than the program are refused with a sentence', async () => {
  await migrate(database.url, folder);
  const initial = path.join(folder, '00000000000000_initial');
  cpSync(initial, path.join(folder, '20990101000000_later'), { recursive: true });
  appendFileSync(path.join(initial, 'migration.sql'), '\n-- edited');
  await expect(migrate(database.url, folder)).rejects.toThrow(/another edition of 00000000000000_initial/);
  rmSync(initial, { recursive: true });
  await expect(migrate(database.url, folder)).rejects.toThrow(
    /older than the data\. Start the newer version/,
  );
});

/** A login of the server that may do nothing; removed with what it owns. */
async function withLogin(work: (login: { name: string; url: string; admin: pg.Client }) => Promise<void>) {
  const admin = new DatabaseSession({ connectionString: database.url });
  await admin.connect();
  const name = `login_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(database.url);
  url.username = name;
  url.password = 'a password of the test';
  await admin.query(`create role ${name} login noinherit password 'a password of the test'`);
  try {
    await work({ name, url: url.href, admin });
  } finally {
    await admin.query(`reassign owned by ${name} to current_user`);
    await admin.query(`drop owned by ${name}`);
    await admin.query(`drop role ${name}`);
    await admin.end();
  }
}

test('N-3 B3 an owner that may not make or take on the role of visitors learns what to have run', async () => {
  await withLogin(async ({ name, url, admin }) => {
    await admin.query(`alter schema public owner to ${name}`);
    await admin.query(`grant create on database ${new URL(url).pathname.slice(1)} to ${name}`);
    await admin.query(
      'do $$ begin create role relance_visitor nologin; exception when duplicate_object then null; end $$',
    );
    await expect(migrate(url)).rejects.toThrow(`GRANT relance_visitor TO ${name}; then start again`);
    const { rows } = await admin.query('select from pg_tables where schemaname = $1', ['public']);
    expect(rows).toEqual([]);
    await admin.query(`grant relance_visitor to ${name}`);
    await migrate(url);
    expect((await migrate(url)).applied).toEqual([]);
  });
}, 60_000);

test('N-3 B3 a login that is a member of that role and of nothing else serves the pages, and can do no more', async () => {
  await migrate(database.url);
  const { entityId } = await createEntity(database.db);
  await withLogin(async ({ name, url, admin }) => {
    await admin.query(`grant relance_visitor to ${name}`);
    const visitors = createVisitorDatabase({ url, poolSize: 1 });
    const none = '00000000-0000-4000-8000-000000000000';
    const visitor = visitors.as({
      kind: 'customer',
      linkId: none,
      customerId: none,
      legalEntityId: entityId,
      itemIds: [],
      questionId: null,
    });
    expect(await visitor.legalEntity.findMany({ select: { id: true } })).toEqual([{ id: entityId }]);
    await visitors.close();
    const client = new DatabaseSession({ connectionString: url });
    await client.connect();
    await expect(client.query('select * from "LegalEntity"')).rejects.toThrow(/permission denied/);
    await expect(client.query('select "tokenHash" from "PageLink"')).rejects.toThrow(/permission denied/);
    await client.end();
  });
}, 60_000);
