import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBulkActivities } from '../../activities/bulk-runs.ts';
import type { TemporalAccess } from '../../api/plugins/temporal.ts';
import { applyImport } from '../../application/imports/apply.ts';
import { review } from '../ledger/support.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

const temporal = {
  client: {
    withDeadline: (_deadline: unknown, work: () => unknown) => work(),
    workflow: { start: async () => undefined },
  },
  reachable: async () => true,
  prepared: async () => true,
  close: async () => undefined,
} as unknown as TemporalAccess;

let api: TestApi;
let mine: Seeded;
let admin: string;
let base: string;

beforeAll(async () => {
  api = await startTestApi({}, { temporal });
});
afterAll(() => api.close());

let entities = 0;
beforeEach(async () => {
  entities += 1;
  mine = await seedEntity(api.db, `E${entities}`);
  admin = await api.signIn(mine.users.administrator.email);
  base = `/api/entities/${mine.entityId}`;
});

const nothing = { interactivePages: null, scenarioId: null, collectorId: null, minimumAmountMinor: null };
const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, as = admin) =>
  api.ask({ method, url: `${base}${path}`, as, ...(method === 'GET' ? {} : { body }) });
const create = async (name: string, fields: object) => {
  const response = await ask('POST', '/assignment-rules', {
    name,
    enabled: true,
    criteria: {},
    ...nothing,
    ...fields,
  });
  expect(response.body).toContain('"id"');
  return (response.json() as { id: string }).id;
};
const names = async () =>
  ((await ask('GET', '/assignment-rules')).json() as { rows: { name: string }[] }).rows.map(
    ({ name }) => name,
  );
const customer = (number: string) =>
  api.db.customer.findFirstOrThrow({ where: { legalEntityId: mine.entityId, number } });
const importFile = async (content: string, kind: 'items' | 'customers', asOf = '2026-03-10') => {
  const run = await review(api.db, { entityId: mine.entityId, content, asOf, kind, mode: 'delta' });
  const applied = await applyImport(api.db, run.id, { userId: mine.users.collector.id }, api.clock.now);
  expect(applied.state).toBe('applied');
};
const run = async (act: object, criteria: object = {}) => {
  const key = crypto.randomUUID();
  const made = (await ask('POST', '/bulk-runs', { key, act, selection: { criteria } })).json() as {
    id: string;
  };
  await new MockActivityEnvironment().run(
    createBulkActivities({ db: api.db, now: () => api.clock.now }).runBulkPage,
    made.id,
  );
  return ((await ask('GET', `/bulk-runs/${made.id}`)).json() as { outcomes: object }).outcomes;
};

describe('A-8 rules are an ordered list', () => {
  it('A-8 the default stands last, rules are ordered, changed and deleted', async () => {
    await ask('PUT', '/assignment-rules/default', { name: 'All others', enabled: true, ...nothing });
    const a = await create('A', { criteria: { country: ['FR'] } });
    const b = await create('B', { criteria: { country: ['DE'] } });
    expect(await names()).toEqual(['A', 'B', 'All others']);
    expect((await ask('PUT', '/assignment-rules/order', { ids: [b, a] })).statusCode).toBe(200);
    expect(await names()).toEqual(['B', 'A', 'All others']);
    expect((await ask('PUT', '/assignment-rules/order', { ids: [b] })).json()).toMatchObject({
      code: 'rule_invalid',
    });
    expect((await ask('DELETE', `/assignment-rules/${b}`, {})).statusCode).toBe(200);
    await ask('PUT', '/assignment-rules/default', { name: 'Rest', enabled: true, ...nothing });
    expect(await names()).toEqual(['A', 'Rest']);
  });

  it('A-8 a rule that cannot work is refused, an attribute nobody has yet only remarked on', async () => {
    const other = await seedEntity(api.db, `F${entities}`);
    const write = (fields: object) =>
      ask('POST', '/assignment-rules', { name: 'R', enabled: true, criteria: {}, ...nothing, ...fields });
    expect((await write({ scenarioId: other.scenarioId })).json()).toMatchObject({
      code: 'rule_invalid',
      params: { problem: 'scenario_not_published' },
    });
    expect((await write({ collectorId: mine.users.viewer.id })).json()).toMatchObject({
      params: { problem: 'collector_unknown' },
    });
    expect((await write({ criteria: { daysLateFrom: 9, daysLateTo: 3 } })).statusCode).toBe(422);
    expect((await write({ criteria: { attribute: ['segment=key'] } })).json()).toMatchObject({
      problems: [{ kind: 'attribute_unknown', blocking: false, about: 'segment' }],
    });
    expect((await write({ criteria: { role: 'x' } })).statusCode).toBe(400);
  });

  it('A-8 only administrators write rules, and only those of their entity', async () => {
    const other = await seedEntity(api.db, `G${entities}`);
    const id = await create('Mine', {});
    const stranger = await api.signIn(other.users.administrator.email);
    const url = `/api/entities/${other.entityId}/assignment-rules/${id}`;
    expect((await api.ask({ method: 'DELETE', url, as: stranger, body: {} })).statusCode).toBe(404);
    const collector = await api.signIn(mine.users.collector.email);
    expect((await ask('DELETE', `/assignment-rules/${id}`, {}, collector)).statusCode).toBe(403);
  });
});

describe('A-8 rules run at import', () => {
  it('A-8 P-3 R-12 a new customer gets what the first matching rule names, before its case begins', async () => {
    await create('German', { criteria: { country: ['DE'] }, collectorId: mine.users.manager.id });
    const big = await create('Big', {
      criteria: { balanceFromMinor: 100_000 },
      minimumAmountMinor: { EUR: 5000 },
    });
    await ask('PUT', '/assignment-rules/default', {
      ...nothing,
      name: 'Rest',
      enabled: true,
      interactivePages: true,
      replyCapture: false,
    });
    await importFile(
      'customer number;customer name;country;invoice number;due date;open amount;currency\n' +
        'N-1;Nordlicht;DE;F-1;2026-01-31;9000.00;EUR\nN-2;Grand;FR;F-2;2026-01-31;1000.00;EUR\nN-3;Petit;FR;F-3;2026-01-31;10.00;EUR\n',
      'items',
    );
    expect(await customer('N-1')).toMatchObject({
      collectorId: mine.users.manager.id,
      interactivePages: false,
    });
    expect(await customer('N-2')).toMatchObject({
      assignmentRuleId: big,
      minimumAmountMinor: { EUR: 5000 },
      interactivePages: false,
      assignedAt: api.clock.now,
    });
    const last = await customer('N-3');
    expect(last).toMatchObject({ interactivePages: true, replyCapture: false, minimumAmountMinor: null });
    const [event] = await api.db.historyEvent.findMany({
      where: { customerId: last.id, kind: 'customer_assigned' },
    });
    expect(event).toMatchObject({
      actorId: mine.users.collector.id,
      data: {
        rule: 'Rest',
        changes: [
          { field: 'interactive_pages', from: false, to: true },
          { field: 'reply_capture', from: true, to: false },
        ],
      },
    });
    // a customer that the file does not touch is left as it was
    expect(await customer(`E${entities}-1`)).toMatchObject({
      assignmentRuleId: null,
      interactivePages: false,
    });
  });

  it('A-8 a changed customer is assigned anew, its case moves by the rules of S-11, and unchanged rows change nothing', async () => {
    const target = await api.db.scenario.create({
      data: {
        legalEntityId: mine.entityId,
        name: 'Soft',
        versions: {
          create: {
            version: 1,
            state: 'published',
            definition: {
              version: 1,
              name: 'Soft',
              steps: [
                {
                  key: 'a',
                  channel: 'email',
                  mode: 'to_confirm',
                  trigger: { kind: 'due', days: 9 },
                  template: 'friendly',
                },
              ],
            },
          },
        },
      },
    });
    await create('Key accounts', { criteria: { attribute: ['segment=key'] }, scenarioId: target.id });
    const number = `E${entities}-1`;
    const file = `customer number;customer name;segment\n${number};Renamed;key\n`;
    await importFile(file, 'customers');
    const moved = await api.db.collectionCase.findUniqueOrThrow({
      where: { customerId: mine.customerId },
      include: { scenarioVersion: true },
    });
    expect(moved).toMatchObject({ scenarioRun: 2, scenarioVersion: { scenarioId: target.id } });
    await importFile(file, 'customers');
    expect(
      await api.db.historyEvent.count({ where: { customerId: mine.customerId, kind: 'customer_assigned' } }),
    ).toBe(1);
    expect(
      await api.db.historyEvent.count({ where: { customerId: mine.customerId, kind: 'case_moved' } }),
    ).toBe(1);
  });

  it('A-8 what a person or a customers file has set is left alone at import', async () => {
    await create('Pages', { criteria: {}, interactivePages: true, collectorId: mine.users.manager.id });
    const off = { on: false };
    expect((await ask('PUT', `/customers/${mine.customerId}/interactive-pages`, off)).statusCode).toBe(200);
    const number = `E${entities}-1`;
    const email = mine.users.collector.email;
    await importFile(
      `customer number;customer name;collector e-mail\n${number};Renamed;${email}\nZ-1;New;${email}\n`,
      'customers',
    );
    expect(await customer(number)).toMatchObject({
      interactivePages: false,
      collectorId: mine.users.collector.id,
    });
    expect(await customer('Z-1')).toMatchObject({
      interactivePages: true,
      collectorId: mine.users.collector.id,
      setByHand: ['collector'],
    });
  });

  it('A-8 an import goes on when a rule names a collector who has left', async () => {
    await create('Gone', { criteria: {}, interactivePages: true, collectorId: mine.users.manager.id });
    await api.db.user.update({ where: { id: mine.users.manager.id }, data: { disabledAt: new Date() } });
    await importFile('customer number;customer name\nZ-1;New\n', 'customers');
    expect(await customer('Z-1')).toMatchObject({ interactivePages: true, collectorId: null });
    const { rows } = (await ask('GET', '/assignment-rules')).json() as { rows: { problems: unknown[] }[] };
    expect(rows[0]!.problems).toContainEqual({
      kind: 'collector_unknown',
      blocking: true,
      about: mine.users.manager.id,
    });
    const refused = await ask('POST', '/bulk-runs', {
      key: 'one-click-only',
      act: { kind: 'apply_rules' },
      selection: { criteria: {} },
    });
    expect(refused.json()).toMatchObject({ code: 'rule_invalid', params: { rule: 'Gone' } });
  });
});

describe('A-8 rules run on demand', () => {
  it('A-8 the preview says who would change from what to what, and writes nothing; applying does just that', async () => {
    await create('Everybody', { criteria: {}, interactivePages: true, collectorId: mine.users.manager.id });
    const before = await customer(`E${entities}-1`);
    const preview = (await ask('GET', '/assignment-rules/preview')).json();
    expect(preview).toMatchObject({
      customers: 1,
      changed: 1,
      kept: 0,
      rules: [{ rule: { name: 'Everybody' }, matched: 1, changed: 1 }],
      rows: [
        {
          changes: [
            { field: 'interactive_pages', from: false, to: true },
            { field: 'collector', from: `E${entities} collector`, to: `E${entities} manager` },
          ],
        },
      ],
    });
    expect(await customer(`E${entities}-1`)).toEqual(before);
    expect(await run({ kind: 'apply_rules' })).toMatchObject({ changed: 1 });
    expect(await customer(`E${entities}-1`)).toMatchObject({
      interactivePages: true,
      collectorId: mine.users.manager.id,
    });
    expect(await run({ kind: 'apply_rules' })).toMatchObject({ changed: 0, unchanged: 1 });
    expect((await ask('GET', '/assignment-rules/preview')).json()).toMatchObject({ changed: 0 });
  });

  it('A-8 what was set by hand is written over only when that is asked for', async () => {
    await create('Everybody', { criteria: {}, interactivePages: true });
    await ask('PUT', `/customers/${mine.customerId}/interactive-pages`, { on: false });
    expect((await ask('GET', '/assignment-rules/preview')).json()).toMatchObject({ changed: 0, kept: 1 });
    expect(await run({ kind: 'apply_rules' })).toMatchObject({ unchanged: 1 });
    expect((await ask('GET', '/assignment-rules/preview?includeSetByHand=true')).json()).toMatchObject({
      changed: 1,
    });
    expect(await run({ kind: 'apply_rules', includeSetByHand: true })).toMatchObject({ changed: 1 });
    expect(await customer(`E${entities}-1`)).toMatchObject({ interactivePages: true, setByHand: [] });
  });

  it('A-8 a sentence is read with the names of this entity', async () => {
    const answer = await ask('POST', '/customer-sentence', {
      text: `collector E${entities} collector, overdue more than 30 days, purple`,
      language: 'en',
    });
    expect(answer.json()).toEqual({
      criteria: { collector: [mine.users.collector.id], daysLateFrom: 31 },
      notUnderstood: ['purple'],
    });
  });
});
