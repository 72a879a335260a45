/** Replies & Comments in a browser: what arrives is seen at once, handled with keys or clicks, and never lost. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { installItemStatuses } from '../../application/item-statuses/catalogue.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { sendSubmission, visitorFor } from '../api/portal-support.ts';
import { seedReply, type NewReply } from '../support/replies.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

let pages: Pages;
let page: Page;
beforeAll(async () => {
  pages = await startPages();
  await installItemStatuses(pages.api.db, pages.seeded.entityId, 'en');
  page = await pages.open({ viewport: { width: 1440, height: 900 } });
  await pages.signIn(page);
});
afterAll(() => pages?.close());
beforeEach(async () => {
  const { db } = pages.api;
  const { customerId } = pages.seeded;
  // Each test says its own replies; items are free of what the last one did to them.
  await db.qualification.deleteMany({ where: { customerId } });
  await db.followUp.deleteMany({ where: { customerId } });
  await db.comment.deleteMany({ where: { customerId } });
  await db.promiseToPay.updateMany({ where: { customerId }, data: { state: 'cancelled' } });
  await db.dispute.updateMany({ where: { customerId }, data: { state: 'resolved' } });
  await db.hold.updateMany({
    where: { item: { customerId } },
    data: { releasedAt: new Date('2026-03-01T00:00:00Z') },
  });
});

const say = (options: Omit<NewReply, 'customerId'> = {}) =>
  seedReply(pages.api.db, {
    customerId: pages.seeded.customerId,
    itemIds: pages.seeded.itemIds.slice(0, 2),
    ...options,
  });
const minutesAgo = (minutes: number) => new Date(Date.UTC(2026, 2, 10, 9, 0) - minutes * 60_000);
const stateOf = async (id: string) => (await pages.api.db.comment.findUniqueOrThrow({ where: { id } })).state;

async function open(path: string, on: Page = page) {
  await on.goto(path);
  await hydrated(on);
}
const openReply = (id: string, on?: Page) => open(paths.reply(entityCode, id), on);
const counters = (on: Page = page) =>
  on.getByRole('navigation', { name: 'Pending replies by what they say' });
const button = (name: string, on: Page = page) => on.getByRole('button', { name, exact: true });

describe('the list', () => {
  it('P-10 P-9 a submission changes counters, menu and list at once, and the place in the list stays', async () => {
    const first = await say({ text: 'Who is our contact?', at: minutesAgo(30) });
    await open(paths.replies(entityCode));
    await page.keyboard.press('j');
    await page.locator('tbody tr.current').getByText('Who is our contact?').waitFor();
    await counters().getByRole('link', { name: '0 promises' }).waitFor();
    await page.locator('header .live.on, .live.on').first().waitFor();

    const visitor = await visitorFor(pages.api.db, pages.seeded, { itemIds: pages.seeded.itemIds });
    const sent = await sendSubmission(pages.api, visitor, {
      status: 'promise',
      promisedOn: '2026-03-20',
      itemIds: [pages.seeded.itemIds[0]],
      text: 'On its way <b>soon</b>',
    });
    expect(sent.statusCode, sent.body).toBe(201);

    await counters().getByRole('link', { name: '2 pending' }).waitFor();
    await counters().getByRole('link', { name: '1 promise' }).waitFor();
    await page.getByRole('link', { name: /^Replies 2 waiting/ }).waitFor();
    // Text, never markup; the row that the keys act on is still the same reply.
    await page.getByText('On its way <b>soon</b>').waitFor();
    expect(await page.locator('tbody tr.current').textContent()).toContain('Who is our contact?');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(first));
  });

  it('P-10 each counter is a filter; filters stand in the address and can be saved', async () => {
    await say({ status: 'promise', promisedOn: '2026-03-20', text: 'Next week' });
    await say({ status: 'dispute', disputeReason: 'quality', text: 'Scratched' });
    await say({ status: 'ongoing', text: 'We look into it' });
    await open(paths.replies(entityCode));
    await counters().getByRole('link', { name: '1 dispute' }).click();
    await page.waitForURL(/status=dispute/);
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    await page.getByText('Scratched').waitFor();

    await page.getByRole('button', { name: 'Filter replies' }).click();
    await page.getByRole('checkbox', { name: 'Dispute', exact: true }).uncheck();
    await page.getByRole('checkbox', { name: 'In progress', exact: true }).check();
    await page.getByRole('checkbox', { name: 'From the customer’s page' }).check();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL(/status=ongoing.*source=portal|source=portal.*status=ongoing/);
    await page.getByText('We look into it').waitFor();
    await page.getByRole('button', { name: 'Saved' }).click();
    await page.getByRole('button', { name: 'Save this filter …' }).click();
    await page.getByLabel('Name of the filter').fill('Ongoing by page');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await open(paths.replies(entityCode));
    await page.getByRole('button', { name: 'Saved' }).click();
    await page.getByRole('link', { name: 'Ongoing by page' }).click();
    await page.getByText('We look into it').waitFor();
    await page.getByRole('link', { name: 'Remove filter In progress' }).waitFor();
  });

  it('P-10 nothing pending says so, and where the handled ones are', async () => {
    await say({ state: 'validated', text: 'Read already' });
    await open(paths.replies(entityCode));
    await page.getByRole('heading', { name: 'Everything is answered' }).waitFor();
    await page.getByRole('link', { name: 'Handled replies' }).click();
    await page.getByText('Read already').waitFor();
  });
});

describe('the processing page', () => {
  it('P-11 validate and qualify: all is filled in, the items are promised, the next reply opens', async () => {
    const id = await say({
      status: 'promise',
      promisedOn: '2026-03-20',
      amountMinor: 40_000,
      text: 'Half of it next week',
      files: [{ name: 'transfer order.pdf', content: 'the proof' }],
      at: minutesAgo(1),
    });
    const next = await say({ text: 'And who is our contact?', itemIds: [], at: minutesAgo(5) });
    await openReply(id);
    expect(await page.getByLabel('Expected on').inputValue()).toBe('20/03/2026');
    expect(await page.getByLabel(/^Amount: ACME-F1/).inputValue()).toBe('400.00');
    expect(await page.getByLabel('Qualify ACME-F1').isChecked()).toBe(true);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /transfer order\.pdf/ }).click();
    expect((await download).suggestedFilename()).toBe('transfer order.pdf');

    await button('Write an answer').click();
    await page.getByLabel('Answer to the customer').fill('Thank you, noted.');
    await page.getByText('This is what the customer reads:').waitFor();
    await button('Submit + complete the action').click();
    await page.waitForURL(new RegExp(next));
    await page.getByText('2 items qualified. Reply completed.').waitFor();
    const { db } = pages.api;
    expect(await stateOf(id)).toBe('qualified');
    const promise = await db.promiseToPay.findFirstOrThrow({
      where: { customerId: pages.seeded.customerId, state: 'open' },
      include: { items: true },
    });
    expect(promise.items.map(({ amountMinor }) => amountMinor)).toEqual([40_000n, 40_000n]);
    expect(await db.commentAnswer.findFirst({ where: { commentId: id } })).toMatchObject({
      text: 'Thank you, noted.',
    });
  });

  it('P-11 A-5 several qualifications in a row: Submit goes on with the others, then the reply is completed', async () => {
    const id = await say({ status: 'ongoing', text: 'One is scratched, the other we check' });
    await openReply(id);
    await page.getByLabel('Qualify ACME-F2').uncheck();
    await page.getByLabel('Status', { exact: true }).selectOption({ label: 'Dispute' });
    await page.getByLabel('Reason').selectOption({ label: 'Quality' });
    await page.getByLabel('Resolver').fill('Sales');
    await button('Submit').click();
    await page.getByText('1 item qualified. Go on with the others.').waitFor();
    await page.getByRole('heading', { name: 'Already qualified from this reply' }).waitFor();
    expect(await stateOf(id)).toBe('pending');
    await expect.poll(() => page.getByLabel('Qualify ACME-F1').isChecked()).toBe(false);
    expect(await page.getByLabel('Qualify ACME-F2').isChecked()).toBe(true);
    // What the status brings by itself is filled in: a task in a week.
    expect(await page.getByLabel('Next action').isChecked()).toBe(true);
    expect(await page.getByLabel('What to do').inputValue()).toBe('Ask how far it is');
    await button('Submit + complete the action').click();
    await page.getByText('1 item qualified. Reply completed.').waitFor();
    expect(await stateOf(id)).toBe('qualified');
    const { db } = pages.api;
    const { customerId } = pages.seeded;
    expect(await db.dispute.findFirst({ where: { customerId, state: 'open' } })).toMatchObject({
      reason: 'quality',
      resolver: 'Sales',
    });
    expect(await db.followUp.count({ where: { customerId, state: 'open' } })).toBeGreaterThan(0);
  });

  it('P-11 news that arrive while a reply is read again: the form begins anew all the same', async () => {
    const id = await say({ status: 'ongoing', text: 'One is scratched, the other is checked' });
    await openReply(id);
    await page.getByLabel('Qualify ACME-F2').uncheck();
    // The reading after Submit ends when the one for the news has begun, which ends last.
    const { promise: newsRead, resolve: newsIsRead } = Promise.withResolvers<void>();
    const { promise: firstRead, resolve: firstIsRead } = Promise.withResolvers<void>();
    let readings = 0;
    await page.route(new RegExp(`/api/entities/[^/]+/replies/${id}$`), async (route) => {
      readings += 1;
      if (readings > 1) {
        newsIsRead();
        await firstRead;
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
        return route.continue();
      }
      await newsRead;
      await route.fulfill({ response: await route.fetch() });
      firstIsRead();
    });
    await button('Submit').click();
    await page.getByText('1 item qualified. Go on with the others.').waitFor();
    await page.getByRole('heading', { name: 'Already qualified from this reply' }).waitFor();
    await expect.poll(() => page.getByLabel('Qualify ACME-F1').isChecked()).toBe(false);
    expect(await page.getByLabel('Qualify ACME-F2').isChecked()).toBe(true);
    expect(readings).toBeGreaterThan(1);
    await page.unrouteAll();
  });

  it('P-11 validate only: the comment then shows on hovering and on focusing the icon of the item', async () => {
    const id = await say({
      text: 'Paid on Monday,\nsee <i>the order</i>',
      itemIds: [pages.seeded.itemIds[0]!],
    });
    await openReply(id);
    await button('Validate only').click();
    await page.getByText('Validated: the comment now stands on the items.').waitFor();
    expect(await stateOf(id)).toBe('validated');

    await open(paths.customer(entityCode, pages.seeded.customerId));
    const icon = page.getByRole('button', { name: 'ACME-F1: 1 comment on this item' });
    const shown = page.getByText('see <i>the order</i>');
    await icon.hover();
    await shown.waitFor();
    await page.mouse.move(5, 5);
    await shown.waitFor({ state: 'hidden' });
    await icon.focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await shown.waitFor();
    await page.keyboard.press('Escape');
    await shown.waitFor({ state: 'hidden' });
  });

  it('P-11 a deleted reply is restored by undoing it, and from the customer’s page', async () => {
    const id = await say({ text: 'Please ignore' });
    await openReply(id);
    await button('Delete').click();
    await page.getByText('Reply deleted.').waitFor();
    expect(await stateOf(id)).toBe('deleted');
    await button('Undo').click();
    await page.getByText('Reply restored.').waitFor();
    expect(await stateOf(id)).toBe('pending');

    await openReply(id);
    await button('Delete').click();
    await page.getByText('Reply deleted.').waitFor();
    await open(paths.customer(entityCode, pages.seeded.customerId, { tab: 'replies' }));
    const deleted = page.getByRole('region', { name: /^Deleted/ });
    await deleted.getByText('Please ignore').waitFor();
    await deleted.getByRole('button', { name: 'Restore' }).click();
    await page
      .getByRole('region', { name: /^Pending/ })
      .getByText('Please ignore')
      .waitFor();
    expect(await stateOf(id)).toBe('pending');
  });

  it('P-11 the whole of it with the keyboard alone', async () => {
    const last = await say({ text: 'The last one', at: minutesAgo(9) });
    const first = await say({ status: 'promise', promisedOn: '2026-03-20', text: 'Soon', at: minutesAgo(3) });
    await open(paths.replies(entityCode));
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(first));
    await page.getByRole('heading', { name: 'Qualify' }).waitFor();
    await page.keyboard.press('q');
    await page.waitForURL(new RegExp(last));
    await page.getByText('The last one').last().waitFor();
    await page.keyboard.press('v');
    await page.getByRole('heading', { name: 'Everything is answered' }).waitFor();
    expect([await stateOf(first), await stateOf(last)]).toEqual(['qualified', 'validated']);
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Submit + complete the action').waitFor();
    await page.keyboard.press('Escape');
  });

  it('P-11 the later of two colleagues learns who was faster, and when', async () => {
    const id = await say({ status: 'promise', promisedOn: '2026-03-20' });
    await openReply(id);
    const colleague = await pages.api.signIn(pages.seeded.users.manager.email);
    const response = await pages.api.ask({
      method: 'POST',
      url: `/api/entities/${pages.seeded.entityId}/replies/${id}/validate`,
      as: colleague,
      body: { key: crypto.randomUUID() },
    });
    expect(response.statusCode, response.body).toBe(200);
    // The page says so by itself, before anything is sent.
    await page.getByText('A colleague was faster').waitFor();
    await page.getByText(/Validated by ACME manager on 10 Mar 2026/).waitFor();
    await page.getByText('Nothing you entered here was saved.').waitFor();
  });

  it('P-11 an item paid meanwhile is marked and cannot be qualified', async () => {
    const { db } = pages.api;
    const [paid] = pages.seeded.itemIds as [string];
    const id = await say({ status: 'promise', promisedOn: '2026-03-20' });
    const before = await db.openItem.findUniqueOrThrow({ where: { id: paid } });
    await db.openItem.update({ where: { id: paid }, data: { openMinor: 0n, state: 'cleared' } });
    await openReply(id);
    await page.getByText('Paid meanwhile').waitFor();
    expect(await page.getByLabel('Qualify ACME-F1').count()).toBe(0);
    expect(await page.getByLabel('Qualify ACME-F2').isChecked()).toBe(true);
    await db.openItem.update({ where: { id: paid }, data: { openMinor: before.openMinor, state: 'open' } });
  });

  it('P-11 P-12 on a phone an open reply is the page, from its notice to the next one', async () => {
    const first = await say({ text: 'Opened from the notice', at: minutesAgo(2) });
    const second = await say({ text: 'The other one', at: minutesAgo(8) });
    const phone = await pages.open({ viewport: { width: 390, height: 844 }, hasTouch: true });
    await pages.signIn(phone);
    await openReply(first, phone);
    expect(await phone.getByRole('table', { name: 'Replies & Comments' }).count()).toBe(0);
    await phone.getByText('Opened from the notice').last().waitFor();
    const overflow = await phone.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(Number(overflow)).toBeLessThanOrEqual(1);
    await button('Validate only', phone).click();
    await phone.waitForURL(new RegExp(second));
    await phone.getByRole('link', { name: 'All replies' }).click();
    await phone.getByRole('table', { name: 'Replies & Comments' }).getByText('The other one').waitFor();
    await phone.context().close();
  });

  it('P-11 a viewer reads replies and is offered nothing that would be refused', async () => {
    const id = await say({ status: 'promise', promisedOn: '2026-03-20', text: 'For all to read' });
    const viewer = await pages.open({ viewport: { width: 1440, height: 900 } });
    await pages.signIn(viewer, 'viewer');
    await openReply(id, viewer);
    await viewer.getByText('Your role may read replies, but not handle them.').waitFor();
    for (const name of ['Submit + complete the action', 'Submit', 'Validate only', 'Delete']) {
      expect(await button(name, viewer).count()).toBe(0);
    }
    await viewer.context().close();
  });
});
