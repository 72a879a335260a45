/** What a newcomer sees in the first minutes, with nothing replaced: the program as it is, in a real browser. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { letterStates, type LetterState } from '../../domain/vocabulary/letters.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { processesNaming } from '../support/processes.ts';
import { startBrowser, type TestBrowser } from '../web/browser.ts';
import { hydrated } from '../web/support.ts';
import { demoSendsToday } from './demo-day.ts';
import { makeDataFolder, startProgram, type Program } from './program.ts';

const entity = 'ACME';
const inTwoMinutesMs = 120_000;
/** Customers of the demo company, all French, so that one calendar decides for them. */
const reminded = { name: 'Borel & Fils', email: /payables@borel-fils\.example/ };
const toConfirm = { name: 'Serrurerie Baptiste', email: /payables@serrurerie-baptiste\.example/ };
const leftAlone = { name: 'Atelier Vidal', reason: /^Promised: F-20055\. Nothing is asked for before / };

const data = makeDataFolder();
let programs: Program[] = [];
let browser: TestBrowser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await Promise.all(programs.map((program) => program.interrupt()));
  programs = [];
  data.remove();
});

async function start(): Promise<Program> {
  const program = await startProgram({ dataFolder: data.path });
  programs.push(program);
  return program;
}

async function signedIn(url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto('/');
  await page.getByLabel('E-mail address').fill('admin@acme.example');
  await page.getByLabel('Password').fill('relance-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/agenda/);
  await hydrated(page);
  return page;
}

async function openCustomer(page: Page, name: string): Promise<void> {
  await page.goto(paths.customers(entity, { search: name }));
  await page.getByRole('table').getByRole('link', { name }).first().click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

async function confirmInAgenda(page: Page, name: string): Promise<void> {
  await page.goto(paths.agenda(entity, { search: name }));
  await hydrated(page);
  const row = page.getByRole('row').filter({ hasText: name });
  await row.waitFor({ timeout: inTwoMinutesMs });
  await row.getByRole('button', { expanded: false }).click();
  const preview = page.getByRole('complementary', { name: 'Preview' });
  await preview.getByText(toConfirm.email).waitFor();
  const letter = preview.locator('iframe').contentFrame();
  await letter.getByText('F-21031').first().waitFor();
  await preview.getByRole('button', { name: 'Confirm and send' }).click();
  await page.getByText(`${name}: Confirmed.`).waitFor();
}

/** The mailbox page shows news by itself; nobody reloads it. */
async function inMailbox(page: Page, email: RegExp, withinMs: number): Promise<void> {
  await page.goto(paths.mailbox(entity, { search: email.source.replaceAll('\\', '') }));
  await page.getByRole('row').filter({ hasText: email }).first().waitFor({ timeout: withinMs });
}

test('N-1 E-6 A-2 S-5 the demo shows, within two minutes, a reminder sent, an action confirmed and sent, and why somebody is left alone', async () => {
  const program = await start();
  const page = await signedIn(await program.ready());
  const readyAt = Date.now();

  if (demoSendsToday()) {
    await inMailbox(page, reminded.email, inTwoMinutesMs);
    await confirmInAgenda(page, toConfirm.name);
    await inMailbox(page, toConfirm.email, inTwoMinutesMs);
    await page.goto(paths.messages(entity, { search: toConfirm.name }));
    const sent = page
      .getByRole('row')
      .filter({ hasText: toConfirm.name })
      .filter({ hasText: 'Firm reminder' });
    await sent.getByText('Sent').waitFor();
  } else {
    await openCustomer(page, reminded.name);
    await page.getByText(/Today is not a sending day/).waitFor({ timeout: inTwoMinutesMs });
  }
  await openCustomer(page, leftAlone.name);
  await page.getByText(leftAlone.reason).waitFor();
  expect(Date.now() - readyAt).toBeLessThan(inTwoMinutesMs);
  await page.context().close();
}, 300_000);

/** What becomes of some letters of the demo company, as pages say it. */
const letters: [name: string, chip: string][] = [
  ['Cartonnerie Estève', 'Waits for a signature'],
  ['Domaine Faucher', 'Signed for'],
  ['Ganterie Hubert', 'Refused'],
];

/** Those of today need a day on which something is sent. */
const statesOfToday: readonly LetterState[] = ['queued', 'awaiting_code', 'submitted', 'cancelled', 'failed'];

/** States, and whether any is in doubt, of all letters of the customers that are written to by post. */
async function statesOfLetters({ request }: Page): Promise<{ states: LetterState[]; inDoubt: boolean }> {
  const read = async <T>(path: string) => (await (await request.get(path)).json()) as T;
  const { entities } = await read<{ entities: { id: string }[] }>('/api/me');
  const base = `/api/entities/${entities[0]!.id}/customers`;
  const { rows } = await read<{ rows: { id: string; number: string }[] }>(`${base}?search=C-3&pageSize=100`);
  const customers = rows.filter(({ number }) => number.startsWith('C-3'));
  type Letters = { rows: { state: LetterState; inDoubt: boolean }[] };
  const found = await Promise.all(customers.map(({ id }) => read<Letters>(`${base}/${id}/letters`)));
  const all = found.flatMap((of) => of.rows);
  return {
    states: letterStates.filter((state) => all.some((letter) => letter.state === state)),
    inDoubt: all.some(({ inDoubt }) => inDoubt),
  };
}

async function lettersOf(page: Page, name: string): Promise<void> {
  await openCustomer(page, name);
  await page.goto(`${new URL(page.url()).pathname}?tab=messages`);
  await hydrated(page);
}

const letter = (page: Page, chip: string) =>
  page.getByRole('table', { name: 'Letters by a provider' }).getByRole('link', { name: chip }).first();

test('L-8 N-1 within two minutes the demo shows a letter in each state, and steering one in the sandbox changes it in the product', async () => {
  const [program] = programs;
  const page = await signedIn(await program!.ready());
  const wanted = letterStates.filter((state) => demoSendsToday() || !statesOfToday.includes(state));
  await expect
    .poll(() => statesOfLetters(page), { timeout: inTwoMinutesMs, interval: 1_000 })
    .toEqual({ states: expect.arrayContaining(wanted), inDoubt: demoSendsToday() });
  await openCustomer(page, 'Maison Keller');
  await page.getByText(/^A letter came back on .* no letter goes until the address is mended/).waitFor();
  if (demoSendsToday()) {
    await page.goto(paths.agenda(entity, { search: 'C-3' }));
    await hydrated(page);
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await row('Outillage Mercier').getByText('To confirm').waitFor();
    await row('Quayside Marine').getByText('To confirm').waitFor();
    await row('Atelier Wagner').getByText('To confirm').waitFor();
    await row('Penrose Fabrics').getByText('To perform').waitFor();
  }

  await lettersOf(page, 'Cartonnerie Estève');
  await letter(page, 'Waits for a signature').click();
  await page.getByText('Sandbox: nothing is posted.').waitFor();
  const [sandbox] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'See more at Maileva' }).click(),
  ]);
  await sandbox.getByRole('heading', { name: 'Sandbox: nothing is posted' }).waitFor();
  await sandbox.getByRole('button', { name: 'Deliver and sign' }).click();
  await page.locator('.page-head').getByText('Signed for').waitFor();
  await page.context().close();
}, 240_000);

test('N-1 a second start on the same data refuses with a sentence', async () => {
  const second = await start();
  expect(await second.ended()).toBe(1);
  expect(second.output()).toMatch(
    /^Relance already runs on \S+ \(process \d+\)\. Use it, stop it with Ctrl-C/,
  );
}, 60_000);

test('N-1 Ctrl-C stops everything cleanly, and the next start goes on with the same data', async () => {
  const [first] = programs;
  expect(first).toBeDefined();
  expect(processesNaming(data.path)).toHaveLength(2);
  expect(await first!.interrupt()).toBe(0);
  expect(first!.output()).toMatch(/Stopped; the data is kept\.\n$/);
  expect(processesNaming(data.path)).toEqual([]);

  const again = await start();
  const page = await signedIn(await again.ready());
  if (demoSendsToday()) await inMailbox(page, toConfirm.email, 20_000);
  await openCustomer(page, leftAlone.name);
  await page.getByText(leftAlone.reason).waitFor();
  for (const [name, chip] of letters.slice(1, 3)) {
    await lettersOf(page, name);
    await letter(page, chip).waitFor();
  }
  await page.context().close();
  expect(await again.interrupt()).toBe(0);
}, 240_000);
