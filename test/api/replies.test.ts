import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installItemStatuses } from '../../prisma/queries/item-statuses.ts';
import { seedReply } from '../support/replies.ts';
import { seedEntity, startTestApi, type Ask, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let cookie: string;
let base: string;
let customer: string;

beforeAll(async () => {
  api = await startTestApi();
});
beforeEach(async () => {
  mine = await seedEntity(api.db, `R${Math.random().toString(36).slice(2, 10)}`);
  await installItemStatuses(api.db, mine.entityId, 'en');
  cookie = await api.signIn(mine.users.collector.email);
  base = `/api/entities/${mine.entityId}`;
  customer = `${base}/customers/${mine.customerId}`;
});
afterAll(() => api.close());

async function ask(url: string, { status = 200, ...options }: Partial<Ask> & { status?: number } = {}) {
  const response = await api.ask({ url, as: cookie, ...options });
  expect(response.statusCode, response.body).toBe(status);
  return response.json();
}

const post = (url: string, body: unknown, status = 200) => ask(url, { method: 'POST', body, status });

const say = (options: Omit<Parameters<typeof seedReply>[1], 'customerId'> = {}) =>
  seedReply(api.db, { customerId: mine.customerId, itemIds: mine.itemIds.slice(0, 1), ...options });

describe('reading', () => {
  it('P-10 pending replies are listed and counted by colour', async () => {
    await say({ status: 'promise', promisedOn: '2026-03-20' });
    await say({ status: 'ongoing' });
    await say({ status: 'dispute', disputeReason: 'price' });
    await say({ text: 'Who is our contact?', itemIds: [] });
    await say({ status: 'promise', state: 'validated' });
    expect(await ask(`${base}/replies/counters`)).toMatchObject({
      total: 4,
      promise: 1,
      ongoing: 1,
      dispute: 1,
      none: 1,
      tasks: 0,
    });
    const { rows, total } = await ask(`${base}/replies?status=dispute&collector=mine&hasItems=true`);
    expect(total).toBe(1);
    expect(rows).toMatchObject([{ disputeReason: 'price', totals: { EUR: 100_000 }, state: 'pending' }]);
    expect((await ask(`${base}/replies`)).total).toBe(4);
    expect((await ask(`${customer}/replies`)).total).toBe(5);
  });

  it('P-11 one answer has what was said, its items now, and the qualification filled in', async () => {
    const id = await say({
      status: 'promise',
      promisedOn: '2026-03-20',
      amountMinor: 40_000,
      text: 'Half of it next week',
      files: [{ name: 'proof.pdf', content: 'the proof' }],
    });
    const reply = await ask(`${base}/replies/${id}`);
    const promise = reply.statuses.find(({ kind }: { kind: string }) => kind === 'promise');
    expect(reply).toMatchObject({
      text: 'Half of it next week',
      items: [
        { openThenMinor: 100_000, amountMinor: 40_000, item: { id: mine.itemIds[0], replies: [{ id }] } },
      ],
      files: [{ name: 'proof.pdf' }],
      proposal: {
        statusId: promise.id,
        promisedOn: '2026-03-20',
        items: [{ itemId: mine.itemIds[0], amountMinor: 40_000 }],
      },
      moves: ['qualify', 'validate', 'answer', 'delete'],
    });
    const file = await api.ask({ url: `${base}/replies/${id}/files/${reply.files[0].id}`, as: cookie });
    expect(file.body).toBe('the proof');
    expect(file.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(file.headers['content-disposition']).toMatch(/^attachment;/);
  });
});

describe('handling', () => {
  it('P-11 validate and qualify as a promise, in one act', async () => {
    const id = await say({ status: 'promise', promisedOn: '2026-03-20' });
    const { proposal } = await ask(`${base}/replies/${id}`);
    const answer = await post(`${customer}/qualifications`, {
      key: 'click-0001',
      replyId: id,
      statusId: proposal.statusId,
      items: proposal.items.map(({ itemId }: { itemId: string }) => ({ itemId })),
      promisedOn: proposal.promisedOn,
      completes: true,
      answer: 'Thank you.',
    });
    expect(answer).toMatchObject({ replyState: 'qualified', mailedTo: 'author@customer.test', itemCount: 1 });
  });
});
