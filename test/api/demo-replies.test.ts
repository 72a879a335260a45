import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashPassword } from '../../api/plugins/passwords.ts';
import { commentStates } from '../../domain/vocabulary.ts';
import { demoUsers, seedDemo } from '../../prisma/seed/demo.ts';
import { password, startTestApi, type TestApi } from './support.ts';

let api: TestApi;
let cookie: string;
let base: string;

beforeAll(async () => {
  api = await startTestApi();
  api.clock.now = new Date();
  const today = api.clock.now.toISOString().slice(0, 10);
  await seedDemo(api.db, { today, passwordHash: await hashPassword(password) });
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
