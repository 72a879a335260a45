import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { toIsoDate } from '../../prisma/convert.ts';
import { addItem, createCustomer, createEntity, type TestEntity } from '../support/ledger.ts';
import { openStoryApi, type StoryApi } from '../support/story-api.ts';
import { Story } from '../support/story.ts';
import { seedReply } from '../support/replies.ts';
import { installItemStatuses } from '../../application/item-statuses/catalogue.ts';

let story: Story;
let api: StoryApi;
let entity: TestEntity;
let claire: string;
let base: string;

beforeAll(async () => {
  story = await Story.start();
  api = await openStoryApi(story, { undoSeconds: 20 });
  entity = await createEntity(story.db, {
    entity: {
      calendar: {
        sendDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
        holidayCountries: [],
        extraHolidays: [],
        windowStart: '08:00',
        windowEnd: '18:00',
        spreadMinutes: 60,
      },
    },
  });
  await installItemStatuses(story.db, entity.entityId, 'en');
  claire = await api.signIn(entity, entity.collectorId);
  base = `/api/entities/${entity.entityId}`;
}, 60_000);

afterEach(() => story.endCases());
afterAll(async () => {
  await api?.close();
  await story?.stop();
});

const key = () => crypto.randomUUID();

/** Friendly is sent, firm stands proposed; answers what a row of the agenda knows of it. */
async function firmProposed({
  number,
  dueOn,
  proposedOn,
}: Record<'number' | 'dueOn' | 'proposedOn', string>) {
  const customerId = await createCustomer(story.db, entity);
  const itemId = await addItem(story.db, entity, customerId, { number, dueOn, openMinor: 120_000 });
  await story.until(proposedOn, '10:00');
  const action = (await story.openAction(customerId))!;
  expect(action).toMatchObject({ stepKey: 'firm', state: 'proposed' });
  return { customerId, itemId, actionId: action.id, positionHash: action.positionHash };
}

const askConsequence = async (customerId: string, intention: object) => {
  const { status, body } = await api.post(`${base}/customers/${customerId}/consequence`, claire, {
    intention,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};

/** Days are of 2035, which starts on a Monday; each story is later than the one before. */
describe('A-10 what a click causes, and taking it back', () => {
  test('A-10 a confirmation waits twenty seconds, can be undone meanwhile, and leaves by itself after them', async () => {
    await story.until('2035-01-08');
    const { customerId, actionId, positionHash } = await firmProposed({
      number: 'F-1',
      dueOn: '2035-01-03',
      proposedOn: '2035-01-18',
    });
    const confirmedAt = await story.now();
    const forecast = await askConsequence(customerId, { kind: 'confirm', actionId, positionHash });
    expect(forecast).toMatchObject({
      kind: 'leaves',
      step: { key: 'firm', level: 2 },
      totals: { EUR: 120_000 },
      undoSeconds: 20,
    });
    const waitsMs = Date.parse(forecast.at) - confirmedAt;
    expect(waitsMs).toBeGreaterThanOrEqual(20_000);
    expect(waitsMs).toBeLessThan(60_000);
    // looking ahead has written nothing
    expect((await story.openAction(customerId))!.state).toBe('proposed');
    expect(await story.db.historyEvent.count({ where: { customerId, kind: 'action_confirmed' } })).toBe(0);

    const confirmed = await api.post(`${base}/actions/${actionId}/confirm`, claire, {
      key: key(),
      positionHash,
    });
    expect(confirmed.body).toMatchObject({ state: 'confirmed', undoUntil: expect.any(String) });
    const row = await api.get(`${base}/actions/${actionId}`, claire);
    expect(row.body).toMatchObject({ undoUntil: confirmed.body.undoUntil, moves: ['undo'] });
    const undone = await api.post(`${base}/actions/${actionId}/undo`, claire, { key: key() });
    expect(undone.body).toMatchObject({ state: 'proposed' });
    await story.until('2035-01-18', '12:00');
    expect(await story.calendar(customerId)).toEqual(['2035-01-08 friendly']);

    const again = await api.post(`${base}/actions/${actionId}/confirm`, claire, { key: key(), positionHash });
    await story.until('2035-01-18', '12:30');
    expect(await story.calendar(customerId)).toEqual(['2035-01-08 friendly', '2035-01-18 firm']);
    const attempt = await story.db.outboundAttempt.findFirstOrThrow({
      where: { message: { actionId } },
      orderBy: { claimedAt: 'desc' },
    });
    expect(attempt.claimedAt.getTime()).toBeGreaterThanOrEqual(Date.parse(again.body.undoUntil));
    const late = await api.post(`${base}/actions/${actionId}/undo`, claire, { key: key() });
    expect(late).toMatchObject({ status: 409, body: { code: 'undo_too_late' } });
  });

  test('A-10 many that were confirmed together are taken back together, and each history says so', async () => {
    await story.until('2035-01-29');
    const [one, other] = await Promise.all([
      firmProposed({ number: 'F-2', dueOn: '2035-01-24', proposedOn: '2035-02-08' }),
      (async () => {
        const customerId = await createCustomer(story.db, entity);
        await addItem(story.db, entity, customerId, {
          number: 'F-3',
          dueOn: '2035-01-24',
          openMinor: 50_000,
        });
        return customerId;
      })(),
    ]);
    const second = (await story.openAction(other))!;
    const actions = [
      { id: one.actionId, positionHash: one.positionHash },
      { id: second.id, positionHash: second.positionHash },
    ];
    const forecast = await api.post(`${base}/actions/consequence`, claire, { command: 'confirm', actions });
    expect(forecast.body).toMatchObject({ leaves: { count: 2 }, refused: 0, nothing: 0 });
    const confirmed = await api.post(`${base}/actions/batch`, claire, {
      command: 'confirm',
      key: key(),
      actions,
      of: 2,
    });
    expect(confirmed.body.results.map(({ state }: { state: string }) => state)).toEqual([
      'confirmed',
      'confirmed',
    ]);
    const undone = await api.post(`${base}/actions/batch`, claire, {
      command: 'undo',
      key: key(),
      actions: actions.map(({ id }) => ({ id })),
    });
    expect(undone.body.results.map(({ state }: { state: string }) => state)).toEqual([
      'proposed',
      'proposed',
    ]);
    await story.endOf('2035-02-08');
    for (const customerId of [one.customerId, other]) {
      expect(await story.calendar(customerId)).toEqual(['2035-01-29 friendly']);
      expect(await story.db.historyEvent.count({ where: { customerId, kind: 'confirmation_undone' } })).toBe(
        1,
      );
    }
  });

  test('A-10 what was forecast is what happens: pause, postponement, skip, promise, hold, dispute and their ends', async () => {
    await story.until('2035-03-05');
    const customerId = await createCustomer(story.db, entity);
    const itemId = await addItem(story.db, entity, customerId, {
      number: 'F-4',
      dueOn: '2035-02-28',
      openMinor: 90_000,
    });
    await story.until('2035-03-05', '07:00');
    const customer = `${base}/customers/${customerId}`;

    // friendly would leave today, at the minute of this customer
    const asItStands = await askConsequence(customerId, { kind: 'nothing' });
    expect(asItStands).toMatchObject({ kind: 'leaves', step: { key: 'friendly' }, on: '2035-03-05' });
    const paused = await askConsequence(customerId, { kind: 'pause', until: '2035-03-07' });
    expect(paused).toMatchObject({ kind: 'leaves', on: '2035-03-07', gate: { gate: 'case_paused' } });
    await api.post(`${customer}/case/pause`, claire, { key: key(), until: '2035-03-07', reason: 'call' });
    const resumed = await askConsequence(customerId, { kind: 'resume' });
    expect(resumed.at).toBe(asItStands.at);
    await story.until('2035-03-06', '07:00');
    expect(await story.calendar(customerId)).toEqual([]);

    const promise = { kind: 'promise', promisedOn: '2035-03-08', items: [{ itemId }] };
    const promised = await askConsequence(customerId, promise);
    // Thursday and two sending days of grace
    expect(promised).toMatchObject({ kind: 'leaves', on: '2035-03-13', gate: { gate: 'case_paused' } });
    await api.post(`${customer}/case/resume`, claire, { key: key() });
    const made = await api.post(`${customer}/promises`, claire, {
      promisedOn: '2035-03-08',
      items: [{ itemId }],
    });
    expect(await askConsequence(customerId, { kind: 'nothing' })).toMatchObject({
      at: promised.at,
      gate: { gate: 'all_promised' },
    });
    const freed = await askConsequence(customerId, { kind: 'cancel_promise', promiseId: made.body.id });
    expect(freed).toMatchObject({ kind: 'leaves', on: '2035-03-06' });
    await story.endOf('2035-03-13');
    expect(await story.calendar(customerId)).toEqual(['2035-03-13 friendly']);
    const sent = await story.db.outboundAttempt.findFirstOrThrow({
      where: { message: { customerId } },
      orderBy: { claimedAt: 'desc' },
    });
    expect(Math.abs(sent.claimedAt.getTime() - Date.parse(promised.at))).toBeLessThan(60_000);

    // firm is asked for on the 23rd; skipping it then brings formal, later
    expect(await askConsequence(customerId, { kind: 'nothing' })).toMatchObject({
      kind: 'asks',
      on: '2035-03-23',
      step: { key: 'firm', mode: 'to_confirm' },
    });
    await story.until('2035-03-23', '10:00');
    const action = (await story.openAction(customerId))!;
    expect(toIsoDate(action.dueOn)).toBe('2035-03-23');
    expect(await askConsequence(customerId, { kind: 'nothing' })).toMatchObject({ kind: 'waits' });
    const dispute = { kind: 'dispute', items: [{ itemId }] };
    expect(await askConsequence(customerId, dispute)).toMatchObject({
      kind: 'nothing',
      gate: { gate: 'all_disputed' },
    });
    const hold = { kind: 'hold', itemIds: [itemId], until: '2035-04-03' };
    expect(await askConsequence(customerId, hold)).toMatchObject({ kind: 'asks', on: '2035-04-03' });
    expect(await askConsequence(customerId, { kind: 'exclude' })).toMatchObject({
      kind: 'nothing',
      gate: { gate: 'customer_excluded' },
    });
    const postponed = await askConsequence(customerId, {
      kind: 'postpone',
      actionId: action.id,
      until: '2035-03-27',
    });
    expect(postponed).toMatchObject({ kind: 'asks', on: '2035-03-27' });
    const skipped = await askConsequence(customerId, { kind: 'skip', actionId: action.id });
    expect(skipped).toMatchObject({ kind: 'asks', step: { key: 'formal', level: 3 }, on: '2035-04-09' });
    await api.post(`${base}/actions/${action.id}/skip`, claire, { key: key(), reason: 'agreed' });
    await story.until('2035-04-09', '10:00');
    expect(await story.openAction(customerId)).toMatchObject({ stepKey: 'formal', state: 'proposed' });
    // what would be refused is an answer as well: asking is no fault
    expect(await askConsequence(customerId, { kind: 'pause', until: '2035-01-01' })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'date_in_past' },
    });
  });

  test('A-10 a qualification is taken back: its promise goes, the one before stands again, the reply is unread', async () => {
    await story.until('2035-05-07');
    const { customerId, itemId } = await firmProposed({
      number: 'F-5',
      dueOn: '2035-05-02',
      proposedOn: '2035-05-17',
    });
    const customer = `${base}/customers/${customerId}`;
    const first = await api.post(`${customer}/promises`, claire, {
      promisedOn: '2035-05-25',
      items: [{ itemId }],
    });
    const replyId = await seedReply(story.db, {
      customerId,
      itemIds: [itemId],
      state: 'pending',
      author: 'Ada',
      text: 'We pay in June',
      email: 'ada@customer.example',
    });
    const { id: statusId } = await story.db.itemStatus.findFirstOrThrow({
      where: { legalEntityId: entity.entityId, kind: 'promise' },
    });
    const body = { statusId, items: [{ itemId }], promisedOn: '2035-06-08', replyId, nextAction: null };
    const forecast = await askConsequence(customerId, {
      kind: 'qualify',
      qualification: { ...body, completes: true },
    });
    expect(forecast).toMatchObject({ kind: 'asks', on: '2035-06-13', gate: { gate: 'all_promised' } });
    const given = await api.post(`${customer}/qualifications`, claire, {
      ...body,
      key: key(),
      completes: true,
      answer: 'Thank you',
    });
    expect(given.body).toMatchObject({ replyState: 'qualified', undoUntil: expect.any(String) });
    expect(await story.db.notice.count({ where: { customerId, kind: 'answer_to_customer' } })).toBe(1);

    const undone = await api.post(`${customer}/qualifications/${given.body.id}/undo`, claire, { key: key() });
    expect(undone).toMatchObject({ status: 200 });
    expect(await story.db.promiseToPay.findMany({ where: { customerId } })).toMatchObject([
      { id: first.body.id, state: 'open', settledAt: null },
    ]);
    expect(await story.db.promiseItem.findMany({ where: { itemId } })).toMatchObject([
      { promiseId: first.body.id },
    ]);
    expect(await story.db.comment.findUniqueOrThrow({ where: { id: replyId } })).toMatchObject({
      state: 'pending',
      handledBy: null,
    });
    expect(await story.db.notice.count({ where: { customerId, kind: 'answer_to_customer' } })).toBe(0);
    expect(await story.db.commentAnswer.count({ where: { commentId: replyId } })).toBe(0);
    expect(await story.db.historyEvent.count({ where: { customerId, kind: 'qualification_undone' } })).toBe(
      1,
    );
    const twice = await api.post(`${customer}/qualifications/${given.body.id}/undo`, claire, { key: key() });
    expect(twice.status).toBe(404);

    const validated = await api.post(`${base}/replies/${replyId}/validate`, claire, { key: key() });
    expect(validated.body).toMatchObject({ state: 'validated', undoUntil: expect.any(String) });
    const unread = await api.post(`${base}/replies/${replyId}/undo-validation`, claire, { key: key() });
    expect(unread.body).toMatchObject({ state: 'pending' });
  });
});
