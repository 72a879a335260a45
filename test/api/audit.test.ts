/** every change of settings stands in the log, and the later one of two people is shown what the other changed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditedKinds } from '../../domain/audit/audited-kinds.ts';
import { routesOf } from './routes.ts';
import { seedEntity, startTestApi, type Ask, type Seeded, type TestApi } from './support.ts';
import { bodyOf } from '../support/document.ts';

let api: TestApi;
let mine: Seeded;
let cookie: string;
let base: string;
beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  cookie = await api.signIn(mine.users.administrator.email);
  base = `/api/entities/${mine.entityId}`;
});
afterAll(() => api.close());

const ask = (method: Ask['method'], path: string, body: object) =>
  api.ask({ method, url: `${base}${path}`, as: cookie, body });
const entries = () =>
  api.db.historyEvent.findMany({
    where: { legalEntityId: mine.entityId, kind: { in: [...auditedKinds] }, actorKind: 'user' },
    orderBy: { id: 'asc' },
  });

const step = (key: string, days: number) => ({
  key,
  channel: 'email',
  mode: 'to_confirm',
  trigger: { kind: 'due', days },
  template: 'friendly',
});
const scenario = (days: number) => ({ version: 1, name: 'MINE scenario', steps: [step('one', days)] });
const given = { scenarioId: null, collectorId: null, minimumAmountMinor: null };
const ada = {
  name: 'Ada',
  email: 'ada@customer.example',
  phone: null,
  language: null,
  roles: ['collection'],
  postal: false,
};
const rule = { name: 'Big', enabled: true, criteria: { country: ['FR'] }, interactivePages: true, ...given };

/** Routes that change settings, each with what changes something; made ids come from the answer before. */
const changes: Record<string, (ids: Map<string, string>) => { path: string; body: object }> = {
  'PATCH /settings': () => ({ path: '/settings', body: { bankName: 'Bank of Mine' } }),
  'PUT /settings/pause': () => ({
    path: '/settings/pause',
    body: { paused: true, until: null, reason: 'stock' },
  }),
  'PUT /settings/channels': () => ({ path: '/settings/channels', body: { pausedChannels: ['email'] } }),
  'PUT /settings/pages': () => ({
    path: '/settings/pages',
    body: {
      linkDays: 11,
      internalLinkDays: 12,
      answerDays: 3,
      portalCode: 'acts',
      replyHold: 'lines',
      ownDomains: ['mine.test'],
    },
  }),
  'PUT /settings/logo': () => ({
    path: '/settings/logo',
    body: {
      picture:
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    },
  }),
  'PUT /settings/signature': () => ({
    path: '/settings/signature',
    body: {
      picture:
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    },
  }),
  'POST /users': () => ({
    path: '/users',
    body: { email: 'second@mine.test', name: 'Second', role: 'viewer', password: 'lantern orbit kettle six' },
  }),
  'PATCH /users/:userId': () => ({ path: `/users/${mine.users.viewer.id}`, body: { name: 'Renamed' } }),
  'POST /users/invite': () => ({
    path: '/users/invite',
    body: { key: 'invite-0001', email: 'third@mine.test', name: 'Third', role: 'viewer' },
  }),
  'POST /users/:userId/link': () => ({
    path: `/users/${mine.users.viewer.id}/link`,
    body: { key: 'link-00001' },
  }),
  'POST /set-up/test-mail': () => ({ path: '/set-up/test-mail', body: { key: 'test-mail-1' } }),
  'POST /item-statuses': () => ({
    path: '/item-statuses',
    body: { name: 'Waiting for credit', kind: 'other' },
  }),
  'PATCH /item-statuses/:statusId': () => ({
    path: `/item-statuses/${mine.statusId}`,
    body: { holdDays: 9 },
  }),
  'PUT /item-statuses/order': (ids) => ({
    path: '/item-statuses/order',
    body: { ids: ids.get('order')!.split(',') },
  }),
  'POST /interest/rates': () => ({
    path: '/interest/rates',
    body: { rate: 'ecb_main_refinancing', fromOn: '2026-06-17', percent: '2.4', source: 'ecb.europa.eu' },
  }),
  'POST /interest/rates/:rateId/remove': (ids) => ({
    path: `/interest/rates/${ids.get('rate')}/remove`,
    body: {},
  }),
  'POST /interest/rates/:rateId/restore': (ids) => ({
    path: `/interest/rates/${ids.get('rate')}/restore`,
    body: {},
  }),
  'POST /assignment-rules': () => ({ path: '/assignment-rules', body: rule }),
  'PUT /assignment-rules/:ruleId': (ids) => ({
    path: `/assignment-rules/${ids.get('rule')}`,
    body: { ...rule, name: 'Bigger' },
  }),
  'PUT /assignment-rules/default': () => ({
    path: '/assignment-rules/default',
    body: { name: 'Everybody', enabled: true, interactivePages: false, ...given },
  }),
  'PUT /assignment-rules/order': (ids) => ({
    path: '/assignment-rules/order',
    body: { ids: [ids.get('second'), ids.get('rule')] },
  }),
  'DELETE /assignment-rules/:ruleId': (ids) => ({ path: `/assignment-rules/${ids.get('rule')}`, body: {} }),
  'POST /scenarios': () => ({ path: '/scenarios', body: { ...scenario(5), name: 'Another' } }),
  'DELETE /scenarios/:scenarioId/versions/:versionId': (ids) => ({
    path: `/scenarios/${ids.get('another')}`,
    body: {},
  }),
  'POST /scenarios/:scenarioId/versions': () => ({
    path: `/scenarios/${mine.scenarioId}/versions`,
    body: scenario(6),
  }),
  'PUT /scenarios/:scenarioId/versions/:versionId': (ids) => ({
    path: `/scenarios/${mine.scenarioId}/versions/${ids.get('draft')}`,
    body: scenario(7),
  }),
  'POST /scenarios/:scenarioId/versions/:versionId/publish': (ids) => ({
    path: `/scenarios/${mine.scenarioId}/versions/${ids.get('draft')}/publish`,
    body: {},
  }),
  'POST /templates/test-message': () => ({
    path: '/templates/test-message',
    body: {
      key: 'template-test-1',
      form: 'message',
      audience: 'customer',
      language: 'en',
      subject: 'Please pay',
      body: { html: '<p>#customer_name</p>' },
      customerId: mine.customerId,
    },
  }),
  'PUT /templates/:key/:language': () => ({
    path: '/templates/friendly/en',
    body: {
      name: 'Friendly',
      audience: 'customer',
      subject: 'Please pay #customer_name',
      body: { html: '<p>#items_list</p>' },
      options: {},
    },
  }),
};
/** They change nothing: they look, think, or try. */
const lookOnly = [
  'POST /scenarios/validate',
  'POST /set-up/preview',
  'POST /templates/preview',
  'POST /connections/:kind/test',
  'POST /item-statuses/effects',
  'POST /settings/consequence',
  'POST /scenarios/:scenarioId/versions/:versionId/consequence',
  'POST /interest/rates/consequence',
];
const rooms =
  /^\/api\/entities\/:entityId\/(settings|interest|users|scenarios|templates|item-statuses|assignment-rules|set-up|connections)\b/;

it('X-1 every route that changes settings is here with a change', () => {
  const routes = routesOf(api.app)
    .filter(({ method, url }) => method !== 'GET' && rooms.test(url))
    .map(({ method, url }) => `${method} ${url.replace('/api/entities/:entityId', '')}`)
    .filter((route) => !lookOnly.includes(route));
  expect(routes.sort()).toEqual(Object.keys(changes).sort());
});

it('X-1 each writes who, when, and what was before and after, and holds no secret', async () => {
  const ids = new Map<string, string>();
  const statuses = await api.db.itemStatus.findMany({ where: { legalEntityId: mine.entityId } });
  for (const [route, change] of Object.entries(changes)) {
    const [method] = route.split(' ') as [Ask['method']];
    if (route === 'PUT /item-statuses/order') {
      const all = await api.db.itemStatus.findMany({
        where: { legalEntityId: mine.entityId },
        orderBy: { position: 'desc' },
      });
      ids.set('order', all.map(({ id }) => id).join(','));
    }
    if (route === 'PUT /assignment-rules/order')
      ids.set('second', (await ask('POST', '/assignment-rules', { ...rule, name: 'Second' })).json().id);
    const before = (await entries()).length;
    const { path, body } = change(ids);
    const response = await ask(method, path, body);
    expect([route, response.statusCode, response.body]).toEqual([
      route,
      expect.toBeOneOf([200, 201]),
      response.body,
    ]);
    const after = (await entries()).slice(before);
    expect([route, after.length]).toEqual([route, expect.toSatisfy((n: number) => n > 0)]);
    expect(after[0]).toMatchObject({ actorId: mine.users.administrator.id, at: api.clock.now });
    if (route === 'POST /assignment-rules') ids.set('rule', response.json().id);
    if (route === 'POST /scenarios')
      ids.set('another', `${response.json().id}/versions/${response.json().versions[0].id}`);
    if (route === 'POST /interest/rates') ids.set('rate', response.json().id);
    if (route === 'POST /scenarios/:scenarioId/versions')
      ids.set(
        'draft',
        (
          await api.db.scenarioVersion.findFirstOrThrow({
            where: { scenarioId: mine.scenarioId, state: 'draft' },
          })
        ).id,
      );
  }
  expect(statuses.length).toBeGreaterThan(0);
  const recorded = JSON.stringify((await entries()).map(({ data }) => data));
  expect(recorded).not.toMatch(/lantern orbit|passwordHash|\$argon2|iVBORw0/);
});

it('X-1 texts and steps are recorded with what they were', async () => {
  const page = await api.ask({
    url: `${base}/audit?kind=template_saved&kind=scenario_draft_saved`,
    as: cookie,
  });
  const { rows } = page.json() as { rows: { kind: string; data: { changed: Record<string, unknown> } }[] };
  const template = rows.find(({ kind }) => kind === 'template_saved');
  expect(template?.data.changed).toMatchObject({
    subject: { from: 'MINE #customer_name', to: 'Please pay #customer_name' },
  });
  const draft = rows.find(({ kind }) => kind === 'scenario_draft_saved');
  expect(Object.keys(draft?.data.changed ?? {})).toEqual(['steps.one']);
});

it('X-1 the log is filtered by kind and person, and comes as CSV in which nothing is a formula', async () => {
  await ask('PATCH', '/settings', { bankName: '=HYPERLINK("http://evil")' });
  const csv = await api.ask({ url: `${base}/audit.csv?kind=settings_changed`, as: cookie });
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
  const lines = csv.body.split('\r\n');
  expect(lines[0]).toBe('\uFEFFat,who,what,customer,about,field,before,after');
  expect(lines[1]).toContain(`settings_changed,,,bankName,Bank of Mine,"'=HYPERLINK(""http://evil"")"`);
  const others = await api.ask({ url: `${base}/audit?userId=${mine.users.manager.id}`, as: cookie });
  expect(others.json().rows).toEqual([]);
  const collector = await api.signIn(mine.users.collector.email);
  expect((await api.ask({ url: `${base}/audit.csv`, as: collector })).statusCode).toBe(403);
});

it('B11 X-1 the log is written out for one person once at a time', async () => {
  const url = `${base}/audit.csv`;
  const answers = await Promise.all([1, 2, 3].map(() => api.ask({ url, as: cookie })));
  const statuses = answers.map(({ statusCode }) => statusCode).toSorted();
  expect([statuses[0], statuses.at(-1)]).toEqual([200, 429]);
});

it('X-1 what was chosen is named, but no company that the reader does not rule', async () => {
  const { administrator: admin, manager } = mine.users;
  const theirs = await seedEntity(api.db, 'THEIRS');
  const actor = {
    legalEntityId: mine.entityId,
    at: api.clock.now,
    actorKind: 'user' as const,
    actorId: admin.id,
  };
  const entityIds = { from: [mine.entityId], to: [mine.entityId, theirs.entityId] };
  await api.db.historyEvent.create({
    data: { ...actor, kind: 'user_changed', data: { userId: manager.id, changed: { entityIds } } },
  });
  await ask('PATCH', `/users/${manager.id}`, { deputyId: mine.users.collector.id });
  const url = `${base}/audit?kind=user_changed&kind=rule_added`;
  const { names } = (await api.ask({ url, as: cookie })).json();
  expect(names).toMatchObject({ [mine.users.collector.id]: 'MINE collector' });
  expect(names).toHaveProperty(mine.entityId);
  expect(names).not.toHaveProperty(theirs.entityId);
  const csv = await api.ask({ url: `${base}/audit.csv?kind=user_changed`, as: cookie });
  expect(csv.body).toContain('deputyId,,MINE collector');
});

describe('X-1 two people save', () => {
  interface Form {
    method: Ask['method'];
    path: () => string;
    /** What both had read. */
    read: () => Promise<Record<string, unknown>>;
    first: object;
    second: object;
    more?: object;
  }
  const settings = async () => (await api.ask({ url: `${base}/settings`, as: cookie })).json();
  const customer = async () => {
    const { parent, ...row } = (
      await api.ask({ url: `${base}/customers/${mine.customerId}`, as: cookie })
    ).json();
    return { ...row, parentId: parent?.id ?? null };
  };
  const user = async () => {
    const { rows } = (await api.ask({ url: `${base}/users`, as: cookie })).json();
    return rows.find(({ id }: { id: string }) => id === mine.users.manager.id);
  };
  const pages = {
    linkDays: 30,
    internalLinkDays: 12,
    answerDays: 3,
    portalCode: 'acts',
    replyHold: 'lines',
    ownDomains: ['mine.test'],
  };
  const forms: Record<string, Form> = {
    company: {
      method: 'PATCH',
      path: () => '/settings',
      read: settings,
      first: { address: { street: '1 First Street', city: 'Paris' } },
      second: { address: { street: '2 Second Street', city: 'Lyon' } },
    },
    terms: {
      method: 'PATCH',
      path: () => '/settings',
      read: settings,
      first: { lateInterestPct: 8 },
      second: { lateInterestPct: 10 },
    },
    calendar: {
      method: 'PATCH',
      path: () => '/settings',
      read: settings,
      first: {
        calendar: {
          sendDays: ['mon'],
          windowStart: '09:00',
          windowEnd: '12:00',
          spreadMinutes: 0,
          holidayCountries: [],
          extraHolidays: [],
        },
      },
      second: {
        calendar: {
          sendDays: ['tue'],
          windowStart: '09:00',
          windowEnd: '12:00',
          spreadMinutes: 0,
          holidayCountries: [],
          extraHolidays: [],
        },
      },
    },
    pages: {
      method: 'PUT',
      path: () => '/settings/pages',
      read: settings,
      first: { ...pages, linkDays: 40 },
      second: { ...pages, linkDays: 50 },
    },
    customer: {
      method: 'PATCH',
      path: () => `/customers/${mine.customerId}/master`,
      read: customer,
      first: { minimumAmountMinor: { EUR: 1000 }, netting: 'list' },
      second: { minimumAmountMinor: { EUR: 2000 } },
    },
    'customer settings': {
      method: 'PATCH',
      path: () => `/customers/${mine.customerId}`,
      read: customer,
      first: { minimumAmountMinor: { EUR: 3000 }, language: 'de' },
      second: { minimumAmountMinor: { EUR: 4000 } },
    },
    channels: {
      method: 'PUT',
      path: () => '/settings/channels',
      read: settings,
      first: { pausedChannels: ['letter'] },
      second: { pausedChannels: ['phone'] },
    },
    user: {
      method: 'PATCH',
      path: () => `/users/${mine.users.manager.id}`,
      read: user,
      first: { phone: '+33 1' },
      second: { phone: '+33 2' },
    },
    status: {
      method: 'PATCH',
      path: () => `/item-statuses/${mine.statusId}`,
      read: async () => {
        const { rows } = (await api.ask({ url: `${base}/item-statuses`, as: cookie })).json();
        return rows.find(({ id }: { id: string }) => id === mine.statusId);
      },
      first: { followUpDays: 3 },
      second: { followUpDays: 4 },
    },
    rule: {
      method: 'PUT',
      path: () => `/assignment-rules/${ruleId}`,
      read: () => ruleNow(({ id }) => id === ruleId),
      first: { ...rule, criteria: { country: ['DE', 'AT'] } },
      second: { ...rule, criteria: { country: ['ES'] } },
    },
    contact: {
      method: 'PUT',
      path: () => `/customers/${mine.customerId}/contacts/${mine.contactId}`,
      read: async () => {
        const file = await api.ask({ url: `${base}/customers/${mine.customerId}`, as: cookie });
        return file.json().contacts.find(({ id }: { id: string }) => id === mine.contactId);
      },
      first: { ...ada, phone: '+33 1 11' },
      second: { ...ada, phone: '+33 2 22' },
    },
    'text of a message': {
      method: 'PUT',
      path: () => `/templates/${mine.templateKey}/en`,
      read: () => text(),
      first: {
        name: 'Friendly',
        subject: 'Invoices of #company_name',
        body: bodyOf('<p>One</p>#items_list'),
      },
      second: {
        name: 'Friendly',
        subject: 'Invoices of #company_name',
        body: bodyOf('<p>Two</p>#items_list'),
      },
    },
    'default rule': {
      method: 'PUT',
      path: () => '/assignment-rules/default',
      read: () => ruleNow(({ isDefault }) => isDefault),
      first: { name: 'Everybody', enabled: true, interactivePages: true, ...given },
      second: { name: 'Everybody', enabled: true, interactivePages: null, ...given },
    },
  };
  const text = async () => {
    const set = await api.ask({ url: `${base}/templates/${mine.templateKey}`, as: cookie });
    const { name, templates } = set.json();
    return { ...templates.find(({ language }: { language: string }) => language === 'en'), name };
  };
  let ruleId = '';
  beforeAll(async () => {
    ruleId = (await ask('POST', '/assignment-rules', { ...rule, name: 'Third' })).json().id;
  });
  const ruleNow = async (is: (row: { id: string; isDefault: boolean }) => boolean) =>
    (await api.ask({ url: `${base}/assignment-rules`, as: cookie })).json().rows.find(is);

  it.each(Object.keys(forms))(
    'X-1 %s: the later one is warned, keeps nothing, and may save anyway',
    async (name) => {
      const { method, path, read, first, second } = forms[name]!;
      const known = await read();
      const asRead = Object.fromEntries(
        Object.keys({ ...first, ...second }).map((key) => [key, known[key] ?? null]),
      );
      expect((await ask(method, path(), { ...first, asRead })).statusCode).toBe(200);
      const refused = await ask(method, path(), { ...second, asRead });
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'changed_meanwhile']);
      const { params } = refused.json() as { params: { by: string; at: string; changed: string } };
      expect(params).toMatchObject({ by: 'MINE administrator', at: api.clock.now.toISOString() });
      const [field] = Object.keys(second).filter(
        (key) =>
          JSON.stringify((second as Record<string, unknown>)[key]) !==
          JSON.stringify((first as Record<string, unknown>)[key]),
      );
      expect(JSON.parse(params.changed)[field!]).toMatchObject({
        to: (first as Record<string, unknown>)[field!],
      });
      // Anyone who wants the same is not stopped, nor who changes something else, nor who saves anyway.
      expect((await ask(method, path(), { ...first, asRead })).statusCode).toBe(200);
      expect((await ask(method, path(), second)).statusCode).toBe(200);
      expect((await read())[field!]).toEqual((second as Record<string, unknown>)[field!]);
    },
  );

  it('X-1 S-1 a draft: the steps of the other person stay, and what nobody has looked at is not published', async () => {
    const step = (key: string, days: number) => ({
      key,
      channel: 'phone',
      mode: 'manual',
      trigger: { kind: 'due', days },
    });
    const made = await ask('POST', '/scenarios', { name: 'Two people', steps: [step('first', 5)] });
    const { id, versions } = made.json();
    const url = `/scenarios/${id}/versions/${versions[0].id}`;
    const asRead = versions[0].definition;
    const theirs = { ...asRead, steps: [step('first', 5), step('second', 9)] };
    expect((await ask('PUT', url, { ...theirs, asRead })).statusCode).toBe(200);
    const later = { ...asRead, steps: [step('first', 7)] };
    const refused = await ask('PUT', url, { ...later, asRead });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'changed_meanwhile']);
    const { params } = refused.json();
    expect(params).toMatchObject({ by: 'MINE administrator', at: api.clock.now.toISOString() });
    expect(Object.keys(JSON.parse(params.changed))).toEqual(['steps.second']);
    expect((await ask('POST', `${url}/publish`, { asRead })).json().code).toBe('changed_meanwhile');
    expect((await ask('PUT', url, { ...later, asRead: theirs })).statusCode).toBe(200);
    expect((await ask('POST', `${url}/publish`, { asRead: theirs })).json().code).toBe('changed_meanwhile');
    expect((await ask('POST', `${url}/publish`, { asRead: later })).statusCode).toBe(200);
  });

  it('X-1 S-10 all sending: who pauses with another reason, or goes on, is shown what somebody else has decided meanwhile', async () => {
    const { paused: asRead } = await settings();
    const pause = (reason: string) => ({ paused: true, until: null, reason });
    const url = '/settings/pause';
    expect((await ask('PUT', url, { ...pause('audit'), asRead: { paused: asRead } })).statusCode).toBe(200);
    const refused = await ask('PUT', url, { ...pause('holidays'), asRead: { paused: asRead } });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'changed_meanwhile']);
    const { params } = refused.json();
    expect(params).toMatchObject({ by: 'MINE administrator' });
    expect(JSON.parse(params.changed).pause.to).toEqual({ until: null, reason: 'audit' });
    const shown = { paused: { until: null, reason: 'audit' } };
    const resume = { paused: false, until: null, reason: null };
    expect((await ask('PUT', url, { ...pause('longer'), asRead: shown })).statusCode).toBe(200);
    expect((await ask('PUT', url, { ...resume, asRead: shown })).json().code).toBe('changed_meanwhile');
    expect((await ask('PUT', url, pause('audit'))).statusCode).toBe(200);
  });

  it('X-1 the order of statuses and of rules: who moves one of a list that somebody else has ordered is warned', async () => {
    await ask('POST', '/assignment-rules', { ...rule, name: 'Fourth' });
    const lists = {
      '/item-statuses': async () =>
        (await api.ask({ url: `${base}/item-statuses`, as: cookie }))
          .json()
          .rows.map((row: { id: string }) => row.id),
      '/assignment-rules': async () =>
        (await api.ask({ url: `${base}/assignment-rules`, as: cookie }))
          .json()
          .rows.filter(({ isDefault }: { isDefault: boolean }) => !isDefault)
          .map((row: { id: string }) => row.id),
    };
    for (const [url, read] of Object.entries(lists)) {
      const shown: string[] = await read();
      const [one, other, ...rest] = shown;
      const asRead = { ids: shown };
      const theirs = [other!, one!, ...rest];
      expect((await ask('PUT', `${url}/order`, { ids: theirs, asRead })).statusCode).toBe(200);
      const refused = await ask('PUT', `${url}/order`, { ids: shown.toReversed(), asRead });
      expect([url, refused.statusCode, refused.json().code]).toEqual([
        url,
        shown.length > 2 ? 409 : 200,
        shown.length > 2 ? 'changed_meanwhile' : undefined,
      ]);
      expect(
        (await ask('PUT', `${url}/order`, { ids: shown.toReversed(), asRead: { ids: theirs } })).statusCode,
      ).toBe(200);
      expect((await ask('PUT', `${url}/order`, { ids: shown })).statusCode).toBe(200);
    }
  });

  it('X-1 one’s own account in two windows: the older one takes nothing back', async () => {
    const send = (payload: object) =>
      api.ask({ method: 'PATCH', url: '/api/me/account', as: cookie, body: payload });
    const asRead = { phone: null };
    expect((await send({ phone: '+33 3', asRead })).statusCode).toBe(200);
    expect((await send({ phone: '+33 4', asRead })).json().code).toBe('changed_meanwhile');
    expect((await send({ phone: '+33 4', asRead: { phone: '+33 3' } })).statusCode).toBe(200);
  });

  it('X-1 what somebody else has changed meanwhile is not deleted unseen', async () => {
    const { id } = (await ask('POST', '/assignment-rules', { ...rule, name: 'Going' })).json();
    const { id: _id, isDefault: _is, ...asRead } = await ruleNow((row) => row.id === id);
    await ask('PUT', `/assignment-rules/${id}`, { ...rule, name: 'Going', criteria: { country: ['BE'] } });
    const url = `/assignment-rules/${id}`;
    expect((await ask('DELETE', url, { asRead })).json().code).toBe('changed_meanwhile');
    expect((await ask('DELETE', url, {})).statusCode).toBe(200);
    const contacts = `/customers/${mine.customerId}/contacts`;
    const made = (await ask('POST', contacts, { ...ada, name: 'Going', email: 'going@mine.test' })).json();
    const { id: contactId, bouncedAt: _bounced, bounceReason: _reason, delayedAt: _delayed, ...read } = made;
    await ask('PUT', `${contacts}/${contactId}`, { ...ada, name: 'Going', email: 'staying@mine.test' });
    const remove = `${contacts}/${contactId}/remove`;
    expect((await ask('POST', remove, { asRead: read })).json().code).toBe('changed_meanwhile');
    expect((await ask('POST', remove, {})).statusCode).toBe(200);
  });

  it('X-1 who changes another field is not stopped', async () => {
    const known = await settings();
    const asRead = { bankName: known.bankName, bic: known.bic };
    expect((await ask('PATCH', '/settings', { bankName: 'Theirs', asRead })).statusCode).toBe(200);
    expect((await ask('PATCH', '/settings', { bic: 'BNPAFRPP', asRead })).statusCode).toBe(200);
  });
});
