import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitorFor } from './portal-support.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let cookie: string;
beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  cookie = await api.signIn(mine.users.collector.email);
});
afterAll(() => api.close());

const turn = (on: unknown, as = cookie, what = 'interactive-pages') =>
  api.ask({
    method: 'PUT',
    url: `/api/entities/${mine.entityId}/customers/${mine.customerId}/${what}`,
    as,
    body: { on },
  });

describe('P-3 interactive pages are switched for one customer', () => {
  it('P-3 switched off, a link that is out there stops at once; switched on, it works again', async () => {
    const visitor = await visitorFor(api.db, mine);
    const statement = () => api.ask({ url: '/api/portal/statement', as: visitor.cookie });
    expect((await statement()).statusCode).toBe(200);
    expect((await turn(false)).statusCode).toBe(200);
    const closed = await statement();
    expect(closed.statusCode).toBe(401);
    expect(closed.json()).toMatchObject({ code: 'pages_off' });
    const entry = await api.ask({ method: 'POST', url: '/api/portal/entry', body: { token: visitor.token } });
    expect(entry.json()).toMatchObject({ code: 'pages_off' });
    expect((await turn(true)).statusCode).toBe(200);
    expect((await statement()).statusCode).toBe(200);
  });

  it.each([
    ['P-3', 'interactive-pages', 'pages_switched', 'interactive_pages'],
    ['R-12', 'reply-capture', 'capture_switched', 'reply_capture'],
  ] as const)(
    '%s %s: stands in history with its author, wakes the case, and twice is once',
    async (_number, what, kind, field) => {
      await turn(false, cookie, what);
      const before = await api.db.historyEvent.count({ where: { kind } });
      const { positionVersion } = await api.db.customer.findUniqueOrThrow({ where: { id: mine.customerId } });
      await turn(true, cookie, what);
      await turn(true, cookie, what);
      const events = await api.db.historyEvent.findMany({
        where: { customerId: mine.customerId, kind },
        orderBy: { id: 'desc' },
      });
      expect(events).toHaveLength(before + 1);
      expect(events[0]).toMatchObject({ actorId: mine.users.collector.id, data: { on: true } });
      const after = await api.db.customer.findUniqueOrThrow({ where: { id: mine.customerId } });
      expect(after.positionVersion).toBe(positionVersion + 1n);
      expect(after.setByHand).toContain(field);
    },
  );

  it('P-3 is for anyone who may act, in this entity', async () => {
    const viewer = await api.signIn(mine.users.viewer.email);
    expect((await turn(true, viewer)).statusCode).toBe(403);
    expect((await turn('true')).statusCode).toBe(400);
    const other = await seedEntity(api.db, 'OTHER');
    const stranger = await api.signIn(other.users.administrator.email);
    expect((await turn(false, stranger)).statusCode).toBe(404);
  });
});
