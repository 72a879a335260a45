/** Document numbers that a program uses again: another issue date is another document. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createLegalEntity, importFile, review } from './support.ts';

let database: TestDatabase;
let entityId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  entityId = await createLegalEntity(database.db, { currency: 'EUR' });
});

const header = 'Customer no,Invoice no,Invoice date,Due date,Open amount,Currency';
const old = 'N-1,17,2025-03-01,2025-03-31,700.00,EUR';
const other = [1, 2, 3].map((n) => `N-1,X-${n},2025-03-01,2025-03-31,9000.00,EUR`);
const again = 'N-1,17,2026-10-01,2026-10-31,250.00,EUR';

function load(asOf: string, mode: 'full' | 'delta', ...rows: string[]) {
  return importFile(database.db, { entityId, asOf, mode, content: [header, ...rows].join('\n') });
}
const reminded = () =>
  database.db.openItem.updateMany({ where: { legalEntityId: entityId }, data: { rank: 3, level: 3 } });

async function documents() {
  const items = await database.db.openItem.findMany({
    where: { legalEntityId: entityId, number: '17' },
    orderBy: [{ issuedOn: 'asc' }, { instalment: 'asc' }],
  });
  return items.map((item) => ({
    issuedOn: item.issuedOn.toISOString().slice(0, 10),
    state: item.state,
    open: Number(item.openMinor),
    original: Number(item.originalMinor),
    rank: item.rank,
  }));
}
const first = { issuedOn: '2025-03-01', state: 'cleared', open: 0, original: 70_000, rank: 3 };
const second = { issuedOn: '2026-10-01', state: 'open', open: 25_000, original: 25_000, rank: 0 };

describe('a number that is used again', () => {
  it('D-5 D-12 after the first document was cleared it is another one, at the first step, with its own amount', async () => {
    await load('2025-03-02', 'delta', old);
    await reminded();
    await load('2025-05-01', 'delta', old.replace('700.00', '0.00'));
    const run = await load('2026-10-02', 'delta', again);
    expect(run.counts).toEqual({ new: 1 });
    expect(await documents()).toEqual([first, second]);
    expect((await load('2026-10-03', 'delta', again)).counts).toEqual({ unchanged: 1 });
    await load('2026-10-04', 'delta', again.replace('250.00', '100.00'));
    expect(await documents()).toEqual([first, { ...second, open: 10_000 }]);
  });

  it('D-6 D-12 a snapshot that shows the new one and no longer the old one clears the old one', async () => {
    await load('2025-03-02', 'full', old, ...other);
    await reminded();
    const run = await load('2026-10-02', 'full', again, ...other);
    expect(run.counts).toEqual({ new: 1, cleared: 1, unchanged: 3 });
    expect(await documents()).toEqual([first, second]);
  });

  it('D-12 both open at once are two documents, in the file and in the ledger', async () => {
    const run = await load('2026-10-02', 'full', old, again);
    expect(run.counts).toEqual({ new: 2 });
    expect(await documents()).toMatchObject([{ open: 70_000 }, { open: 25_000 }]);
    expect((await load('2026-10-03', 'full', again, old)).counts).toEqual({ unchanged: 2 });
    await load('2027-10-02', 'delta', 'N-1,17,2027-10-01,2027-10-31,99.00,EUR');
    expect(await documents()).toMatchObject([{ open: 70_000 }, { open: 25_000 }, { open: 9900 }]);
  });

  it('D-12 each document keeps its instalments, and its payments go to the one that is open', async () => {
    await load('2025-03-02', 'delta', old);
    await load('2025-05-01', 'delta', old.replace('700.00', '0.00'));
    await load('2026-10-02', 'full', again, again.replace('10-31', '11-30').replace('250', '150'));
    expect(await documents()).toMatchObject([{ open: 0 }, { open: 25_000 }, { open: 15_000 }]);
    await importFile(database.db, {
      entityId,
      kind: 'payments',
      mode: 'delta',
      asOf: '2026-11-20',
      content:
        'Customer no,Invoice no,Payment date,Amount,Currency,Reference\nN-1,17,2026-11-20,300.00,EUR,T-1',
    });
    expect(await documents()).toMatchObject([{ open: 0 }, { open: 0 }, { open: 10_000 }]);
    expect(
      (await load('2026-11-21', 'full', again.replace('10-31', '11-30').replace('250', '100'))).counts,
    ).toEqual({ unchanged: 1 });
  });

  it('D-5 a corrected date, and a document that comes back, are the document they were', async () => {
    await load('2025-03-02', 'delta', old);
    await reminded();
    expect((await load('2025-03-03', 'delta', old.replace('2025-03-01', '2025-03-15'))).counts).toEqual({
      changed: 1,
    });
    await load('2025-03-04', 'delta', old.replace('2025-03-01', '2025-03-15').replace('700.00', '0'));
    expect((await load('2025-04-04', 'delta', old.replace('2025-03-01', '2025-03-15'))).counts).toEqual({
      reappeared: 1,
    });
    expect(await documents()).toMatchObject([{ open: 70_000, rank: 3 }]);
  });

  it('D-12 without issue dates the due date tells: a year later it is another document', async () => {
    const bare = 'Customer no,Invoice no,Due date,Open amount,Currency\nN-1,17,';
    const push = (asOf: string, row: string) =>
      importFile(database.db, { entityId, asOf, mode: 'delta', content: bare + row });
    await push('2025-03-02', '2025-03-31,700.00,EUR');
    await reminded();
    await push('2025-05-02', '2025-03-31,0,EUR');
    expect((await push('2025-05-09', '2025-04-30,700.00,EUR')).counts).toEqual({ reappeared: 1 });
    await push('2025-06-02', '2025-04-30,0,EUR');
    expect((await push('2026-10-02', '2026-10-31,250.00,EUR')).counts).toEqual({ new: 1 });
    expect((await documents()).map(({ rank }) => rank)).toEqual([3, 0]);
  });

  it('D-4 the same row twice is still asked about', async () => {
    const run = await review(database.db, {
      entityId,
      asOf: '2026-10-02',
      content: [header, again, again].join('\n'),
    });
    expect(run.errors).toMatchObject([{ row: 3, code: 'duplicate_row' }]);
  });
});
