import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerAs, askColleague, colleagueEmail, colleagueOf, giveOwnDomain } from './internal-support.ts';
import { newKey, sendForm, sendSubmission, visitorFor, type Visitor } from './portal-support.ts';
import { cookieOf, seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let theirs: Seeded;
let collector: string;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  theirs = await seedEntity(api.db, 'CANARY');
  await giveOwnDomain(api.db, mine.entityId);
  collector = await api.signIn(mine.users.collector.email);
});
afterAll(() => api.close());

async function asked(body: Record<string, unknown> = {}): Promise<{ id: string }> {
  const response = await askColleague(api, mine, collector, body);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

async function pageOf(visitor: Visitor) {
  const response = await api.ask({ url: '/api/internal/page', as: visitor.cookie });
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

describe('asking a colleague', () => {
  it('I-1 a question about chosen items is stored, stands in their history, and asks for one message', async () => {
    const { id } = await asked({ itemIds: mine.itemIds.slice(0, 2) });
    const notice = await api.db.notice.findUniqueOrThrow({ where: { key: `internal_question/${id}` } });
    expect(notice).toMatchObject({
      kind: 'internal_question',
      recipientEmail: colleagueEmail,
      data: { questionId: id },
      relayedAt: null,
    });
    const event = await api.db.historyEvent.findUniqueOrThrow({
      where: { key: `question/${id}/sent` },
      include: { items: true },
    });
    expect(event).toMatchObject({ kind: 'question_sent', actorKind: 'user', customerId: mine.customerId });
    expect(event.items.map(({ itemId }) => itemId).sort()).toEqual(mine.itemIds.slice(0, 2).sort());
  });

  it('I-1 the same form sent twice, also at once, asks once', async () => {
    const body = { key: 'sent-again-1', subject: 'Only once' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => askColleague(api, mine, collector, body)));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1);
    expect(await api.db.internalQuestion.count({ where: { subject: 'Only once' } })).toBe(1);
    const { id } = answers[0]!.json();
    expect(await api.db.notice.count({ where: { key: `internal_question/${id}` } })).toBe(1);
    expect(await api.db.historyEvent.count({ where: { key: `question/${id}/sent` } })).toBe(1);
  });

  it('I-1 from a dispute the items are those of the dispute', async () => {
    const { id } = await asked({ disputeId: mine.disputeId, itemIds: [] });
    const question = await api.db.internalQuestion.findUniqueOrThrow({ where: { id } });
    expect(question).toMatchObject({ disputeId: mine.disputeId, itemIds: [mine.itemIds[1]] });
  });

  it('I-4 out of scenario a question names no items; the chase goes on untouched', async () => {
    const before = await api.db.customer.findUniqueOrThrow({ where: { id: mine.customerId } });
    const { id } = await asked({ itemIds: [] });
    expect((await api.db.internalQuestion.findUniqueOrThrow({ where: { id } })).itemIds).toEqual([]);
    const after = await api.db.customer.findUniqueOrThrow({ where: { id: mine.customerId } });
    expect(after.positionVersion).toBe(before.positionVersion);
    expect(await api.db.countedContact.count({ where: { customerId: mine.customerId } })).toBe(0);
  });

  it.each([
    ['paul@elsewhere.test', 'recipient_not_own_domain'],
    ['paul@mail.own.test', 'recipient_not_own_domain'],
    ['paul@own.test.attacker.test', 'recipient_not_own_domain'],
    ['paul@оwn.test', 'recipient_not_own_domain'],
    ['paul@own.test.', 'address_invalid'],
    ['paul@own.test\r\nBcc: a@b.test', 'address_invalid'],
    ['shop@own.test', 'recipient_is_customer'],
    ['SHOP+x@OWN.test', 'recipient_is_customer'],
  ])('I-5 %j is refused and nothing is stored', async (recipientEmail, code) => {
    await api.db.contact.upsert({
      where: { id: mine.contactId },
      create: { customerId: mine.customerId },
      update: { email: 'Shop@Own.test' },
    });
    const before = await api.db.internalQuestion.count();
    const response = await askColleague(api, mine, collector, { recipientEmail });
    expect(response.statusCode).toBe(422);
    expect(response.json().code).toBe(code);
    expect(await api.db.internalQuestion.count()).toBe(before);
  });

  it('I-5 items and disputes of others cannot be asked about', async () => {
    for (const body of [{ itemIds: [theirs.itemIds[0]] }, { itemIds: [], disputeId: theirs.disputeId }]) {
      const response = await askColleague(api, mine, collector, body);
      expect([response.statusCode, response.json().code]).toEqual([404, 'not_found']);
    }
  });

  it('I-1 colleagues are suggested: users in the own domains, and who was asked before', async () => {
    await api.db.user.update({ where: { id: mine.users.manager.id }, data: { email: 'manager@own.test' } });
    await asked({ recipientEmail: 'warehouse@own.test', recipientName: 'Wes' });
    const response = await api.ask({ url: `/api/entities/${mine.entityId}/colleagues`, as: collector });
    const { rows, ownDomains } = response.json();
    expect(ownDomains).toEqual(['own.test']);
    expect(rows).toContainEqual({ email: 'warehouse@own.test', name: 'Wes', isUser: false });
    expect(rows).toContainEqual({ email: 'manager@own.test', name: 'MINE manager', isUser: true });
    expect(rows.every(({ email }: { email: string }) => email.endsWith('@own.test'))).toBe(true);
  });

  it('I-1 the list of a customer shows questions with their state; a closed one takes no more answers', async () => {
    const { id } = await asked({ subject: 'To be closed' });
    const visitor = await colleagueOf(api.db, { id });
    const base = `/api/entities/${mine.entityId}/customers/${mine.customerId}/questions`;
    const rowOf = async () => {
      const { rows } = (await api.ask({ url: `${base}?pageSize=200`, as: collector })).json();
      return rows.find((row: { id: string }) => row.id === id);
    };
    expect(await rowOf()).toMatchObject({ state: 'open', answers: [], message: null, stepName: null });
    expect((await answerAs(api, visitor)).statusCode).toBe(201);
    expect(await rowOf()).toMatchObject({ state: 'answered', answers: [{ integratedAt: null }] });
    const closed = await api.ask({ method: 'POST', url: `${base}/${id}/close`, as: collector });
    expect(closed.statusCode).toBe(200);
    expect(await rowOf()).toMatchObject({ state: 'closed' });
    const late = await answerAs(api, visitor);
    expect([late.statusCode, late.json().code]).toEqual([409, 'question_closed']);
    expect((await pageOf(visitor)).acts.mayAnswer).toBe(false);
  });
});

describe('the page of a colleague', () => {
  let visitor: Visitor;
  let customer: Visitor;

  beforeEach(async () => {
    const { id } = await asked({ itemIds: mine.itemIds.slice(0, 2) });
    visitor = await colleagueOf(api.db, { id });
    customer = await visitorFor(api.db, mine);
  });

  it('I-2 shows the question, its items with their status, and all comments, internal ones included', async () => {
    await sendSubmission(api, customer, { text: 'From the customer', itemIds: [mine.itemIds[0]] });
    const other = await colleagueOf(api.db, await asked({ subject: 'Another' }));
    await answerAs(api, other, { text: 'From another colleague' });
    const page = await pageOf(visitor);
    expect(page.question).toMatchObject({ subject: 'Price of F2', askedBy: 'MINE collector', state: 'open' });
    expect(page.timeZone).toBe('Europe/Paris');
    expect(page.items.map(({ number }: { number: string }) => number)).toEqual(['MINE-F2', 'MINE-F1']);
    expect(page.items[0]).toMatchObject({ disputeReason: 'price', daysOverdue: 64, state: 'open' });
    expect(page.items[1]).toMatchObject({ promisedOn: '2026-03-20', promisedPartMinor: null });
    const said = page.comments.map(({ text, internal }: { text: string; internal: boolean }) => [
      text,
      internal,
    ]);
    expect(said).toContainEqual(['From the customer', false]);
    expect(said).toContainEqual(['From another colleague', true]);
  });

  it('I-2 items that are not of the link stay hidden, and so does what was said about them alone', async () => {
    await sendSubmission(api, customer, { text: 'About the third only', itemIds: [mine.itemIds[2]] });
    const page = await pageOf(visitor);
    expect(page.items.map(({ id }: { id: string }) => id)).not.toContain(mine.itemIds[2]);
    expect(JSON.stringify(page)).not.toContain('About the third only');
    expect(JSON.stringify(page)).not.toContain('CANARY');
  });

  it('I-2 an answer with files is kept once, marks the question and tells the collector', async () => {
    const file = await sendForm(api, visitor, '/api/internal/files', [
      { name: 'file', file: { name: 'price list.csv', bytes: 'item;price\nF2;10\n' } },
    ]);
    expect(file.statusCode, file.body).toBe(201);
    const body = { key: newKey(), text: 'Agreed, see the list.', fileIds: [file.json().id] };
    const [first, again] = [await answerAs(api, visitor, body), await answerAs(api, visitor, body)];
    expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
    expect(again.json()).toEqual(first.json());
    const { commentId } = first.json();
    const comment = await api.db.comment.findUniqueOrThrow({
      where: { id: commentId },
      include: { items: true, files: true, question: true },
    });
    expect(comment).toMatchObject({
      source: 'internal_page',
      audience: 'internal',
      state: 'pending',
      status: null,
      authorName: 'Paul Martin',
      authorEmail: colleagueEmail,
      question: { state: 'answered' },
    });
    expect(comment.items).toHaveLength(2);
    expect(comment.files.map(({ name }) => name)).toEqual(['price list.csv']);
    const notices = await api.db.notice.findMany({
      where: { key: { startsWith: `internal_answer/${commentId}` } },
    });
    expect(notices.map(({ recipientEmail }) => recipientEmail)).toEqual([mine.users.collector.email]);
    const event = await api.db.historyEvent.findUniqueOrThrow({
      where: { key: `comment/${commentId}/received` },
    });
    expect(event).toMatchObject({ kind: 'question_answered', actorKind: 'colleague' });
    const download = await api.ask({ url: `/api/internal/files/${file.json().id}`, as: visitor.cookie });
    expect(download.body).toContain('F2;10');
    expect(download.headers['content-disposition']).toMatch(/^attachment/);
  });

  it('I-3 without collector the administrators are notified', async () => {
    await api.db.customer.update({ where: { id: mine.customerId }, data: { collectorId: null } });
    const { commentId } = (await answerAs(api, visitor)).json();
    const notices = await api.db.notice.findMany({
      where: { key: { startsWith: `internal_answer/${commentId}` } },
    });
    expect(notices.map(({ recipientEmail }) => recipientEmail)).toEqual([mine.users.administrator.email]);
    await api.db.customer.update({
      where: { id: mine.customerId },
      data: { collectorId: mine.users.collector.id },
    });
  });

  it('I-2 a plain form with files works without a script and leads back to the page', async () => {
    const parts = [
      { name: 'key', value: newKey() },
      { name: 'text', value: 'Sent without script' },
      { name: 'files', file: { name: 'note.txt', bytes: 'a note' } },
    ];
    const sent = await sendForm(api, visitor, '/api/internal/answers/form', parts, { accept: 'text/html' });
    expect(sent.statusCode).toBe(303);
    expect(sent.headers.location).toMatch(/^\/i\?sent=/);
    const empty = await sendForm(
      api,
      visitor,
      '/api/internal/answers/form',
      [{ name: 'key', value: newKey() }],
      {
        accept: 'text/html',
      },
    );
    expect(empty.headers.location).toBe('/i?problem=nothing_said');
  });

  it.each([
    [{ text: '' }, 422, 'nothing_said'],
    [{ text: 'x'.repeat(100_000) }, 422, 'text_too_long'],
    [{ fileIds: ['00000000-0000-4000-8000-000000000000'] }, 404, 'not_found'],
    [{ itemIds: ['00000000-0000-4000-8000-000000000000'] }, 404, 'not_found'],
  ])('I-2 an answer that cannot be taken says why and changes nothing: %j', async (body, status, code) => {
    const before = await api.db.comment.count();
    const response = await answerAs(api, visitor, body);
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
    expect(await api.db.comment.count()).toBe(before);
  });

  it('I-2 markup and turning marks are kept as text or taken out, never run', async () => {
    const { commentId } = (await answerAs(api, visitor, { text: '<script>x</script>\u202egnp' })).json();
    const comment = await api.db.comment.findUniqueOrThrow({ where: { id: commentId } });
    expect(comment.text).toBe('<script>x</script>gnp');
  });

  it('I-2 an executable named .pdf is refused', async () => {
    const response = await sendForm(api, visitor, '/api/internal/files', [
      { name: 'file', file: { name: 'invoice.pdf', bytes: Buffer.from('4d5a900003000000', 'hex') } },
    ]);
    expect([response.statusCode, response.json().code]).toEqual([422, 'file_type_refused']);
  });

  it('C2 nothing is shown before the code of the address was shown in this browser', async () => {
    const fresh = await colleagueOf(api.db, await asked(), { verified: false });
    for (const [method, url] of [
      ['GET', '/api/internal/page'],
      ['POST', '/api/internal/answers'],
      ['GET', '/api/internal/files/00000000-0000-4000-8000-000000000000'],
    ] as const) {
      const body = { key: newKey(), text: 'x' };
      const response = await api.ask({ method, url, as: fresh.cookie, body });
      expect([url, response.statusCode, response.json().code]).toEqual([url, 403, 'code_required']);
    }
  });

  it('I-5 B2 a customer’s token opens no internal route, an internal one none of the customer’s', async () => {
    const swap = (visitorCookie: string, from: string, to: string) => visitorCookie.replaceAll(from, to);
    // the customer's token in the internal cookie, beside a verified device of the colleague
    const device = visitor.cookie.split('; ')[1]!;
    const disguised = `relance_internal_page=${customer.token}; ${device}`;
    for (const url of ['/api/internal/page', '/api/internal/files/00000000-0000-4000-8000-000000000000']) {
      for (const as of [customer.cookie, disguised, `${customer.cookie}; ${device}`]) {
        const response = await api.ask({ url, as });
        expect([response.statusCode, response.json().code]).toEqual([401, 'link_unknown']);
      }
    }
    const inside = swap(visitor.cookie, 'relance_internal_page', 'relance_customer_page');
    for (const url of ['/api/portal/statement', '/api/portal/company']) {
      for (const as of [visitor.cookie, inside]) {
        const response = await api.ask({ url, as });
        expect([url, response.statusCode]).toEqual([url, 401]);
      }
    }
  });

  it('I-5 what colleagues say never stands in an answer to the customer, in no state', async () => {
    const canary = 'CANARY-INTERNAL';
    const name = `${canary}-name`;
    const { commentId } = (await answerAs(api, visitor, { text: `${canary} text`, authorName: name })).json();
    for (const state of ['pending', 'validated', 'qualified', 'deleted'] as const) {
      await api.db.comment.update({
        where: { id: commentId },
        data: { state, integratedAt: state === 'validated' ? new Date() : null },
      });
      for (const url of ['/api/portal/statement', '/api/portal/statement.xlsx', '/api/portal/company']) {
        const response = await api.ask({ url, as: customer.cookie });
        expect(response.body).not.toContain(canary);
        expect(response.body).not.toContain(commentId);
      }
    }
  });

  it('I-5 C5 a link that was ended opens nothing within one request', async () => {
    await api.db.pageLink.update({ where: { id: visitor.linkId }, data: { revokedAt: new Date() } });
    const response = await api.ask({ url: '/api/internal/page', as: visitor.cookie });
    expect([response.statusCode, response.json().code]).toEqual([401, 'link_revoked']);
  });

  it('C5 the links of a colleague end with their account', async () => {
    const { id: userId, email } = mine.users.viewer;
    await api.db.user.update({ where: { id: userId }, data: { email: 'leaver@own.test' } });
    const { id } = await asked({ recipientEmail: 'Leaver@own.test' });
    const leaver = await colleagueOf(api.db, { id });
    expect((await api.ask({ url: '/api/internal/page', as: leaver.cookie })).statusCode).toBe(200);
    const ended = await api.ask({
      method: 'PATCH',
      url: `/api/entities/${mine.entityId}/users/${userId}`,
      as: await api.signIn(mine.users.administrator.email),
      body: { disabled: true },
    });
    expect(ended.statusCode, ended.body).toBe(200);
    const after = await api.ask({ url: '/api/internal/page', as: leaver.cookie });
    expect([after.statusCode, after.json().code]).toEqual([401, 'link_revoked']);
    await api.db.user.update({ where: { id: userId }, data: { email, disabledAt: null } });
  });

  it('I-2 the door: a token becomes a cookie and asks for the code', async () => {
    const { id } = await asked();
    const { token } = await colleagueOf(api.db, { id }, { verified: false });
    const entered = await api.ask({ method: 'POST', url: '/api/internal/entry', body: { token } });
    expect(entered.statusCode, entered.body).toBe(200);
    expect(entered.json()).toMatchObject({ codeRequired: true, language: 'en' });
    expect(cookieOf(entered)).toContain('relance_internal_page=');
    const wrong = await api.ask({
      method: 'POST',
      url: '/api/internal/entry',
      body: { token: customer.token },
    });
    expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'link_unknown']);
  });
});
