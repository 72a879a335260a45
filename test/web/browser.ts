/** A real browser for the pages: found on the machine, started once for all files of a test process. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  type ViewportSize,
} from 'playwright-core';
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
  // A page lives for seconds: what the last compiler makes of its code is hardly used.
  '--js-flags=--no-turbofan',
];

/** What a test file has of the browser: profiles that share nothing with those of another file. */
export interface TestBrowser {
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Closes the profiles of this file. */
  close(): Promise<void>;
}

/** It ends with the process: Playwright sees to that. */
let running: Promise<Browser> | undefined;

/** Throws with what to install when there is no browser. */
export async function startBrowser(): Promise<TestBrowser> {
  const before = await running?.catch(() => undefined);
  if (!before?.isConnected()) running = launch();
  const browser = await running!;
  const contexts: BrowserContext[] = [];
  return {
    async newContext(options) {
      const context = await browser.newContext(options);
      contexts.push(context);
      return context;
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
    },
  };
}

async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath) return chromium.launch({ executablePath, args: flags });
  throw new Error('There is no Chromium on this machine: run "npm test" once, it says what to install.');
}

export type Appearance = 'wide' | 'narrow' | 'dark' | 'large';

/** Sizes and themes in which every page is tested. */
export const appearances: Record<Appearance, BrowserContextOptions & { viewport: ViewportSize }> = {
  wide: { viewport: { width: 1440, height: 900 } },
  narrow: { viewport: { width: 390, height: 844 }, hasTouch: true },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  large: { viewport: { width: 1440, height: 900 } },
};

const folder = path.resolve(import.meta.dirname, '../screenshots');

/** Into test/screenshots, which is not committed, where SCREENSHOTS=1 asks for it: for people to look at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** Text at 200 %, as browsers do it when only text is enlarged; until what is returned is called. */
export async function enlargeText(page: Page): Promise<() => Promise<void>> {
  const style = await page.addStyleTag({ content: 'html { font-size: 200% !important }' });
  return () => style.evaluate((element) => (element as unknown as ChildNode).remove());
}
