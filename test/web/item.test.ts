/** One item, what a decision was made of, and the search that leads everywhere. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide, engineVersion } from '../../domain/dunning/decide.ts';
import type { Prisma } from '../../prisma/client.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { caseOf, lineOf } from '../support/engine-cases.ts';
import { seedReply } from '../support/replies.ts';
import { colourRules, findViolations } from './axe.ts';
import { appearances, screenshot } from './browser.ts';
import { screenNames, screens, wrongLooks } from './check-appearances.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

let pages: Pages;
let page: Page;
/** Of the second item, which is partly disputed and leads. */
let itemId: string;

beforeAll(async () => {
  pages = await startPages();
  const { db } = pages.api;
  itemId = pages.seeded.itemIds[1]!;
  await seedReply(db, {
    customerId: pages.seeded.customerId,
    itemIds: [itemId],
    author: 'Hélène Marchand',
    text: `The pallets were broken.\n${'We wrote to you about it. '.repeat(40)}That is all.`,
  });
  await db.outboundMessage.update({
    where: { id: pages.seeded.messageId },
    data: { statement: { lines: [{ id: itemId, openMinor: 96_000 }], credits: [], totals: { EUR: 96_000 } } },
  });
  const input = caseOf({
    unreadReply: true,
    case: { pausedUntil: '2026-04-01' },
    lines: [lineOf({ id: itemId, number: 'ACME-F2', openMinor: 100_000 })],
  });
  await db.decisionRecord.update({
    where: { id: pages.seeded.decisionId },
    data: {
      engineVersion,
      input: input as unknown as Prisma.InputJsonObject,
      output: JSON.parse(JSON.stringify(decide(input))) as Prisma.InputJsonObject,
    },
  });
  page = await pages.open(appearances['wide']);
  await pages.signIn(page);
});
afterAll(() => pages?.close());

async function open(path: string) {
  await page.goto(path);
  await hydrated(page);
}

describe('an item', () => {
  it('A-4 is opened by its number wherever it stands', async () => {
    const { customerId, messageId, replyId } = pages.seeded;
    const places = [
      [paths.agenda(entityCode), 'ACME-F2'],
      [paths.customer(entityCode, customerId), 'ACME-F2'],
      [paths.message(entityCode, messageId), 'ACME-F2'],
      [paths.replies(entityCode), 'ACME-F2'],
      [paths.reply(entityCode, replyId), 'ACME-F1'],
      [paths.customer(entityCode, customerId, { tab: 'replies' }), 'ACME-F2'],
      [paths.customer(entityCode, customerId, { tab: 'history' }), 'ACME-F1'],
      [paths.customer(entityCode, customerId, { tab: 'actions' }), 'ACME-F1'],
      [paths.tasks(entityCode), 'ACME-F1'],
    ] as const;
    for (const [path, name] of places) {
      await open(path);
      await page.getByRole('link', { name, exact: true }).first().click();
      await page.waitForURL(/\/items\//);
      await page.getByRole('heading', { level: 1, name }).waitFor();
    }
  });

  it('A-4 tells its status, what was said about it in full, and the messages that listed it', async () => {
    await open(paths.item(entityCode, itemId));
    await page.getByText('€1,000.00 is open, 64 days late.').waitFor();
    await page.getByText('€40.00 of €1,000.00 is disputed').waitFor();
    await page.getByText('That is all.').waitFor();
    await page.getByRole('link', { name: 'ACME subject' }).click();
    await page.waitForURL(/\/messages\//);
    await page.getByText('ACME-F2 (€960.00)').waitFor();
  });

  it('A-4 A-5 is acted on where it stands, by the forms of its customer', async () => {
    await open(paths.item(entityCode, pages.seeded.itemIds[0]!));
    await page.getByRole('link', { name: 'Hold', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Hold 1 item' });
    await dialog.getByLabel('Reason').fill('Waiting for the delivery note');
    await dialog.getByRole('button', { name: 'Hold 1 item' }).click();
    await page.getByText('On hold until somebody releases it: Waiting for the delivery note').waitFor();
    await page.getByRole('link', { name: 'Release' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
    await page.getByText('On hold until somebody releases it').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Qualify' }).click();
    await page.getByRole('dialog', { name: 'Qualify 1 item' }).waitFor();
  });

  it('A-4 says what would be there where nothing is', async () => {
    await open(paths.item(entityCode, pages.seeded.itemIds[2]!));
    await page.getByText('Nobody has said anything about this item yet').waitFor();
    await page.getByText('No message has listed this item yet').waitFor();
    await page.getByText('No document yet.').waitFor();
  });
});

describe('a decision', () => {
  it('A-4 S-16 is explained in words, with its record below, which keys can scroll and people can copy', async () => {
    const { customerId, decisionId } = pages.seeded;
    await open(paths.customer(entityCode, customerId, { tab: 'why', decision: decisionId }));
    const dialog = page.getByRole('dialog', { name: 'Decision record' });
    await dialog.getByText('Nothing was sent and nobody was asked.').waitFor();
    await dialog.getByText('due on 5 Jan 2026, 7 days late', { exact: false }).waitFor();
    await dialog.getByText('This customer is paused; it resumes by itself on', { exact: false }).waitFor();
    expect(await dialog.locator('ol > li').count()).toBe(2);
    expect(await dialog.getByRole('link', { name: 'ACME-F2' }).getAttribute('href')).toBe(
      paths.item(entityCode, itemId),
    );
    await dialog.getByText('The record as it is stored (JSON)').click();
    const record = dialog.getByRole('region', { name: 'The record as it is stored (JSON)' });
    await record.focus();
    expect(await record.evaluate('document.activeElement.tagName')).toBe('PRE');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await dialog.getByRole('button', { name: /^Copy/ }).click();
    await dialog.getByText('Copied').waitFor();
    const copied = JSON.parse(await page.evaluate<string>('navigator.clipboard.readText()')) as object;
    expect(copied).toMatchObject({ input: { unreadReply: true }, output: { skipped: [] } });
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'decision-wide');
  });
});

describe('the search', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Search everything' });
  const options = () => dialog().getByRole('option');

  it('A-1 finds customers, items, messages and pages, says what matched, and opens by keys', async () => {
    await open(paths.agenda(entityCode));
    await page.getByRole('button', { name: /Ctrl K/ }).waitFor();
    await page.keyboard.press('Control+k');
    const field = dialog().getByRole('combobox');
    await field.fill('acme');
    await dialog().getByRole('group', { name: 'Items' }).getByRole('option').first().waitFor();
    for (const group of ['Customers', 'Items', 'Messages']) {
      await dialog().getByRole('group', { name: group }).getByRole('option').first().waitFor();
    }
    expect(await dialog().locator('mark').first().textContent()).toBe('ACME');
    await screenshot(page, 'search-wide');
    expect(await findViolations(page)).toEqual([]);

    await field.fill('ap@acme');
    await dialog().getByText('Contact’s e-mail:').waitFor();
    await dialog().getByText('Recipient:').waitFor();

    await field.fill('F2');
    await dialog().getByText('Nothing found for “F2”').waitFor();
    await dialog().getByText('Type at least two letters', { exact: false }).waitFor();

    await field.fill('acme-f');
    await expect.poll(() => options().count()).toBe(3);
    await dialog().getByRole('status').getByText('3 results').waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowDown');
    expect(await options().nth(1).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(itemId));
    await dialog().waitFor({ state: 'hidden' });
  });

  it('A-1 leads to settings by a common word, and closes by Escape', async () => {
    await open(paths.agenda(entityCode));
    await page.keyboard.press('Control+k');
    await dialog().getByRole('combobox').fill('holidays');
    await dialog()
      .getByRole('option', { name: /Settings › Sending/ })
      .waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+k');
    expect(await dialog().getByRole('combobox').inputValue()).toBe('');
    await dialog().getByRole('combobox').fill('no such thing');
    await dialog().getByText('Try a part of the name', { exact: false }).waitFor();
    await page.keyboard.press('Escape');
  });
});

describe('late interest of an item', () => {
  it('M-1 is shown line by line, waived with a reason, undone, waived again and claimed again', async () => {
    await open(paths.item(entityCode, itemId));
    const card = page.getByRole('region', { name: 'Late interest to today' });
    await card.getByText('interest for 64 days').waitFor();
    await card.getByText('€40.00 compensation').waitFor();
    await card.getByRole('cell', { name: '12.15 %' }).waitFor();
    await card.getByText('By Code de commerce, L. 441-10 II.').waitFor();
    for (const settles of ['Undo', 'Claim again'] as const) {
      await card.getByRole('button', { name: 'Waive …' }).click();
      const dialog = page.getByRole('dialog', { name: 'Waive interest or compensation' });
      await dialog.getByLabel('Reason').fill('Good customer');
      await dialog.getByRole('button', { name: 'Waive', exact: true }).click();
      await dialog.getByText('Choose at least one.').waitFor();
      await dialog.getByLabel('Interest', { exact: true }).check();
      await dialog.getByRole('button', { name: 'Waive', exact: true }).click();
      await card.getByText('Interest waived: Good customer').waitFor();
      expect(await findViolations(page)).toEqual([]);
      await page
        .getByRole('button', { name: settles === 'Undo' ? /^Undo/ : /^Claim again/ })
        .last()
        .click();
      await card.getByText('Interest waived: Good customer').waitFor({ state: 'detached' });
    }
  });
});

describe('the table of rates', () => {
  it('M-1 tells each rate with its source; what a new one changes is said before it is saved', async () => {
    const page = await pages.open(appearances['wide']);
    await pages.enter(page, 'administrator');
    await page.goto(paths.settings(entityCode, { tab: 'interest' }));
    await hydrated(page);
    await page
      .getByText('This company’s claims count from: European Central Bank, main refinancing.')
      .waitFor();
    await page.getByRole('row', { name: /11 Jun 2025.*2.15 %.*Published/ }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'settings-interest-wide');
    await page.getByRole('button', { name: 'Enter a rate' }).click();
    const dialog = page.getByRole('dialog', { name: 'Enter a rate' });
    await dialog.getByLabel('In force from').fill('01/01/2026');
    await dialog.getByLabel('Per cent a year').fill('5,15');
    await dialog.getByText('What it changes is said here').waitFor();
    await dialog.getByLabel('Source').fill('ecb.europa.eu');
    await dialog.getByText('So far 2.15 % of 11 Jun 2025 counts on that day.').waitFor();
    await dialog.getByText(/What \d overdue items? costs? changes:/).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'settings-interest-dialog');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const row = page.getByRole('row', { name: /1 Jan 2026.*5.15 %.*Entered by/ });
    await row.waitFor();
    await row.getByRole('button', { name: /^Remove/ }).click();
    await row.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Undo/ }).last().click();
    await row.waitFor();
    await page.close();
  });
});

it.each([...screenNames, 'french'] as const)(
  'A-4 A-1 item, decision and search are accessible and keep to the width of the screen: %s',
  { timeout: 90_000 },
  async (screen) => {
    const shown = await pages.open(screen === 'french' ? {} : appearances[screen]);
    const seen = screen === 'french' ? (['wide'] as const) : screens[screen];
    await pages.signIn(shown);
    if (screen === 'french') {
      const { origin } = new URL(shown.url());
      await shown.context().addCookies([{ name: 'relance_language', value: 'fr', url: origin }]);
    }
    const { customerId, decisionId } = pages.seeded;
    const addresses = {
      item: paths.item(entityCode, itemId),
      decision: paths.customer(entityCode, customerId, { tab: 'why', decision: decisionId }),
      rates: paths.settings(entityCode, { tab: 'interest' }),
    };
    const wrong: Record<string, string[]> = {};
    for (const [name, path] of Object.entries(addresses)) {
      await shown.goto(path);
      await hydrated(shown);
      Object.assign(wrong, await wrongLooks(shown, `own-${name}-${screen}`, seen));
    }
    await shown.goto(paths.agenda(entityCode));
    await hydrated(shown);
    await shown.keyboard.press('Control+k');
    const palette = shown.getByRole('dialog');
    await palette.getByRole('combobox').fill('acme');
    await palette.getByRole('option').nth(4).waitFor();
    Object.assign(wrong, await wrongLooks(shown, `own-search-${screen}`, seen));
    expect(wrong).toEqual({});
    await shown.context().close();
  },
);

it('A-1 the checks find a name that differs from what is read, and a colour that cannot be', async () => {
  const blank = await (await pages.browser.newContext()).newPage();
  await blank.setContent(
    '<html lang="en"><head><title>x</title></head><body><main><h1>x</h1><button aria-label="Other">Save</button><p style="color: #ddd; background: #fff">Pale</p></main></body></html>',
  );
  expect((await findViolations(blank)).join()).toContain('label-content-name-mismatch');
  expect((await findViolations(blank, colourRules)).join()).toContain('color-contrast: p');
  await blank.close();
});
