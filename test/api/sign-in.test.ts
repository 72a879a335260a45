import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '../../api/plugins/passwords.ts';
import { routesOf, addressOf } from './routes.ts';
import { cookieOf, password, seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
});
beforeEach(async () => {
  await api.db.signInFailure.deleteMany();
});
afterAll(() => api.close());

const attempt = (email: string, secret: string, more: { remoteAddress?: string; as?: string } = {}) =>
  api.ask({ method: 'POST', url: '/api/session', body: { email, password: secret }, ...more });

describe('guessing', () => {
  it('A1 guesses at an account from many addresses get fewer than 20 tries an hour', async () => {
    const { email } = mine.users.manager;
    let tried = 0;
    for (let minute = 0; minute < 60; minute += 1) {
      api.clock.now = new Date(api.clock.now.getTime() + 60_000);
      // A burst at the same moment, each from another address.
      const answers = await Promise.all(
        Array.from({ length: 4 }, (_, n) =>
          attempt(email, 'wrong', { remoteAddress: `10.0.${minute}.${n}` }),
        ),
      );
      tried += answers.filter(({ statusCode }) => statusCode === 401).length;
      for (const { statusCode, headers } of answers) {
        expect([401, 429]).toContain(statusCode);
        if (statusCode === 429) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      }
    }
    expect(tried).toBeGreaterThan(4);
    expect(tried).toBeLessThan(20);
  });

  it('A1 the owner still signs in while strangers guess, from a browser that did so before', async () => {
    const { email } = mine.users.manager;
    const known = cookieOf(await attempt(email, password));
    for (let n = 0; n < 12; n += 1) await attempt(email, 'wrong', { remoteAddress: `10.1.0.${n}` });
    expect((await attempt(email, password, { remoteAddress: '10.1.1.1' })).statusCode).toBe(429);
    expect((await attempt(email, password, { as: known })).statusCode).toBe(200);
  });

  it('A1 guesses over many accounts from one address are slowed down too', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 45; n += 1) {
      statuses.push(
        (await attempt(`nobody${n}@mine.test`, 'wrong', { remoteAddress: '10.2.0.1' })).statusCode,
      );
    }
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(32);
    expect(statuses.at(-1)).toBe(429);
  });

  it.each([
    'passwordpassword',
    '123456789012',
    'P@ssw0rd1234',
    'qwertyuiop12',
    'abcdefghijkl',
    'clairemine12',
  ])('A1 a password that everybody tries first is refused: %s', async (common) => {
    const administrator = cookieOf(await attempt(mine.users.administrator.email, password));
    const url = `/api/entities/${mine.entityId}/users`;
    const body = { email: 'claire@mine.test', name: 'Claire', role: 'viewer', password: common };
    const refused = [
      await api.ask({ method: 'POST', url, as: administrator, body }),
      await api.ask({
        method: 'PATCH',
        url: `${url}/${mine.users.viewer.id}`,
        as: administrator,
        body: { password: common, name: 'Claire Mine' },
      }),
    ];
    for (const response of refused) {
      expect(response.statusCode).toBe(422);
      expect(response.json()).toMatchObject({ code: 'password_common' });
    }
  });

  it('A1 a right password after a few wrong ones ends the count', async () => {
    const { email } = mine.users.viewer;
    for (let n = 0; n < 3; n += 1) await attempt(email, 'wrong');
    expect((await attempt(email, password)).statusCode).toBe(200);
    for (let n = 0; n < 4; n += 1) expect((await attempt(email, 'wrong')).statusCode).toBe(401);
  });

  it('A2 unknown accounts, disabled ones and wrong passwords get the same answer', async () => {
    await api.db.user.create({
      data: { email: 'gone@mine.test', name: 'x', role: 'viewer', disabledAt: new Date(), passwordHash: 'x' },
    });
    const bodies = await Promise.all(
      ['nobody@mine.test', mine.users.viewer.email].map(async (email) => {
        const response = await attempt(email, 'wrong');
        const { requestId: _requestId, ...body } = response.json();
        return [response.statusCode, body];
      }),
    );
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]?.[0]).toBe(401);
    // Six attempts each: the delay begins for both at the same one.
    const series = async (email: string) => {
      const statuses: number[] = [];
      for (let n = 0; n < 7; n += 1)
        statuses.push((await attempt(email, 'wrong', { remoteAddress: `10.9.0.${n}` })).statusCode);
      return statuses;
    };
    expect(await series('nobody2@mine.test')).toEqual(await series(mine.users.collector.email));
  });

  it('A2 the time of an unknown account lies in the band of a known one', async () => {
    const time = async (email: string) => {
      await api.db.signInFailure.deleteMany();
      const start = performance.now();
      await attempt(email, 'wrong');
      return performance.now() - start;
    };
    // In turn, and the shortest of each: what else the machine does makes a try longer and none shorter.
    let [known, unknown] = [Infinity, Infinity];
    for (let n = 0; n < 12; n += 1) {
      known = Math.min(known, await time(mine.users.viewer.email));
      unknown = Math.min(unknown, await time('nobody3@mine.test'));
    }
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });
});

describe('sessions', () => {
  it('A4 the cookie is HttpOnly, SameSite, and over https bound to this host', async () => {
    const response = await attempt(mine.users.viewer.email, password);
    for (const cookie of response.cookies) {
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
      expect(cookie.domain).toBeUndefined();
      expect(cookie.value.length).toBeGreaterThanOrEqual(43);
    }
    const secure = await startTestApi({ publicUrl: 'https://relance.test' });
    const there = await seedEntity(secure.db, 'SAFE');
    const answer = await secure.ask({
      method: 'POST',
      url: '/api/session',
      body: { email: there.users.viewer.email, password },
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.cookies.map(({ name, secure: only }) => [name, only])).toEqual([
      ['__Host-relance_session', true],
      ['__Host-relance_device', true],
    ]);
    expect(answer.headers['strict-transport-security']).toContain('max-age');
    await secure.close();
  });

  it('A4 what the database holds opens nothing', async () => {
    const cookie = await api.signIn(mine.users.viewer.email);
    const [session] = await api.db.session.findMany({
      where: { userId: mine.users.viewer.id },
      orderBy: { createdAt: 'desc' },
    });
    expect(cookie).not.toContain(session!.idHash);
    expect((await api.ask({ url: '/api/me', as: `relance_session=${session!.idHash}` })).statusCode).toBe(
      401,
    );
  });

  it('A3 a new id at every sign-in, and the old one is dead', async () => {
    const first = await api.signIn(mine.users.viewer.email);
    const second = cookieOf(await attempt(mine.users.viewer.email, password, { as: first }));
    expect(second).not.toBe(first);
    expect((await api.ask({ url: '/api/me', as: first })).statusCode).toBe(401);
    expect((await api.ask({ url: '/api/me', as: second })).statusCode).toBe(200);
  });

  it('A3 after sign-out the old cookie is refused on every route', async () => {
    const cookie = await api.signIn(mine.users.administrator.email);
    expect(
      (await api.ask({ method: 'POST', url: '/api/session/end', as: cookie, body: {} })).statusCode,
    ).toBe(200);
    for (const route of routesOf(api.app).filter(({ access }) => access !== 'public')) {
      const response = await api.ask({ method: route.method, url: addressOf(route, mine), as: cookie });
      expect([route.url, response.statusCode]).toEqual([route.url, 401]);
    }
  });

  it('A3 a session ends with its time', async () => {
    const cookie = await api.signIn(mine.users.viewer.email);
    const before = api.clock.now;
    api.clock.now = new Date(before.getTime() + 12 * 3_600_000 + 1);
    expect((await api.ask({ url: '/api/me', as: cookie })).statusCode).toBe(401);
    api.clock.now = before;
    expect((await api.ask({ url: '/api/me', as: cookie })).statusCode).toBe(200);
  });

  it.each([
    ['disabling', { disabled: true }],
    ['a new role', { role: 'viewer' }],
    ['a new password', { password: 'another long password' }],
  ])('A3 %s ends the sessions of the account at once', async (_name, changes) => {
    const administrator = await api.signIn(mine.users.administrator.email);
    const created = await api.ask({
      method: 'POST',
      url: `/api/entities/${mine.entityId}/users`,
      as: administrator,
      body: { email: `u${Math.random()}@mine.test`, name: 'x', role: 'collector', password },
    });
    const { id, email } = created.json();
    const cookie = await api.signIn(email);
    expect((await api.ask({ url: '/api/me', as: cookie })).statusCode).toBe(200);
    const url = `/api/entities/${mine.entityId}/users/${id}`;
    expect((await api.ask({ method: 'PATCH', url, as: administrator, body: changes })).statusCode).toBe(200);
    expect((await api.ask({ url: '/api/me', as: cookie })).statusCode).toBe(401);
  });

  it('X-1 an administrator cannot lock himself out', async () => {
    const as = await api.signIn(mine.users.administrator.email);
    const url = `/api/entities/${mine.entityId}/users/${mine.users.administrator.id}`;
    expect((await api.ask({ method: 'PATCH', url, as, body: { disabled: true } })).statusCode).toBe(403);
    expect((await api.ask({ method: 'PATCH', url, as, body: { role: 'viewer' } })).statusCode).toBe(403);
  });

  it.each(['203.0.113.5', '127.0.0.1', '::1'])('A8 X-Forwarded-For from %s is not believed', async (peer) => {
    await api.db.signInFailure.deleteMany({ where: { key: { startsWith: 'address/' } } });
    for (let n = 0; n < 5; n += 1) {
      await api.ask({
        method: 'POST',
        url: '/api/session',
        body: { email: `nobody${n}@x.test`, password: 'wrong' },
        headers: { 'x-forwarded-for': `10.7.0.${n}` },
        remoteAddress: peer,
      });
    }
    const keys = (await api.db.signInFailure.findMany({ where: { key: { startsWith: 'address/' } } })).map(
      ({ key }) => key,
    );
    expect(keys).toEqual([`address/${peer}`]);
  });

  it('N-3 the published password of the demo opens nothing where other machines may come', async () => {
    const reachable = await startTestApi({ refusesDemoPassword: true });
    const seeded = await seedEntity(reachable.db, 'MINE');
    const { email } = seeded.users.administrator;
    await reachable.db.user.updateMany({ data: { passwordHash: await hashPassword('relance-demo') } });
    const body = { email, password: 'relance-demo' };
    const refused = await reachable.ask({ method: 'POST', url: '/api/session', body });
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([401, 'sign_in_failed']);
    await reachable.close();
  });
});
