import { cpSync, mkdtempSync, readdirSync, rmSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../runtime/database/migrate.ts';
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
  const client = new pg.Client({ connectionString: database.url });
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
