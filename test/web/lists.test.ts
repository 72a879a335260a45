/** What all lists and fields have in common: keys, whose customers, messages that cover nothing, days as one types them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paths } from '../../web/src/lib/paths.ts';
import { findViolations } from './axe.ts';
import { entityCode, holdScripts, hydrated, startPages, type Pages } from './support.ts';

const phone = { viewport: { width: 390, height: 760 }, isMobile: true, hasTouch: true };

let pages: Pages;
beforeAll(async () => {
  pages = await startPages();
  const { entityId, users } = pages.seeded;
  await pages.api.db.customer.createMany({
    data: ['Alder', 'Birch', 'Cedar'].map((name) => ({
      legalEntityId: entityId,
      number: name,
      name,
      country: 'FR',
      timeZone: 'Europe/Paris',
      collectorId: name === 'Cedar' ? users.collector.id : null,
    })),
  });
});
afterAll(() => pages?.close());

it('A-1 j and k move the focus through a list, Enter opens, and nobody who types is disturbed', async () => {
  const page = await pages.open();
  await pages.enter(page);
  await page.goto(paths.customers(entityCode, { search: 'e' }));
  await hydrated(page);
  const names = await page.locator('tbody th a').allTextContents();
  expect(names.length).toBeGreaterThan(2);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  await page.keyboard.press('j');
  expect(await focused()).toBe(names[0]);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  expect(await focused()).toBe(names[2]);
  await page.keyboard.press('k');
  expect(await focused()).toBe(names[1]);
  await page.keyboard.press('x');
  expect(await page.locator('tbody tr').nth(1).getByRole('checkbox').isChecked()).toBe(true);
  const search = page.getByRole('searchbox');
  await search.focus();
  await page.keyboard.type('j');
  expect(await search.inputValue()).toContain('j');
  await search.fill('e');
  await page.locator('tbody th a').nth(1).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/customers\/[0-9a-f-]{36}/);
  await page.context().close();
});

it('A-1 what is typed into a search before the script of the page has come is searched', async () => {
  const page = await pages.open();
  await pages.signIn(page);
  const release = await holdScripts(page);
  await page.goto(paths.customers(entityCode), { waitUntil: 'commit' });
  const search = page.getByRole('searchbox');
  await search.fill('Cedar');
  release();
  await page.waitForURL(/search=Cedar/);
  expect(await search.inputValue()).toBe('Cedar');
  await page.context().close();
});

it('A-1 one’s own customers come first until one says otherwise, and that is remembered', async () => {
  const page = await pages.open();
  await pages.enter(page);
  await page.goto(paths.customers(entityCode));
  await hydrated(page);
  const collectors = () => page.locator('tbody td.collector').allTextContents();
  const mine = 'ACME collector';
  const isMine = async () => (await collectors()).map((name) => name.trim() === mine);
  expect(await isMine()).toEqual((await isMine()).toSorted((a, b) => Number(b) - Number(a)));
  expect((await isMine())[0]).toBe(true);
  const whose = page.getByLabel('Whose customers');
  await whose.selectOption({ label: 'All customers' });
  await page.locator('tbody tr', { hasText: 'Alder' }).and(page.locator('tbody tr:nth-child(2)')).waitFor();
  await page.reload();
  await hydrated(page);
  expect(await whose.inputValue()).toBe('all');
  await whose.selectOption({ label: 'Only my customers' });
  await page.waitForURL(/collector=/);
  await page.getByRole('group', { name: 'Totals of the list' }).getByText('2 customers').waitFor();
  expect(await isMine()).toEqual([true, true]);
  expect(await findViolations(page)).toEqual([]);
  await page.context().close();
});

it('A-10 a message covers no button: on a phone the last one of a long page can be pressed below it', async () => {
  const page = await pages.open(phone);
  await pages.enter(page);
  await page.goto(paths.gallery());
  await hydrated(page);
  await page.getByRole('button', { name: 'Toast, with undo' }).click();
  const message = page.getByRole('region', { name: 'Messages from the application' });
  await message.getByRole('button', { name: 'Undo' }).waitFor();
  // The very last thing of the page that can be pressed.
  const last = page.locator('.page').locator('a[href], button:not(:disabled)').last();
  await last.evaluate((element) =>
    element.addEventListener('click', (event) => {
      event.preventDefault();
      document.body.dataset['pressed'] = 'true';
    }),
  );
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const [at, above] = await Promise.all([last.boundingBox(), message.boundingBox()]);
  const apart = at!.y + at!.height <= above!.y || above!.y + above!.height <= at!.y;
  expect(apart).toBe(true);
  await page.touchscreen.tap(at!.x + at!.width / 2, at!.y + at!.height / 2);
  expect(await page.evaluate(() => document.body.dataset['pressed'])).toBe('true');
  // Undo is a key away, wherever the focus is.
  await page.keyboard.press('u');
  await message.getByText('Reply restored.').waitFor();
  await page.context().close();
});

it('P-12 a day is typed in the language of the page and sent as the day it is', async () => {
  const page = await pages.open({ locale: 'en-US' });
  await pages.signIn(page);
  await page.context().addCookies([{ name: 'relance_language', value: 'fr', url: pages.address }]);
  const customer = await pages.api.db.customer.findFirstOrThrow({
    where: { legalEntityId: pages.seeded.entityId, items: { some: { state: 'open' } } },
  });
  const address = paths.customer(entityCode, customer.id, { form: 'task' });
  // Before any script, and without it, the field of the browser stands there.
  expect(await (await page.request.get(address)).text()).toMatch(/<input type="date"[^>]*name="on"/);
  await page.goto(address);
  await hydrated(page);
  const dialog = page.getByRole('dialog');
  const field = dialog.getByPlaceholder('jj/mm/aaaa').first();
  await field.fill('');
  await field.pressSequentially('03/12/2026');
  const sent = () =>
    dialog
      .locator('form')
      .evaluate(
        (form: HTMLFormElement) => [...new FormData(form)].find(([key]) => /On$|date/i.test(key))?.[1],
      );
  expect(await sent()).toBe('2026-12-03');
  await field.fill('31/02/2026');
  expect(await field.evaluate((input: HTMLInputElement) => input.validationMessage)).toContain('jj/mm/aaaa');
  // A day beside the field takes the place of what was typed.
  await dialog.locator('.choices button').first().click();
  const chosen = await field.inputValue();
  expect(chosen).toMatch(/^\d{2}\/\d{2}\/2026$/);
  expect(await sent()).toBe(chosen.split('/').reverse().join('-'));
  expect(await field.evaluate((input: HTMLInputElement) => input.validationMessage)).toBe('');
  await field.fill('03/12/2026');
  await dialog.getByRole('button', { name: 'Calendrier' }).first().click();
  const calendar = page.getByRole('dialog', { name: 'Calendrier' });
  await calendar.getByText('décembre 2026', { exact: true }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await calendar.getByRole('button', { name: /15 décembre 2026/ }).click();
  expect(await sent()).toBe('2026-12-15');
  expect(await field.inputValue()).toBe('15/12/2026');
  await page.context().close();
});
