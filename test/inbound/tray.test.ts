/** What people do about mail that came in: whose it is, where it stands, what came with it, and the addresses that take it. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createInboundActivities } from '../../activities/inbound/index.ts';
import { mailReader } from '../support/threads.ts';
import { createReplyActivities } from '../../activities/replies/index.ts';
import { takeMail } from '../../application/inbound/take-mail.ts';
import { authentications, type Authentication } from '../../domain/vocabulary/mail.ts';
import { storeFile } from '../../prisma/queries/files/write.ts';
import { pagePdf } from '../../prisma/seed/page-pdf.ts';
import { addItems } from '../api/portal-support.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from '../api/support.ts';

const scheme = { style: 'catch_all', name: 'replies', domain: 'in.acme-test.example' } as const;
const general = 'replies@in.acme-test.example';
let api: TestApi;
let mine: Seeded;
let theirs: Seeded;
let activities: ReturnType<typeof createInboundActivities>;
const as = {} as Record<'collector' | 'administrator', string>;
let base: string;

beforeAll(async () => {
  api = await startTestApi();
  [mine, theirs] = [await seedEntity(api.db, 'MINE'), await seedEntity(api.db, 'THEIRS')];
  for (const role of ['collector', 'administrator'] as const)
    as[role] = await api.signIn(mine.users[role].email);
  base = `/api/entities/${mine.entityId}`;
  activities = createInboundActivities({
    prisma: api.db,
    clock: () => new Date(),
    mailReader,
    attachmentCheck: {
      check: (raw) =>
        Promise.resolve(
          Buffer.from(raw).includes('X-Virus: yes')
            ? { warnings: [['program', 'encrypted']], scan: 'infected', found: 'Test-Signature' }
            : { warnings: [[]], scan: 'clean', found: null },
        ),
      close: () => Promise.resolve(),
    },
    senderCheck: {
      check: ({ raw }) => Promise.resolve({ authentication: saidIn(raw), evidence: null }),
      close: () => Promise.resolve(),
    },
  });
});
afterAll(async () => {
  await api?.close();
});

const get = async (path: string, role: keyof typeof as = 'collector') =>
  (await api.ask({ url: `${base}${path}`, as: as[role] })).json();
const ask = (method: 'POST' | 'PUT', path: string, body: object, role: keyof typeof as = 'collector') =>
  api.ask({ method, url: `${base}${path}`, as: as[role], body });
const keyed = (more: object = {}) => ({ key: crypto.randomUUID(), ...more });

/** What was found of a sender, as the mails of this test say it. */
function saidIn(raw: Uint8Array): Authentication {
  return authentications.find((one) => Buffer.from(raw).includes(`X-Found: ${one}`)) ?? 'passed';
}

let sent = 0;
async function mailTo(
  recipients: string[],
  text: string,
  { from = 'paula@payer.example', more = '', head = '' } = {},
) {
  sent += 1;
  const raw = `Message-ID: <${sent}@payer.example>\r\nFrom: Paula <${from}>\r\nSubject: Mail ${sent}\r\n${head}${more || `\r\n${text}\r\n`}`;
  const at = new Date(Date.now() + sent);
  const taken = await takeMail(api.db, {
    raw: Buffer.from(raw),
    transport: 'smtp',
    envelopeFrom: from,
    recipients,
    at,
  });
  await workOff();
  return taken;
}

async function workOff(): Promise<void> {
  for (const { id } of await api.db.inboundMail.findMany({
    where: { state: 'stored' },
    select: { id: true },
  })) {
    await activities.readInboundMail(id);
    await activities.fileInboundMail(id);
  }
}

async function otherCustomer(): Promise<string> {
  const { id } = await api.db.customer.create({
    data: {
      legalEntityId: mine.entityId,
      number: `O-${crypto.randomUUID().slice(0, 8)}`,
      name: 'Other',
      country: 'FR',
      timeZone: 'Europe/Paris',
    },
  });
  return id;
}

const wakesOf = (customerId: string) =>
  api.db.caseWake.count({ where: { customerId, reason: 'comment_received' } });

describe('replies by mail are switched on, and addresses made', () => {
  test('R-1 R-2 off at first; an administrator says how addresses look, and nobody else takes the same', async () => {
    expect(await get('/capture-settings')).toMatchObject({ scheme: null, example: null, test: null });
    expect((await ask('POST', '/capture-settings/test', keyed(), 'administrator')).json().code).toBe(
      'capture_off',
    );
    const wanted = { scheme, keepsFiles: true };
    expect((await ask('PUT', '/capture-settings', wanted)).statusCode).toBe(403);
    const set = await ask('PUT', '/capture-settings', wanted, 'administrator');
    expect(set.json()).toMatchObject({ scheme, generalAddress: general, inCopy: true });
    const without = { ...wanted, inCopy: false, checksSenders: false, authserv: 'mx.acme-test.example' };
    expect((await ask('PUT', '/capture-settings', without, 'administrator')).json()).toMatchObject({
      inCopy: false,
      checksSenders: false,
      authserv: 'mx.acme-test.example',
    });
    const again = { ...wanted, inCopy: true, checksSenders: true, authserv: 'not a name' };
    expect((await ask('PUT', '/capture-settings', again, 'administrator')).statusCode).toBe(400);
    const reset = { ...again, authserv: null };
    expect((await ask('PUT', '/capture-settings', reset, 'administrator')).json()).toMatchObject({
      checksSenders: true,
      authserv: null,
    });
    expect(set.json().example).toMatch(/^replies-[0-9a-z]{17}@in\.acme-test\.example$/);
    const other = await api.signIn(theirs.users.administrator.email);
    const url = `/api/entities/${theirs.entityId}/capture-settings`;
    const twice = await api.ask({ method: 'PUT', url, as: other, body: wanted });
    expect(twice.json().code).toBe('capture_name_taken');
    expect(
      await api.db.historyEvent.count({ where: { legalEntityId: mine.entityId, kind: 'settings_changed' } }),
    ).toBe(3);
  });

  test('R-1 it sends itself a mail and waits for it', async () => {
    const asked = (await ask('POST', '/capture-settings/test', keyed(), 'administrator')).json();
    expect(asked.test).toMatchObject({ arrivedAt: null, by: { id: mine.users.administrator.id } });
    const { address } = asked.test;
    expect(await api.db.notice.count({ where: { kind: 'test_mail', recipientEmail: address } })).toBe(1);
    expect(await mailTo([address], 'A test.')).toBe(1);
    expect((await get('/capture-settings')).test).toMatchObject({
      arrivedAt: expect.any(String),
      transport: 'smtp',
    });
    expect(await api.db.inboundMail.count()).toBe(0);
  });

  test('R-1 a program hands a mail over by webhook, signed; unsigned, stale or changed it is refused', async () => {
    expect((await api.ask({ url: `${base}/capture-settings/webhook`, as: as.collector })).statusCode).toBe(
      403,
    );
    const { url, secret } = await get('/capture-settings/webhook', 'administrator');
    const raw = Buffer.from('Message-ID: <hook@payer.example>\r\nSubject: Hook\r\n\r\nBy a program.\r\n');
    const seconds = Math.round(api.clock.now.getTime() / 1000);
    const sign = (by: string, t = seconds, bytes = raw) =>
      `t=${t},v1=${createHmac('sha256', by).update(`${t}.`).update(bytes).digest('hex')}`;
    const hand = async (signature: string, to = general) =>
      api.app.inject({
        method: 'POST',
        url: new URL(url).pathname,
        headers: {
          'content-type': 'message/rfc822',
          'relance-signature': signature,
          'relance-recipients': to,
        },
        payload: raw,
      });
    const refused = [
      sign('another'),
      sign(secret, seconds - 3600),
      sign(secret, seconds, Buffer.from('x')),
      'nonsense',
    ];
    for (const signature of refused) expect((await hand(signature)).statusCode).toBe(401);
    expect((await hand(sign(secret), 'stranger@elsewhere.example')).json()).toEqual({ taken: 0 });
    for (const _twice of [1, 2]) expect((await hand(sign(secret))).json()).toEqual({ taken: 1 });
    expect(await api.db.inboundMail.findMany({ select: { transport: true, subject: true } })).toEqual([
      { transport: 'webhook', subject: '' },
    ]);
    // The address without a customer takes ten times as many.
    const where = { legalEntityId: mine.entityId, kind: 'address', value: general } as const;
    expect(await api.db.mailCount.findMany({ where })).toMatchObject([{ taken: 1, refused: 0 }]);
    await api.db.mailCount.updateMany({ where, data: { taken: 1_000 } });
    const over = await hand(sign(secret));
    expect(over.json()).toMatchObject({ code: 'too_many_mails', params: { by: 'address' } });
    expect([over.statusCode, Number(over.headers['retry-after'])]).toEqual([429, 14 * 3600]);
    expect((await get('/capture-settings')).refusedToday).toEqual([
      { kind: 'address', value: general, refused: 1 },
    ]);
    expect(await get('/health')).toMatchObject({ refusedMails: 1 });
    await api.db.mailCount.deleteMany();
    await api.db.workflowRequest.deleteMany({ where: { kind: 'inbound_mail' } });
    await api.db.inboundMail.deleteMany();
  });

  test('R-2 several addresses of a customer live, one is withdrawn, one takes the place of all', async () => {
    const path = `/customers/${mine.customerId}/capture`;
    expect(await get(path)).toMatchObject({ on: true, companyOn: true, address: null, addresses: [] });
    const made = [
      (await ask('POST', `${path}/addresses`, keyed())).json(),
      (await ask('POST', `${path}/addresses`, keyed())).json(),
    ];
    expect((await get(path)).addresses).toHaveLength(2);
    await ask('POST', `${path}/addresses/${made[0].token}/withdraw`, {});
    expect(await mailTo([made[0].address], 'x')).toBe(0);
    expect(await mailTo([made[1].address], 'We pay on Friday.')).toBe(1);
    const again = await ask('POST', `${path}/addresses/${made[0].token}/withdraw`, {});
    expect(again.statusCode).toBe(404);
    const only = (await ask('POST', `${path}/addresses`, keyed({ only: true }))).json();
    expect((await get(path)).address).toBe(only.address);
    expect(await mailTo([made[1].address], 'x')).toBe(0);
  });
});

describe('the tray of mail that nobody knew', () => {
  test('R-3 a suggestion with its reason, one click, the sender remembered, what waits of theirs goes along', async () => {
    await api.db.contact.create({
      data: { customerId: mine.customerId, email: 'Ann@Known.example', roles: ['collection'] },
    });
    for (const text of ['Please send the invoice.', 'Once more.'])
      await mailTo([general], text, { from: 'ann@known.example' });
    const list = await get('/inbound-mails');
    expect(list).toMatchObject({ total: 2 });
    expect(list.rows[0]).toMatchObject({
      state: 'unassigned',
      kind: 'human',
      from: { address: 'ann@known.example' },
      filings: [],
      suggestion: {
        customer: { id: mine.customerId },
        because: 'known_contact',
        evidence: 'ann@known.example',
      },
    });
    expect(await get('/inbound-mails/counters')).toEqual({ unassigned: 2 });
    const { id } = list.rows[0];
    const body = keyed({ customerId: mine.customerId, remember: true });
    const first = await ask('POST', `/inbound-mails/${id}/assign`, body);
    expect((await ask('POST', `/inbound-mails/${id}/assign`, body)).json()).toEqual(first.json());
    const later = await ask('POST', `/inbound-mails/${id}/assign`, keyed({ customerId: mine.customerId }));
    expect([later.statusCode, later.json().code]).toEqual([409, 'mail_not_waiting']);
    await workOff();
    expect(await get('/inbound-mails/counters')).toEqual({ unassigned: 0 });
    const filed = await get(`/inbound-mails?state=filed&search=known.example`);
    expect(
      filed.rows.map(({ filings }: { filings: { filedBy: string }[] }) => filings[0]!.filedBy).sort(),
    ).toEqual(['person', 'sender_rule']);
    await mailTo([general], 'A third.', { from: 'ann@known.example' });
    expect(await get('/inbound-mails/counters')).toEqual({ unassigned: 0 });
    // Nobody files by a name that anybody can write, nor is it a suggestion.
    await mailTo([general], 'Forged.', { from: 'ann@known.example', head: 'X-Found: failed\r\n' });
    const [forged] = (await get('/inbound-mails')).rows;
    expect(forged).toMatchObject({ state: 'unassigned', authentication: 'failed', suggestion: null });
    await ask('POST', `/inbound-mails/${forged.id}/assign`, keyed({ customerId: mine.customerId }));
    const filedByHand = (await get(`/inbound-mails/${forged.id}`)).filings[0];
    expect(await get(`/replies/${filedByHand.replyId}`)).toMatchObject({
      mail: { authentication: 'failed' },
    });
    const [rule] = (await get('/sender-rules')).rows;
    expect(rule).toMatchObject({ address: 'ann@known.example', customer: { id: mine.customerId } });
    await ask('POST', `/sender-rules/${rule.id}/remove`, {});
    await mailTo([general], 'A fourth.', { from: 'ann@known.example' });
    expect(await get('/inbound-mails/counters')).toEqual({ unassigned: 1 });
  });

  test('R-3 what concerns nobody is put aside, kept, and taken up again', async () => {
    const [{ id }] = (await get('/inbound-mails')).rows;
    expect((await ask('POST', `/inbound-mails/${id}/restore`, keyed())).statusCode).toBe(409);
    await ask('POST', `/inbound-mails/${id}/dismiss`, keyed({ reason: 'Advertising.' }));
    expect(await get('/inbound-mails')).toMatchObject({ total: 0 });
    expect((await get('/inbound-mails?state=dismissed')).rows).toMatchObject([
      { id, dismissed: { by: expect.any(String) } },
    ]);
    await ask('POST', `/inbound-mails/${id}/restore`, keyed());
    await workOff();
    expect((await get('/inbound-mails')).rows).toMatchObject([{ id, dismissed: null }]);
    const kinds = await api.db.historyEvent.findMany({
      where: { legalEntityId: mine.entityId, kind: { in: ['mail_dismissed', 'mail_restored'] } },
      orderBy: { id: 'asc' },
    });
    expect(kinds).toMatchObject([
      { data: { mailId: id, reason: 'Advertising.' } },
      { kind: 'mail_restored' },
    ]);
  });

  test('R-3 R-9 moved to the right customer, what it said and what it holds go along; not once it gave a status', async () => {
    const [{ id }] = (await get('/inbound-mails')).rows;
    const { replyId } = (
      await ask('POST', `/inbound-mails/${id}/assign`, keyed({ customerId: mine.customerId }))
    ).json();
    const right = await otherCustomer();
    const [before, there] = [await wakesOf(mine.customerId), await wakesOf(right)];
    const body = { fromCustomerId: mine.customerId, toCustomerId: right };
    const moved = await ask('POST', `/inbound-mails/${id}/move`, keyed(body));
    expect(moved.json()).toEqual({ replyId });
    expect(await get(`/replies/${replyId}`)).toMatchObject({
      customer: { id: right },
      state: 'pending',
      source: 'email',
      mail: { id, kind: 'human', filedBy: 'person', copies: 1 },
    });
    expect([await wakesOf(mine.customerId), await wakesOf(right)]).toEqual([before + 1, there + 1]);
    expect((await ask('POST', `/inbound-mails/${id}/move`, keyed(body))).json().code).toBe(
      'mail_filed_there',
    );
    await workOff();
    expect((await get(`/inbound-mails/${id}`)).filings).toMatchObject([{ customer: { id: right } }]);
    const back = { fromCustomerId: right, toCustomerId: mine.customerId };
    expect((await ask('POST', `/inbound-mails/${id}/move`, keyed(back))).statusCode).toBe(200);
    expect(await api.db.mailFiling.count({ where: { mailId: id, endedAt: null } })).toBe(1);
    await api.db.qualification.create({
      data: {
        customerId: mine.customerId,
        statusId: mine.statusId,
        commentId: replyId,
        createdBy: mine.users.collector.id,
        items: { create: { itemId: mine.itemIds[0]! } },
      },
    });
    expect((await ask('POST', `/inbound-mails/${id}/move`, keyed(body))).json().code).toBe('mail_has_status');
  });
});

describe('the whole mail, one click away', () => {
  const html =
    '<p onclick="x()">We pay <a href="https://evil.example/x">here</a></p><script>x()</script>' +
    '<img src="https://evil.example/track.gif" alt="logo"><img src="cid:pic"><form action="https://evil.example"><input></form>' +
    '<div style="background:url(https://evil.example/b);color:red">red</div>';
  const parts =
    'Content-Type: multipart/mixed; boundary=b\r\n\r\n' +
    `--b\r\nContent-Type: text/html\r\n\r\n${html}\r\n` +
    '--b\r\nContent-Type: image/png\r\nContent-ID: <pic>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n' +
    '--b\r\nContent-Type: application/pdf; name="../proof.pdf"\r\nContent-Disposition: attachment\r\n\r\n%PDF-1.7 proof\r\n--b--\r\n';

  test('R-5 R-8 safe to be shown: nothing runs, loads or leads anywhere; attachments are files, or their number alone', async () => {
    await mailTo([general], '', { more: parts, from: 'zoe@payer.example' });
    const [{ id }] = (await get('/inbound-mails?search=zoe')).rows;
    const view = await get(`/inbound-mails/${id}/view`);
    expect(view.html).toContain('We pay');
    expect(view.html).toContain('data:image/png;base64,');
    expect(view.html).toContain('[logo]');
    expect(view.html).not.toMatch(/<script|onclick|href=|<form|<input|url\(|src="http/);
    expect(view.headers).toContainEqual({ name: 'from', value: 'Paula <zoe@payer.example>' });
    const mail = await get(`/inbound-mails/${id}`);
    expect(mail.attachments).toMatchObject([{ index: 0, contentType: 'application/pdf' }]);
    const file = await api.ask({ url: `${base}/inbound-mails/${id}/attachments/0`, as: as.collector });
    expect(file.body).toContain('%PDF-1.7 proof');
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="[^/"]*proof\.pdf"/);
    expect((await api.ask({ url: `${base}/inbound-mails/${id}/eml`, as: as.collector })).body).toContain(
      'We pay',
    );
    expect(
      (await api.ask({ url: `${base}/inbound-mails/${id}/attachments/1`, as: as.collector })).statusCode,
    ).toBe(404);
    expect(mail).toMatchObject({ scan: 'clean', attachments: [{ warnings: [] }] });
    await mailTo([general], '', { more: parts, head: 'X-Virus: yes\r\n', from: 'vera@payer.example' });
    const [row] = (await get('/inbound-mails?search=vera')).rows;
    expect(row).toMatchObject({ scan: 'infected' });
    expect(await get(`/inbound-mails/${row.id}`)).toMatchObject({
      scanFound: 'Test-Signature',
      attachments: [{ warnings: ['program', 'encrypted'] }],
    });
    for (const path of ['attachments/0', 'eml']) {
      const kept = await api.ask({ url: `${base}/inbound-mails/${row.id}/${path}`, as: as.collector });
      expect([kept.statusCode, kept.json().code]).toEqual([403, 'file_infected']);
    }
    await ask('PUT', '/capture-settings', { scheme, keepsFiles: false }, 'administrator');
    expect(await get(`/inbound-mails/${id}`)).toMatchObject({ filesKept: false, attachmentCount: 1 });
    const refused = await api.ask({ url: `${base}/inbound-mails/${id}/attachments/0`, as: as.collector });
    expect(refused.json().code).toBe('files_not_kept');
    const unchecked = { scheme, keepsFiles: true, checksSenders: false };
    await ask('PUT', '/capture-settings', unchecked, 'administrator');
    await mailTo([general], 'Nobody asks where it comes from.', { from: 'una@payer.example' });
    expect((await get('/inbound-mails?search=una')).rows).toMatchObject([
      { authentication: null, scan: null },
    ]);
  });
});

describe('R-10 answers that leave by themselves', () => {
  const paula = 'paula.knows@payer.example';
  const copy = 'Hello,\n\nplease send me a copy of invoice SELF-1.\n\nPaula';
  let replies: ReturnType<typeof createReplyActivities>;
  let at = new Date();

  beforeAll(async () => {
    replies = createReplyActivities({ prisma: api.db, clock: () => at });
    const { customerId } = mine;
    await api.db.contact.create({ data: { customerId, name: 'Paula', email: paula, roles: ['collection'] } });
    const file = await storeFile(api.db, {
      name: 'invoice.pdf',
      content: (async function* () {
        yield pagePdf([{ text: 'SELF-1', x: 50, y: 50, size: 12 }]);
      })(),
      maxBytes: 100_000,
    });
    await addItems(api.db, mine, [{ number: 'SELF-1', openMinor: 60_000, documentFileId: file.id }]);
  });

  const allow = (selfAnswers: string[]) =>
    ask(
      'PUT',
      '/capture-settings',
      { scheme, keepsFiles: true, checksSenders: true, selfAnswers },
      'administrator',
    );
  /** What a mail of Paula's became once its words were read. */
  async function read(text: string, more: { from?: string; head?: string } = {}) {
    const { token } = await api.db.captureAddress.findFirstOrThrow({
      where: { customerId: mine.customerId, withdrawnAt: null },
      orderBy: { createdAt: 'desc' },
    });
    await mailTo([`replies-${token}@in.acme-test.example`], text, { from: paula, ...more });
    const reply = await api.db.comment.findFirstOrThrow({ orderBy: { id: 'desc' } });
    await replies.readReplyWords(reply.id);
    return reply.id;
  }
  const answersTo = async (id: string) => (await get(`/replies/${id}`)).answers;

  test('R-10 none at first; of a kind that was switched on, to an authenticated contact, with the documents, after a wait', async () => {
    await ask('POST', `/customers/${mine.customerId}/capture/addresses`, keyed());
    expect(await get('/capture-settings')).toMatchObject({ selfAnswers: [] });
    expect(await answersTo(await read(copy))).toEqual([]);
    expect((await allow(['contact_change'])).statusCode).toBe(400);
    expect((await allow(['copy_request'])).json()).toMatchObject({ selfAnswers: ['copy_request'] });
    expect(await answersTo(await read('SELF-1 will be paid on 20 March 2027.'))).toEqual([]);
    expect(await answersTo(await read(copy, { from: 'mallory@payer.example' }))).toEqual([]);
    expect(await answersTo(await read(copy, { head: 'X-Found: failed\r\n' }))).toEqual([]);
    expect(await answersTo(await read(copy, { head: 'Auto-Submitted: auto-replied\r\n' }))).toEqual([]);

    const id = await read(copy);
    const [answer] = await answersTo(id);
    expect(answer).toMatchObject({ by: null, text: expect.stringContaining('SELF-1') });
    expect(Date.parse(answer.selfSentAt)).toBe(at.getTime() + 10 * 60_000);
    const notice = await api.db.notice.findFirstOrThrow({ where: { key: `answer/${answer.id}` } });
    expect(notice).toMatchObject({ recipientEmail: paula, notBefore: new Date(answer.selfSentAt) });
    const stored = await api.db.commentAnswer.findUniqueOrThrow({ where: { id: answer.id } });
    expect(stored.documentItemIds).toHaveLength(1);
    // It handles nothing: a person reads the reply all the same.
    expect(await get(`/replies/${id}`)).toMatchObject({ state: 'pending' });
    const event = await api.db.historyEvent.findFirstOrThrow({
      where: { kind: 'answer_sent', data: { path: ['answerId'], equals: answer.id } },
    });
    expect(event).toMatchObject({ actorKind: 'system', data: { selfAnswered: ['copy_request'] } });
    await replies.readReplyWords(id);
    expect(await answersTo(id)).toHaveLength(1);
  });

  test('R-10 R-4 a person stops it, or answers otherwise; what was stopped stays so, and a day has its cap', async () => {
    const [{ id }] = (await get('/replies?search=SELF-1')).rows;
    const stop = () => ask('POST', `/replies/${id}/stop-answer`, keyed());
    expect((await stop()).statusCode).toBe(200);
    expect(await answersTo(id)).toEqual([]);
    expect((await stop()).json()).toMatchObject({ code: 'undo_too_late' });
    await replies.readReplyWords(id);
    expect(await answersTo(id)).toEqual([]);
    expect(await api.db.notice.count({ where: { kind: 'answer_to_customer' } })).toBe(0);

    const other = await read(copy);
    await ask('POST', `/replies/${other}/answer`, keyed({ answer: 'I send it by post.' }));
    expect(await answersTo(other)).toMatchObject([{ text: 'I send it by post.', selfSentAt: null }]);

    const ids = [await read(copy), await read(copy), await read(copy)];
    const counts = await Promise.all(ids.map(async (one) => (await answersTo(one)).length));
    expect(counts).toEqual([1, 1, 0]);
    at = new Date(at.getTime() + 25 * 3_600_000);
    expect(await answersTo(await read(copy))).toHaveLength(1);
  });
});
