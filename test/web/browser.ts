/** A real browser for the pages: found on the machine, started once for a test file. */
import { access, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const candidates = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

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
  for (const executablePath of candidates) {
    if (executablePath === undefined) continue;
    const isThere = await access(executablePath).then(
      () => true,
      () => false,
    );
    if (isThere) return chromium.launch({ executablePath, args: flags });
  }
  throw new Error('No Chromium found: install it (apt-get install chromium) or set CHROMIUM to its path.');
}

/** The ways in which every page is looked at. */
export const looks: Record<string, BrowserContextOptions> = {
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
