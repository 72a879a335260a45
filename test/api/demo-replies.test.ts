import { unpack } from '../../prisma/packing.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decideNow } from '../../application/case/decide.ts';
import { hashPassword } from '../../api/plugins/passwords.ts';
import { takenPicture } from '../../api/uploads/picture.ts';
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { addressLines, type PostalAddress } from '../../domain/contact/postal-address.ts';
import { formatDate, pageLanguage, pageLocale } from '../../domain/template/format.ts';
import { commentStates } from '../../domain/vocabulary/replies.ts';
import { demoUsers, seedDemo } from '../../prisma/seed/demo.ts';
import { pastSteps } from '../../activities/case/demo-past.ts';
import { origin, password, startTestApi, type TestApi } from './support.ts';

let api: TestApi;
let cookie: string;
let base: string;

beforeAll(async () => {
  api = await startTestApi();
  api.clock.now = new Date();
  const today = localDayAndMinute(api.clock.now.getTime(), 'Europe/Paris').day;
  await seedDemo(api.db, {
    today,
    passwordHash: await hashPassword(password),
    takePastSteps: pastSteps({ secret: 'a secret of at least thirty-two characters', publicUrl: origin }),
  });
  cookie = await api.signIn(demoUsers[0]!.email);
  const { id } = await api.db.legalEntity.findFirstOrThrow();
  base = `/api/entities/${id}`;
});
afterAll(() => api.close());

const get = async (url: string) => {
  const response = await api.ask({ url: `${base}/${url}`, as: cookie });
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
};

it('N-1 D-1 every customer of the demo has a whole address, and the company its logo', async () => {
  const customers = await api.db.customer.findMany();
  for (const { name, address, country } of customers) {
    const { street, postalCode, city, country: written } = address as Record<string, string>;
    expect(
      [street, postalCode, city].every((part) => (part ?? '').length > 2),
      name,
    ).toBe(true);
    expect(written).toBe(country);
    const lines = addressLines({ address: address as PostalAddress, language: 'en' });
    expect(lines.length, name).toBeGreaterThanOrEqual(3);
  }
  const { logoPng } = await api.db.legalEntity.findFirstOrThrow();
  expect(await takenPicture(logoPng!)).toMatchObject({ isScaledDown: false });
});

it('N-1 D-13 the demo speaks the language of its users, writes under a name that fits all, and folds accents', async () => {
  const entity = await api.db.legalEntity.findFirstOrThrow();
  const users = await api.db.user.findMany();
  expect(new Set(users.map(({ language }) => language))).toEqual(new Set([entity.language]));
  expect(entity.senderName).toBe(entity.name);
  const contacts = await api.db.contact.findMany();
  const emails = contacts.map(({ email }) => email);
  expect(emails).toContain('payables@pepinieres-garnier.example');
  for (const email of emails) expect(email).not.toMatch(/@(.*-)?[a-z]{0,2}-[a-z]{1,2}-/);
});

it('N-1 what the demo did before its first start was done on working days', async () => {
  const sent = await api.db.outboundMessage.findMany({ select: { frozenAt: true } });
  expect(sent.length).toBeGreaterThan(10);
  for (const { frozenAt } of sent) expect([0, 6]).not.toContain(frozenAt!.getUTCDay());
});

it('N-1 P-11 replies of the demo name the days that are promised', async () => {
  const promises = await api.db.comment.findMany({ where: { status: 'promise' } });
  for (const { text, promisedOn, language } of promises) {
    const locale = pageLocale(pageLanguage(language, 'en'), '');
    expect(text).toContain(formatDate(promisedOn!.toISOString().slice(0, 10), locale));
  }
  expect(promises.length).toBeGreaterThan(3);
});

it('N-1 D-9 the demo has a debit that was returned, and a promise for a part', async () => {
  const item = await api.db.openItem.findFirstOrThrow({ where: { number: 'F-20160' } });
  expect(item).toMatchObject({ state: 'open', openMinor: 186_000n, rank: 1 });
  const kinds = await api.db.historyEvent.findMany({ where: { customerId: item.customerId } });
  expect(kinds.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['payment_received', 'payment_returned']),
  );
  expect(await api.db.promiseItem.count({ where: { amountMinor: { not: null } } })).toBeGreaterThan(0);
});

it('P-10 N-1 the demo has replies of every colour and state, and tasks of today and late', async () => {
  const counters = await get('replies/counters');
  for (const colour of ['promise', 'ongoing', 'dispute', 'none']) expect(counters[colour]).toBeGreaterThan(0);
  expect(counters.tasks).toBeGreaterThan(counters.tasksLate);
  expect(counters.tasksLate).toBeGreaterThan(0);
  for (const state of commentStates)
    expect((await get(`replies?state=${state}`)).total, state).toBeGreaterThan(0);
  expect((await get('follow-ups?view=done')).total).toBeGreaterThan(0);
});

it('I-1 I-3 the demo has a question that waits for a colleague, and an answer that waits to be read', async () => {
  const { rows } = await get('questions');
  const states = rows.map(({ state }: { state: string }) => state).sort();
  expect(states).toEqual(['answered', 'open']);
  const answered = rows.find(({ state }: { state: string }) => state === 'answered');
  const reply = await get(`replies/${answered.answers[0].commentId}`);
  expect(reply).toMatchObject({ audience: 'internal', state: 'pending' });
  const asked = await api.db.notice.findMany({ where: { kind: 'internal_question' } });
  expect(asked.map(({ recipientEmail }) => recipientEmail)).toEqual(['paul.martin@acme.example']);
});

it('I-1 S-2 N-1 one customer of the demo is at a step that asks its sales manager', async () => {
  const customer = await api.db.customer.findFirstOrThrow({
    where: { number: 'C-1024' },
    include: { case: { include: { scenarioVersion: { include: { scenario: true } } } } },
  });
  expect(customer.case!.scenarioVersion.scenario.name).toBe('Key accounts');
  const { decision } = (await decideNow(api.db, customer.id, api.clock.now.getTime()))!;
  expect(decision).toMatchObject({ gates: [], due: { stepKey: 'sales_manager', channel: 'internal_email' } });
});

it('P-11 every reply of the demo opens with its items, and its files are files', async () => {
  const { rows } = await get(`replies?${commentStates.map((state) => `state=${state}`).join('&')}`);
  for (const { id } of rows) {
    const reply = await get(`replies/${id}`);
    expect(reply.proposal.items).toHaveLength(reply.items.length);
    for (const file of reply.files) {
      const response = await api.ask({ url: `${base}/replies/${id}/files/${file.id}`, as: cookie });
      expect(response.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
      expect(response.rawPayload).toHaveLength(file.sizeBytes);
    }
  }
});

it('N-1 S-16 every step that the demo had taken has its message, its decision and its place in the history', async () => {
  const today = new Date();
  const actions = await api.db.agendaAction.findMany({
    include: {
      messages: { include: { attempts: true, acknowledgement: true, links: true } },
      customer: { include: { items: true, history: true, countedContacts: true } },
    },
  });
  expect(actions.length).toBeGreaterThan(40);
  for (const { customer, messages, ...action } of actions) {
    const about = `${customer.name}: ${action.stepName}`;
    expect(action, about).toMatchObject({ state: 'done' });
    expect(messages.length, about).toBeGreaterThan(0);
    for (const message of messages) {
      expect(message, about).toMatchObject({ state: 'accepted', sealedBytes: null });
      expect(message.recipientAddress, about).toMatch(/@/);
      expect(message.createdAt < today && message.createdAt <= action.closedAt!, about).toBe(true);
      expect(message.attempts.map(({ responseCode }) => responseCode)).toEqual([250]);
      expect(message.acknowledgement).toMatchObject({ sent: true });
      expect(Buffer.from(unpack(message.frozenBytes!)).toString('latin1')).not.toMatch(/rc_[\w-]{20}/);
    }
    const sent = customer.history.filter(({ kind }) => kind === 'message_sent');
    expect(sent.map(({ data }) => (data as { actionId: string }).actionId)).toContain(action.id);
    expect(customer.countedContacts.map(({ actionId }) => actionId)).toContain(action.id);
    expect(await api.db.decisionRecord.count({ where: { id: action.decisionId! } }), about).toBe(1);
  }
  // A line that had steps is one that was written about.
  const led = new Set(actions.flatMap(({ items }) => listedIn(items)));
  for (const item of await api.db.openItem.findMany({ where: { rank: { gt: 0 } } }))
    expect(led.has(item.id), item.number).toBe(true);
});

const listedIn = (content: unknown) => (content as { lines: { id: string }[] }).lines.map(({ id }) => id);

it('N-1 A-4 lists and pages of the demo agree about a step of the past', async () => {
  const customer = await api.db.customer.findFirstOrThrow({ where: { number: 'C-1005' } });
  const page = await get(`customers/${customer.id}`);
  const states = page.case.steps.map(({ state }: { state: string }) => state);
  expect(states[0]).toBe('done');
  expect(states).not.toContain('skipped');
  const { rows } = await get(`customers/${customer.id}/messages`);
  expect(rows).toHaveLength(1);
  const message = await get(`messages/${rows[0].id}`);
  expect(message.subject).toContain('C-1005');
});
