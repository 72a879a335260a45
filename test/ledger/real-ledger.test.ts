import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { undoImport } from '../../application/imports/undo.ts';
import { importRun } from '../../prisma/queries/imports/read.ts';
import { applyImport } from '../../application/imports/apply.ts';
import {
  createLegalEntity,
  importFile,
  ledgerOf,
  openOn,
  ownCodes,
  review,
  sampleIsThere,
  snapshot,
} from './support.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe.skipIf(!sampleIsThere)('a real ledger', () => {
  it('D-4 the same snapshot in three spellings gives the same ledger', async () => {
    const ledgers = [];
    for (const format of ['us', 'iso', 'fr']) {
      const entityId = await createLegalEntity(database.db);
      const run = await importFile(database.db, {
        entityId,
        content: snapshot('2013-03-20', '--format', format),
        reading: ownCodes,
        asOf: '2013-03-20',
      });
      expect(run.errors).toEqual([]);
      ledgers.push(await ledgerOf(database.db, entityId));
    }
    expect(ledgers[0]).toHaveLength(openOn('2013-03-20').length);
    expect(ledgers[0]).toEqual(
      openOn('2013-03-20')
        .map((row) =>
          [row.customer, 'invoice', row.number, 0, row.issued, row.due, row.cents, row.cents, 'USD'].join(
            ' ',
          ),
        )
        .sort(),
    );
    expect(ledgers[1]).toEqual(ledgers[0]);
    expect(ledgers[2]).toEqual(ledgers[0]);
  });

  it('D-5 the next day’s snapshot is the change set that the source tells, and the same file again changes nothing', async () => {
    const entityId = await createLegalEntity(database.db);
    await importFile(database.db, {
      entityId,
      content: snapshot('2013-03-01'),
      reading: ownCodes,
      asOf: '2013-03-01',
    });
    const second = { entityId, content: snapshot('2013-03-04'), reading: ownCodes, asOf: '2013-03-04' };
    const run = await review(database.db, second);
    const before = openOn('2013-03-01');
    const after = openOn('2013-03-04');
    const key = (row: { customer: string; number: string }) => `${row.customer} ${row.number}`;
    const had = new Set(before.map(key));
    const has = new Set(after.map(key));
    const sum = (rows: { cents: number }[]) => rows.reduce((total, { cents }) => total + cents, 0);
    const fresh = after.filter((row) => !had.has(key(row)));
    const gone = before.filter((row) => !has.has(key(row)));
    expect(run.state).toBe('review');
    expect(run.counts).toEqual({
      new: fresh.length,
      cleared: gone.length,
      unchanged: after.length - fresh.length,
    });
    expect(run.totals['USD']).toEqual({
      beforeMinor: sum(before),
      newMinor: sum(fresh),
      changedMinor: 0,
      reappearedMinor: 0,
      clearedMinor: sum(gone),
      afterMinor: sum(after),
      fileMinor: sum(after),
    });
    expect(run.review.ignoredColumns).toEqual(['disputed']);
    const versions = await positionVersions(entityId);
    const wakes = await database.db.caseWake.count();
    const applied = await applyImport(database.db, run.id, { userId: null }, new Date());
    const touched = new Set([...fresh, ...gone].map(({ customer }) => customer));
    expect(applied).toEqual({ state: 'applied', customersWoken: touched.size });
    expect((await database.db.caseWake.count()) - wakes).toBe(touched.size);
    const moved = [...(await positionVersions(entityId))].filter(
      ([number, version]) => versions.get(number) !== version,
    );
    expect(new Set(moved.map(([number]) => number))).toEqual(touched);
    expect(await ledgerOf(database.db, entityId)).toHaveLength(after.length);

    const again = await importFile(database.db, second);
    expect(again.counts).toEqual({ unchanged: after.length });
    expect((await database.db.caseWake.count()) - wakes).toBe(touched.size);
  });

  it('D-6 an undone import gives the ledger back, in every item', async () => {
    const entityId = await createLegalEntity(database.db);
    await importFile(database.db, {
      entityId,
      content: snapshot('2013-03-01'),
      reading: ownCodes,
      asOf: '2013-03-01',
    });
    const before = await ledgerOf(database.db, entityId);
    const run = await importFile(database.db, {
      entityId,
      content: snapshot('2013-03-04'),
      reading: ownCodes,
      asOf: '2013-03-04',
    });
    expect(await ledgerOf(database.db, entityId)).not.toEqual(before);
    await undoImport(database.db, run.id, { userId: null }, new Date());
    expect(await ledgerOf(database.db, entityId)).toEqual(before);
    expect((await importRun(database.db, run.id))?.state).toBe('undone');
    const entity = await database.db.legalEntity.findUniqueOrThrow({ where: { id: entityId } });
    expect(entity.ledgerAsOf?.toISOString().slice(0, 10)).toBe('2013-03-01');
    const again = await importFile(database.db, {
      entityId,
      content: snapshot('2013-03-04'),
      reading: ownCodes,
      asOf: '2013-03-04',
    });
    expect(again.counts['reappeared']).toBe(run.counts['new']);
    expect(await ledgerOf(database.db, entityId)).toHaveLength(openOn('2013-03-04').length);
  });

  it('D-5 customers and payments of the sample come in, and the payments clear what the next snapshot no longer shows', async () => {
    const entityId = await createLegalEntity(database.db);
    const customers = await importFile(database.db, {
      entityId,
      kind: 'customers',
      content: snapshot('2013-03-01', '--customers'),
      reading: ownCodes,
      asOf: '2013-03-01',
    });
    expect(customers.counts).toEqual({ new: 100 });
    const german = await database.db.customer.findFirstOrThrow({
      where: { legalEntityId: entityId, country: 'DE' },
      include: { contacts: true },
    });
    expect(german).toMatchObject({ language: 'de', timeZone: 'Europe/Berlin' });
    expect(german.contacts).toMatchObject([
      { email: `payables@${german.number.toLowerCase()}.example`, roles: ['collection'] },
    ]);
    await importFile(database.db, {
      entityId,
      content: snapshot('2013-03-01'),
      reading: ownCodes,
      asOf: '2013-03-01',
    });
    const content = snapshot('2013-03-04', '--payments-since', '2013-03-01');
    const run = await importFile(database.db, {
      entityId,
      kind: 'payments',
      mode: 'delta',
      content,
      asOf: '2013-03-04',
    });
    const paid = openOn('2013-03-01').filter(({ settled }) => settled <= '2013-03-04');
    expect(run.counts['new']).toBeGreaterThanOrEqual(paid.length);
    const still = openOn('2013-03-01').filter(({ settled }) => settled > '2013-03-04');
    expect(await ledgerOf(database.db, entityId)).toHaveLength(still.length);
    const again = await importFile(database.db, {
      entityId,
      kind: 'payments',
      mode: 'delta',
      content,
      asOf: '2013-03-04',
    });
    expect(again.counts).toEqual({ unchanged: run.counts['new'] });
    const next = await importFile(database.db, {
      entityId,
      content: snapshot('2013-03-04'),
      reading: ownCodes,
      asOf: '2013-03-04',
    });
    expect(next.counts['cleared'] ?? 0).toBe(0);
  });
});

async function positionVersions(entityId: string): Promise<Map<string, bigint>> {
  const customers = await database.db.customer.findMany({ where: { legalEntityId: entityId } });
  return new Map(customers.map(({ number, positionVersion }) => [number, positionVersion]));
}
