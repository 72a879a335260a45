/** Causes each kind of failure of the database for real, as far as one can, and looks at what it is taken for. */
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { createPrismaClient, Prisma } from '../../prisma/client.ts';
import { databaseFailure, type DatabaseFailure } from '../../prisma/failures.ts';
import { readCase } from '../../prisma/queries/cases/read.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import {
  createTestDatabase,
  type TestDatabase,
  type OpenDatabase,
  openDatabase,
} from '../support/database.ts';
import { createCustomer, createEntity } from '../support/ledger.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.db.$executeRaw(Prisma.sql`
    CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'failed' USING ERRCODE = current_setting('test.code'); END $$`);
  await database.db.$executeRaw(Prisma.sql`
    CREATE TRIGGER fails BEFORE INSERT ON "StoredFile" FOR EACH ROW WHEN (NEW."name" = 'fails') EXECUTE FUNCTION fails()`);
});
afterAll(() => database.drop());

async function failureOf(work: () => Promise<unknown>): Promise<DatabaseFailure | undefined | 'no error'> {
  try {
    await work();
    return 'no error';
  } catch (error) {
    return databaseFailure(error);
  }
}

function clientOf(url: string, statementTimeoutMs?: number): OpenDatabase {
  const db = openDatabase(
    createPrismaClient({ url, poolSize: 1, ...(statementTimeoutMs ? { statementTimeoutMs } : {}) }),
  );
  onTestFinished(() => db.$disconnect());
  return db;
}

async function listening(onConnection: (socket: net.Socket) => void): Promise<string> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `postgresql://127.0.0.1:${(server.address() as net.AddressInfo).port}/none`;
}

/** What a server says to somebody whom it has just let in when it ends at that moment, in one packet. */
function welcomeAndGoodbye(): Buffer {
  const message = (type: string, body: Buffer) => {
    const head = Buffer.alloc(5);
    head.write(type, 'latin1');
    head.writeInt32BE(4 + body.length, 1);
    return Buffer.concat([head, body]);
  };
  const goodbye = 'SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0';
  return Buffer.concat([
    message('R', Buffer.alloc(4)),
    message('Z', Buffer.from('I')),
    message('E', Buffer.from(goodbye, 'latin1')),
  ]);
}

const asked: [string, (db: OpenDatabase) => Promise<unknown>][] = [
  ['a query of the client', (db) => db.user.findFirst()],
  ['a raw statement', (db) => db.$queryRaw(Prisma.sql`SELECT 1`)],
  ['a transaction', (db) => db.$transaction(async (tx) => tx.user.findFirst())],
];

describe('failures of the database and what they mean', () => {
  it.each<[string, DatabaseFailure]>([
    ['08006', 'away'],
    ['57P01', 'away'],
    ['57P02', 'away'],
    ['57P03', 'away'],
    ['57P05', 'away'],
    ['53300', 'away'],
    ['25006', 'away'],
    ['53100', 'full'],
    ['53200', 'full'],
    ['58030', 'full'],
    ['40001', 'conflict'],
    ['40P01', 'conflict'],
    ['55P03', 'busy'],
    ['57014', 'busy'],
    ['22012', 'lasting'],
    ['42P01', 'lasting'],
    ['23514', 'lasting'],
  ])('N-2 SQLSTATE %s is %s, in raw statements and in those of the client', async (code, meaning) => {
    const { db } = database;
    const raw = Prisma.raw(`DO $$ BEGIN RAISE EXCEPTION 'failed' USING ERRCODE = '${code}'; END $$`);
    expect(await failureOf(() => db.$executeRaw(raw))).toBe(meaning);
    const insert = () =>
      db.$transaction(async (tx) => {
        await tx.$executeRaw(Prisma.sql`SELECT set_config('test.code', ${code}, true)`);
        await tx.storedFile.create({ data: { name: 'fails' } });
      });
    expect(await failureOf(insert)).toBe(meaning);
  });

  it.each(asked)('N-2 %s while nothing listens, or its name is unknown, is away', async (_, ask) => {
    expect(await failureOf(() => ask(clientOf('postgresql://127.0.0.1:1/none')))).toBe('away');
    expect(await failureOf(() => ask(clientOf('postgresql://nobody.invalid/none')))).toBe('away');
  });

  it.each(asked)('N-2 %s of a server that closes at once is away', async (_, ask) => {
    const url = await listening((socket) => socket.destroy());
    expect(await failureOf(() => ask(clientOf(url)))).toBe('away');
  });

  it.each(asked)(
    'N-2 %s of a server that ends as it says welcome is away, and the process lives',
    async (_, ask) => {
      const crashes: unknown[] = [];
      const crashed = (error: unknown) => crashes.push(error);
      process.on('uncaughtException', crashed);
      onTestFinished(() => void process.off('uncaughtException', crashed));
      const url = await listening((socket) => socket.once('data', () => socket.end(welcomeAndGoodbye())));
      expect(await failureOf(() => ask(clientOf(url)))).toBe('away');
      expect(crashes).toEqual([]);
    },
  );

  it('N-2 a wrong password and a database that is not there are away', async () => {
    const url = new URL(database.url);
    url.pathname = '/not_there';
    expect(await failureOf(() => clientOf(url.href).user.findFirst())).toBe('away');
    const stranger = new URL(database.url);
    stranger.username = 'nobody';
    expect(await failureOf(() => clientOf(stranger.href).user.findFirst())).toBe('away');
  });

  it('N-2 a connection ended in the middle is away, and the next one works', async () => {
    const db = clientOf(database.url);
    const pid = await db.$queryRaw<{ pid: number }[]>(Prisma.sql`SELECT pg_backend_pid() AS pid`);
    const end = () => database.db.$queryRaw(Prisma.sql`SELECT pg_terminate_backend(${pid[0]!.pid}::int)`);
    const waiting = failureOf(() => db.$queryRaw(Prisma.sql`SELECT 1 FROM pg_sleep(60)`));
    await expect
      .poll(async () =>
        database.db.$queryRaw(
          Prisma.sql`SELECT 1 AS x FROM pg_stat_activity WHERE pid = ${pid[0]!.pid}::int AND wait_event = 'PgSleep'`,
        ),
      )
      .toEqual([{ x: 1 }]);
    await end();
    expect(await waiting).toBe('away');
    const [again] = await db.$queryRaw<{ pid: number }[]>(Prisma.sql`SELECT pg_backend_pid() AS pid`);
    const between = failureOf(() =>
      db.$transaction(async (tx) => {
        await database.db.$queryRaw(Prisma.sql`SELECT pg_terminate_backend(${again!.pid}::int)`);
        await tx.user.findFirst();
        await tx.user.findFirst();
      }),
    );
    expect(await between).toBe('away');
    expect(await failureOf(() => db.user.findFirst())).toBe('no error');
  });

  it('N-2 what takes too long, in the database or while waiting for a connection, is busy', async () => {
    const db = clientOf(database.url, 100);
    expect(await failureOf(() => db.$queryRaw(Prisma.sql`SELECT 1 FROM pg_sleep(60)`))).toBe('busy');
    const held = Promise.withResolvers<void>();
    const holding = db.$transaction(async () => held.promise);
    expect(await failureOf(() => db.$transaction(async (tx) => tx.user.findFirst(), { maxWait: 50 }))).toBe(
      'busy',
    );
    held.resolve();
    await holding;
  });

  it('N-2 text that no database takes is unstorable, other wrong values are lasting', async () => {
    const { db } = database;
    const request = (body: Prisma.InputJsonObject) =>
      db.idempotentRequest.create({ data: { key: 'k', requestHash: 'h', status: 200, body } });
    expect(await failureOf(() => db.storedFile.create({ data: { name: 'a\0b' } }))).toBe('unstorable');
    expect(await failureOf(() => db.storedFile.findFirst({ where: { name: 'a\0b' } }))).toBe('unstorable');
    expect(await failureOf(() => db.$queryRaw(Prisma.sql`SELECT ${'a\0b'}::text`))).toBe('unstorable');
    expect(await failureOf(() => request({ text: 'a\0b' }))).toBe('unstorable');
    expect(await failureOf(() => request({ text: 'a\ud800' }))).toBe('lasting');
    expect(await failureOf(() => db.$queryRaw(Prisma.sql`SELECT ${'99999999999'}::int`))).toBe('lasting');
    expect(await failureOf(() => db.storedFile.create({ data: {} as { name: string } }))).toBe('lasting');
  });

  it('N-2 a migration beside a running process changes what a prepared statement answers, and nobody fails', async () => {
    const customerId = await createCustomer(database.db, await createEntity(database.db));
    const db = clientOf(database.url);
    const evaluate = () => inTransaction(db, (tx) => evaluateCase(tx, customerId, Date.now()));
    const read = () => readCase(db, customerId);
    const retyped = (type: string) =>
      database.db.$executeRaw(
        Prisma.sql`ALTER TABLE "Customer" ALTER COLUMN "positionVersion" TYPE ${Prisma.raw(type)}`,
      );
    expect(await evaluate()).toMatchObject({ stage: 'nothing_due' });
    const before = await read();
    await retyped('integer');
    // By itself it is asked again at once; a transaction is begun again.
    expect(await read()).toEqual({
      ...before,
      position: { ...before!.position, customer: { ...before!.position.customer, positionVersion: 0 } },
    });
    await retyped('bigint');
    expect(await evaluate()).toMatchObject({ stage: 'nothing_due' });
    await retyped('integer');
    expect(await failureOf(() => db.$transaction((tx) => readCase(tx, customerId)))).toBe('conflict');
    expect(await failureOf(() => db.$transaction((tx) => readCase(tx, customerId)))).toBe('no error');
    await retyped('bigint');
  });

  it('N-2 a transaction asks its one connection one question after the other, however many relations a row has', async () => {
    const warned: string[] = [];
    const listen = ({ message }: Error) => void warned.push(message);
    process.on('warning', listen);
    onTestFinished(() => void process.off('warning', listen));
    const customerId = await createCustomer(database.db, await createEntity(database.db));
    const related = { contacts: true, links: true, comments: true, followUps: true, letters: true } as const;
    const found = await clientOf(database.url).$transaction((tx) =>
      tx.customer.findUniqueOrThrow({ where: { id: customerId }, include: related }),
    );
    expect(found.contacts).toHaveLength(1);
    await new Promise(setImmediate);
    expect(warned).toEqual([]);
  });

  it('N-2 anything else says nothing about the database', async () => {
    const { db } = database;
    expect(databaseFailure(new Error('no'))).toBeUndefined();
    expect(databaseFailure('no')).toBeUndefined();
    expect(
      await failureOf(() => db.user.findUniqueOrThrow({ where: { id: crypto.randomUUID() } })),
    ).toBeUndefined();
    expect(databaseFailure(new Error('it failed', { cause: new Error('Connection terminated') }))).toBe(
      'away',
    );
  });
});
