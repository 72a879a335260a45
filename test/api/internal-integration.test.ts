import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerAs, askColleague, colleagueOf, giveOwnDomain, integrationOf } from './internal-support.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let theirs: Seeded;
let collector: string;
let commentId: string;
let token: string;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  theirs = await seedEntity(api.db, 'THEIRS');
  await giveOwnDomain(api.db, mine.entityId);
  collector = await api.signIn(mine.users.collector.email);
});
afterAll(() => api.close());

beforeEach(async () => {
  const { id } = (await askColleague(api, mine, collector)).json();
  const visitor = await colleagueOf(api.db, { id });
  ({ commentId } = (await answerAs(api, visitor)).json());
  ({ token } = await integrationOf(api.db, commentId));
});

const post = (url: string, withToken: string, as?: string) =>
  api.ask({ method: 'POST', url, body: { token: withToken }, ...(as === undefined ? {} : { as }) });
const openLink = (as?: string) => post('/api/integration/entry', token, as);
const integrate = (as?: string) => post('/api/integration/integrate', token, as);
const comment = () => api.db.comment.findUniqueOrThrow({ where: { id: commentId } });
const events = (kind: string) =>
  api.db.historyEvent.findMany({
    where: { kind, data: { path: ['commentId'], equals: commentId } },
    include: { items: true },
  });

describe('one click integrates an answer', () => {
  it('I-3 D1 looking, however often and by any method, changes nothing', async () => {
    const before = await comment();
    for (let visit = 0; visit < 20; visit += 1) {
      const shown = await openLink();
      expect(shown.json()).toMatchObject({
        state: 'open',
        text: 'Yes, in writing.',
        items: ['MINE-F1'],
        timeZone: 'Europe/Paris',
      });
    }
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'] as const) {
      const response = await api.app.inject({ method, url: '/api/integration/integrate', query: { token } });
      expect(response.statusCode).toBeGreaterThanOrEqual(400);
    }
    expect(await comment()).toEqual(before);
    expect(await events('answer_integrated')).toEqual([]);
  });

  it('I-3 the answer stands in the history of its items with its author, marked as internal', async () => {
    const done = await integrate(collector);
    expect(done.json()).toMatchObject({
      state: 'integrated',
      member: { entityCode: 'MINE', commentId },
    });
    expect(await comment()).toMatchObject({ state: 'validated', handledBy: mine.users.collector.id });
    const [event] = await events('answer_integrated');
    expect(event).toMatchObject({ actorKind: 'user', actorId: mine.users.collector.id });
    expect(event!.data).toMatchObject({ source: 'internal_page', authorName: 'Paul Martin', signedIn: true });
    expect(event!.items.map(({ itemId }) => itemId)).toEqual([mine.itemIds[0]]);
  });

  it('I-3 D2 anyone who holds the link may press; that nobody was signed in, and how soon it was, is kept', async () => {
    const done = await integrate();
    expect(done.json()).toMatchObject({ state: 'integrated', member: null });
    const [event] = await events('answer_integrated');
    expect(event).toMatchObject({ actorKind: 'colleague', actorId: null });
    expect(event!.data).toMatchObject({ signedIn: false, afterSeconds: 0 });
    expect((await comment()).handledBy).toBeNull();
  });

  it('I-3 D3 a hundred presses at once have one effect and show one page', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => integrate()));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(await events('answer_integrated')).toHaveLength(1);
  });

  it('I-3 D2 it can be undone; its links end with that, and nothing presses again', async () => {
    await integrate();
    const undone = await api.ask({
      method: 'POST',
      url: `/api/entities/${mine.entityId}/internal-answers/${commentId}/undo`,
      as: collector,
    });
    expect(undone.statusCode).toBe(200);
    expect(await comment()).toMatchObject({ state: 'pending', integratedAt: null, handledAt: null });
    expect(await events('integration_undone')).toHaveLength(1);
    const again = await integrate();
    expect([again.statusCode, again.json().code]).toEqual([401, 'link_revoked']);
    const byHand = await api.ask({
      method: 'POST',
      url: `/api/entities/${mine.entityId}/internal-answers/${commentId}/integrate`,
      as: collector,
    });
    expect(byHand.statusCode).toBe(200);
    expect(await comment()).toMatchObject({ state: 'validated' });
  });

  it('I-3 D4 an answer that was deleted meanwhile stays deleted, and the page says so', async () => {
    await api.db.comment.update({ where: { id: commentId }, data: { state: 'deleted' } });
    expect((await integrate()).json()).toMatchObject({ state: 'deleted', integratedAt: null });
    expect(await events('answer_integrated')).toEqual([]);
  });

  it('I-3 D4 a token with one letter changed opens nothing', async () => {
    for (const place of [3, 10, 25, 45]) {
      const changed = token.slice(0, place) + (token[place] === 'A' ? 'B' : 'A') + token.slice(place + 1);
      const response = await post('/api/integration/integrate', changed);
      expect([response.statusCode, response.json().code]).toEqual([401, 'link_unknown']);
    }
    expect((await comment()).integratedAt).toBeNull();
  });

  it('I-5 B2 tokens of the pages integrate nothing, and this one opens no page', async () => {
    const question = (await askColleague(api, mine, collector)).json();
    const internal = await colleagueOf(api.db, question);
    expect((await post('/api/integration/integrate', internal.token)).json().code).toBe('link_unknown');
    for (const cookie of [`relance_internal_page=${token}`, `relance_customer_page=${token}`]) {
      for (const url of ['/api/internal/page', '/api/portal/statement']) {
        expect((await api.ask({ url, as: cookie })).statusCode).toBe(401);
      }
    }
  });

  it('I-3 a session of another entity, or of a viewer, counts as none', async () => {
    for (const email of [theirs.users.collector.email, mine.users.viewer.email]) {
      expect((await openLink(await api.signIn(email))).json().member).toBeNull();
    }
    const foreign = await api.signIn(theirs.users.administrator.email);
    const response = await api.ask({
      method: 'POST',
      url: `/api/entities/${theirs.entityId}/internal-answers/${commentId}/undo`,
      as: foreign,
    });
    expect(response.statusCode).toBe(404);
  });

  it('I-3 a request from another site is refused', async () => {
    const response = await api.ask({
      method: 'POST',
      url: '/api/integration/integrate',
      body: { token },
      headers: { origin: 'https://elsewhere.test' },
    });
    expect([response.statusCode, response.json().code]).toEqual([403, 'cross_site_request']);
  });
});
