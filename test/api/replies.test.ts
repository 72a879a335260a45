import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installItemStatuses } from '../../application/item-statuses/catalogue.ts';
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
    // with the handled one that every entity of these tests has
    expect((await ask(`${customer}/replies`)).total).toBe(6);
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
        {
          openThenMinor: 100_000,
          amountMinor: 40_000,
          item: { id: mine.itemIds[0], replies: expect.arrayContaining([expect.objectContaining({ id })]) },
        },
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

  it('P-10 filters work on several columns at once, and on days in the zone of the company', async () => {
    const [first, second] = mine.itemIds;
    // half past midnight in Paris
    const night = new Date('2026-03-04T23:30:00Z');
    await say({ at: night, text: 'A 100% certain_thing', files: [{ name: 'a.pdf', content: 'a' }] });
    await say({ itemIds: [second!], text: 'other', at: new Date('2026-03-06T09:00:00Z') });
    await say({ audience: 'internal', text: 'from the warehouse', at: new Date('2026-03-07T09:00:00Z') });
    const found = async (query: string) =>
      (await ask(`${base}/replies?${query}`)).rows.map(({ excerpt }: { excerpt: string }) => excerpt);
    expect(await found('from=2026-03-05&until=2026-03-05')).toEqual(['A 100% certain_thing']);
    expect(await found('from=2026-03-04&until=2026-03-04')).toEqual([]);
    expect(await found('search=100%25 certain_')).toEqual(['A 100% certain_thing']);
    expect(await found('search=certainXthing')).toEqual([]);
    expect(await found('hasFiles=true&source=portal')).toEqual(['A 100% certain_thing']);
    expect(await found('source=internal_page')).toEqual(['from the warehouse']);
    const { number } = await api.db.openItem.findUniqueOrThrow({ where: { id: second! } });
    expect(await found(`item=${number}`)).toEqual(['other']);
    expect(await found('collector=none')).toEqual([]);
    expect(await found('sort=items&order=asc&hasItems=true&page=2&pageSize=1')).toHaveLength(1);
    expect(await found('sort=amount')).toHaveLength(3);
    expect(first).toBeDefined();
    await ask(`${base}/replies?state=nonsense`, { status: 400 });
  });
});

describe('handling', () => {
  const stateOf = async (id: string) => (await api.db.comment.findUniqueOrThrow({ where: { id } })).state;
  const kindsOf = async (itemId: string) =>
    (
      await api.db.historyEvent.findMany({
        where: { items: { some: { itemId } }, kind: { notIn: ['item_new'] } },
        orderBy: { id: 'asc' },
      })
    ).map(({ kind }) => kind);
  const version = async () =>
    Number((await api.db.customer.findUniqueOrThrow({ where: { id: mine.customerId } })).positionVersion);

  it('P-11 validate only: shown beside its items and in their history with its files, and answered once', async () => {
    const itemId = mine.itemIds[0]!;
    const id = await say({ text: 'See the proof', files: [{ name: 'proof.pdf', content: 'x' }] });
    const body = { key: 'click-0001', answer: 'Thank you, we have found it.' };
    const before = await version();
    const answer = await post(`${base}/replies/${id}/validate`, body);
    expect(answer).toMatchObject({ state: 'validated', mailedTo: 'author@customer.test' });
    expect(await post(`${base}/replies/${id}/validate`, body)).toEqual(answer);
    expect(await version()).toBe(before + 1);
    const { rows } = await ask(`${customer}/items`);
    expect(rows.find((row: { id: string }) => row.id === itemId).replies[0]).toMatchObject({
      id,
      state: 'validated',
      text: 'See the proof',
      files: [{ name: 'proof.pdf' }],
      answers: [{ text: 'Thank you, we have found it.' }],
    });
    const { rows: events } = await ask(`${customer}/history?itemId=${itemId}`);
    expect(events).toMatchObject([
      { kind: 'answer_sent', data: { mailedTo: 'author@customer.test' } },
      {
        kind: 'comment_validated',
        actor: { kind: 'user' },
        data: { comment: 'See the proof', files: [{ name: 'proof.pdf' }] },
      },
      {},
    ]);
    const notices = await api.db.notice.findMany({ where: { customerId: mine.customerId } });
    expect(notices).toMatchObject([
      { kind: 'answer_to_customer', data: { answerId: answer.answerId }, language: 'en' },
    ]);
    expect((await ask(`${base}/replies/${id}`)).answers).toMatchObject([{ text: body.answer }]);
  });

  it('P-11 a deleted reply is shown nowhere, stays in the audit trail, and comes back as it was', async () => {
    const id = await say({ text: 'Rude words', status: 'ongoing' });
    await post(`${base}/replies/${id}/delete`, { key: 'click-0001', reason: 'sent by mistake' });
    expect((await ask(`${base}/replies`)).total).toBe(0);
    expect((await ask(`${base}/replies/counters`)).ongoing).toBe(0);
    const { rows } = await ask(`${customer}/items`);
    expect(JSON.stringify(rows)).not.toContain('Rude words');
    expect(await ask(`${base}/replies?state=deleted`)).toMatchObject({
      rows: [{ id, handled: { by: expect.stringMatching(/collector/) } }],
    });
    const [event] = (await ask(`${customer}/history?kind=comment_deleted`)).rows;
    expect(event.data).toMatchObject({ comment: 'Rude words', reason: 'sent by mistake' });
    expect((await ask(`${base}/replies/${id}`)).moves).toEqual(['restore']);
    const before = await version();
    expect(await post(`${base}/replies/${id}/restore`, { key: 'click-0002' })).toMatchObject({
      state: 'pending',
    });
    // It holds the chase again.
    expect(await version()).toBe(before + 1);
    expect((await ask(`${base}/replies/counters`)).ongoing).toBe(1);
    expect((await post(`${base}/replies/${id}/restore`, { key: 'click-0003' }, 409)).code).toBe(
      'comment_not_deleted',
    );
  });

  it('P-11 the later of two learns who handled it and when', async () => {
    const id = await say({});
    await post(`${base}/replies/${id}/validate`, { key: 'click-0001' });
    for (const [path, body] of [
      ['validate', {}],
      ['delete', {}],
    ] as const) {
      const refused = await post(`${base}/replies/${id}/${path}`, { key: 'click-0002', ...body }, 409);
      expect(refused).toMatchObject({
        code: 'comment_not_pending',
        params: {
          state: 'validated',
          by: expect.stringMatching(/collector/),
          at: '2026-03-10T10:00:00.000Z',
        },
      });
    }
    // Anyone who has seen that it is validated may delete it, or give it a status after all.
    await post(`${base}/replies/${id}/delete`, { key: 'click-0003', state: 'validated' });
    expect(await stateOf(id)).toBe('deleted');
  });

  it('P-11 A-5 several qualifications in a row: Submit leaves the reply, the last one ends it', async () => {
    const [first, second] = mine.itemIds as [string, string];
    await api.db.dispute.deleteMany({ where: { customerId: mine.customerId } });
    const id = await say({ itemIds: mine.itemIds, text: 'Pay one, dispute the other' });
    const { statuses } = await ask(`${base}/replies/${id}`);
    const statusId = (kind: string) => statuses.find((status: { kind: string }) => status.kind === kind).id;
    const submitted = await post(`${customer}/qualifications`, {
      key: 'click-0001',
      replyId: id,
      statusId: statusId('promise'),
      promisedOn: '2026-03-20',
      items: [{ itemId: first, amountMinor: 60_000 }],
      completes: false,
    });
    expect(submitted).toMatchObject({ replyState: 'pending', followUpId: null });
    expect(await stateOf(id)).toBe('pending');
    const ended = await post(`${customer}/qualifications`, {
      key: 'click-0002',
      replyId: id,
      statusId: statusId('dispute'),
      reason: 'quality',
      resolver: 'Quality',
      deadlineOn: '2026-04-01',
      items: [{ itemId: second }],
      completes: true,
      text: 'photo is convincing',
    });
    expect(ended).toMatchObject({ replyState: 'qualified', disputeId: expect.any(String) });
    const { rows } = await ask(`${customer}/items?state=open`);
    const of = (itemId: string) => rows.find((row: { id: string }) => row.id === itemId);
    expect(of(first)).toMatchObject({
      status: 'promised',
      qualification: { status: { key: 'promise' }, amountMinor: 60_000, replyId: id },
    });
    expect(of(second)).toMatchObject({
      status: 'disputed',
      qualification: {
        status: { key: 'dispute' },
        text: 'photo is convincing',
        // fourteen days from the 10th of March
        followUpOn: '2026-03-24',
      },
    });
    // Each item has in its history what was said; the one without a status too.
    expect(await kindsOf(first)).toEqual(['promise_cancelled', 'items_qualified']);
    expect(await kindsOf(second)).toEqual(['items_qualified']);
    expect(await kindsOf(mine.itemIds[2]!)).toEqual(['comment_validated']);
    expect(await ask(`${base}/follow-ups`)).toMatchObject({
      rows: [{ dueOn: '2026-03-20' }, { statusName: 'Dispute', items: [{ id: second }] }],
    });
    expect((await ask(`${base}/replies/${id}`)).qualifications).toMatchObject([
      { promisedOn: '2026-03-20' },
      { disputeReason: 'quality', followUpOn: '2026-03-24' },
    ]);
  });

  it('P-11 the same click sent again gives the same answer and one promise', async () => {
    const id = await say({ status: 'promise', promisedOn: '2026-03-20' });
    const { proposal } = await ask(`${base}/replies/${id}`);
    const body = {
      key: 'click-0001',
      replyId: id,
      statusId: proposal.statusId,
      items: proposal.items.map(({ itemId }: { itemId: string }) => ({ itemId })),
      promisedOn: proposal.promisedOn,
      completes: true,
      answer: 'Noted.',
    };
    const url = `${customer}/qualifications`;
    const answers = await Promise.all([post(url, body), post(url, body), post(url, body)]);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ replyState: 'qualified', itemCount: 1 });
    expect(await api.db.qualification.count({ where: { commentId: id } })).toBe(1);
    expect(await api.db.commentAnswer.count({ where: { commentId: id } })).toBe(1);
  });

  it('P-11 I-5 a colleague’s words are validated into the history of the items and never answered to the customer', async () => {
    const id = await say({ audience: 'internal', text: 'The customer is right' });
    const row = await ask(`${base}/replies/${id}`);
    expect(row).toMatchObject({ answerTo: null, moves: ['qualify', 'validate', 'delete'] });
    const refused = await post(`${base}/replies/${id}/answer`, { key: 'click-0001', answer: 'x' }, 422);
    expect(refused.code).toBe('comment_is_internal');
    const both = await post(`${base}/replies/${id}/validate`, { key: 'click-0002', answer: 'x' }, 422);
    expect(both.code).toBe('comment_is_internal');
    expect(await stateOf(id)).toBe('pending');
    await post(`${base}/replies/${id}/validate`, { key: 'click-0003' });
    expect((await ask(`${base}/replies/${id}`)).integratedAt).not.toBeNull();
    expect(await api.db.notice.count({ where: { customerId: mine.customerId } })).toBe(0);
  });

  it('P-11 an address typed on the page gets the answer only where it is known', async () => {
    const id = await say({ email: 'ap@customer.test' });
    const typed = (authorEmail: string | null) =>
      api.db.comment.update({ where: { id }, data: { authorEmail } });
    const answerTo = async () => (await ask(`${base}/replies/${id}`)).answerTo;
    await typed('stranger@elsewhere.test');
    expect(await answerTo()).toBe('ap@customer.test');
    await api.db.contact.create({
      data: { customerId: mine.customerId, email: 'Stranger@elsewhere.test', roles: ['collection'] },
    });
    expect(await answerTo()).toBe('stranger@elsewhere.test');
    await typed(null);
    expect(await answerTo()).toBe('ap@customer.test');
    await api.db.comment.update({ where: { id }, data: { linkId: null } });
    expect(await answerTo()).toBeNull();
    const answer = await post(`${base}/replies/${id}/answer`, { key: 'click-0001', answer: 'Hello' });
    expect(answer).toMatchObject({ state: 'pending', mailedTo: null });
  });

  describe('a qualification that cannot be', () => {
    const cases: [string, Record<string, unknown>, number, string][] = [
      ['a day in the past', { kind: 'promise', promisedOn: '2026-03-09' }, 422, 'date_in_past'],
      ['a day in ten years', { kind: 'promise', promisedOn: '2036-03-09' }, 422, 'date_too_far'],
      ['a promise without a day', { kind: 'promise' }, 422, 'promise_needs_date'],
      ['a dispute without a reason', { kind: 'dispute' }, 422, 'reason_required'],
      [
        'a part over what is open',
        { kind: 'promise', promisedOn: '2026-03-20', amountMinor: 100_001 },
        422,
        'amount_over_open',
      ],
      [
        'a promise of nothing',
        { kind: 'promise', promisedOn: '2026-03-20', items: [] },
        409,
        'item_not_open',
      ],
      [
        'a next action in the past',
        { kind: 'ongoing', nextAction: { on: '2026-03-01' } },
        422,
        'date_in_past',
      ],
      [
        'an answer to nobody',
        { kind: 'ongoing', replyId: undefined, answer: 'Hello' },
        422,
        'nothing_to_answer',
      ],
      [
        'a task that is not there',
        { kind: 'ongoing', followUpId: crypto.randomUUID(), completes: true },
        404,
        'not_found',
      ],
    ];
    it.each(cases)('A-5 A-6 %s is refused and changes nothing', async (_name, asked, status, code) => {
      const id = await say({});
      const { statuses } = await ask(`${base}/replies/${id}`);
      const { kind, amountMinor, ...rest } = asked;
      const qualified = () => api.db.qualification.count({ where: { customerId: mine.customerId } });
      const [before, qualifiedBefore] = [await version(), await qualified()];
      const refused = await post(
        `${customer}/qualifications`,
        {
          key: 'click-0001',
          replyId: id,
          statusId: statuses.find((one: { kind: string }) => one.kind === kind).id,
          items: [{ itemId: mine.itemIds[0], ...(amountMinor === undefined ? {} : { amountMinor }) }],
          completes: false,
          ...rest,
        },
        status,
      );
      expect(refused.code).toBe(code);
      expect(await version()).toBe(before);
      expect(await qualified()).toBe(qualifiedBefore);
      expect(await api.db.hold.count({ where: { customerId: mine.customerId } })).toBe(1);
    });

    it('A-5 P-11 an item paid between opening and submitting is refused by name', async () => {
      const id = await say({ status: 'promise', promisedOn: '2026-03-20' });
      const { proposal } = await ask(`${base}/replies/${id}`);
      await api.db.openItem.update({
        where: { id: mine.itemIds[0]! },
        data: { state: 'cleared', openMinor: 0n },
      });
      const refused = await post(
        `${customer}/qualifications`,
        { key: 'click-0001', replyId: id, ...proposalBody(proposal), completes: true },
        409,
      );
      expect(refused).toMatchObject({ code: 'item_not_open', params: { item: mine.itemIds[0] } });
      // Opened again, nothing is left to qualify.
      expect((await ask(`${base}/replies/${id}`)).proposal.items).toEqual([]);
    });
  });

  const proposalBody = (proposal: { statusId: string; promisedOn: string; items: { itemId: string }[] }) => ({
    statusId: proposal.statusId,
    promisedOn: proposal.promisedOn,
    items: proposal.items.map(({ itemId }) => ({ itemId })),
  });

  it('A-5 a hold that somebody set for longer is not shortened by a status', async () => {
    // the third item is held until released
    const itemIds = [mine.itemIds[0]!, mine.itemIds[2]!];
    const { rows: statuses } = await ask(`${base}/item-statuses`);
    const { id: statusId } = statuses.find((status: { key: string }) => status.key === 'ongoing');
    const answer = await post(`${customer}/qualifications`, {
      key: 'click-0001',
      statusId,
      items: itemIds.map((itemId) => ({ itemId })),
      nextAction: null,
      completes: true,
    });
    expect(answer).toMatchObject({ heldUntil: '2026-03-17', followUpId: null, replyState: null });
    const holds = await api.db.hold.findMany({
      where: { customerId: mine.customerId, releasedAt: null },
      orderBy: { createdAt: 'asc' },
    });
    expect(holds.map(({ itemId, until }) => [itemId, until?.toISOString().slice(0, 10) ?? null])).toEqual(
      expect.arrayContaining([
        [mine.itemIds[2], null],
        [mine.itemIds[0], '2026-03-17'],
      ]),
    );
    expect(holds).toHaveLength(2);
  });

  it('A-6 disputing all of an item ends the promise that stood on it', async () => {
    const { rows: statuses } = await ask(`${base}/item-statuses`);
    const { id: statusId } = statuses.find((status: { key: string }) => status.key === 'dispute');
    await post(`${customer}/qualifications`, {
      key: 'click-0001',
      statusId,
      reason: 'delivery',
      items: [{ itemId: mine.itemIds[0] }],
      completes: true,
    });
    expect(await api.db.promiseToPay.findUniqueOrThrow({ where: { id: mine.promiseId } })).toMatchObject({
      state: 'cancelled',
    });
  });
});
