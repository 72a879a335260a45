import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBulkActivities } from '../../activities/bulk-runs.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let theirs: Seeded;
let cookie: string;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  theirs = await seedEntity(api.db, 'THEIRS');
  cookie = await api.signIn(mine.users.collector.email);
  await api.db.customer.createMany({
    data: ['A', 'B', 'C', 'D'].map((name) => ({
      legalEntityId: mine.entityId,
      number: name,
      name,
      country: name === 'D' ? 'DE' : 'FR',
      timeZone: 'Europe/Paris',
    })),
  });
});
afterAll(() => api.close());

let clicks = 0;
const start = async (act: object, selection: object, more: { key?: string; as?: string } = {}) => {
  clicks += 1;
  return api.ask({
    method: 'POST',
    url: `/api/entities/${mine.entityId}/bulk-runs`,
    as: more.as ?? cookie,
    body: { key: more.key ?? `click-number-${clicks}`, act, selection },
  });
};
const page = (runId: string) =>
  new MockActivityEnvironment().run(
    createBulkActivities({ db: api.db, now: () => api.clock.now }).runBulkPage,
    runId,
  );
const outcomes = async (runId: string) =>
  (
    (await api.ask({ url: `/api/entities/${mine.entityId}/bulk-runs/${runId}`, as: cookie })).json() as {
      outcomes: object;
    }
  ).outcomes;
const everybodyFrench = { criteria: { country: ['FR'] } };

describe('A-7 one act for many customers', () => {
  it('A-7 P-3 switches interactive pages for all that a filter finds, less some, and says what came of each', async () => {
    const b = await api.db.customer.findFirstOrThrow({
      where: { number: 'B', legalEntityId: mine.entityId },
    });
    await api.db.customer.updateMany({ where: { number: 'A' }, data: { interactivePages: true } });
    const before = await api.db.customer.findFirstOrThrow({ where: { number: 'C' } });
    const response = await start({ kind: 'pages_on' }, { criteria: { country: ['FR'] }, exceptIds: [b.id] });
    expect(response.statusCode).toBe(202);
    const run = response.json() as { id: string };
    expect(run).toMatchObject({ total: 3, state: 'waiting', outcomes: { pending: 3 } });
    expect(await api.db.workflowRequest.count({ where: { kind: 'bulk_run', subjectId: run.id } })).toBe(1);
    expect(await page(run.id)).toEqual({ more: false });
    expect(await outcomes(run.id)).toEqual({ pending: 0, changed: 2, unchanged: 1, refused: 0 });
    const on = await api.db.customer.findMany({
      where: { interactivePages: true },
      orderBy: { number: 'asc' },
    });
    expect(on.map(({ number }) => number)).toEqual(['A', 'C', 'MINE-1']);
    const after = on.find(({ number }) => number === 'C')!;
    expect(after.positionVersion).toBe(before.positionVersion + 1n);
    expect(after.setByHand).toEqual(['interactive_pages']);
    const history = await api.db.historyEvent.findMany({ where: { kind: 'pages_switched' } });
    expect(history.map(({ customerId }) => customerId).toSorted()).toEqual(
      [after.id, mine.customerId].toSorted(),
    );
    expect(history[0]).toMatchObject({
      actorKind: 'user',
      actorId: mine.users.collector.id,
      data: { on: true },
    });
    expect(await api.db.caseWake.count({ where: { key: { startsWith: `bulk/${run.id}/` } } })).toBe(2);
  });

  it('A-7 R-12 takes no replies by mail of all that a filter finds, and finds them by it', async () => {
    const run = (await start({ kind: 'capture_off' }, everybodyFrench)).json() as { id: string };
    await page(run.id);
    expect(await outcomes(run.id)).toMatchObject({ refused: 0, pending: 0 });
    const off = await api.db.customer.findMany({ where: { replyCapture: false } });
    expect(off.map(({ country }) => country)).toEqual(off.map(() => 'FR'));
    expect(off.every(({ setByHand }) => setByHand.includes('reply_capture'))).toBe(true);
    const found = await api.ask({
      url: `/api/entities/${mine.entityId}/customers?capture=false`,
      as: cookie,
    });
    expect((found.json() as { total: number }).total).toBe(off.length);
    const again = (await start({ kind: 'capture_on' }, everybodyFrench)).json() as { id: string };
    await page(again.id);
    expect(await api.db.customer.count({ where: { replyCapture: false } })).toBe(0);
    expect(await api.db.historyEvent.count({ where: { kind: 'capture_switched' } })).toBe(2 * off.length);
  });

  it('A-7 a page that is repeated changes nothing more', async () => {
    const run = (await start({ kind: 'pages_off' }, everybodyFrench)).json() as { id: string };
    await page(run.id);
    const events = await api.db.historyEvent.count();
    expect(await page(run.id)).toEqual({ more: false });
    expect(await api.db.historyEvent.count()).toBe(events);
  });

  it('A-7 the same click sent twice is one run', async () => {
    const first = (await start({ kind: 'pages_on' }, everybodyFrench, { key: 'the-same-click' })).json() as {
      id: string;
    };
    const second = (await start({ kind: 'pages_on' }, everybodyFrench, { key: 'the-same-click' })).json() as {
      id: string;
    };
    expect(second.id).toBe(first.id);
    expect(await api.db.bulkRunRow.count({ where: { runId: first.id } })).toBe(4);
  });

  it('A-7 a run is for those it was confirmed for: who meets the filter later is not in it', async () => {
    const run = (await start({ kind: 'pages_on' }, { criteria: { country: ['DE'] } })).json() as {
      id: string;
    };
    await api.db.customer.updateMany({ where: { number: 'C' }, data: { country: 'DE' } });
    await page(run.id);
    await api.db.customer.updateMany({ where: { number: 'C' }, data: { country: 'FR' } });
    expect(await outcomes(run.id)).toMatchObject({ changed: 1 });
  });

  it('A-7 N-2 without Temporal it is written down, and asked for once', async () => {
    const { id } = (await start({ kind: 'pages_on' }, everybodyFrench, { key: 'asked-for-once' })).json() as {
      id: string;
    };
    await start({ kind: 'pages_on' }, everybodyFrench, { key: 'asked-for-once' });
    expect(await api.db.workflowRequest.findMany({ where: { subjectId: id } })).toMatchObject([
      { kind: 'bulk_run', relayedAt: null, payload: { start: { runId: id } } },
    ]);
  });

  it('A-7 what fails for one customer is written beside it, and the others go on', async () => {
    const { id } = await api.db.user.create({
      data: {
        email: 'leaves@mine.test',
        name: 'Leaves soon',
        role: 'collector',
        passwordHash: 'x',
        memberships: { create: { legalEntityId: mine.entityId } },
      },
    });
    const run = (await start({ kind: 'assign_collector', collectorId: id }, everybodyFrench)).json() as {
      id: string;
    };
    await api.db.user.update({ where: { id }, data: { disabledAt: new Date() } });
    await page(run.id);
    expect(await outcomes(run.id)).toMatchObject({ refused: 4, changed: 0 });
    const rows = (
      await api.ask({ url: `/api/entities/${mine.entityId}/bulk-runs/${run.id}/customers`, as: cookie })
    ).json() as { rows: { name: string; code: string }[]; total: number };
    expect(rows.total).toBe(4);
    expect(rows.rows[0]).toMatchObject({ name: 'A', code: 'not_found' });
  });

  it('A-7 S-11 a scenario is given by moving the case: levels already had are not repeated', async () => {
    const definition = {
      version: 1,
      name: 'Other',
      steps: ['one', 'two', 'three'].map((key) => ({
        key,
        channel: 'email',
        mode: 'to_confirm',
        trigger: { kind: 'due', days: 5 },
        template: 'friendly',
      })),
    };
    const other = await api.db.scenario.create({
      data: {
        legalEntityId: mine.entityId,
        name: 'Other',
        versions: { create: { version: 1, state: 'published', definition } },
      },
    });
    await api.db.openItem.update({ where: { id: mine.itemIds[0]! }, data: { level: 2, rank: 1 } });
    const run = (
      await start({ kind: 'assign_scenario', scenarioId: other.id }, { customerIds: [mine.customerId] })
    ).json() as { id: string };
    await page(run.id);
    expect(await outcomes(run.id)).toMatchObject({ changed: 1 });
    const item = await api.db.openItem.findUniqueOrThrow({ where: { id: mine.itemIds[0]! } });
    expect(item.rank).toBe(2);
    const moved = await api.db.collectionCase.findUniqueOrThrow({
      where: { customerId: mine.customerId },
      include: { scenarioVersion: true },
    });
    expect(moved).toMatchObject({ scenarioRun: 2, scenarioVersion: { scenarioId: other.id } });
    expect(
      await api.db.historyEvent.count({ where: { customerId: mine.customerId, kind: 'case_moved' } }),
    ).toBe(1);
    const again = (
      await start({ kind: 'assign_scenario', scenarioId: other.id }, { customerIds: [mine.customerId] })
    ).json() as { id: string };
    await page(again.id);
    expect(await outcomes(again.id)).toMatchObject({ unchanged: 1 });
  });

  it('A-7 refuses what could only be refused for everybody, and anyone who may not act', async () => {
    const draft = await api.db.scenario.create({
      data: {
        legalEntityId: mine.entityId,
        name: 'Draft',
        versions: { create: { version: 1, definition: {} } },
      },
    });
    expect(
      (await start({ kind: 'assign_scenario', scenarioId: draft.id }, everybodyFrench)).json(),
    ).toMatchObject({
      code: 'version_not_published',
    });
    const stranger = { kind: 'assign_collector', collectorId: theirs.users.collector.id };
    expect((await start(stranger, everybodyFrench)).statusCode).toBe(404);
    expect((await start({ kind: 'pages_on', more: 1 }, everybodyFrench)).statusCode).toBe(400);
    expect((await start({ kind: 'pages_on' }, { criteria: { nonsense: 1 } })).statusCode).toBe(400);
    const viewer = await api.signIn(mine.users.viewer.email);
    expect((await start({ kind: 'pages_on' }, everybodyFrench, { as: viewer })).statusCode).toBe(403);
  });

  it('A-7 customers of another entity are never in a run, and its runs are nobody else’s', async () => {
    const run = (
      await start({ kind: 'pages_on' }, { customerIds: [theirs.customerId, mine.customerId] })
    ).json() as { id: string; total: number };
    expect(run.total).toBe(1);
    const foreign = await api.ask({
      url: `/api/entities/${theirs.entityId}/bulk-runs/${run.id}`,
      as: await api.signIn(theirs.users.administrator.email),
    });
    expect(foreign.statusCode).toBe(404);
  });
});
