/** A row that was left out never makes a customer owe more: the customer is held until it is mended or released. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decisionInput } from '../../application/case/decision-input.ts';
import { decide } from '../../domain/dunning/decide.ts';
import { ensureCase } from '../../prisma/queries/cases/write.ts';
import { standingHolds } from '../../prisma/queries/imports/holds.ts';
import { releaseImportHold } from '../../prisma/queries/imports/write-holds.ts';
import { undoImport } from '../../application/imports/undo.ts';
import { readPosition } from '../../prisma/queries/position/read.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createEntity, type TestEntity } from '../support/ledger.ts';
import { importFile, type GivenFile } from './support.ts';

let database: TestDatabase;
let entity: TestEntity;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  entity = await createEntity(database.db);
  await load([
    'A,Alpha,A-1,2026-09-01,2026-10-01,1000.00,EUR',
    'B,Beta,B-1,2026-09-01,2026-10-01,500.00,EUR',
    'CC,Gamma,C-1,2026-09-01,2026-10-01,300.00,EUR',
  ]);
});

const header = 'Customer no,Customer name,Invoice no,Invoice date,Due date,Open amount,Currency';
function load(rows: string[], more: Partial<GivenFile> = {}) {
  return importFile(database.db, {
    entityId: entity.entityId,
    asOf: '2026-11-01',
    mode: 'delta',
    content: [header, ...rows].join('\n'),
    reading: { leaveOutErrors: true, decimalMark: 'point' },
    ...more,
  });
}
function pay(rows: string[]) {
  const content = ['Customer no,Invoice no,Payment date,Amount,Currency,Payment reference', ...rows].join(
    '\n',
  );
  return load([], { kind: 'payments', content });
}
const customerId = async (number: string) =>
  (await database.db.customer.findFirstOrThrow({ where: { legalEntityId: entity.entityId, number } })).id;

/** Numbers of the customers who are held, as list and as decision say. */
async function held(): Promise<string[]> {
  const { rows } = await standingHolds(database.db, { legalEntityId: entity.entityId, skip: 0, take: 50 });
  const numbers = [...new Set(rows.map(({ customer }) => customer.number))].sort();
  for (const number of ['A', 'B', 'CC']) {
    const id = await customerId(number);
    await ensureCase(database.db, id);
    const position = (await readPosition(database.db, id))!;
    const gates = decide(decisionInput(position, Date.parse('2026-11-04T12:00:00Z'))).gates.map(
      ({ gate }) => gate,
    );
    expect([number, gates.includes('rows_left_out')]).toEqual([number, numbers.includes(number)]);
  }
  return numbers;
}

describe('rows left out of an import', () => {
  it('D-8 D-12 hold their customer, and nobody else; a later file that reads them lets go', async () => {
    const bad = 'A,Alpha,A-9,2026-09-01,2026-10-01,minus four hundred,EUR';
    await load([bad, 'B,Beta,B-1,2026-09-01,2026-10-01,450.00,EUR']);
    expect(await held()).toEqual(['A']);
    const { rows } = await standingHolds(database.db, { legalEntityId: entity.entityId, skip: 0, take: 5 });
    expect(rows).toMatchObject([
      { customer: { number: 'A' }, fileName: 'ledger.csv', rows: [{ row: 2, number: 'A-9' }] },
    ]);
    const versions = await database.db.customer.findUniqueOrThrow({ where: { id: await customerId('A') } });
    // Another row of the customer is not the row.
    await load(['A,Alpha,A-1,2026-09-01,2026-10-01,1000.00,EUR']);
    expect(await held()).toEqual(['A']);
    await load(['A,Alpha,A-9,2026-09-01,2026-10-01,-400.00,EUR']);
    expect(await held()).toEqual([]);
    const after = await database.db.customer.findUniqueOrThrow({ where: { id: await customerId('A') } });
    // What is on its way to the customer stops, and the case is evaluated again.
    expect(after.positionVersion).toBeGreaterThan(versions.positionVersion);
    const events = await database.db.historyEvent.findMany({ where: { customerId: after.id } });
    expect(events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['rows_left_out', 'rows_released']),
    );
  });

  it('D-6 D-12 a whole ledger without a left-out row of the customer is the newer word', async () => {
    const whole = [
      'A,Alpha,A-1,2026-09-01,2026-10-01,1000.00,EUR',
      'CC,Gamma,C-1,2026-09-01,2026-10-01,300.00,EUR',
      'B,Beta,B-1,2026-09-01,2026-10-01,500.00,EUR',
    ];
    await load(
      [...whole, 'A,Alpha,A-9,2026-09-01,2026-10-01,?,EUR', 'B,Beta,B-9,2026-99-01,2026-10-01,1,EUR'],
      { mode: 'full' },
    );
    expect(await held()).toEqual(['A', 'B']);
    await load([...whole, 'B,Beta,B-9,2026-99-01,2026-10-01,1,EUR'], { mode: 'full', asOf: '2026-11-02' });
    expect(await held()).toEqual(['B']);
  });

  it('D-12 payments too: one that names a wrong customer holds anyone who has the document', async () => {
    await pay([
      'XX,A-1,2026-10-20,400.00,EUR,T-1',
      'B,B-1,2026-10-20,100.00,EUR,T-2',
      'CC,,2026-10-20,much,EUR,T-3',
    ]);
    expect(await held()).toEqual(['A', 'CC']);
    await pay(['A,A-1,2026-10-20,400.00,EUR,T-1']);
    expect(await held()).toEqual(['CC']);
    await pay(['CC,,2026-10-20,20.00,EUR,T-3']);
    expect(await held()).toEqual([]);
  });

  it('D-12 a row whose cells have moved holds the customers that stand in it', async () => {
    await load([
      'B,Beta,B-1,2026-09-01,2026-10-01,450.00,EUR',
      'Gamma, Ltd,CC,C-1,2026-09-01,2026-10-01,300,00,EUR',
    ]);
    expect(await held()).toEqual(['CC']);
  });

  it('D-12 a person releases it; the same import does not hold again, and undoing it ends its holds', async () => {
    const run = await load([
      'A,Alpha,A-9,2026-09-01,2026-10-01,?,EUR',
      'B,Beta,B-9,2026-09-01,2026-10-01,?,EUR',
      'CC,Gamma,C-1,2026-09-01,2026-10-01,200.00,EUR',
    ]);
    const { rows } = await standingHolds(database.db, { legalEntityId: entity.entityId, skip: 0, take: 5 });
    const of = rows.find(({ customer }) => customer.number === 'A')!;
    const release = {
      holdId: of.id,
      customerId: of.customer.id,
      userId: crypto.randomUUID(),
      at: new Date(),
    };
    expect(
      await releaseImportHold(database.db, { ...release, customerId: await customerId('B') }),
    ).toBeNull();
    expect(await releaseImportHold(database.db, release)).toBe(true);
    expect(await releaseImportHold(database.db, release)).toBe(false);
    expect(await held()).toEqual(['B']);
    await undoImport(database.db, run.id, { userId: null }, new Date());
    expect(await held()).toEqual([]);
  });

  it('D-6 undoing the import that read the rows holds again', async () => {
    await load(['A,Alpha,A-9,2026-09-01,2026-10-01,?,EUR', 'CC,Gamma,C-1,2026-09-01,2026-10-01,200.00,EUR']);
    const mended = await load(['A,Alpha,A-9,2026-09-01,2026-10-01,-400.00,EUR']);
    expect(await held()).toEqual([]);
    await undoImport(database.db, mended.id, { userId: null }, new Date());
    expect(await held()).toEqual(['A']);
  });
});
