import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBulkActivities } from '../../activities/bulk-runs.ts';
import { createBulkRun } from '../../prisma/queries/bulk-runs/write.ts';
import { countOutcomes, readBulkRun } from '../../prisma/queries/bulk-runs/read.ts';
import { workflowBundle } from '../../worker/bundle.ts';
import { bulkRunWorkflowId } from '../../workflows/messages/bulk-run.ts';
import { taskQueues } from '../../workflows/messages/task-queues.ts';
import { workflowTypes } from '../../workflows/messages/workflow-ids.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createEntity, type TestEntity } from '../support/ledger.ts';
import { timeSkippingEnv } from '../support/time-skipping.ts';

const customers = 650;
/** As the activity takes them. */
const pageRows = 200;
let env: TestWorkflowEnvironment;
let codePath: string;
let database: TestDatabase;
let entity: TestEntity;
const running: { worker: Worker; ended: Promise<void> }[] = [];

beforeAll(async () => {
  [env, database, { codePath }] = await Promise.all([
    timeSkippingEnv(),
    createTestDatabase(),
    workflowBundle(),
  ]);
});
afterAll(async () => {
  await env?.teardown();
  await database?.drop();
});
beforeEach(async () => {
  entity = await createEntity(database.db);
  await database.db.customer.createMany({
    data: Array.from({ length: customers }, (_, index) => ({
      legalEntityId: entity.entityId,
      number: `C-${index}`,
      name: `Customer ${String(index).padStart(4, '0')}`,
      country: 'FR',
      timeZone: 'Europe/Paris',
    })),
  });
});
afterEach(async () => {
  for (const { worker, ended } of running.splice(0)) {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await ended.catch(() => undefined);
  }
});

/** A worker whose pages go through `around`. */
async function startWorker(around: (page: () => Promise<{ more: boolean }>) => Promise<{ more: boolean }>) {
  const { runBulkPage } = createBulkActivities({ db: database.db });
  const worker = await Worker.create({
    connection: env.nativeConnection,
    namespace: env.namespace ?? 'default',
    taskQueue: taskQueues.imports,
    workflowBundle: { codePath },
    activities: { runBulkPage: (runId: string) => around(() => runBulkPage(runId)) },
    // Nothing waits for the cache of a worker that is gone.
    maxCachedWorkflows: 0,
    // A worker that is to stop stops between two customers.
    shutdownGraceTime: 1,
    shutdownForceTime: 10_000,
  });
  running.push({ worker, ended: worker.run() });
  return worker;
}

async function confirmed(): Promise<string> {
  const scope = { entityId: entity.entityId, today: '2026-03-10', currency: 'EUR' };
  const { id, total } = await database.db.$transaction((tx) =>
    createBulkRun(tx, {
      scope,
      key: crypto.randomUUID(),
      kind: 'pages_on',
      selection: { criteria: {}, exceptIds: [] },
      params: {},
      userId: entity.collectorId,
      at: new Date(),
    }),
  );
  expect(total).toBe(customers);
  return id;
}

function start(runId: string) {
  return env.client.workflow.start(workflowTypes.bulkRun, {
    workflowId: bulkRunWorkflowId(runId),
    taskQueue: taskQueues.imports,
    args: [{ runId }],
  });
}

describe('an act on many customers', () => {
  test('A-7 P-3 a worker that ends in the middle is followed by one that goes on; each customer is done once', async () => {
    const runId = await confirmed();
    const dying = await startWorker((page) => page());
    const handle = await start(runId);
    await vi.waitFor(
      async () => expect((await countOutcomes(database.db, runId)).changed).toBeGreaterThan(pageRows + 20),
      { timeout: 30_000, interval: 5 },
    );
    dying.shutdown();
    await running.splice(0)[0]!.ended;
    const halfway = await countOutcomes(database.db, runId);
    expect(halfway.changed % pageRows).not.toBe(0);
    expect(halfway.pending).toBeGreaterThan(0);

    await startWorker((page) => page());
    await handle.result();
    expect(await countOutcomes(database.db, runId)).toEqual({
      pending: 0,
      changed: customers,
      unchanged: 0,
      refused: 0,
    });
    expect(await readBulkRun(database.db, runId)).toMatchObject({ state: 'done' });
    const where = { legalEntityId: entity.entityId };
    expect(await database.db.historyEvent.count({ where: { ...where, kind: 'pages_switched' } })).toBe(
      customers,
    );
    expect(await database.db.customer.count({ where: { ...where, positionVersion: 1n } })).toBe(customers);
    expect(await database.db.customer.count({ where: { ...where, interactivePages: false } })).toBe(0);
  });

  test('A-7 a run that was taken back before it began ends without doing anything', async () => {
    const runId = await confirmed();
    await database.db.bulkRun.delete({ where: { id: runId } });
    await startWorker((page) => page());
    await (await start(runId)).result();
    const on = { legalEntityId: entity.entityId, interactivePages: true };
    expect(await database.db.customer.count({ where: on })).toBe(0);
  });
});
