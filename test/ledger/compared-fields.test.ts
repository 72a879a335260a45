/** Each thing that is compared makes a known item changed; what is left out changes nothing. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { upsertItems, type UpsertedItem } from '../../application/imports/upsert.ts';
import { comparedItemFields, type ComparedItemField } from '../../domain/ledger/changes.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createLegalEntity } from './support.ts';

let database: TestDatabase;
let legalEntityId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  legalEntityId = await createLegalEntity(database.db, { currency: 'EUR' });
});
afterAll(() => database.drop());

const item = {
  customerNumber: 'C-1',
  type: 'invoice',
  instalment: 0,
  issuedOn: '2026-03-01',
  dueOn: '2026-03-31',
  originalMinor: 90_000,
  openMinor: 70_000,
  currency: 'EUR',
  purchaseOrder: 'PO 1',
} satisfies Omit<UpsertedItem, 'number'>;

const otherwise: Record<ComparedItemField, Partial<UpsertedItem>> = {
  openMinor: { openMinor: 60_000 },
  originalMinor: { originalMinor: 95_000 },
  issuedOn: { issuedOn: '2026-03-02' },
  dueOn: { dueOn: '2026-04-30' },
  currency: { currency: 'USD' },
  purchaseOrder: { purchaseOrder: 'PO 2' },
  refersTo: { refersTo: 'F-1' },
  text: { text: 'Delivery of March' },
  pdfUrl: { pdfUrl: 'https://files.example/f.pdf' },
};

async function upsert(...items: UpsertedItem[]) {
  const { counts } = await upsertItems(database.db, {
    legalEntityId,
    idempotencyKey: crypto.randomUUID(),
    items,
    asOf: '2026-03-05',
    userId: null,
    at: new Date('2026-03-05T10:00:00Z'),
  });
  return counts;
}

it('D-5 what differs is changed, field by field', async () => {
  const fields = Object.keys(comparedItemFields) as ComparedItemField[];
  const known = fields.map((field) => ({ ...item, number: field }));
  expect(await upsert(...known)).toMatchObject({ new: fields.length });
  expect(await upsert(...known)).toMatchObject({ changed: 0, unchanged: fields.length });
  for (const one of known) {
    const changed = { ...one, ...otherwise[one.number as ComparedItemField] };
    expect(await upsert(changed), one.number).toMatchObject({ changed: 1 });
    expect(await upsert(changed), one.number).toMatchObject({ unchanged: 1 });
  }
});

it('D-5 what is left out stays as it is', async () => {
  const { purchaseOrder, ...rest } = { ...item, number: 'left-out' };
  await upsert({ ...rest, purchaseOrder, text: 'Delivery of March' });
  expect(await upsert({ ...rest, issuedOn: null, originalMinor: null })).toMatchObject({ unchanged: 1 });
});
