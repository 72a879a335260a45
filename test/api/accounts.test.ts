import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountToken } from '../../application/account-links/token.ts';
import { password, seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

const secret = 'a secret of at least thirty-two characters';
const better = 'orbit kettle lantern seven';
let api: TestApi;
let mine: Seeded;
let theirs: Seeded;
let cookie: string;
let base: string;
beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  theirs = await seedEntity(api.db, 'OTHER');
  cookie = await api.signIn(mine.users.administrator.email);
  base = `/api/entities/${mine.entityId}/users`;
});
afterAll(() => api.close());

const post = (url: string, body: unknown, as?: string) =>
  api.ask({ method: 'POST', url, body, ...(as === undefined ? {} : { as }) });
const patch = (userId: string, body: unknown) =>
  api.ask({ method: 'PATCH', url: `${base}/${userId}`, as: cookie, body });
let keys = 0;
const key = () => `account-key-${(keys += 1)}`;

async function invite(email: string, more: object = {}) {
  const answer = await post(
    `${base}/invite`,
    { key: key(), email, name: 'Nina New', role: 'collector', ...more },
    cookie,
  );
  return { answer, sent: answer.json() as { userId: string; link: string } };
}
const tokenIn = (link: string) => link.split('#')[1]!;
/** The newest link of an account, as its mail carries it. */
async function mailedToken(email: string): Promise<string | null> {
  const link = await api.db.accountLink.findFirst({
    where: { user: { email } },
    orderBy: { createdAt: 'desc' },
  });
  return link === null ? null : accountToken(secret, link.id);
}

describe('X-1 invitations', () => {
  it('X-1 leave a row for the dispatch; the link works once and makes the account usable', async () => {
    const { answer, sent } = await invite('Nina@mine.test');
    expect(answer.statusCode).toBe(200);
    const notice = await api.db.notice.findFirstOrThrow({ where: { recipientEmail: 'nina@mine.test' } });
    expect(notice).toMatchObject({ kind: 'account_link', customerId: null, legalEntityId: mine.entityId });
    const token = tokenIn(sent.link);
    expect((await post('/api/account/link', { token })).json()).toMatchObject({
      kind: 'invitation',
      email: 'nina@mine.test',
    });
    await expect(api.signIn('nina@mine.test', 'none')).rejects.toThrow();
    expect((await post('/api/account/password', { token, password: 'password1234' })).json().code).toBe(
      'password_common',
    );
    expect((await post('/api/account/password', { token, password: better })).statusCode).toBe(200);
    expect((await post('/api/account/password', { token, password: `${better} two` })).json().code).toBe(
      'password_link_unknown',
    );
    expect(await api.signIn('nina@mine.test', better)).toContain('relance_session');
  });

  it('X-1 nothing that is stored opens the account', async () => {
    await invite('stored@mine.test');
    const token = (await mailedToken('stored@mine.test'))!;
    const rows = await Promise.all([
      api.db.accountLink.findMany(),
      api.db.notice.findMany(),
      api.db.historyEvent.findMany(),
      api.db.idempotentRequest.findMany(),
    ]);
    const text = JSON.stringify(rows, (_name, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(text).not.toContain(token.slice(3));
  });

  it('X-1 the same invitation sent twice is one; an address that has an account is reported', async () => {
    const body = { key: key(), email: 'twice@mine.test', name: 'T', role: 'viewer' };
    const [one, other] = [
      await post(`${base}/invite`, body, cookie),
      await post(`${base}/invite`, body, cookie),
    ];
    expect(other.json()).toEqual(one.json());
    expect(await api.db.notice.count({ where: { recipientEmail: 'twice@mine.test' } })).toBe(1);
    expect((await invite('twice@mine.test')).answer.json().code).toBe('email_taken');
    expect((await invite('not an address')).answer.json().errors).toMatchObject([
      { path: 'email', code: 'email' },
    ]);
    expect((await invite('far@mine.test', { entityIds: [theirs.entityId] })).answer.statusCode).toBe(404);
  });

  it('X-1 a newer link ends the older; one that has expired opens nothing', async () => {
    const { sent } = await invite('again@mine.test');
    const renewed = (await post(`${base}/${sent.userId}/link`, { key: key() }, cookie)).json() as {
      link: string;
    };
    expect((await post('/api/account/link', { token: tokenIn(sent.link) })).statusCode).toBe(401);
    expect((await post('/api/account/link', { token: tokenIn(renewed.link) })).statusCode).toBe(200);
    const { now } = api.clock;
    api.clock.now = new Date(now.getTime() + 8 * 24 * 3_600_000);
    expect((await post('/api/account/link', { token: tokenIn(renewed.link) })).json().code).toBe(
      'password_link_unknown',
    );
    api.clock.now = now;
  });
});

describe('X-1 a forgotten password', () => {
  it('X-1 the answer is the same whether the account exists, is disabled or not there', async () => {
    await patch(mine.users.viewer.id, { disabled: true });
    const before = await api.db.notice.count();
    for (const email of ['nobody@nowhere.test', mine.users.viewer.email, 'not an address']) {
      const answer = await post('/api/account/forgotten', { email });
      expect([answer.statusCode, answer.body]).toEqual([200, '{"ok":true}']);
    }
    expect(await api.db.notice.count()).toBe(before);
    await patch(mine.users.viewer.id, { disabled: false });
    const answer = await post('/api/account/forgotten', { email: mine.users.collector.email.toUpperCase() });
    expect([answer.statusCode, answer.body]).toEqual([200, '{"ok":true}']);
    expect(await api.db.notice.count()).toBe(before + 1);
  });

  it('X-1 the new password ends every session, and the old one signs in no more', async () => {
    const { email } = mine.users.manager ?? mine.users.collector;
    const session = await api.signIn(email);
    await post('/api/account/forgotten', { email });
    const token = (await mailedToken(email))!;
    expect((await post('/api/account/password', { token, password: better })).statusCode).toBe(200);
    expect((await api.ask({ url: '/api/me', as: session })).statusCode).toBe(401);
    await expect(api.signIn(email, password)).rejects.toThrow();
    expect(await api.signIn(email, better)).toContain('relance_session');
  });

  it('X-1 one address cannot be flooded, and one stranger cannot try a thousand addresses', async () => {
    const { email } = mine.users.viewer;
    const before = await api.db.notice.count({ where: { recipientEmail: email } });
    const ask = (address: string, remoteAddress: string) =>
      api.ask({ method: 'POST', url: '/api/account/forgotten', body: { email: address }, remoteAddress });
    const many = await Promise.all(Array.from({ length: 12 }, (_, n) => ask(email, `203.0.113.${n}`)));
    expect(new Set(many.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect((await api.db.notice.count({ where: { recipientEmail: email } })) - before).toBeLessThanOrEqual(3);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => ask(`x${n}@nowhere.test`, '198.51.100.7')),
    );
    expect(answers.some(({ statusCode }) => statusCode === 429)).toBe(true);
  });

  it('X-1 a token of nobody, of a customer’s link, or changed in one letter opens nothing', async () => {
    for (const token of ['x', `ra_${'A'.repeat(43)}`, `rc_${'A'.repeat(43)}`]) {
      expect((await post('/api/account/link', { token })).statusCode).toBe(401);
      expect((await post('/api/account/password', { token, password: better })).statusCode).toBe(401);
    }
  });
});

describe('X-1 administrators', () => {
  it('X-1 the last one of a company stays, also when two go at once', async () => {
    const { sent } = await invite('second@mine.test', { role: 'administrator' });
    await post('/api/account/password', { token: tokenIn(sent.link), password: better });
    const second = await api.signIn('second@mine.test', better);
    const answers = await Promise.all([
      patch(sent.userId, { role: 'viewer' }),
      api.ask({
        method: 'PATCH',
        url: `${base}/${mine.users.administrator.id}`,
        as: second,
        body: { disabled: true },
      }),
    ]);
    const statuses = answers.map(({ statusCode }) => statusCode).sort();
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1);
    const left = await api.db.user.count({
      where: {
        role: 'administrator',
        disabledAt: null,
        memberships: { some: { legalEntityId: mine.entityId } },
      },
    });
    expect(left).toBeGreaterThanOrEqual(1);
    await api.db.user.update({ where: { id: mine.users.administrator.id }, data: { disabledAt: null } });
    await api.db.user.update({ where: { id: sent.userId }, data: { role: 'viewer' } });
    cookie = await api.signIn(mine.users.administrator.email);
  });

  it('X-1 nobody locks himself out, or leaves his company without an administrator', async () => {
    const { id } = mine.users.administrator;
    expect((await patch(id, { disabled: true })).json().code).toBe('forbidden');
    expect((await patch(id, { role: 'viewer' })).json().code).toBe('forbidden');
    const second = (
      await post(
        '/api/entities',
        {
          key: key(),
          code: 'TWO',
          name: 'Two',
          currency: 'EUR',
          country: 'FR',
          timeZone: 'Europe/Paris',
          language: 'fr',
        },
        cookie,
      )
    ).json() as { id: string };
    expect((await patch(id, { entityIds: [second.id] })).json().code).toBe('last_administrator');
  });

  it('X-1 role, deputy and companies of a user change with what was before in the log', async () => {
    const { id } = mine.users.viewer;
    const answer = await patch(id, { role: 'collector', deputyId: mine.users.collector.id });
    expect(answer.json()).toMatchObject({ role: 'collector', deputy: { id: mine.users.collector.id } });
    expect((await patch(id, { deputyId: id })).json().errors).toMatchObject([{ path: 'deputyId' }]);
    expect((await patch(id, { deputyId: theirs.users.collector.id })).statusCode).toBe(404);
    const log = (
      await api.ask({ url: `/api/entities/${mine.entityId}/audit?kind=user_changed`, as: cookie })
    ).json();
    expect(log.rows[0].data).toMatchObject({
      userId: id,
      changed: { role: { from: 'viewer', to: 'collector' } },
    });
    await patch(id, { role: 'viewer', deputyId: null });
  });
});

describe('X-1 one’s own account', () => {
  it('X-1 name, language and password are one’s own to change; other sessions end', async () => {
    const { email } = mine.users.viewer;
    const [here, there] = [await api.signIn(email), await api.signIn(email)];
    const own = (method: 'PATCH' | 'PUT', url: string, body: unknown) =>
      api.ask({ method, url, as: here, body });
    expect((await own('PATCH', '/api/me/account', { name: 'Vera V', language: 'fr' })).json()).toMatchObject({
      name: 'Vera V',
      language: 'fr',
    });
    expect((await own('PUT', '/api/me/password', { current: 'wrong', password: better })).json().code).toBe(
      'password_wrong',
    );
    expect((await own('PUT', '/api/me/password', { current: password, password: better })).statusCode).toBe(
      200,
    );
    expect((await api.ask({ url: '/api/me', as: here })).statusCode).toBe(200);
    expect((await api.ask({ url: '/api/me', as: there })).statusCode).toBe(401);
    expect(
      (await own('PUT', '/api/me/email', { current: better, email: mine.users.collector.email })).json().code,
    ).toBe('email_taken');
    expect(
      (await own('PUT', '/api/me/email', { current: better, email: 'vera@mine.test' })).json().email,
    ).toBe('vera@mine.test');
    expect(await api.signIn('vera@mine.test', better)).toContain('relance_session');
  });

  it('X-1 guessing the present password over an open session is slowed down', async () => {
    const here = await api.signIn('vera@mine.test', better);
    const tries = [];
    for (let n = 0; n < 8; n += 1) {
      tries.push(
        await api.ask({
          method: 'PUT',
          url: '/api/me/password',
          as: here,
          body: { current: `guess ${n}`, password: better },
        }),
      );
    }
    expect(tries.some(({ statusCode }) => statusCode === 429)).toBe(true);
  });
});
