/** What a customer finds on the page: figures, appearances, languages, the item of the mail, one link at a time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageLanguages } from '../../domain/vocabulary/languages.ts';
import { findViolations } from './axe.ts';
import { appearances, screenshot } from './browser.ts';
import { screenNames, screens, wrongLooks } from './check-appearances.ts';
import { createComment } from './portal-comments.ts';
import { openPortal, portalLink, seedPortal, select } from './portal-support.ts';
import { holdScripts, hydrated, startPages, type Pages } from './support.ts';

let pages: Pages;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages?.close());

describe('P-1 the page of a customer', () => {
  it('P-1 P-7 shows what is open, by currency and age, with contact and bank details', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    await openPortal(page, portal.path);
    await page.getByRole('heading', { level: 1, name: 'You have 6 open items, 3 are overdue.' }).waitFor();
    const row = page.getByRole('row', { name: /F-1023/ });
    expect(await row.innerText()).toMatch(
      /5 Dec 2025[\s\S]*95 days late[\s\S]*PO-7781[\s\S]*€1,245\.00[\s\S]*Overdue/,
    );
    const totals = await page.getByRole('region', { name: 'Your balance' }).innerText();
    expect(totals).toContain('€9,195.15');
    // 6,644.90 overdue, less the netted credit of 150.00.
    expect(totals).toContain('€6,494.90');
    const company = page.getByRole('region', { name: 'Contact and bank details' });
    expect(await company.innerText()).toMatch(/Camille Roux[\s\S]*Papeterie Moreau SAS[\s\S]*FR76 3000 6000/);
    const code = company.getByRole('img', { name: /QR code for a bank transfer of €6,494\.90/ });
    await code.scrollIntoViewIfNeeded();
    await code.evaluate(async (image) => (image as unknown as { decode(): Promise<void> }).decode());
    await page.context().close();
  });

  it.each(screenNames)(
    'P-12 is accessible and keeps to the width of the screen: %s',
    async (screen) => {
      const portal = await seedPortal(pages);
      const page = await pages.open(appearances[screen]);
      await openPortal(page, portal.path);
      const wrong = await wrongLooks(page, 'portal', screens[screen]);
      await select(page, 'F-1023', 'F-1031');
      await screenshot(page, `portal-selected-${screen}`);
      await page.getByRole('button', { name: 'Dispute' }).click();
      await page.getByLabel('What is not right?').waitFor();
      Object.assign(wrong, await wrongLooks(page, 'portal-reply', screens[screen]));
      expect(wrong).toEqual({});
      await page.context().close();
    },
    120_000,
  );

  it('P-12 speaks eight languages: the link’s, then the one that is chosen', async () => {
    const portal = await seedPortal(pages, { language: 'de' });
    const page = await pages.open();
    await openPortal(page, portal.path);
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    for (const language of pageLanguages) {
      await page.getByRole('banner').getByRole('combobox').selectOption(language);
      await page.waitForURL(new RegExp(`lang=${language}`));
      await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
      await hydrated(page);
      expect(await page.getByRole('main').innerText()).not.toMatch(/undefined|\[object|NaN|#\s/);
      expect(await findViolations(page)).toEqual([]);
    }
    await page.goto('/p');
    expect(await page.locator('html').getAttribute('lang')).toBe('pt');
    await page.context().close();
  }, 120_000);

  it('P-1 P-2 an item named by the mail stands on the screen, marked', async () => {
    const portal = await seedPortal(pages, {
      lines: Array.from({ length: 180 }, (_, index) => ({
        number: `L-${1000 + index}`,
        dueOn: '2026-02-01',
        openMinor: 1000 + index,
      })),
    });
    const page = await pages.open();
    await openPortal(page, `${portal.path}?item=${portal.itemIds[170]}`);
    const row = page.locator(`#item-${portal.itemIds[170]}`);
    await row.waitFor();
    await expect
      .poll(() =>
        page.evaluate(`document.querySelector('tr.named').getBoundingClientRect().top < innerHeight`),
      )
      .toBe(true);
    expect(await row.getAttribute('class')).toContain('named');
    await page.context().close();
  });
});

describe('P-12 times of day', () => {
  it('P-12 are the customer’s, on a server and in a browser of other zones', async () => {
    const portal = await seedPortal(pages);
    await createComment(pages.api.db, {
      ...portal,
      legalEntityId: pages.seeded.entityId,
      text: 'Sent at night',
      at: new Date('2026-03-08T23:15:00Z'),
    });
    const page = await pages.open({ timezoneId: 'Asia/Tokyo' });
    await openPortal(page, portal.path);
    await page.getByText('9 Mar 2026, 00:15').first().waitFor();
    const drawn = await (await page.context().request.get('/p')).text();
    expect(drawn).toContain('9 Mar 2026, 00:15');
    await page.context().close();
  });
});

describe('P-13 links', () => {
  it('B14 P-13 a second link in the same browser takes the place of the first, leaving forgets both', async () => {
    const [first, second] = [
      await seedPortal(pages, { name: 'Alpha' }),
      await seedPortal(pages, { name: 'Beta' }),
    ];
    const page = await pages.open();
    await openPortal(page, first.path);
    await page.getByText('Alpha, customer number').waitFor();
    await openPortal(page, second.path);
    await page.getByText('Beta, customer number').waitFor();
    await page.goto('/p');
    expect(await page.content()).not.toContain('Alpha');
    await page.getByRole('button', { name: 'Leave this page' }).click();
    await page.getByRole('heading', { name: 'You have left the page' }).waitFor();
    expect((await page.context().cookies()).filter(({ name }) => name.includes('customer'))).toEqual([]);
    await page.goto('/p');
    await page.getByRole('heading', { name: 'We do not know this link' }).waitFor();
    await page.context().close();
  });

  it('P-13 a link to one item shows that item and no other', async () => {
    const portal = await seedPortal(pages);
    const token = await portalLink(pages, portal.customerId, { itemIds: [portal.itemIds[0]!] });
    const page = await pages.open();
    await openPortal(page, `/p/${token}`);
    await page.getByRole('heading', { name: 'You have 1 open invoice; it is overdue.' }).waitFor();
    expect(await page.content()).not.toContain('F-1031');
    await page.context().close();
  });
});

describe('P-12 a slow connection', () => {
  it('P-12 P-2 what is typed before the script of the page has come filters, and stays', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    await openPortal(page, portal.path);
    const release = await holdScripts(page);
    await page.goto('/p', { waitUntil: 'commit' });
    const search = page.getByLabel('Search', { exact: true });
    await search.fill('F-1023');
    release();
    await hydrated(page);
    await page.getByText('1 of 6 items').waitFor();
    expect(await search.inputValue()).toBe('F-1023');
    await page.context().close();
  });
});
