import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { randomBytes } from 'node:crypto';
import { codeOf } from '../../application/access-codes/code.ts';
import { activateCode } from '../../application/access-codes/activate.ts';
import { issueLink, type NewLink } from '../../application/links/new-link.ts';
import { revokeLink } from '../../prisma/queries/links/write.ts';
import { cookieOf, origin, seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

const secret = 'a secret of at least thirty-two characters';
const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
const dayMs = 24 * 3600 * 1000;

let api: TestApi;
let mine: Seeded;
let theirs: Seeded;
const start = new Date('2026-03-10T10:00:00Z');

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  theirs = await seedEntity(api.db, 'THEIRS');
  await api.db.customer.updateMany({ data: { interactivePages: true } });
});
afterAll(() => api.close());
beforeEach(async () => {
  api.clock.now = start;
  await api.db.signInFailure.deleteMany();
});

const issue = (more: Partial<NewLink> = {}) =>
  issueLink(api.db, {
    kind: 'customer',
    legalEntityId: mine.entityId,
    customerId: mine.customerId,
    recipientEmail: 'ap@mine.test',
    recipientName: 'Accounts payable',
    language: 'fr',
    createdBy: mine.users.collector.id,
    at: api.clock.now,
    ...more,
  });

const base = { customer: '/api/portal', internal: '/api/internal' } as const;
type Kind = keyof typeof base;

const enter = (token: string, kind: Kind = 'customer', headers: Record<string, string> = browser) =>
  api.ask({ method: 'POST', url: `${base[kind]}/entry`, body: { token }, headers });

async function opened(token: string, kind: Kind = 'customer'): Promise<string> {
  const response = await enter(token, kind);
  expect(response.statusCode, response.body).toBe(200);
  return cookieOf(response);
}

const post = (url: string, as: string, body: unknown = {}) =>
  api.ask({ method: 'POST', url, as, body, headers: browser });
const codeIn = (response: { body: string }) => (JSON.parse(response.body) as { code: string }).code;
const statement = (as: string) => api.ask({ url: '/api/portal/statement', as });

describe('P-13 a link opens its page until it ends', () => {
  it('P-13 the token becomes a cookie that the page cannot read, and opens this customer alone', async () => {
    const { token } = await issue();
    const response = await enter(token);
    expect(response.json()).toMatchObject({ language: 'fr', codeRequired: false });
    const cookie = response.cookies.find(({ name }) => name === 'relance_customer_page')!;
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    const page = await statement(cookieOf(response));
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('MINE');
    expect(page.body).not.toContain('THEIRS');
  });

  it('P-13 B6 it expires on its day, also in a browser in which it is open', async () => {
    const { token, expiresAt } = await issue();
    expect(expiresAt.getTime() - start.getTime()).toBe(90 * dayMs);
    const cookie = await opened(token);
    api.clock.now = expiresAt;
    expect(codeIn(await enter(token))).toBe('link_expired');
    expect(codeIn(await statement(cookie))).toBe('link_expired');
  });

  it('P-13 the days are those of the entity, for each kind its own', async () => {
    await api.db.legalEntity.update({
      where: { id: theirs.entityId },
      data: { linkDays: 7, internalLinkDays: 3 },
    });
    const of = { legalEntityId: theirs.entityId, customerId: theirs.customerId };
    const days = async (kind: NewLink['kind']) =>
      ((await issue({ ...of, kind })).expiresAt.getTime() - start.getTime()) / dayMs;
    expect([await days('customer'), await days('internal'), await days('integration')]).toEqual([7, 3, 30]);
  });

  it('P-13 revoked by a collector it opens nothing any more, at once', async () => {
    const { token, linkId } = await issue();
    const cookie = await opened(token);
    const as = await api.signIn(mine.users.collector.email);
    const url = `/api/entities/${mine.entityId}/customers/${mine.customerId}/links/${linkId}/revoke`;
    expect((await post(url, as)).statusCode).toBe(200);
    expect(codeIn(await statement(cookie))).toBe('link_revoked');
    expect(codeIn(await enter(token))).toBe('link_revoked');
    const event = await api.db.historyEvent.findFirst({ where: { key: `link/${linkId}/revoked` } });
    expect(event).toMatchObject({ kind: 'link_revoked', actorId: mine.users.collector.id });
    expect((await post(url, as)).statusCode).toBe(200);
    expect(await api.db.historyEvent.count({ where: { key: `link/${linkId}/revoked` } })).toBe(1);
  });

  it('P-13 with the customer’s pages switched off no link opens anything', async () => {
    const { token } = await issue();
    const cookie = await opened(token);
    await api.db.customer.update({ where: { id: mine.customerId }, data: { interactivePages: false } });
    expect([codeIn(await enter(token)), codeIn(await statement(cookie))]).toEqual(['pages_off', 'pages_off']);
    await api.db.customer.update({ where: { id: mine.customerId }, data: { interactivePages: true } });
    expect((await statement(cookie)).statusCode).toBe(200);
  });

  it('B14 leaving forgets the link, a second link of the same kind replaces the first', async () => {
    const first = await opened((await issue()).token);
    const left = await post('/api/portal/leave', first);
    expect(left.headers['clear-site-data']).toBe('"cache", "storage"');
    expect(left.cookies.find(({ name }) => name === 'relance_customer_page')).toMatchObject({ value: '' });
    expect(left.cookies.find(({ name }) => name === 'relance_customer_device')).toMatchObject({ value: '' });
    const other = await issue({ legalEntityId: theirs.entityId, customerId: theirs.customerId });
    const replaced = await enter(other.token, 'customer', { ...browser, cookie: first });
    expect((await statement(cookieOf(replaced))).body).not.toContain('MINE');
  });
});

describe('P-13 B2 each kind of token has its own door', () => {
  it('P-13 B2 every token at every entry: only its own opens, all others answer the same', async () => {
    const tokens = {
      customer: (await issue()).token,
      internal: (await issue({ kind: 'internal' })).token,
      integration: (await issue({ kind: 'integration' })).token,
      unknown: `rc_${randomBytes(32).toString('base64url')}`,
      mangled: 'rc_not-a-token',
      session: (await api.signIn(mine.users.collector.email)).split('=')[1]!,
      empty: '',
    };
    const opens: string[] = [];
    const refusals = new Set<string>();
    for (const kind of ['customer', 'internal'] as const) {
      for (const [name, token] of Object.entries(tokens)) {
        const response = await enter(token, kind);
        if (response.statusCode === 200) opens.push(`${name} at ${kind}`);
        else refusals.add(response.body.replace(/"requestId":"[^"]*"/, ''));
      }
    }
    expect(opens).toEqual(['customer at customer', 'internal at internal']);
    expect(
      [...refusals].map((body) => (JSON.parse(body.replace(/,}/, '}')) as { code: string }).code),
    ).toEqual(['link_unknown']);
  });

  it('P-13 B2 a token in the cookie of the other kind opens nothing', async () => {
    const { token } = await issue({ kind: 'internal' });
    expect((await statement(`relance_customer_page=${token}`)).statusCode).toBe(401);
    const customer = (await issue()).token;
    const page = await api.ask({ url: '/api/internal/page', as: `relance_internal_page=${customer}` });
    expect(codeIn(page)).toBe('link_unknown');
  });

  it('P-13 B1 100,000 random tokens open nothing, and an address that guesses has to wait', async () => {
    const { token } = await issue();
    const statuses: number[] = [];
    for (let guess = 0; guess < 60; guess++) {
      statuses.push((await enter(`rc_${randomBytes(32).toString('base64url')}`)).statusCode);
    }
    expect(statuses.slice(0, 29).every((status) => status === 401)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    expect((await enter(token)).statusCode).toBe(429);
    const elsewhere = await api.ask({
      method: 'POST',
      url: '/api/portal/entry',
      body: { token },
      headers: browser,
      remoteAddress: '198.51.100.7',
    });
    expect(elsewhere.statusCode).toBe(200);
    // The limiter aside: what a token is worth is whether it is in the table.
    const hashes = Array.from({ length: 100_000 }, () => randomBytes(32).toString('hex'));
    let hits = 0;
    for (let from = 0; from < hashes.length; from += 10_000) {
      hits += await api.db.pageLink.count({
        where: { tokenHash: { in: hashes.slice(from, from + 10_000) } },
      });
    }
    expect(hits).toBe(0);
  });

  it('P-13 anyone who opens often is not taken for somebody who guesses', async () => {
    const { token } = await issue();
    for (let visit = 0; visit < 50; visit++) expect((await enter(token)).statusCode).toBe(200);
  });
});

/** Everything but the list of visits and the counting of attempts. */
async function stateOf(): Promise<string> {
  const tables = await Promise.all([
    api.db.pageLink.findMany({ orderBy: { id: 'asc' } }),
    api.db.comment.findMany(),
    api.db.notice.findMany(),
    api.db.accessCode.findMany(),
    api.db.pageDevice.findMany(),
    api.db.customer.findMany({ orderBy: { id: 'asc' }, include: { items: true, wakes: true } }),
    api.db.historyEvent.count(),
  ]);
  return JSON.stringify(tables, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

describe('P-13 B7 scanners consume and change nothing', () => {
  it('P-13 B7 a scanner that opens a link a thousand times leaves one line and changes nothing', async () => {
    const { token, linkId } = await issue();
    const before = await stateOf();
    const scanner = { 'user-agent': 'Mozilla/5.0 (compatible; MimecastURLScanner/1.0)' };
    for (let visit = 0; visit < 1_000; visit++) await enter(token, 'customer', scanner);
    const views = await api.db.pageView.findMany({ where: { linkId } });
    expect(views).toHaveLength(1);
    expect(views[0]).toMatchObject({ verdict: 'scanner', count: 1_000, personAt: null });
    expect(await stateOf()).toBe(before);
    expect((await enter(token)).statusCode).toBe(200);
  });

  it('P-13 B7 GET and HEAD at the doors do nothing', async () => {
    const { token } = await issue();
    const before = await stateOf();
    for (const path of ['entry', 'renew', 'leave', 'code', 'code/verify', 'seen']) {
      for (const method of ['GET', 'HEAD'] as const) {
        const response = await api.app.inject({ method, url: `/api/portal/${path}?token=${token}` });
        expect([404, 401]).toContain(response.statusCode);
      }
    }
    expect(await stateOf()).toBe(before);
    expect(
      await api.db.pageView.count({ where: { link: { tokenHash: { not: '' } }, verdict: 'person' } }),
    ).toBe(0);
  });

  it('P-13 a person who moves is distinguished from a machine, and the collector sees both', async () => {
    const { token, linkId } = await issue();
    await enter(token, 'customer', { 'user-agent': 'curl/8.5.0' });
    await enter(token, 'customer', { ...browser, 'sec-purpose': 'prefetch' });
    const cookie = await opened(token);
    for (let move = 0; move < 3; move++) await post('/api/portal/seen', cookie);
    const as = await api.signIn(mine.users.viewer.email);
    const url = `/api/entities/${mine.entityId}/customers/${mine.customerId}/links`;
    const { rows } = (await api.ask({ url, as })).json<{
      rows: { id: string; people: number; scanners: number; visits: number; lastPersonAt: string }[];
    }>();
    const link = rows.find(({ id }) => id === linkId)!;
    expect(link).toMatchObject({ scanners: 1, people: 2, visits: 2, lastPersonAt: start.toISOString() });
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('P-13 a code shows whose mailbox it is', () => {
  const asked = async (kind: Kind = 'internal') => {
    const { token, linkId } = await issue({ kind, recipientEmail: 'Colleague@Mine.test' });
    return { linkId, cookie: await opened(token, kind) };
  };
  /** What the mail says; composing it arms the code. */
  const codeFor = async (linkId: string) => {
    const code = await api.db.accessCode.findFirstOrThrow({
      where: { linkId },
      orderBy: { createdAt: 'desc' },
    });
    return activateCode(api.db, { secret, codeId: code.id, at: api.clock.now });
  };

  it('P-13 C2 a colleague sees nothing before the code, and this browser is known afterwards', async () => {
    const { linkId, cookie } = await asked();
    const page = (as: string) => api.ask({ url: '/api/internal/page', as });
    expect([(await page(cookie)).statusCode, codeIn(await page(cookie))]).toEqual([403, 'code_required']);
    const sent = await post('/api/internal/code', cookie);
    expect(sent.json()).toEqual({ sentTo: 'c•••@mine.test', expiresAt: '2026-03-10T10:10:00.000Z' });
    const notice = await api.db.notice.findFirstOrThrow({ where: { kind: 'access_code' } });
    expect(notice).toMatchObject({ recipientEmail: 'colleague@mine.test', relayedAt: null });
    const code = await codeFor(linkId);
    const shown = await post('/api/internal/code/verify', cookie, {
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
    });
    expect(shown.statusCode, shown.body).toBe(200);
    const device = shown.cookies.find(({ name }) => name === 'relance_internal_device')!;
    expect(device.maxAge).toBe(90 * 24 * 3600);
    const known = `${cookie}; ${cookieOf(shown)}`;
    expect((await page(known)).statusCode).toBe(200);
    api.clock.now = new Date(start.getTime() + 90 * dayMs);
    expect([401, 403]).toContain((await page(known)).statusCode);
    expect((await post('/api/internal/code/verify', cookie, { code })).statusCode).not.toBe(200);
  });

  it('P-13 the same code twice, and a device of the other kind or another address, open nothing', async () => {
    const { linkId, cookie } = await asked();
    await post('/api/internal/code', cookie);
    const code = await codeFor(linkId);
    const shown = await post('/api/internal/code/verify', cookie, { code });
    expect(codeIn(await post('/api/internal/code/verify', cookie, { code }))).toBe('code_expired');
    const device = cookieOf(shown).split('=')[1]!;
    const asCustomer = await issue({ recipientEmail: 'colleague@mine.test' });
    const customer = await opened(asCustomer.token);
    const portal = await statement(`${customer}; relance_customer_device=${device}`);
    expect(portal.json<{ visitor: { verified: boolean } }>().visitor.verified).toBe(false);
    const other = await opened(
      (await issue({ kind: 'internal', recipientEmail: 'x@mine.test' })).token,
      'internal',
    );
    const page = await api.ask({
      url: '/api/internal/page',
      as: `${other}; relance_internal_device=${device}`,
    });
    expect(codeIn(page)).toBe('code_required');
  });

  it('P-13 five wrong codes end it, also when they come at once', async () => {
    const { linkId, cookie } = await asked();
    await post('/api/internal/code', cookie);
    const code = await codeFor(linkId);
    const wrong = code === '000000' ? '000001' : '000000';
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => post('/api/internal/code/verify', cookie, { code: wrong })),
    );
    expect(answers.filter((answer) => codeIn(answer) === 'code_wrong')).toHaveLength(5);
    expect(codeIn(await post('/api/internal/code/verify', cookie, { code }))).toBe('code_expired');
  });

  it('P-13 ten minutes, three codes in ten minutes, and a new code ends the old one', async () => {
    const { linkId, cookie } = await asked();
    await post('/api/internal/code', cookie);
    const first = await codeFor(linkId);
    api.clock.now = new Date(start.getTime() + 60_000);
    await post('/api/internal/code', cookie);
    const second = await codeFor(linkId);
    if (first !== second) {
      expect(codeIn(await post('/api/internal/code/verify', cookie, { code: first }))).toBe('code_wrong');
    }
    await post('/api/internal/code', cookie);
    const fourth = await post('/api/internal/code', cookie);
    expect([fourth.statusCode, fourth.headers['retry-after']]).toEqual([429, '540']);
    api.clock.now = new Date(start.getTime() + 12 * 60_000);
    expect(codeIn(await post('/api/internal/code/verify', cookie, { code: second }))).toBe('code_expired');
    expect((await post('/api/internal/code', cookie)).statusCode).toBe(200);
  });

  it('B11 P-13 anyone who holds a link fills no mailbox with codes: twelve in a day', async () => {
    const { linkId, cookie } = await asked();
    const statuses: number[] = [];
    for (let n = 0; n < 14; n += 1) {
      statuses.push((await post('/api/internal/code', cookie)).statusCode);
      api.clock.now = new Date(start.getTime() + (n + 1) * 11 * 60_000);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(12);
    expect(statuses.slice(12)).toEqual([429, 429]);
    expect(await api.db.accessCode.count({ where: { linkId } })).toBe(12);
    api.clock.now = new Date(start.getTime() + 24 * 3600_000 + 1);
    expect((await post('/api/internal/code', cookie)).statusCode).toBe(200);
  });

  it('P-13 a link that names nobody has no mailbox to send a code to', async () => {
    const cookie = await opened((await issue({ recipientEmail: null })).token);
    expect(codeIn(await post('/api/portal/code', cookie))).toBe('no_contact');
  });

  it('P-13 a customer verifies where the entity asks for it', async () => {
    const { linkId, cookie } = await asked('customer');
    await post('/api/portal/code', cookie);
    const shown = await post('/api/portal/code/verify', cookie, { code: await codeFor(linkId) });
    const page = await statement(`${cookie}; ${cookieOf(shown)}`);
    expect(page.json<{ visitor: { verified: boolean } }>().visitor.verified).toBe(true);
  });

  it('P-13 codes are six digits that the id alone does not reveal', () => {
    const codes = new Set(Array.from({ length: 200 }, (_, at) => codeOf(secret, String(at))));
    expect([...codes].every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(codes.size).toBeGreaterThan(195);
    expect(codeOf('another secret', '1')).not.toBe(codeOf(secret, '1'));
  });
});

describe('P-13 B6 an expired link is renewed by mail', () => {
  const renew = (token: string, kind: Kind = 'customer', remoteAddress = '203.0.113.9') =>
    api.ask({ method: 'POST', url: `${base[kind]}/renew`, body: { token }, headers: browser, remoteAddress });
  const notices = () =>
    api.db.notice.findMany({ where: { kind: 'renewed_link' }, orderBy: { createdAt: 'asc' } });

  it('P-13 B6 the answer is the same for every token; a mail is asked for once, to the address of the link', async () => {
    const expired = await issue();
    const ended = await issue();
    await revokeLink(
      api.db,
      { legalEntityId: mine.entityId, customerId: mine.customerId, linkId: ended.linkId },
      { at: start, userId: null },
    );
    const nobody = await issue({ recipientEmail: null });
    const inside = await issue({ kind: 'internal' });
    api.clock.now = new Date(start.getTime() + 91 * dayMs);
    const valid = await issue();
    const bodies = new Set<string>();
    const tokens = [
      expired.token,
      expired.token,
      ended.token,
      nobody.token,
      inside.token,
      valid.token,
      `rc_${randomBytes(32).toString('base64url')}`,
      'nonsense',
    ];
    for (const token of tokens) {
      const response = await renew(token);
      bodies.add(`${response.statusCode} ${response.body}`);
    }
    expect([...bodies]).toEqual(['200 {"ok":true}']);
    expect(await notices()).toMatchObject([
      { recipientEmail: 'ap@mine.test', data: { linkId: expired.linkId }, customerId: mine.customerId },
    ]);
    expect((await renew(inside.token, 'internal')).statusCode).toBe(200);
    expect((await notices()).map(({ data }) => data)).toContainEqual({ linkId: inside.linkId });
  });

  it('L-5 P-13 a link that a letter names is sent to the address of the letter, and the answer tells nothing', async () => {
    await api.db.notice.deleteMany();
    const ask = (linkId: string) =>
      post('/api/portal/way-in', '', { linkId }).then(({ statusCode, body }) => `${statusCode} ${body}`);
    const named = await issue({ at: new Date(start.getTime() - 200 * dayMs) });
    const ended = await issue({ at: new Date(start.getTime() - 200 * dayMs) });
    await revokeLink(
      api.db,
      { legalEntityId: mine.entityId, customerId: mine.customerId, linkId: ended.linkId },
      { at: start, userId: null },
    );
    const valid = await issue();
    const inside = await issue({ kind: 'internal', at: new Date(start.getTime() - 200 * dayMs) });
    const ids = [named, named, ended, valid, inside].map(({ linkId }) => linkId);
    const answers = new Set<string>();
    for (const id of [...ids, crypto.randomUUID()]) answers.add(await ask(id));
    expect([...answers]).toEqual(['200 {"ok":true}']);
    expect(await notices()).toMatchObject([
      { recipientEmail: 'ap@mine.test', data: { linkId: named.linkId }, customerId: mine.customerId },
    ]);
    expect(await ask('nonsense')).toMatch(/^400 /);
  });

  it('P-13 B1 asking again and again is limited', async () => {
    const statuses: number[] = [];
    for (let asked = 0; asked < 15; asked++) {
      statuses.push((await renew('nonsense', 'customer', '203.0.113.77')).statusCode);
    }
    expect(statuses).toContain(429);
  });
});

describe('P-13 links by hand', () => {
  const url = () => `/api/entities/${mine.entityId}/customers/${mine.customerId}/links`;
  const body = { recipientEmail: 'ap@mine.test', recipientName: 'AP', language: 'de', itemIds: [] };

  it('P-13 a collector makes a link, which is shown once and stands in history without its token', async () => {
    const as = await api.signIn(mine.users.collector.email);
    const made = (await post(url(), as, { ...body, itemIds: [mine.itemIds[0]] })).json<{
      id: string;
      url: string;
    }>();
    expect(made.url).toMatch(new RegExp(`^${origin}/p/rc_[A-Za-z0-9_-]{43}$`));
    const cookie = await opened(made.url.split('/').at(-1)!);
    const page = (await statement(cookie)).json<{ items: { id: string }[] }>();
    expect(page.items.map(({ id }) => id)).toEqual([mine.itemIds[0]]);
    const event = await api.db.historyEvent.findFirstOrThrow({ where: { key: `link/${made.id}/made` } });
    expect(JSON.stringify(event.data)).not.toContain('rc_');
  });

  it('B8 a forged host changes no link', async () => {
    const as = await api.signIn(mine.users.collector.email);
    const made = await api.ask({
      method: 'POST',
      url: url(),
      as,
      body,
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    });
    expect(made.json<{ url: string }>().url).toMatch(new RegExp(`^${origin}/p/`));
  });

  it('P-13 items of another customer, pages switched off and bad addresses are refused', async () => {
    const as = await api.signIn(mine.users.collector.email);
    expect(codeIn(await post(url(), as, { ...body, itemIds: [theirs.itemIds[0]] }))).toBe('not_found');
    expect(codeIn(await post(url(), as, { ...body, recipientEmail: 'no address' }))).toBe('address_invalid');
    await api.db.customer.update({ where: { id: mine.customerId }, data: { interactivePages: false } });
    const refused = await post(url(), as, body);
    expect([refused.statusCode, codeIn(refused)]).toEqual([422, 'interactive_pages_off']);
    await api.db.customer.update({ where: { id: mine.customerId }, data: { interactivePages: true } });
  });

  it('P-13 C5 somebody leaves: every link of the address ends, and its browsers are forgotten', async () => {
    const { token } = await issue({ kind: 'internal', recipientEmail: 'leaver@mine.test' });
    await opened(token, 'internal');
    const as = await api.signIn(mine.users.administrator.email);
    const ended = await post(`/api/entities/${mine.entityId}/links/revoke`, as, {
      email: 'Leaver@mine.test',
    });
    expect(ended.json()).toEqual({ revoked: 1 });
    expect(codeIn(await enter(token, 'internal'))).toBe('link_revoked');
  });

  it('P-13 page settings are changed by administrators, and history says from what to what', async () => {
    const as = await api.signIn(mine.users.administrator.email);
    const settings = {
      linkDays: 45,
      internalLinkDays: 10,
      answerDays: 3,
      portalCode: 'acts',
      replyHold: 'lines',
      ownDomains: ['Mine.test', 'mine.test', 'münchen.example'],
    };
    const path = `/api/entities/${mine.entityId}/settings/pages`;
    const changed = await api.ask({ method: 'PUT', url: path, as, body: settings });
    expect(changed.json()).toMatchObject({
      ...settings,
      ownDomains: ['mine.test', 'xn--mnchen-3ya.example'],
    });
    const event = await api.db.historyEvent.findFirstOrThrow({ where: { kind: 'settings_changed' } });
    expect(event.data).toMatchObject({
      changed: { linkDays: { from: 90, to: 45 }, answerDays: { from: 2, to: 3 }, portalCode: { to: 'acts' } },
    });
    const refused = await api.ask({
      method: 'PUT',
      url: path,
      as,
      body: { ...settings, ownDomains: ['a@b'] },
    });
    expect(codeIn(refused)).toBe('address_invalid');
    const collector = await api.signIn(mine.users.collector.email);
    expect((await api.ask({ method: 'PUT', url: path, as: collector, body: settings })).statusCode).toBe(403);
  });
});
