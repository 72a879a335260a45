import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  journalEvidence,
  journalMailboxFromUrl,
  type JournalEvidence,
} from '../../activities/adapters/mail/journal-evidence.ts';
import type { EvidencePlace } from '../../activities/outbound/channel.ts';
import { dispatchMessage, resolveInDoubt } from '../../activities/outbound/dispatch.ts';
import { newestAcceptedBefore } from '../../prisma/queries/outbound/journal.ts';
import { imapAccount, startImapServer, type ImapServer } from '../support/imap-server.ts';
import { freeze, monday, sender, stateOf, type MailDispatchDeps } from './mail-case.ts';
import { dispatchTest } from './set-up.ts';

const quietMs = 15 * 60_000;
const journalAddress = 'journal@acme-test.example';
const house = dispatchTest();
let imap: ImapServer;
let journals: JournalEvidence[];
let now: Date;

beforeEach(async () => {
  imap = await startImapServer();
  journals = [];
  now = monday;
});
afterEach(async () => {
  for (const journal of journals) await journal.close();
  await imap.close();
});

function journal(account = imapAccount, port = imap.port): JournalEvidence {
  const url = `imap://${account.user}:${account.password}@127.0.0.1:${port}/INBOX`;
  const made = journalEvidence({
    mailbox: journalMailboxFromUrl(url),
    quietMs,
    control: (quiet) => newestAcceptedBefore(house.db, new Date(now.getTime() - quiet)),
  });
  journals.push(made);
  return made;
}

function deps(evidence: EvidencePlace): MailDispatchDeps {
  return house.deps({ evidence: [evidence], journalAddress, clock: () => now });
}

/** What the mail server does with the second recipient of what it took. */
function deliverCopies(): void {
  for (const taken of house.sink.accepted) {
    if (taken.to.includes(journalAddress)) imap.deliver(taken.raw);
  }
}

async function doubtful(own: MailDispatchDeps): Promise<string> {
  const messageId = await freeze(own, house.mail);
  house.sink.once('DOT', { close: true });
  await dispatchMessage(own, { messageId, ...sender });
  expect(await stateOf(house.db, messageId)).toBe('in_doubt');
  return messageId;
}

/** Another message that certainly left, an hour before. */
async function sentBefore(own: MailDispatchDeps): Promise<void> {
  now = new Date(monday.getTime() - 3_600_000);
  const messageId = await freeze(own, house.mail, { recipient: 'earlier@customer.example', at: now });
  expect((await dispatchMessage(own, { messageId, ...sender })).outcome).toBe('sent');
  now = monday;
}

describe('S-9 the journal mailbox, read by IMAP', () => {
  test('S-9 a doubtful message behind an outside server is settled by its copy', async () => {
    const own = deps(journal());
    const messageId = await doubtful(own);
    expect((await resolveInDoubt(own, messageId)).outcome).toBe('in_doubt');
    deliverCopies();
    expect((await resolveInDoubt(own, messageId)).outcome).toBe('sent');
    expect(await stateOf(house.db, messageId)).toBe('resolved_sent');
    expect(await house.db.outboundAcknowledgement.findUniqueOrThrow({ where: { messageId } })).toMatchObject({
      sent: true,
      source: 'copy',
    });
    expect(imap.connections()).toBe(1);
    expect(house.sink.accepted).toHaveLength(1);
  });

  test('S-9 a missing copy counts only after the quiet period, and then it is sent again', async () => {
    const own = deps(journal());
    await sentBefore(own);
    deliverCopies();
    const messageId = await doubtful(own);
    now = new Date(monday.getTime() + quietMs - 1);
    expect((await resolveInDoubt(own, messageId)).outcome).toBe('in_doubt');
    now = new Date(monday.getTime() + quietMs);
    expect(await resolveInDoubt(own, messageId)).toMatchObject({ outcome: 'retry', reason: 'not_sent' });
  });

  test('S-9 where no copy of what certainly left can be found, a missing one proves nothing', async () => {
    const own = deps(journal());
    await sentBefore(own);
    const messageId = await doubtful(own);
    now = new Date(monday.getTime() + 30 * 24 * 3_600_000);
    expect(await resolveInDoubt(own, messageId)).toMatchObject({ outcome: 'in_doubt', resolveAt: null });
    expect(house.sink.accepted).toHaveLength(2);
  });

  test('S-9 where the server did not take the journal address, a missing copy proves nothing', async () => {
    const own = deps(journal());
    await sentBefore(own);
    deliverCopies();
    house.sink.always('RCPT', (to) => (to === journalAddress ? { reply: '452 4.2.2 full' } : undefined));
    const messageId = await doubtful(own);
    now = new Date(monday.getTime() + 30 * 24 * 3_600_000);
    expect(await resolveInDoubt(own, messageId)).toMatchObject({ outcome: 'in_doubt', resolveAt: null });
    expect(house.sink.accepted.at(-1)?.to).toEqual(['ap@customer.example']);
  });

  test('S-9 a mailbox that cannot be asked is no answer, and is not asked again at once', async () => {
    const refused = journal({ ...imapAccount, password: 'wrong' });
    const own = deps(refused);
    await sentBefore(own);
    const messageId = await doubtful(own);
    deliverCopies();
    now = new Date(monday.getTime() + 24 * 3_600_000);
    for (let again = 0; again < 3; again += 1) {
      expect(await resolveInDoubt(own, messageId)).toMatchObject({ outcome: 'in_doubt', resolveAt: null });
    }
    expect(await stateOf(house.db, messageId)).toBe('in_doubt');
    expect(imap.connections()).toBe(1);
    const nobody = await startImapServer();
    await nobody.close();
    expect(await journal(imapAccount, nobody.port).find('<x@acme-test.example>')).toBe('unknown');
  });

  test('S-9 after an outage the quiet period begins when the mailbox answers again, not when the message left', async () => {
    let away = false;
    const reading = journal();
    const own = deps({
      ...reading,
      find: async (id) => (away ? 'unknown' : reading.find(id)),
    });
    await sentBefore(own);
    deliverCopies();
    away = true;
    const messageId = await doubtful(own);
    const hour = 3_600_000;
    now = new Date(monday.getTime() + hour);
    expect(await resolveInDoubt(own, messageId)).toMatchObject({ outcome: 'in_doubt', resolveAt: null });
    // The mailbox is back; the copy is still on its way.
    away = false;
    now = new Date(monday.getTime() + 2 * hour);
    const resolveAt = new Date(now.getTime() + quietMs);
    expect(await resolveInDoubt(own, messageId)).toMatchObject({ outcome: 'in_doubt', resolveAt });
    // Away once more: what it said before is worth nothing.
    away = true;
    now = new Date(now.getTime() + quietMs - 1);
    expect(await resolveInDoubt(own, messageId)).toMatchObject({ outcome: 'in_doubt', resolveAt: null });
    away = false;
    now = new Date(now.getTime() + 1);
    expect((await dispatchMessage(own, { messageId, ...sender })).outcome).toBe('in_doubt');
    deliverCopies();
    expect((await dispatchMessage(own, { messageId, ...sender })).outcome).toBe('sent');
    expect(house.sink.accepted).toHaveLength(2);
  });

  test('S-9 a copy that arrives after all, right before the message would be sent again, stops it', async () => {
    const own = deps(journal());
    await sentBefore(own);
    deliverCopies();
    const messageId = await doubtful(own);
    now = new Date(monday.getTime() + quietMs);
    expect(await resolveInDoubt(own, messageId)).toMatchObject({ outcome: 'retry', reason: 'not_sent' });
    deliverCopies();
    // Also where it was made anew meanwhile, on facts that changed.
    expect(await freeze(own, house.mail, { text: 'new' })).toBe(messageId);
    expect((await dispatchMessage(own, { messageId, ...sender })).outcome).toBe('sent');
    expect(await stateOf(house.db, messageId)).toBe('resolved_sent');
    expect(await house.db.outboundAcknowledgement.findUniqueOrThrow({ where: { messageId } })).toMatchObject({
      sent: true,
      source: 'copy',
    });
    expect(house.sink.accepted).toHaveLength(2);
  });

  test('S-9 where the mailbox that said no cannot be asked once more, the message waits; a person’s word is enough', async () => {
    let away = false;
    const reading = journal();
    const own = deps({ ...reading, find: async (id) => (away ? 'unknown' : reading.find(id)) });
    await sentBefore(own);
    deliverCopies();
    const messageId = await doubtful(own);
    now = new Date(monday.getTime() + quietMs);
    expect(await resolveInDoubt(own, messageId)).toMatchObject({ outcome: 'retry' });
    away = true;
    const taken = house.sink.accepted.length;
    expect(await dispatchMessage(own, { messageId, ...sender })).toMatchObject({
      outcome: 'retry',
      reason: 'evidence_unreachable',
    });
    expect(house.sink.accepted).toHaveLength(taken);
    await house.db.outboundAcknowledgement.update({ where: { messageId }, data: { source: 'person' } });
    await house.db.outboundMessage.update({ where: { id: messageId }, data: { retryAt: now } });
    expect((await dispatchMessage(own, { messageId, ...sender })).outcome).toBe('sent');
    expect(house.sink.accepted).toHaveLength(taken + 1);
  });

  test('S-9 a connection that was cut is opened anew', async () => {
    const own = deps(journal());
    const messageId = await doubtful(own);
    deliverCopies();
    expect(await own.channels.email.evidence[0]!.find('<other@acme-test.example>')).toBe('unknown');
    expect(imap.connections()).toBe(1);
    imap.cut();
    await expect
      .poll(async () => (await resolveInDoubt(own, messageId)).outcome, { timeout: 20_000 })
      .toBe('sent');
    expect(imap.connections()).toBeGreaterThan(1);
  });

  test.each<[string, object | RegExp]>([
    [
      'imaps://a%40b.example:p%3Aw@mail.example',
      { port: 993, secure: true, requireTls: false, user: 'a@b.example', password: 'p:w', folder: 'INBOX' },
    ],
    [
      'imap://a:b@mail.example/Journal%20copies',
      { port: 143, secure: false, requireTls: true, folder: 'Journal copies' },
    ],
    ['imap://a:b@127.0.0.1:1143', { port: 1143, requireTls: false }],
    ['imaps://mail.example/INBOX', /must look like/],
    ['https://a:hidden@mail.example', /^(?!.*hidden).*must look like/],
  ])('S-9 address %s', (url, expected) => {
    if (expected instanceof RegExp) expect(() => journalMailboxFromUrl(url)).toThrow(expected);
    else expect(journalMailboxFromUrl(url)).toMatchObject(expected);
  });
});
