/**
 * Who may read messages may not act as those who got them: every answer that the desk gives, opened to its last part,
 * is searched for links and codes, and each that is found is tried at every door.
 */
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { DatabaseSession } from '../../prisma/session.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { freezeMessage } from '../../activities/outbound/freeze.ts';
import { deliverNotice } from '../../activities/notices/deliver.ts';
import { openTemporal } from '../../api/plugins/temporal.ts';
import { codeOf } from '../../application/access-codes/code.ts';
import { issueLink } from '../../application/links/new-link.ts';
import { askNotice } from '../../application/outbox.ts';
import { storeFile } from '../../prisma/queries/files/write.ts';
import { routesOf, type RouteUnderTest } from '../api/routes.ts';
import { origin, startTestApi, type TestApi } from '../api/support.ts';
import { activityDeps, type TestActivityDeps } from '../support/activity-deps.ts';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink.ts';
import { ask, bundlesOf } from './asking.ts';
import { everyMail, noticesAbout } from './mails.ts';
import { everythingIn } from './unpack.ts';
import { membersOf, visitorsOf, type Visitor } from './visitors.ts';
import { at, seedWorld, type Ids, type World } from './world.ts';

const anyToken = /r[acix]_[A-Za-z0-9_-]{43}/g;

let api: TestApi;
let world: World;
let sink: SmtpSink;
let activities: TestActivityDeps;
let members: Visitor[];
/** What recipients really got: links that open, and codes. */
const received = { tokens: new Set<string>(), codes: new Set<string>() };
/** Ids of everything that was sent or planted. */
const bundles: Ids[] = [];

beforeAll(async () => {
  const temporal = {
    ...openTemporal({ address: '127.0.0.1:1', namespace: 'default' }),
    reachable: async () => true,
    prepared: async () => true,
  };
  // As beyond one machine: mail goes to real mailboxes.
  api = await startTestApi({ localMailbox: false }, { temporal });
  world = await seedWorld(api.db);
  sink = await startSmtpSink();
  activities = activityDeps({ db: api.db, sink, publicUrl: origin });
  await sendEverything();
  await freezeReminder();
  await plantEverywhere();
  members = await membersOf(api, world);
}, 90_000);
afterAll(async () => {
  await activities.close();
  await sink.close();
  await api.close();
});

/** Each kind of notice by its real way, and reminders with attachments, over SMTP. */
async function sendEverything(): Promise<void> {
  const { a1 } = world;
  await everyMail({ db: api.db, renderer: activities.renderer, publicUrl: origin }, world);
  for (const { notice } of await noticesAbout(api.db, world)) {
    await askNotice(api.db, notice);
    const { id } = await api.db.notice.findUniqueOrThrow({ where: { key: notice.key } });
    await deliverNotice({ ...activities, clock: () => at }, { noticeId: id, now: at.getTime() });
    const { id: messageId } = await api.db.outboundMessage.findUniqueOrThrow({ where: { noticeId: id } });
    bundles.push({ ...a1.ids, messageId });
  }
  const said: string[] = [];
  for (const { raw } of sink.accepted) {
    const text = await everythingIn(Buffer.from(raw, 'latin1'));
    for (const [token] of text.matchAll(anyToken)) received.tokens.add(token);
    said.push((await simpleParser(raw)).text ?? '');
  }
  for (const { id } of await api.db.accessCode.findMany()) {
    const code = codeOf(activities.secret, id);
    if (said.some((text) => text.includes(code))) received.codes.add(code);
  }
}

/** A reminder that waits to leave, with the link in every part that has one. */
async function freezeReminder(): Promise<void> {
  const { a1 } = world;
  const url = `${origin}/p/${await tokenOf('customer')}`;
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(`<Relationship Target="${url}"/>`), 'xl/worksheets/_rels/sheet1.xml.rels');
  zip.end();
  const workbook = await buffer(zip.outputStream as Readable);
  const messageId = await freezeMessage(activities, activities.channels.email, {
    dispatchKey: 'capabilities/reminder',
    legalEntityId: a1.ids['entityId']!,
    customerId: a1.ids['customerId']!,
    actionId: a1.ids['actionId']!,
    noticeId: null,
    channel: 'email',
    templateId: null,
    positionVersion: 0n,
    statement: {},
    frozenAt: at,
    content: {
      from: { name: 'Acme', address: 'mail@acme.test' },
      to: { name: 'AP', address: 'ap@customer.test' },
      message: {
        subject: 'Rappel',
        text: `Événement : ${url}`,
        html: `<p>Événement : <a href="${url}">${url}</a></p>`,
        language: 'fr',
        attachments: [
          { filename: 'statement.xlsx', contentType: 'application/octet-stream', bytes: workbook },
          { filename: 'a.pdf', contentType: 'application/pdf', bytes: Buffer.from(`%PDF-1.7 /URI (${url})`) },
        ],
      },
    },
  });
  bundles.push({ ...a1.ids, messageId });
}

async function tokenOf(kind: 'customer' | 'internal' | 'integration'): Promise<string> {
  const { a1 } = world;
  const { token } = await issueLink(api.db, {
    kind,
    legalEntityId: a1.ids['entityId']!,
    customerId: a1.ids['customerId']!,
    ...(kind === 'internal' ? { questionId: a1.questionId } : {}),
    ...(kind === 'integration' ? { commentId: a1.internalCommentId } : {}),
    recipientEmail: 'somebody@own.test',
    recipientName: 'Somebody',
    language: 'en',
    at,
  });
  received.tokens.add(token);
  return token;
}

/** Where texts of people, of servers and of older versions stand, a link stands too. */
async function plantEverywhere(): Promise<void> {
  const { db } = api;
  const { a1 } = world;
  const { customerId, actionId, messageId, replyId, decisionId } = a1.ids as Record<string, string>;
  const said = async () => `Voir ${origin}/p/${await tokenOf('customer')} et ${await tokenOf('internal')}`;
  const mail = async () =>
    Buffer.from(
      `From: a@b.test\r\nSubject: ${await said()}\r\nList-Unsubscribe: <${await said()}>\r\n\r\n${await said()}`,
    );
  await db.note.create({ data: { customerId: customerId!, text: await said() } });
  await db.comment.update({ where: { id: replyId! }, data: { text: await said() } });
  await db.commentAnswer.updateMany({ where: { commentId: replyId! }, data: { text: await said() } });
  await db.internalQuestion.update({ where: { id: a1.questionId }, data: { text: await said() } });
  await db.historyEvent.updateMany({
    where: { customerId: customerId! },
    data: { data: { text: await said() } },
  });
  await db.agendaAction.update({ where: { id: actionId! }, data: { edits: { subject: await said() } } });
  await db.decisionRecord.update({ where: { id: decisionId! }, data: { input: { text: await said() } } });
  await db.customer.update({ where: { id: customerId! }, data: { attributes: { link: await said() } } });
  await db.outboundAttempt.updateMany({ where: { messageId: messageId! }, data: { response: await said() } });
  await db.outboundMessage.update({
    where: { id: messageId! },
    data: { frozenBytes: new Uint8Array(await mail()), subject: await said() },
  });
  const content = (async function* () {
    yield new Uint8Array(await mail());
  })();
  const stored = await storeFile(db, { name: 'mail.txt', content, maxBytes: 100_000 });
  await db.commentFile.updateMany({
    where: { comment: { customerId: customerId! } },
    data: { fileId: stored.id, name: `${await tokenOf('customer')}.txt`, sizeBytes: stored.sizeBytes },
  });
  bundles.push(...bundlesOf(world).slice(0, 2));
}

const isDesk = ({ access }: RouteUnderTest) => ['signed_in', 'read', 'act', 'administer'].includes(access);
const reads = () =>
  routesOf(api.app).filter(
    (route) => route.method === 'GET' && isDesk(route) && !route.url.endsWith('/events'),
  );
const previews = () =>
  routesOf(api.app).filter(({ url, method }) => method === 'POST' && url.endsWith('/preview'));

let tried = 0;

/** Which doors it opens. */
async function opened(token: string): Promise<string[]> {
  // Guesses are counted by address.
  tried += 1;
  const doors = ['/api/portal/entry', '/api/internal/entry', '/api/integration/entry', '/api/account/link'];
  const answers = await Promise.all(
    doors.map((url) =>
      api.ask({ method: 'POST', url, body: { token }, remoteAddress: `10.9.${tried >> 8}.${tried & 255}` }),
    ),
  );
  return doors.filter((_door, place) => answers[place]!.statusCode < 400);
}

async function foundBy(visitor: Visitor, routes: RouteUnderTest[]): Promise<string[]> {
  const found: string[] = [];
  for (const route of routes) {
    // Opened to the last by anyone who may least; what roles may read differs in nothing that is looked at here.
    const least = visitor.name === 'viewer of entity A';
    const about = least
      ? route.url.includes(':messageId')
        ? bundles
        : bundles.slice(-2)
      : bundles.slice(-2, -1);
    for (const ids of route.url.includes(':') ? about : [about.at(-1)!]) {
      for (const index of route.url.endsWith(':index') ? ['0', '1'] : ['']) {
        const { said, url } = await ask(api, route, visitor, index === '' ? ids : { ...ids, index });
        for (const [token] of said.matchAll(anyToken)) {
          found.push(`${visitor.name} found ${token} in ${url}, which opens ${(await opened(token)).join()}`);
        }
        for (const code of received.codes)
          if (said.includes(code)) found.push(`${visitor.name} found a code in ${url}`);
      }
    }
  }
  return found;
}

describe('B4 reading is not acting', () => {
  test('B4 what was sent does open its pages: the search is not for nothing', async () => {
    expect(received.tokens.size).toBeGreaterThan(15);
    expect(received.codes.size).toBe(2);
    const doors = await Promise.all([...received.tokens].map(opened));
    expect(new Set(doors.flat())).toEqual(
      new Set(['/api/portal/entry', '/api/internal/entry', '/api/integration/entry', '/api/account/link']),
    );
  });

  test('B4 P-13 no answer of the desk holds a link or a code, whoever asks, however it is packed', async () => {
    const found: string[] = [];
    const readers = members.filter(({ name }) => !/^(?:viewer|collector) of entity B/.test(name));
    for (const visitor of readers) found.push(...(await foundBy(visitor, [...reads(), ...previews()])));
    expect(found).toEqual([]);
  }, 300_000);

  test('B4 pages without account hand no link on either, not even in a file that was attached', async () => {
    const outside = (await visitorsOf(api, world)).filter(({ name }) =>
      ['customer 1', 'colleague', 'customer 2'].includes(name),
    );
    const pages = routesOf(api.app).filter(
      ({ method, access }) => method === 'GET' && access.endsWith('_page'),
    );
    const found: string[] = [];
    for (const visitor of outside) found.push(...(await foundBy(visitor, pages)));
    expect(found).toEqual([]);
  });

  test('B4 after sending nothing that is stored opens a page, in any column', async () => {
    const sent = sink.accepted.map(({ raw }) => raw.replaceAll('=\r\n', ''));
    const ofSent = [...received.tokens].filter((token) => sent.some((raw) => raw.includes(token)));
    expect(ofSent.length).toBeGreaterThan(4);
    const text = await everyRow(api.database.url);
    expect(ofSent.filter((token) => text.includes(token))).toEqual([]);
  });

  test('B4 what people of the house write holds no link; what visitors quote is stored without', async () => {
    const token = await tokenOf('customer');
    const [desk] = members.filter(({ name }) => name.startsWith('collector of entity A'));
    const { entityId, customerId } = world.a1.ids;
    const note = await api.ask({
      method: 'POST',
      url: `/api/entities/${entityId}/customers/${customerId}/notes`,
      as: desk!.cookie,
      body: { text: `for later: ${origin}/p/${token}` },
    });
    expect([note.statusCode, note.json<{ code: string }>().code]).toEqual([422, 'link_in_text']);

    const [customer] = (await visitorsOf(api, world)).filter(({ name }) => name === 'customer 1');
    const sent = await api.ask({
      method: 'POST',
      url: '/api/portal/submissions',
      as: customer!.cookie,
      body: {
        key: 'key-of-this-test',
        status: 'none',
        itemIds: [world.a1.itemOneId],
        text: `> ${origin}/p/${token}\nthis link`,
      },
    });
    expect(sent.statusCode).toBeLessThan(300);
    const stored = await api.db.comment.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(stored.text).toBe(`> ${origin}/p/rc_${'*'.repeat(43)}\nthis link`);
  });

  test('E-6 B4 the local mailbox shows what recipients get to those who act, and never to a viewer', async () => {
    const local = await startTestApi();
    try {
      const { userId: _, ...seeded } = { userId: '', ...(await seedWorld(local.db)) };
      const [viewer, collector] = (await membersOf(local, seeded)).filter(({ name }) =>
        name.endsWith('entity A'),
      );
      for (const path of ['', '/1', '/1/eml', '/1/attachments/0']) {
        const answer = await local.ask({ url: `/api/mailbox${path}`, as: viewer!.cookie });
        expect([path, answer.statusCode]).toEqual([path, 403]);
      }
      expect((await local.ask({ url: '/api/mailbox', as: collector!.cookie })).statusCode).toBe(200);
      const me = async (who: Visitor) =>
        (await local.ask({ url: '/api/me', as: who.cookie })).json<{ localMailbox: boolean }>().localMailbox;
      expect([await me(viewer!), await me(collector!)]).toEqual([false, true]);
    } finally {
      await local.close();
    }
  });
});

/** All tables but the mailbox, which is not ours beyond the demo; bytes are opened as far as they go. */
async function everyRow(url: string): Promise<string> {
  const client = new DatabaseSession({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'LocalMail'`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
      for (const row of rows) {
        for (const value of Object.values(row)) {
          texts.push(Buffer.isBuffer(value) ? await everythingIn(value) : JSON.stringify(value ?? ''));
        }
      }
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
}
