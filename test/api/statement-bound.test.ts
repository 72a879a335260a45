import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPrismaClient, Prisma } from '../../prisma/client.ts';
import { joinWholeSets } from '../../prisma/queries/imports/query-plans.ts';
import {
  createTestDatabase,
  type TestDatabase,
  type OpenDatabase,
  openDatabase,
} from '../support/database.ts';

let database: TestDatabase;
let db: OpenDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(createPrismaClient({ url: database.url, statementTimeoutMs: 200 }));
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

describe('statements have an end', () => {
  it('N-2 one that takes longer than its client allows is ended, and the connection goes on', async () => {
    await expect(db.$queryRaw(Prisma.sql`SELECT 1 FROM pg_sleep(60)`)).rejects.toThrow(/statement timeout/);
    expect(await db.$queryRaw(Prisma.sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  });

  it('N-2 every client has a bound; work over whole files says its own', async () => {
    const bound = async (client: Pick<OpenDatabase, '$queryRaw'>) =>
      client.$queryRaw(Prisma.sql`SELECT current_setting('statement_timeout') AS bound`);
    expect(await bound(database.db)).toEqual([{ bound: '1min' }]);
    await database.db.$transaction(async (tx) => {
      await joinWholeSets(tx);
      expect(await bound(tx)).toEqual([{ bound: '150s' }]);
    });
    expect(await bound(database.db)).toEqual([{ bound: '1min' }]);
  });
});
