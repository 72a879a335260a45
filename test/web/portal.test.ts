/** The customer's page on the real API and database, in a real browser. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { pageLanguages } from '../../domain/vocabulary.ts';
import { findViolations } from './axe.ts';
import { enlargeText, looks, screenshot } from './browser.ts';
import { openPortal, portalLink, seedPortal } from './portal-support.ts';
import { hydrated, startPages, type Pages } from './support.ts';

let pages: Pages;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages?.close());

const inDays = (days: number) =>
  new Date(pages.api.clock.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

async function commentsOf(customerId: string) {
  return pages.api.db.comment.findMany({
    where: { customerId },
    include: { items: true, files: true },
    orderBy: { createdAt: 'asc' },
  });
}

async function select(page: Page, ...numbers: string[]) {
  for (const number of numbers) await page.getByRole('checkbox', { name: `Select ${number}` }).check();
}

describe('P-1 the page of a customer', () => {
  it('P-1 P-7 shows what is open, by currency and age, with contact and bank details', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    await openPortal(page, portal.path);
    await page.getByRole('heading', { level: 1, name: 'You have 6 open items, 3 are overdue.' }).waitFor();
    const row = page.getByRole('row', { name: /F-1023/ });
    expect(await row.innerText()).toMatch(
      /5 Dec 2025[\s\S]*95 days late[\s\S]*PO-7781[\s\S]*€1,245\.00[\s\S]*Overdue/,
    );
    const totals = await page.getByRole('region', { name: 'Your balance' }).innerText();
    expect(totals).toContain('€9,195.15');
    expect(totals).toContain('€6,644.90');
    const company = page.getByRole('region', { name: 'Contact and bank details' });
    expect(await company.innerText()).toMatch(/Camille Roux[\s\S]*Papeterie Moreau SAS[\s\S]*FR76 3000 6000/);
    const code = company.getByRole('img', { name: /QR code for a bank transfer of €6,644\.90/ });
    await code.scrollIntoViewIfNeeded();
    await code.evaluate(async (image) => (image as unknown as { decode(): Promise<void> }).decode());
    await page.context().close();
  });

  it.each(Object.keys(looks))(
    'P-12 is accessible and keeps to the width of the screen: %s',
    async (look) => {
      const portal = await seedPortal(pages);
      const page = await pages.open(looks[look]);
      await openPortal(page, portal.path);
      if (look === 'large') await enlargeText(page);
      await screenshot(page, `portal-${look}`);
      const found = { page: await findViolations(page), reply: [] as string[], wider: await widerBy(page) };
      await select(page, 'F-1023', 'F-1031');
      await screenshot(page, `portal-selected-${look}`);
      await page.getByRole('button', { name: 'Dispute' }).click();
      await page.getByLabel('What is not right?').waitFor();
      await screenshot(page, `portal-reply-${look}`);
      found.reply = await findViolations(page);
      expect(found).toEqual({ page: [], reply: [], wider: 0 });
      await page.context().close();
    },
    120_000,
  );

  it('P-12 speaks eight languages: the link’s, then the one that is chosen', async () => {
    const portal = await seedPortal(pages, { language: 'de' });
    const page = await pages.open();
    await openPortal(page, portal.path);
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    for (const language of pageLanguages) {
      await page.getByRole('banner').getByRole('combobox').selectOption(language);
      await page.waitForURL(new RegExp(`lang=${language}`));
      await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
      await hydrated(page);
      expect(await page.getByRole('main').innerText()).not.toMatch(/undefined|\[object|NaN|#\s/);
      expect(await findViolations(page)).toEqual([]);
    }
    await page.goto('/p');
    expect(await page.locator('html').getAttribute('lang')).toBe('pt');
    await page.context().close();
  }, 120_000);

  it('P-1 P-2 an item named by the mail stands on the screen, marked', async () => {
    const portal = await seedPortal(pages, {
      lines: Array.from({ length: 180 }, (_, index) => ({
        number: `L-${1000 + index}`,
        dueOn: '2026-02-01',
        openMinor: 1000 + index,
      })),
    });
    const page = await pages.open();
    await openPortal(page, `${portal.path}?item=${portal.itemIds[170]}`);
    const row = page.locator(`#item-${portal.itemIds[170]}`);
    await row.waitFor();
    await expect
      .poll(() =>
        page.evaluate(`document.querySelector('tr.named').getBoundingClientRect().top < innerHeight`),
      )
      .toBe(true);
    expect(await row.getAttribute('class')).toContain('named');
    await page.context().close();
  });
});

describe('P-5 telling what will happen', () => {
  it('P-5 P-9 a promise for two of the items, a part of one, with a file', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    await openPortal(page, portal.path);
    await select(page, 'F-1023', 'F-1031');
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Promise to pay' }).click();
    const sheet = page.getByRole('dialog', { name: 'Reply about 2 items' });
    await sheet.getByRole('button', { name: 'Send' }).click();
    await sheet.getByRole('alert').getByText('Please say on which day you will pay.').waitFor();
    await sheet.getByLabel('You will pay on').fill(inDays(6));
    await sheet.getByText('Pay or dispute only a part').click();
    await sheet.getByLabel('Amount for F-1031').fill('500.50');
    await sheet.getByLabel('Comment (optional)').fill('The transfer leaves on Monday.');
    await sheet
      .getByLabel('Attachments')
      .setInputFiles({ name: 'proof.pdf', mimeType: 'application/pdf', buffer: pdf });
    await sheet.getByText('Uploaded').waitFor();
    await sheet.getByLabel('Your name').fill('Anne Borel');
    await sheet.getByRole('button', { name: 'Send' }).click();
    const thanks = page.getByRole('region', { name: 'Thank you, we have received your message' });
    await thanks.getByText('It will be read by Camille Roux.').waitFor();
    expect(await thanks.innerText()).toMatch(/F-1023, F-1031[\s\S]*1 file came with it/);
    const [comment] = await commentsOf(portal.customerId);
    expect(comment).toMatchObject({
      status: 'promise',
      text: 'The transfer leaves on Monday.',
      authorName: 'Anne Borel',
    });
    expect(comment!.files.map(({ name }) => name)).toEqual(['proof.pdf']);
    const amounts = Object.fromEntries(
      comment!.items.map(({ itemId, amountMinor }) => [itemId, amountMinor]),
    );
    expect(amounts).toEqual({ [portal.itemIds[0]!]: null, [portal.itemIds[1]!]: 50_050n });
    await page
      .getByRole('row', { name: /F-1023/ })
      .getByText('Message received')
      .waitFor();
    const messages = page.getByRole('region', { name: 'Your messages' });
    await messages.getByText('The transfer leaves on Monday.').waitFor();
    // What concerns an item shows on its icon, by pointer and by keyboard.
    const mark = page.getByRole('link', { name: '1 message about F-1023' });
    await mark.focus();
    await page.getByRole('tooltip').getByText('The transfer leaves on Monday.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('tooltip').waitFor({ state: 'hidden' });
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'portal-sent-wide');
    await page.context().close();
  });

  it('P-5 a dispute asks for its reason, in progress for nothing', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    await openPortal(page, portal.path);
    await select(page, 'F-1044');
    await page.getByRole('button', { name: 'Dispute' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('button', { name: 'Send' }).click();
    await sheet.getByRole('alert').getByText('Please say what is not right.').waitFor();
    await sheet.getByLabel('What is not right?').selectOption('delivery');
    await sheet.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you, we have received your message').waitFor();
    await select(page, 'F-1050');
    await page.getByRole('button', { name: 'In progress' }).click();
    await sheet.getByRole('button', { name: 'Send' }).click();
    await expect.poll(async () => (await commentsOf(portal.customerId)).length).toBe(2);
    expect(await commentsOf(portal.customerId)).toMatchObject([
      { status: 'dispute', disputeReason: 'delivery' },
      { status: 'ongoing', disputeReason: null },
    ]);
    await page.context().close();
  });

  it('P-5 a message without items; saying nothing is told, and what was typed stays', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    await openPortal(page, portal.path);
    await page.getByRole('link', { name: 'Write to us' }).click();
    const sheet = page.getByRole('dialog', { name: 'Your message' });
    await sheet.getByLabel('Your name').fill('Paul');
    await sheet.getByRole('button', { name: 'Send' }).click();
    await sheet.getByRole('alert').getByText('Please choose something').waitFor();
    expect(await sheet.getByLabel('Your name').inputValue()).toBe('Paul');
    await sheet.getByRole('textbox', { name: 'Comment' }).fill('Who is our new contact?');
    await sheet.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you, we have received your message').waitFor();
    expect(await commentsOf(portal.customerId)).toMatchObject([{ status: null, items: [] }]);
    await page.context().close();
  });

  it('P-9 items that were paid in the meantime are named and left out', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    await openPortal(page, portal.path);
    await select(page, 'F-1023', 'F-1044');
    await pages.api.db.openItem.update({
      where: { id: portal.itemIds[2]! },
      data: { state: 'cleared', openMinor: 0n, clearedOn: new Date('2026-03-10') },
    });
    await page.getByRole('button', { name: 'In progress' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
    await page.getByText('Paid in the meantime, so nothing more to do: F-1044.').waitFor();
    await page.getByRole('row', { name: /F-1044/ }).waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('P-5 a file that is refused says why and can be taken out; the rest is sent', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    await openPortal(page, portal.path);
    await page.getByRole('link', { name: 'Write to us' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('Attachments').setInputFiles([
      { name: 'invoice.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\x90\x00 a program') },
      { name: 'empty.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
      { name: 'proof.pdf', mimeType: 'application/pdf', buffer: pdf },
    ]);
    await sheet.getByText('Files of this kind are not accepted').waitFor();
    await sheet.getByText('The file is empty.').waitFor();
    await sheet.getByText('Uploaded', { exact: true }).waitFor();
    await sheet.getByRole('button', { name: 'Remove invoice.pdf' }).click();
    await sheet.getByRole('button', { name: 'Remove empty.pdf' }).click();
    await sheet.getByRole('button', { name: 'Send' }).click();
    await page.getByText('1 file came with it.').waitFor();
    const [comment] = await commentsOf(portal.customerId);
    expect(comment!.files.map(({ name }) => name)).toEqual(['proof.pdf']);
    await page.context().close();
  });

  it('P-12 everything can be done with the keyboard alone', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    await openPortal(page, portal.path);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Skip to content');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Select F-1023');
    await page.keyboard.press('Space');
    await tabTo(page, 'Promise to pay');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.getByLabel('You will pay on').focus();
    await page.keyboard.type('03202026');
    await tabTo(page, 'Send');
    await page.keyboard.press('Enter');
    const thanks = page.getByRole('region', { name: 'Thank you, we have received your message' });
    await thanks.waitFor();
    await expect
      .poll(() => page.evaluate(`document.activeElement?.getAttribute('aria-labelledby')`))
      .toBe('sent-heading');
    expect(await commentsOf(portal.customerId)).toMatchObject([{ status: 'promise' }]);
    await page.context().close();
  });

  it('P-12 without JavaScript a promise with a file is sent, and so is a filter', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open({ javaScriptEnabled: false });
    await page.goto(portal.path);
    expect(new URL(page.url()).pathname).toBe('/p');
    await page.getByRole('searchbox').fill('desks');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('1 of 6 items').waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    await page.getByRole('link', { name: 'Clear filters' }).click();
    await page.getByRole('link', { name: 'Still open' }).click();
    expect(await page.getByRole('row').nth(1).innerText()).toContain('AV-200');
    await select(page, 'F-1023', 'F-1044');
    await page.getByRole('radio', { name: /Promise to pay/ }).check();
    await page.getByLabel('You will pay on').fill(inDays(4));
    await page.getByLabel('Comment (optional)').fill('By cheque');
    await page
      .getByLabel('Attachments')
      .setInputFiles({ name: 'cheque.pdf', mimeType: 'application/pdf', buffer: pdf });
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you, we have received your message').waitFor();
    const [comment] = await commentsOf(portal.customerId);
    expect(comment).toMatchObject({ status: 'promise', text: 'By cheque' });
    expect(comment!.items).toHaveLength(2);
    expect(comment!.files.map(({ name }) => name)).toEqual(['cheque.pdf']);
    await page.context().close();
  });

  it('P-12 without JavaScript a refused form says why', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open({ javaScriptEnabled: false });
    await page.goto(portal.path);
    await page.getByRole('radio', { name: /Comment only/ }).check();
    await page.getByRole('button', { name: 'Send' }).click();
    await page
      .getByRole('alert')
      .getByText('Please choose something, write a comment or add a file.')
      .waitFor();
    expect(await commentsOf(portal.customerId)).toEqual([]);
    await page.context().close();
  });
});

describe('P-4 long statements', () => {
  it('P-4 5,000 items: a word filters them in under 300 ms, and few rows are drawn', async () => {
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
    await page.getByRole('button', { name: 'Select all 5,000 shown' }).waitFor();
    const took = await page.evaluate(
      `new Promise((resolve) => {
        const field = document.querySelector('input[name=text]');
        const startedAt = performance.now();
        field.value = 'N-1234';
        field.dispatchEvent(new Event('input', { bubbles: true }));
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedAt)));
      })`,
    );
    expect(await page.getByText('10 of 5,000 items').count()).toBe(1);
    expect(Number(took)).toBeLessThan(300);
    expect(await page.getByRole('row').count()).toBe(11);
    await page.getByRole('searchbox').fill('');
    expect(await page.getByRole('row').count()).toBe(51);
    await page.getByRole('button', { name: 'Select all 5,000 shown' }).click();
    await page.getByText('5,000 selected').waitFor();
    await page.getByRole('button', { name: 'In progress' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you, we have received your message').waitFor({ timeout: 30_000 });
    const [comment] = await commentsOf(portal.customerId);
    expect(comment!.items).toHaveLength(5000);
    await page.context().close();
  }, 120_000);
});

describe('P-12 P-13 on a phone', () => {
  it('P-12 a slow phone reads the page and sends a promise', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open(looks['narrow']);
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
    expect(await commentsOf(portal.customerId)).toMatchObject([{ status: 'promise' }]);
    await page.context().close();
  }, 120_000);

  it('P-12 all script of the page weighs less than 100 kB compressed', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    const scripts = new Map<string, string>();
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.set(response.url(), response.url());
    });
    await openPortal(page, portal.path);
    await select(page, 'F-1023');
    await page.getByRole('button', { name: 'Promise to pay' }).click();
    await page.waitForLoadState('networkidle');
    const weights = await Promise.all(
      [...scripts.keys()].map(async (url) => {
        const response = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
        const bytes = await rawLength(url);
        expect(response.headers.get('content-encoding')).toBe('gzip');
        return bytes;
      }),
    );
    const total = weights.reduce((sum, bytes) => sum + bytes, 0);
    expect(weights.length).toBeGreaterThan(3);
    expect(total).toBeLessThan(100_000);
    await page.context().close();
  });
});

describe('P-13 links', () => {
  it('B14 P-13 a second link in the same browser takes the place of the first, leaving forgets both', async () => {
    const [first, second] = [
      await seedPortal(pages, { name: 'Alpha' }),
      await seedPortal(pages, { name: 'Beta' }),
    ];
    const page = await pages.open();
    await openPortal(page, first.path);
    await page.getByText('Alpha, customer number').waitFor();
    await openPortal(page, second.path);
    await page.getByText('Beta, customer number').waitFor();
    await page.goto('/p');
    expect(await page.content()).not.toContain('Alpha');
    await page.getByRole('button', { name: 'Leave this page' }).click();
    await page.getByRole('heading', { name: 'You have left the page' }).waitFor();
    expect((await page.context().cookies()).filter(({ name }) => name.includes('customer'))).toEqual([]);
    await page.goto('/p');
    await page.getByRole('heading', { name: 'We do not know this link' }).waitFor();
    await page.context().close();
  });

  it('P-13 a link to one item shows that item and no other', async () => {
    const portal = await seedPortal(pages);
    const token = await portalLink(pages, portal.customerId, { itemIds: [portal.itemIds[0]!] });
    const page = await pages.open();
    await openPortal(page, `/p/${token}`);
    await page.getByRole('heading', { name: 'You have 1 open invoice, 1 is overdue.' }).waitFor();
    expect(await page.content()).not.toContain('F-1031');
    await page.context().close();
  });
});

async function widerBy(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Presses Tab until the element of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate<string>(
      `(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim()`,
    );
    if (label === name) return;
  }
  throw new Error(`${name} was not reached`);
}

/** Bytes as they come over the line. */
async function rawLength(url: string): Promise<number> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => resolve(bytes));
      response.on('error', reject);
    }).on('error', reject);
  });
}
