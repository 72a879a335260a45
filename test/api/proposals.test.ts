/** What the words of replies propose, and what people make of it: read by the rules, worked off by the API. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installItemStatuses } from '../../application/item-statuses/catalogue.ts';
import { readReplyByRules } from '../../application/proposals/read-reply.ts';
import { createCustomer, type TestEntity } from '../support/ledger.ts';
import { seedReply } from '../support/replies.ts';
import { seedEntity, startTestApi, type Ask, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let cookie: string;
let base: string;
let customerId: string;
let items: Record<string, string>;

beforeAll(async () => {
  api = await startTestApi({ undoSeconds: 20 });
  mine = await seedEntity(api.db, `P${Math.random().toString(36).slice(2, 10)}`);
  await installItemStatuses(api.db, mine.entityId, 'en');
  cookie = await api.signIn(mine.users.collector.email);
  base = `/api/entities/${mine.entityId}`;
});
beforeEach(async () => {
  api.clock.now = new Date('2026-03-10T10:00:00Z');
  const entity: TestEntity = {
    entityId: mine.entityId,
    scenarioId: mine.scenarioId,
    scenarioVersionId: mine.versionId,
    collectorId: mine.users.collector.id,
    collectorName: '',
  };
  const line = { issuedOn: '2025-12-20', dueOn: '2026-02-01' };
  customerId = await createCustomer(api.db, entity, {
    items: ['F-21041', 'F-21042', 'F-21043'].map((number) => ({ ...line, number, openMinor: 100_000 })),
  });
  const rows = await api.db.openItem.findMany({ where: { customerId } });
  items = Object.fromEntries(rows.map(({ number, id }) => [number, id]));
});
afterAll(() => api.close());

async function ask(url: string, { status = 200, ...options }: Partial<Ask> & { status?: number } = {}) {
  const response = await api.ask({ url: `${base}${url}`, as: cookie, ...options });
  expect(response.statusCode, response.body).toBe(status);
  return response.json();
}
let clicks = 0;
const post = (url: string, body: object = {}, status = 200) => {
  clicks += 1;
  return ask(url, { method: 'POST', body: { key: `click-${clicks}-0000`, ...body }, status });
};

const words =
  'Hello,\n\nwe will pay invoice F-21041 on 20 March 2026. Invoice 21042 was never delivered. Please send us a copy of F-21043.\n\nRegards';

async function say(
  options: Partial<Parameters<typeof seedReply>[1]> = {},
  readAt = api.clock.now,
): Promise<string> {
  const id = await seedReply(api.db, { customerId, text: words, ...options });
  await read(id, { at: readAt });
  return id;
}
const read = (replyId: string, { build = 'today', at = api.clock.now } = {}) =>
  readReplyByRules(api.db, { replyId, build, at });
const proposalsOf = (id: string) => ask(`/replies/${id}/proposals`);

interface Shown {
  id: string;
  intent: string;
  quote: string;
  quoteAt: { from: number; to: number } | null;
  items: { number: string }[];
}

describe('what is proposed', () => {
  it('R-6 P-10 several out of one text, each with its words, its items, and what accepting it does', async () => {
    const id = await say();
    const answer = await proposalsOf(id);
    const shown = answer.proposals as Shown[];
    expect(shown.map(({ intent, items: of }) => [intent, ...of.map(({ number }) => number)])).toEqual([
      ['promise', 'F-21041'],
      ['dispute', 'F-21042'],
      ['copy_request', 'F-21043'],
    ]);
    for (const { quote, quoteAt } of shown) expect(words.slice(quoteAt!.from, quoteAt!.to)).toBe(quote);
    expect(shown).toMatchObject([
      {
        by: 'rules',
        build: 'today',
        date: '2026-03-20',
        state: 'proposed',
        problem: null,
        becomes: { promisedOn: '2026-03-20', items: [{ itemId: items['F-21041'], amountMinor: null }] },
      },
      { reason: 'delivery', becomes: { reason: 'delivery', items: [{ itemId: items['F-21042'] }] } },
      {
        becomes: {
          items: [{ itemId: items['F-21043'] }],
          nextAction: { on: '2026-03-13', channel: 'email' },
        },
      },
    ]);
    expect(answer).toMatchObject({
      reading: { by: 'rules', language: 'en', needsPerson: false, modelOutcome: null },
      nextAction: { kind: 'clarify_dispute', proposalId: shown[1]!.id },
    });
    expect(answer.summary).toMatch(/^Promises payment: F-21041/);
    expect(answer.situation.map(({ text }: { text: string }) => text)).toEqual(
      ['F-21041', 'F-21042', 'F-21043'].map((number) => `${number}: €1,000.00 open, 37 days late.`),
    );
    const { rows } = await ask(`/replies?customerId=${customerId}&status=promise`);
    expect(rows).toMatchObject([
      {
        id,
        status: null,
        proposals: { open: 3, intents: ['copy_request', 'dispute', 'promise'], needsPerson: false },
      },
    ]);
    expect(await ask(`/replies/counters?customerId=${customerId}`)).toMatchObject({
      total: 1,
      promise: 1,
      none: 0,
    });
  });

  it('R-6 the reader’s own language; nothing yet before the words were read', async () => {
    const { id: userId, email } = mine.users.manager;
    await api.db.user.update({ where: { id: userId }, data: { language: 'fr' } });
    const french = await api.signIn(email);
    const id = await seedReply(api.db, { customerId, text: words });
    const unread = await ask(`/replies/${id}/proposals`, { as: french });
    expect(unread).toMatchObject({ reading: null, summary: '', proposals: [] });
    await read(id);
    const answer = await ask(`/replies/${id}/proposals`, { as: french });
    expect(answer.summary).toMatch(/^Promet un paiement/);
    expect(answer.situation[0].text).toMatch(/37 jours de retard/);
    expect(answer.nextAction.text).toMatch(/litige/);
  });

  it('R-6 P-10 what was chosen on the page stands first; a colleague’s answer gets proposals and the dispute it is about', async () => {
    const chosen = await say({
      status: 'promise',
      promisedOn: '2026-03-30',
      itemIds: [items['F-21041']!],
      text: 'We pay F-21041 on 30 March. F-21042 was never delivered.',
    });
    expect((await proposalsOf(chosen)).proposals).toMatchObject([
      { by: 'form', intent: 'promise', date: '2026-03-30', quote: '', quoteAt: null },
      { by: 'rules', intent: 'dispute', items: [{ number: 'F-21042' }] },
    ]);
    const dispute = await api.db.dispute.create({ data: { customerId, reason: 'delivery' } });
    const question = await api.db.internalQuestion.create({
      data: {
        key: crypto.randomUUID(),
        legalEntityId: mine.entityId,
        customerId,
        recipientEmail: 'warehouse@house.example',
        language: 'en',
        subject: 'F-21042',
        text: 'Was F-21042 delivered?',
        disputeId: dispute.id,
      },
    });
    const answered = await seedReply(api.db, {
      customerId,
      audience: 'internal',
      text: 'It was signed for on 3 January.',
    });
    await api.db.comment.update({ where: { id: answered }, data: { questionId: question.id } });
    await read(answered);
    expect((await proposalsOf(answered)).nextAction).toMatchObject({ kind: 'settle_dispute' });
  });

  it('R-9 other bank details are shown first and never filled in', async () => {
    const id = await say({
      text: 'Please note our new bank details: IBAN FR7630006000011234567890189. We pay F-21041 on 20 March.',
    });
    const { proposals, nextAction, reading } = await proposalsOf(id);
    expect(proposals.find(({ intent }: Shown) => intent === 'bank_details')).toMatchObject({ becomes: null });
    expect(nextAction).toMatchObject({ kind: 'verify_bank_details', channel: 'phone' });
    expect(reading.needsPerson).toBe(true);
  });
});

describe('what people make of it', () => {
  const stateOf = async (id: string) => (await api.db.comment.findUniqueOrThrow({ where: { id } })).state;

  it('R-7 A-5 one is accepted and the reply stays open; one is changed and the last completes it; all can be taken back', async () => {
    const id = await say();
    const [promise, dispute, copy] = (await proposalsOf(id)).proposals;
    const first = await post(`/replies/${id}/proposals/accept`, {
      completes: false,
      proposals: [{ id: promise.id }],
    });
    expect(first).toMatchObject({ replyState: 'pending', proposals: [{ state: 'accepted' }] });
    expect(
      await api.db.promiseToPay.findMany({ where: { customerId }, include: { items: true } }),
    ).toMatchObject([{ state: 'open', items: [{ itemId: items['F-21041'] }] }]);
    expect((await proposalsOf(id)).proposals[0]).toMatchObject({
      state: 'accepted',
      qualificationId: first.proposals[0].qualificationId,
      decided: { by: expect.stringContaining('collector') },
    });
    api.clock.now = new Date('2026-03-10T10:00:05Z');
    const second = await post(`/replies/${id}/proposals/accept`, {
      completes: true,
      answer: 'Thank you.',
      proposals: [
        {
          id: dispute.id,
          as: {
            ...dispute.becomes,
            promisedOn: undefined,
            nextAction: null,
            items: [{ itemId: items['F-21042'] }],
            reason: 'quantity',
            resolver: 'Will',
          },
        },
        { id: copy.id },
      ],
    });
    expect(second).toMatchObject({
      replyState: 'qualified',
      mailedTo: 'author@customer.test',
      undoUntil: '2026-03-10T10:00:25.000Z',
      proposals: [{ state: 'changed' }, { state: 'accepted' }],
    });
    expect(await stateOf(id)).toBe('qualified');
    expect(await api.db.dispute.findMany({ where: { customerId } })).toMatchObject([
      { reason: 'quantity', resolver: 'Will' },
    ]);
    expect(await api.db.qualification.count({ where: { commentId: id } })).toBe(3);

    const ids = [dispute.id, copy.id];
    await post(`/replies/${id}/proposals/undo`, { ids, answerId: second.answerId });
    expect(await stateOf(id)).toBe('pending');
    expect(await api.db.dispute.count({ where: { customerId } })).toBe(0);
    expect((await proposalsOf(id)).proposals.map(({ state }: { state: string }) => state)).toEqual([
      'accepted',
      'proposed',
      'proposed',
    ]);
  });

  it('R-7 P-11 all at once: nothing is written where one of them cannot be, and it says which', async () => {
    const id = await say({ text: 'We pay F-21041 on 20 March 2026. We will pay F-21042 soon.' });
    const { proposals } = await proposalsOf(id);
    const undated = proposals.find(
      ({ problem }: { problem: string | null }) => problem === 'promise_needs_date',
    );
    const all = proposals.map(({ id: proposalId }: Shown) => ({ id: proposalId }));
    const refused = await post(`/replies/${id}/proposals/accept`, { completes: true, proposals: all }, 422);
    expect(refused).toMatchObject({ code: 'promise_needs_date', params: { proposal: undated.id } });
    expect(await api.db.promiseToPay.count({ where: { customerId } })).toBe(0);
    expect(await stateOf(id)).toBe('pending');
  });

  it('R-7 the later one of two people is told who was faster; the same click twice is one', async () => {
    const id = await say();
    const [promise] = (await proposalsOf(id)).proposals;
    const body = { key: 'one-click-0001', completes: false, proposals: [{ id: promise.id }] };
    const done = await post(`/replies/${id}/proposals/accept`, body);
    expect(await post(`/replies/${id}/proposals/accept`, body)).toEqual(done);
    const late = await post(
      `/replies/${id}/proposals/accept`,
      { completes: false, proposals: [{ id: promise.id }] },
      409,
    );
    expect(late).toMatchObject({
      code: 'proposal_decided',
      params: { by: expect.stringContaining('collector') },
    });
    await post(`/replies/${id}/proposals/drop`, { ids: [promise.id] }, 409);
    expect(await api.db.qualification.count({ where: { commentId: id } })).toBe(1);
  });

  it('R-7 dropped ones can be restored; what gives no status is noted, and completing ends the reply as read', async () => {
    const id = await say({ text: 'We refuse to pay.' });
    const [refusal] = (await proposalsOf(id)).proposals;
    expect(refusal).toMatchObject({ intent: 'refusal', becomes: null });
    await post(`/replies/${id}/proposals/drop`, { ids: [refusal.id] });
    expect((await proposalsOf(id)).proposals).toMatchObject([{ state: 'dropped' }]);
    await post(`/replies/${id}/proposals/restore`, { ids: [refusal.id] });
    const noted = await post(`/replies/${id}/proposals/accept`, {
      completes: true,
      proposals: [{ id: refusal.id }],
    });
    expect(noted).toMatchObject({
      replyState: 'validated',
      proposals: [{ state: 'accepted', qualificationId: null }],
    });
    await post(`/replies/${id}/proposals/undo`, { ids: [refusal.id] });
    expect(await stateOf(id)).toBe('pending');
    await post(
      `/replies/${id}/proposals/accept`,
      { completes: false, proposals: [{ id: mine.replyId }] },
      404,
    );
  });

  it('R-7 taken back by the undo of its qualification, a proposal is open again', async () => {
    const id = await say();
    const [promise] = (await proposalsOf(id)).proposals;
    const { proposals } = await post(`/replies/${id}/proposals/accept`, {
      completes: false,
      proposals: [{ id: promise.id }],
    });
    await post(`/customers/${customerId}/qualifications/${proposals[0].qualificationId}/undo`);
    expect((await proposalsOf(id)).proposals[0]).toMatchObject({ state: 'proposed', decided: null });
  });

  it('R-11 read again, what was decided stays and is not asked twice; the same words read alike change nothing', async () => {
    const id = await say();
    const before = (await proposalsOf(id)).proposals;
    await read(id);
    expect((await proposalsOf(id)).proposals).toEqual(before);
    await post(`/replies/${id}/proposals/drop`, { ids: [before[0].id] });
    await read(id, { build: 'tomorrow' });
    const after = (await proposalsOf(id)).proposals;
    expect(
      after.map(({ intent, state, build }: { intent: string; state: string; build: string }) => [
        intent,
        state,
        build,
      ]),
    ).toEqual([
      ['promise', 'dropped', 'today'],
      ['dispute', 'proposed', 'tomorrow'],
      ['copy_request', 'proposed', 'tomorrow'],
    ]);
    await post(`/replies/${id}/proposals/read-again`);
    expect(await api.db.workflowRequest.count({ where: { kind: 'reply_reading', subjectId: id } })).toBe(1);
  });
});

describe('corrections count', () => {
  let administrator: string;
  beforeAll(async () => {
    administrator = await api.signIn(mine.users.administrator.email);
  });

  it('R-11 precision by kind, language and entity for a period, for administrators alone', async () => {
    const id = await say({}, new Date('2026-05-05T10:00:00Z'));
    const [promise, dispute] = (await proposalsOf(id)).proposals;
    await post(`/replies/${id}/proposals/drop`, { ids: [promise.id] });
    await post(`/replies/${id}/proposals/accept`, { completes: false, proposals: [{ id: dispute.id }] });
    const url = '/proposals/precision?from=2026-05-05&until=2026-05-05';
    const answer = await ask(url, { as: administrator });
    expect(answer.total).toEqual({ accepted: 1, changed: 0, dropped: 1, open: 1, precision: 0.5 });
    expect(answer.rows).toMatchObject([
      {
        intent: 'promise',
        language: 'en',
        by: 'rules',
        dropped: 1,
        precision: 0,
        entity: { id: mine.entityId },
      },
      { intent: 'dispute', accepted: 1, precision: 1 },
      { intent: 'copy_request', open: 1, precision: null },
    ]);
    expect((await ask(`${url}&by=model`, { as: administrator })).rows).toEqual([]);
    // the mails behind a number
    const made = '/proposals/made?from=2026-05-05&until=2026-05-05';
    expect(
      await ask(`${made}&intent=promise&language=en&by=rules&state=dropped`, { as: administrator }),
    ).toMatchObject({
      total: 1,
      rows: [
        {
          reply: { id, customer: { id: customerId } },
          claim: {
            intent: 'promise',
            items: ['F-21041'],
            date: '2026-03-20',
            quote: promise.quote,
            state: 'dropped',
          },
          decided: { by: expect.stringContaining('collector') },
        },
      ],
    });
    expect(await ask(`${made}&pageSize=1&page=2`, { as: administrator })).toMatchObject({
      total: 3,
      rows: [{}],
    });
    await ask(made, { status: 403 });
    expect(
      (await ask('/proposals/precision?from=2026-05-06&until=2026-05-06', { as: administrator })).rows,
    ).toEqual([]);
    await ask(url, { status: 403 });
  });

  it('R-11 old mail is read again by the rules of today, and what differs is listed; nothing is written', async () => {
    const at = new Date('2026-06-05T10:00:00Z');
    const alike = await say({}, at);
    const other = await say({ text: 'We pay F-21041 on 20 March 2026.' }, at);
    // as older rules would have read it
    const [claim] = (await proposalsOf(other)).proposals;
    await post(`/replies/${other}/proposals/drop`, { ids: [claim.id] });
    await api.db.replyProposal.update({
      where: { id: claim.id },
      data: { intent: 'refusal', claimedOn: null },
    });
    const trial = await ask('/proposals/trial', {
      method: 'POST',
      body: { from: '2026-06-05', until: '2026-06-05' },
      as: administrator,
    });
    expect(trial).toMatchObject({
      total: 2,
      read: 2,
      same: 1,
      dropped: { before: 1, after: 0 },
      byRules: 0,
      next: null,
      stoppedBy: null,
      rows: [
        {
          reply: { id: other, customer: { id: customerId } },
          before: [{ intent: 'refusal', items: ['F-21041'], state: 'dropped' }],
          after: [{ intent: 'promise', items: ['F-21041'], date: '2026-03-20', state: null }],
          added: 1,
          removed: 1,
        },
      ],
    });
    expect((await proposalsOf(alike)).proposals).toHaveLength(3);
    await ask('/proposals/trial', {
      method: 'POST',
      body: { from: '2026-06-05', until: '2026-06-05' },
      status: 403,
    });
    const byModel = { from: '2026-06-05', until: '2026-06-05', by: 'model' };
    expect(
      await ask('/proposals/trial', { method: 'POST', body: byModel, as: administrator, status: 409 }),
    ).toMatchObject({ code: 'model_not_connected' });
  });

  it('R-6 the model is off until an administrator switches it on, and that stands in the history', async () => {
    expect(await ask('/understanding', { as: administrator })).toMatchObject({
      model: 'off',
      isConnected: false,
      spentMicros: 0,
    });
    await ask('/understanding', { method: 'PUT', body: { model: 'redacted' }, status: 403 });
    const body = { model: 'redacted' };
    expect(await ask('/understanding', { method: 'PUT', body, as: administrator })).toMatchObject(body);
    const events = await api.db.historyEvent.findMany({
      where: { legalEntityId: mine.entityId, kind: 'settings_changed' },
    });
    expect(events).toMatchObject([{ data: { changed: { modelUse: { from: 'off', to: 'redacted' } } } }]);
    await ask('/understanding', { method: 'PUT', body: { model: 'off' }, as: administrator });
  });
});
