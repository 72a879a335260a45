import { afterAll, beforeAll, expect, it } from 'vitest';
import { askNotice } from '../../application/outbox.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
});
afterAll(() => api.close());

it('P-10 S-9 a person settles a doubtful notice on the messages page; its workflow is signalled, no case is', async () => {
  const { entityId, customerId } = mine;
  await askNotice(api.db, {
    key: 'answer/1',
    kind: 'answer_to_customer',
    legalEntityId: entityId,
    customerId,
    recipientEmail: 'ap@mine.test',
    recipientName: 'AP',
    language: 'fr',
    data: { answerId: customerId },
  });
  const notice = await api.db.notice.update({ where: { key: 'answer/1' }, data: { relayedAt: new Date() } });
  const message = await api.db.outboundMessage.create({
    data: {
      dispatchKey: `notice/${notice.id}`,
      legalEntityId: entityId,
      customerId,
      noticeId: notice.id,
      channel: 'email',
      recipientAddress: 'ap@mine.test',
      language: 'fr',
      reference: '<notice@mine.test>',
      subject: 'Réponse',
      state: 'in_doubt',
      attempt: 1,
      attempts: { create: { attempt: 1, worker: 'w', claimedAt: api.clock.now } },
    },
  });
  const as = await api.signIn(mine.users.collector.email);
  const base = `/api/entities/${entityId}/messages`;
  const { rows } = (await api.ask({ url: `${base}?state=in_doubt`, as })).json<{
    rows: { id: string; notice: string | null; delivery: string }[];
  }>();
  expect(rows.find(({ id }) => id === message.id)).toMatchObject({
    notice: 'answer_to_customer',
    delivery: 'unknown',
  });
  // In the problems of the agenda like a step, by the same filter.
  const agenda = async (query: string) => {
    const of = `/api/entities/${entityId}/agenda`;
    const [listed, counted] = await Promise.all([
      api.ask({ url: `${of}/notices?view=problems${query}`, as }),
      api.ask({ url: `${of}/counters?view=problems${query}`, as }),
    ]);
    const { rows: notices } = listed.json<{ rows: object[] }>();
    return [notices, counted.json<{ problems: number }>().problems] as const;
  };
  const [shown, counted] = await agenda('');
  expect(shown).toMatchObject([
    {
      messageId: message.id,
      notice: 'answer_to_customer',
      subject: 'Réponse',
      recipient: { address: 'ap@mine.test' },
      customer: { id: customerId },
    },
  ]);
  for (const [query, found] of [
    ['&search=ap@mine', 1],
    ['&search=100%25', 0],
    [`&customerId=${customerId}`, 1],
    ['&channel=letter', 0],
    ['&state=unknown', 1],
    ['&state=failed', 0],
    ['&collector=none', 0],
    ['&mode=automatic', 0],
  ] as const) {
    expect((await agenda(query))[0], query).toHaveLength(found);
  }
  const before = await api.db.customer.findUniqueOrThrow({ where: { id: customerId } });
  const settled = await api.ask({
    method: 'POST',
    url: `${base}/${message.id}/settle`,
    as,
    body: { sent: false },
  });
  expect(settled.statusCode, settled.body).toBe(200);
  const row = await api.db.outboundMessage.findUniqueOrThrow({
    where: { id: message.id },
    include: { notice: true },
  });
  expect([row.state, row.notice!.relayedAt]).toEqual(['resolved_not_sent', null]);
  expect(await agenda('')).toEqual([[], counted - 1]);
  const after = await api.db.customer.findUniqueOrThrow({ where: { id: customerId } });
  expect(after.positionVersion).toBe(before.positionVersion);
  const again = await api.ask({
    method: 'POST',
    url: `${base}/${message.id}/settle`,
    as,
    body: { sent: true },
  });
  expect(again.statusCode).toBe(409);
});
