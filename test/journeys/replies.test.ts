import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askReplyReading } from '../../application/outbox.ts';
import { readingWorkflowId } from '../../workflows/messages/reply-reading.ts';
import { addItem, createCustomer, createEntity, payItem, type TestEntity } from '../support/ledger.ts';
import { seedReply } from '../support/replies.ts';
import { openStoryApi, type StoryApi } from '../support/story-api.ts';
import { Story } from '../support/story.ts';

let story: Story;
let api: StoryApi;
let entity: TestEntity;
let claire: string;
let statuses: { id: string; kind: string; key: string }[];
let clicks = 0;

beforeAll(async () => {
  story = await Story.start();
  api = await openStoryApi(story);
}, 60_000);
beforeEach(async () => {
  entity = await createEntity(story.db);
  claire = await api.signIn(entity, entity.collectorId);
  statuses = (await api.get(`/api/entities/${entity.entityId}/item-statuses`, claire)).body.rows;
}, 60_000);
afterEach(() => story.endCases());
afterAll(async () => {
  await api?.close();
  await story?.stop();
});

const key = () => `click-${String((clicks += 1)).padStart(6, '0')}`;
const statusOf = (kind: string) => statuses.find((status) => status.kind === kind)!.id;
const ofEntity = (path: string) => `/api/entities/${entity.entityId}/${path}`;

async function act(url: string, body: object, as = claire) {
  const answer = await api.post(url, as, { key: key(), ...body });
  await story.relayFacts();
  return answer;
}

async function follow(items: { number: string; dueOn: string; openMinor: number }[]) {
  const customerId = await createCustomer(story.db, entity);
  const itemIds: string[] = [];
  for (const item of items) itemIds.push(await addItem(story.db, entity, customerId, item));
  await story.relayFacts();
  return { customerId, itemIds, customer: ofEntity(`customers/${customerId}`) };
}

async function say(customerId: string, reply: Omit<Parameters<typeof seedReply>[1], 'customerId'>) {
  const id = await seedReply(story.db, { customerId, at: new Date(await story.now()), ...reply });
  await story.relayFacts();
  return id;
}

/** Days are of 2035, which starts on a Monday; each story is later than the one before. */
describe('journeys of replies', () => {
  test('S-5 P-11 a reply holds the chase until it is handled, then the step goes that day', async () => {
    await story.until('2035-01-08');
    const { customerId, itemIds } = await follow([
      { number: 'F-1', dueOn: '2035-01-03', openMinor: 120_000 },
    ]);
    const reply = await say(customerId, { itemIds, status: 'ongoing', text: 'Checking with the warehouse' });
    await say(customerId, { itemIds, audience: 'internal', text: 'They are right' });
    await story.endOf('2035-01-10');
    expect(await story.calendar(customerId)).toEqual([]);
    expect((await story.gates(customerId))[0]).toBe('unread_reply');
    await story.until('2035-01-11', '10:00');
    expect((await act(ofEntity(`replies/${reply}/validate`), {})).body.state).toBe('validated');
    await story.endOf('2035-01-11');
    // The colleague's answer is still pending, and holds nothing.
    expect(await story.calendar(customerId)).toEqual(['2035-01-11 friendly']);
  });

  test('S-5 with replies holding only their lines, the others are asked for', async () => {
    await story.until('2035-01-15');
    await story.db.legalEntity.update({ where: { id: entity.entityId }, data: { replyHold: 'lines' } });
    const { customerId, itemIds } = await follow([
      { number: 'F-1', dueOn: '2035-01-10', openMinor: 120_000 },
      { number: 'F-2', dueOn: '2035-01-10', openMinor: 30_000 },
    ]);
    const reply = await say(customerId, { itemIds: itemIds.slice(0, 1), status: 'ongoing' });
    await story.endOf('2035-01-15');
    expect(await story.sent(customerId)).toMatchObject([
      { on: '2035-01-15', step: 'friendly', items: ['F-2'], totals: { EUR: 30_000 } },
    ]);
    const everything = await say(customerId, { itemIds: [], text: 'Please call me' });
    await story.until('2035-01-16', '09:00');
    expect(await story.gates(customerId)).toContain('unread_reply');
    await act(ofEntity(`replies/${everything}/validate`), {});
    await act(ofEntity(`replies/${reply}/delete`), { reason: 'twice' });
    await story.endOf('2035-01-16');
    expect(await story.gates(customerId)).not.toContain('unread_reply');
  });

  test('A-6 P-11 qualified as a promise: broken on its date, the chase goes on at the right step, the collector sees it', async () => {
    await story.until('2035-01-29');
    const { customerId, itemIds, customer } = await follow([
      { number: 'F-1', dueOn: '2035-01-24', openMinor: 120_000 },
    ]);
    await story.endOf('2035-01-29');
    expect(await story.calendar(customerId)).toEqual(['2035-01-29 friendly']);
    await story.until('2035-02-01', '10:00');
    const reply = await say(customerId, { itemIds, status: 'promise', promisedOn: '2035-02-06' });
    const { body: page } = await api.get(ofEntity(`replies/${reply}`), claire);
    const { statusId, promisedOn, items } = page.proposal;
    expect(page.statuses.find(({ id }: { id: string }) => id === statusId).kind).toBe('promise');
    const done = await act(`${customer}/qualifications`, {
      replyId: reply,
      statusId,
      promisedOn,
      items: items.map(({ itemId }: { itemId: string }) => ({ itemId })),
      completes: true,
      answer: 'Thank you, noted.',
    });
    expect(done.body).toMatchObject({ replyState: 'qualified', mailedTo: 'author@customer.test' });
    await story.endOf('2035-02-08'); // promised for Tuesday the 6th, and two working days of grace
    expect(await story.openAction(customerId)).toBeNull();
    expect(await story.gates(customerId)).toEqual(['all_promised']);
    await story.until('2035-02-09', '09:00');
    expect(await story.openAction(customerId)).toMatchObject({ stepKey: 'firm', state: 'proposed' });
    const { body: tasks } = await api.get(ofEntity('follow-ups?view=due&collector=mine'), claire);
    expect(tasks.rows).toMatchObject([
      {
        brokenPromise: { promisedOn: '2035-02-06' },
        dueOn: '2035-02-09',
        createdBy: null,
        items: [{ number: 'F-1' }],
      },
    ]);
    expect((await api.get(ofEntity('replies/counters?collector=mine'), claire)).body).toMatchObject({
      total: 0,
      tasks: 1,
      brokenPromises: 1,
    });
    await payItem(story.db, itemIds[0]!, 120_000, '2035-02-09');
    await story.endOf('2035-02-09');
    expect((await api.get(ofEntity('follow-ups?view=open'), claire)).body.total).toBe(0);
    const { body: closed } = await api.get(ofEntity('follow-ups?view=done'), claire);
    expect(closed.rows).toMatchObject([{ state: 'done', closedBy: null }]);
  });

  test('A-6 a part promised and paid in time keeps the promise; the rest is asked for from then on', async () => {
    await story.until('2035-02-19');
    const { customerId, itemIds, customer } = await follow([
      { number: 'F-1', dueOn: '2035-02-14', openMinor: 100_000 },
    ]);
    const reply = await say(customerId, {
      itemIds,
      status: 'promise',
      promisedOn: '2035-02-23',
      amountMinor: 40_000,
    });
    await act(`${customer}/qualifications`, {
      replyId: reply,
      statusId: statusOf('promise'),
      promisedOn: '2035-02-23',
      items: [{ itemId: itemIds[0], amountMinor: 40_000 }],
      completes: true,
    });
    await story.endOf('2035-02-20');
    expect(await story.gates(customerId)).toEqual(['all_promised']);
    await payItem(story.db, itemIds[0]!, 40_000, '2035-02-21');
    await story.until('2035-02-21', '09:00');
    await story.endOf('2035-02-21');
    expect(await story.sent(customerId)).toMatchObject([
      { on: '2035-02-21', step: 'friendly', totals: { EUR: 60_000 } },
    ]);
    expect(await story.db.promiseToPay.findMany({ where: { customerId } })).toMatchObject([
      { state: 'kept' },
    ]);
    expect(await story.db.followUp.count({ where: { customerId } })).toBe(0);
  });

  test('A-6 a part disputed: the rest is asked for; resolved, the whole is asked for with the rank it had', async () => {
    await story.until('2035-03-05');
    const { customerId, itemIds, customer } = await follow([
      { number: 'F-1', dueOn: '2035-02-28', openMinor: 120_000 },
    ]);
    const reply = await say(customerId, {
      itemIds,
      status: 'dispute',
      disputeReason: 'quantity',
      amountMinor: 20_000,
    });
    const { body: qualified } = await act(`${customer}/qualifications`, {
      replyId: reply,
      statusId: statusOf('dispute'),
      reason: 'quantity',
      resolver: 'Warehouse',
      deadlineOn: '2035-03-20',
      items: [{ itemId: itemIds[0], amountMinor: 20_000 }],
      completes: true,
    });
    await story.endOf('2035-03-05');
    expect(await story.sent(customerId)).toMatchObject([{ step: 'friendly', totals: { EUR: 100_000 } }]);
    const { body: tasks } = await api.get(ofEntity('follow-ups'), claire);
    expect(tasks.rows).toMatchObject([
      { statusName: 'Litige', dueOn: '2035-03-19', channel: 'internal_email' },
    ]);
    await act(`${customer}/disputes/${qualified.disputeId}/resolve`, { key: undefined });
    await story.until('2035-03-15', '09:00');
    expect(await story.openAction(customerId)).toMatchObject({
      stepKey: 'firm',
      totals: { EUR: 120_000 },
    });
  });

  test('A-5 a quick promise takes all that is due, and nothing else, out of the chase', async () => {
    await story.until('2035-03-26');
    const { customerId, itemIds, customer } = await follow([
      { number: 'F-1', dueOn: '2035-03-21', openMinor: 50_000 },
      { number: 'F-2', dueOn: '2035-03-26', openMinor: 20_000 },
      { number: 'F-3', dueOn: '2035-03-28', openMinor: 70_000 },
    ]);
    const { body } = await act(`${customer}/quick-promise`, { promisedOn: '2035-04-10' });
    expect(body).toMatchObject({ itemCount: 2, replyState: null });
    await story.endOf('2035-04-02'); // F-3 is five days late
    expect(await story.sent(customerId)).toMatchObject([{ on: '2035-04-02', items: ['F-3'] }]);
    const { body: file } = await api.get(customer, claire);
    expect(
      file.items.map((item: { status: string; qualification: { status: { key: string } } | null }) => [
        item.status,
        item.qualification?.status.key ?? null,
      ]),
    ).toEqual([
      ['promised', 'promise'],
      ['promised', 'promise'],
      ['open', null],
    ]);
    expect(itemIds).toHaveLength(3);
  });

  test('P-11 A-5 ongoing holds its items for the days of the status, then the chase goes on by itself', async () => {
    await story.until('2035-04-16');
    const { customerId, itemIds, customer } = await follow([
      { number: 'F-1', dueOn: '2035-04-11', openMinor: 50_000 },
    ]);
    const reply = await say(customerId, { itemIds, status: 'ongoing' });
    const { body } = await act(`${customer}/qualifications`, {
      replyId: reply,
      statusId: statusOf('ongoing'),
      items: [{ itemId: itemIds[0] }],
      completes: true,
    });
    expect(body.heldUntil).toBe('2035-04-23');
    await story.endOf('2035-04-22');
    expect(await story.gates(customerId)).toEqual(['all_held']);
    await story.endOf('2035-04-23');
    expect(await story.calendar(customerId)).toEqual(['2035-04-23 friendly']);
  });

  test('P-11 two collectors handle the same reply: the later one learns who and when, and nothing happens twice', async () => {
    await story.until('2035-05-07', '09:00');
    const jonas = await api.signIn(entity);
    const { customerId, itemIds, customer } = await follow([
      { number: 'F-1', dueOn: '2035-05-02', openMinor: 50_000 },
    ]);
    const reply = await say(customerId, { itemIds, status: 'promise', promisedOn: '2035-05-14' });
    const body = {
      replyId: reply,
      statusId: statusOf('promise'),
      promisedOn: '2035-05-14',
      items: [{ itemId: itemIds[0] }],
      completes: true,
    };
    const answers = await Promise.all([
      act(`${customer}/qualifications`, body, claire),
      act(`${customer}/qualifications`, body, jonas),
      act(ofEntity(`replies/${reply}/validate`), {}, jonas),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { body: refused } of answers.filter(({ status }) => status !== 200)) {
      expect(refused).toMatchObject({
        code: 'comment_not_pending',
        params: {
          by: expect.stringMatching(/^(Claire Collector|Jonas Junior)$/),
          at: expect.stringMatching(/^2035-05-07T/),
        },
      });
    }
    expect(await story.db.promiseToPay.count({ where: { customerId } })).toBeLessThanOrEqual(1);
    expect(await story.db.historyEvent.count({ where: { customerId, kind: 'comment_validated' } })).toBe(1);
    await story.endOf('2035-05-07');
  });

  test('R-6 R-7 P-11 words are read by a workflow; accepted with one click, the chase goes on with the rest alone', async () => {
    await story.until('2035-05-14', '09:00');
    const items = ['F-21041', 'F-21042', 'F-21043'].map((number) => ({
      number,
      dueOn: '2035-05-10',
      openMinor: 100_000,
    }));
    const { customerId } = await follow(items);
    const reply = await say(customerId, {
      text: 'We pay F-21041 on 11 June 2035. F-21042 was never delivered. We are checking F-21043.',
    });
    await askReplyReading(story.db, reply);
    await story.relayFacts();
    await story.client.workflow.getHandle(readingWorkflowId(reply)).result();
    const url = ofEntity(`replies/${reply}/proposals`);
    const { proposals } = (await api.get(url, claire)).body;
    expect(proposals).toMatchObject([
      { intent: 'promise', date: '2035-06-11', items: [{ number: 'F-21041' }] },
      { intent: 'dispute', items: [{ number: 'F-21042' }] },
      { intent: 'ongoing', items: [{ number: 'F-21043' }] },
    ]);
    const [promise, dispute, ongoing] = proposals;
    await act(`${url}/drop`, { ids: [ongoing.id] });
    const done = await act(`${url}/accept`, {
      completes: true,
      proposals: [{ id: promise.id }, { id: dispute.id }],
    });
    expect(done.body).toMatchObject({ replyState: 'qualified' });
    await story.endOf('2035-05-15');
    expect(await story.sent(customerId)).toMatchObject([
      { on: '2035-05-15', step: 'friendly', items: ['F-21043'] },
    ]);
  });
});
