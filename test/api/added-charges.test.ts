/** Late charges that reminders added, as the customer and the collector see them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromIsoDate } from '../../prisma/convert.ts';
import { addItems, newKey, visitorFor, type Visitor } from './portal-support.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
});
afterAll(() => api.close());

const read = async (url: string, who: Visitor) => {
  const response = await api.ask({ url, as: who.cookie });
  expect([url, response.statusCode]).toEqual([url, 200]);
  return response.json();
};

async function newCustomer(): Promise<Pick<Seeded, 'entityId' | 'customerId'>> {
  const { id } = await api.db.customer.create({
    data: {
      legalEntityId: mine.entityId,
      number: newKey(),
      name: 'Late',
      country: 'FR',
      timeZone: 'Europe/Paris',
    },
  });
  return { entityId: mine.entityId, customerId: id };
}

describe('M-1 late charges on the page', () => {
  it('M-1 P-7 stand below their item, and are part of headline, transfer, QR code and workbook; waived ones are not', async () => {
    const place = await newCustomer();
    const [first, second] = await addItems(api.db, place, [
      { number: 'LATE-1', dueOn: '2026-02-20', openMinor: 90_000 },
      { number: 'LATE-2', dueOn: '2026-02-25', openMinor: 10_000 },
    ]);
    const charge = (
      itemId: string,
      kind: 'interest' | 'compensation',
      level: number,
      amountMinor: bigint,
    ) => ({
      ...{ customerId: place.customerId, itemId, charge: kind, level, amountMinor, currency: 'EUR' },
      ...{ addedOn: fromIsoDate('2026-03-05'), computation: {}, actionId: crypto.randomUUID() },
    });
    await api.db.addedCharge.createMany({
      data: [
        charge(first!, 'interest', 1, 300n),
        charge(first!, 'interest', 2, 45n),
        charge(first!, 'compensation', 1, 4_000n),
        charge(second!, 'compensation', 1, 4_000n),
      ],
    });
    await api.db.chargeWaiver.create({
      data: {
        customerId: place.customerId,
        itemId: second!,
        charge: 'compensation',
        reason: 'kept among us',
        createdBy: mine.users.administrator.id,
      },
    });
    const who = await visitorFor(api.db, place);
    const statement = await read('/api/portal/statement', who);
    expect(statement.items.map(({ charges }: { charges: unknown }) => charges)).toEqual([
      [
        { charge: 'interest', amountMinor: 345, addedOn: '2026-03-05' },
        { charge: 'compensation', amountMinor: 4_000, addedOn: '2026-03-05' },
      ],
      [],
    ]);
    expect(statement.totals.EUR).toMatchObject({
      balanceMinor: 104_345,
      overdueMinor: 104_345,
      overdueCount: 2,
    });
    expect(statement.matching).toMatchObject({ count: 2, openMinor: { EUR: 104_345 } });
    expect(JSON.stringify(statement)).not.toContain('kept among us');
    const transfer = await read('/api/portal/transfer', who);
    expect(transfer.payments).toMatchObject([{ currency: 'EUR', amountMinor: 104_345 }]);
    expect(transfer.payments[0].remittance).toContain('LATE-1');
    const ticked = await read(`/api/portal/transfer?itemIds=${first}`, who);
    expect(ticked.payments).toMatchObject([{ amountMinor: 94_345 }]);
    const collector = await api.signIn(mine.users.collector.email);
    const url = `/api/entities/${mine.entityId}/items/${first}/interest`;
    const item = (await api.ask({ url, as: collector })).json();
    expect(item).toMatchObject({
      isOpen: true,
      added: [
        { charge: 'interest', level: 1, amountMinor: 300, addedOn: '2026-03-05' },
        { charge: 'compensation', level: 1, amountMinor: 4_000 },
        { charge: 'interest', level: 2, amountMinor: 45 },
      ],
    });
  });
});
