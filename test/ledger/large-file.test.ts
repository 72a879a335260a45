import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeLedger } from '../../bench/generate-ledger.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createLegalEntity, importFile } from './support.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'relance-ledger-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

it('D-7 a large file shows its progress while it is read, and wakes each changed customer once', async () => {
  const shape = { items: 6_000, customers: 600, asOf: '2026-03-02', seed: 7 };
  const file = path.join(folder, 'ledger.csv');
  await writeLedger(file, shape);
  const entityId = await createLegalEntity(database.db, { currency: 'EUR', country: 'DE' });
  const seen = new Set<number>();
  let watching = true;
  const watch = (async () => {
    while (watching) {
      const run = await database.db.importRun.findFirst({ where: { legalEntityId: entityId } });
      if (run !== null) seen.add(run.progressDone);
    }
  })();
  const run = await importFile(database.db, {
    entityId,
    content: await readFile(file, 'utf8'),
    asOf: shape.asOf,
  });
  watching = false;
  await watch;
  expect(run.errors).toEqual([]);
  expect(run.counts).toEqual({ new: shape.items });
  expect([...seen].filter((done) => done > 0 && done < shape.items).length).toBeGreaterThan(0);
  const customers = await database.db.customer.count({ where: { legalEntityId: entityId } });
  const wakes = await database.db.caseWake.groupBy({
    by: ['customerId'],
    where: { customer: { legalEntityId: entityId } },
    _count: true,
  });
  expect(wakes).toHaveLength(customers);
  expect(wakes.every(({ _count }) => _count === 1)).toBe(true);
});
