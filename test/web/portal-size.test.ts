/** Long statements, slow phones, the weight of the script, and what can be taken along. */
import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appearances } from './browser.ts';
import { commentsOf, openPortal, pdf, seedPortal, select } from './portal-support.ts';
import { hydrated, startPages, type Pages } from './support.ts';

let pages: Pages;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages?.close());

const inDays = (days: number) =>
  new Date(pages.api.clock.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);

describe('P-4 long statements', () => {
  it('P-4 5,000 items: a word filters them without asking the server, and few rows are drawn', async () => {
    const portal = await seedPortal(pages, { lines: [] });
    await pages.api.db.openItem.createMany({
      data: Array.from({ length: 5000 }, (_, index) => ({
        legalEntityId: pages.seeded.entityId,
        customerId: portal.customerId,
        type: 'invoice' as const,
        number: `N-${10_000 + index}`,
        issuedOn: new Date('2025-10-01'),
        dueOn: new Date(Date.UTC(2025, 10, 1 + (index % 200))),
        originalMinor: BigInt(1000 + index),
        openMinor: BigInt(1000 + index),
        currency: 'EUR',
        purchaseOrder: `PO-${index % 90}`,
      })),
    });
    const page = await pages.open();
    await openPortal(page, portal.path);
    // The whole statement follows the first page of it.
    await page.locator('button:enabled', { hasText: 'Select all 5,000 shown' }).waitFor();
    const asked: string[] = [];
    // The QR code further down is fetched when a shorter list brings it near.
    page.on('request', (request) => request.resourceType() !== 'image' && asked.push(request.url()));
    await page.getByRole('searchbox').fill('N-1234');
    await page.getByText('10 of 5,000 items').waitFor();
    // Filtered where it stands: the server is not asked.
    expect(asked.filter((url) => url.includes('/api/'))).toEqual([]);
    expect(await page.getByRole('row').count()).toBe(11);
    await page.getByRole('searchbox').fill('');
    expect(await page.getByRole('row').count()).toBe(51);
    await page.getByRole('button', { name: 'Select all 5,000 shown' }).click();
    await page.getByText('5,000 selected').waitFor();
    await page.getByRole('button', { name: 'In progress' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you, we have received your message').waitFor({ timeout: 30_000 });
    const [comment] = await commentsOf(pages, portal.customerId);
    expect(comment!.items).toHaveLength(5000);
    await page.context().close();
  }, 120_000);
});

describe('P-12 P-13 on a phone', () => {
  it('P-12 a slow phone reads the page and sends a promise', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open(appearances['narrow']);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await cdp.send('Network.enable');
    // A slow third-generation network: 400 ms away, 50 kB a second.
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: 50 * 1024,
      uploadThroughput: 50 * 1024,
    });
    page.setDefaultTimeout(45_000);
    await page.goto(portal.path, { waitUntil: 'commit' });
    await page.getByRole('heading', { name: 'You have 6 open items, 3 are overdue.' }).waitFor();
    await hydrated(page);
    await page.getByRole('checkbox', { name: 'Select F-1044' }).check();
    await page.getByRole('button', { name: 'Promise to pay' }).click();
    await page.getByLabel('You will pay on').fill(inDays(3));
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you, we have received your message').waitFor();
    expect(await commentsOf(pages, portal.customerId)).toMatchObject([{ status: 'promise' }]);
    await page.context().close();
  }, 120_000);

  it('P-12 nothing moves while the page of a phone comes alive', async () => {
    const portal = await seedPortal(pages, { language: 'pl' });
    const page = await pages.open(appearances['narrow']);
    await page.addInitScript(`
      window.moved = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.moved += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    `);
    await openPortal(page, portal.path);
    await page.locator('button:enabled', { hasText: 'Zaznacz 6' }).waitFor();
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    // What counts as good with those who measure the web.
    expect(await page.evaluate<number>('window.moved')).toBeLessThan(0.1);
    await page.context().close();
  });

  it('P-12 all script of the page weighs less than 100 kB compressed', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    const scripts = new Set<string>();
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.endsWith('.js')) scripts.add(request.url());
    });
    await openPortal(page, portal.path);
    await select(page, 'F-1023');
    await page.getByRole('button', { name: 'Promise to pay' }).click();
    await page.getByLabel('You will pay on').waitFor();
    const weights = await Promise.all([...scripts].map(compressedLength));
    const total = weights.reduce((sum, bytes) => sum + bytes, 0);
    expect(weights.length).toBeGreaterThan(3);
    expect(total).toBeLessThan(100_000);
    await page.context().close();
  });
});

describe('P-6 downloads', () => {
  it('P-6 the list as filtered, a document, and the documents of a selection', async () => {
    const portal = await seedPortal(pages);
    const { db } = pages.api;
    for (const id of portal.itemIds.slice(0, 2)) {
      const stored = await db.storedFile.create({
        data: { name: 'f.pdf', sizeBytes: BigInt(pdf.length), chunks: { create: { seq: 0, bytes: pdf } } },
      });
      await db.openItem.update({ where: { id }, data: { documentFileId: stored.id } });
    }
    const page = await pages.open();
    await openPortal(page, portal.path);
    const excel = page.getByRole('link', { name: /Excel list/ });
    await page.getByRole('searchbox').fill('toner');
    await page.getByText('2 of 6 items').waitFor();
    const [list] = await Promise.all([page.waitForEvent('download'), excel.click()]);
    expect(list.url()).toContain('text=toner');
    expect(list.suggestedFilename()).toMatch(/\.xlsx$/);
    expect((await readFile(await list.path())).subarray(0, 2).toString()).toBe('PK');
    await page.getByRole('link', { name: 'Clear filters' }).click();
    const link = page.getByRole('link', { name: 'Open F-1023 as PDF' });
    const document = await page.request.get((await link.getAttribute('href'))!);
    expect([document.status(), document.headers()['content-type']]).toEqual([200, 'application/pdf']);
    await select(page, 'F-1023', 'F-1031', 'F-1044');
    const archive = page.waitForEvent('download');
    await page.getByRole('button', { name: '2 invoices as ZIP' }).click();
    expect((await archive).suggestedFilename()).toMatch(/\.zip$/);
    expect((await readFile(await (await archive).path())).subarray(0, 2).toString()).toBe('PK');
    // A document that is gone is explained on the page.
    await db.openItem.update({ where: { id: portal.itemIds[0]! }, data: { documentFileId: null } });
    await page.goto((await link.getAttribute('href'))!);
    await page.getByRole('alert').getByText('There is no document for this item.').waitFor();
    await page.context().close();
  });
});

/** Bytes as they come over the line. */
async function compressedLength(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      expect(response.headers['content-encoding']).toBe('gzip');
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => resolve(bytes));
      response.on('error', reject);
    }).on('error', reject);
  });
}
