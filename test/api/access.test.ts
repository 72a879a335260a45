import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { describedDeps } from '../../api/described-deps.ts';
import { addressOf, routesOf, type RouteUnderTest } from './routes.ts';
import { origin, seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let theirs: Seeded;
const cookies = {} as Record<'administrator' | 'collector' | 'viewer', string>;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  theirs = await seedEntity(api.db, 'CANARY');
  for (const role of ['administrator', 'collector', 'viewer'] as const) {
    cookies[role] = await api.signIn(mine.users[role].email);
  }
});
afterAll(() => api.close());

const nameOf = ({ method, url }: RouteUnderTest) => `${method} ${url}`;
const unsafe = () => routesOf(api.app).filter(({ method }) => method !== 'GET');
const withIds = () => routesOf(api.app).filter(({ url }) => url.includes(':entityId'));

/** Each of them asks for a password or for the token of a link, or does nothing for a stranger. */
const openToAnybody = [
  'POST /api/session',
  'GET /api/health',
  'POST /api/account/forgotten',
  'POST /api/account/link',
  'POST /api/account/password',
  'POST /api/portal/entry',
  'POST /api/portal/leave',
  'POST /api/portal/renew',
  'POST /api/portal/way-in',
  'POST /api/internal/entry',
  'POST /api/internal/leave',
  'POST /api/internal/renew',
  'POST /api/integration/entry',
  'POST /api/integration/integrate',
  'POST /api/letter/entry',
  'POST /api/letter/leave',
  'POST /api/letter/renew',
  'POST /api/hooks/letters/:key',
  'POST /api/hooks/payments/:key',
  'POST /api/hooks/mail/:hookEntityId',
];

/** They come from no page of ours, carry no cookie, and show credentials of their own. */
const fromPrograms = [
  'POST /api/hooks/letters/:key',
  'POST /api/hooks/payments/:key',
  'POST /api/hooks/mail/:hookEntityId',
];

/** Everything the entity has, as text: equal before and after means that nothing was changed. */
async function stateOf(entityId: string): Promise<string> {
  const tables = await Promise.all([
    api.db.legalEntity.findMany({ where: { id: entityId } }),
    api.db.user.findMany({
      where: { memberships: { some: { legalEntityId: entityId } } },
      orderBy: { id: 'asc' },
    }),
    api.db.customer.findMany({
      where: { legalEntityId: entityId },
      include: {
        contacts: true,
        items: true,
        promises: true,
        disputes: true,
        holds: true,
        notes: true,
        countedContacts: true,
      },
    }),
    api.db.scenario.findMany({ where: { legalEntityId: entityId }, include: { versions: true } }),
    api.db.templateSet.findMany({ where: { legalEntityId: entityId }, include: { templates: true } }),
    api.db.agendaAction.findMany({ where: { legalEntityId: entityId } }),
    api.db.outboundMessage.findMany({ where: { legalEntityId: entityId }, omit: { frozenBytes: true } }),
    api.db.importRun.findMany({ where: { legalEntityId: entityId } }),
    api.db.comment.findMany({ where: { legalEntityId: entityId }, include: { answers: true, files: true } }),
    api.db.followUp.findMany({ where: { legalEntityId: entityId } }),
    api.db.itemStatus.findMany({ where: { legalEntityId: entityId }, orderBy: { id: 'asc' } }),
    api.db.qualification.count({ where: { customer: { legalEntityId: entityId } } }),
    api.db.historyEvent.count({ where: { legalEntityId: entityId } }),
  ]);
  return JSON.stringify(tables, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

describe('routes declare who may use them', () => {
  it('X-1 a route that declares no access does not start', async () => {
    const app = await buildApp(describedDeps(), { log: false });
    expect(() => app.get('/api/forgotten', async () => 'open to all')).toThrow(/declares no access/);
    await app.close();
  });

  it('X-1 every route but sign-in, health and the doors of links answers 401 without a session', async () => {
    for (const route of routesOf(api.app)) {
      const response = await api.ask({ method: route.method, url: addressOf(route, mine) });
      const open = openToAnybody.includes(nameOf(route));
      if (open) expect(response.statusCode, nameOf(route)).not.toBe(403);
      else expect([nameOf(route), response.statusCode]).toEqual([nameOf(route), 401]);
    }
  });

  it('X-1 a viewer can change nothing, regardless of the route', async () => {
    const before = await stateOf(mine.entityId);
    const refused = unsafe().filter(({ access }) => access === 'act' || access === 'administer');
    expect(refused.length).toBeGreaterThan(20);
    for (const route of refused) {
      const response = await api.ask({
        method: route.method,
        url: addressOf(route, mine),
        as: cookies.viewer,
      });
      expect([nameOf(route), response.statusCode]).toEqual([nameOf(route), 403]);
      expect(response.json().code).toBe('forbidden');
    }
    // What a viewer may post stores nothing.
    const allowed = unsafe().filter(({ access }) => access === 'read');
    for (const route of allowed) {
      await api.ask({ method: route.method, url: addressOf(route, mine), as: cookies.viewer, body: {} });
    }
    expect(await stateOf(mine.entityId)).toBe(before);
    expect(await api.commands()).toEqual([]);
  });

  it('X-1 a collector cannot change settings, scenarios, templates or users', async () => {
    for (const route of routesOf(api.app).filter(({ access }) => access === 'administer')) {
      const response = await api.ask({
        method: route.method,
        url: addressOf(route, mine),
        as: cookies.collector,
      });
      expect([nameOf(route), response.statusCode]).toEqual([nameOf(route), 403]);
    }
  });
});

describe('one entity does not see another', () => {
  it('B3 M1 every address of a foreign entity is 404, as for one that does not exist', async () => {
    const before = await stateOf(theirs.entityId);
    for (const route of withIds()) {
      const response = await api.ask({
        method: route.method,
        url: addressOf(route, theirs),
        as: cookies.administrator,
      });
      expect([nameOf(route), response.statusCode]).toEqual([nameOf(route), 404]);
      expect(response.body).not.toContain('CANARY');
    }
    expect(await stateOf(theirs.entityId)).toBe(before);
  });

  it('B3 every foreign id under the own entity is 404 and changes nothing', async () => {
    const before = await stateOf(theirs.entityId);
    const deep = withIds().filter(({ url }) =>
      /:(?!entityId|key|kind|language|index|provider|connector)/.test(url),
    );
    expect(deep.length).toBeGreaterThan(20);
    for (const route of deep) {
      const url = addressOf(route, { ...theirs, entityId: mine.entityId });
      const response = await api.ask({
        method: route.method,
        url,
        as: cookies.administrator,
        body: bodyFor(route, theirs),
      });
      expect([nameOf(route), response.statusCode, response.body]).toEqual([
        nameOf(route),
        404,
        expect.stringContaining('"not_found"'),
      ]);
    }
    expect(await stateOf(theirs.entityId)).toBe(before);
    expect(await api.commands()).toEqual([]);
  });

  it('B3 ids of another customer’s things in one’s own address are 404', async () => {
    const nested = withIds().filter(
      ({ url }) => /:customerId\/.*:\w+Id/.test(url) || /:scenarioId\/.*:versionId/.test(url),
    );
    expect(nested.length).toBeGreaterThan(4);
    for (const route of nested) {
      const { customerId, scenarioId, entityId } = mine;
      const url = addressOf(route, { ...theirs, customerId, scenarioId, entityId });
      const response = await api.ask({
        method: route.method,
        url,
        as: cookies.administrator,
        body: bodyFor(route, theirs),
      });
      expect([nameOf(route), response.statusCode]).toEqual([nameOf(route), 404]);
    }
  });

  it('B3 foreign ids in a body are 404 and change nothing', async () => {
    const before = [await stateOf(mine.entityId), await stateOf(theirs.entityId)];
    const base = `/api/entities/${mine.entityId}/customers/${mine.customerId}`;
    const [itemId] = theirs.itemIds;
    const attempts: [string, 'POST' | 'PATCH', unknown][] = [
      [`${base}/promises`, 'POST', { promisedOn: '2026-03-20', items: [{ itemId }] }],
      [`${base}/disputes`, 'POST', { reason: 'price', items: [{ itemId }] }],
      [`${base}/holds`, 'POST', { itemIds: [itemId], until: null, reason: 'x' }],
      [
        `${base}/qualifications`,
        'POST',
        {
          key: 'abcdefg1',
          statusId: mine.statusId,
          items: [{ itemId }],
          promisedOn: '2026-03-20',
          completes: false,
        },
      ],
      [
        `${base}/qualifications`,
        'POST',
        {
          key: 'abcdefg2',
          statusId: mine.statusId,
          items: [{ itemId: mine.itemIds[0] }],
          promisedOn: '2026-03-20',
          replyId: theirs.replyId,
          replyState: 'validated',
          completes: true,
        },
      ],
      [`${base}/follow-ups`, 'POST', { key: 'abcdefg3', on: '2026-03-20', text: 'x', itemIds: [itemId] }],
      [base, 'PATCH', { collectorId: theirs.users.collector.id }],
      [`${base}/case/move`, 'POST', { key: 'abcdefgh', scenarioId: theirs.scenarioId }],
    ];
    for (const [url, method, body] of attempts) {
      const response = await api.ask({ method, url, as: cookies.administrator, body });
      expect([url, response.statusCode]).toEqual([url, 404]);
    }
    const batch = await api.ask({
      method: 'POST',
      url: `/api/entities/${mine.entityId}/actions/batch`,
      as: cookies.administrator,
      body: { command: 'skip', key: 'abcdefgh', reason: 'x', actions: [{ id: theirs.actionId }] },
    });
    expect(batch.json().results).toMatchObject([{ ok: false, code: 'not_found' }]);
    expect([await stateOf(mine.entityId), await stateOf(theirs.entityId)]).toEqual(before);
    expect(await api.commands()).toEqual([]);
  });

  it('M1 no list and no page of the own entity holds anything of the other', async () => {
    const reads = withIds().filter(({ method, url }) => method === 'GET' && !url.endsWith('/events'));
    for (const route of reads) {
      const response = await api.ask({ url: addressOf(route, mine), as: cookies.administrator });
      expect([nameOf(route), response.statusCode]).toEqual([
        nameOf(route),
        expect.toSatisfy((code: number) => code < 500),
      ]);
      expect(response.body, nameOf(route)).not.toContain('CANARY');
    }
  });

  it('an id that is no id is 404, not a hint', async () => {
    const url = `/api/entities/${mine.entityId}/customers/42`;
    expect((await api.ask({ url, as: cookies.collector })).statusCode).toBe(404);
    expect((await api.ask({ url: '/api/entities/42/customers', as: cookies.collector })).statusCode).toBe(
      404,
    );
  });
});

describe('requests from elsewhere', () => {
  const evil = 'https://evil.test';
  const variants: [string, Record<string, string>, boolean][] = [
    ['no Origin', { origin: '' }, false],
    ['a foreign Origin', { origin: evil }, false],
    ['a sandboxed Origin', { origin: 'null' }, false],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }, false],
    ['a same-site but other-origin fetch', { 'sec-fetch-site': 'same-site' }, false],
    ['text/plain', { 'content-type': 'text/plain' }, false],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, false],
    ['a content type with a tail', { 'content-type': 'application/jsonx' }, false],
    ['our own page', {}, true],
    ['our own page in a browser that says so', { 'sec-fetch-site': 'same-origin' }, true],
  ];

  it.each(variants)('A5 every unsafe route, asked by %s', async (_name, headers, passes) => {
    for (const route of unsafe().filter((one) => !fromPrograms.includes(nameOf(one)))) {
      const { origin: given = origin, ...rest } = headers;
      const response = await api.app.inject({
        method: route.method,
        url: addressOf(route, mine),
        headers: {
          'content-type': 'application/json',
          cookie: cookies.viewer,
          ...(given === '' ? {} : { origin: given }),
          ...rest,
        },
        payload: '{}',
      });
      const refused = ['cross_site_request', 'unsupported_media_type'].includes(response.json().code);
      expect([nameOf(route), refused]).toEqual([nameOf(route), !passes]);
      if (!passes) expect([403, 415]).toContain(response.statusCode);
      if (route.url === '/api/session/end' && passes)
        cookies.viewer = await api.signIn(mine.users.viewer.email);
    }
  });
});

function bodyFor({ url, method }: RouteUnderTest, seeded: Seeded): unknown {
  const key = 'abcdefgh';
  const bodies: [RegExp, unknown][] = [
    [/confirm$/, { key, positionHash: 'a'.repeat(64) }],
    [/follow-ups\/:followUpId\/postpone$/, { key, on: '2026-03-20' }],
    [/follow-ups\/:followUpId\/(done|cancel)$/, { key }],
    [/portal\/payments$/, { key, itemIds: [seeded.itemIds[0]!], currency: 'EUR', amountMinor: 100 }],
    [/proposals\/accept$/, { key, completes: false, proposals: [{ id: seeded.replyId }] }],
    [/proposals\/(drop|restore|undo)$/, { key, ids: [seeded.replyId] }],
    [/proposals\/read-again$/, { key }],
    [/replies\/:replyId\/(validate|undo-validation|stop-answer|delete|restore)$/, { key }],
    [/(qualificationId|actionId)\/undo$/, { key }],
    [/actions\/letter-prices$/, { actionIds: [seeded.actionId] }],
    [/customers\/:customerId\/consequence$/, { intention: { kind: 'nothing' } }],
    [/replies\/:replyId\/answer$/, { key, answer: 'x' }],
    [/qualifications$/, { key, statusId: seeded.statusId, items: [], completes: false }],
    [/quick-promise$/, { key, promisedOn: '2026-03-20' }],
    [/follow-ups$/, { key, on: '2026-03-20', text: 'x' }],
    [/item-statuses\/:statusId$/, { name: 'x' }],
    [/postpone$/, { key, until: '2026-03-20' }],
    [/skip$/, { key, reason: 'x' }],
    [/rebuilds$/, { note: 'x' }],
    [/repairs$/, { key, kind: 'evaluate', reason: 'x' }],
    [/complete$/, { key }],
    [/action-runs\/:runId\/again$/, { key }],
    [/written-messages\/preview$/, { channel: 'email' }],
    [/written-messages$/, writtenBody(key, seeded)],
    [/letters\/:letterId\/notes$/, { state: 'dispatched', on: '2026-03-20' }],
    [/letters\/:letterId\/code$/, { code: '123456' }],
    [/letters\/:letterId\/proofs$/, { type: 'receipt', file: btoa('%PDF-1.7 x') }],
    [/pause$/, { key, until: null, reason: 'x' }],
    [/resume$/, { key }],
    [/answers$/, { reading: {} }],
    [/bank-lines\/:rowNo$/, { choice: { kind: 'leave' } }],
    [/inbound-mails\/:inboundMailId\/assign$/, { key, customerId: seeded.customerId }],
    [
      /inbound-mails\/:inboundMailId\/move$/,
      { key, fromCustomerId: seeded.customerId, toCustomerId: seeded.customerId },
    ],
    [/inbound-mails\/:inboundMailId\/(dismiss|restore)$/, { key }],
    [/capture\/addresses$/, { key }],
    [/\/move$/, { key, scenarioId: seeded.scenarioId }],
    [/settle$/, { sent: true }],
    [
      /payment-plans$/,
      {
        key,
        items: [{ itemId: seeded.itemIds[0], amountMinor: 2 }],
        instalments: [
          { dueOn: '2026-03-20', amountMinor: 1 },
          { dueOn: '2026-03-21', amountMinor: 1 },
        ],
        endsWhenMissed: true,
      },
    ],
    [/promises$/, { promisedOn: '2026-03-20', items: [{ itemId: seeded.itemIds[0] }] }],
    [/disputes$/, { reason: 'price', items: [{ itemId: seeded.itemIds[0] }] }],
    [/holds$/, { itemIds: [seeded.itemIds[0]], until: null, reason: 'x' }],
    [/notes$/, { text: 'x' }],
    [/contacts-made$/, { channel: 'phone', note: 'x' }],
    [/exclude$/, { reason: 'x' }],
    [/waivers$/, { itemId: seeded.itemIds[0], charges: ['interest'], reason: 'x' }],
    [
      /interest\/rates(\/consequence)?$/,
      { rate: 'de_base_rate', fromOn: '2026-01-01', percent: '1.27', source: 'x' },
    ],
    [/contact-proposals\/:proposalId\/decide$/, { decision: 'declined' }],
    [
      /contacts(\/:contactId)?$/,
      { name: 'x', email: null, phone: null, language: null, roles: ['collection'], postal: false },
    ],
    [/versions(\/:versionId)?$/, method === 'DELETE' ? {} : scenarioBody],
    [/users\/:userId$/, { name: 'x' }],
    [/users\/:userId\/link$/, { key }],
    [/(interactive-pages|reply-capture)$/, { on: true }],
    [/questions$/, { key, recipientEmail: 'a@example.org', subject: 'x', text: 'x' }],
    [/:customerId\/links$/, { recipientEmail: null, recipientName: 'x', language: 'en', itemIds: [] }],
    [/^PUT .*assignment-rules\/:ruleId$/, ruleBody],
    [/customers\/:customerId$/, { netting: 'net' }],
    [/customers\/:customerId\/master$/, { name: 'x' }],
  ];
  return method === 'GET'
    ? undefined
    : (bodies.find(([pattern]) => pattern.test(`${method} ${url}`))?.[1] ?? {});
}

function writtenBody(key: string, { itemIds }: Seeded) {
  const paragraph = { kind: 'paragraph', inlines: [{ kind: 'text', text: 'x' }] };
  const text = { subject: 'x', body: { version: 1, blocks: [paragraph] } };
  const to = { channel: 'email', contactIds: [crypto.randomUUID()], itemIds, language: 'en' };
  return { key, ...to, text, positionHash: 'a'.repeat(64) };
}

const ruleBody = {
  name: 'x',
  enabled: true,
  criteria: {},
  interactivePages: null,
  scenarioId: null,
  collectorId: null,
  minimumAmountMinor: null,
};

const scenarioBody = {
  name: 'x',
  steps: [{ key: 'call', channel: 'phone', mode: 'manual', trigger: { kind: 'due', days: 1 } }],
};
