import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Prisma } from '../../prisma/client.ts';
import { proposeSeeded } from './standing-action.ts';
import { seedEntity, startTestApi, type Ask, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let cookie: string;
let administrator: string;
let base: string;

beforeAll(async () => {
  api = await startTestApi();
});
beforeEach(async () => {
  mine = await seedEntity(api.db, `M${Math.random().toString(36).slice(2, 10)}`);
  cookie = await api.signIn(mine.users.collector.email);
  administrator = await api.signIn(mine.users.administrator.email);
  base = `/api/entities/${mine.entityId}/customers/${mine.customerId}`;
});
afterAll(() => api.close());

async function post(url: string, body: unknown, expected = 200, method: Ask['method'] = 'POST') {
  const response = await api.ask({ method, url, as: cookie, body });
  expect(response.statusCode, response.body).toBe(expected);
  return response.json();
}

async function facts() {
  const [customer, wakes, history] = await Promise.all([
    api.db.customer.findUniqueOrThrow({ where: { id: mine.customerId } }),
    api.db.caseWake.findMany({ where: { customerId: mine.customerId }, orderBy: { id: 'asc' } }),
    api.db.historyEvent.findMany({
      where: { customerId: mine.customerId },
      orderBy: { id: 'asc' },
      include: { items: true },
    }),
  ]);
  return {
    version: Number(customer.positionVersion),
    wakes,
    kinds: history.map(({ kind }) => kind),
    history,
  };
}

describe('qualification', () => {
  it('A-6 S-8 a promise, a dispute and a hold raise the version, wake the case and stand in history', async () => {
    const [free] = mine.itemIds;
    const { id: promiseId } = await post(`${base}/promises`, {
      promisedOn: '2026-03-31',
      items: [{ itemId: free, amountMinor: 40_000 }],
      comment: 'by phone',
    });
    const { id: disputeId } = await post(`${base}/disputes`, {
      reason: 'quality',
      items: [{ itemId: free, amountMinor: 1 }],
    });
    const { ids } = await post(`${base}/holds`, { itemIds: [free], until: '2026-04-01', reason: 'check' });
    expect(await facts()).toMatchObject({
      version: 3,
      wakes: [
        { reason: 'qualification_changed' },
        { reason: 'qualification_changed' },
        { reason: 'qualification_changed' },
      ],
      // the promise that stood on the item is replaced
      kinds: ['item_new', 'promise_cancelled', 'promise_made', 'dispute_opened', 'item_held'],
    });
    await post(`${base}/promises/${promiseId}/cancel`, {});
    await post(`${base}/disputes/${disputeId}/resolve`, { resolution: 'credit note' });
    await post(`${base}/holds/${ids[0]}/release`, {});
    const after = await facts();
    expect(after.version).toBe(6);
    expect(after.kinds.slice(5)).toEqual(['promise_cancelled', 'dispute_resolved', 'item_released']);
    expect(after.history.at(-1)?.items).toMatchObject([{ itemId: free }]);
    expect((await post(`${base}/promises/${promiseId}/cancel`, {}, 409)).code).toBe('promise_not_open');
    expect((await post(`${base}/disputes/${disputeId}/resolve`, {}, 409)).code).toBe('dispute_not_open');
    expect((await post(`${base}/holds/${ids[0]}/release`, {}, 409)).code).toBe('hold_not_open');
  });

  it.each([
    ['promises', { promisedOn: '2026-03-09', items: 'first' }, 422, 'date_in_past'],
    ['promises', { promisedOn: '2028-03-09', items: 'first' }, 422, 'date_too_far'],
    ['promises', { promisedOn: '2026-03-20', items: 'tooMuch' }, 422, 'amount_over_open'],
    ['disputes', { reason: 'price', items: 'tooMuch' }, 422, 'amount_over_open'],
    ['holds', { itemIds: 'ids', until: '2026-03-10', reason: 'x' }, 422, 'date_in_past'],
    ['contacts-made', { channel: 'phone', on: '2026-03-11', note: 'x' }, 422, 'date_too_far'],
    ['contacts-made', { channel: 'phone', on: '2025-03-11', note: 'x' }, 422, 'date_in_past'],
  ])('A-6 %s %j is refused with %i %s and changes nothing', async (path, body, status, code) => {
    const [itemId] = mine.itemIds;
    const values: Record<string, unknown> = {
      first: [{ itemId }],
      tooMuch: [{ itemId, amountMinor: 100_001 }],
      ids: [itemId],
    };
    const filled = Object.fromEntries(
      Object.entries(body).map(([name, value]) => [
        name,
        typeof value === 'string' && value in values ? values[value] : value,
      ]),
    );
    expect((await post(`${base}/${path}`, filled, status)).code).toBe(code);
    expect((await facts()).version).toBe(0);
  });

  it('A-6 a cleared item cannot be promised, a disputed one not disputed again', async () => {
    const [first, second] = mine.itemIds;
    await api.db.openItem.update({ where: { id: first! }, data: { state: 'cleared', openMinor: 0n } });
    expect(
      (await post(`${base}/promises`, { promisedOn: '2026-03-20', items: [{ itemId: first }] }, 409)).code,
    ).toBe('item_not_open');
    await post(`${base}/disputes`, { reason: 'price', items: [{ itemId: second, amountMinor: 96_000 }] });
    expect((await post(`${base}/disputes`, { reason: 'price', items: [{ itemId: second }] }, 409)).code).toBe(
      'already_disputed',
    );
  });

  it('A-4 a note changes nothing for the engine; a logged contact counts', async () => {
    await post(`${base}/notes`, { text: 'called, nobody there' });
    expect((await facts()).version).toBe(0);
    await post(`${base}/contacts-made`, { channel: 'phone', note: 'spoke to Ms X' });
    expect((await facts()).version).toBe(1);
    expect(await api.db.countedContact.count({ where: { customerId: mine.customerId } })).toBe(1);
  });

  it('S-10 exclusion is for good, twice is once, and inclusion ends it', async () => {
    await post(`${base}/exclude`, { reason: 'insolvent' });
    await post(`${base}/exclude`, { reason: 'insolvent' });
    expect(await facts()).toMatchObject({ version: 1, kinds: ['item_new', 'customer_excluded'] });
    await post(`${base}/include`, {});
    expect((await facts()).kinds.at(-1)).toBe('customer_included');
  });

  it.each([
    'a@b',
    'a b@c.test',
    '"x"@c.test',
    'a@c.test, b@c.test',
    'a@[127.0.0.1]',
    'a@c.test\r\nBcc: x@y.test',
  ])('F1 the address %j is refused', async (email) => {
    const body = { name: 'x', email, phone: null, language: null, roles: ['collection'], postal: false };
    expect((await post(`${base}/contacts`, body, 422)).code).toBe('address_invalid');
  });

  it('A-4 contacts are added, changed and removed; a new address has not bounced', async () => {
    const fields = {
      name: 'Ann',
      email: 'ann@customer.test',
      phone: '+33 1 23 45',
      language: 'fr',
      roles: ['escalation'],
      postal: true,
    };
    const { id } = await post(`${base}/contacts`, fields);
    await api.db.contact.update({ where: { id }, data: { bouncedAt: new Date() } });
    const same = await post(`${base}/contacts/${id}`, { ...fields, name: 'Anne' }, 200, 'PUT');
    expect(same.bouncedAt).not.toBeNull();
    const moved = await post(
      `${base}/contacts/${id}`,
      { ...fields, email: 'anne@customer.test' },
      200,
      'PUT',
    );
    expect(moved.bouncedAt).toBeNull();
    await post(`${base}/contacts/${id}/remove`, {});
    await post(`${base}/contacts/${id}/remove`, {}, 404);
  });

  it('S-9 a person settles a message in doubt once', async () => {
    const url = `/api/entities/${mine.entityId}/messages/${mine.messageId}/settle`;
    await post(url, { sent: true, note: 'customer confirmed' });
    expect(await facts()).toMatchObject({ version: 1, wakes: [{ reason: 'message_settled' }] });
    const message = await api.db.outboundMessage.findUniqueOrThrow({
      where: { id: mine.messageId },
      include: { acknowledgement: true },
    });
    expect(message).toMatchObject({
      state: 'resolved_sent',
      acknowledgement: { source: 'person', sent: true, userId: mine.users.collector.id },
    });
    expect((await post(url, { sent: false }, 409)).code).toBe('not_in_doubt');
  });
});

describe('commands', () => {
  const actions = () => `/api/entities/${mine.entityId}/actions`;

  it('A-2 confirm is a fact of the case, with the hash, the edits and who it was', async () => {
    const { positionHash } = await proposeSeeded(api, mine);
    const body = { key: 'click-0001', positionHash, edits: { subject: 'Dear all' } };
    const answer = await post(`${actions()}/${mine.actionId}/confirm`, body);
    const action = await actionOf(mine.actionId);
    expect(action.sendAt!.getTime()).toBeGreaterThanOrEqual(api.clock.now.getTime());
    expect(answer).toEqual({
      actionId: mine.actionId,
      state: 'confirmed',
      sendAt: action.sendAt!.toISOString(),
      undoUntil: null,
    });
    expect(action).toMatchObject({
      state: 'confirmed',
      positionHash,
      edits: { subject: 'Dear all' },
      confirmedBy: mine.users.collector.id,
    });
    const { history, wakes } = await facts();
    expect(history.at(-1)).toMatchObject({ kind: 'action_confirmed', actorId: mine.users.collector.id });
    expect(wakes.at(-1)).toMatchObject({
      reason: 'person_acted',
      key: `command/click-0001/${mine.customerId}`,
    });
  });

  it('A-2 the later of two learns who confirmed and when', async () => {
    const { positionHash } = await proposeSeeded(api, mine);
    await post(`${actions()}/${mine.actionId}/confirm`, { key: 'click-0001', positionHash });
    const response = await api.ask({
      method: 'POST',
      url: `${actions()}/${mine.actionId}/confirm`,
      as: administrator,
      body: { key: 'click-0002', positionHash },
    });
    const { name: by } = await api.db.user.findUniqueOrThrow({ where: { id: mine.users.collector.id } });
    expect(response.json()).toMatchObject({
      code: 'already_confirmed',
      params: { by, at: api.clock.now.toISOString() },
      status: 409,
    });
  });

  it.each([
    ['postpone', { until: '2026-03-20', reason: 'holidays' }, 'action_postponed'],
    ['skip', { reason: 'agreed' }, 'action_skipped'],
    ['complete', { note: 'called' }, 'action_completed'],
  ])('A-2 %s is a fact of the case', async (command, fields, kind) => {
    await proposeSeeded(api, mine);
    await post(`${actions()}/${mine.actionId}/${command}`, { key: 'click-0003', ...fields });
    const written = (await facts()).history.filter((event) => event.kind === kind);
    expect(written).toMatchObject([{ data: { actionId: mine.actionId, ...fields } }]);
    expect((await facts()).wakes.at(-1)).toMatchObject({ reason: 'person_acted' });
  });

  it('A-2 a refused command says why, and the agenda is what it was refused for', async () => {
    const { positionHash } = await proposeSeeded(api, mine);
    await api.db.openItem.update({ where: { id: mine.itemIds[1]! }, data: { openMinor: 64_000n } });
    const stale = { key: 'click-0003', positionHash };
    expect(await post(`${actions()}/${mine.actionId}/confirm`, stale, 409)).toMatchObject({
      code: 'stale_confirmation',
    });
    const action = await actionOf(mine.actionId);
    expect(action).toMatchObject({ state: 'proposed', totals: { EUR: 60_000 } });
    const again = { key: 'click-0003', positionHash: action.positionHash };
    expect(await post(`${actions()}/${mine.actionId}/confirm`, again)).toMatchObject({ state: 'confirmed' });
  });

  it('A-3 of many each has its own result, and one that fails stops no other', async () => {
    const missing = '0199aaaa-0000-7000-8000-000000000000';
    await proposeSeeded(api, mine);
    // Beside the scenario, so that whichever of the two comes first, the case leaves it alone.
    const second = await api.db.agendaAction.create({
      data: {
        ...(await copyOf(mine.actionId)),
        actionKey: `${mine.entityId}/2`,
        kind: 'out_of_scenario',
      },
    });
    await failWritesOf(second.id);
    const { results } = await post(`${actions()}/batch`, {
      command: 'skip',
      key: 'click-0004',
      reason: 'agreed',
      actions: [second.id, missing, mine.actionId].map((id) => ({ id })),
    });
    expect(results).toMatchObject([
      { actionId: second.id, ok: false, code: 'internal_error' },
      { actionId: missing, ok: false, code: 'not_found' },
      { actionId: mine.actionId, ok: true, state: 'skipped' },
    ]);
    expect(await facts()).toMatchObject({
      wakes: [{ key: `command/click-0004/${mine.actionId}/${mine.customerId}` }],
    });
  });

  it('S-8 a command that failed leaves the case usable: the next one is carried out, the same key too', async () => {
    const { positionHash } = await proposeSeeded(api, mine);
    const heal = await failWritesOf(mine.actionId);
    const click = { key: 'click-0008', positionHash };
    await post(`${actions()}/${mine.actionId}/confirm`, click, 500);
    expect(await actionOf(mine.actionId)).toMatchObject({ state: 'proposed', confirmedBy: null });
    await post(`${base}/case/pause`, { key: 'click-0009', until: null, reason: 'talks' });
    await post(`${base}/case/resume`, { key: 'click-0010' });
    await heal();
    expect(await post(`${actions()}/${mine.actionId}/confirm`, click)).toMatchObject({ state: 'confirmed' });
  });

  it('S-10 S-11 pause, resume and move are facts of the case', async () => {
    await post(`${base}/case/pause`, { key: 'click-0005', until: null, reason: 'talks' });
    await post(`${base}/case/resume`, { key: 'click-0006' });
    await post(`${base}/case/move`, { key: 'click-0007', scenarioId: mine.scenarioId });
    const { history, wakes } = await facts();
    expect(history.filter(({ actorKind }) => actorKind === 'user')).toMatchObject([
      { kind: 'case_paused', data: { until: null, reason: 'talks' } },
      { kind: 'case_resumed' },
      { kind: 'case_moved', data: { version: 1 } },
    ]);
    expect(wakes.map(({ key }) => key.split('/')[1])).toEqual(['click-0005', 'click-0006', 'click-0007']);
  });

  const actionOf = (id: string) => api.db.agendaAction.findUniqueOrThrow({ where: { id } });

  /** Anything that confirms, skips or completes it fails as nobody foresaw, until what is returned is called. */
  async function failWritesOf(actionId: string): Promise<() => Promise<unknown>> {
    await api.db.$executeRaw(Prisma.sql`
      CREATE OR REPLACE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'failed' USING ERRCODE = '23514'; END $$`);
    const condition = `OLD.id = '${actionId}' AND NEW.state IN ('confirmed', 'skipped', 'done')`;
    await api.db.$executeRaw(
      Prisma.raw(
        `CREATE OR REPLACE TRIGGER fails BEFORE UPDATE ON "AgendaAction" FOR EACH ROW WHEN (${condition}) EXECUTE FUNCTION fails()`,
      ),
    );
    return () => api.db.$executeRaw(Prisma.sql`DROP TRIGGER IF EXISTS fails ON "AgendaAction"`);
  }

  async function copyOf(id: string) {
    const {
      id: _id,
      createdAt: _createdAt,
      updatedAt: _updatedAt,
      ...row
    } = await api.db.agendaAction.findUniqueOrThrow({ where: { id } });
    return {
      ...row,
      items: row.items as object,
      totals: row.totals as object,
      edits: undefined,
      outcome: undefined,
      request: undefined,
    };
  }
});

describe('settings', () => {
  const admin = async (method: Ask['method'], path: string, body: unknown, expected = 200) => {
    const response = await api.ask({
      method,
      url: `/api/entities/${mine.entityId}${path}`,
      as: administrator,
      body,
    });
    expect(response.statusCode, response.body).toBe(expected);
    return response.json();
  };
  const definition = {
    name: 'New one',
    steps: [
      {
        key: 'mail',
        channel: 'email',
        mode: 'to_confirm',
        trigger: { kind: 'due', days: 5 },
        template: 'friendly',
      },
    ],
  };

  it('S-1 a draft is edited and published; a published version is immutable', async () => {
    const scenario = await admin('POST', '/scenarios', definition);
    const path = `/scenarios/${scenario.id}/versions`;
    const versionId = scenario.versions[0].id;
    await admin('PUT', `${path}/${versionId}`, { ...definition, catchUp: 'highest' });
    const published = await admin('POST', `${path}/${versionId}/publish`, {});
    expect(published.versions).toMatchObject([{ state: 'published', definition: { catchUp: 'highest' } }]);
    expect((await admin('PUT', `${path}/${versionId}`, definition, 409)).code).toBe('version_published');
    expect((await admin('POST', `${path}/${versionId}/publish`, {}, 409)).code).toBe('version_published');
    expect((await admin('POST', path, definition)).versions).toHaveLength(2);
    expect((await admin('POST', path, definition, 422)).params).toMatchObject({ reason: 'draft_exists' });
    expect((await admin('POST', '/scenarios', definition, 422)).params).toMatchObject({
      reason: 'name_taken',
    });
  });

  it('S-1 a scenario that cannot work is refused at publish with the reason', async () => {
    const broken = {
      ...definition,
      name: 'Broken',
      steps: [{ ...definition.steps[0], template: 'nowhere' }],
    };
    expect((await admin('POST', '/scenarios/validate', broken)).problems).toMatchObject([
      { code: 'template_unknown' },
    ]);
    const { id, versions } = await admin('POST', '/scenarios', broken);
    const problem = await admin('POST', `/scenarios/${id}/versions/${versions[0].id}/publish`, {}, 422);
    expect(problem).toMatchObject({
      code: 'scenario_invalid',
      params: { reason: 'template_unknown', path: 'steps[0].template' },
    });
  });

  it('E-1 saving a template writes the next version; unknown tags and scripts are refused', async () => {
    const text = { name: 'Friendly', subject: 'Hello #customer_name', body: { html: '<p>#items_list</p>' } };
    const saved = await admin('PUT', '/templates/friendly/en', text);
    expect(saved.templates).toMatchObject([{ language: 'en', version: 2, subject: 'Hello #customer_name' }]);
    expect(
      (await admin('PUT', '/templates/friendly/en', { ...text, body: { html: '<p>#nonsense</p>' } }, 422))
        .code,
    ).toBe('unknown_tag');
    const cleaned = await admin('PUT', '/templates/friendly/en', {
      ...text,
      body: { html: '<p onclick="x()">#items_list<script>x()</script></p>' },
    });
    expect(cleaned.templates[0].body.blocks).toEqual([
      { kind: 'paragraph', inlines: [{ kind: 'tag', id: 't1', name: 'items_list' }] },
    ]);
    expect(
      (await admin('PUT', '/templates/friendly/en', { ...text, body: { html: '<script>x</script>' } }, 422))
        .code,
    ).toBe('template_invalid');
  });

  it('S-10 the entity and its channels are switched off and on; every case is woken', async () => {
    const paused = await admin('PUT', '/settings/pause', { paused: true, until: null, reason: 'migration' });
    expect(paused.paused).toEqual({ until: null, reason: 'migration' });
    expect(await facts()).toMatchObject({ version: 1, wakes: [{ reason: 'settings_changed' }] });
    await admin('PUT', '/settings/pause', { paused: true, until: null, reason: null }, 422);
    expect((await admin('PUT', '/settings/channels', { pausedChannels: ['email'] })).pausedChannels).toEqual([
      'email',
    ]);
    expect(
      (await admin('PUT', '/settings/pause', { paused: false, until: null, reason: null })).paused,
    ).toBeNull();
    const events = await api.db.historyEvent.findMany({
      where: { kind: { in: ['entity_paused', 'channels_switched', 'entity_resumed'] } },
      orderBy: { id: 'asc' },
    });
    expect(events).toMatchObject([
      {
        kind: 'entity_paused',
        actorKind: 'user',
        data: { changed: { pause: { from: null, to: { reason: 'migration', until: null } } } },
      },
      { kind: 'channels_switched', data: { changed: { pausedChannels: { from: [], to: ['email'] } } } },
      { kind: 'entity_resumed', data: { changed: { pause: { from: { reason: 'migration' }, to: null } } } },
    ]);
  });
});
