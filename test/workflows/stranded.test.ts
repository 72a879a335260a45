/** Imports and acts that nobody works on any more, and those that a person stops. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createBulkActivities } from '../../activities/bulk-runs.ts';
import { readImport } from '../../activities/imports/read-import.ts';
import { createImportActivities } from '../../activities/imports.ts';
import type { ImportState } from '../../domain/vocabulary/imports.ts';
import type { Prisma } from '../../prisma/client.ts';
import { storeFile } from '../../prisma/queries/files/write.ts';
import { markApplying, rejectImport } from '../../prisma/queries/imports/states.ts';
import { importRun } from '../../prisma/queries/imports/read.ts';
import { createImport } from '../../prisma/queries/imports/write.ts';
import { createBulkRun } from '../../prisma/queries/bulk-runs/write.ts';
import { createRequest } from '../../prisma/queries/workflow-requests/write.ts';
import { askForStranded } from '../../application/outbox.ts';
import { relayOnce } from '../../worker/relay.ts';
import { taskQueues } from '../../workflows/messages/task-queues.ts';
import { createLegalEntity, ledgerOf } from '../ledger/support.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createCustomer, createEntity } from '../support/ledger.ts';
import { startTemporal, type TestTemporal } from '../support/temporal.ts';
import { startWorkers, type RunningWorkers } from '../support/workers.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let workers: RunningWorkers;

beforeAll(async () => {
  database = await createTestDatabase();
  temporal = await startTemporal({ namespace: 'own' });
  workers = await startWorkers({
    connection: temporal.nativeConnection,
    namespace: temporal.namespace,
    activityQueues: [taskQueues.imports],
    activities: {
      ...createImportActivities({ db: database.db }),
      ...createBulkActivities({ db: database.db }),
    },
  });
});
afterAll(async () => {
  await workers.stop();
  await temporal.close();
  await database.drop();
});

const relay = () => relayOnce({ db: database.db, temporal: temporal.client });
const longAgo = new Date(Date.now() - 600_000);

const header = 'customer number;invoice number;due date;open amount';
const oneItem = `${header}\nC-1;F-1;2026-04-03;1,50\n`;

async function received(content = oneItem) {
  const entityId = await createLegalEntity(database.db, { currency: 'EUR' });
  async function* bytes() {
    yield Buffer.from(content);
  }
  const file = await storeFile(database.db, { name: 'ledger.csv', content: bytes(), maxBytes: 1e8 });
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
  return { entityId, importId };
}

const stateOf = async (importId: string) => (await importRun(database.db, importId))?.state;
const becomes = (importId: string, state: ImportState) =>
  vi.waitFor(async () => expect(await stateOf(importId)).toBe(state), { timeout: 20_000, interval: 50 });
const standStill = (importId: string, data: Prisma.ImportRunUpdateInput = {}) =>
  database.db.importRun.update({ where: { id: importId }, data: { ...data, touchedAt: longAgo } });

describe('work that was left', () => {
  it('D-5 N-2 an import whose process died before anything was started goes on by itself', async () => {
    const { importId } = await received();
    expect(await askForStranded(database.db)).toBe(0);
    await standStill(importId);
    expect(await askForStranded(database.db)).toBe(1);
    // Asked for already: once is enough.
    expect(await askForStranded(database.db)).toBe(0);
    await relay();
    await becomes(importId, 'review');
  });

  it('D-5 one whose command line was ended in the middle of reading is read anew, each row once', async () => {
    const { importId } = await received();
    await standStill(importId, { state: 'reading', readingNo: 1 });
    await database.db.importRow.create({ data: { importId, rowNo: 2, customerNumber: 'half' } });
    await askForStranded(database.db);
    await relay();
    await becomes(importId, 'review');
    expect(await database.db.importRow.findMany({ where: { importId } })).toMatchObject([
      { customerNumber: 'C-1' },
    ]);
  });

  it('D-5 one that was decided and cut off before it was applied is applied, as decided', async () => {
    const { importId, entityId } = await received();
    await readImport({ db: database.db }, importId);
    const by = crypto.randomUUID();
    await markApplying(database.db, importId, by, longAgo);
    await askForStranded(database.db);
    await relay();
    await becomes(importId, 'applied');
    expect(await ledgerOf(database.db, entityId)).toHaveLength(1);
    expect((await importRun(database.db, importId))?.decidedBy).toBe(by);
  });

  it('D-9 a feed without a person stays one when it is taken up again', async () => {
    const { importId } = await received();
    const start = { importId, applyUnattended: true };
    await createRequest(database.db, { kind: 'import_run', subjectId: importId, payload: { start } });
    // Relayed, but the store of workflows was lost after it.
    await database.db.workflowRequest.updateMany({
      where: { subjectId: importId },
      data: { relayedAt: longAgo, createdAt: longAgo },
    });
    await standStill(importId);
    await askForStranded(database.db);
    await relay();
    await becomes(importId, 'applied');
  });

  it('A-7 an act on many customers that nobody works on goes on', async () => {
    const entity = await createEntity(database.db);
    await createCustomer(database.db, entity);
    const { id } = await database.db.$transaction((tx) =>
      createBulkRun(tx, {
        scope: { entityId: entity.entityId, today: '2026-03-10', currency: 'EUR' },
        key: crypto.randomUUID(),
        kind: 'pages_on',
        selection: { criteria: {}, exceptIds: [] },
        params: {},
        userId: entity.collectorId,
        at: longAgo,
      }),
    );
    await askForStranded(database.db);
    await relay();
    await vi.waitFor(
      async () => expect((await database.db.bulkRun.findUniqueOrThrow({ where: { id } })).state).toBe('done'),
      { timeout: 20_000 },
    );
  });
});

describe('readings that are over', () => {
  const many = `${header}\n${Array.from({ length: 5_000 }, (_, at) => `C-${at % 50};F-${at};2026-04-03;1,50`).join('\n')}\n`;

  it('D-5 a rejection ends a reading at its next step, and nothing of it comes after', async () => {
    const { importId } = await received(many);
    let steps = 0;
    let rejected: Promise<boolean> | undefined;
    const state = await readImport(
      {
        db: database.db,
        onProgress: () => {
          steps += 1;
          if (steps === 3) rejected = database.db.$transaction((tx) => rejectImport(tx, importId, null));
        },
      },
      importId,
    );
    expect([await rejected, state, await stateOf(importId)]).toEqual([true, 'rejected', 'rejected']);
  });

  it('D-5 of two readings of one import the later counts, and no row stands twice', async () => {
    const { importId } = await received(many);
    let second: Promise<ImportState> | undefined;
    let steps = 0;
    const first = await readImport(
      {
        db: database.db,
        onProgress: () => {
          steps += 1;
          if (steps === 6) second = readImport({ db: database.db }, importId);
        },
      },
      importId,
    );
    expect(['reading', 'review']).toContain(first);
    expect(await second).toBe('review');
    expect(await database.db.importRow.count({ where: { importId } })).toBe(5_000);
    expect((await importRun(database.db, importId))?.counts).toEqual({ new: 5_000 });
  });
});
