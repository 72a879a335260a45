/** What workflows did, as the desk reads it: live, kept, raw, and who may. */
import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTemporal } from '../../api/plugins/temporal.ts';
import { replayCommand, replayReportShape, type ReplayCall } from '../../cli/replay-run.ts';
import { keepRun } from '../../prisma/queries/workflow-runs/write.ts';
import { importHistory } from '../../runtime/temporal/history-file.ts';
import { createReplayer, replayLimits } from '../../runtime/temporal/replayer.ts';
import { archiveOnce } from '../../worker/archive.ts';
import { caseSignal, caseWorkflowId } from '../../workflows/messages/collection-case.ts';
import { taskQueues } from '../../workflows/messages/task-queues.ts';
import { workflowTypes } from '../../workflows/messages/workflow-ids.ts';
import { startTemporal, type TestTemporal } from '../support/temporal.ts';
import { startWorkers } from '../support/workers.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let server: TestTemporal;
let api: TestApi;
let mine: Seeded;
let theirs: Seeded;
const cookies = {} as Record<'administrator' | 'collector' | 'viewer', string>;
const recorded = readFileSync(
  new URL('../replay/histories/automatic-reminder.json', import.meta.url),
  'utf8',
);
const keptId = '0b0b0b0b-0000-4000-8000-000000000001';

beforeAll(async () => {
  server = await startTemporal({ namespace: 'own' });
  const { address, namespace } = server;
  api = await startTestApi(
    { temporalPages: 'https://temporal.example' },
    {
      temporal: openTemporal({ address, namespace }),
    },
  );
  mine = await seedEntity(api.db, 'MINE');
  theirs = await seedEntity(api.db, 'CANARY');
  for (const role of ['administrator', 'collector', 'viewer'] as const)
    cookies[role] = await api.signIn(mine.users[role].email);
  await keepRun(
    api.db,
    {
      ...{ runId: keptId, workflowId: caseWorkflowId(mine.customerId), type: 'collectionCase' },
      ...{ legalEntityId: mine.entityId, customerId: mine.customerId, status: 'continued', events: 21 },
      ...{ startedAt: new Date('2036-01-07T05:00:00Z'), closedAt: new Date('2036-01-07T07:00:02Z') },
    },
    recorded,
  );
  await api.db.workflowStore.create({ data: { storeId: 'one', knownAt: new Date() } });
});
afterAll(async () => {
  await api?.close();
  await server?.close();
});

const address = (customerId: string) =>
  `/api/entities/${mine.entityId}/workflows/collectionCase/${customerId}`;

async function ask(path: string, as = cookies.administrator, customerId = mine.customerId) {
  const response = await api.ask({ url: `${address(customerId)}${path}`, as });
  return { status: response.statusCode, body: response.json() };
}

describe('the runs of a workflow', () => {
  it('X-2 live runs of Temporal and kept ones are one list, with what is waited for', async () => {
    await server.client.workflow.signalWithStart(
      workflowTypes.collectionCase,
      caseSignal({ customerId: mine.customerId, legalEntityId: mine.entityId }),
    );
    const { status, body } = await ask('', cookies.viewer);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      customer: { id: mine.customerId },
      temporal: true,
      state: { calls: [], waitingFor: null },
      temporalUrl: `https://temporal.example/workflows/case%2F${mine.customerId}`,
    });
    expect(body.runs.map(({ status: how, source }: Record<string, string>) => [how, source]).sort()).toEqual([
      ['continued', 'archive'],
      ['running', 'temporal'],
    ]);
  });

  it('X-2 what is of another company, or not there, is not found; raw events are for administrators', async () => {
    expect((await ask('', cookies.administrator, theirs.customerId)).status).toBe(404);
    const other = `/api/entities/${mine.entityId}/workflows/letterDelivery/${mine.customerId}`;
    expect((await api.ask({ url: other, as: cookies.administrator })).statusCode).toBe(404);
    for (const path of ['/events', '/events/1', '/history.json'])
      for (const role of ['viewer', 'collector'] as const)
        expect((await ask(`/runs/${keptId}${path}`, cookies[role])).status).toBe(403);
    const unknown = `/runs/${crypto.randomUUID()}`;
    for (const path of ['/events', '/events/1', '/history.json'])
      expect((await ask(`${unknown}${path}`)).status).toBe(404);
  });

  it('X-2 S-16 one timeline of steps, events and decisions; its pages are the whole', async () => {
    const whole = (await ask('/timeline?limit=200', cookies.viewer)).body;
    expect(whole.nextBefore).toBe(null);
    const kinds = whole.rows.flatMap(({ step }: { step: { kind: string } | null }) => step?.kind ?? []);
    expect(kinds).toEqual(
      expect.arrayContaining(['run_started', 'signalled', 'evaluated', 'waited', 'called']),
    );
    expect(whole.rows.some((row: { decision: unknown }) => row.decision !== null)).toBe(true);
    expect(whole.rows.some((row: { event: unknown }) => row.event !== null)).toBe(true);
    const times = whole.rows.map(({ at }: { at: string }) => at);
    expect(times).toEqual(times.toSorted().toReversed());

    const paged: unknown[] = [];
    for (let before: string | null = null, first = true; first || before !== null; first = false) {
      const { body } = await ask(`/timeline?limit=3${before === null ? '' : `&before=${before}`}`);
      paged.push(...body.rows);
      before = body.nextBefore;
    }
    expect(paged).toEqual(whole.rows);
  });

  it('X-2 raw events are decoded and searched; a long one comes by itself; the download replays', async () => {
    const { body } = await ask(`/runs/${keptId}/events?limit=5`);
    expect([body.total, body.rows.length, body.rows[0].type]).toEqual([21, 5, 'WORKFLOW_EXECUTION_STARTED']);
    expect(body.rows[0].attributes.input.payloads[0]).toMatchObject({ v: 1 });
    const found = (await ask(`/runs/${keptId}/events?q=perform`)).body;
    expect(found.rows.map(({ type }: { type: string }) => type)).toContain('ACTIVITY_TASK_SCHEDULED');
    expect(found.total).toBeLessThan(21);
    expect((await ask(`/runs/${keptId}/events/8`)).body).toMatchObject({ id: 8, type: 'TIMER_STARTED' });
    const file = await api.ask({
      url: `${address(mine.customerId)}/runs/${keptId}/history.json`,
      as: cookies.administrator,
    });
    expect(file.headers['content-disposition']).toContain(keptId);
    expect(importHistory(file.body).events).toHaveLength(21);
  });
});

describe('a replay against the code of today', () => {
  const replay = async (url: string, body: unknown, as = cookies.administrator) => {
    const response = await api.ask({ method: 'POST', url, as, body });
    return { status: response.statusCode, body: response.json() };
  };
  const uploads = () => `/api/entities/${mine.entityId}/replays`;

  it('X-2 N-5 a kept run replays; one of changed code does not, with the place', async () => {
    const run = `${address(mine.customerId)}/runs/${keptId}/replay`;
    expect(await replay(run, {})).toMatchObject({
      status: 200,
      body: {
        verdict: 'replays',
        workflow: 'collectionCase',
        build: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    });
    const changed = recorded.replaceAll('"name": "perform"', '"name": "sendNow"');
    expect((await replay(uploads(), { file: changed })).body).toMatchObject({
      verdict: 'does_not_replay',
      eventId: 14,
      expected: 'sendNow',
      found: 'perform',
    });
    expect((await replay(run, {}, cookies.collector)).status).toBe(403);
  }, 60_000);

  it('X-2 what is no history, of another system or too long is said to be so, and the next one replays', async () => {
    const foreign = recorded.replaceAll('"collectionCase"', '"ordering"');
    for (const file of ['{', '{"events": 3}', '{"events": []}', foreign])
      expect((await replay(uploads(), { file })).body.verdict).toBe('unreadable');
    const long = JSON.stringify({
      events: Array.from({ length: 20_001 }, (_, id) => ({ eventId: `${id}` })),
    });
    expect((await replay(uploads(), { file: long })).body).toMatchObject({
      verdict: 'too_long',
      build: null,
    });
    expect((await replay(uploads(), { file: recorded })).body.verdict).toBe('replays');
  }, 60_000);

  it('X-2 one that takes too long, or that nobody waits for, gives up and holds nobody else', async () => {
    const hurried = createReplayer({ ...replayLimits, ms: 1 });
    expect(await hurried.replay(recorded)).toMatchObject({ verdict: 'gave_up' });
    hurried.close();
    const patient = createReplayer();
    const gone = new AbortController();
    const first = patient.replay(recorded, { signal: gone.signal });
    const second = patient.replay(recorded);
    gone.abort();
    expect([(await first).verdict, (await second).verdict]).toEqual(['gave_up', 'replays']);
    patient.close();
  }, 60_000);
});

describe('relance replay', () => {
  async function command(call: Partial<ReplayCall>) {
    const texts = { out: '', err: '' };
    const into = (name: 'out' | 'err') =>
      new Writable({ write: (chunk, _, done) => ((texts[name] += String(chunk)), done()) });
    const whole = { files: [], json: true, temporal: server.client, ...call };
    const code = await replayCommand(whole, { stdout: into('out'), stderr: into('err') });
    return { code, ...texts };
  }

  it('X-2 N-5 --json prints one object of the documented shape; what does not replay is exit code 1', async () => {
    const all = await command({ all: true });
    expect(replayReportShape.parse(JSON.parse(all.out))).toMatchObject({ total: 1, replays: 1, others: [] });
    expect(all.code).toBe(0);
    const file = join(tmpdir(), `${crypto.randomUUID()}.json`);
    await writeFile(file, recorded.replaceAll('"name": "perform"', '"name": "sendNow"'));
    const { code, out } = await command({ files: [file] });
    const report = replayReportShape.parse(JSON.parse(out));
    expect(report.others).toMatchObject([{ name: file, verdict: 'does_not_replay', eventId: 14 }]);
    expect([code, report.total, report.replays]).toEqual([1, 1, 0]);
    expect((await command({ files: [file], json: false })).out).toContain(
      'at event 14: the history has sendNow',
    );
    await rm(file);
  }, 60_000);

  it('X-2 nothing named, and a file or a build that is not there, is wrong use', async () => {
    for (const call of [{}, { files: ['nowhere.json'] }, { all: true, build: 'nowhere.js' }])
      expect((await command(call)).code).toBe(2);
  });
});

describe('runs that ended', () => {
  it('X-2 are kept once, with their history, and those of nothing here are not', async () => {
    const unknown = crypto.randomUUID();
    for (const customerId of [mine.customerId, unknown]) {
      const target = { customerId, legalEntityId: mine.entityId };
      await server.client.workflow.signalWithStart(workflowTypes.collectionCase, caseSignal(target));
      await server.client.workflow.getHandle(caseWorkflowId(customerId)).terminate('rk_by hand');
    }
    await server.client.workflow.start('foreign', {
      workflowId: 'x',
      taskQueue: taskQueues.scenario,
      args: [],
    });
    await server.client.workflow.getHandle('x').terminate();
    const archive = () => archiveOnce({ db: api.db, temporal: server.client });
    await vi.waitFor(async () => expect(await archive()).toBe(1), { timeout: 15_000, interval: 200 });
    expect(await archive()).toBe(0);
    const rows = await api.db.workflowRun.findMany({ where: { status: 'terminated' } });
    expect(rows).toMatchObject([{ customerId: mine.customerId, type: 'collectionCase' }]);
    expect((await ask('')).body.runs.map(({ source }: { source: string }) => source)).toEqual([
      'archive',
      'archive',
    ]);
    const { archivedUntil } = await api.db.workflowStore.findUniqueOrThrow({ where: { id: 1 } });
    expect(archivedUntil).not.toBe(null);
  });

  it('X-2 N-2 while Temporal is away, what is kept is shown', async () => {
    const away = await startTestApi({}, {});
    const own = await seedEntity(away.db, 'AWAY');
    const as = await away.signIn(own.users.viewer.email);
    const url = `/api/entities/${own.entityId}/workflows/collectionCase/${own.customerId}`;
    expect((await away.ask({ url, as })).json()).toMatchObject({ temporal: false, runs: [], state: null });
    expect((await away.ask({ url: `${url}/timeline`, as })).statusCode).toBe(200);
    await away.close();
  });
});

describe('repairs', () => {
  const repairs = () => `${address(mine.customerId)}/repairs`;
  const repair = async (body: object, as = cookies.administrator) => {
    const asked = { key: crypto.randomUUID(), reason: 'it stands', ...body };
    const response = await api.ask({ method: 'POST', url: repairs(), as, body: asked });
    return { status: response.statusCode, code: response.json().code, body: response.json() };
  };
  const noted = () =>
    api.db.historyEvent.findMany({ where: { kind: 'workflow_repaired' }, orderBy: { id: 'asc' } });
  const whatRuns = async () => (await ask('/repairs')).body.runId as string | null;

  it('X-2 for administrators: what can be done now, each with its reason in the history of the customer', async () => {
    await server.client.workflow.signalWithStart(
      workflowTypes.collectionCase,
      caseSignal({ customerId: mine.customerId, legalEntityId: mine.entityId }),
    );
    expect((await ask('/repairs')).body).toMatchObject({
      ...{ temporal: true, isSending: false, runId: expect.any(String) },
      kinds: ['evaluate', 'retry_now', 'cancel_action', 'settle', 'rebuild'],
    });
    for (const role of ['viewer', 'collector'] as const) {
      expect((await ask('/repairs', cookies[role])).status).toBe(403);
      expect((await repair({ kind: 'evaluate' }, cookies[role])).status).toBe(403);
    }
    expect((await repair({ kind: 'wake' })).status).toBe(404);
    expect((await repair({ kind: 'evaluate', reason: ' ' })).status).toBe(400);
    const twice = { kind: 'evaluate', key: 'one-click' };
    expect([(await repair(twice)).status, (await repair(twice)).status]).toEqual([200, 200]);
    expect(await noted()).toMatchObject([
      {
        ...{ customerId: mine.customerId, actorId: mine.users.administrator.id },
        data: { repair: 'evaluate', reason: 'it stands', workflow: 'collectionCase' },
      },
    ]);
  });

  it('X-2 nothing is repaired while a message leaves; what was left in the middle long ago hinders nobody', async () => {
    const where = { id: mine.messageId };
    const before = await api.db.outboundMessage.findUniqueOrThrow({ where });
    const at = api.clock.now;
    for (const state of ['claimed', 'gate_passed'] as const) {
      await api.db.outboundMessage.update({ where, data: { state, updatedAt: at } });
      expect((await ask('/repairs')).body.isSending).toBe(true);
      for (const body of [{ kind: 'evaluate' }, { kind: 'rebuild', runId: await whatRuns() }])
        expect(await repair(body)).toMatchObject({ status: 409, code: 'send_under_way' });
    }
    await api.db.outboundMessage.update({ where, data: { updatedAt: new Date(at.getTime() - 3600_000) } });
    expect((await ask('/repairs')).body.isSending).toBe(false);
    const retried = { state: 'retry_wait' as const, retryAt: new Date(at.getTime() + 3600_000) };
    await api.db.outboundMessage.update({ where, data: retried });
    expect((await ask('/repairs')).body.retrying).toBe(1);
    expect((await repair({ kind: 'retry_now' })).body).toMatchObject({ tried: 1 });
    const { retryAt } = await api.db.outboundMessage.findUniqueOrThrow({ where });
    expect(retryAt?.getTime()).toBeLessThanOrEqual(at.getTime() + 60_000);
    const { state, updatedAt } = before;
    await api.db.outboundMessage.update({ where, data: { state, updatedAt, retryAt: before.retryAt } });
  });

  it('X-2 an open action is called off and an unknown outcome settled, once', async () => {
    const { body } = await ask('/repairs');
    const [action] = body.actions;
    const [doubtful] = body.doubtful;
    const off = { kind: 'cancel_action', actionId: action.id };
    const settled = { kind: 'settle', messageId: doubtful.id, sent: false };
    expect((await repair(settled)).status).toBe(200);
    expect(await repair(settled)).toMatchObject({ status: 409, code: 'not_in_doubt' });
    expect((await repair(off)).status).toBe(200);
    expect(await repair(off)).toMatchObject({ status: 409, code: 'action_not_open' });
    expect((await noted()).map(({ data }) => (data as { repair: string }).repair)).toEqual([
      ...['evaluate', 'retry_now', 'settle', 'cancel_action'],
    ]);
  });

  it('X-2 of two administrators one ends the run and the other reads that it has changed; a case that is gone comes back', async () => {
    const runId = await whatRuns();
    const both = await Promise.all([1, 2].map(() => repair({ kind: 'rebuild', runId })));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.code).toBe('changed_meanwhile');
    await vi.waitFor(async () => expect(await whatRuns()).not.toBe(null), { timeout: 10_000 });
    const next = await whatRuns();
    expect(next).not.toBe(runId);
    // No worker has done anything: there is no point to go back to.
    expect(await repair({ kind: 'reset', runId: next, eventId: 2 })).toMatchObject({
      ...{ status: 409, code: 'reset_point_gone' },
    });
    expect((await noted()).at(-1)?.data).toMatchObject({ repair: 'reset', failed: true });
    await server.client.workflow.getHandle(caseWorkflowId(mine.customerId)).terminate();
    expect((await repair({ kind: 'rebuild', runId: null })).status).toBe(200);
    await vi.waitFor(async () => expect(await whatRuns()).not.toBe(null), { timeout: 10_000 });
  });

  it('X-2 a reset goes back to a point and is done once; what was performed after it is asked for again, of the database; X-3 its worker is counted', async () => {
    const evaluation = { stage: 'one', needsPerson: false, nextActionAt: null, details: '' };
    const waiting = { ...evaluation, nextEvaluationAt: null, openActionId: null };
    const evaluate = vi.fn(async () => ({ ...waiting, perform: { actionId: mine.actionId } }));
    const perform = vi.fn(async () => waiting);
    const { nativeConnection: connection, namespace } = server;
    const worker = await startWorkers({
      ...{ connection, namespace, activityQueues: [], cases: {} },
      activities: { evaluate, perform, settle: async () => waiting },
    });
    const operations = { url: `/api/entities/${mine.entityId}/operations`, as: cookies.administrator };
    await vi.waitFor(
      async () => {
        const { queues } = (await api.ask(operations)).json();
        const [cases] = queues;
        expect(cases).toMatchObject({ queue: taskQueues.scenario, workers: 1 });
        expect(queues.at(-1)).toMatchObject({ queue: taskQueues.inbound, workers: 0, waiting: 0 });
      },
      { timeout: 20_000 },
    );
    const readOf = async () => (await ask('/repairs')).body;
    await vi.waitFor(async () => expect((await readOf()).points.length).toBeGreaterThan(1), {
      timeout: 20_000,
    });
    const before = await readOf();
    const performed = perform.mock.calls.length;
    const back = { kind: 'reset', runId: before.runId, eventId: before.points.at(-1).eventId };
    const both = await Promise.all([repair(back), repair(back)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    await vi.waitFor(() => expect(perform.mock.calls.length).toBeGreaterThan(performed), { timeout: 20_000 });
    expect(await whatRuns()).not.toBe(before.runId);
    await worker.stop();
  }, 60_000);
});

describe('rebuilds asked for on a page', () => {
  const url = () => `/api/entities/${mine.entityId}/rebuilds`;
  const rebuild = async (body: object, as = cookies.administrator) => {
    const response = await api.ask({ method: 'POST', url: url(), as, body: { note: 'lost', ...body } });
    return { status: response.statusCode, body: response.json() };
  };

  it('X-4 of a selection or the company, for administrators; the same twice is one, and each says who, why and how far', async () => {
    expect((await rebuild({}, cookies.collector)).status).toBe(403);
    expect((await rebuild({ customers: ['nobody'] })).body).toMatchObject({
      errors: [{ path: 'customers.0', code: 'not_found' }],
    });
    const { number } = await api.db.customer.findUniqueOrThrow({ where: { id: mine.customerId } });
    for (const customers of [[number], []]) {
      expect((await rebuild({ customers })).body).toEqual({ begun: 1, underWay: 0 });
      expect((await rebuild({ customers })).body).toEqual({ begun: 0, underWay: 1 });
    }
    const { rows } = (await api.ask({ url: url(), as: cookies.administrator })).json();
    const by = { askedBy: { id: mine.users.administrator.id }, note: 'lost', isOfAll: false };
    expect(rows).toMatchObject([
      { ...by, customer: null, waiting: rows[0].cases },
      { ...by, customer: { number }, cases: 1, waiting: 1 },
    ]);
    const where = { kind: 'workflow_repaired', data: { path: ['rebuildId'], equals: rows[1].id } };
    expect(await api.db.historyEvent.count({ where })).toBe(1);
    await api.db.caseWake.updateMany({ where: { relayedAt: null }, data: { relayedAt: new Date() } });
    const after = (await api.ask({ url: url(), as: cookies.administrator })).json();
    expect(after.rows.map(({ waiting }: { waiting: number }) => waiting)).toEqual([0, 0]);
  });
});
