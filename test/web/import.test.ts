import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createImportActivities } from '../../activities/imports.ts';
import { openTemporal } from '../../api/plugins/temporal.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { taskQueues } from '../../workflows/messages.ts';
import { startTemporal, type TestTemporal } from '../support/temporal.ts';
import { findViolations } from './axe.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

let temporal: TestTemporal;
let pages: Pages;
let worker: Worker;
let running: Promise<void>;
beforeAll(async () => {
  temporal = await startTemporal({ namespace: 'own' });
  const { address, namespace, nativeConnection } = temporal;
  pages = await startPages({ temporal: openTemporal({ address, namespace }) });
  worker = await Worker.create({
    connection: nativeConnection,
    namespace,
    taskQueue: taskQueues.imports,
    workflowsPath: new URL('../../workflows/index.ts', import.meta.url).pathname,
    activities: createImportActivities({ db: pages.api.db }),
  });
  running = worker.run();
});
afterAll(async () => {
  worker?.shutdown();
  await running;
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
    await pages.signIn(page, 'manager');
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
    await pages.signIn(page, 'manager');
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
    expect(violations.filter((line) => !line.includes('#bits-'))).toEqual([]);
    await page.getByRole('button', { name: 'Read again with these answers' }).click();

    await page.getByRole('radio', { name: /The mark decides/ }).check();
    await page.getByRole('button', { name: 'Read again with these answers' }).click();

    // In the review a column may still be read as something else.
    await page.getByRole('button', { name: /apply/i }).waitFor();
    await page.locator('summary').click();
    await page.getByLabel('Read as: memo').selectOption('purchaseOrder');
    await page.getByRole('button', { name: 'Read again with these columns' }).click();
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
