/** A scenario as its editor uses it: begun, checked, saved, thrown away, published, and its customers moved. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBulkActivities } from '../../activities/bulk-runs.ts';
import { hashPassword } from '../../api/plugins/passwords.ts';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { scenarioDefinition, type ScenarioDefinition } from '../../domain/model/scenario.ts';
import { ensureCase } from '../../prisma/queries/cases/write.ts';
import { addItem, createCustomer, createEntity, publishScenario, threeSteps } from '../support/ledger.ts';
import { password, startTestApi, type TestApi } from './support.ts';

let api: TestApi;
let entityId: string;
let scenarioId: string;
let versionId: string;
let cookies: Record<'administrator' | 'collector', string>;
const customers: Record<string, string> = {};

/** A Tuesday, 11 o'clock in Paris. A is two days past its first step, B waits for the second, C is not due yet. */
beforeAll(async () => {
  api = await startTestApi();
  const entity = await createEntity(api.db, {
    entity: {
      minimumAmountMinor: {},
      ledgerAsOf: new Date('2026-03-10'),
      switchedOnAt: new Date('2026-01-01'),
    },
    scenario: {
      ...threeSteps,
      contactGapDays: 0,
      steps: threeSteps.steps.map((step) => ({ ...step, mode: 'to_confirm' })),
    },
  });
  ({ entityId, scenarioId } = entity);
  versionId = entity.scenarioVersionId;
  const signedIn = async (role: 'administrator' | 'collector') => {
    const email = `${role}@steps.test`;
    const passwordHash = await hashPassword(password);
    const memberships = { create: { legalEntityId: entityId } };
    await api.db.user.create({ data: { email, name: role, role, passwordHash, memberships } });
    return api.signIn(email);
  };
  cookies = { administrator: await signedIn('administrator'), collector: await signedIn('collector') };
  const seed = async (name: string, dueOn: string, rank = 0) => {
    const id = await createCustomer(api.db, entity, { number: name, data: { name } });
    await addItem(api.db, entity, id, { number: `F-${name}`, dueOn, openMinor: 100_000 });
    await api.db.openItem.updateMany({ where: { customerId: id }, data: { rank, level: rank } });
    await ensureCase(api.db, id);
    await evaluate(id);
    customers[name] = id;
  };
  await seed('A', '2026-03-03');
  await seed('B', '2026-02-10', 1);
  await seed('C', '2026-03-20');
}, 60_000);
afterAll(() => api.close());

const evaluate = (customerId: string) =>
  api.db.$transaction((tx) => evaluateCase(tx, customerId, api.clock.now.getTime()));

async function ask(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: object | undefined = undefined,
  as: keyof typeof cookies = 'administrator',
) {
  const url = `/api/entities/${entityId}/scenarios${path}`;
  const answer = await api.ask({ method, url, as: cookies[as], ...(body === undefined ? {} : { body }) });
  return { status: answer.statusCode, body: answer.json() };
}

const call = (key: string, days: number, changes: object = {}) => ({
  key,
  channel: 'phone',
  mode: 'manual',
  trigger: { kind: 'due', days },
  ...changes,
});
const made = async (name: string, ...steps: object[]) => {
  const { status, body } = await ask('POST', '', { name, steps });
  expect(status).toBe(200);
  return { id: body.id, version: body.versions[0].id, definition: body.versions[0].definition };
};

describe('S-1 a scenario is begun, and its draft kept or thrown away', () => {
  it('S-1 ready-made scenarios come in the language of the company and are taken as they are', async () => {
    const { rows } = (await ask('GET', '/ready-made')).body;
    expect(rows.map(({ key, definition }: never) => [key, (definition as ScenarioDefinition).name])).toEqual([
      ['standard', 'Standard'],
      ['with-sales-manager', 'Grands comptes'],
    ]);
    expect(rows[0].definition.steps[0].name).toBe('Relance amicale');
    const { problems } = (await ask('POST', '/validate', rows[0].definition)).body;
    expect(problems).toEqual([]);
  });

  it('S-1 S-15 the name of another scenario is refused while it is typed, and at publishing', async () => {
    const taken = { name: 'Three steps', steps: [call('one', 5)] };
    const found = (await ask('POST', '/validate', taken)).body.problems;
    expect(found).toMatchObject([{ path: 'name', code: 'name_taken' }]);
    const own = await ask('POST', `/validate?scenarioId=${scenarioId}`, taken);
    expect(own.body.problems).toEqual([]);
    const other = await made('Something else', call('one', 5));
    const url = `/${other.id}/versions/${other.version}`;
    expect((await ask('PUT', url, taken)).status).toBe(200);
    expect(await ask('POST', `${url}/publish`, {})).toMatchObject({
      status: 422,
      body: { code: 'scenario_invalid', params: { reason: 'name_taken', path: 'name' } },
    });
  });

  it('S-1 a published name is that of the scenario from then on', async () => {
    const { id, version, definition } = await made('Old name', call('one', 5));
    await ask('PUT', `/${id}/versions/${version}`, { ...definition, name: 'New name' });
    expect((await ask('GET', `/${id}`)).body.name).toBe('Old name');
    expect((await ask('POST', `/${id}/versions/${version}/publish`, {})).body).toMatchObject({
      name: 'New name',
      runId: null,
    });
  });

  it('S-1 a draft is thrown away; a scenario without another version goes with it, and history tells', async () => {
    const { id, version } = await made('Thrown away', call('one', 5));
    expect((await ask('DELETE', `/${id}/versions/${version}`, {}, 'collector')).status).toBe(403);
    expect(await ask('DELETE', `/${id}/versions/${version}`, {})).toEqual({
      status: 200,
      body: { scenario: null },
    });
    expect((await ask('GET', `/${id}`)).status).toBe(404);
    expect(
      await api.db.historyEvent.findFirstOrThrow({ where: { kind: 'scenario_draft_discarded' } }),
    ).toMatchObject({ data: { name: 'Thrown away', version: 1 } });
  });

  it('S-1 the published version stays when the draft after it is thrown away, and is not thrown away itself', async () => {
    const { id, version, definition } = await made('Two versions', call('one', 5));
    await ask('POST', `/${id}/versions/${version}/publish`, {});
    expect(await ask('DELETE', `/${id}/versions/${version}`, {})).toMatchObject({
      status: 409,
      body: { code: 'version_published' },
    });
    const drafted = (await ask('POST', `/${id}/versions`, definition)).body;
    const thrown = await ask('DELETE', `/${id}/versions/${drafted.versions[0].id}`, {});
    expect(thrown.body.scenario.versions).toMatchObject([{ version: 1, state: 'published' }]);
    expect((await ask('POST', `/${id}/versions`, definition)).body.versions[0].version).toBe(2);
  });

  it('S-1 X-1 what another person has saved since is not thrown away unseen', async () => {
    const { id, version, definition } = await made('Two people here', call('one', 5));
    const theirs = { ...definition, steps: [call('one', 5), call('two', 9)] };
    await ask('PUT', `/${id}/versions/${version}`, theirs);
    expect(await ask('DELETE', `/${id}/versions/${version}`, { asRead: definition })).toMatchObject({
      status: 409,
      body: { code: 'changed_meanwhile', params: { by: 'administrator', at: api.clock.now.toISOString() } },
    });
    expect((await ask('DELETE', `/${id}/versions/${version}`, { asRead: theirs })).status).toBe(200);
  });

  it('S-1 a scenario that a rule names is not thrown away with its draft', async () => {
    const { id, version } = await made('Named by a rule', call('one', 5));
    await api.db.assignmentRule.create({
      data: { legalEntityId: entityId, name: 'Names it', position: 1, enabled: false, scenarioId: id },
    });
    expect(await ask('DELETE', `/${id}/versions/${version}`, {})).toMatchObject({
      status: 409,
      body: { code: 'scenario_in_use' },
    });
    expect((await ask('GET', `/${id}`)).body.versions).toHaveLength(1);
  });
});

describe('S-15 S-11 a version is published, and its customers are moved', () => {
  const steps = threeSteps.steps.map((step) => ({ ...step, mode: 'to_confirm' }));
  /** A call before everything, the second reminder gone. */
  const changed = (): object => ({
    ...threeSteps,
    contactGapDays: 0,
    steps: [
      call('step-4', 0, { name: 'First call' }),
      steps[0],
      { ...steps[2], trigger: { kind: 'due', days: 30 } },
    ],
  });
  let draftId: string;

  const openOf = async (name: string) =>
    api.db.agendaAction.findFirst({
      where: { customerId: customers[name]!, state: { in: ['proposed', 'confirmed'] } },
      select: { stepKey: true, state: true, scenarioRun: true },
    });

  it('S-15 what it changes for each running customer is shown before it is published, and nothing is written', async () => {
    const drafted = await ask('POST', `/${scenarioId}/versions`, changed());
    draftId = drafted.body.versions[0].id;
    const before = await api.db.historyEvent.count();
    const asked = await ask('POST', `/${scenarioId}/versions/${draftId}/consequence`, {});
    expect(asked.status).toBe(200);
    expect(asked.body).toMatchObject({
      customers: 3,
      evaluated: 3,
      next: null,
      changes: { same: 0, added: 0, dropped: 0, sooner: 1, later: 1, other: 1 },
      open: { stays: 0, waiting: 2, leaving: 0, underWay: 0 },
      changed: [
        {
          name: 'A',
          change: 'other',
          before: { stepKey: 'friendly', on: '2026-03-10' },
          after: { stepKey: 'step-4', stepName: 'First call', on: '2026-03-10', at: null },
        },
        {
          name: 'B',
          change: 'later',
          before: { stepKey: 'firm', on: '2026-03-10' },
          after: { stepKey: 'formal', on: '2026-03-12' },
        },
        {
          name: 'C',
          change: 'sooner',
          before: { stepKey: 'friendly', on: '2026-03-25' },
          after: { stepKey: 'step-4', on: '2026-03-20' },
        },
      ],
    });
    expect(await api.db.historyEvent.count()).toBe(before);
    expect(await openOf('B')).toMatchObject({ stepKey: 'firm', scenarioRun: 1 });
    const asCollector = await ask('POST', `/${scenarioId}/versions/${draftId}/consequence`, {}, 'collector');
    expect(asCollector.status).toBe(403);
  });

  it('S-1 steps that stand open are counted by step', async () => {
    expect((await ask('GET', `/${scenarioId}/open-actions`)).body.rows).toEqual([
      { stepKey: 'friendly', stepName: 'friendly', waiting: 1, leaving: 0, underWay: 0 },
      { stepKey: 'firm', stepName: 'firm', waiting: 1, leaving: 0, underWay: 0 },
    ]);
  });

  const follow = async (version: string, key: string) =>
    api.ask({
      method: 'POST',
      url: `/api/entities/${entityId}/bulk-runs`,
      as: cookies.administrator,
      body: {
        key,
        act: { kind: 'follow_version', scenarioId, versionId: version },
        selection: { criteria: { scenario: [scenarioId] }, exceptIds: [] },
      },
    });
  const carryOut = async (runId: string) => {
    const { runBulkPage } = createBulkActivities({ db: api.db, now: () => api.clock.now });
    await new MockActivityEnvironment().run(runBulkPage, runId);
    for (const id of Object.values(customers)) await evaluate(id);
    const answer = await api.ask({
      url: `/api/entities/${entityId}/bulk-runs/${runId}`,
      as: cookies.administrator,
    });
    return answer.json().outcomes;
  };

  it('S-1 S-11 whoever may not publish moves nobody, nor asks what it would cause', async () => {
    const act = { kind: 'follow_version', scenarioId, versionId };
    const selection = { criteria: { scenario: [scenarioId] }, exceptIds: [] };
    const runs = `/api/entities/${entityId}/bulk-runs`;
    for (const [url, body] of [
      [runs, { key: 'by-a-collector', act, selection }],
      [`${runs}/consequence`, { act, selection }],
    ] as const) {
      const refused = await api.ask({ method: 'POST', url, as: cookies.collector, body });
      expect([url, refused.statusCode, refused.json().code]).toEqual([url, 403, 'forbidden']);
    }
    expect(await api.db.bulkRun.count({ where: { legalEntityId: entityId } })).toBe(0);
  });

  it('S-1 S-11 nobody is moved to a draft', async () => {
    const refused = await follow(draftId, 'to-a-draft');
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'version_not_published']);
  });

  it('S-11 S-15 published with its customers, each goes on where it stood; what was had does not come again', async () => {
    const published = (await ask('POST', `/${scenarioId}/versions/${draftId}/publish`, { move: true })).body;
    expect(published).toMatchObject({ versions: [{ version: 2, state: 'published' }, { version: 1 }] });
    // as before until the run comes to them
    expect(await openOf('B')).toMatchObject({ stepKey: 'firm' });
    expect(await carryOut(published.runId)).toEqual({ pending: 0, changed: 3, unchanged: 0, refused: 0 });
    expect(await openOf('A')).toMatchObject({ stepKey: 'step-4', state: 'proposed' });
    expect(await openOf('B')).toBeNull();
    expect(await openOf('C')).toBeNull();
    const cases = await api.db.collectionCase.findMany({
      where: { legalEntityId: entityId },
      select: { customerId: true, nextStepKey: true, scenarioVersionId: true },
    });
    const nextOf = (name: string) => cases.find(({ customerId }) => customerId === customers[name]);
    expect(nextOf('B')).toMatchObject({ nextStepKey: 'formal', scenarioVersionId: draftId });
    expect(nextOf('C')).toMatchObject({ nextStepKey: 'step-4', scenarioVersionId: draftId });
    // the step that is gone: its open action was taken back, and history says so
    const taken = await api.db.agendaAction.findFirstOrThrow({ where: { stepKey: 'firm' } });
    expect(taken).toMatchObject({ state: 'cancelled' });
    expect(
      await api.db.historyEvent.count({ where: { kind: 'action_cancelled', customerId: customers['B']! } }),
    ).toBe(1);
    expect(await api.db.historyEvent.count({ where: { kind: 'case_moved' } })).toBe(3);
  });

  it('S-11 moved back to the version before, each stands again where it stood', async () => {
    const started = await follow(versionId, 'moved-back-again');
    expect(started.statusCode).toBe(202);
    expect(await carryOut(started.json().id)).toMatchObject({ changed: 3 });
    expect(await openOf('A')).toMatchObject({ stepKey: 'friendly' });
    expect(await openOf('B')).toMatchObject({ stepKey: 'firm' });
    const again = await follow(versionId, 'moved-back-twice');
    expect(await carryOut(again.json().id)).toMatchObject({ changed: 0, unchanged: 3 });
  });

  it('S-11 customers of another scenario stay where they are', async () => {
    const other = await publishScenario(
      api.db,
      entityId,
      scenarioDefinition.parse({ name: 'Elsewhere', steps: [call('one', 5)] }),
    );
    await api.db.collectionCase.update({
      where: { customerId: customers['C']! },
      data: { scenarioVersionId: other.scenarioVersionId },
    });
    const started = await follow(draftId, 'others-stay-there');
    expect(await carryOut(started.json().id)).toEqual({ pending: 0, changed: 2, unchanged: 0, refused: 0 });
    expect(
      await api.db.collectionCase.findUniqueOrThrow({ where: { customerId: customers['C']! } }),
    ).toMatchObject({ scenarioVersionId: other.scenarioVersionId });
  });

  it('S-1 published without moving anybody, customers stay on the version they run', async () => {
    const drafted = (await ask('POST', `/${scenarioId}/versions`, { ...changed(), contactGapDays: 9 })).body;
    const url = `/${scenarioId}/versions/${drafted.versions[0].id}/publish`;
    expect((await ask('POST', url, {})).body.runId).toBeNull();
    expect(
      await api.db.collectionCase.findUniqueOrThrow({ where: { customerId: customers['A']! } }),
    ).toMatchObject({ scenarioVersionId: draftId });
  });

  describe('S-11 S-15 what stands open stays where its step is the same', () => {
    const template = 'stays-open';
    const version = async (steps: object[]) => {
      const drafted = await ask('POST', `/${scenarioId}/versions`, {
        ...threeSteps,
        contactGapDays: 0,
        steps,
      });
      return drafted.body.versions[0].id as string;
    };
    const mailed = (changes: object = {}) => ({
      ...steps[0]!,
      mode: 'to_confirm',
      channel: 'email',
      template,
      ...changes,
    });
    const last = { ...steps[2]!, trigger: { kind: 'due', days: 40 } };
    const published = async (id: string) => {
      const { body } = await ask('POST', `/${scenarioId}/versions/${id}/publish`, { move: true });
      await carryOut(body.runId);
    };
    const standing = async () =>
      api.db.agendaAction.findFirstOrThrow({
        where: { customerId: customers['A']!, state: { in: ['proposed', 'confirmed'] } },
        select: { id: true, stepKey: true, state: true, stepPosition: true, confirmedBy: true },
      });
    const confirm = async () => {
      const { id } = await standing();
      const confirmedBy = (await api.db.user.findFirstOrThrow({ where: { role: 'collector' } })).id;
      const at = api.clock.now;
      await api.db.agendaAction.update({
        where: { id },
        data: { state: 'confirmed', confirmedBy, confirmedAt: at, sendAt: at },
      });
      return id;
    };

    it('S-11 S-15 confirmed, it stays confirmed while other steps change, and that is told before', async () => {
      const set = { legalEntityId: entityId, key: template, name: 'Stays' };
      const { id: setId } = await api.db.templateSet.create({ data: set });
      const text = { setId, language: 'fr', subject: 'x', createdAt: new Date('2026-03-01') };
      await api.db.template.create({ data: { ...text, body: { version: 1, blocks: [] } } });
      await api.db.openItem.updateMany({
        where: { customerId: customers['A']! },
        data: { rank: 1, level: 1 },
      });
      await published(await version([call('begin', 0), mailed(), last]));
      expect(await standing()).toMatchObject({ stepKey: 'friendly', state: 'proposed' });
      const confirmed = await confirm();
      const next = await version([mailed(), call('between', 20), last]);
      const forecast = await ask('POST', `/${scenarioId}/versions/${next}/consequence`, {});
      expect(forecast.body.open).toMatchObject({ stays: 1, leaving: 0, underWay: 0 });
      await published(next);
      expect(await standing()).toMatchObject({ id: confirmed, state: 'confirmed', stepPosition: 1 });
    });

    it('S-11 S-15 a step that became another one is taken back, to be confirmed anew', async () => {
      const changedStep = await version([mailed({ deadlineDays: 8 }), call('between', 20), last]);
      const forecast = await ask('POST', `/${scenarioId}/versions/${changedStep}/consequence`, {});
      expect(forecast.body.open).toMatchObject({ leaving: 1 });
      await published(changedStep);
      expect(await standing()).toMatchObject({ stepKey: 'friendly', state: 'proposed', confirmedBy: null });
    });

    it('S-11 S-15 a text that was saved since it was confirmed is another one', async () => {
      await confirm();
      const { id: setId } = await api.db.templateSet.findFirstOrThrow({ where: { key: template } });
      const createdAt = new Date(api.clock.now.getTime() + 60_000);
      const text = { setId, language: 'fr', version: 2, subject: 'y', createdAt };
      await api.db.template.create({ data: { ...text, body: { version: 1, blocks: [] } } });
      const next = await version([mailed({ deadlineDays: 8 }), call('between', 21), last]);
      const forecast = await ask('POST', `/${scenarioId}/versions/${next}/consequence`, {});
      expect(forecast.body.open).toMatchObject({ leaving: 1 });
      await published(next);
      expect(await standing()).toMatchObject({ stepKey: 'friendly', state: 'proposed', confirmedBy: null });
    });
  });
});
