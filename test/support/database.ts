/** A database of one's own for each test file: a copy of the migrated template, made in some 50 ms. */
import { randomUUID } from 'node:crypto';
import { DatabaseSession } from '../../prisma/session.ts';
import {
  createPrismaClient,
  type FactsTransaction,
  type Prisma,
  type PrismaClient,
} from '../../prisma/client.ts';
import { sharedServer } from './shared-server.ts';

/** As tests build worlds in it: every table may be written, without a unit of work, and the past rewritten. */
export type OpenDatabase = Omit<PrismaClient, '$transaction'> &
  FactsTransaction & {
    readonly historyEvent: Prisma.HistoryEventDelegate;
    readonly decisionRecord: Prisma.DecisionRecordDelegate;
    $transaction<T>(
      work: (tx: FactsTransaction) => Promise<T>,
      options?: { maxWait?: number; timeout?: number },
    ): Promise<T>;
  };

export function openDatabase(db: PrismaClient): OpenDatabase {
  return db as OpenDatabase;
}

export interface TestDatabase {
  url: string;
  db: OpenDatabase;
  /** Disconnects `db` and removes the database, whoever else is connected. */
  drop(): Promise<void>;
}

/** An empty database with today's schema, or (`migrated: false`) without any. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const { adminUrl, template } = await sharedServer('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const origin = migrated ? template : 'template0';
  // Copied as files: written through the log instead, a database costs eight times the processor time.
  await administer(adminUrl, `create database ${name} template ${origin} strategy file_copy`);
  const url = new URL(adminUrl);
  url.pathname = name;
  const db = openDatabase(createPrismaClient({ url: url.href, poolSize: 8 }));
  return {
    url: url.href,
    db,
    async drop() {
      await db.$disconnect();
      await administer(adminUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function administer(adminUrl: string, statement: string): Promise<void> {
  const client = new DatabaseSession({ connectionString: adminUrl });
  await client.connect();
  try {
    // A template may be copied by one session at a time; the others wait here instead of failing.
    await client.query('select pg_advisory_lock(1)');
    await client.query(statement);
  } finally {
    await client.end();
  }
}
