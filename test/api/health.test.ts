import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createCaseActivities, type CaseActivityDeps } from '../../activities/case/index.ts';
import { type TemporalAccess, openTemporal } from '../../api/plugins/temporal.ts';
import { Prisma } from '../../prisma/client.ts';
import { hasRoom } from '../../prisma/queries/health/read.ts';
import { noteTrouble } from '../../prisma/queries/case-trouble/write.ts';
import { requirePrepared } from '../../runtime/temporal/namespace.ts';
import { startTemporal } from '../support/temporal.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let cookie: string;
const temporal = {
  reachable: async () => true,
  prepared: async () => isPrepared,
  close: async () => undefined,
} as unknown as TemporalAccess;
let isPrepared = true;

const well = {
  status: 'ok',
  database: true,
  temporal: true,
  searchAttributes: true,
  storage: true,
  relay: true,
  cases: true,
};

beforeAll(async () => {
  api = await startTestApi({}, { temporal });
  mine = await seedEntity(api.db, 'MINE');
  cookie = await api.signIn(mine.users.administrator.email);
  await api.db.caseWake.updateMany({ data: { relayedAt: api.clock.now } });
  await api.db.notice.updateMany({ data: { relayedAt: api.clock.now } });
});
afterAll(() => api.close());

/** Past what is kept of the last question. */
async function health() {
  vi.setSystemTime(Date.now() + 11_000);
  return (await api.ask({ url: '/api/health' })).json<Record<string, unknown>>();
}

describe('health', () => {
  it('X-3 is ok only when everything does its work, and names what does not', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      expect(await health()).toMatchObject(well);
      isPrepared = false;
      expect(await health()).toMatchObject({ ...well, status: 'degraded', searchAttributes: false });
      isPrepared = true;

      const late = new Date(api.clock.now.getTime() - 3 * 60_000);
      const wake = await api.db.caseWake.create({
        data: { customerId: mine.customerId, reason: 'ledger_changed', key: 'late', createdAt: late },
      });
      expect(await health()).toMatchObject({ ...well, status: 'degraded', relay: false });
      await api.db.caseWake.delete({ where: { id: wake.id } });

      const trouble = {
        customerId: mine.customerId,
        activity: 'evaluate',
        code: 'lasting',
        at: late,
      } as const;
      await noteTrouble(api.db, trouble);
      expect(await health()).toMatchObject(well);
      await noteTrouble(api.db, trouble);
      expect(await health()).toMatchObject({ ...well, status: 'degraded', cases: false });
      const entity = await api.ask({ url: `/api/entities/${mine.entityId}/health`, as: cookie });
      expect(entity.json()).toMatchObject({ failingCases: 1, storage: true, relay: true });
    } finally {
      vi.useRealTimers();
    }
  });

  it('X-3 a full disk is reported', async () => {
    const full = Object.assign(new Error('full'), { code: '53100' });
    const client = { $transaction: () => Promise.reject(full) } as unknown as Parameters<typeof hasRoom>[0];
    expect([await hasRoom(client), await hasRoom(api.db)]).toEqual([false, true]);
    expect(await api.db.$queryRaw(Prisma.sql`SELECT 1 FROM pg_class WHERE relname = 'relance_room'`)).toEqual(
      [],
    );
  });

  it('X-3 a case that fails is noted until it does not, outages are not', async () => {
    await api.db.caseTrouble.deleteMany();
    const { evaluate: look } = createCaseActivities({ prisma: api.db } as unknown as CaseActivityDeps);
    const ask = () =>
      new MockActivityEnvironment().run(look, { customerId: mine.customerId, now: api.clock.now.getTime() });
    await api.db.$executeRaw(Prisma.sql`ALTER TABLE "CollectionCase" RENAME COLUMN "gates" TO "gone"`);
    await expect(ask()).rejects.toThrow();
    await expect(ask()).rejects.toThrow();
    await api.db.$executeRaw(Prisma.sql`ALTER TABLE "CollectionCase" RENAME COLUMN "gone" TO "gates"`);
    expect(await api.db.caseTrouble.findMany()).toMatchObject([{ activity: 'evaluate', times: 2 }]);
    await ask();
    expect(await api.db.caseTrouble.count()).toBe(0);
  });

  it('X-3 a namespace without search attributes is refused with what to do, and is not said to be prepared', async () => {
    const server = await startTemporal();
    const namespace = `bare-${crypto.randomUUID()}`;
    await server.connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
    await expect(requirePrepared(server.connection, namespace)).rejects.toThrow(
      /not prepared: the search attributes RelanceEntity, .* are missing\. Run "node runtime\/prepare\.ts"/,
    );
    await requirePrepared(server.connection, server.namespace);
    const bare = openTemporal({ address: server.address, namespace });
    const ready = openTemporal({ address: server.address, namespace: server.namespace });
    expect([await bare.prepared(), await ready.prepared()]).toEqual([false, true]);
    await Promise.all([bare.close(), ready.close(), server.close()]);
  });
});

describe('what an administrator looks after', () => {
  const url = () => `/api/entities/${mine.entityId}/operations`;
  const operations = async () => (await api.ask({ url: url(), as: cookie })).json();

  it('X-3 what fails, what waits and who got one thing twice are named; others may not read it', async () => {
    for (const role of ['viewer', 'collector'] as const) {
      const as = await api.signIn(mine.users[role].email);
      expect((await api.ask({ url: url(), as })).statusCode).toBe(403);
    }
    const { customerId } = mine;
    const at = api.clock.now;
    expect(await operations()).toMatchObject({
      waitingFacts: [],
      sentTwice: [],
      volume: { isUnusual: false },
    });
    await api.db.caseWake.create({
      data: { customerId, reason: 'payment_received', key: 'waits', createdAt: at },
    });
    const { id: _, ...message } = await api.db.outboundMessage.findUniqueOrThrow({
      where: { id: mine.messageId },
      select: {
        ...{ id: true, legalEntityId: true, customerId: true, actionId: true, channel: true },
        ...{ recipientAddress: true, language: true, subject: true },
      },
    });
    // The same action, twice to one address: what must never happen, and is said where it does.
    const sent = (n: number, weeksAgo = 0, more = {}) => ({
      ...{ ...message, state: 'accepted' as const, dispatchKey: `twice/${n}`, reference: `twice-${n}` },
      createdAt: new Date(at.getTime() - weeksAgo * 7 * 24 * 3600_000),
      ...more,
    });
    await api.db.outboundMessage.createMany({ data: [sent(1), sent(2)] });
    const found = await operations();
    expect(found.waitingFacts).toMatchObject([{ customer: { id: customerId }, reason: 'payment_received' }]);
    expect(found.sentTwice).toMatchObject([{ customerId, times: 2, recipient: 'ap@mine.test' }]);
    expect(found.volume).toMatchObject({ today: 2, isUnusual: false });
    expect(found.disk.database).toBeGreaterThan(0);

    const many = Array.from({ length: 40 }, (_, n) =>
      sent(10 + n, 0, { recipientAddress: `${n}@mine.test` }),
    );
    await api.db.outboundMessage.createMany({ data: [...many, ...[1, 2, 3].map((w) => sent(100 + w, w))] });
    expect((await operations()).volume).toEqual({ today: 42, usual: 1, isUnusual: true });
    await api.db.outboundMessage.deleteMany({ where: { dispatchKey: { startsWith: 'twice/' } } });
  });
});
