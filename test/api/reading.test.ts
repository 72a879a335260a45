import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOf } from '../support/document.ts';
import { connectPayments } from '../support/payment-desk.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let cookie: string;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  cookie = await api.signIn(mine.users.collector.email);
});
afterAll(() => api.close());

const read = async (path: string) => {
  const response = await api.ask({ url: path, as: cookie });
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
};
const inEntity = (path: string) => read(`/api/entities/${mine.entityId}${path}`);

describe('agenda', () => {
  it('A-1 a row says who, what, when, how much, why, and what can be done', async () => {
    const { rows, total } = await inEntity('/agenda');
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({
      id: mine.actionId,
      customer: { number: 'MINE-1' },
      collector: { name: 'MINE collector' },
      step: { key: 'friendly' },
      channel: 'email',
      mode: 'to_confirm',
      state: 'proposed',
      dueOn: '2026-03-10',
      totals: { EUR: 100_000 },
      lineCount: 1,
      daysLate: 64,
      why: { leaderNumber: 'MINE-F2', decisionId: mine.decisionId },
      positionHash: 'a'.repeat(64),
      moves: ['confirm', 'edit', 'postpone', 'skip'],
    });
  });

  it('A-1 counters say how many stand under each tab', async () => {
    expect(await inEntity('/agenda/counters')).toMatchObject({
      open: 1,
      toConfirm: 1,
      toPerform: 0,
      late: 0,
      automaticToday: 0,
      problems: 0,
      steps: [{ key: 'friendly' }],
    });
  });

  it('A-1 the history is filtered by the steps of the scenarios, regardless of what has been done', async () => {
    const { steps } = await inEntity('/agenda/counters?view=done');
    expect(steps).toMatchObject([{ key: 'friendly' }, { key: 'firm' }]);
  });

  it.each([
    ['search=MINE-F2', 1],
    ['search=nobody', 0],
    ['search=100%25_', 0],
    ['view=to_confirm', 1],
    ['view=late', 0],
    ['channel=email&channel=phone', 1],
    ['channel=phone', 0],
    ['collector=none', 0],
    ['step=friendly&currency=EUR&amountFromMinor=100000', 1],
    ['currency=EUR&amountFromMinor=100001', 0],
    ['currency=USD', 0],
    ['daysLateFrom=60&daysLateUntil=70', 1],
    ['dueFrom=2026-03-11', 0],
    ['state=proposed&mode=to_confirm', 1],
  ])('A-1 filter %s finds %i', async (query, expected) => {
    expect((await inEntity(`/agenda?${query}`)).total).toBe(expected);
    expect((await inEntity(`/agenda/counters?${query}`)).open).toBe(query.includes('view=') ? 1 : expected);
  });

  it.each(['due', 'customer', 'step', 'channel', 'amount', 'days_late', 'state', 'collector', 'updated'])(
    'A-1 sorts by %s both ways',
    async (sort) => {
      for (const order of ['asc', 'desc']) {
        expect((await inEntity(`/agenda?sort=${sort}&order=${order}`)).rows).toHaveLength(1);
      }
    },
  );

  it('A-1 shows what is coming by itself', async () => {
    const { rows } = await inEntity('/agenda/upcoming');
    expect(rows).toMatchObject([
      { customer: { number: 'MINE-1' }, on: '2026-03-10', step: { name: 'Friendly' } },
    ]);
  });

  it('A-1 an action names the lines it asks for', async () => {
    expect(await inEntity(`/actions/${mine.actionId}`)).toMatchObject({
      id: mine.actionId,
      lines: [{ number: 'MINE-F2', openMinor: 100_000 }],
      credits: [],
    });
  });
});

describe('an action that was proposed on an earlier day', () => {
  it('A-1 counts the days of its lines to the day of its reason', async () => {
    const { items } = await api.db.agendaAction.findUniqueOrThrow({ where: { id: mine.actionId } });
    const content = items as { lines: object[] };
    const lines = content.lines.map((line) => ({ ...line, daysOverdue: 60 }));
    await api.db.agendaAction.update({
      where: { id: mine.actionId },
      data: { items: { ...content, lines } },
    });
    expect(await inEntity(`/actions/${mine.actionId}`)).toMatchObject({
      daysLate: 64,
      lines: [{ daysOverdue: 64 }],
    });
  });
});

describe('preview', () => {
  it('H5 a client that asks for thirty at once gets some of them and has to wait for the others', async () => {
    await api.db.agendaAction.update({ where: { id: mine.actionId }, data: { templateKey: 'friendly' } });
    const url = `/api/entities/${mine.entityId}/actions/${mine.actionId}/preview`;
    const asked = await Promise.all(
      Array.from({ length: 30 }, () => api.ask({ method: 'POST', url, as: cookie, body: {} })),
    );
    const refused = asked.filter(({ statusCode }) => statusCode === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(asked.length - refused.length).toBeGreaterThanOrEqual(3);
    expect(refused[0]!.json()).toMatchObject({ code: 'too_many_attempts' });
    expect(refused[0]!.headers['retry-after']).toBe('1');
    expect((await api.ask({ method: 'POST', url, as: cookie, body: {} })).statusCode).not.toBe(429);
  });

  it('A-2 E-4 the logo is in the preview itself: a page shows no part of a mail', async () => {
    const url = `/api/entities/${mine.entityId}/actions/${mine.actionId}/preview`;
    await api.db.agendaAction.update({ where: { id: mine.actionId }, data: { templateKey: 'friendly' } });
    const logoPng = await readFile(new URL('../../prisma/seed/logo.png', import.meta.url));
    const of = { where: { id: mine.entityId } };
    await api.db.legalEntity.update({ ...of, data: { logoPng } });
    const { html, attachments } = (await api.ask({ method: 'POST', url, as: cookie, body: {} })).json();
    await api.db.legalEntity.update({ ...of, data: { logoPng: null } });
    expect(html).toContain(`src="data:image/png;base64,${logoPng.toString('base64')}"`);
    expect(html).not.toContain('cid:');
    expect(attachments.map(({ filename }: { filename: string }) => filename)).not.toContain('logo.png');
  });

  it('E-2 P-8 the button to pay is in the preview where a connector is on, and opens nobody’s page', async () => {
    const url = `/api/entities/${mine.entityId}/actions/${mine.actionId}/preview`;
    await api.db.customer.update({ where: { id: mine.customerId }, data: { interactivePages: true } });
    const edits = { subject: 'Pay', body: bodyOf('<p>#payment_link</p>') };
    const shown = async () => (await api.ask({ method: 'POST', url, as: cookie, body: { edits } })).json();
    expect((await shown()).html).not.toContain('#pay');
    await connectPayments(api.db, mine.entityId);
    expect((await shown()).html).toMatch(/href="[^"]*\/p#pay"/);
  });

  it('A-2 shows the message as it would leave, with recipients, items, and what was typed over it', async () => {
    const url = `/api/entities/${mine.entityId}/actions/${mine.actionId}/preview`;
    await api.db.agendaAction.update({ where: { id: mine.actionId }, data: { templateKey: 'friendly' } });
    const response = await api.ask({ method: 'POST', url, as: cookie, body: {} });
    expect(response.statusCode, response.body).toBe(200);
    expect(response.json()).toMatchObject({
      subject: 'MINE MINE customer',
      recipients: [{ address: 'ap@mine.test' }],
      sender: { email: 'mail@mine.test' },
      totals: { EUR: 100_000 },
      lines: [{ number: 'MINE-F2' }],
      stops: [],
    });
    const edited = await api.ask({
      method: 'POST',
      url,
      as: cookie,
      body: { edits: { subject: 'Dear all' } },
    });
    expect(edited.json().subject).toBe('Dear all');
    const wrong = await api.ask({
      method: 'POST',
      url,
      as: cookie,
      body: { edits: { subject: '#nonsense' } },
    });
    expect(wrong.json().code).toBe('unknown_tag');
  });
});

describe('customers', () => {
  it('A-4 the list shows balance, overdue amount, days late and what comes next', async () => {
    const { rows, total } = await inEntity('/customers');
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({
      number: 'MINE-1',
      balance: { EUR: 300_000 },
      overdue: { EUR: 200_000 },
      openLines: 3,
      daysLate: 64,
      caseState: 'active',
      gate: { gate: 'awaiting_confirmation' },
      next: { stepName: 'Friendly', on: '2026-03-10' },
      scenario: { name: 'MINE scenario' },
    });
  });

  it.each([
    ['search=MINE-F3', 1],
    ['search=ap@mine', 1],
    ['search=zzz', 0],
    ['overdueOnly=true', 1],
    ['overdueFromMinor=200001', 0],
    ['daysLateFrom=65', 0],
    ['caseState=active&caseState=paused', 1],
    ['caseState=paused', 0],
    ['collector=none', 0],
  ])('A-4 filter %s finds %i', async (query, expected) => {
    expect((await inEntity(`/customers?${query}`)).total).toBe(expected);
  });

  it.each(['name', 'number', 'overdue', 'balance', 'days_late', 'next', 'collector'])(
    'A-4 sorts by %s',
    async (sort) => {
      expect((await inEntity(`/customers?sort=${sort}&order=desc`)).rows).toHaveLength(1);
    },
  );

  it('A-4 the page has ageing, items with status, contacts, qualifications, notes and the case', async () => {
    const page = await inEntity(`/customers/${mine.customerId}`);
    expect(page).toMatchObject({
      today: '2026-03-10',
      ageing: { EUR: { not_due: 100_000, d1_30: 100_000, d61_90: 100_000 } },
      contacts: [{ email: 'ap@mine.test' }],
      promises: [{ promisedOn: '2026-03-20', state: 'open' }],
      disputes: [{ reason: 'price', items: [{ amountMinor: 4_000 }] }],
      holds: [{ active: true }],
      notes: [{ text: 'MINE note' }],
      case: {
        state: 'active',
        paused: null,
        next: { on: '2026-03-10' },
        scenario: { version: 1 },
        openAction: { id: mine.actionId },
        steps: [
          { key: 'friendly', state: 'current', on: '2026-03-10' },
          { key: 'firm', state: 'planned', on: null },
        ],
      },
    });
    const statuses = Object.fromEntries(
      page.items.map(({ number, status }: { number: string; status: string }) => [number, status]),
    );
    expect(statuses).toEqual({ 'MINE-F1': 'promised', 'MINE-F2': 'partly_disputed', 'MINE-F3': 'held' });
  });

  it('S-5 the case answers why nothing is planned with the ordered gates', async () => {
    const answer = await inEntity(`/customers/${mine.customerId}/case`);
    // Decided on the facts of today, not read from the last stored decision.
    expect(answer.case.gates).toEqual([
      {
        gate: 'awaiting_confirmation',
        params: { step: 'friendly', proposedOn: '2026-03-10', escalatesOn: '2026-03-13' },
      },
    ]);
  });

  it('A-4 history is read newest first, by page and by kind', async () => {
    const { rows, nextBefore } = await inEntity(`/customers/${mine.customerId}/history?limit=1`);
    expect(rows).toMatchObject([
      { kind: 'item_new', actor: { kind: 'system' }, items: [{ number: 'MINE-F1' }] },
    ]);
    expect(nextBefore).toBeNull();
    expect((await inEntity(`/customers/${mine.customerId}/history?kind=item_cleared`)).rows).toEqual([]);
    expect((await inEntity(`/customers/${mine.customerId}/items?state=open`)).total).toBe(3);
  });
});

describe('messages', () => {
  it('E-7 a message in doubt is shown as unknown, as it left, with its attempts', async () => {
    const message = await inEntity(`/messages/${mine.messageId}`);
    expect(message).toMatchObject({
      delivery: 'unknown',
      attempts: [{ attempt: 1 }],
      mail: { subject: 'MINE subject', attachments: [{ index: 0, contentType: 'text/html' }] },
    });
    expect(message.mail.html).toContain('MINE body');
    expect((await inEntity('/messages?state=in_doubt')).total).toBe(1);
    expect((await inEntity(`/customers/${mine.customerId}/messages`)).total).toBe(1);
  });

  it.each([
    ['MINE subj', 1],
    ['ap@mine', 1],
    ['mine customer', 1],
    ['nobody', 0],
    ['%', 0],
    ['MINE_subject', 0],
  ])('E-7 A-1 the list searched for %s holds %i messages', async (search, found) => {
    expect((await inEntity(`/messages?search=${encodeURIComponent(search)}`)).total).toBe(found);
  });

  it.each(['eml', 'attachments/0'])('I1 %s is a download that no browser shows as a page', async (path) => {
    const url = `/api/entities/${mine.entityId}/messages/${mine.messageId}/${path}`;
    const response = await api.ask({ url, as: cookie });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('application/octet-stream');
    expect(response.headers['content-disposition']).toMatch(/^attachment; filename="[^"/\\]+"/);
    expect(response.headers['content-security-policy']).toContain('sandbox');
    expect(response.headers['x-content-type-options']).toBe('nosniff');
    expect(response.rawPayload.byteLength).toBeGreaterThan(10);
  });
});

describe('the rest', () => {
  it('S-16 a decision shows its facts and whether today’s engine still gives it', async () => {
    const record = await inEntity(`/decisions/${mine.decisionId}`);
    expect(record).toMatchObject({ input: { mark: 'MINE' }, rerun: { same: false } });
    expect((await inEntity(`/customers/${mine.customerId}/decisions`)).total).toBe(1);
  });

  it('S-1 scenarios come with their versions and are exported as the definition alone', async () => {
    const { rows } = await inEntity('/scenarios');
    expect(rows).toMatchObject([
      { name: 'MINE scenario', isDefault: true, versions: [{ state: 'published', caseCount: 1 }] },
    ]);
    const exported = await inEntity(`/scenarios/${mine.scenarioId}/versions/${mine.versionId}/export`);
    expect(exported).toMatchObject({ version: 1, name: 'Standard', catchUp: 'next' });
  });

  it('E-1 template sets list their texts and the tags that may be used', async () => {
    const { rows, tags } = await inEntity('/templates');
    expect(rows).toMatchObject([{ key: 'friendly', templates: [{ language: 'en', version: 1 }] }]);
    expect(tags.map(({ name }: { name: string }) => name)).toContain('items_list');
  });

  it('settings, collectors, health and who I am', async () => {
    expect(await inEntity('/settings')).toMatchObject({ currency: 'EUR', paused: null });
    expect((await inEntity('/collectors')).rows).toHaveLength(3);
    expect(await inEntity('/health')).toMatchObject({ temporal: false, unknownOutcomes: 1 });
    expect(await read('/api/me')).toMatchObject({ role: 'collector', may: { act: true, administer: false } });
    expect(await read('/api/health')).toMatchObject({ status: 'degraded', database: true, temporal: false });
  });

  it('E-6 the local mailbox shows messages, and is not there with real delivery', async () => {
    await api.db.localMail.create({
      data: {
        mailFrom: 'a@a.test',
        rcptTo: ['b@b.test'],
        subject: 'hello',
        raw: Buffer.from('Subject: hello\r\n\r\ntext'),
      },
    });
    const { rows } = await read('/api/mailbox');
    expect(rows).toMatchObject([{ subject: 'hello', to: ['b@b.test'] }]);
    expect(await read(`/api/mailbox/${rows[0].id}`)).toMatchObject({ mail: { text: 'text' } });
    for (const [search, found] of [
      ['B.Test', 1],
      ['b@b', 1],
      ['a@a', 1],
      ['hell', 1],
      ['b_b', 0],
      ['nobody', 0],
    ] as const)
      expect([search, (await read(`/api/mailbox?search=${search}`)).total]).toEqual([search, found]);
  });
});
