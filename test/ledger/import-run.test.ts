import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createImportActivities } from '../../activities/imports.ts';
import { storeFile } from '../../prisma/queries/files/write.ts';
import { decideImport } from '../../application/imports/decide.ts';
import { markApplying, rejectImport } from '../../prisma/queries/imports/states.ts';
import { importRun } from '../../prisma/queries/imports/read.ts';
import { createImport } from '../../prisma/queries/imports/write.ts';
import { importDecided, importWorkflowId } from '../../workflows/messages/import-run.ts';
import { taskQueues } from '../../workflows/messages/task-queues.ts';
import { workflowTypes } from '../../workflows/messages/workflow-ids.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startTemporal, type TestTemporal } from '../support/temporal.ts';
import { startWorkers, type RunningWorkers } from '../support/workers.ts';
import { createLegalEntity, ledgerOf } from './support.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let workers: RunningWorkers;
const by = '00000000-0000-4000-8000-000000000001';

beforeAll(async () => {
  database = await createTestDatabase();
  // A namespace of its own: the activities' queue has a fixed name.
  temporal = await startTemporal({ namespace: 'own' });
  workers = await startWorkers({
    connection: temporal.nativeConnection,
    namespace: temporal.namespace,
    activityQueues: [taskQueues.imports],
    activities: createImportActivities({ db: database.db }),
  });
});
afterAll(async () => {
  await workers.stop();
  await temporal.close();
  await database.drop();
});

async function start(content: string, applyUnattended = false) {
  const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
  async function* bytes() {
    yield Buffer.from(content);
  }
  const file = await storeFile(database.db, { name: 'ledger.csv', content: bytes(), maxBytes: 1e6 });
  const importId = await createImport(database.db, {
    legalEntityId: entityId,
    sourceName: 'erp',
    kind: 'items',
    mode: 'full',
    asOf: '2026-03-01',
    fileId: file.id,
    fileName: file.name,
    fileSha256: file.sha256,
    reading: {},
    createdBy: null,
  });
  const handle = await temporal.client.workflow.start(workflowTypes.importRun, {
    workflowId: importWorkflowId(importId),
    taskQueue: taskQueues.workflows,
    args: [{ importId, applyUnattended }],
  });
  const state = (wanted: string) =>
    vi.waitFor(async () => expect((await importRun(database.db, importId))?.state).toBe(wanted), {
      timeout: 20_000,
      interval: 100,
    });
  /** As the API does it: in the row first. */
  const decided = async (write: (importId: string) => Promise<unknown>) => {
    await write(importId);
    await handle.signal(importDecided);
  };
  return { entityId, handle, state, decided };
}

const header = 'customer number;invoice number;due date;open amount';

describe('the workflow of an import', () => {
  it('D-5 asks, reviews and applies, each when a person says so', async () => {
    const { entityId, handle, state, decided } = await start(`${header}\nC-1;F-1;03/04/2026;1,50\n`);
    await state('needs_input');
    await decided(async (id) => {
      const run = (await importRun(database.db, id))!;
      const answers = { dateOrder: 'dmy' as const };
      await decideImport(database.db, run, { kind: 'answer', answers }, { userId: by, at: new Date() });
    });
    await state('review');
    expect(await ledgerOf(database.db, entityId)).toEqual([]);
    await decided((id) => markApplying(database.db, id, by, new Date()));
    expect(await handle.result()).toBe('applied');
    expect(await ledgerOf(database.db, entityId)).toEqual([
      'C-1 invoice F-1 0 2026-03-01 2026-04-03 150 150 EUR',
    ]);
  });

  it('D-5 a rejected import changes nothing, and ends', async () => {
    const { entityId, handle, state, decided } = await start(`${header}\nC-1;F-1;2026-04-03;1,50\n`);
    await state('review');
    await decided((id) => rejectImport(database.db, id, by));
    expect(await handle.result()).toBe('rejected');
    await state('rejected');
    expect(await ledgerOf(database.db, entityId)).toEqual([]);
  });

  it('D-9 a feed without a person is applied when nothing is to be asked, and a bad file fails with its reason', async () => {
    const good = await start(`${header}\nC-1;F-1;2026-04-03;1,50\n`, true);
    expect(await good.handle.result()).toBe('applied');
    const bad = await start('colour;weight\nred;3\n', true);
    expect(await bad.handle.result()).toBe('failed');
  });
});
