import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createConnections,
  type Connections,
  type ConnectionSettings,
} from '../../api/connections/connections.ts';
import type { ConnectionKind } from '../../domain/vocabulary/settings.ts';
import { imapAccount, startImapServer, type ImapServer } from '../support/imap-server.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

const password = 's3cret/of the server';
const unset: ConnectionSettings = {
  smtpUrl: 'smtp://127.0.0.1:1',
  localMailbox: true,
  journalAddress: undefined,
  journalImapUrl: undefined,
  documentStore: undefined,
};
const closing: (() => unknown)[] = [];
let connections: Connections;
let api: TestApi;
let mine: Seeded;
let cookie: string;
let base: string;
beforeAll(async () => {
  // What is configured changes from test to test; the way to it is one.
  const wired: Connections = {
    describe: (kind) => connections.describe(kind),
    test: (kind, of) => connections.test(kind, of),
  };
  connections = createConnections(unset);
  api = await startTestApi({}, { connections: wired });
  mine = await seedEntity(api.db, 'MINE');
  cookie = await api.signIn(mine.users.administrator.email);
  base = `/api/entities/${mine.entityId}/connections`;
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(() => api.close());

const use = (settings: Partial<ConnectionSettings>, timeoutMs = 5_000) => {
  connections = createConnections({ ...unset, localMailbox: false, ...settings }, { timeoutMs });
};
interface Row {
  kind: ConnectionKind;
  lastTest: object | null;
}
const rowOf = async (kind: ConnectionKind) => {
  const response = await api.ask({ url: base, as: cookie });
  expect(response.body).not.toContain(password);
  return (response.json() as { rows: Row[] }).rows.find((row) => row.kind === kind)!;
};
let users = 0;
/** Each by an administrator of its own: how often one may try is counted. */
const tried = async (kind: ConnectionKind) => {
  users += 1;
  const email = `tester${users}@mine.test`;
  const { passwordHash } = await api.db.user.findFirstOrThrow({
    where: { email: mine.users.administrator.email },
  });
  const memberships = { create: { legalEntityId: mine.entityId } };
  await api.db.user.create({
    data: { email, name: `Tester ${users}`, role: 'administrator', passwordHash, memberships },
  });
  const as = await api.signIn(email);
  const response = await api.ask({ method: 'POST', url: `${base}/${kind}/test`, as });
  expect(response.statusCode).toBe(200);
  for (const secret of [password, encodeURIComponent(password), Buffer.from(password).toString('base64')])
    expect(response.body).not.toContain(secret);
  return response.json() as { result: string; step: string; answered: string | null; by: { name: string } };
};

async function smtp(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({
    onAuth(auth, _session, done) {
      if (auth.password === password) done(null, { user: auth.username });
      else done(new Error(`no ${auth.username} with ${auth.password} at 10.1.2.3`));
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return (server.server.address() as AddressInfo).port;
}

/** A port on which nobody listens, or somebody who says nothing. */
async function port({ listening }: { listening: boolean }): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    closing.push(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const found = (server.address() as AddressInfo).port;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  if (listening) closing.push(() => void server.close());
  else await close();
  return found;
}

const account = `relance:${encodeURIComponent(password)}`;
const plain = { allowInsecureAuth: true, disabledCommands: ['STARTTLS'] };

describe('E-6 trying the mail server', () => {
  it('E-6 signs in, sends nothing, and is kept with who and when', async () => {
    let messages = 0;
    const at = await smtp({ ...plain, onMailFrom: (_a, _s, done) => (messages++, done()) });
    use({ smtpUrl: `smtp://${account}@127.0.0.1:${at}` });
    expect(await tried('mail')).toMatchObject({ result: 'works', step: 'sign_in' });
    expect(messages).toBe(0);
    expect(await rowOf('mail')).toMatchObject({
      isSet: true,
      host: '127.0.0.1',
      port: at,
      user: 'relance',
      hasPassword: true,
      security: 'starttls_if_offered',
      lastTest: { result: 'works', by: { name: `Tester ${users}` } },
    });
    const audit = await api.ask({
      url: `/api/entities/${mine.entityId}/audit?kind=connection_tested`,
      as: cookie,
    });
    expect(audit.json().rows[0]).toMatchObject({ data: { connection: 'mail', result: 'works' } });
    expect(audit.body).not.toContain(password);
  });

  it('E-6 a wrong password is said, and neither it nor an inner address stands in the answer', async () => {
    const at = await smtp(plain);
    use({ smtpUrl: `smtp://relance:wrong-one@127.0.0.1:${at}` });
    const found = await tried('mail');
    expect(found).toMatchObject({ result: 'sign_in_refused', step: 'sign_in' });
    expect(found.answered).toMatch(/^535/);
    expect(found.answered).not.toMatch(/wrong-one|10\.1\.2\.3/);
  });

  it('E-5 a certificate that nobody vouches for is not verified, by TLS and by STARTTLS', async () => {
    const [tls, starttls] = [await smtp({ secure: true }), await smtp({})];
    use({ smtpUrl: `smtps://${account}@127.0.0.1:${tls}` });
    expect(await tried('mail')).toMatchObject({ result: 'not_verified' });
    use({ smtpUrl: `smtp://${account}@127.0.0.1:${starttls}?starttls=required` });
    expect(await tried('mail')).toMatchObject({ result: 'not_verified' });
  });

  it('E-5 a server without encryption, or one that speaks another way, is not secure', async () => {
    const at = await smtp(plain);
    use({ smtpUrl: `smtp://${account}@127.0.0.1:${at}?starttls=required` });
    expect(await tried('mail')).toMatchObject({ result: 'not_secure' });
    use({ smtpUrl: `smtps://${account}@127.0.0.1:${at}` });
    expect(await tried('mail')).toMatchObject({ result: 'not_secure' });
  });

  it('E-6 nobody listens, no such name, and a server that says nothing', async () => {
    use({ smtpUrl: `smtp://127.0.0.1:${await port({ listening: false })}` });
    expect(await tried('mail')).toMatchObject({ result: 'nobody_listens', step: 'connect', answered: null });
    use({ smtpUrl: 'smtp://mail.nowhere.invalid:587' });
    expect(await tried('mail')).toMatchObject({ result: 'name_not_found' });
    use({ smtpUrl: `smtp://127.0.0.1:${await port({ listening: true })}` }, 300);
    expect(await tried('mail')).toMatchObject({ result: 'timeout', step: 'connect', answered: null });
  });
});

describe('S-9 trying the journal mailbox', () => {
  let imap: ImapServer;
  const url = (user: string, secret: string, folder = 'INBOX') =>
    `imap://${user}:${encodeURIComponent(secret)}@127.0.0.1:${imap.port}/${folder}`;
  beforeAll(async () => {
    imap = await startImapServer();
  });
  afterAll(() => imap.close());

  it('S-9 signs in and opens the folder; a wrong password and a missing folder are distinguished', async () => {
    const { user, password: right } = imapAccount;
    const journalAddress = 'journal@mine.test';
    use({ journalAddress, journalImapUrl: url(user, right) });
    expect(await tried('journal')).toMatchObject({ result: 'works', step: 'folder' });
    expect(await rowOf('journal')).toMatchObject({
      isSet: true,
      user,
      folder: 'INBOX',
      address: journalAddress,
    });
    use({ journalAddress, journalImapUrl: url(user, 'wrong') });
    expect(await tried('journal')).toMatchObject({ result: 'sign_in_refused', step: 'sign_in' });
    use({ journalAddress, journalImapUrl: url(user, right, 'Nowhere') });
    expect(await tried('journal')).toMatchObject({ result: 'folder_missing', step: 'folder' });
  });

  it('S-9 nobody listens, no such name, a server that says nothing, and one without TLS', async () => {
    const away = await port({ listening: false });
    use({ journalImapUrl: `imap://j:x@127.0.0.1:${away}/INBOX` });
    expect(await tried('journal')).toMatchObject({ result: 'nobody_listens', step: 'connect' });
    use({ journalImapUrl: 'imaps://j:x@mail.nowhere.invalid/INBOX' });
    expect(await tried('journal')).toMatchObject({ result: 'name_not_found' });
    use({ journalImapUrl: `imap://j:x@127.0.0.1:${await port({ listening: true })}/INBOX` }, 300);
    expect(await tried('journal')).toMatchObject({ result: 'timeout' });
    use({ journalImapUrl: `imaps://j:x@127.0.0.1:${imap.port}/INBOX` });
    expect(await tried('journal')).toMatchObject({ result: 'not_secure' });
  });
});

describe('P-6 trying the document store', () => {
  let asked: { url: string; authorization: string | undefined }[] = [];
  const store = async (answer: RequestListener): Promise<number> => {
    asked = [];
    const server: Server = createHttp((request, response) => {
      asked.push({ url: request.url ?? '', authorization: request.headers.authorization });
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return (server.address() as AddressInfo).port;
  };
  const at = (where: number) =>
    use({
      documentStore: {
        urlTemplate: `http://127.0.0.1:${where}/keys/${encodeURIComponent(password)}/{entity}/{number}.pdf?key=hidden-one`,
        authorization: `Bearer ${password}`,
      },
    });

  it.each([
    [404, 'works', 'request'],
    [200, 'works', 'request'],
    [401, 'sign_in_refused', 'sign_in'],
    [403, 'sign_in_refused', 'sign_in'],
    [500, 'refused', 'request'],
  ])('P-6 status %i is reported as %s', async (status, result, step) => {
    at(await store((_request, response) => response.writeHead(status).end(`${password} 10.0.0.9`)));
    expect(await tried('documents')).toMatchObject({ result, step, answered: `HTTP ${status}` });
    expect(asked).toMatchObject([{ authorization: `Bearer ${password}` }]);
    expect(asked[0]?.url).toContain('/MINE/relance-test-');
  });

  it('P-6 what leads to another host is not followed', async () => {
    let reached = 0;
    const other = await store((_request, response) => (reached++, response.end()));
    at(
      await store((_request, response) =>
        response.writeHead(302, { location: `http://localhost:${other}/` }).end(),
      ),
    );
    expect(await tried('documents')).toMatchObject({ result: 'refused', answered: 'HTTP 302' });
    expect(reached).toBe(0);
  });

  it('P-6 of its address the origin is shown, never a path or a key', async () => {
    at(1);
    const row = await rowOf('documents');
    expect(row).toMatchObject({
      isSet: true,
      host: '127.0.0.1',
      port: 1,
      security: 'none',
      hasPassword: true,
    });
    expect(JSON.stringify(row)).not.toMatch(/hidden-one|keys|Bearer/);
    use({ documentStore: { urlTemplate: 'https://dms.nowhere.invalid/{number}', authorization: undefined } });
    expect(await tried('documents')).toMatchObject({ result: 'name_not_found' });
    at(await port({ listening: false }));
    expect(await tried('documents')).toMatchObject({ result: 'nobody_listens' });
  });
});

describe('D-13 who may try, and how often', () => {
  it('D-13 what is not set is said, and cannot be tried', async () => {
    connections = createConnections(unset);
    expect(await rowOf('mail')).toMatchObject({ isSet: false, isLocal: true });
    expect(await rowOf('journal')).toMatchObject({ isSet: false, host: null, hasPassword: false });
    const response = await api.ask({ method: 'POST', url: `${base}/journal/test`, as: cookie });
    expect(response.statusCode).toBe(404);
  });

  it('D-13 administrators only', async () => {
    for (const role of ['manager', 'collector', 'viewer'] as const) {
      const as = await api.signIn(mine.users[role].email);
      expect((await api.ask({ url: base, as })).statusCode).toBe(403);
      expect((await api.ask({ method: 'POST', url: `${base}/mail/test`, as })).statusCode).toBe(403);
    }
  });

  it('D-13 one at a time and a dozen a minute; then 429 with Retry-After', async () => {
    connections = { describe: (kind) => createConnections(unset).describe(kind), test: async () => null };
    const as = cookie;
    const statuses: number[] = [];
    for (let n = 0; n < 14; n += 1)
      statuses.push((await api.ask({ method: 'POST', url: `${base}/documents/test`, as })).statusCode);
    expect(statuses.at(-1)).toBe(429);
    expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(12);
  });
});
