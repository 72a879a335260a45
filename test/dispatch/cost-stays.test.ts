import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderer } from '../support/threads.ts';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { mostContacts } from '../../prisma/queries/position/read.ts';
import { createPrismaClient } from '../../prisma/client.ts';
import { openDatabase, type OpenDatabase } from '../support/database.ts';
import { createCustomer, createEntity } from '../support/ledger.ts';
import { performWholly } from '../support/perform.ts';
import { countStatements } from '../support/statements.ts';
import { dispatchDeps } from './mail-case.ts';
import { dispatchTest } from './set-up.ts';

const house = dispatchTest();
const at = new Date('2026-11-23T09:00:00Z');
const before = 200;
/** One connection: what it has read can be asked. */
let db: OpenDatabase;
beforeAll(() => {
  db = openDatabase(createPrismaClient({ url: house.databaseUrl, poolSize: 1 }));
});
afterAll(async () => {
  await db.$disconnect();
});

/** Followed for a month, with an invoice that a reminder is due for. */
async function customerDue(): Promise<string> {
  const entity = await createEntity(db);
  const customerId = await createCustomer(db, entity, {
    items: [{ number: 'F-1', dueOn: '2026-11-01', openMinor: 120_000 }],
  });
  await db.$transaction((tx) => evaluateCase(tx, customerId, at.getTime() - 30 * 24 * 3_600_000));
  return customerId;
}

/** What a case holds after years: actions, their messages, attempts, decisions, contacts and history. */
async function withPast(customerId: string): Promise<string> {
  await db.$executeRaw`
    WITH k AS (SELECT * FROM "CollectionCase" WHERE "customerId" = ${customerId}::uuid),
    n AS (SELECT generate_series(1, ${before}::int) AS n),
    a AS (
      INSERT INTO "AgendaAction" ("id", "legalEntityId", "customerId", "caseId", "actionKey", "scenarioRun", "stepKey",
        "stepName", "channel", "mode", "state", "positionHash", "dueOn", "updatedAt")
      SELECT gen_random_uuid(), k."legalEntityId", k."customerId", k."id", 'past/' || n, 1, 'past', 'past', 'email',
        'automatic', 'done', 'x', date '2025-01-01' + n, now() FROM k, n RETURNING *),
    m AS (
      INSERT INTO "OutboundMessage" ("id", "dispatchKey", "legalEntityId", "customerId", "actionId", "channel",
        "recipientAddress", "language", "reference", "subject", "state", "attempt", "createdAt", "updatedAt")
      SELECT gen_random_uuid(), "actionKey", "legalEntityId", "customerId", "id", 'email', 'ap@customer.example', 'en',
        '<' || "id" || '@x>', 'x', 'accepted', 1, "dueOn", now() FROM a RETURNING *),
    t AS (
      INSERT INTO "OutboundAttempt" ("id", "messageId", "attempt", "worker", "claimedAt", "gatePassedAt")
      SELECT gen_random_uuid(), "id", 1, 'x', now(), now() FROM m),
    d AS (
      INSERT INTO "DecisionRecord" ("id", "caseId", "engineVersion", "decidedOn", "decidedAt", "input", "inputSha256", "output")
      SELECT gen_random_uuid(), k."id", 1, now(), now(), '{}', 'x' || n, '{}' FROM k, n),
    c AS (
      INSERT INTO "CountedContact" ("id", "customerId", "on", "channel")
      SELECT gen_random_uuid(), "customerId", "dueOn", 'email' FROM a)
    INSERT INTO "HistoryEvent" ("legalEntityId", "customerId", "kind", "at", "actorKind", "data")
    SELECT "legalEntityId", "customerId", 'message_sent', now(), 'system', '{}' FROM a`;
  await db.$executeRaw`ANALYZE`;
  return customerId;
}

/** Rows that the connection has read so far. */
async function rowsRead(): Promise<number> {
  await db.$queryRaw`SELECT pg_stat_force_next_flush()::text`;
  const [row] = await db.$queryRaw<{ n: number }[]>`
    SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS n FROM pg_stat_user_tables`;
  return row!.n;
}

async function cost(customerId: string) {
  const deps = { ...dispatchDeps(db, house.sink.port, { clock: () => at }), renderer, worker: 'test' };
  const statements = countStatements();
  const from = await rowsRead();
  statements.reset();
  const evaluation = await db.$transaction((tx) => evaluateCase(tx, customerId, at.getTime()));
  await performWholly(deps, { customerId, actionId: evaluation.openActionId!, now: at.getTime() });
  const counted = { statements: statements.count(), commits: statements.commits() };
  statements.stop();
  await deps.transport.close();
  return { ...counted, rows: (await rowsRead()) - from };
}

test('S-4 the two-hundredth action of a case costs what the first did', async () => {
  await cost(await customerDue());
  const [young, old] = [await customerDue(), await withPast(await customerDue())];
  await db.$executeRaw`ANALYZE`;
  const first = await cost(young);
  const later = await cost(old);
  expect(house.sink.accepted).toHaveLength(3);
  expect(first).toMatchObject({ statements: 15, commits: 4 });
  expect({ ...later, rows: 0 }).toEqual({ ...first, rows: 0 });
  // The last contacts are read three times, for gaps and caps; nothing else that was done is.
  expect(later.rows - first.rows).toBeLessThan(3 * mostContacts + before / 2);
});
