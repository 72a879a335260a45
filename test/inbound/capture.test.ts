/** Mail that is sent to a customer's capture address, from the door to the list that people work off. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { createInboundActivities } from '../../activities/inbound/index.ts';
import { createReplyActivities } from '../../activities/replies/index.ts';
import { mailReader } from '../support/threads.ts';
import { startSmtpListener, type SmtpListener } from '../../api/inbound/smtp-listener.ts';
import { captureTokenOf, renewCaptureAddress } from '../../application/inbound/addresses.ts';
import { captureAddress } from '../../domain/capture/address.ts';
import { inboundFileName, sweepUnclaimedMail } from '../../prisma/queries/inbound/unclaimed.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createCustomer, createEntity, type TestEntity } from '../support/ledger.ts';

const scheme = { style: 'catch_all', name: 'replies', domain: 'in.acme-test.example' } as const;
let database: TestDatabase;
let listener: SmtpListener;
let activities: ReturnType<typeof createInboundActivities>;
let entity: TestEntity;
const trouble: Error[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  entity = await createEntity(database.db, { entity: { captureScheme: scheme } });
  activities = createInboundActivities({ prisma: database.db, clock: () => new Date(), mailReader });
  listener = await startSmtpListener({
    db: database.db,
    host: '127.0.0.1',
    port: 0,
    now: () => new Date(),
    onTrouble: (error) => trouble.push(error),
  });
});
afterAll(async () => {
  await listener?.close();
  await database?.drop();
});

async function customerWithAddress(): Promise<{ customerId: string; token: string; address: string }> {
  const customerId = await createCustomer(database.db, entity, {
    items: [{ number: 'F-1', dueOn: '2026-01-01', openMinor: 10_000 }],
  });
  const token = await captureTokenOf(database.db, customerId, new Date());
  return { customerId, token, address: captureAddress(scheme, token) };
}

async function send(mail: SendMailOptions): Promise<void> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: listener.port,
    secure: false,
    ignoreTLS: true,
  });
  await transport.sendMail({ from: 'Paula Payer <paula@customer.example>', ...mail });
  transport.close();
}

/** Everything that waits is read and filed, as its workflow does. */
async function workOff(): Promise<void> {
  const waiting = await database.db.inboundMail.findMany({
    where: { state: 'stored' },
    select: { id: true },
  });
  for (const { id } of waiting) {
    await activities.readInboundMail(id);
    await activities.fileInboundMail(id);
  }
}

const repliesOf = (customerId: string) => database.db.comment.findMany({ where: { customerId } });

describe('R-1 R-3 mail that is sent to the address of a customer', () => {
  test('R-1 R-3 R-9 is stored as it came, asked for, filed, and waits for a person', async () => {
    const { customerId, address } = await customerWithAddress();
    await send({
      to: address,
      subject: 'Re: reminder',
      text: 'Hello,\n\nwe pay on Friday.\n\nBest regards\nPaula',
    });
    const [mail] = await database.db.inboundMail.findMany({ include: { file: true } });
    expect(mail).toMatchObject({ state: 'stored', transport: 'smtp', recipients: [address] });
    expect(
      await database.db.workflowRequest.count({ where: { kind: 'inbound_mail', subjectId: mail!.id } }),
    ).toBe(1);
    await workOff();
    expect(await repliesOf(customerId)).toMatchObject([
      {
        source: 'email',
        state: 'pending',
        text: 'Hello,\n\nwe pay on Friday.',
        authorEmail: 'paula@customer.example',
      },
    ]);
    expect(await database.db.mailFiling.findMany({ where: { customerId } })).toMatchObject([
      { filedBy: 'address' },
    ]);
    expect(await database.db.caseWake.count({ where: { customerId, reason: 'comment_received' } })).toBe(1);
    expect(await database.db.notice.count({ where: { customerId, kind: 'submission_received' } })).toBe(1);
    await workOff();
    expect(await repliesOf(customerId)).toHaveLength(1);
  });

  test('R-6 its words are proposed: seen from the day it was written, with the item of its subject; an automatic answer claims nothing', async () => {
    const { customerId, address } = await customerWithAddress();
    await database.db.openItem.updateMany({ where: { customerId }, data: { number: 'F-21041' } });
    // written late in the evening of Tuesday, in New York
    const date = '17 Mar 2026 22:30:00 -0400';
    const written = { to: address, headers: { Date: date } };
    await send({
      ...written,
      subject: 'Invoice F-21041',
      text: 'Hello,\n\nwe will pay this invoice tomorrow.\n\nRegards\nPaula',
    });
    await send({
      to: address,
      subject: 'Automatic reply: F-21041',
      text: 'We will pay F-21041 tomorrow. I am out of the office.',
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    await workOff();
    const replies = createReplyActivities({ prisma: database.db, clock: () => new Date() });
    for (const { id } of await repliesOf(customerId)) await replies.readReplyWords(id);
    const itemId = (await database.db.openItem.findFirstOrThrow({ where: { customerId } })).id;
    const found = { reading: { customerId } };
    expect(
      await database.db.replyProposal.findMany({ where: found, include: { items: true } }),
    ).toMatchObject([
      {
        intent: 'promise',
        claimedOn: new Date('2026-03-18'),
        items: [{ itemId }],
        quote: expect.stringContaining('tomorrow'),
      },
    ]);
    expect(await database.db.replyReading.count({ where: { customerId } })).toBe(2);
  });

  test('R-1 the same mail twice is one; two addresses are two copies', async () => {
    const [one, other] = [await customerWithAddress(), await customerWithAddress()];
    const mail = {
      subject: 'Both',
      text: 'We pay both.',
      messageId: '<both@customer.example>',
      date: new Date(0),
    };
    await send({ ...mail, to: one.address, headers: { 'X-Way': 'first' } });
    await send({ ...mail, to: one.address, headers: { 'X-Way': 'second' } });
    await workOff();
    await send({ ...mail, to: one.address, envelope: { from: 'a@customer.example', to: [other.address] } });
    await workOff();
    expect(await repliesOf(one.customerId)).toHaveLength(1);
    expect(await repliesOf(other.customerId)).toHaveLength(1);
    const copies = await database.db.inboundMail.findMany({ where: { subject: 'Both' } });
    expect(copies).toMatchObject([{ recipients: [one.address, other.address] }]);
    const unclaimed = { mail: null, name: inboundFileName };
    expect(await database.db.storedFile.count({ where: unclaimed })).toBe(0);
    // A door that died between the bytes and the row: its sender was told nothing, and sends again.
    for (const createdAt of [new Date(Date.now() - 2 * 86_400_000), new Date()])
      await database.db.storedFile.create({ data: { name: inboundFileName, createdAt } });
    const claimed = await database.db.storedFile.findFirstOrThrow({ where: { mail: { isNot: null } } });
    await database.db.storedFile.update({ where: { id: claimed.id }, data: { createdAt: new Date(0) } });
    await sweepUnclaimedMail(database.db);
    expect(await database.db.storedFile.count({ where: unclaimed })).toBe(1);
    expect(await database.db.storedFile.count({ where: { id: claimed.id } })).toBe(1);
  });

  test('R-4 R-9 an out-of-office is shown as what it is, holds nothing and tells nobody; a receipt waits for nobody', async () => {
    const { customerId, address } = await customerWithAddress();
    await send({
      to: address,
      subject: 'Automatic reply: reminder',
      text: 'I am out of the office until 4 January and pay nothing.',
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    await send({
      to: address,
      subject: 'Weekly news',
      text: 'All offers.',
      headers: { 'List-Id': '<news.customer.example>' },
    });
    await workOff();
    const replies = await repliesOf(customerId);
    expect(replies.map(({ mailKind, state }) => [mailKind, state]).sort()).toEqual([
      ['auto_reply', 'pending'],
      ['list', 'validated'],
    ]);
    const events = await database.db.historyEvent.findMany({ where: { customerId }, orderBy: { id: 'asc' } });
    expect(events.filter(({ kind }) => kind === 'mail_filed')).toMatchObject([
      { data: { mailKind: 'auto_reply', from: 'paula@customer.example', filedBy: 'address' } },
      { data: { mailKind: 'list' } },
    ]);
    expect(events.some(({ kind }) => kind === 'comment_received')).toBe(false);
    expect(await database.db.caseWake.count({ where: { customerId, reason: 'comment_received' } })).toBe(0);
    expect(await database.db.notice.count({ where: { customerId } })).toBe(0);
  });

  test('R-1 E3 a message in a message stays one: only CR LF, a full stop, CR LF ends it', async () => {
    const { customerId, address } = await customerWithAddress();
    const ends = ['\n.\n', '\n.\r\n', '\r\n.\n', '\r.\r\n', '\r\n.\r', '\r.\r', '\n.\r'];
    const talk = (end: string, number: number) =>
      new Promise<void>((resolve, reject) => {
        const smuggled = `MAIL FROM:<boss@acme.example>\r\nRCPT TO:<${address}>\r\nDATA\r\nSubject: smuggled\r\n\r\nPaid.`;
        const lines = [
          'EHLO x',
          'MAIL FROM:<a@payer.example>',
          `RCPT TO:<${address}>`,
          'DATA',
          `Message-ID: <smuggler-${number}@payer.example>\r\nSubject: Outer\r\n\r\nHello${end}${smuggled}\r\n.`,
          'QUIT',
        ];
        const socket = connect(listener.port, '127.0.0.1');
        socket.on('data', () => {
          const line = lines.shift();
          if (line !== undefined) socket.write(`${line}\r\n`);
        });
        socket.on('error', reject);
        socket.on('close', () => resolve());
      });
    await Promise.all(ends.map(talk));
    await workOff();
    const subjects = (
      await database.db.inboundMail.findMany({ where: { recipients: { has: address } } })
    ).map(({ subject }) => subject);
    expect(subjects).toEqual(ends.map(() => 'Outer'));
    expect(await repliesOf(customerId)).toHaveLength(ends.length);
  });

  test('R-9 E9 a flood to one address, or of one sender, is refused for now: others come through, and so does it tomorrow', async () => {
    let now = new Date('2026-12-01T10:00:00Z');
    const door = await startSmtpListener({
      db: database.db,
      host: '127.0.0.1',
      port: 0,
      limits: { address: 2, sender: 4 },
      now: () => now,
      onTrouble: (error) => trouble.push(error),
    });
    const hand = async (to: string, from: string) => {
      const transport = createTransport({ host: '127.0.0.1', port: door.port, ignoreTLS: true });
      try {
        await transport.sendMail({
          envelope: { from, to },
          from: 'x@flood.example',
          to,
          text: crypto.randomUUID(),
        });
        return 'taken';
      } catch (error) {
        return (error as Error).message;
      } finally {
        transport.close();
      }
    };
    const [one, two, three] = [
      await customerWithAddress(),
      await customerWithAddress(),
      await customerWithAddress(),
    ];
    const flood = 'Flood@flood.example';
    const sent = [];
    for (let n = 0; n < 3; n += 1) sent.push(await hand(one.address, flood));
    expect(sent).toEqual([
      'taken',
      'taken',
      expect.stringMatching(/451 this address takes no more mail today/),
    ]);
    expect(await hand(two.address, flood)).toBe('taken');
    expect(await hand(two.address, flood)).toBe('taken');
    expect(await hand(three.address, flood)).toMatch(/451 no more mail of this sender is taken today/);
    // Others write, and bounces have no sender to be counted by.
    expect(await hand(three.address, 'nina@calm.example')).toBe('taken');
    expect(await hand(three.address, '')).toBe('taken');
    now = new Date('2026-12-02T00:00:01Z');
    expect(await hand(one.address, flood)).toBe('taken');
    const refused = await database.db.mailCount.findMany({
      where: { refused: { gt: 0 } },
      orderBy: { kind: 'asc' },
    });
    expect(refused).toMatchObject([
      { kind: 'address', value: one.address, taken: 2, refused: 1 },
      { kind: 'sender', value: 'flood@flood.example', taken: 4, refused: 1 },
    ]);
    await door.close();
    await workOff();
  });

  test('R-2 an address that was withdrawn, mistyped or never made is refused at the door', async () => {
    const { customerId, token, address } = await customerWithAddress();
    await renewCaptureAddress(database.db, { customerId, userId: entity.collectorId, at: new Date() });
    await expect(send({ to: address, text: 'x' })).rejects.toMatchObject({ responseCode: 550 });
    const wrong = captureAddress(scheme, (token[0] === '7' ? '8' : '7') + token.slice(1));
    await expect(send({ to: wrong, text: 'x' })).rejects.toThrow(/mistyped/);
    await expect(send({ to: 'somebody@elsewhere.example', text: 'x' })).rejects.toMatchObject({
      responseCode: 550,
    });
    expect(trouble).toEqual([]);
  });
});
