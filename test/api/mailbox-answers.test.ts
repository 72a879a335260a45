/** The reader of the local mailbox answers as a customer would: by mail, to the listener of this machine. */
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMime } from '../../activities/adapters/mail/mime.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

const capture = 'replies-token@in.acme-test.example';
let listener: SMTPServer;
let api: TestApi;
let off: TestApi;
let cookie: string;
let seeded: Seeded;
const taken: { to: string[]; from: string; mail: ParsedMail }[] = [];

beforeAll(async () => {
  listener = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, callback) {
      callback(
        address === capture ? null : Object.assign(new Error('no mailbox here'), { responseCode: 550 }),
      );
    },
    onData(stream, { envelope }, callback) {
      void simpleParser(stream).then((mail) => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        taken.push({ to: envelope.rcptTo.map(({ address }) => address), from, mail });
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.server.address() as AddressInfo;
  [api, off] = await Promise.all([startTestApi({ mailListener: { port } }), startTestApi()]);
  seeded = await seedEntity(api.db, 'ACME');
  cookie = await api.signIn(seeded.users.collector.email);
});
afterAll(async () => {
  await Promise.all([api?.close(), off?.close()]);
  await new Promise<void>((resolve) => listener.close(() => resolve()));
});

async function received(on: TestApi, replyTo: string): Promise<string> {
  const { bytes } = await buildMime({
    from: { name: 'Acme', address: 'receivables@acme-test.example' },
    to: { name: 'Paula', address: 'payables@customer.example' },
    replyTo: { address: replyTo },
    references: ['<one@acme-test.example>'],
    message: {
      subject: 'Rappel F-1',
      html: '<p>F-1 est échue.</p>',
      text: 'F-1 est échue.',
      attachments: [],
      language: 'fr',
    },
    messageId: '<two@acme-test.example>',
    date: new Date('2026-03-09T08:30:00Z'),
  });
  const { id } = await on.db.localMail.create({
    data: {
      messageId: 'two@acme-test.example',
      mailFrom: 'receivables@acme-test.example',
      rcptTo: ['payables@customer.example'],
      subject: 'Rappel F-1',
      raw: new Uint8Array(bytes),
    },
  });
  return `/api/mailbox/${id}`;
}

const send = (url: string, body: object) =>
  api.ask({
    method: 'POST',
    url: `${url}/answers`,
    as: cookie,
    body: { from: 'paula@customer.example', ...body },
  });

describe('R-1 R-2 the local mailbox answers as its reader would', () => {
  it('R-2 R-3 to the address for replies, in the thread, with the message quoted below', async () => {
    const url = await received(api, capture);
    const { answers } = (await api.ask({ url, as: cookie })).json();
    expect(answers).toEqual({ to: [capture], from: ['payables@customer.example'] });
    const sent = await send(url, { name: 'Paula', text: 'Virement vendredi.', timeZone: 'Europe/Paris' });
    expect([sent.statusCode, sent.json()]).toEqual([200, { to: [capture], subject: 'Re: Rappel F-1' }]);
    const { to, from, mail } = taken.at(-1)!;
    expect([to, from]).toEqual([[capture], 'paula@customer.example']);
    expect(mail.inReplyTo).toBe('<two@acme-test.example>');
    expect(mail.references).toEqual(['<one@acme-test.example>', '<two@acme-test.example>']);
    expect(mail.from?.text).toBe('"Paula" <paula@customer.example>');
    expect(mail.text).toBe(
      'Virement vendredi.\n\nLe 9 mars 2026 à 09:30, "Acme" <receivables@acme-test.example> a écrit :\n> F-1 est échue.\n',
    );
  });

  it('R-2 what the address does not take is said with the answer of its server, and nothing is lost', async () => {
    const sent = await send(await received(api, 'withdrawn@in.acme-test.example'), { text: 'x' });
    expect([sent.statusCode, sent.json().code]).toEqual([422, 'mail_not_taken']);
    expect(sent.json().params.answer).toContain('no mailbox here');
  });

  it('an address that is none, an empty text and a viewer are refused', async () => {
    const url = await received(api, capture);
    const wrong = await send(url, { from: 'nobody', text: 'x' });
    expect([wrong.statusCode, wrong.json().errors[0].path]).toEqual([400, 'from']);
    expect((await send(url, { text: ' ' })).statusCode).toBe(400);
    const viewer = await api.signIn(seeded.users.viewer.email);
    const asked = await api.ask({
      method: 'POST',
      url: `${url}/answers`,
      as: viewer,
      body: { from: 'a@b.example', text: 'x' },
    });
    expect(asked.statusCode).toBe(403);
  });

  it('R-1 where no mail is taken, the page knows and the answer says so', async () => {
    const other = await seedEntity(off.db, 'ACME');
    const as = await off.signIn(other.users.collector.email);
    const url = await received(off, capture);
    expect((await off.ask({ url, as })).json().answers).toBeNull();
    const sent = await off.ask({
      method: 'POST',
      url: `${url}/answers`,
      as,
      body: { from: 'a@b.example', text: 'x' },
    });
    expect([sent.statusCode, sent.json().code]).toEqual([503, 'mail_listener_away']);
  });
});
