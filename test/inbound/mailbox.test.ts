/** Mail that lies in a mailbox is taken by IMAP from a real server, marked, and left where it is. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { watchCaptureMailbox } from '../../activities/adapters/mail/capture-mailbox.ts';
import { journalMailboxFromUrl } from '../../activities/adapters/mail/journal-evidence.ts';
import { captureTokenOf } from '../../application/inbound/addresses.ts';
import { takeFromMailbox } from '../../application/inbound/take-mail.ts';
import { captureAddress } from '../../domain/capture/address.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { imapAccount, startImapServer, type ImapServer } from '../support/imap-server.ts';
import { createCustomer, createEntity } from '../support/ledger.ts';

const scheme = { style: 'plus', name: 'inbox', domain: 'acme-test.example' } as const;
let database: TestDatabase;
let imap: ImapServer;
let address: string;
const trouble: string[] = [];

beforeAll(async () => {
  [database, imap] = await Promise.all([createTestDatabase(), startImapServer()]);
  const entity = await createEntity(database.db, { entity: { captureScheme: scheme } });
  const customerId = await createCustomer(database.db, entity);
  address = captureAddress(scheme, await captureTokenOf(database.db, customerId, new Date()));
});
afterAll(async () => {
  await imap?.close();
  await database?.drop();
});

const watch = (password = imapAccount.password) =>
  watchCaptureMailbox({
    mailbox: journalMailboxFromUrl(`imap://${imapAccount.user}:${password}@127.0.0.1:${imap.port}/INBOX`),
    take: (raw) => takeFromMailbox(database.db, { raw, at: new Date() }),
    onTrouble: ({ message }) => trouble.push(message),
    pollMs: 50,
    firstPauseMs: 20,
  });
const mail = (id: number, to: string) =>
  `Message-ID: <${id}@payer.example>\r\nFrom: paula@payer.example\r\nTo: ${to}\r\n\r\nMail ${id}.\r\n`;
const taken = async () => {
  const rows = await database.db.inboundMail.findMany({ orderBy: { receivedAt: 'asc' } });
  return rows.map(({ transport, recipients }) => [transport, ...recipients]);
};
const has = (count: number) =>
  vi.waitFor(async () => expect(await taken()).toHaveLength(count), { timeout: 20_000, interval: 50 });

test('R-1 what lies in the mailbox is taken once, with or without an address of ours; cut off, it connects again', async () => {
  imap.deliver(mail(1, address));
  let watching = watch();
  await has(1);
  imap.deliver(mail(2, 'somebody@acme-test.example'));
  await has(2);
  imap.cut();
  imap.deliver(mail(3, `"Acme, replies" <${address.toUpperCase()}>`));
  await has(3);
  await watching.stop();
  imap.deliver(mail(4, address));
  watching = watch();
  await has(4);
  await watching.stop();
  expect(await taken()).toEqual([
    ['imap', address],
    ['imap', 'inbox@acme-test.example'],
    ['imap', address],
    ['imap', address],
  ]);
  expect(trouble.length).toBeGreaterThan(0);
}, 60_000);

test('R-1 a wrong password is said, without it, and tried again', async () => {
  trouble.length = 0;
  const watching = watch('wrong-password');
  await vi.waitFor(() => expect(trouble.length).toBeGreaterThan(1), { timeout: 20_000, interval: 50 });
  await watching.stop();
  expect(trouble[0]).toContain('refused the sign-in');
  expect(trouble.join()).not.toContain('wrong-password');
});
