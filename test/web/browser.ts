/** A real browser for the pages: found on the machine, started once for a test file. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from '../../runtime/setup/places.mjs';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Throws with what to install when there is no browser. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath) return chromium.launch({ executablePath, args: flags });
  throw new Error('There is no Chromium on this machine: run "npm test" once, it says what to install.');
}

/** Sizes and themes in which every page is tested. */
export const appearances: Record<string, BrowserContextOptions> = {
  wide: { viewport: { width: 1440, height: 900 } },
  narrow: { viewport: { width: 390, height: 844 }, hasTouch: true },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  large: { viewport: { width: 1440, height: 900 } },
};

const folder = path.resolve(import.meta.dirname, '../screenshots');

/** Into test/screenshots, which is not committed: for people to look at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** Text at 200 %, as browsers do it when only text is enlarged. */
export async function enlargeText(page: Page): Promise<void> {
  await page.addStyleTag({ content: 'html { font-size: 200% !important }' });
}
