import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentTypes } from '../../domain/vocabulary/ledger.ts';
import { ensureCase } from '../../prisma/queries/cases/write.ts';
import { readPosition } from '../../prisma/queries/position/read.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createCustomer, createEntity } from '../support/ledger.ts';

let database: TestDatabase;

beforeAll(async () => void (database = await createTestDatabase()));
afterAll(() => database.drop());

test('D-1 a customer is kept with its entity, contacts, attributes, parent and items of every type', async () => {
  const { db } = database;
  const entity = await createEntity(db);
  const parentId = await createCustomer(db, entity, { number: 'GROUP' });
  const customerId = await createCustomer(db, entity, {
    number: '000471',
    data: { parentId, attributes: { segment: 'retail', region: 'south' }, currency: 'EUR', netting: 'list' },
    items: documentTypes.map((type, n) => ({
      number: `00${n}`,
      type,
      dueOn: '2035-01-31',
      openMinor: type === 'credit_note' || type === 'unapplied_payment' ? -100 : 100,
    })),
  });
  await db.contact.create({
    data: {
      customerId,
      name: 'Head',
      email: 'head@customer.example',
      roles: ['escalation', 'dispute_resolver'],
    },
  });
  expect(await ensureCase(db, customerId)).toBe(true);
  const position = (await readPosition(db, customerId))!;
  expect(position.entity).toMatchObject({
    id: entity.entityId,
    country: 'FR',
    currency: 'EUR',
    timeZone: 'Europe/Paris',
  });
  expect(position.customer).toMatchObject({
    number: '000471',
    netting: 'list',
    attributes: { segment: 'retail', region: 'south' },
    collectorId: entity.collectorId,
  });
  expect((await db.customer.findUniqueOrThrow({ where: { id: customerId } })).parentId).toBe(parentId);
  expect(position.contacts.map(({ roles }) => roles)).toEqual([
    ['collection'],
    ['escalation', 'dispute_resolver'],
  ]);
  expect(position.lines.map(({ type, number, openMinor }) => [type, number, openMinor])).toEqual([
    ['invoice', '000', 100],
    ['credit_note', '001', -100],
    ['debit_note', '002', 100],
    ['unapplied_payment', '003', -100],
  ]);
});
