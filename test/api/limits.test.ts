/** What one person or one address may ask for in a minute; beyond it 429 says when to come again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
});
afterAll(() => api.close());

describe('B11 limits of one route', () => {
  it('B11 previews are counted by person, in however many browsers', async () => {
    const browsers = await Promise.all([1, 2].map(() => api.signIn(mine.users.viewer.email)));
    const url = `/api/entities/${mine.entityId}/actions/${crypto.randomUUID()}/preview`;
    const ask = (as: string) => api.ask({ method: 'POST', url, as, body: {} });
    for (let n = 0; n < 60; n += 1) expect((await ask(browsers[n % 2]!)).statusCode).toBe(404);
    const refused = await ask(browsers[0]!);
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json()).toMatchObject({ code: 'too_many_attempts' });
    const somebodyElse = await api.signIn(mine.users.manager.email);
    expect((await ask(somebodyElse)).statusCode).toBe(404);
  });

  it('B11 three previews of one person are made at the same time, more are refused', async () => {
    const as = await api.signIn(mine.users.collector.email);
    const url = `/api/entities/${mine.entityId}/actions/${mine.actionId}/preview`;
    const flood = Array.from({ length: 12 }, () => api.ask({ method: 'POST', url, as, body: {} }));
    const refused = (await Promise.all(flood)).filter(({ statusCode }) => statusCode === 429);
    // Anyone who asks after one of the three was made is answered.
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(9);
  });

  it('B11 I6 messages that one person opens at once are few; others open theirs', async () => {
    const { id } = await api.db.outboundMessage.findFirstOrThrow({ where: { legalEntityId: mine.entityId } });
    const many = Buffer.from(`Subject: many\r\n\r\n${'word '.repeat(200_000)}`);
    await api.db.outboundMessage.update({ where: { id }, data: { frozenBytes: many } });
    const url = `/api/entities/${mine.entityId}/messages/${id}`;
    const [flooding, other] = await Promise.all(
      [mine.users.collector, mine.users.manager].map(({ email }) => api.signIn(email)),
    );
    const flood = Array.from({ length: 40 }, (_, n) =>
      api.ask({ url: n % 2 === 0 ? url : `${url}/eml`, as: flooding! }),
    );
    const [mineToo, ...answers] = await Promise.all([api.ask({ url, as: other! }), ...flood]);
    expect(mineToo.statusCode).toBe(200);
    const statuses = answers.map(({ statusCode }) => statusCode);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(5);
  });

  it('A1 leaving is counted by person', async () => {
    const { email } = mine.users.administrator;
    const statuses: number[] = [];
    for (let n = 0; n < 31; n += 1) {
      const as = await api.signIn(email);
      statuses.push((await api.ask({ method: 'POST', url: '/api/session/end', as })).statusCode);
    }
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 200), 429]);
  });

  it.each([
    ['signing out without a session', 'POST', '/api/session/end'],
    ['reading without a session', 'GET', '/api/me'],
    ['an address that is not there', 'GET', '/api/nothing'],
    ['a page without its cookie', 'GET', '/api/portal/statement'],
  ] as const)('N4 %s counts like every request', async (_what, method, url) => {
    const slow = await startTestApi({ requestsPerMinute: 3 });
    const statuses: number[] = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await slow.ask({ method, url })).statusCode);
    expect(statuses.slice(3)).toEqual([429, 429]);
    expect(statuses.slice(0, 3)).not.toContain(429);
    await slow.close();
  });

  it('H5 a template is read in the thread that may be killed, not where people are answered', async () => {
    const as = await api.signIn(mine.users.administrator.email);
    const save = (html: string) =>
      api.ask({
        method: 'PUT',
        url: `/api/entities/${mine.entityId}/templates/friendly/en`,
        as,
        body: { name: 'x', subject: 'x', body: { html }, options: {} },
      });
    expect((await save('<p>#items_list</p>')).statusCode).toBe(200);
    expect((await save('<p>#no_such_tag</p>')).json()).toMatchObject({
      code: 'unknown_tag',
      params: { tag: '#no_such_tag', line: 1, column: 4 },
    });
  });
});
