import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromIsoDate } from '../../prisma/convert.ts';
import { seedReply } from '../support/replies.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let theirs: Seeded;
let cookie: string;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  theirs = await seedEntity(api.db, 'THEIRS');
  cookie = await api.signIn(mine.users.viewer.email);
});
afterAll(() => api.close());

const itemUrl = (itemId: string, more = '') => `/api/entities/${mine.entityId}/items/${itemId}${more}`;
async function read(path: string) {
  const response = await api.ask({ url: path, as: cookie });
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

describe('an item', () => {
  it('A-4 says what it is, whose, what stands on it and what belongs with it', async () => {
    const [first, second, third] = mine.itemIds as [string, string, string];
    await api.db.openItem.create({
      data: {
        legalEntityId: mine.entityId,
        customerId: mine.customerId,
        type: 'credit_note',
        number: 'MINE-C1',
        issuedOn: fromIsoDate('2026-02-01'),
        dueOn: fromIsoDate('2026-02-01'),
        originalMinor: -5_000n,
        openMinor: -5_000n,
        currency: 'EUR',
        refersTo: 'MINE-F1',
      },
    });
    const file = await read(itemUrl(first));
    expect(file).toMatchObject({
      item: { number: 'MINE-F1', status: 'promised', text: 'MINE text', openMinor: 100_000 },
      customer: { id: mine.customerId, number: 'MINE-1' },
      today: '2026-03-10',
      promises: [{ promisedOn: '2026-03-20', state: 'open' }],
      disputes: [],
      tasks: [{ text: 'MINE task', dueOn: '2026-03-20', ofBrokenPromise: false }],
      related: [{ number: 'MINE-C1', openMinor: -5_000 }],
    });
    expect(await read(itemUrl(second))).toMatchObject({
      item: { status: 'partly_disputed', dispute: { amountMinor: 4_000 } },
      disputes: [{ reason: 'price', items: [{ itemId: second, amountMinor: 4_000 }] }],
    });
    expect(await read(itemUrl(third))).toMatchObject({
      item: { status: 'held' },
      holds: [{ reason: 'MINE hold', active: true }],
    });
  });

  it('A-4 keeps promises, disputes and holds that are over, and stays readable when it is cleared', async () => {
    const itemId = mine.itemIds[0]!;
    await api.db.promiseToPay.create({
      data: {
        customerId: mine.customerId,
        promisedOn: fromIsoDate('2026-02-25'),
        state: 'broken',
        createdAt: new Date('2026-02-01T08:00:00Z'),
        items: { create: { itemId, openMinor: 100_000n } },
      },
    });
    const paid = await api.db.openItem.create({
      data: {
        legalEntityId: mine.entityId,
        customerId: mine.customerId,
        type: 'invoice',
        number: 'MINE-PAID',
        instalment: 2,
        issuedOn: fromIsoDate('2025-12-01'),
        dueOn: fromIsoDate('2025-12-31'),
        originalMinor: 70_000n,
        openMinor: 0n,
        currency: 'EUR',
        state: 'cleared',
        clearedOn: fromIsoDate('2026-01-15'),
        rank: 1,
        allocations: {
          create: {
            amountMinor: 70_000n,
            payment: {
              create: {
                legalEntityId: mine.entityId,
                customerId: mine.customerId,
                key: 'inner key',
                reference: 'TRF-1',
                receivedOn: fromIsoDate('2026-01-15'),
                amountMinor: 70_000n,
                currency: 'EUR',
              },
            },
          },
        },
      },
    });
    const { promises } = await read(itemUrl(itemId));
    expect(promises.map(({ state }: { state: string }) => state)).toEqual(['open', 'broken']);
    const file = await read(itemUrl(paid.id));
    expect(file).toMatchObject({
      item: { state: 'cleared', clearedOn: '2026-01-15', instalment: 2 },
      stepName: 'friendly',
      payments: [{ reference: 'TRF-1', amountMinor: 70_000, receivedOn: '2026-01-15' }],
    });
    expect(JSON.stringify(file)).not.toContain('inner key');
  });

  it('A-4 P-11 everything that was said about it is there, whole, and of no other item', async () => {
    const long = 'word '.repeat(1500).trim();
    for (let index = 0; index < 25; index += 1) {
      await seedReply(api.db, {
        customerId: mine.customerId,
        itemIds: [mine.itemIds[1]!],
        text: `${index} ${long}`,
      });
    }
    const { item } = await read(itemUrl(mine.itemIds[1]!));
    expect(item.replies).toHaveLength(25);
    expect(item.replies.every(({ text }: { text: string }) => text.endsWith(long))).toBe(true);
    const other = await read(itemUrl(mine.itemIds[0]!));
    expect(other.item.replies.map(({ text }: { text: string }) => text)).toEqual(['MINE said']);
  });

  it('A-4 lists the messages in which it stood: reminders, credits, notices; no others', async () => {
    const [first, second] = mine.itemIds as [string, string];
    expect(await read(itemUrl(first, '/messages'))).toMatchObject({ rows: [], total: 0 });
    await api.db.outboundMessage.update({
      where: { id: mine.messageId },
      data: {
        statement: {
          lines: [{ id: second, openMinor: 96_000 }],
          credits: [{ id: first, openMinor: -5_000 }],
          totals: { EUR: 91_000 },
        },
      },
    });
    for (const itemId of [first, second]) {
      expect(await read(itemUrl(itemId, '/messages'))).toMatchObject({
        rows: [{ id: mine.messageId, subject: 'MINE subject', recipient: { address: 'ap@mine.test' } }],
        total: 1,
      });
    }
    expect(await read(itemUrl(mine.itemIds[2]!, '/messages'))).toMatchObject({ total: 0 });
    await api.db.outboundMessage.update({
      where: { id: mine.messageId },
      data: { statement: { notice: 'answer_to_customer', itemIds: [mine.itemIds[2]!] } },
    });
    expect(await read(itemUrl(mine.itemIds[2]!, '/messages'))).toMatchObject({ total: 1 });
    expect(await read(itemUrl(first, '/messages'))).toMatchObject({ total: 0 });
  });

  it('A-4 a message says which items it listed, with the amounts it asked for', async () => {
    const [, second, third] = mine.itemIds as [string, string, string];
    await api.db.outboundMessage.update({
      where: { id: mine.messageId },
      data: { statement: { lines: [{ id: second, openMinor: 96_000 }], credits: [], itemIds: [third] } },
    });
    const message = await read(`/api/entities/${mine.entityId}/messages/${mine.messageId}`);
    expect(message.items).toEqual({
      rows: [
        { id: second, number: 'MINE-F2', instalment: 0, currency: 'EUR', openMinor: 96_000 },
        { id: third, number: 'MINE-F3', instalment: 0, currency: 'EUR', openMinor: null },
      ],
      total: 2,
    });
  });

  it('A-4 its history is the part of its customer’s that names it', async () => {
    const history = `/api/entities/${mine.entityId}/customers/${mine.customerId}/history`;
    const { rows } = await read(`${history}?itemId=${mine.itemIds[0]}`);
    expect(rows.length).toBeGreaterThan(0);
    for (const { items } of rows) {
      expect(items.map(({ id }: { id: string }) => id)).toContain(mine.itemIds[0]);
    }
  });

  it.each(['', '/messages'])('A-4 B2 of another company, or of nobody, it is not there%s', async (more) => {
    for (const itemId of [theirs.itemIds[0]!, crypto.randomUUID(), 'no-id']) {
      const response = await api.ask({ url: itemUrl(itemId, more), as: cookie });
      expect(response.statusCode).toBe(404);
      expect(response.json()).toMatchObject({ code: 'not_found' });
    }
  });
});
