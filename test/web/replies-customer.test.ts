/** What a collector does on the customer's page with items, tasks and links, and the catalogue in the settings. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { fromIsoDate } from '../../prisma/convert.ts';
import { installItemStatuses } from '../../application/item-statuses/catalogue.ts';
import { issueLink } from '../../application/links/new-link.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { seedReply } from '../support/replies.ts';
import { appearances } from './browser.ts';
import { screenNames, screens, wrongLooks } from './check-appearances.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

let pages: Pages;
let page: Page;
beforeAll(async () => {
  pages = await startPages();
  await installItemStatuses(pages.api.db, pages.seeded.entityId, 'en');
  page = await pages.open({ viewport: { width: 1440, height: 900 } });
  await pages.signIn(page, 'administrator');
});
afterAll(() => pages?.close());
beforeEach(async () => {
  const { db } = pages.api;
  const { customerId } = pages.seeded;
  await db.qualification.deleteMany({ where: { customerId } });
  await db.followUp.deleteMany({ where: { customerId } });
  await db.promiseToPay.updateMany({ where: { customerId }, data: { state: 'cancelled' } });
  await db.dispute.updateMany({ where: { customerId }, data: { state: 'resolved' } });
  await db.hold.updateMany({ where: { item: { customerId } }, data: { releasedAt: new Date(0) } });
});

async function open(path: string, on: Page = page) {
  await on.goto(path);
  await hydrated(on);
}
const openCustomer = (query: Record<string, string> = {}) =>
  open(paths.customer(entityCode, pages.seeded.customerId, query));
const button = (name: string) => page.getByRole('button', { name, exact: true });

describe('qualification', () => {
  it('A-5 selected items get a status of the catalogue, with its next action, and go on with the rest', async () => {
    await openCustomer();
    await page.getByLabel('Select ACME-F1').check();
    await page.getByLabel('Select ACME-F2').check();
    await button('Qualify').click();
    // Its heading counts what is ticked.
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Qualify 2 items' }).waitFor();
    await dialog.getByLabel('Qualify ACME-F2').uncheck();
    await dialog.getByLabel('Status', { exact: true }).selectOption({ label: 'Promise to pay' });
    await dialog.getByLabel('Expected on').fill('2026-03-24');
    await dialog.getByLabel(/^Amount: ACME-F1/).fill('250,00');
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('1 item qualified.').waitFor();
    const rest = page.getByRole('dialog');
    await rest.getByRole('row').filter({ hasText: 'ACME-F1' }).waitFor({ state: 'detached' });
    await rest.getByLabel('Status', { exact: true }).selectOption({ label: 'Invoice copy requested' });
    expect(await rest.getByLabel('What to do').inputValue()).toBe('Check that the copy has arrived');
    await rest.getByRole('button', { name: 'Qualify 1 item' }).click();
    await rest.waitFor({ state: 'hidden' });
    await page
      .getByRole('table', { name: 'Items' })
      .getByText(/^€250\.00 of €[\d,.]+ promised for Tue 24 Mar$/)
      .waitFor();
    await page
      .getByRole('table', { name: 'Items' })
      .getByText(/Invoice copy requested/)
      .waitFor();
    const promise = await pages.api.db.promiseToPay.findFirstOrThrow({
      where: { customerId: pages.seeded.customerId, state: 'open' },
      include: { items: true },
    });
    expect(promise.items).toMatchObject([{ amountMinor: 25_000n }]);
  });

  it('A-5 an amount that cannot be read, or is more than open, is refused at its item', async () => {
    await openCustomer();
    await page.getByLabel('Select ACME-F1').check();
    await button('Qualify').click();
    const dialog = page.getByRole('dialog', { name: 'Qualify 1 item' });
    await dialog.getByLabel('Status', { exact: true }).selectOption({ label: 'Promise to pay' });
    await dialog.getByLabel('Expected on').fill('2026-03-24');
    await dialog.getByLabel(/^Amount: ACME-F1/).fill('lots');
    await dialog.getByRole('button', { name: 'Qualify 1 item' }).click();
    await dialog.locator('[id^="part-error-"]').waitFor();
    await dialog.getByLabel(/^Amount: ACME-F1/).fill('99999');
    await dialog.getByRole('button', { name: 'Qualify 1 item' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(
      await pages.api.db.promiseToPay.count({
        where: { customerId: pages.seeded.customerId, state: 'open' },
      }),
    ).toBe(0);
  });

  it('A-5 A-6 the quick promise takes all that is due with one date', async () => {
    await openCustomer();
    await page.getByRole('link', { name: 'Quick promise' }).click();
    const dialog = page.getByRole('dialog', { name: 'Quick promise for 2 items' });
    await dialog.getByRole('button', { name: 'In a week' }).click();
    await dialog.getByRole('button', { name: 'Promise 2 items' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const table = page.getByRole('table', { name: 'Items' });
    await expect.poll(() => table.getByText('Promise to pay for Tue 17 Mar').count()).toBe(2);
  });

  it('A-6 a dispute stands with its reason, resolver, deadline and how long it has been open', async () => {
    const { db } = pages.api;
    const { customerId, itemIds } = pages.seeded;
    await db.dispute.create({
      data: {
        customerId,
        reason: 'quantity',
        resolver: 'Warehouse',
        deadlineOn: fromIsoDate('2026-03-05'),
        createdBy: pages.seeded.users.collector.id,
        createdAt: new Date('2026-02-28T10:00:00Z'),
        items: { create: [{ itemId: itemIds[1]!, amountMinor: 30_000n }] },
      },
    });
    await openCustomer();
    const line = page.getByRole('listitem').filter({ hasText: 'Warehouse' });
    const text = (await line.textContent()) ?? '';
    expect(text).toContain('ACME-F2 (€300.00 of €1,000.00)');
    expect(text).toContain('open for 10 days, 5 days over its deadline');
  });
});

describe('tasks', () => {
  it('A-5 a task is set on the customer’s page, postponed, and closed with its outcome', async () => {
    await openCustomer({ tab: 'actions' });
    await page.getByRole('link', { name: 'Set a task' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set a task' });
    await dialog.getByLabel('What to do').fill('Ask for the purchase order');
    await dialog.getByLabel('On', { exact: true }).fill('2026-03-10');
    await dialog.getByRole('button', { name: 'Set the task' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await open(paths.tasks(entityCode));
    const row = page.getByRole('row').filter({ hasText: 'Ask for the purchase order' });
    await row.getByText('Today', { exact: true }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('p');
    await page.getByLabel('New day').fill('2026-03-16');
    await button('Postpone the task').click();
    await row.getByText('in 6 days').waitFor();
    await row.getByRole('button', { name: 'Done …' }).click();
    await page.getByLabel('What came of it?').fill('PO-9 sent');
    await button('Close as done').click();
    await page.getByText('Task done.').waitFor();
    await page.getByRole('link', { name: 'Closed' }).click();
    await page.getByText('PO-9 sent').waitFor();
    expect(await pages.api.db.followUp.findFirst({ where: { outcome: 'PO-9 sent' } })).toMatchObject({
      state: 'done',
    });
  });

  it('A-6 the task of a broken promise says so by itself', async () => {
    const { db } = pages.api;
    const { entityId, customerId, users } = pages.seeded;
    const promise = await db.promiseToPay.create({
      data: {
        customerId,
        promisedOn: fromIsoDate('2026-03-06'),
        state: 'broken',
        createdBy: users.collector.id,
      },
    });
    await db.followUp.create({
      data: {
        legalEntityId: entityId,
        customerId,
        text: '',
        dueOn: fromIsoDate('2026-03-09'),
        promiseId: promise.id,
      },
    });
    await open(paths.tasks(entityCode, { view: 'late' }));
    await page.getByText('The promise for 6 Mar 2026 was not kept: ask why').waitFor();
    await page.getByRole('row').filter({ hasText: 'not kept' }).getByText('Relance').waitFor();
  });
});

describe('interactive pages', () => {
  it('P-3 P-13 the page is switched on, a link made for one to copy, its visits shown, and ended', async () => {
    const { db } = pages.api;
    const { customerId } = pages.seeded;
    await db.customer.update({ where: { id: customerId }, data: { interactivePages: false } });
    await openCustomer({ tab: 'pages' });
    await button('Switch on').click();
    await button('New link').click();
    await button('Make the link').click();
    const address = await page.getByLabel('Address').inputValue();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/p\/rc_[\w-]{43}$/);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    const link = await db.pageLink.findFirstOrThrow({
      where: { customerId, createdBy: { not: null } },
    });
    await db.pageView.createMany({
      data: (['person', 'scanner'] as const).map((verdict, index) => ({
        linkId: link.id,
        agentHash: `agent-${index}`,
        hourAt: new Date('2026-03-10T09:00:00Z'),
        userAgent: `${verdict} agent <b>1</b>`,
        verdict,
        firstAt: new Date('2026-03-10T09:01:00Z'),
        lastAt: new Date('2026-03-10T09:02:00Z'),
      })),
    });
    await page.reload();
    await hydrated(page);
    await page.getByRole('button', { name: /^View log/ }).click();
    const log = page.getByRole('dialog', { name: /^View log/ });
    await log.getByText('A person').waitFor();
    await log.getByText('A mail scanner').waitFor();
    await log.getByText('person agent <b>1</b>').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Revoke …/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke the link' }).click();
    await page.getByText('Link revoked.').waitFor();
    await page.getByRole('cell', { name: /Revoked/ }).waitFor();
    expect((await db.pageLink.findUniqueOrThrow({ where: { id: link.id } })).revokedAt).not.toBeNull();
    // The switch off is said once more in words before anybody wonders why links are dead.
    await button('Switch off').click();
    const asked = page.getByRole('dialog', { name: 'Switch the interactive page off?' });
    await asked.getByText(/link/).first().waitFor();
    await asked.getByRole('button', { name: 'Switch off' }).click();
    await page.getByText('Switched off. Existing links stop working at once.').waitFor();
    await button('New link').waitFor({ state: 'detached' });
  });

  it('P-13 C5 an administrator ends every link of an address; collectors are not offered it', async () => {
    const { db, clock } = pages.api;
    const { customerId, entityId, users } = pages.seeded;
    const made = await issueLink(db, {
      kind: 'customer',
      legalEntityId: entityId,
      customerId,
      recipientEmail: 'leaver@borel.test',
      recipientName: 'Luc',
      language: 'en',
      createdBy: users.administrator.id,
      at: clock.now,
    });
    const own = await pages.open();
    await pages.enter(own, 'collector');
    await own.goto(paths.customer(entityCode, customerId, { tab: 'pages' }));
    await own.getByRole('rowheader', { name: 'Luc' }).waitFor();
    expect(await own.getByRole('button', { name: 'Revoke an address …' }).count()).toBe(0);
    await own.context().close();
    await openCustomer({ tab: 'pages' });
    await button('Revoke an address …').click();
    const dialog = page.getByRole('dialog', { name: 'Revoke all links of an address?' });
    await dialog.getByLabel('E-mail address').fill('Leaver@borel.test');
    await dialog.getByRole('button', { name: 'Revoke all its links' }).click();
    await page.getByText('1 link of Leaver@borel.test revoked.').waitFor();
    const link = await db.pageLink.findUniqueOrThrow({ where: { id: made.linkId } });
    expect(link.revokedAt).not.toBeNull();
  });

  it('P-6 an item gets its document, and what is no PDF is refused', async () => {
    await openCustomer();
    await page.getByLabel('Select ACME-F3').check();
    const input = page.locator('input[type=file]');
    await input.setInputFiles({
      name: 'invoice.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('MZ this is a program'),
    });
    await page.locator('.toast.error').waitFor();
    await page.locator('.toast.error').getByRole('button', { name: 'Close' }).click();
    await input.setInputFiles({
      name: 'invoice.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'),
    });
    await page.getByText('Document of ACME-F3 stored.', { exact: false }).waitFor();
    const link = page.getByRole('link', { name: 'Open the document of ACME-F3' });
    const response = await page.request.get((await link.getAttribute('href')) ?? '');
    expect(response.headers()).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringContaining('ACME-F3.pdf') as unknown,
    });
  });
});

describe('the catalogue', () => {
  it('A-5 an administrator adds a status, changes it, orders and archives; the last of a kind stays', async () => {
    await open(paths.settings(entityCode, { tab: 'statuses' }));
    await button('Add a status').click();
    const dialog = page.getByRole('dialog', { name: 'Add a status' });
    await dialog.getByLabel('Name').fill('Waiting for delivery note');
    await dialog.getByLabel('Task after (days)').fill('4');
    await dialog.getByLabel('What to do then').fill('Send the delivery note');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Waiting for delivery note' });
    await row.getByText('after 4 days: Send the delivery note').waitFor();
    await row.getByRole('button', { name: 'Move Waiting for delivery note up' }).click();
    await expect
      .poll(() => page.getByRole('rowheader').allTextContents())
      .toSatisfy((names: string[]) => names.at(-2) === 'Waiting for delivery note');
    await row.getByRole('button', { name: /^Archive/ }).click();
    await row.getByText('Archived').waitFor();
    await row.getByRole('button', { name: /^Bring back/ }).click();
    await row.getByText('In use').waitFor();
    await page.getByRole('button', { name: 'Archive: Promise to pay' }).click();
    await page.getByText('This is the last status of its kind', { exact: false }).waitFor();
  });
});

describe('every new page', () => {
  it.each(screenNames)(
    'P-10 A-5 is accessible and keeps to the width of the screen: %s',
    async (screen) => {
      const { db } = pages.api;
      const { customerId, itemIds, entityId } = pages.seeded;
      const id = await seedReply(db, {
        customerId,
        itemIds,
        status: 'dispute',
        disputeReason: 'quality',
        text: 'Scratched. \u202Edelivered twice\u202C <script>alert(1)</script>',
        files: [{ name: '\u202Efdp.exe <img src=x>.pdf', content: 'x' }],
      });
      await seedReply(db, { customerId, itemIds, state: 'validated', text: 'Read' });
      await seedReply(db, { customerId, state: 'deleted', text: 'Gone' });
      await db.followUp.create({
        data: { legalEntityId: entityId, customerId, text: 'Call', dueOn: fromIsoDate('2026-03-08') },
      });
      const every = {
        replies: paths.replies(entityCode),
        'replies-empty': paths.replies(entityCode, { search: 'nobody of this name' }),
        'replies-filtered': paths.replies(entityCode, { state: ['validated', 'deleted'], source: 'portal' }),
        reply: paths.reply(entityCode, id),
        tasks: paths.tasks(entityCode),
        'customer-replies': paths.customer(entityCode, customerId, { tab: 'replies' }),
        'customer-pages': paths.customer(entityCode, customerId, { tab: 'pages' }),
        'customer-task': paths.customer(entityCode, customerId, { form: 'task' }),
        'settings-statuses': paths.settings(entityCode, { tab: 'statuses' }),
      };
      const other = await pages.open(appearances[screen]);
      await pages.signIn(other, 'administrator');
      const wrong: Record<string, string[]> = {};
      for (const [name, path] of Object.entries(every)) {
        await open(path, other);
        Object.assign(wrong, await wrongLooks(other, name, screens[screen]));
      }
      await other.context().close();
      expect(wrong).toEqual({});
    },
    120_000,
  );

  it('B9 nothing that a customer writes runs as script', () => {
    expect(pages.complaints).toEqual([]);
  });
});
