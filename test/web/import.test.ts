import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createImportActivities } from '../../activities/imports.ts';
import { openTemporal } from '../../api/plugins/temporal.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { taskQueues } from '../../workflows/messages/task-queues.ts';
import { startRelay } from '../../worker/relay.ts';
import { startTemporal, type TestTemporal } from '../support/temporal.ts';
import { startWorkers, type RunningWorkers } from '../support/workers.ts';
import type { Page } from 'playwright-core';
import { importFile } from '../ledger/support.ts';
import { findViolations } from './axe.ts';
import { screenshot } from './browser.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

let temporal: TestTemporal;
let pages: Pages;
let workers: RunningWorkers | undefined;
let relay: ReturnType<typeof startRelay>;
beforeAll(async () => {
  temporal = await startTemporal({ namespace: 'own' });
  const { address, namespace, nativeConnection } = temporal;
  pages = await startPages({ temporal: openTemporal({ address, namespace }) });
  workers = await startWorkers({
    connection: nativeConnection,
    namespace,
    activityQueues: [taskQueues.imports],
    activities: createImportActivities({ db: pages.api.db }),
  });
  relay = startRelay({
    db: pages.api.db,
    databaseUrl: pages.api.database.url,
    temporal: temporal.client,
    onTrouble: () => undefined,
  });
});
afterAll(async () => {
  await relay?.stop();
  await workers?.stop();
  await pages?.close();
  await temporal?.close();
});

const file = [
  'customer number;customer name;invoice number;due date;open amount;currency',
  'C-900;New Trading;F-900;03/04/2026;1250,50;EUR',
  'C-900;New Trading;F-901;05/04/2026;no figure;EUR',
].join('\n');

it(
  'D-5 a file is uploaded, asked about, reviewed, applied and undone on its pages',
  { timeout: 90_000 },
  async () => {
    const page = await pages.open();
    page.setDefaultTimeout(20_000);
    await pages.enter(page, 'manager');
    await page.goto(paths.imports(entityCode));
    await hydrated(page);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'ledger.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await page.getByLabel('How is it meant?').selectOption('delta');
    await page.getByRole('button', { name: 'Read the file' }).click();

    await page.getByRole('radio', { name: /Day, month, year/ }).check();
    await page.getByRole('button', { name: 'Read again with these answers' }).click();
    await page.getByRole('radio', { name: /Leave these rows out/ }).check();
    await page.getByRole('button', { name: 'Read again with these answers' }).click();

    await page.getByRole('button', { name: /apply/i }).click();
    const items = () => pages.api.db.openItem.count({ where: { number: 'F-900', state: 'open' } });
    expect(await items()).toBe(0);
    await page.getByRole('dialog').getByRole('button', { name: /apply/i }).click();
    await page.getByRole('button', { name: 'Undo this import' }).click();
    expect(await items()).toBe(1);
    await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click();
    await page.getByText('Undone', { exact: true }).first().waitFor();
    expect(await items()).toBe(0);
    expect(pages.complaints).toEqual([]);
    await page.context().close();
  },
);

it(
  'D-9 a statement of a bank with ten kinds of lines is reviewed, one line chosen, applied and undone',
  { timeout: 90_000 },
  async () => {
    const example = (name: string) =>
      readFileSync(new URL(`../../docs/examples/bank/${name}`, import.meta.url));
    const { db } = pages.api;
    const { entityId } = pages.seeded;
    await importFile(db, {
      entityId,
      asOf: '2026-10-01',
      mode: 'delta',
      content: example('ledger.csv'),
    });
    const page = await pages.open();
    page.setDefaultTimeout(20_000);
    await pages.signIn(page, 'manager');
    await page.goto(paths.imports(entityCode));
    await hydrated(page);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'camt053.xml', mimeType: 'text/xml', buffer: example('camt053.xml') });
    await page.getByLabel('What is in the file?').selectOption('bank_statement');
    await page.getByRole('button', { name: 'Read the file' }).click();

    // What nobody can know for certain comes first: a person says whose it is.
    const unknown = page.getByRole('listitem').filter({ hasText: 'Nobody' });
    await unknown.getByRole('button', { name: 'Choose what it pays' }).click();
    await unknown.getByLabel('Customer number').fill('C-10079');
    await unknown.getByRole('button', { name: 'Book it so' }).click();
    await unknown.waitFor({ state: 'detached' });
    await screenshot(page, 'bank-lines');
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: /^Safe/ }).click();
    await page.getByText('Only sum of several items').waitFor();
    expect(await page.getByText('Chosen by a person').count()).toBe(1);

    const open = () => db.openItem.count({ where: { number: { startsWith: 'RE-' }, state: 'open' } });
    expect(await open()).toBe(7);
    await page.getByRole('button', { name: /apply/i }).click();
    await page.getByRole('dialog').getByRole('button', { name: /apply/i }).click();
    await page.getByRole('button', { name: 'Undo this import' }).click();
    expect(await open()).toBe(2);
    await page.getByRole('dialog').getByRole('button', { name: 'Undo this import' }).click();
    await page.getByText('Undone', { exact: true }).first().waitFor();
    expect(await open()).toBe(7);
    expect(pages.complaints).toEqual([]);
    await page.context().close();
  },
);

const odd = [
  'customer number;customer name;invoice number;due date;amount;D/C;state;memo',
  'C-910;Odd Trading;O-1;2026-01-31;100.00;Z;Open;F-17',
  'C-910;Odd Trading;O-2;2026-01-31;-40.00;Y;Wobbly;',
].join('\n');

it(
  'D-12 words, signs and columns of a file are asked about and answered on its page',
  { timeout: 90_000 },
  async () => {
    const page = await pages.open();
    page.setDefaultTimeout(20_000);
    await pages.enter(page, 'manager');
    await page.goto(paths.imports(entityCode));
    await hydrated(page);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'odd.csv', mimeType: 'text/csv', buffer: Buffer.from(odd) });
    await page.getByLabel('How is it meant?').selectOption('delta');
    await page.getByLabel('Source').fill('odd');
    await page.getByRole('button', { name: 'Read the file' }).click();

    // A word with rows that hold it; the columns with their first values.
    await page.getByLabel('Z', { exact: true }).selectOption('debit');
    await page.getByLabel('Y', { exact: true }).selectOption('credit');
    await page.getByLabel('Wobbly', { exact: true }).selectOption('open');
    expect(await page.getByText('C-910 · O-2 · -40.00').count()).toBeGreaterThan(0);
    expect(await page.getByRole('row', { name: /amount/ }).textContent()).toContain('100.00 · -40.00');
    // Menus of the frame are looked at with the frame.
    const violations = await findViolations(page);
    expect(violations).toEqual([]);
    await page.getByRole('button', { name: 'Read again with these answers' }).click();

    await page.getByRole('radio', { name: /The mark decides/ }).check();
    await page.getByRole('button', { name: 'Read again with these answers' }).click();

    // In the review a column may still be read as something else.
    await page.getByRole('button', { name: /apply/i }).waitFor();
    await page.locator('summary').click();
    await page.getByLabel('Read as: memo').selectOption('purchaseOrder');
    // What is read again cannot be applied meanwhile: the button comes back with the new review.
    const taken = page.waitForResponse((one) => one.request().method() === 'POST' && one.ok());
    await page.getByRole('button', { name: 'Read again with these columns' }).click();
    await taken;
    await expect
      .poll(
        () => pages.api.db.importRun.findFirst({ where: { fileName: 'odd.csv' }, select: { state: true } }),
        {
          timeout: 20_000,
        },
      )
      .toEqual({ state: 'review' });
    await page.getByText('The file is being read').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /apply/i }).click();
    await page.getByRole('dialog').getByRole('button', { name: /apply/i }).click();
    await page.getByRole('button', { name: 'Undo this import' }).waitFor();
    const items = await pages.api.db.openItem.findMany({
      where: { customer: { number: 'C-910' } },
      orderBy: { number: 'asc' },
    });
    expect(items.map(({ openMinor, purchaseOrder }) => [openMinor, purchaseOrder])).toEqual([
      [10_000n, 'F-17'],
      [-4_000n, null],
    ]);
    expect(pages.complaints).toEqual([]);
    await page.context().close();
  },
);

async function upload(page: Page, content: string, mode: 'full' | 'delta') {
  await page.goto(paths.imports(entityCode));
  await hydrated(page);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'ledger.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  await page.getByLabel('How is it meant?').selectOption(mode);
  await page.getByRole('button', { name: 'Read the file' }).click();
}

it(
  'D-6 an import that needs approval in several currencies shows each of them, and is approved',
  { timeout: 90_000 },
  async () => {
    const { db } = pages.api;
    const { entityId } = pages.seeded;
    const header = 'customer number;customer name;invoice number;invoice date;due date;open amount;currency';
    const rows = ['EUR', 'USD', 'GBP', 'JPY'].map(
      (currency) => `C-700;Four Currencies;F-${currency};2026-01-01;2026-01-31;4000000;${currency}`,
    );
    await importFile(db, {
      entityId,
      asOf: '2026-02-01',
      mode: 'delta',
      content: [header, ...rows].join('\n'),
    });
    const page = await pages.open();
    page.setDefaultTimeout(20_000);
    await pages.signIn(page, 'manager');
    await upload(page, `${header}\nC-700;Four Currencies;F-EUR;2026-01-01;2026-01-31;20;EUR`, 'full');
    const alert = page.locator('.alert', { hasText: 'This import needs approval' });
    await alert.waitFor();
    const said = await alert.locator('p').allTextContents();
    for (const amount of ['US$4,000,000.00', '£4,000,000.00', 'JP¥4,000,000'])
      expect(said.filter((text) => text.includes(amount))).toHaveLength(1);
    await page.getByRole('button', { name: 'Approve and apply' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve and apply' }).click();
    await page.getByRole('button', { name: 'Undo this import' }).waitFor();
    expect(await db.openItem.count({ where: { number: 'F-USD', state: 'open' } })).toBe(0);
    expect(await findViolations(page)).toEqual([]);
    expect(pages.complaints).toEqual([]);
    await page.context().close();
  },
);

it(
  'D-12 the review shows the rows of each remark, offers a changed address, and names who is held',
  { timeout: 120_000 },
  async () => {
    const { db } = pages.api;
    const { entityId } = pages.seeded;
    const header =
      'customer number;customer name;invoice number;invoice date;due date;open amount;currency;email';
    const row = (n: number, email: string, amount = '100.00') =>
      `C-80${n};Customer ${n};G-${n};2026-01-01;2026-01-31;${amount};EUR;${email}`;
    const first = [1, 2, 3].map((n) => row(n, `old@c80${n}.example`));
    await importFile(db, {
      entityId,
      asOf: '2026-02-01',
      mode: 'delta',
      content: [header, ...first].join('\n'),
    });
    const page = await pages.open();
    page.setDefaultTimeout(20_000);
    await pages.signIn(page, 'manager');
    const rows = [row(1, 'new@c801.example'), row(2, 'cfo@c802.example'), row(3, 'nobody', 'no figure')];
    const odd = Array.from({ length: 25 }, (_, n) => row(n + 10, `unknown ${n}`).replaceAll(/[CG]-/g, '$&9'));
    await upload(page, [header, ...rows, ...odd].join('\n'), 'delta');
    await page.getByRole('radio', { name: /Leave these rows out/ }).check();
    await page.getByRole('button', { name: 'Read again with these answers' }).click();

    await page.getByRole('button', { name: 'Apply the changes' }).waitFor();
    // Every kind of remark with its rows, page by page.
    const remark = page.getByRole('listitem').filter({ hasText: 'no e-mail address' });
    await remark.getByText('Show the rows').click();
    await remark.getByRole('cell', { name: 'unknown 0', exact: true }).waitFor();
    await remark.getByRole('button', { name: 'Next page' }).click();
    await remark.getByRole('cell', { name: 'unknown 24', exact: true }).waitFor();

    const addresses = page.getByRole('region', { name: /2 addresses in files/ });
    await addresses.getByRole('button', { name: /Instead of old@c801.example/ }).click();
    await addresses.getByText('new@c801.example').waitFor({ state: 'detached' });
    await page
      .getByRole('region', { name: /1 address in a file/ })
      .getByRole('button', { name: /Leave as it is/ })
      .click();
    await page.getByText('cfo@c802.example is not offered again.').waitFor();
    expect(
      await db.contact.findMany({ where: { email: { contains: '@c80' } }, select: { email: true } }),
    ).toEqual(expect.arrayContaining([{ email: 'new@c801.example' }, { email: 'old@c802.example' }]));

    await page.getByRole('button', { name: 'Apply the changes' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /apply/i }).click();
    const held = page.getByRole('region', { name: /1 customer is on hold/ });
    await held.getByText('Customer 3').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.goto(paths.agenda(entityCode));
    await page.getByText('Nothing is sent to 1 customer').waitFor();
    await page.getByRole('link', { name: 'See who and why' }).click();
    await page.getByRole('link', { name: 'Customer 3' }).click();
    await page.waitForURL(/\/customers\//);
    await hydrated(page);
    await page.getByRole('button', { name: 'Release the hold' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Release the hold' }).click();
    await page.getByText('Customer 3 is chased again.').waitFor();
    expect(await db.importHold.count({ where: { legalEntityId: entityId, releasedAt: null } })).toBe(0);
    expect(pages.complaints).toEqual([]);
    await page.context().close();
  },
);
