import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createImportActivities } from '../../activities/imports.ts';
import { openTemporal } from '../../api/plugins/temporal.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { taskQueues } from '../../workflows/messages.ts';
import { startTemporal, type TestTemporal } from '../support/temporal.ts';
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
