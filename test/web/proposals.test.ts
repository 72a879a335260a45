/** What the words of a reply propose, as a collector works it off: accepted, changed, dropped, submitted and completed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { installItemStatuses } from '../../application/item-statuses/catalogue.ts';
import { readReplyByRules } from '../../application/proposals/read-reply.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { seedReply } from '../support/replies.ts';
import { findViolations } from './axe.ts';
import { appearances } from './browser.ts';
import { wrongLooks } from './check-appearances.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

let pages: Pages;
let page: Page;
beforeAll(async () => {
  pages = await startPages();
  const { db } = pages.api;
  const { customerId, entityId } = pages.seeded;
  await installItemStatuses(db, entityId, 'en');
  await db.promiseToPay.updateMany({ where: { customerId }, data: { state: 'cancelled' } });
  await db.dispute.updateMany({ where: { customerId }, data: { state: 'resolved' } });
  await db.comment.deleteMany({ where: { customerId } });
  // As numbers of invoices are: the rules know them by their figures.
  for (const [n, id] of pages.seeded.itemIds.entries())
    await db.openItem.update({ where: { id }, data: { number: `F-2104${n + 1}` } });
  page = await pages.open({ viewport: { width: 1440, height: 900 } });
  await pages.signIn(page);
});
afterAll(() => pages?.close());

async function say(text: string): Promise<string> {
  const { db } = pages.api;
  const replyId = await seedReply(db, { customerId: pages.seeded.customerId, text });
  await readReplyByRules(db, { replyId, build: 'rules of the test', at: pages.api.clock.now });
  return replyId;
}

async function open(replyId: string): Promise<void> {
  await page.goto(paths.reply(entityCode, replyId));
  await hydrated(page);
}

const replyOf = (id: string) => pages.api.db.comment.findUniqueOrThrow({ where: { id } });
const statesOf = async (commentId: string) => {
  const rows = await pages.api.db.replyProposal.findMany({
    where: { commentId },
    orderBy: { position: 'asc' },
  });
  return rows.map(({ intent, state }) => `${intent} ${state}`);
};
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });

describe('R-7 proposals are worked off item by item', () => {
  it('R-6 R-7 two promises and a dispute: one accepted, one changed, the last completes the reply', async () => {
    const id = await say(
      'Hello,\n\nF-21041 will be paid on 20 March 2026. F-21043 will be paid on 31 March 2026.\n\nWe dispute F-21042: the price is wrong.',
    );
    await open(id);
    // The words that each rests on are marked in the text, and pointed at together.
    const marks = page.locator('mark[data-proposals]');
    await expect.poll(() => marks.count()).toBe(3);
    const first = button('Accept: Promise to pay · F-21041 · for 20 Mar 2026');
    await first.focus();
    await expect.poll(() => page.locator('mark.active').count()).toBe(1);
    expect(await page.locator('mark.active').innerText()).toContain('F-21041');
    expect(await findViolations(page)).toEqual([]);

    await first.click();
    await page.getByText('Accepted: Promise to pay · F-21041 · for 20 Mar 2026').waitFor();
    await expect
      .poll(() => statesOf(id))
      .toEqual(['promise accepted', 'promise proposed', 'dispute proposed']);
    expect((await replyOf(id)).state).toBe('pending');

    await button(/^Change: Promise to pay · F-21043/).click();
    await page.getByText(/^You change the proposal “Promise to pay · F-21043/).waitFor();
    expect(await page.getByLabel('Qualify F-21043').isChecked()).toBe(true);
    expect(await page.getByLabel('Qualify F-21042').isChecked()).toBe(false);
    await page.getByRole('textbox', { name: 'Amount: F-21043 (EUR)' }).fill('500');
    await button('Submit').click();
    await expect
      .poll(() => statesOf(id))
      .toEqual(['promise accepted', 'promise changed', 'dispute proposed']);

    await button('Accept + complete the action').click();
    await page.getByRole('heading', { name: 'Everything is answered' }).waitFor();
    expect(await statesOf(id)).toEqual(['promise accepted', 'promise changed', 'dispute accepted']);
    expect((await replyOf(id)).state).toBe('qualified');
    const promises = await pages.api.db.promiseToPay.findMany({
      where: { customerId: pages.seeded.customerId, state: 'open' },
      include: { items: true },
      orderBy: { promisedOn: 'asc' },
    });
    expect(
      promises.map(({ promisedOn, items }) => [promisedOn.toISOString().slice(0, 10), items[0]?.amountMinor]),
    ).toEqual([
      ['2026-03-20', null],
      ['2026-03-31', 50_000n],
    ]);
  });

  it('R-9 R-7 bank details are highlighted and filled in nowhere; a wrong proposal is dropped and opened again', async () => {
    const id = await say(
      'Hello,\n\nour bank has changed, please use IBAN DE89 3704 0044 0532 0130 00 for refunds from now on.',
    );
    await open(id);
    await page.getByText('This reply writes about bank details').waitFor();
    const values = await page
      .locator('form input, form textarea')
      .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value).join(' '));
    expect(values).not.toContain('DE89');
    await button(/^Drop: Bank details/).click();
    await expect.poll(() => statesOf(id)).toContain('bank_details dropped');
    await button(/^Open again: Bank details/).click();
    await expect.poll(() => statesOf(id)).toContain('bank_details proposed');
    await button(/^Noted: Bank details/).click();
    await expect.poll(() => statesOf(id)).toContain('bank_details accepted');
    expect(pages.complaints).toEqual([]);
  });
});

describe('R-11 corrections count', () => {
  it('R-11 a long trial shows its progress and can be stopped', async () => {
    const administrator = await pages.open(appearances['wide']);
    await pages.enter(administrator, 'administrator');
    await administrator.goto(paths.settings(entityCode, { tab: 'understanding' }));
    await hydrated(administrator);
    const counts = { accepted: { before: 0, after: 0 }, dropped: { before: 0, after: 0 }, byRules: 0 };
    const part = { total: 50, read: 10, same: 10, rows: [], ...counts, stoppedBy: null };
    const second = Promise.withResolvers<void>();
    let parts = 0;
    await administrator.route('**/proposals/trial', async (route) => {
      parts += 1;
      if (parts === 2) await second.promise;
      await route.fulfill({ json: { ...part, next: crypto.randomUUID() } });
    });
    const trial = administrator.getByRole('region', { name: 'Read old mail again' });
    await trial.getByRole('button', { name: /^Read again/ }).click();
    await trial.getByText('10 of 50 read', { exact: true }).waitFor();
    await trial.getByRole('button', { name: 'Stop' }).click();
    second.resolve();
    await trial.getByText('Stopped. What was read until then stands below.').waitFor();
    await trial.getByText('20 of 50', { exact: true }).waitFor();
    expect(parts).toBe(2);
    await administrator.context().close();
  });

  it('R-11 the administrator sees precision, the mails behind a number, and what old mail would be read as today', async () => {
    const { db } = pages.api;
    const id = await say('F-21043 will be paid on 31 March 2026.');
    // As older rules would have read it, and somebody dropped.
    await db.replyProposal.updateMany({
      where: { commentId: id },
      data: { intent: 'refusal', claimedOn: null, state: 'dropped' },
    });
    const administrator = await pages.open(appearances['wide']);
    await pages.enter(administrator, 'administrator');
    await administrator.goto(paths.settings(entityCode, { tab: 'understanding' }));
    await hydrated(administrator);
    await administrator.getByRole('link', { name: 'Show the mails: Refuses to pay, Dropped, 1' }).click();
    const behind = administrator.getByRole('region', { name: 'The mails behind: Refuses to pay · Dropped' });
    await behind.getByText('F-21043 will be paid on 31 March 2026.').waitFor();
    await administrator.getByRole('button', { name: /^Read again/ }).click();
    const trial = administrator.getByRole('region', { name: 'Read old mail again' });
    const other = trial.getByRole('listitem').filter({ hasText: 'no longer' }).first();
    await other.getByText('Refuses to pay · F-21043').waitFor();
    await other.getByText('Promise to pay · F-21043 · for 31 Mar 2026').waitFor();
    expect(await wrongLooks(administrator, 'precision', ['wide', 'dark', 'narrow', 'large'])).toEqual({});
    await administrator.context().addCookies([{ name: 'relance_language', value: 'fr', url: pages.address }]);
    await db.user.update({
      where: { id: pages.seeded.users.administrator.id },
      data: { language: 'fr' },
    });
    await administrator.reload();
    await administrator.getByRole('heading', { name: 'Relire les anciens messages' }).waitFor();
    expect(await wrongLooks(administrator, 'precision-french', ['narrow'])).toEqual({});
    expect(pages.complaints).toEqual([]);
  });
});
