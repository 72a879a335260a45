/** Text that no database takes, at every door: refused with 400, never a failure of ours. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendForm, visitorFor, type Visitor } from './portal-support.ts';
import { addressOf, routesOf } from './routes.ts';
import { origin, seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let cookie: string;
let visitor: Visitor;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  cookie = await api.signIn(mine.users.administrator.email);
  visitor = await visitorFor(api.db, mine);
});
afterAll(() => api.close());

const bad: [string, string][] = [
  ['NUL', 'a\0b'],
  ['half a character', 'a\ud83d'],
];

describe('text that no database takes', () => {
  it.each(bad)('D-8 %s in a body, in its names, or in a query is refused at every route', async (_, text) => {
    const wrong: unknown[] = [];
    for (const route of routesOf(api.app)) {
      const url = addressOf(route, mine);
      const as = route.access.endsWith('page') || route.access === 'internal_link' ? visitor.cookie : cookie;
      const answers =
        route.method === 'GET'
          ? [await api.ask({ url: `${url}?search=a%00b`, as })]
          : [
              await api.ask({ method: route.method, url, as, body: { key: text } }),
              await api.ask({ method: route.method, url, as, body: { list: [{ [text]: 1 }] } }),
              await api.ask({ method: route.method, url: `${url}?x=a%00b`, as }),
            ];
      for (const { statusCode } of answers)
        if (![400, 401, 403, 404, 413, 415].includes(statusCode))
          wrong.push([route.method, route.url, statusCode]);
    }
    expect(wrong).toEqual([]);
  });

  it('D-8 H5 a body nested deeper than anybody reads is refused at every route', async () => {
    const wrong: unknown[] = [];
    for (const route of routesOf(api.app).filter(({ method }) => method !== 'GET')) {
      const as = route.access.endsWith('page') || route.access === 'internal_link' ? visitor.cookie : cookie;
      for (const [before, after] of [
        ['{"key":', '}'],
        ['{"name":"N","asRead":{"name":', '}}'],
      ]) {
        const { statusCode } = await api.app.inject({
          method: route.method,
          url: addressOf(route, mine),
          headers: { origin, cookie: as, 'content-type': 'application/json' },
          payload: `${before}${'['.repeat(50_000)}${']'.repeat(50_000)}${after}`,
        });
        if (![400, 401, 403, 404, 413, 415].includes(statusCode))
          wrong.push([route.method, route.url, statusCode]);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('D-8 the answer names the field', async () => {
    const response = await api.ask({
      method: 'POST',
      url: `/api/entities/${mine.entityId}/customers/${mine.customerId}/notes`,
      as: cookie,
      body: { text: 'a\0b' },
    });
    expect([response.statusCode, response.json()]).toMatchObject([
      400,
      { code: 'validation_failed', params: { field: 'body.text' } },
    ]);
  });

  it('D-8 in a path', async () => {
    const url = `/api/entities/${mine.entityId}/templates/a%00b/en`;
    expect((await api.ask({ url, as: cookie })).statusCode).toBeLessThan(500);
    const search = await api.ask({ url: `/api/entities/${mine.entityId}/customers?search=%00`, as: cookie });
    expect(search.statusCode).toBe(400);
  });

  it.each(bad)(
    'D-8 %s in a plain form of the customer page is refused, in a file name it is mended',
    async (_, text) => {
      const refused = await sendForm(
        api,
        visitor,
        '/api/portal/submissions/form',
        [
          { name: 'status', value: 'none' },
          { name: 'text', value: text },
        ],
        { accept: 'application/json', origin },
      );
      // Half a character cannot be written in a form: its bytes are read as U+FFFD.
      if (text.includes('\0')) expect(refused.statusCode).toBe(400);
      else expect(refused.statusCode).toBeLessThan(500);
      const named = await sendForm(api, visitor, '/api/portal/files', [
        { name: 'file', file: { name: `proof${text}.pdf`, bytes: '%PDF-1.4\n%%EOF\n' } },
      ]);
      expect(named.statusCode).toBeLessThan(500);
    },
  );
});
