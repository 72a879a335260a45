import { liveUpdatesConnection } from '../../prisma/queries/changes/listen.ts';
import { request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { seedReply } from '../support/replies.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let theirs: Seeded;
let cookie: string;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  theirs = await seedEntity(api.db, 'CANARY');
  cookie = await api.signIn(mine.users.viewer.email);
  await api.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => api.close());

/** What has come in so far, and the function that goes away. */
async function listen() {
  const { port } = api.app.server.address() as AddressInfo;
  let text = '';
  const request = ask({
    port,
    host: '127.0.0.1',
    path: `/api/entities/${mine.entityId}/events`,
    headers: { cookie },
  });
  request.on('error', () => undefined);
  request.on('response', (response) => response.on('data', (chunk: Buffer) => (text += chunk.toString())));
  request.end();
  await vi.waitFor(() => expect(text).toContain('event: ready'), 5_000);
  return { text: () => text, leave: () => request.destroy() };
}

describe('live updates', () => {
  it('A-1 a changed action, a new history event and an import reach the open page, with ids only', async () => {
    const page = await listen();
    await api.db.agendaAction.update({ where: { id: mine.actionId }, data: { state: 'confirmed' } });
    await vi.waitFor(() => expect(page.text()).toContain('"agenda"'), 5_000);
    await api.db.importRun.update({ where: { id: mine.importId }, data: { progressDone: 5 } });
    await vi.waitFor(() => expect(page.text()).toContain(mine.importId), 5_000);
    await api.db.historyEvent.create({
      data: {
        legalEntityId: mine.entityId,
        customerId: mine.customerId,
        kind: 'note_added',
        at: new Date(),
        actorKind: 'system',
        data: { v: 1, text: 'a secret' },
      },
    });
    await vi.waitFor(() => expect(page.text()).toContain(mine.customerId), 5_000);
    expect(page.text()).not.toContain('secret');
    page.leave();
  });

  it('A-7 how far an act on many customers has come reaches the open page', async () => {
    const run = await api.db.bulkRun.create({
      data: {
        legalEntityId: mine.entityId,
        key: crypto.randomUUID(),
        kind: 'pages_on',
        createdBy: mine.users.collector.id,
        rows: { create: { rowNo: 1, customerId: mine.customerId } },
      },
    });
    for (const step of ['a customer', 'the run'] as const) {
      const page = await listen();
      expect(page.text()).not.toContain('bulk_run');
      if (step === 'the run')
        await api.db.bulkRun.update({ where: { id: run.id }, data: { state: 'running' } });
      else await api.db.bulkRunRow.updateMany({ where: { runId: run.id }, data: { outcome: 'changed' } });
      await vi.waitFor(() => expect(page.text(), step).toContain('bulk_run'), 5_000);
      page.leave();
    }
  });

  it('P-10 what a customer says, and a task, reach the open page without a word of it', async () => {
    const page = await listen();
    await seedReply(api.db, { customerId: mine.customerId, text: 'a secret' });
    await vi.waitFor(() => expect(page.text()).toContain('"reply"'), 5_000);
    const before = page.text().length;
    await api.db.followUp.update({ where: { id: mine.followUpId }, data: { text: 'another secret' } });
    await vi.waitFor(() => expect(page.text().slice(before)).toContain('"reply"'), 5_000);
    expect(page.text()).not.toContain('secret');
    page.leave();
  });

  it('A-1 a page that opens hears nothing of what was changed before, when nobody listened', async () => {
    await api.db.importRun.update({ where: { id: mine.importId }, data: { progressDone: 6 } });
    const page = await listen();
    await api.db.agendaAction.update({ where: { id: mine.actionId }, data: { state: 'proposed' } });
    await vi.waitFor(() => expect(page.text()).toContain('"agenda"'), 5_000);
    expect(page.text()).not.toContain(mine.importId);
    page.leave();
  });

  it('M1 changes of another entity are not sent', async () => {
    const page = await listen();
    await api.db.agendaAction.update({ where: { id: theirs.actionId }, data: { state: 'confirmed' } });
    // A change of our own after it: notices arrive in order.
    await api.db.agendaAction.update({ where: { id: mine.actionId }, data: { state: 'proposed' } });
    await vi.waitFor(() => expect(page.text()).toContain(mine.customerId), 5_000);
    expect(page.text()).not.toContain(theirs.customerId);
    page.leave();
  });

  it('A-1 the listening connection comes back after the database dropped it, and pages are asked to read again', async () => {
    const page = await listen();
    const before = page.text().length;
    await api.db.$executeRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = ${liveUpdatesConnection} AND datname = current_database()`;
    await vi.waitFor(() => expect(page.text().slice(before)).toContain('"mailbox"'), 10_000);
    page.leave();
  });

  it('B11 one person opens so many streams and no more; one that ends makes room', async () => {
    const as = await api.signIn(mine.users.manager.email);
    const { port } = api.app.server.address() as AddressInfo;
    const open = () =>
      fetch(`http://127.0.0.1:${port}/api/entities/${mine.entityId}/events`, { headers: { cookie: as } });
    const streams = await Promise.all(Array.from({ length: 12 }, open));
    expect(streams.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));
    const refused = await open();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
    // Somebody else is not held up.
    (await listen()).leave();
    await streams[0]!.body!.cancel();
    await vi.waitFor(async () => expect((await open()).status).toBe(200), 5_000);
  });
});
