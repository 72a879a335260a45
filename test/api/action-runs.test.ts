/** Many actions of the agenda at once: each with its own result, letters as one file. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBulkActivities } from '../../activities/bulk-runs.ts';
import { letters, renderer } from '../support/threads.ts';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { countStatements } from '../support/statements.ts';
import { createCustomer, createEntity, type TestEntity } from '../support/ledger.ts';
import { readPages } from '../letters/read-pdf.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: TestEntity;
let theirs: Seeded;
let cookie: string;
const step = {
  key: 'first',
  mode: 'manual',
  trigger: { kind: 'due', days: 5 },
  template: 'friendly_reminder',
};
const names = ['A', 'B', 'C', 'D'];
const actionOf = new Map<string, { id: string; positionHash: string }>();

beforeAll(async () => {
  api = await startTestApi();
  theirs = await seedEntity(api.db, 'THEIRS');
  mine = await createEntity(api.db, {
    scenario: { version: 1, name: 'Letters', steps: [{ ...step, channel: 'letter' } as never] },
    entity: { ledgerAsOf: new Date('2026-03-10') },
  });
  const { passwordHash } = await api.db.user.findUniqueOrThrow({ where: { id: theirs.users.collector.id } });
  const user = await api.db.user.update({ where: { id: mine.collectorId }, data: { passwordHash } });
  cookie = await api.signIn(user.email);
  for (const name of names) await addCustomer(name);
});
afterAll(async () => {
  await api.close();
});

async function addCustomer(name: string) {
  const customerId = await createCustomer(api.db, mine, {
    number: name,
    items: [{ number: `F-${name}`, dueOn: '2026-01-05', openMinor: 120_000 }],
  });
  const address = {
    street: `${name.charCodeAt(0)} rue Haute`,
    postalCode: '69001',
    city: 'Lyon',
    country: 'FR',
  };
  await api.db.customer.update({ where: { id: customerId }, data: { name: `Client ${name}`, address } });
  await api.db.contact.updateMany({ where: { customerId }, data: { postal: true } });
  await api.db.$transaction((tx) => evaluateCase(tx, customerId, api.clock.now.getTime()));
  const action = await api.db.agendaAction.findFirstOrThrow({ where: { customerId, state: 'proposed' } });
  actionOf.set(name, { id: action.id, positionHash: action.positionHash });
}

const base = () => `/api/entities/${mine.entityId}`;
const ask = async (method: 'GET' | 'POST', url: string, body?: object) =>
  api.ask({ method, url: `${base()}${url}`, as: cookie, ...(body && { body }) });
const start = (act: object, of: string[], key: string = crypto.randomUUID()) =>
  ask('POST', '/action-runs', { key, act, actions: of.map((name) => actionOf.get(name)!) });
const work = (runId: string) =>
  new MockActivityEnvironment().run(
    createBulkActivities({
      db: api.db,
      now: () => api.clock.now,
      letterDeps: {
        prisma: api.db,
        renderer,
        letters,
        publicUrl: 'https://relance.test',
        secret: 'a secret of at least thirty-two characters',
      },
    }).runBulkPage,
    runId,
  );

describe('runs about many actions', () => {
  it('L-3 A-3 selected letters become one PDF in the order of the selection, each on a sheet of its own', async () => {
    const blocked = await api.db.customer.findFirstOrThrow({
      where: { number: 'C', legalEntityId: mine.entityId },
    });
    await api.db.customer.update({
      where: { id: blocked.id },
      data: { address: { street: 'x'.repeat(60), postalCode: '69001', city: 'Lyon', country: 'FR' } },
    });
    const started = await start({ kind: 'print_letters' }, ['B', 'C', 'A']);
    expect(started.statusCode, started.body).toBe(202);
    const run = started.json();
    expect(run).toMatchObject({ kind: 'print_letters', state: 'waiting', total: 3, file: null });
    expect(await api.db.workflowRequest.count({ where: { subjectId: run.id } })).toBe(1);
    expect(await work(run.id)).toEqual({ more: false });
    const done = (await ask('GET', `/bulk-runs/${run.id}`)).json();
    expect(done).toMatchObject({
      state: 'done',
      outcomes: { changed: 2, refused: 1, pending: 0 },
      file: { letters: 2, pages: 4 },
    });
    const refused = (await ask('GET', `/bulk-runs/${run.id}/customers`)).json();
    expect(refused.rows).toMatchObject([{ number: 'C', code: 'letter_address', params: { line: 3 } }]);
    const file = await ask('GET', `/bulk-runs/${run.id}/file`);
    expect(file.headers['content-type']).toBe('application/pdf');
    const pages = await readPages(new Uint8Array(file.rawPayload));
    const seen = pages.map(({ lines }) => lines.find((line) => line.includes('RUE HAUTE')) ?? '');
    expect(seen).toEqual(['66 RUE HAUTE', '', '65 RUE HAUTE', '']);
  });

  it('L-3 the file is there for a day, for people of the company', async () => {
    const [run] = (await ask('GET', '/action-runs')).json().rows;
    const stranger = await api.signIn(theirs.users.collector.email);
    const url = `${base()}/bulk-runs/${run.id}/file`;
    expect((await api.ask({ url, as: stranger })).statusCode).toBe(404);
    const inADay = new Date(api.clock.now.getTime() + 24 * 3600_000).toISOString();
    expect(run.file).toMatchObject({ keptUntil: inADay });
    await api.db.bulkRunFile.updateMany({ data: { keptUntil: api.clock.now } });
    expect((await ask('GET', `/bulk-runs/${run.id}/file`)).statusCode).toBe(404);
    expect((await ask('GET', `/bulk-runs/${run.id}`)).json().file).toBeNull();
  });

  it('L-3 A-3 completing the selection moves each on, keeps its letter, and says what was refused', async () => {
    const run = (await start({ kind: 'complete_actions', note: 'posted' }, ['A', 'B', 'C'])).json();
    await work(run.id);
    expect((await ask('GET', `/bulk-runs/${run.id}`)).json().outcomes).toMatchObject({
      changed: 2,
      refused: 1,
    });
    const sent = await api.db.outboundMessage.findMany({ where: { state: 'resolved_sent' } });
    expect(sent.map(({ actionId }) => actionId).toSorted()).toEqual(
      ['A', 'B'].map((name) => actionOf.get(name)!.id).toSorted(),
    );
    const events = await api.db.historyEvent.findMany({ where: { kind: 'action_completed' } });
    expect(events).toHaveLength(2);
    for (const { data } of events)
      expect(data).toMatchObject({ note: 'posted', messageIds: [expect.any(String)] });
  });

  it('A-3 a page that is repeated, and the same click again, do nothing more', async () => {
    const first = (await start({ kind: 'complete_actions' }, ['D'], 'one-and-the-same')).json();
    await work(first.id);
    await api.db.bulkRunRow.updateMany({ where: { runId: first.id }, data: { outcome: 'pending' } });
    await work(first.id);
    expect((await ask('GET', `/bulk-runs/${first.id}`)).json().outcomes).toMatchObject({ changed: 1 });
    expect((await start({ kind: 'complete_actions' }, ['D'], 'one-and-the-same')).json().id).toBe(first.id);
    const { id: actionId } = actionOf.get('D')!;
    expect(await api.db.countedContact.count({ where: { actionId } })).toBe(1);
  });

  it('A-3 actions of another company are not part of a run', async () => {
    const started = await ask('POST', '/action-runs', {
      key: crypto.randomUUID(),
      act: { kind: 'complete_actions' },
      actions: [{ id: theirs.actionId }],
    });
    expect(started.json()).toMatchObject({ total: 0 });
  });

  it('A-3 many are confirmed, each with its own result; what changed meanwhile is refused', async () => {
    await api.db.scenarioVersion.update({
      where: { id: mine.scenarioVersionId },
      data: {
        definition: {
          version: 1,
          name: 'Mails',
          steps: [{ ...step, channel: 'email', mode: 'to_confirm' }],
        },
      },
    });
    for (const name of ['E', 'F', 'G']) await addCustomer(name);
    const changed = actionOf.get('F')!;
    await api.db.openItem.updateMany({ where: { number: 'F-F' }, data: { openMinor: 100n } });
    const run = (await start({ kind: 'confirm_actions' }, ['E', 'F', 'G'])).json();
    await work(run.id);
    expect((await ask('GET', `/bulk-runs/${run.id}`)).json()).toMatchObject({
      state: 'done',
      outcomes: { changed: 2, refused: 1 },
    });
    const { rows } = (await ask('GET', `/bulk-runs/${run.id}/customers`)).json();
    expect(rows).toMatchObject([{ actionId: changed.id, number: 'F' }]);
    expect(
      await api.db.agendaAction.count({ where: { state: 'confirmed', legalEntityId: mine.entityId } }),
    ).toBe(2);
  });

  it('A-3 what was refused is tried again by a run of its own, as it was seen; what has changed is refused again', async () => {
    const [before] = (await ask('GET', '/action-runs')).json().rows;
    const again = (key: string) => ask('POST', `/action-runs/${before.id}/again`, { key });
    const started = await again('once-more');
    expect(started.statusCode, started.body).toBe(202);
    expect(started.json()).toMatchObject({ kind: 'confirm_actions', total: 1, state: 'waiting' });
    expect((await again('once-more')).json().id).toBe(started.json().id);
    await work(started.json().id);
    const url = `/bulk-runs/${started.json().id}`;
    expect((await ask('GET', url)).json().outcomes).toMatchObject({ changed: 0, refused: 1 });
    await api.db.openItem.updateMany({ where: { number: 'F-F' }, data: { openMinor: 120_000n } });
    const last = (
      await ask('POST', `/action-runs/${started.json().id}/again`, { key: 'the-third-time' })
    ).json();
    await work(last.id);
    expect((await ask('GET', `/bulk-runs/${last.id}`)).json().outcomes).toMatchObject({ changed: 1 });
    const none = await ask('POST', `/action-runs/${last.id}/again`, { key: 'the-fourth-time' });
    expect(none.json()).toMatchObject({ code: 'already_closed' });
  });

  it('A-3 what a confirmation costs the database does not grow with the run', async () => {
    const many = Array.from({ length: 12 }, (_, at) => String.fromCharCode('a'.charCodeAt(0) + at));
    for (const name of many) await addCustomer(name);
    const costOf = async (of: string[]) => {
      const run = (await start({ kind: 'confirm_actions' }, of)).json();
      const statements = countStatements();
      await work(run.id);
      const count = statements.count();
      statements.stop();
      expect((await ask('GET', `/bulk-runs/${run.id}`)).json().outcomes).toMatchObject({
        changed: of.length,
      });
      return count;
    };
    const [few, more] = [await costOf(many.slice(0, 3)), await costOf(many.slice(3))];
    // Of each six, as alone; of the run five, however many it confirms: five hundred cost three thousand and five.
    expect([few, more]).toEqual([5 + 3 * 6, 5 + 9 * 6]);
  });

  it('A-3 a run under way, one about customers, or one of others is not tried again', async () => {
    const open = (await start({ kind: 'confirm_actions' }, ['G'])).json();
    expect(
      (await ask('POST', `/action-runs/${open.id}/again`, { key: 'some-other-key' })).json(),
    ).toMatchObject({
      code: 'already_closed',
    });
    const stranger = await api.signIn(theirs.users.collector.email);
    const url = `${base()}/action-runs/${open.id}/again`;
    expect(
      (await api.ask({ method: 'POST', url, as: stranger, body: { key: 'some-other-key' } })).statusCode,
    ).toBe(404);
  });
});
