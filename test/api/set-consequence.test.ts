import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addItem, createCustomer, createEntity, publishScenario, threeSteps } from '../support/ledger.ts';
import { calendarSettings } from '../../domain/model/calendar.ts';
import { scenarioDefinition } from '../../domain/model/scenario.ts';
import { hashPassword } from '../../api/plugins/passwords.ts';
import { review } from '../ledger/support.ts';
import { password, startTestApi, type TestApi } from './support.ts';

let api: TestApi;
let entityId: string;
let waitingScenarioId: string;
let cookie: string;
let collectors: string;
const ids: string[] = [];

/** A Tuesday, 11 o'clock in Paris; the friendly reminder leaves five days after the due date, firm is to confirm. */
beforeAll(async () => {
  api = await startTestApi();
  const entity = await createEntity(api.db, {
    entity: { minimumAmountMinor: {}, ledgerAsOf: new Date('2026-03-10') },
  });
  entityId = entity.entityId;
  const waiting = await publishScenario(
    api.db,
    entityId,
    scenarioDefinition.parse({
      ...threeSteps,
      name: 'All to confirm',
      steps: threeSteps.steps.map((step) => ({ ...step, mode: 'to_confirm' })),
    }),
  );
  waitingScenarioId = waiting.scenarioId;
  const signedIn = async (role: 'administrator' | 'collector') => {
    const email = `${role}@sets.test`;
    await api.db.user.create({
      data: {
        email,
        name: role,
        role,
        passwordHash: await hashPassword(password),
        memberships: { create: { legalEntityId: entityId } },
      },
    });
    return api.signIn(email);
  };
  cookie = await signedIn('administrator');
  collectors = await signedIn('collector');
  const seed = async (name: string, dueOn: string, openMinor: number, currency = 'EUR') => {
    const id = await createCustomer(api.db, entity, { number: name, data: { name } });
    await addItem(api.db, entity, id, { number: `F-${name}`, dueOn, openMinor, currency });
    ids.push(id);
  };
  await seed('A', '2026-03-02', 100_000);
  await seed('B', '2026-03-03', 20_000, 'USD');
  await seed('C', '2026-03-12', 5_000);
  await createCustomer(api.db, entity, { number: 'D', data: { name: 'D' } });
}, 60_000);
afterAll(() => api.close());

const snapshot = async () => ({
  history: await api.db.historyEvent.count({ where: { legalEntityId: entityId } }),
  wakes: await api.db.caseWake.count(),
  decisions: await api.db.decisionRecord.count(),
  entity: await api.db.legalEntity.findUniqueOrThrow({ where: { id: entityId } }),
  cases: await api.db.collectionCase.findMany({ where: { legalEntityId: entityId } }),
  customers: await api.db.customer.findMany({ where: { legalEntityId: entityId }, orderBy: { id: 'asc' } }),
});
const ask = async (path: 'bulk-runs' | 'settings', body: object, as = cookie) => {
  const before = await snapshot();
  const response = await api.ask({
    method: 'POST',
    url: `/api/entities/${entityId}/${path}/consequence`,
    as,
    body,
  });
  // looking ahead writes nothing
  expect(await snapshot()).toEqual(before);
  return { status: response.statusCode, body: response.json() as Record<string, never> };
};
const everybody = { criteria: {}, exceptIds: [] };

describe('A-10 what bulk acts and switches of the company cause is shown before the click', () => {
  it('A-10 S-10 pausing the company holds what would leave, per currency', async () => {
    const { body } = await ask('settings', { change: { kind: 'pause', until: null } });
    expect(body).toEqual({
      customers: 4,
      evaluated: 4,
      next: null,
      leaves: { count: 0, first: null, last: null, totals: {} },
      leavesToday: { count: 0, totals: {} },
      asks: { count: 0, first: null, last: null, totals: {} },
      held: { count: 3, totals: { EUR: 105_000, USD: 20_000 } },
      nothing: 4,
      unchanged: 1,
      refused: 0,
      refusal: null,
      // Three are named, those who owe something first.
      untouched: ['A', 'B', 'C'].map((name, index) => ({
        customerId: ids[index],
        name,
        kind: 'nothing',
        gate: { gate: 'entity_paused' },
        code: null,
        params: {},
      })),
    });
  });

  it('A-10 anyone who is left as it is stands there by name, with the reason', async () => {
    await api.db.legalEntity.update({ where: { id: entityId }, data: { pausedForGood: true } });
    const { body } = await ask('settings', { change: { kind: 'resume' } });
    await api.db.legalEntity.update({ where: { id: entityId }, data: { pausedForGood: false } });
    expect(body).toMatchObject({
      nothing: 1,
      untouched: [{ name: 'D', kind: 'nothing', gate: { gate: 'nothing_due' } }],
    });
  });

  it('A-10 S-10 a pause until a day: everything comes on that day or when it is due', async () => {
    const { body } = await ask('settings', { change: { kind: 'pause', until: '2026-03-16' } });
    expect(body).toMatchObject({
      leaves: {
        count: 3,
        first: '2026-03-16T07:00:00.000Z',
        last: '2026-03-17T07:00:00.000Z',
        totals: { EUR: 105_000, USD: 20_000 },
      },
      leavesToday: { count: 0, totals: {} },
      held: { count: 2, totals: { EUR: 100_000, USD: 20_000 } },
      unchanged: 2,
    });
    const past = await ask('settings', { change: { kind: 'pause', until: '2026-03-10' } });
    expect(past).toMatchObject({ status: 200, body: { next: null, refusal: { code: 'date_in_past' } } });
  });

  it('A-10 S-10 resuming the company says what leaves today, and when the last does', async () => {
    await api.db.legalEntity.update({ where: { id: entityId }, data: { pausedForGood: true } });
    const { body } = await ask('settings', { change: { kind: 'resume' } });
    await api.db.legalEntity.update({ where: { id: entityId }, data: { pausedForGood: false } });
    expect(body).toMatchObject({
      leaves: {
        count: 3,
        first: '2026-03-10T10:00:00.000Z',
        last: '2026-03-17T07:00:00.000Z',
        totals: { EUR: 105_000, USD: 20_000 },
      },
      leavesToday: { count: 2, totals: { EUR: 100_000, USD: 20_000 } },
      held: { count: 0, totals: {} },
      nothing: 1,
    });
  });

  it('A-10 S-10 a channel that is paused holds its messages; another one changes nothing', async () => {
    const email = await ask('settings', { change: { kind: 'channels', pausedChannels: ['email'] } });
    expect(email.body).toMatchObject({ leaves: { count: 0 }, held: { count: 3 } });
    const letter = await ask('settings', { change: { kind: 'channels', pausedChannels: ['letter'] } });
    expect(letter.body).toMatchObject({ leaves: { count: 3 }, held: { count: 0 }, unchanged: 4 });
  });

  it('A-10 D-1 another setting that decides: hours, days, minimum, cap, age of the ledger', async () => {
    const { calendar: stored } = await api.db.legalEntity.findUniqueOrThrow({ where: { id: entityId } });
    const calendar = calendarSettings.parse(stored);
    const after = async (changes: object) =>
      (await ask('settings', { change: { kind: 'settings', changes } })).body;
    expect(await after({ calendar })).toMatchObject({ unchanged: 4, leavesToday: { count: 2 } });
    expect(await after({ calendar: { ...calendar, windowStart: '14:00' } })).toMatchObject({
      leaves: { count: 3, first: '2026-03-10T13:00:00.000Z' },
      leavesToday: { count: 2 },
      unchanged: 1,
    });
    expect(await after({ calendar: { ...calendar, sendDays: ['thu'] } })).toMatchObject({
      leaves: { count: 3, first: '2026-03-12T07:00:00.000Z' },
      leavesToday: { count: 0 },
      held: { count: 3 },
    });
    expect(await after({ minimumAmountMinor: { EUR: 10_000 } })).toMatchObject({
      leaves: { count: 2 },
      held: { count: 1, totals: { EUR: 5_000 } },
    });
    expect(
      await after({ contactCap: null, replyHold: 'lines', sharedAddress: 'each_customer' }),
    ).toMatchObject({
      leaves: { count: 3 },
      unchanged: 4,
    });
    await api.db.legalEntity.update({
      where: { id: entityId },
      data: { ledgerAsOf: new Date('2026-03-01') },
    });
    const old = await after({ ledgerMaxAgeDays: 2 });
    await api.db.legalEntity.update({
      where: { id: entityId },
      data: { ledgerAsOf: new Date('2026-03-10') },
    });
    expect(old).toMatchObject({ leaves: { count: 0 } });
    const wrong = await ask('settings', { change: { kind: 'settings', changes: { senderName: 'X' } } });
    expect(wrong.status).toBe(400);
  });

  it('A-10 A-7 a scenario given to many: what left by itself is proposed, only to those chosen', async () => {
    const { body } = await ask('bulk-runs', {
      act: { kind: 'assign_scenario', scenarioId: waitingScenarioId },
      selection: { customerIds: ids.slice(0, 2) },
    });
    expect(body).toMatchObject({
      customers: 2,
      leaves: { count: 0 },
      asks: {
        count: 2,
        first: '2026-03-10',
        last: '2026-03-10',
        totals: { EUR: 100_000, USD: 20_000 },
      },
      unchanged: 0,
      refused: 0,
    });
  });

  it('A-10 A-7 another collector, and pages on, leave everything as planned', async () => {
    for (const act of [{ kind: 'assign_collector', collectorId: null }, { kind: 'pages_on' }]) {
      const { body } = await ask('bulk-runs', { act, selection: everybody }, collectors);
      expect(body).toMatchObject({ customers: 4, leaves: { count: 3 }, unchanged: 4 });
    }
  });

  it('A-10 A-8 rules applied to everybody: what they give decides', async () => {
    await api.db.assignmentRule.create({
      data: {
        legalEntityId: entityId,
        name: 'Dollars wait',
        position: 1,
        criteria: { itemCurrency: ['USD'] },
        scenarioId: waitingScenarioId,
      },
    });
    const { body } = await ask('bulk-runs', { act: { kind: 'apply_rules' }, selection: everybody });
    await api.db.assignmentRule.deleteMany({ where: { legalEntityId: entityId } });
    expect(body).toMatchObject({
      leaves: { count: 2, totals: { EUR: 105_000 } },
      asks: { count: 1, totals: { USD: 20_000 } },
      unchanged: 3,
    });
  });

  it('A-10 another default is for customers whom nothing follows yet', async () => {
    const change = { kind: 'default_scenario', scenarioId: waitingScenarioId };
    const fresh = await ask('settings', { change });
    expect(fresh.body).toMatchObject({ leaves: { count: 0 }, asks: { count: 3 } });
    const scenarioVersionId = await publishedVersion();
    await api.db.collectionCase.create({
      data: { customerId: ids[0]!, legalEntityId: entityId, scenarioVersionId },
    });
    const running = await ask('settings', { change });
    await api.db.collectionCase.deleteMany({ where: { customerId: ids[0]! } });
    expect(running.body).toMatchObject({ leaves: { count: 1 }, asks: { count: 2 }, unchanged: 2 });
  });

  it('A-10 X-1 consequences of company switches are shown to administrators, those of acts to people who may act', async () => {
    const asked = { change: { kind: 'resume' } };
    expect((await ask('settings', asked, collectors)).status).toBe(403);
    const foreign = { kind: 'assign_scenario', scenarioId: crypto.randomUUID() };
    expect(await ask('bulk-runs', { act: foreign, selection: everybody })).toMatchObject({
      status: 200,
      body: { customers: 0, evaluated: 0, refusal: { code: 'version_not_published' } },
    });
  });

  it('A-10 D-4 what applying an import lets leave is shown, and nothing is applied by asking', async () => {
    const content = [
      'customer number;invoice number;due date;open amount;currency',
      'A;F-A;2026-03-02;1200.00;EUR',
      'C;F-C;2026-03-12;50.00;EUR',
    ].join('\n');
    const run = await review(api.db, { entityId, content, asOf: '2026-03-10' });
    const url = `/api/entities/${entityId}/imports/${run.id}/consequence`;
    const ask = () => api.ask({ method: 'POST', url, as: cookie });
    const before = await snapshot();
    const answer = await ask();
    expect(answer.statusCode, answer.body).toBe(200);
    // A owes more and is due today, B is paid; C has not changed.
    expect(answer.json()).toMatchObject({
      customers: 2,
      evaluated: 2,
      next: null,
      leaves: { count: 1, totals: { EUR: 120_000 } },
      leavesToday: { count: 1, totals: { EUR: 120_000 } },
      nothing: 1,
    });
    expect(await snapshot()).toEqual(before);
    expect(await api.db.importRun.findUniqueOrThrow({ where: { id: run.id } })).toMatchObject({
      state: run.state,
    });
    await api.db.importRun.update({ where: { id: run.id }, data: { state: 'rejected' } });
    const late = await ask();
    expect(late).toMatchObject({ statusCode: 200 });
    expect(late.json()).toMatchObject({ evaluated: 0, next: null, refusal: { code: 'import_not_open' } });
  });

  it('A-10 N-3 a large set is answered in stretches that add up, and ends at a thousand', async () => {
    const { id } = await api.db.legalEntity.create({
      data: { ...(await copyOf(entityId)), defaultScenarioId: null },
    });
    await api.db.customer.createMany({
      data: Array.from({ length: 1_050 }, (_, n) => ({
        legalEntityId: id,
        number: `N-${n}`,
        name: `N ${String(n).padStart(4, '0')}`,
        country: 'FR',
        timeZone: 'Europe/Paris',
      })),
    });
    const admin = await api.db.user.findUniqueOrThrow({ where: { email: 'administrator@sets.test' } });
    await api.db.membership.create({ data: { userId: admin.id, legalEntityId: id } });
    const stretchFrom = async (from: number) =>
      (
        await api.ask({
          method: 'POST',
          url: `/api/entities/${id}/settings/consequence`,
          as: cookie,
          body: { change: { kind: 'resume' }, from },
        })
      ).json() as { customers: number; evaluated: number; next: number | null };
    expect(await stretchFrom(0)).toMatchObject({ customers: 1_050, evaluated: 50, next: 50 });
    expect(await stretchFrom(950)).toMatchObject({ customers: 1_050, evaluated: 50, next: null });
  });
});

async function publishedVersion() {
  const { defaultScenarioId } = await api.db.legalEntity.findUniqueOrThrow({ where: { id: entityId } });
  const { id } = await api.db.scenarioVersion.findFirstOrThrow({ where: { scenarioId: defaultScenarioId! } });
  return id;
}

async function copyOf(id: string) {
  const { name, currency, country, timeZone, language, senderName, senderEmail, calendar } =
    await api.db.legalEntity.findUniqueOrThrow({ where: { id } });
  return {
    code: 'LARGE',
    name,
    currency,
    country,
    timeZone,
    language,
    senderName,
    senderEmail,
    calendar: calendar as object,
  };
}
