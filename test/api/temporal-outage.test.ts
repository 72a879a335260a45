/** While a server is away, or has no room, the answer says so and when to ask again; at every route. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Prisma } from '../../prisma/client.ts';
import { addressOf, routesOf } from './routes.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let cookie: string;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  cookie = await api.signIn(mine.users.administrator.email);
});
afterAll(() => api.close());

async function failWrites(code: string): Promise<void> {
  await api.db.$executeRaw(
    Prisma.raw(`
    CREATE OR REPLACE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'failed' USING ERRCODE = '${code}'; END $$`),
  );
  await api.db.$executeRaw(Prisma.sql`
    CREATE OR REPLACE TRIGGER fails BEFORE INSERT ON "Note" FOR EACH ROW EXECUTE FUNCTION fails()`);
}

describe('servers that are away', () => {
  it.each(['53100', '53300', '57P01', '08006', '40001', '57014'])(
    'N-2 a write that ends with SQLSTATE %s: 503 and Retry-After',
    async (code) => {
      await failWrites(code);
      const response = await api.ask({
        method: 'POST',
        url: `/api/entities/${mine.entityId}/customers/${mine.customerId}/notes`,
        as: cookie,
        body: { text: 'they called' },
      });
      expect([response.statusCode, response.json().code]).toEqual([503, 'service_unavailable']);
      expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    },
  );

  it('N-2 A-2 without Temporal a command is answered as usual, and the outbox keeps it for the case', async () => {
    const response = await api.ask({
      method: 'POST',
      url: `/api/entities/${mine.entityId}/customers/${mine.customerId}/case/pause`,
      as: cookie,
      body: { key: 'pause-1234', until: null, reason: 'holiday' },
    });
    expect([response.statusCode, response.json()]).toEqual([200, { ok: true }]);
    const { customerId } = mine;
    expect(await api.db.collectionCase.findUnique({ where: { customerId } })).toMatchObject({
      state: 'paused',
      pausedForGood: true,
    });
    const pendingRelay = { customerId, reason: 'person_acted', relayedAt: null } as const;
    await vi.waitFor(
      async () =>
        expect(await api.db.caseWake.findMany({ where: { ...pendingRelay, takenUntil: null } })).toHaveLength(
          1,
        ),
      { timeout: 10_000, interval: 50 },
    );
  });

  it('N-2 without the database no route fails in another way', async () => {
    await api.database.drop();
    const wrong: unknown[] = [];
    for (const route of routesOf(api.app)) {
      const response = await api.ask({ method: route.method, url: addressOf(route, mine), as: cookie });
      const { statusCode, headers } = response;
      if (statusCode < 500) continue;
      if (statusCode !== 503 || headers['retry-after'] === undefined)
        wrong.push([route.method, route.url, statusCode, headers['retry-after']]);
    }
    expect(wrong).toEqual([]);
  });
});
