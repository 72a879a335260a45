import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { codeOf } from '../../application/access-codes/code.ts';
import { requestCode } from '../../application/access-codes/request.ts';
import { verifyCode } from '../../application/access-codes/verify.ts';
import { issueLink } from '../../application/links/new-link.ts';
import { askNotice, wakeNotice } from '../../application/outbox.ts';
import { composeNotice } from '../../activities/notices/compose.ts';
import { readNotice } from '../../prisma/queries/notices/read.ts';
import type { NewNotice } from '../../prisma/queries/notices/write.ts';
import { recordResolved } from '../../prisma/queries/outbound/outcomes.ts';
import { noticeWorkflowId } from '../../workflows/messages/notice-delivery.ts';
import { addItem, createCustomer, createEntity, type TestEntity } from '../support/ledger.ts';
import { Story } from '../support/story.ts';

const secret = 'a secret of at least thirty-two characters';
const publicUrl = 'https://relance.test';
const anyToken = /r[acix]_[A-Za-z0-9_-]{43}/g;

let story: Story;
let entity: TestEntity;
let customerId: string;
let itemId: string;
const contact = 'ap@notice.example';

beforeAll(async () => {
  story = await Story.start({ publicUrl });
  entity = await createEntity(story.db);
  customerId = await createCustomer(story.db, entity, { email: contact, data: { interactivePages: true } });
  itemId = await addItem(story.db, entity, customerId, {
    number: 'F-2035-1',
    dueOn: '2099-01-01',
    openMinor: 120_000,
  });
}, 90_000);
afterAll(() => story?.stop());

const to = (recipientEmail = contact, recipientName = 'Ada') => ({
  legalEntityId: entity.entityId,
  customerId,
  recipientEmail,
  recipientName,
});

async function said(text = 'We pay on Friday <script>', audience: 'customer' | 'internal' = 'customer') {
  const { linkId } = await issueLink(story.db, {
    kind: 'customer',
    ...to(),
    language: 'fr',
    itemIds: [itemId],
    at: new Date(await story.now()),
  });
  return story.db.comment.create({
    data: {
      legalEntityId: entity.entityId,
      customerId,
      source: audience === 'customer' ? 'portal' : 'internal_page',
      audience,
      status: 'promise',
      promisedOn: new Date('2035-02-02'),
      text,
      authorName: 'Ada Payable',
      linkId,
      submissionKey: crypto.randomUUID(),
      items: { create: { itemId, openMinor: 120_000n } },
    },
  });
}

async function answerNotice(text: string, language = 'fr', comment?: string): Promise<NewNotice> {
  const row = await said(comment);
  const { id } = await story.db.commentAnswer.create({
    data: { commentId: row.id, text, createdBy: entity.collectorId },
  });
  return { key: `answer/${id}`, kind: 'answer_to_customer', ...to(), language, data: { answerId: id } };
}

async function ask(notice: NewNotice): Promise<string> {
  await askNotice(story.db, notice);
  return (await story.db.notice.findUniqueOrThrow({ where: { key: notice.key } })).id;
}

/** Time goes on only where the test moves it: the workflow is waited for with the clock standing. */
async function delivered(noticeId: string, state = 'accepted'): Promise<void> {
  await vi.waitFor(async () => expect(await stateOf(noticeId)).toBe(state), {
    timeout: 20_000,
    interval: 50,
  });
}
const stateOf = async (noticeId: string) =>
  (await story.db.outboundMessage.findUnique({ where: { noticeId } }))?.state;
const mailsTo = (address: string) => story.sink.accepted.filter((mail) => mail.to.includes(address));
const newest = async (address = contact) => simpleParser(mailsTo(address).at(-1)!.raw);
const history = (noticeId: string) =>
  story.db.historyEvent.findMany({
    where: { key: { startsWith: `notice/${noticeId}/` } },
    orderBy: { id: 'asc' },
  });
const ended = (noticeId: string) => story.client.workflow.getHandle(noticeWorkflowId(noticeId)).result();

describe('P-10 notices leave once', () => {
  test('P-10 S-9 asked twice, relayed twice: one message, which stands in history', async () => {
    const notice = await answerNotice('Merci, c’est noté.');
    const before = mailsTo(contact).length;
    const id = await ask(notice);
    await ask(notice);
    await story.relayFacts();
    await delivered(id);
    await ended(id);
    await wakeNotice(story.db, id);
    await story.relayFacts();
    expect((await story.db.notice.findUniqueOrThrow({ where: { id } })).relayedAt).not.toBeNull();
    expect(mailsTo(contact).length - before).toBe(1);
    expect(await history(id)).toMatchObject([
      { kind: 'message_sent', data: { notice: 'answer_to_customer', recipients: [contact] } },
    ]);
    expect(await story.db.countedContact.count({ where: { customerId } })).toBe(0);
  });

  test('P-10 S-9 the line is cut after the message was taken: found by evidence, not sent again', async () => {
    const before = mailsTo(contact).length;
    story.sink.once('DOT', { close: true });
    const id = await ask(await answerNotice('Encore merci.'));
    await story.relayFacts();
    await delivered(id, 'resolved_sent');
    await ended(id);
    expect(mailsTo(contact).length - before).toBe(1);
  });

  test('P-10 S-9 a server that is busy is tried again later, with the same bytes', async () => {
    const before = mailsTo(contact).length;
    story.sink.once('RCPT', { reply: '451 4.3.0 try later' });
    const id = await ask(await answerNotice('Plus tard.'));
    await story.relayFacts();
    await delivered(id, 'retry_wait');
    const first = await story.db.outboundMessage.findUniqueOrThrow({ where: { noticeId: id } });
    await ended(id);
    const second = await story.db.outboundMessage.findUniqueOrThrow({ where: { noticeId: id } });
    expect([second.state, second.attempt, second.frozenSha256]).toEqual(['accepted', 2, first.frozenSha256]);
    expect(mailsTo(contact).length - before).toBe(1);
  });

  test('P-10 S-9 lost without a word: unknown until a person says so, then the same message goes', async () => {
    const before = mailsTo(contact).length;
    story.sink.once('DOT', { reply: '' });
    const id = await ask(await answerNotice('Perdu.'));
    await story.relayFacts();
    await delivered(id, 'in_doubt');
    const message = await story.db.outboundMessage.findUniqueOrThrow({ where: { noticeId: id } });
    await vi.waitFor(async () => expect(await history(id)).toMatchObject([{ kind: 'message_unknown' }]));
    await story.db.$transaction(async (tx) => {
      const settled = { sent: false, source: 'person', userId: entity.collectorId } as const;
      await recordResolved(tx, { id: message.id, attempt: message.attempt, ...settled, at: new Date() });
      await wakeNotice(tx, id);
    });
    await story.relayFacts();
    await delivered(id);
    expect(mailsTo(contact).length - before).toBe(1);
    expect(mailsTo(contact).at(-1)!.messageId).toBe(message.reference);
  });

  test('P-10 S-10 stopped dunning stops no answer; a channel that is off holds it', async () => {
    const { entityId } = entity;
    await story.db.legalEntity.update({ where: { id: entityId }, data: { pausedForGood: true } });
    const id = await ask(await answerNotice('Malgré la pause.'));
    await story.relayFacts();
    await delivered(id);
    await story.db.legalEntity.update({
      where: { id: entityId },
      data: { pausedForGood: false, pausedChannels: ['email'] },
    });
    const held = await ask(await answerNotice('En attente.'));
    await story.relayFacts();
    await delivered(held, 'frozen');
    await story.db.legalEntity.update({ where: { id: entityId }, data: { pausedChannels: [] } });
    await ended(held);
    expect(await stateOf(held)).toBe('accepted');
  });

  test('I-5 C1 an answer with a way inside is not frozen, and an alert says so', async () => {
    const before = story.sink.accepted.length;
    const token = `ri_${'x'.repeat(43)}`;
    const id = await ask(await answerNotice(`Voir ${publicUrl}/i/${token}`));
    await story.relayFacts();
    await ended(id);
    expect(await stateOf(id)).toBeUndefined();
    expect(story.sink.accepted).toHaveLength(before);
    const alert = await story.db.historyEvent.findFirstOrThrow({
      where: { key: `alert/internal_link/notice/${id}` },
    });
    expect(alert).toMatchObject({ kind: 'alert_raised', data: { code: 'internal_link_to_outside' } });
    // The link that it would have carried is gone as well.
    const links = await story.db.pageLink.findMany({
      where: { customerId, messageId: null, createdBy: null },
    });
    expect(links.every(({ itemIds }) => itemIds.includes(itemId))).toBe(true);
  });

  test('I-5 what colleagues said is answered to no customer', async () => {
    const comment = await said('between us', 'internal');
    const answer = await story.db.commentAnswer.create({
      data: { commentId: comment.id, text: 'canary', createdBy: entity.collectorId },
    });
    const notice = {
      ...to(),
      key: `answer/${answer.id}`,
      kind: 'answer_to_customer' as const,
      language: 'fr',
    };
    const id = await ask({ ...notice, data: { answerId: answer.id } });
    await story.relayFacts();
    await ended(id);
    expect(await stateOf(id)).toBeUndefined();
  });
});

describe('P-10 P-12 what notices say', () => {
  test.each([
    ['fr', 'vous a répondu', 'Consulter votre compte'],
    ['de', 'hat Ihnen geantwortet', 'Konto ansehen'],
    ['pl', 'odpowiada na Państwa wiadomość', 'Zobacz swoje konto'],
    ['pt', 'respondeu-lhe', 'Consultar a sua conta'],
  ])(
    'P-10 P-12 an answer in %s, with a fresh link that opens no more than the old one',
    async (language, subject, button) => {
      const id = await ask(
        await answerNotice('A <b>line</b>\nand another', language, 'I said & meant <i>this</i>'),
      );
      await story.relayFacts();
      await delivered(id);
      const mail = await newest();
      expect(mail.subject).toContain(subject);
      const html = String(mail.html);
      expect(html).toContain('A &lt;b&gt;line&lt;/b&gt;<br>and another');
      expect(html).toContain('I said &amp; meant &lt;i&gt;this&lt;/i&gt;');
      expect(html).toContain(button);
      const token = /https:\/\/relance\.test\/p\/(rc_[\w-]{43})/.exec(html)![1]!;
      expect(mail.text).toContain(token);
      const message = await story.db.outboundMessage.findUniqueOrThrow({
        where: { noticeId: id },
        include: { links: true },
      });
      expect(message.links).toMatchObject([{ kind: 'customer', itemIds: [itemId], recipientEmail: contact }]);
      expect(message.language).toBe(language);
    },
  );

  test('P-10 an address that is not on file gets the answer and no link', async () => {
    const notice = await answerNotice('Bonjour');
    const id = await ask({ ...notice, recipientEmail: 'stranger@elsewhere.example' });
    await story.relayFacts();
    await delivered(id);
    expect(String((await newest('stranger@elsewhere.example')).html)).not.toContain('/p/rc_');
  });

  test('P-10 the collector is notified who said what about which items, with the way to handle it', async () => {
    const comment = await said();
    const id = await ask({
      key: `submission/${comment.id}/claire`,
      kind: 'submission_received',
      ...to('claire@acme-test.example', 'Claire'),
      language: 'en',
      data: { commentId: comment.id },
    });
    await story.relayFacts();
    await delivered(id);
    const mail = await newest('claire@acme-test.example');
    const html = String(mail.html);
    expect(mail.subject).toMatch(/^Customer C-\d+ replied: promise to pay on 2 February 2035$/);
    for (const part of ['Ada Payable', 'F-2035-1', '€1,200.00', 'We pay on Friday &lt;script&gt;']) {
      expect(html).toContain(part);
    }
    const { code } = await story.db.legalEntity.findUniqueOrThrow({ where: { id: entity.entityId } });
    expect(html).toContain(`${publicUrl}/e/${code}/replies/${comment.id}`);
    expect(html).not.toMatch(/r[acix]_[\w-]{43}/);
  });

  test('P-13 a code comes by mail and verifies; one held up is renewed, one replaced by a newer is not sent', async () => {
    const at = new Date(await story.now());
    const link = { kind: 'internal' as const, ...to('colleague@acme-test.example'), language: 'en', at };
    const { linkId } = await issueLink(story.db, link);
    const codeNotice = async () => {
      const asked = await requestCode(story.db, {
        linkId,
        email: 'colleague@acme-test.example',
        at: new Date(await story.now()),
      });
      const { codeId } = asked as { codeId: string };
      const notice = { ...to('colleague@acme-test.example'), language: 'en', data: { codeId } };
      return { codeId, id: await ask({ key: `code/${codeId}`, kind: 'access_code', ...notice }) };
    };
    const first = await codeNotice();
    await story.relayFacts();
    await delivered(first.id);
    const mail = await newest('colleague@acme-test.example');
    const code = /\b\d{6}\b/.exec(mail.text ?? '')![0];
    expect(code).toBe(codeOf(secret, first.codeId));
    expect(mail.subject).not.toContain(code);
    const shown = { secret, linkId, code, at: new Date(await story.now()) };
    expect(await verifyCode(story.db, shown)).toMatchObject({ outcome: 'right' });
    const row = await story.db.accessCode.findUniqueOrThrow({ where: { id: first.codeId } });
    expect(row.codeHash).not.toContain(code);

    // Held up for longer than a code lasts: it is renewed, and lasts from when it leaves.
    story.sink.once('RCPT', { reply: '451 4.3.0 try later' });
    const late = await codeNotice();
    await story.relayFacts();
    await delivered(late.id, 'retry_wait');
    await story.db.accessCode.update({ where: { id: late.codeId }, data: { expiresAt: at } });
    await ended(late.id);
    const renewed = await story.db.accessCode.findUniqueOrThrow({ where: { id: late.codeId } });
    const { attempts } = await story.db.outboundMessage.findUniqueOrThrow({
      where: { noticeId: late.id },
      include: { attempts: { orderBy: { attempt: 'desc' } } },
    });
    expect(attempts).toHaveLength(2);
    expect(renewed.expiresAt.getTime() - attempts[0]!.gatePassedAt!.getTime()).toBeGreaterThan(9 * 60_000);
    const lateCode = { secret, linkId, code: codeOf(secret, late.codeId), at: attempts[0]!.gatePassedAt! };
    expect(await verifyCode(story.db, lateCode)).toMatchObject({ outcome: 'right' });

    // A newer one was asked for: the older would only be the wrong one.
    const older = await codeNotice();
    await story.db.accessCode.update({
      where: { id: older.codeId },
      data: { createdAt: new Date(at.getTime() - 1), expiresAt: at },
    });
    await story.relayFacts();
    await ended(older.id);
    expect(await stateOf(older.id)).toBeUndefined();
  });

  test('P-13 B6 a renewed link goes to the address on file, opens the same, and to nobody once it is off file', async () => {
    const old = await issueLink(story.db, {
      kind: 'customer',
      ...to(),
      itemIds: [itemId],
      language: 'it',
      at: new Date('2034-01-01'),
    });
    const notice = { ...to(), language: 'it', data: { linkId: old.linkId } };
    const id = await ask({ key: 'renewed/1', kind: 'renewed_link', ...notice });
    await story.relayFacts();
    await delivered(id);
    expect((await newest()).subject).toBe('Il Suo nuovo link a Acme Test SAS');
    const made = await story.db.pageLink.findFirstOrThrow({ where: { message: { noticeId: id } } });
    expect(made).toMatchObject({ itemIds: [itemId], kind: 'customer', recipientEmail: contact });

    await story.db.contact.updateMany({ where: { customerId }, data: { email: 'new@notice.example' } });
    const gone = await ask({ key: 'renewed/2', kind: 'renewed_link', ...notice });
    await story.relayFacts();
    await ended(gone);
    expect(await stateOf(gone)).toBeUndefined();
    await story.db.contact.updateMany({ where: { customerId }, data: { email: contact } });
  });

  test('P-13 N-2 a message that was composed and never stored leaves no link behind', async () => {
    const now = new Date(await story.now());
    const of = { ...to(), kind: 'customer' as const, language: 'fr' };
    const old = await issueLink(story.db, { ...of, at: now });
    const renewed = { ...to(), language: 'fr', data: { linkId: old.linkId } };
    const ids = [
      await ask({ key: 'composed/1', kind: 'renewed_link', ...renewed }),
      await ask(await answerNotice('Bien reçu.')),
    ];
    const before = await story.db.pageLink.count();
    for (const id of ids) {
      const notice = (await readNotice(story.db, id))!;
      const composed = await composeNotice({ prisma: story.db, publicUrl, secret }, notice, now);
      expect(composed).toMatchObject({ kind: 'message', message: { links: [{ recipientEmail: contact }] } });
    }
    expect(await story.db.pageLink.count()).toBe(before);
    await story.relayFacts();
    for (const id of ids) {
      await delivered(id);
      expect(await story.db.pageLink.count({ where: { message: { noticeId: id } } })).toBe(1);
    }
  });

  test('B4 P-13 the histories of workflows hold no link and no code', async () => {
    const tokens = story.sink.accepted.flatMap(
      ({ raw }) => raw.replaceAll('=\r\n', '').match(anyToken) ?? [],
    );
    expect(tokens.length).toBeGreaterThan(3);
    const codes = (await story.db.accessCode.findMany()).map(({ id }) => codeOf(secret, id));
    const ids = (await story.db.notice.findMany({ where: { message: { isNot: null } } })).map(({ id }) => id);
    for (const id of ids) {
      const history = await story.historyText(noticeWorkflowId(id));
      expect(history.match(anyToken) ?? []).toEqual([]);
      expect(codes.filter((code) => history.includes(`"${code}"`))).toEqual([]);
    }
  });

  test('I-5 an internal message to somebody who became a customer’s contact is stopped at the gate', async () => {
    const link = { kind: 'internal' as const, ...to('moved@acme-test.example'), language: 'en' };
    const old = await issueLink(story.db, { ...link, at: new Date('2034-01-01') });
    await story.db.contact.create({
      data: { customerId, name: 'Moved', email: 'Moved+ap@acme-test.example', roles: ['escalation'] },
    });
    const notice = { ...to('moved@acme-test.example'), language: 'en', data: { linkId: old.linkId } };
    const id = await ask({ key: 'renewed/3', kind: 'renewed_link', ...notice });
    await story.relayFacts();
    await ended(id);
    expect(await stateOf(id)).toBe('cancelled');
    expect(mailsTo('moved@acme-test.example')).toEqual([]);
    expect(await history(id)).toMatchObject([
      { kind: 'alert_raised', data: { code: 'recipient_not_own_domain' } },
    ]);
  });
});
