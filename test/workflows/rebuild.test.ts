/** Everything open, handed to the workflows again: what is asked for, once, and for whom. */
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askNotice } from '../../application/outbox.ts';
import { askRebuild, meetStore } from '../../application/rebuilds/rebuild.ts';
import { rebuildCommand, rebuildReportShape, type RebuildCall } from '../../cli/rebuild-run.ts';
import { readRebuild } from '../../prisma/queries/rebuilds/read.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createCustomer, createEntity, type TestEntity } from '../support/ledger.ts';

let database: TestDatabase;
let entity: TestEntity;
let other: TestEntity;
let customerIds: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  entity = await createEntity(database.db);
  other = await createEntity(database.db);
  customerIds = await Promise.all(
    [entity, entity, entity, other].map((of) => createCustomer(database.db, of)),
  );
  await database.db.collectionCase.createMany({
    data: [entity, entity, entity, other].map(({ entityId, scenarioVersionId }, index) => ({
      customerId: customerIds[index]!,
      legalEntityId: entityId,
      scenarioVersionId,
    })),
    skipDuplicates: true,
  });
  await relayed();
});
afterAll(() => database?.drop());

const all = { legalEntityId: null, customerId: null };
const asked = { reason: 'asked' as const, askedBy: null, note: '', at: new Date() };

/** As if the relay had passed. */
async function relayed(): Promise<void> {
  const data = { relayedAt: new Date() };
  await database.db.caseWake.updateMany({ where: { relayedAt: null }, data });
  await database.db.notice.updateMany({ where: { relayedAt: null }, data });
  await database.db.workflowRequest.updateMany({ where: { relayedAt: null }, data });
}

async function waiting(): Promise<string[]> {
  const rows = await database.db.caseWake.findMany({ where: { relayedAt: null } });
  return rows.map(({ customerId }) => customerId).toSorted();
}

describe('a store of Temporal', () => {
  test('X-4 the first one, where cases wait already, and each other one gets everything once, however many workers ask', async () => {
    for (const storeId of ['one', 'two']) {
      const begun = await Promise.all(
        Array.from({ length: 4 }, () => meetStore(database.db, { storeId, at: new Date() })),
      );
      expect(begun.filter((id) => id !== null)).toHaveLength(1);
      expect(await waiting()).toEqual(customerIds.toSorted());
      await relayed();
    }
    expect(await meetStore(database.db, { storeId: 'two', at: new Date() })).toBe(null);
    expect(await waiting()).toEqual([]);
  });

  test('X-4 a new installation only remembers it', async () => {
    const empty = await createTestDatabase();
    expect(await meetStore(empty.db, { storeId: 'one', at: new Date() })).toBe(null);
    expect(await empty.db.rebuild.count()).toBe(0);
    await empty.drop();
  });
});

describe('a rebuild', () => {
  test('X-4 asked for again while cases wait is the one under way; of another scope it is one of its own', async () => {
    const first = await askRebuild(database.db, { ...all, ...asked });
    expect(await askRebuild(database.db, { ...all, ...asked })).toEqual({ id: first.id, isNew: false });
    const one = { legalEntityId: entity.entityId, customerId: customerIds[0]! };
    expect(await askRebuild(database.db, { ...one, ...asked })).toMatchObject({ isNew: true });
    await relayed();
    expect(await askRebuild(database.db, { ...all, ...asked })).toMatchObject({ isNew: true });
    await relayed();
  });

  test('X-4 reaches those of its company or its customer only', async () => {
    await askRebuild(database.db, { ...asked, legalEntityId: entity.entityId, customerId: null });
    expect(await waiting()).toEqual(customerIds.slice(0, 3).toSorted());
    await relayed();
    await askRebuild(database.db, { ...asked, legalEntityId: entity.entityId, customerId: customerIds[1]! });
    expect(await waiting()).toEqual([customerIds[1]]);
    await relayed();
  });

  test('X-4 raises no version: a message that is on its way is not stopped by it', async () => {
    const before = await database.db.customer.findMany({
      orderBy: { id: 'asc' },
      select: { positionVersion: true },
    });
    await askRebuild(database.db, { ...all, ...asked });
    expect(
      await database.db.customer.findMany({ orderBy: { id: 'asc' }, select: { positionVersion: true } }),
    ).toEqual(before);
    await relayed();
  });

  test('X-4 hands over notices that may not be at their end, and none that ended long ago', async () => {
    const [customerId = ''] = customerIds;
    const keys = ['lately', 'long ago, never made', 'long ago, sent', 'older than anybody waits'];
    const made = { legalEntityId: entity.entityId, customerId, language: 'en' };
    const reader = { recipientEmail: 'a@example.com', recipientName: 'A' };
    for (const key of keys)
      await askNotice(database.db, {
        ...{ ...made, ...reader, key, kind: 'submission_received' },
        data: { commentId: crypto.randomUUID() },
      });
    const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3600_000);
    const relayedAt = [daysAgo(0), daysAgo(3), daysAgo(3), daysAgo(40)];
    for (const [index, key] of keys.entries())
      await database.db.notice.update({ where: { key }, data: { relayedAt: relayedAt[index]! } });
    const { id: noticeId } = await database.db.notice.findUniqueOrThrow({ where: { key: keys[2]! } });
    await database.db.outboundMessage.create({
      data: {
        ...{ legalEntityId: entity.entityId, customerId, noticeId, dispatchKey: `notice/${noticeId}` },
        ...{ language: 'en', reference: 'one', subject: 'One' },
        ...{ channel: 'email', state: 'accepted', recipientAddress: 'a@example.com', positionVersion: 0n },
      },
    });
    await askRebuild(database.db, { ...all, ...asked });
    const again = await database.db.notice.findMany({ where: { relayedAt: null } });
    expect(again.map(({ key }) => key).toSorted()).toEqual(['lately', 'long ago, never made']);
    await relayed();
  });

  test('X-4 asks for what is in the middle: mails, replies, letters, messages by hand, imports and runs', async () => {
    await database.db.inboundMail.deleteMany();
    const run = await database.db.bulkRun.create({
      data: {
        ...{ legalEntityId: entity.entityId, key: 'run', kind: 'apply_rules', criteria: {}, params: {} },
        ...{ createdBy: crypto.randomUUID(), createdAt: new Date() },
      },
    });
    const { id } = await askRebuild(database.db, { ...all, ...asked });
    const requests = await database.db.workflowRequest.findMany({ where: { relayedAt: null } });
    expect(requests.map(({ kind, subjectId }) => ({ kind, subjectId }))).toEqual([
      { kind: 'bulk_run', subjectId: run.id },
    ]);
    expect(await readRebuild(database.db, { id })).toMatchObject({ cases: 4, waiting: 4, requests: 1 });
    await relayed();
  });
});

describe('relance rebuild', () => {
  async function command(call: Partial<RebuildCall>) {
    const out: string[] = [];
    const err: string[] = [];
    const into = (texts: string[]) =>
      new Writable({ write: (chunk, _, done) => (texts.push(String(chunk)), done()) });
    const code = await rebuildCommand(
      { note: '', wait: true, idleMs: 0, databaseUrl: database.url, ...call },
      { stdout: into(out), stderr: into(err) },
    );
    return { code, out: out.join(''), err: err.join('') };
  }

  test('X-4 --json prints one object of the documented shape, and tells when nobody takes it', async () => {
    const { code, out, err } = await command({ json: true });
    expect(rebuildReportShape.parse(JSON.parse(out))).toMatchObject({ isNew: true, cases: 4, waiting: 4 });
    expect(code).toBe(3);
    expect(err).toContain('is a worker running');
    expect(JSON.parse((await command({ json: true, wait: false })).out)).toMatchObject({ isNew: false });
    await relayed();
  });

  test('X-4 an unknown entity or customer, or a customer without one, is wrong use and changes nothing', async () => {
    const { code: entityCode } = await database.db.legalEntity.findUniqueOrThrow({
      where: { id: entity.entityId },
    });
    for (const call of [
      { entity: 'nobody' },
      { customer: 'C-1' },
      { entity: entityCode, customer: 'nobody' },
    ]) {
      const { code, err } = await command(call);
      expect(code).toBe(2);
      expect(err).toContain(Object.hasOwn(call, 'customer') ? '--customer' : '--entity');
    }
    expect(await waiting()).toEqual([]);
  });
});
