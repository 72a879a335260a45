/**
 * Takes the pictures of the README anew, from a demo company that runs, two minutes after its first start:
 *
 *   node runtime/setup/readme-images.ts http://localhost:8080
 */
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { demoPassword } from '../../config/demo.ts';
import { findChromium } from './places.mjs';

const address = process.argv[2] ?? 'http://localhost:8080';
const folder = resolve(import.meta.dirname, '../../docs/images');
const entity = '/e/ACME';
const appearance = { baseURL: address, locale: 'en-GB', viewport: { width: 1440, height: 900 } };

const executablePath = findChromium();
if (!executablePath) throw new Error('There is no Chromium on this machine: run "npm test" once.');
const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox'] });
try {
  const page = await (await browser.newContext(appearance)).newPage();
  await signIn(page);
  // What is clicked before the page has come alive is lost.
  await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' });
  await page.locator('tbody button.step').first().click();
  await page.getByRole('complementary', { name: 'Preview' }).locator('iframe').waitFor();
  await take(page, 'agenda');

  await page.goto(`${entity}/customers?search=Atelier+Vidal`);
  await page.getByRole('table').getByRole('link', { name: 'Atelier Vidal' }).click();
  await page.getByRole('heading', { level: 1, name: 'Atelier Vidal' }).waitFor();
  await take(page, 'customer');

  await page.goto(`${entity}/templates`);
  await page.getByRole('link', { name: 'Reminder by letter' }).click();
  await page.getByRole('searchbox', { name: 'Find another customer' }).fill('Penrose');
  const choice = page.getByLabel('Shown for');
  await choice.locator('option', { hasText: 'Penrose' }).waitFor({ state: 'attached' });
  await choice.selectOption({ label: 'Penrose Fabrics · C-3101' });
  const printed = page.locator('.pages img').first();
  await printed.waitFor();
  await take(page, 'template');
  await printed.screenshot({ path: join(folder, 'letter.png') });

  await page.goto(`${entity}/replies?search=Picard`);
  await page.locator('a[href*="/replies/"]').first().click();
  await page.getByRole('button', { name: 'Submit + complete the action' }).waitFor();
  await take(page, 'reply');

  // As the customer does: by the link in the reminder.
  await page.goto(`${entity}/mailbox?search=payables@orbital-components-ltd.example`);
  await page.getByRole('table').getByRole('link').first().click();
  const link = page.frameLocator('iframe').locator('a[href*="/p/"]').first();
  const href = new URL((await link.getAttribute('href'))!);
  const visitor = await (await browser.newContext(appearance)).newPage();
  await visitor.goto(href.pathname + href.search);
  await visitor.getByRole('heading', { level: 1 }).waitFor();
  await take(visitor, 'portal');
} finally {
  await browser.close();
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByLabel('E-mail address').fill('claire@acme.example');
  await page.getByLabel('Password').fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/agenda/);
}

/** Pages listen for news as long as they are open, so the network is never idle: what still loads is waited for. */
async function take(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready');
  await page.locator('.spinner').first().waitFor({ state: 'detached' });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
