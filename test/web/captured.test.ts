/** Replies by mail in a browser: written in the mailbox as the customer would, taken by the listener, worked off, and filed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { buildMime } from '../../activities/adapters/mail/mime.ts';
import { createInboundActivities } from '../../activities/inbound/index.ts';
import { mailReader } from '../support/threads.ts';
import { startSmtpListener, type SmtpListener } from '../../api/inbound/smtp-listener.ts';
import { captureTokenOf } from '../../application/inbound/addresses.ts';
import { receiveMail } from '../../application/inbound/receive.ts';
import { installItemStatuses } from '../../application/item-statuses/catalogue.ts';
import { readReplyByRules } from '../../application/proposals/read-reply.ts';
import { captureAddress, generalAddress } from '../../domain/capture/address.ts';
import { freePort } from '../../runtime/processes.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { findViolations } from './axe.ts';
import { screenshot } from './browser.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

const scheme = { style: 'catch_all', name: 'replies', domain: 'in.acme-test.example' } as const;
let pages: Pages;
let page: Page;
let listener: SmtpListener;
let inbound: ReturnType<typeof createInboundActivities>;

/** That of the pages. */
const now = () => pages.api.clock.now;

beforeAll(async () => {
  const port = await freePort();
  pages = await startPages({ settings: { mailListener: { port } } });
  const { db } = pages.api;
  const { customerId, entityId, itemIds } = pages.seeded;
  await db.legalEntity.update({ where: { id: entityId }, data: { captureScheme: scheme } });
  await installItemStatuses(db, entityId, 'en');
  await db.promiseToPay.updateMany({ where: { customerId }, data: { state: 'cancelled' } });
  await db.dispute.updateMany({ where: { customerId }, data: { state: 'resolved' } });
  await db.comment.deleteMany({ where: { customerId } });
  for (const [n, id] of itemIds.entries())
    await db.openItem.update({ where: { id }, data: { number: `F-2104${n + 1}` } });
  const onTrouble = (error: Error) => pages.complaints.push(String(error));
  listener = await startSmtpListener({ db, host: '127.0.0.1', port, now, onTrouble });
  inbound = createInboundActivities({ prisma: db, clock: now, mailReader });
  page = await pages.open({ viewport: { width: 1440, height: 900 } });
  await pages.signIn(page, 'administrator');
});
afterAll(async () => {
  await listener?.close();
  await pages?.close();
});

/** What waits is read, filed and understood, as its workflow does. */
async function workOff(): Promise<void> {
  const { db } = pages.api;
  for (const { id } of await db.inboundMail.findMany({ where: { state: 'stored' }, select: { id: true } })) {
    await inbound.readInboundMail(id);
    await inbound.fileInboundMail(id);
  }
  const unread = await db.comment.findMany({ where: { source: 'email', readings: { none: {} } } });
  for (const { id: replyId } of unread) await readReplyByRules(db, { replyId, build: 'test', at: now() });
}

async function open(path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });

/** A reminder as it lies in the mailbox of the customer. */
async function reminder(): Promise<string> {
  const { db } = pages.api;
  const token = await captureTokenOf(db, pages.seeded.customerId, now());
  const { bytes } = await buildMime({
    from: { name: 'Acme', address: 'receivables@acme-test.example' },
    to: { name: 'Paula', address: 'payables@customer.example' },
    replyTo: { address: captureAddress(scheme, token) },
    message: {
      subject: 'Reminder',
      html: '<p>F-21041 is overdue.</p>',
      text: 'F-21041 is overdue.',
      attachments: [],
      language: 'en',
    },
    messageId: '<reminder@acme-test.example>',
    date: new Date('2026-03-09T08:30:00Z'),
  });
  const { id } = await db.localMail.create({
    data: {
      messageId: 'reminder@acme-test.example',
      mailFrom: 'receivables@acme-test.example',
      rcptTo: ['payables@customer.example'],
      subject: 'Reminder',
      raw: new Uint8Array(bytes),
    },
  });
  return String(id);
}

describe('R-1 R-7 replies by mail', () => {
  it('R-2 R-5 R-7 from the mailbox to the page where it is worked off: words, badges, the whole mail', async () => {
    await open(paths.mail(entityCode, await reminder()));
    await button('Reply').click();
    await page
      .getByRole('textbox', { name: 'Reply' })
      .fill(
        'Hello,\n\nF-21041 will be paid on 20 March 2026. We dispute F-21042: the price is wrong.\n\nPaula',
      );
    expect(await findViolations(page)).toEqual([]);
    await button('Send the reply').click();
    await page.getByText('Reply sent').waitFor();
    await workOff();

    await open(paths.replies(entityCode));
    const row = page.locator('tbody tr').first();
    await row.getByText('Promise to pay').waitFor();
    await row.getByText('Unknown sender').waitFor();
    await row.getByRole('link').first().click();
    await page.getByText('Filed by its address').waitFor();
    await button(/^Change: Promise to pay · F-21041/).waitFor();
    // Our own reminder, quoted below, is none of the customer's words.
    expect(await page.locator('.said .text').innerText()).not.toContain('is overdue');
    await page.getByText('The whole mail').click();
    await page.getByText('Scripts, forms, links and pictures from the Internet are taken out.').waitFor();
    expect(await page.locator('details pre').innerText()).toContain('> F-21041 is overdue.');
    expect(await findViolations(page)).toEqual([]);
  });

  it('R-3 mail that nobody could file waits in the tray with a suggestion, and goes to its customer with one click', async () => {
    const { db } = pages.api;
    const { customerId, entityId } = pages.seeded;
    await db.contact.create({
      data: { customerId, name: 'Paula', email: 'paula@customer.example', roles: ['collection'] },
    });
    for (const [from, subject] of [
      ['paula@customer.example', 'Our payment'],
      ['news@shop.example', 'Office chairs'],
    ] as const)
      await receiveMail(db, {
        legalEntityId: entityId,
        raw: Buffer.from(
          `From: ${from}\r\nTo: ${generalAddress(scheme)}\r\nSubject: ${subject}\r\nMessage-ID: <${subject.length}@x.example>\r\nDate: Tue, 10 Mar 2026 09:00:00 +0000\r\n\r\nHello,\r\n\r\nplease see below.\r\n`,
        ),
        transport: 'imap',
        envelopeFrom: from,
        recipients: [generalAddress(scheme)],
        at: now(),
      });
    await workOff();
    await open(paths.unassigned(entityCode));
    await page.getByText('2 mails wait for their customers').waitFor();
    await page.getByText('paula@customer.example is a contact of this customer').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await button(/^Dismiss: Office chairs/).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText('Mail dismissed.').waitFor();
    await button(/^Another customer: Our payment/).click();
    await page.getByLabel('Always file mail from paula@customer.example to this customer').check();
    await button('Assign').click();
    await page.getByText(/^Assigned to ACME customer/).waitFor();
    await page.getByRole('heading', { name: 'Every mail has its customer' }).waitFor();
    expect(await db.senderRule.findMany()).toMatchObject([{ address: 'paula@customer.example', customerId }]);
    await page.getByRole('link', { name: 'Dismissed' }).click();
    await button('Bring back').click();
    await page.getByText('Mail brought back.').waitFor();
    await workOff();
    expect(await db.inboundMail.count({ where: { state: 'unassigned' } })).toBe(1);
  });

  it('R-4 an out-of-office promises nothing; its substitute is offered as a contact, and what that does is said before', async () => {
    const { db } = pages.api;
    const { customerId, entityId } = pages.seeded;
    const token = await captureTokenOf(db, customerId, now());
    const to = captureAddress(scheme, token);
    await receiveMail(db, {
      legalEntityId: entityId,
      raw: Buffer.from(
        `From: otto@customer.example\r\nTo: ${to}\r\nSubject: Automatic reply: Reminder\r\nMessage-ID: <away@x.example>\r\nAuto-Submitted: auto-replied\r\nDate: Tue, 10 Mar 2026 09:00:00 +0000\r\n\r\nI am out of the office until 20 March 2026. In urgent cases please contact Sonia Sub at sonia@customer.example.\r\n`,
      ),
      transport: 'imap',
      envelopeFrom: 'otto@customer.example',
      recipients: [to],
      at: now(),
    });
    await workOff();
    const reply = await db.comment.findFirstOrThrow({ where: { mailKind: 'auto_reply' } });
    await open(paths.reply(entityCode, reply.id));
    await page.getByText('Away until 20 Mar 2026').waitFor();
    expect(await db.replyProposal.count({ where: { commentId: reply.id } })).toBe(0);
    await button(/^Add .* as a contact/).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('sonia@customer.example').waitFor();
    await dialog.getByText(/its mails count as known/).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'captured-substitute');
    await dialog.getByRole('button', { name: 'Add the contact' }).click();
    await page.getByText('Contact added.').waitFor();
    expect(await db.contact.findMany({ where: { email: 'sonia@customer.example' } })).toMatchObject([
      { customerId },
    ]);
  });

  it('R-2 one of several addresses that live is withdrawn on the customer page, the others stay', async () => {
    const { db } = pages.api;
    const { customerId } = pages.seeded;
    const kept = await captureTokenOf(db, customerId, now());
    await db.captureAddress.update({ where: { token: kept }, data: { createdAt: now() } });
    const token = 'z'.repeat(17);
    const createdAt = new Date('2026-01-10T09:00:00Z');
    await db.captureAddress.create({ data: { token, customerId, createdAt } });
    await open(paths.customer(entityCode, customerId, { tab: 'pages' }));
    await button(`Withdraw ${captureAddress(scheme, token)}`).click();
    await page.getByRole('dialog').getByText('The other addresses of this customer stay.').waitFor();
    await screenshot(page, 'captured-withdraw');
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw the address' }).click();
    await page.getByText('The address takes no mail any more.').waitFor();
    const rows = await db.captureAddress.findMany({ where: { customerId, withdrawnAt: null } });
    expect(rows.map((row) => row.token)).toEqual([kept]);
  });

  it('R-1 R-10 the settings say how mail is taken, forget a sender, change the form of the addresses, and switch on answers that leave by themselves', async () => {
    await open(paths.settings(entityCode, { tab: 'incoming' }));
    await page.getByText(/^replies-[0-9a-z]{17}@in\.acme-test\.example$/).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await button('Forget paula@customer.example').click();
    await page.getByText('No sender is remembered yet.').waitFor();
    await button(/Replies by mail$/).click();
    await page.getByLabel('Domain').fill('not a domain');
    await button('Save').click();
    await page.getByText('This is not right.').or(page.getByText('Write a domain')).first().waitFor();
    await page.getByLabel('Domain').fill('mail.acme-test.example');
    await page.getByText('Addresses handed out before stop working.').waitFor();
    await page.getByLabel('Name the address in copy (Cc) of messages as well').uncheck();
    await button('Save').click();
    await page.getByText(/^replies-[0-9a-z]{17}@mail\.acme-test\.example$/).waitFor();
    await page.getByText('as the address for answers', { exact: true }).waitFor();
    const { captureInCopy } = await pages.api.db.legalEntity.findUniqueOrThrow({
      where: { id: pages.seeded.entityId },
    });
    expect(captureInCopy).toBe(false);
    await button(/Answers that leave by themselves$/).click();
    await page.getByLabel(/^Copies: the documents/).check();
    await page.getByText(/until then it can be stopped/).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'captured-self-answers');
    await button('Save').click();
    await page.getByText('Switched on', { exact: true }).waitFor();
    await screenshot(page, 'captured-settings');
    expect(pages.complaints).toEqual([]);
  });
});
