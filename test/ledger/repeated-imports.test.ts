import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '../../prisma/client.ts';
import { applyImport } from '../../application/imports/apply.ts';
import { undoImport } from '../../application/imports/undo.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createWorkMeter, type WorkMeter } from '../support/work-meter.ts';
import { createLegalEntity, review, type GivenFile } from './support.ts';

const asOf = '2026-03-01';
const customers = 40;

interface World {
  entityId: string;
  meter: WorkMeter;
}

function table(head: string, rows: number, cells: (at: number) => (string | number)[]): string {
  return [head, ...Array.from({ length: rows }, (_, at) => cells(at).join(';'))].join('\n');
}

/** `shift` moves the numbers, so that some documents of the file before are gone and some are new. */
function items(rows: number, { shift = 0, amount = 100, name = 'A' } = {}): string {
  return table('customer number;customer name;invoice number;issue date;due date;open amount', rows, (at) => [
    `K${at % customers}`,
    `Kunde ${at % customers}`,
    `${name}-${at + shift}`,
    '2026-01-05',
    '2026-02-04',
    `${amount + at}.50`,
  ]);
}

function customerFile(rows: number, { city = 'Lyon' } = {}): string {
  return table(
    'customer number;customer name;email;city;street;parent number;collector email',
    rows,
    (at) => [
      `K${at}`,
      `Kunde ${at}`,
      `ap${at}@k.example`,
      city,
      'Rue 1',
      at === 0 ? '' : 'K0',
      'nobody@nordwind.example',
    ],
  );
}

function payments(rows: number): string {
  return table('customer number;invoice number;payment date;amount;reference', rows, (at) => [
    `K${at % customers}`,
    `A-${at}`,
    '2026-02-10',
    '1.00',
    `P-${at}`,
  ]);
}

/** Rows of the dearest statement for each row of the file. */
async function dearest({ meter }: World, rows: number, work: () => Promise<unknown>): Promise<string[]> {
  const statements = await meter.measure(work);
  expect(statements.length).toBeGreaterThan(5);
  return statements
    .filter((statement) => statement.rows > rows * perRow)
    .map(
      (statement) =>
        `${statement.rows} rows for ${rows}: ${statement.sql.replaceAll(/\s+/g, ' ').slice(0, 90)}`,
    );
}
/** A statement has up to a dozen nodes, each of which may see every row of the file and of the ledger once. */
const perRow = 40;

async function imports(
  world: World,
  file: Omit<GivenFile, 'entityId' | 'asOf'>,
  rows: number,
): Promise<string> {
  let id = '';
  expect(
    await dearest(world, rows, async () => {
      const run = await review(world.meter.db, { entityId: world.entityId, asOf, ...file });
      id = run.id;
      expect((await applyImport(world.meter.db, id, { userId: null }, new Date())).state).toBe('applied');
    }),
  ).toEqual([]);
  return id;
}

/** What the database may believe before an import: nothing, the truth of a moment ago, or that all tables are tiny. */
const beliefs: Record<string, (world: World) => Promise<void>> = {
  'without statistics': async () => undefined,
  'analysed before each file, as autovacuum does': async ({ meter }) => {
    await meter.db.$executeRaw(Prisma.sql`ANALYZE`);
  },
  'analysed once while one run has all rows': async ({ meter, entityId }) => {
    if ((await meter.db.importRun.count({ where: { legalEntityId: entityId } })) === 1)
      await meter.db.$executeRaw(Prisma.sql`ANALYZE`);
  },
};

describe.each(Object.entries(beliefs))('imports after imports, the database %s', (_, belief) => {
  let database: TestDatabase;
  let world: World;

  beforeAll(async () => {
    database = await createTestDatabase();
    const meter = await createWorkMeter(database);
    world = { meter, entityId: await createLegalEntity(meter.db, { currency: 'EUR' }) };
  });
  afterAll(async () => {
    await world.meter.close();
    await database.drop();
  });

  it('D-7 any number of full files costs each its own rows', async () => {
    for (const [rows, changes] of [
      [300, {}],
      [350, {}],
      [400, { amount: 200 }],
      [400, { shift: 20, amount: 200 }],
    ] as const) {
      await imports(world, { content: items(rows, changes) }, rows + 100);
      await belief(world);
    }
  });

  it('D-7 rows left out and lines distinguished by their date cost no more', async () => {
    const content = `${items(400, { shift: 20, amount: 200 })}\n${items(400, { name: 'B' }).split('\n').slice(1).join('\n').replaceAll('.50', '.x0')}`;
    await imports(world, { content, reading: { leaveOutErrors: true } }, 900);
    await belief(world);
    await imports(world, { content: items(400, { shift: 20, amount: 300 }), mode: 'delta' }, 900);
  });

  it('D-7 a file of customers, and what it takes back', async () => {
    await imports(world, { content: customerFile(400), kind: 'customers', mode: 'delta' }, 400);
    await belief(world);
    const id = await imports(
      world,
      { content: customerFile(400, { city: 'Nice' }), kind: 'customers', mode: 'delta' },
      400,
    );
    await belief(world);
    expect(
      await dearest(world, 400, () => undoImport(world.meter.db, id, { userId: null }, new Date())),
    ).toEqual([]);
  });

  it('D-7 a file of payments, and the items taken back', async () => {
    const id = await imports(world, { content: items(450, { amount: 400 }) }, 1000);
    await belief(world);
    expect(
      await dearest(world, 1000, () => undoImport(world.meter.db, id, { userId: null }, new Date())),
    ).toEqual([]);
    await imports(world, { content: items(450, { amount: 500 }) }, 1000);
    await belief(world);
    await imports(world, { content: payments(450), kind: 'payments', mode: 'delta' }, 1000);
    await belief(world);
    await imports(world, { content: payments(450), kind: 'payments', mode: 'delta' }, 1000);
    await imports(world, { content: items(450, { amount: 500 }) }, 1000);
  });
});
