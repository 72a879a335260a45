import type { Client } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { askNotice, takeNoticeBack } from '../../application/outbox.ts';
import { relayOnce } from '../../worker/relay.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createCustomer, createEntity, type TestEntity } from '../support/ledger.ts';

let database: TestDatabase;
let entity: TestEntity;
beforeAll(async () => {
  database = await createTestDatabase();
  entity = await createEntity(database.db);
});
afterAll(() => database?.drop());
afterEach(() => database.db.caseWake.deleteMany());

/** The part of a client that the relay uses; `answer` is asked with the id of the workflow. */
function server(answer: (workflowId: string) => Promise<void>) {
  const deadlines: number[] = [];
  const call = (_type: string, { workflowId }: { workflowId: string }) => answer(workflowId);
  const client = {
    workflow: { start: call, signalWithStart: call },
    withDeadline: (deadline: number, run: () => Promise<unknown>) => {
      deadlines.push(deadline - Date.now());
      return run();
    },
  };
  return { temporal: client as unknown as Client, deadlines };
}

async function facts(count: number): Promise<string[]> {
  const ids = await Promise.all(Array.from({ length: count }, () => createCustomer(database.db, entity)));
  await database.db.caseWake.deleteMany();
  await database.db.caseWake.createMany({
    data: ids.map((customerId) => ({
      customerId,
      reason: 'ledger_changed' as const,
      key: crypto.randomUUID(),
    })),
  });
  return ids;
}

const waiting = () => database.db.caseWake.count({ where: { relayedAt: null } });

describe('the relay of the outbox', () => {
  test('N-2 no transaction is open while it tells, a second relay passes by, and each call has a deadline', async () => {
    await facts(5);
    let release = () => {};
    const silence = new Promise<void>((resolve) => (release = resolve));
    const { temporal, deadlines } = server(() => silence);
    const relaying = relayOnce({ db: database.db, temporal });
    await vi.waitFor(() => expect(deadlines).toHaveLength(5));
    const open = await database.db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`;
    expect(open).toEqual([]);
    const other = server(() => Promise.resolve());
    expect(await relayOnce({ db: database.db, temporal: other.temporal })).toBe(0);
    release();
    expect(await relaying).toBe(5);
    expect(await waiting()).toBe(0);
    expect(deadlines.every((ms) => ms > 0 && ms <= 10_000)).toBe(true);
  });

  test('N-2 what could not be relayed is relayed by the next round, and what was relayed is not relayed again', async () => {
    const ids = await facts(3);
    const asked: string[] = [];
    const ill = `case/${ids[1]}`;
    const failing = server((workflowId) => {
      asked.push(workflowId);
      return workflowId === ill ? Promise.reject(new Error('away')) : Promise.resolve();
    });
    await expect(relayOnce({ db: database.db, temporal: failing.temporal })).rejects.toThrow('away');
    expect(await waiting()).toBe(1);
    const well = server((workflowId) => (asked.push(workflowId), Promise.resolve()));
    expect(await relayOnce({ db: database.db, temporal: well.temporal })).toBe(1);
    expect(asked.filter((workflowId) => workflowId === ill)).toHaveLength(2);
    expect(asked).toHaveLength(4);
  });

  test('N-2 what a relay had taken that died is relayed by another one when its lease is over', async () => {
    await facts(2);
    const { temporal } = server(() => Promise.resolve());
    await database.db.caseWake.updateMany({ data: { takenUntil: new Date(Date.now() + 60_000) } });
    expect(await relayOnce({ db: database.db, temporal })).toBe(0);
    await database.db.caseWake.updateMany({ data: { takenUntil: new Date(Date.now() - 1_000) } });
    expect(await relayOnce({ db: database.db, temporal })).toBe(2);
  });

  test('A-10 a notice that is being relayed cannot be taken back any more', async () => {
    const key = crypto.randomUUID();
    await askNotice(database.db, {
      key,
      kind: 'test_mail',
      legalEntityId: entity.entityId,
      customerId: null,
      recipientEmail: 'ada@house.example',
      recipientName: '',
      language: 'en',
      data: { askedBy: entity.collectorId },
    });
    let taken: boolean | undefined;
    const { temporal } = server(async () => {
      taken = await takeNoticeBack(database.db, key);
    });
    await relayOnce({ db: database.db, temporal });
    expect(taken).toBe(false);
    expect(await database.db.notice.count({ where: { key } })).toBe(1);
  });
});
