/** The built pages on a real API and database, one company with one of everything. */
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Connections } from '../../api/connections/connections.ts';
import type { LetterCarriers } from '../../api/connections/letter-carriers.ts';
import type { PaymentTakers } from '../../api/connections/payment-connectors.ts';
import type { AppSettings } from '../../api/context.ts';
import type { TemporalAccess } from '../../api/plugins/temporal.ts';
import { password, seedEntity, startTestApi, type Seeded, type TestApi } from '../api/support.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { freePort } from '../../runtime/processes.ts';
import { startBrowser, type TestBrowser } from './browser.ts';

export interface Pages {
  api: TestApi;
  seeded: Seeded;
  browser: TestBrowser;
  address: string;
  /** A page of a fresh browser profile; what scripts complain about is collected in `complaints`. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** A session for the profile of this page, which stays where it is: the page of signing in has tests of its own. */
  enter(page: Page, role?: keyof Seeded['users']): Promise<void>;
  /** The same, and on to the agenda. */
  signIn(page: Page, role?: keyof Seeded['users']): Promise<void>;
  complaints: string[];
  /** What the browser prints of requests that were refused or failed: tests of refusals make some on purpose. */
  failedRequests: string[];
  close(): Promise<void>;
}

const webBuildFolder = path.resolve(import.meta.dirname, '../../web/build');

/** Code of the seeded company, as it stands in addresses. */
export const entityCode = 'ACME';

export async function startPages({
  settings = {},
  ...parts
}: {
  temporal?: TemporalAccess;
  connections?: Connections;
  carriers?: LetterCarriers;
  takers?: PaymentTakers;
  settings?: Partial<AppSettings>;
} = {}): Promise<Pages> {
  await access(path.join(webBuildFolder, 'handler.js')).catch(() => {
    throw new Error('The pages are not built: run "npm run build -w web" first.');
  });
  // The same-origin check knows the port, so that it must be known before the server is made.
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const api = await startTestApi({ ...settings, webBuildFolder, publicUrl: address }, parts);
  const [seeded, browser] = await Promise.all([seedEntity(api.db, entityCode), startBrowser()]);
  await api.app.listen({ port, host: '127.0.0.1' });
  const complaints: string[] = [];
  const failedRequests: string[] = [];
  return {
    api,
    seeded,
    browser,
    address,
    complaints,
    failedRequests,
    async open(options = {}) {
      const context = await browser.newContext({ baseURL: address, locale: 'en-GB', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() !== 'error') return;
        const failed = message.text().startsWith('Failed to load resource');
        (failed ? failedRequests : complaints).push(
          failed ? `${message.text()} ${message.location().url}` : message.text(),
        );
      });
      return page;
    },
    enter: (page, role = 'collector') => takeSession(page, address, seeded.users[role].email),
    async signIn(page, role = 'collector') {
      await takeSession(page, address, seeded.users[role].email);
      await page.goto(paths.agenda(entityCode));
      await hydrated(page);
    },
    async close() {
      await browser.close();
      await api.close();
    },
  };
}

/** By the request of the page of signing in, without loading that page: two loads are most of a short test. */
export async function takeSession(page: Page, address: string, email: string): Promise<void> {
  const answer = await page
    .context()
    .request.post(`${address}/api/session`, { data: { email, password }, headers: { origin: address } });
  if (!answer.ok()) throw new Error(`sign-in failed: ${await answer.text()}`);
}

/** Waits until the page listens to keys and clicks, not only until it shows. */
export async function hydrated(page: Page): Promise<void> {
  await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' });
}

/** Keeps back every script that the page asks for from now on, until what is returned is called. */
export async function holdScripts(page: Page): Promise<() => void> {
  const held = Promise.withResolvers<void>();
  await page.route(/\/_app\/.*\.js/, async (route) => {
    await held.promise;
    await route.continue();
  });
  return held.resolve;
}
