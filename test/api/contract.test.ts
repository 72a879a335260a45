import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../api/plugins/errors.ts';
import { isPageAccess } from '../../api/plugins/page-access.ts';
import { openApiFile, openApiText } from '../../api/write-openapi.ts';
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

interface Operation {
  operationId?: string;
  requestBody?: { content: Record<string, { schema: unknown }> };
  responses: Record<string, { content?: Record<string, { schema: { $ref?: string } }> }>;
}
interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, { additionalProperties?: unknown; properties?: Record<string, unknown> }>;
  };
}
const contract = async () => JSON.parse(await openApiText()) as Contract;

describe('the contract', () => {
  it('D-9 api/openapi.json is what the routes say', async () => {
    expect(await readFile(openApiFile, 'utf8')).toBe(await openApiText());
  });

  it('D-9 every operation has a name of its own and documents its refusals as problem documents', async () => {
    const { paths } = await contract();
    const names: string[] = [];
    for (const [url, methods] of Object.entries(paths)) {
      for (const [method, { operationId, responses }] of Object.entries(methods)) {
        const name = `${method} ${url}`;
        expect(operationId, name).toBeDefined();
        names.push(operationId!);
        const statuses = Object.keys(responses);
        expect(statuses, name).toEqual(expect.arrayContaining(['429', '500', '503']));
        if (method !== 'get')
          expect(statuses, name).toEqual(expect.arrayContaining(['403', '409', '415', '422']));
        for (const status of statuses.filter((one) => Number(one) >= 400)) {
          expect(Object.keys(responses[status]!.content!), name).toEqual(['application/problem+json']);
        }
      }
    }
    expect(new Set(names).size).toBe(names.length);
  });

  it('D-9 every reference leads to a schema, so that programs can be made from it', async () => {
    const { components } = await contract();
    const references = [...(await openApiText()).matchAll(/"\$ref":\s*"([^"]*)"/g)].map(([, to]) => to!);
    const lost = references.filter(
      (to) => !Object.hasOwn(components.schemas, to.replace('#/components/schemas/', '')),
    );
    expect([...new Set(lost)]).toEqual([]);
  });

  it('D-9 every route of the router is in the contract', async () => {
    const { paths } = await contract();
    for (const { method, url } of routesOf(api.app)) {
      const path = url.replaceAll(/:(\w+)/g, '{$1}');
      expect(paths[path]?.[method.toLowerCase()], `${method} ${url}`).toBeDefined();
    }
  });
});

describe('refusals', () => {
  it('N2 validation names the field, by path', async () => {
    const response = await api.ask({
      method: 'POST',
      url: `/api/entities/${mine.entityId}/customers/${mine.customerId}/promises`,
      as: cookie,
      body: { promisedOn: '2026-02-30', items: [{ itemId: 'x', amountMinor: 1.5 }] },
    });
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toContain('application/problem+json');
    const body = problem.parse(response.json());
    expect(body.code).toBe('validation_failed');
    expect(body.errors?.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['promisedOn', 'items.0.itemId', 'items.0.amountMinor']),
    );
  });

  it.each([
    ['broken JSON', '{"a":', 400],
    ['prototype pollution', '{"email":"a","password":"b","__proto__":{"role":"administrator"}}', 400],
    ['constructor pollution', '{"email":"a","password":"b","constructor":{"prototype":{"x":1}}}', 400],
    ['an array', '[]', 400],
    ['too much', JSON.stringify({ email: 'x'.repeat(3_000_000), password: 'x' }), 413],
  ])('N2 %s is a problem document without internals', async (_name, payload, status) => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { origin: 'http://relance.test', 'content-type': 'application/json' },
      payload,
    });
    expect(response.statusCode).toBe(status);
    problem.parse(response.json());
    expect(response.body).not.toMatch(/at .*\.ts|node_modules|SELECT|prisma/i);
  });

  it('N2 what is not there is a problem document too', async () => {
    const response = await api.ask({ url: '/api/nowhere' });
    expect(response.statusCode).toBe(404);
    expect(problem.parse(response.json())).toMatchObject({ code: 'not_found' });
  });

  it('N2 N5 a broken database gives no internals away and opens nothing', async () => {
    const broken = await startTestApi();
    const seeded = await seedEntity(broken.db, 'GONE');
    const signedIn = await broken.signIn(seeded.users.administrator.email);
    const tokens = Object.entries({ customer: 'rc_', internal: 'ri_', letter: 'rl_' }).map(
      ([kind, prefix]) => `relance_${kind}_page=${prefix}${'a'.repeat(43)}`,
    );
    const as = [signedIn, ...tokens].join('; ');
    await broken.db.$executeRaw`ALTER TABLE "Session" RENAME TO "Hidden"`;
    await broken.db.$executeRaw`ALTER TABLE "PageLink" RENAME TO "HiddenLink"`;
    for (const route of routesOf(broken.app).filter(({ access }) => access !== 'public')) {
      const response = await broken.ask({ method: route.method, url: addressOf(route, seeded), as });
      expect([route.url, response.statusCode]).toEqual([route.url, 500]);
      expect(response.body).not.toMatch(/Session|Hidden|prisma|relation|\.ts/i);
    }
    await broken.close();
  });
});

describe('mass assignment', () => {
  const hostile = fc.dictionary(
    fc.constantFrom(
      'id',
      'role',
      'tenantId',
      'legalEntityId',
      'customerId',
      'state',
      'createdBy',
      'where',
      'data',
      'passwordHash',
    ),
    fc.oneof(
      fc.constant('administrator'),
      fc.uuid(),
      fc.constant({ not: '' }),
      fc.constant({ connect: { id: '1' } }),
    ),
    { minKeys: 1, maxKeys: 3 },
  );

  it('A9 a body with keys that the route does not know is refused, on every route that reads one', async () => {
    // Pages without account look at their link first; their shapes are as strict, see the tests of each. Providers add
    // fields as they like, and nothing of what they say is believed.
    const routes = routesOf(api.app).filter(
      ({ hasBody, access, url }) =>
        hasBody && !isPageAccess(access) && url !== '/api/session/end' && !url.startsWith('/api/hooks/'),
    );
    expect(routes.length).toBeGreaterThan(20);
    const valid = { email: 'a@b.test', password: 'x', key: 'abcdefgh', reason: 'x', name: 'x' };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...routes), hostile, async (route, extra) => {
        const response = await api.ask({
          method: route.method,
          url: addressOf(route, mine),
          as: cookie,
          body: { ...valid, ...extra, unexpected: true },
        });
        expect([route.url, response.statusCode]).toEqual([route.url, 400]);
      }),
      { numRuns: 150 },
    );
  });

  it('A9 a body that is right but for one key more changes nothing', async () => {
    const url = `/api/entities/${mine.entityId}/users/${mine.users.viewer.id}`;
    const body = { name: 'New name', legalEntityId: 'x' };
    expect((await api.ask({ method: 'PATCH', url, as: cookie, body })).statusCode).toBe(400);
    const user = await api.db.user.findUniqueOrThrow({ where: { id: mine.users.viewer.id } });
    expect(user.name).toBe('MINE viewer');
  });

  it('M5 operators in a query are refused, not handed on', async () => {
    for (const query of [
      'search[not]=x',
      'collector[contains]=x',
      'sort=name;drop',
      'order=asc,(select 1)',
      'page=0',
      'x=1',
    ]) {
      const response = await api.ask({
        url: `/api/entities/${mine.entityId}/customers?${query}`,
        as: cookie,
      });
      expect([query, response.statusCode]).toEqual([query, 400]);
    }
  });

  it('M4 what people type into a search is data', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 60 }), async (search) => {
        const query = new URLSearchParams({ search: search.replaceAll('\0', '') }).toString();
        for (const list of ['customers', 'agenda']) {
          const response = await api.ask({
            url: `/api/entities/${mine.entityId}/${list}?${query}`,
            as: cookie,
          });
          expect(response.statusCode).toBe(200);
        }
      }),
      { numRuns: 25, examples: [['\'; DROP TABLE "Customer"; --'], ['%'], ['\\'], ['_'], ['$1']] },
    );
  });
});

describe('headers', () => {
  it('A10 every answer refuses frames, sniffing, caching and referrers', async () => {
    for (const url of ['/api/me', '/api/health', '/api/nowhere', `/api/entities/${mine.entityId}/agenda`]) {
      for (const as of [cookie, undefined]) {
        const { headers } = await api.ask({ url, ...(as === undefined ? {} : { as }) });
        expect(headers).toMatchObject({
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-store',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
        });
        expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
        expect(headers).not.toHaveProperty('access-control-allow-origin');
      }
    }
  });

  it('N4 the limit of requests answers 429 with the time to wait', async () => {
    const slow = await startTestApi({ requestsPerMinute: 3 });
    const statuses = [];
    for (let n = 0; n < 5; n += 1) statuses.push(await slow.ask({ url: '/api/health' }));
    expect(statuses.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 429, 429]);
    expect(problem.parse(statuses[4]!.json())).toMatchObject({ code: 'too_many_attempts' });
    expect(Number(statuses[4]!.headers['retry-after'])).toBeGreaterThan(0);
    await slow.close();
  });

  it('A1 N4 neither an invented session nor a coded address gets around the limit of requests', async () => {
    const slow = await startTestApi({ requestsPerMinute: 3 });
    const statuses = [];
    for (let n = 0; n < 6; n += 1) {
      const url = n % 2 === 0 ? '/api/health' : '/%61pi/health';
      statuses.push((await slow.ask({ url, as: `relance_session=invented-${n}` })).statusCode);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429]);
    await slow.close();
  });

  it('N4 no time-out of the server is left open', () => {
    const config = api.app.initialConfig as Record<string, unknown>;
    for (const name of ['requestTimeout', 'handlerTimeout', 'connectionTimeout', 'keepAliveTimeout']) {
      expect(config[name], name).toBeGreaterThan(0);
    }
  });
});
