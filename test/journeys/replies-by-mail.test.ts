/** Where replies are taken: what leaves names an address of the customer, and what comes back about it is understood. */
import { simpleParser, type ParsedMail } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createInboundActivities } from '../../activities/inbound/index.ts';
import { mailReader } from '../support/threads.ts';
import { receiveMail } from '../../application/inbound/receive.ts';
import { readCaptureAddress } from '../../domain/capture/address.ts';
import { ownMarkHeader } from '../../domain/mail-reading/machine-marks.ts';
import { addItem, allAutomatic, createCustomer, createEntity, type TestEntity } from '../support/ledger.ts';
import { Story } from '../support/story.ts';

const scheme = { style: 'catch_all', name: 'replies', domain: 'in.acme-test.example' } as const;
let story: Story;
let entity: TestEntity;

beforeAll(async () => {
  story = await Story.start();
  entity = await createEntity(story.db, { scenario: allAutomatic, entity: { captureScheme: scheme } });
  const set = await story.db.templateSet.findFirstOrThrow({
    where: { legalEntityId: entity.entityId, key: 'friendly_reminder' },
    include: { templates: { where: { language: 'fr' } } },
  });
  const [template] = set.templates;
  const body = template!.body as { blocks: object[] };
  const asked = {
    kind: 'paragraph',
    inlines: [
      { kind: 'text', text: 'Répondez à ' },
      { kind: 'tag', id: 'reply', name: 'client_account_email' },
    ],
  };
  await story.db.template.update({
    where: { id: template!.id },
    data: { body: { ...body, blocks: [...body.blocks, asked] } },
  });
}, 90_000);
afterAll(async () => {
  await story?.stop();
});

/** A customer who was reminded on the day, with the mail as it came. */
async function reminded(
  day: string,
  data: { replyCapture?: boolean; email?: string } = {},
): Promise<{ customerId: string; mail: ParsedMail; raw: string }> {
  const { email, ...fields } = data;
  await story.until(day);
  const customerId = await createCustomer(story.db, entity, {
    data: fields,
    ...(email === undefined ? {} : { email }),
  });
  await addItem(story.db, entity, customerId, {
    number: `F-${day}`,
    dueOn: minus(day, 9),
    openMinor: 90_000,
  });
  await story.endOf(day);
  const [raw] = await story.mailsTo(customerId);
  return { customerId, raw: String(raw), mail: await simpleParser(raw!) };
}

function minus(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 24 * 60 * 60_000).toISOString().slice(0, 10);
}

const addressesIn = (of: ParsedMail['to']) =>
  [of].flat().flatMap((one) => one?.value.map(({ address }) => address));

async function comesIn(raw: string, recipients: string[], at: Date): Promise<void> {
  const { id } = await receiveMail(story.db, {
    legalEntityId: entity.entityId,
    raw: Buffer.from(raw.replaceAll(/\r?\n/g, '\r\n')),
    transport: 'smtp',
    envelopeFrom: '',
    recipients,
    at,
  });
  const activities = createInboundActivities({ prisma: story.db, clock: () => at, mailReader });
  await activities.readInboundMail(id);
  await activities.fileInboundMail(id);
}

/** As RFC 3464 has it. */
const note = (of: {
  recipient: string;
  status: string;
  action: string;
  messageId: string;
  id: string;
}) => `From: MAILER-DAEMON@mx.customer.example
To: replies
Subject: Undelivered Mail Returned to Sender
Message-ID: <${of.id}@mx.customer.example>
Date: Tue, 06 Mar 2035 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

The mail could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.customer.example

Final-Recipient: rfc822; ${of.recipient}
Action: ${of.action}
Status: ${of.status}

--b
Content-Type: text/rfc822-headers

Message-ID: ${of.messageId}
Subject: what was sent

--b--
`;

describe('replies by mail', () => {
  test('R-2 E-5 a reminder asks for answers at an address of its customer, made when it is needed first', async () => {
    const { customerId, mail, raw } = await reminded('2035-03-01');
    const [replyTo] = addressesIn(mail.replyTo);
    const read = readCaptureAddress(replyTo!, scheme);
    expect(await story.db.captureAddress.findMany({ where: { customerId } })).toMatchObject([read]);
    expect(addressesIn(mail.cc)).toEqual([replyTo]);
    expect(mail.text).toContain(`Répondez à ${replyTo}`);
    expect(mail.headers.get(ownMarkHeader.toLowerCase())).toBe(mail.messageId!.slice(1).split('@')[0]);
    // Named in copy, and sent to its recipient alone.
    expect(raw).toContain('Reply-To: Acme Test <');
    expect(story.sink.accepted.at(-1)?.to).toHaveLength(1);
  });

  test('R-12 a customer whose replies are not taken is asked to answer the sender, without an address', async () => {
    const { customerId, mail } = await reminded('2035-03-05', { replyCapture: false });
    expect(addressesIn(mail.replyTo)).toEqual(['receivables@acme-test.example']);
    expect(mail.cc).toBeUndefined();
    expect(mail.text).not.toContain('Répondez');
    expect(await story.db.captureAddress.count({ where: { customerId } })).toBe(0);
  });

  test('E-7 a note that comes back marks contact and message, takes the contact back and proposes the next way', async () => {
    const { db } = story;
    const { customerId, mail } = await reminded('2035-03-06', { email: 'Gone@customer.example' });
    const [address] = addressesIn(mail.replyTo);
    const failed = { recipient: 'gone@customer.example', action: 'failed', messageId: mail.messageId! };
    expect(await db.countedContact.count({ where: { customerId } })).toBe(1);
    const at = new Date('2035-03-06T20:00:00Z');

    // Still under way: shown, and nothing else.
    await comesIn(note({ ...failed, action: 'delayed', status: '4.4.1', id: 'one' }), [address!], at);
    const waiting = await db.contact.findFirstOrThrow({ where: { customerId } });
    expect(waiting).toMatchObject({ bouncedAt: null, delayedAt: at, bounceStatus: '4.4.1' });

    // Forged: sent to the address by somebody who never had the message.
    await comesIn(
      note({ ...failed, status: '5.1.1', messageId: '<guessed@acme-test.example>', id: 'two' }),
      [address!],
      at,
    );
    // About somebody else, whom it was passed on to.
    await comesIn(
      note({ ...failed, status: '5.1.1', recipient: 'other@elsewhere.example', id: 'three' }),
      [address!],
      at,
    );
    expect(await db.contact.findFirstOrThrow({ where: { customerId } })).toEqual(waiting);
    expect(await db.countedContact.count({ where: { customerId } })).toBe(1);
    expect(await db.followUp.count({ where: { customerId } })).toBe(0);

    // To whatever address it comes, the message that it gives back says whose it is.
    for (const id of ['four', 'five'])
      await comesIn(note({ ...failed, status: '5.1.1', id }), ['replies@in.acme-test.example'], at);
    expect(await db.contact.findFirstOrThrow({ where: { customerId } })).toMatchObject({
      bouncedAt: at,
      bounceStatus: '5.1.1',
      delayedAt: null,
    });
    const [message] = await db.outboundMessage.findMany({ where: { customerId } });
    expect(message).toMatchObject({ bouncedAt: at, bounceStatus: '5.1.1' });
    expect(await db.countedContact.count({ where: { customerId } })).toBe(0);
    expect(await db.followUp.findMany({ where: { customerId } })).toMatchObject([
      {
        channel: 'letter',
        text: expect.stringContaining('Gone@customer.example revenu (adresse inexistante)'),
      },
    ]);
    const events = await db.historyEvent.findMany({
      where: { customerId, kind: { in: ['message_bounced', 'message_delayed'] } },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ kind }) => kind)).toEqual(['message_delayed', 'message_bounced']);
    const filed = await db.mailFiling.findMany({ where: { customerId }, include: { mail: true } });
    expect(filed.map((one) => one.mail.kind)).toEqual(Array(5).fill('bounce'));
  });

  test('R-4 a message of ours that comes back whole is known as ours, also under another Message-ID', async () => {
    const { customerId, raw, mail } = await reminded('2035-03-07');
    const [address] = addressesIn(mail.replyTo);
    const copy = raw.replace(/^Message-ID: .*$/m, 'Message-ID: <rewritten@list.example>');
    const before = await story.db.comment.count({ where: { customerId } });
    await comesIn(copy, [address!], new Date('2035-03-07T20:00:00Z'));
    expect(await story.db.comment.count({ where: { customerId } })).toBe(before);
    expect(
      await story.db.inboundMail.findMany({ where: { messageId: '<rewritten@list.example>' } }),
    ).toMatchObject([{ state: 'own' }]);
  });
});
