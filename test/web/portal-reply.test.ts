/** What a customer says on the page, by pointer, by keyboard and without script. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page, Route } from 'playwright-core';
import { findViolations } from './axe.ts';
import { screenshot } from './browser.ts';
import { commentsOf, openPortal, pdf, seedPortal, select } from './portal-support.ts';
import { hydrated, startPages, type Pages } from './support.ts';

let pages: Pages;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages?.close());

const inDays = (days: number) =>
  new Date(pages.api.clock.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);

describe('P-5 saying what will happen', () => {
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
    const [comment] = await commentsOf(pages, portal.customerId);
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
    await expect.poll(async () => (await commentsOf(pages, portal.customerId)).length).toBe(2);
    expect(await commentsOf(pages, portal.customerId)).toMatchObject([
      { status: 'dispute', disputeReason: 'delivery' },
      { status: 'ongoing', disputeReason: null },
    ]);
    await page.context().close();
  });

  it('P-5 P-11 already paid is a choice of its own, with day and reference; what is wrong is said at its field', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    await page.goto(`${portal.path}?item=${portal.itemIds[0]}`);
    await hydrated(page);
    expect(await page.getByRole('checkbox', { name: 'Select F-1023' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Already paid' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('button', { name: 'Send' }).click();
    await sheet.getByRole('alert').getByText('Please say on which day you paid').waitFor();
    await expect.poll(() => page.evaluate(`document.activeElement?.id`)).toBe('reply-paidOn');
    await sheet.getByLabel('You paid on').fill(inDays(-3));
    await sheet.getByLabel('Bank reference').fill('E2E 4711');
    expect(await findViolations(page)).toEqual([]);
    await sheet.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you, we have received your message').waitFor();
    await page.getByText('E2E 4711').first().waitFor();
    expect(await commentsOf(pages, portal.customerId)).toMatchObject([
      { status: 'paid', paidOn: new Date(inDays(-3)), paymentReference: 'E2E 4711' },
    ]);
    await page.context().close();
  });

  it('P-12 already paid is sent without JavaScript too', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open({ javaScriptEnabled: false });
    await page.goto(`${portal.path}?item=${portal.itemIds[0]}`);
    await page.getByRole('radio', { name: /Already paid/ }).check();
    await page.getByLabel('You paid on').fill(inDays(-1));
    await page.getByLabel('Bank reference').fill('E2E 4712');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you, we have received your message').waitFor();
    expect(await commentsOf(pages, portal.customerId)).toMatchObject([
      { status: 'paid', paymentReference: 'E2E 4712' },
    ]);
    await page.context().close();
  });

  it('P-5 a message without items; an empty one is refused, and what was typed stays', async () => {
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
    expect(await commentsOf(pages, portal.customerId)).toMatchObject([{ status: null, items: [] }]);
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
    const [comment] = await commentsOf(pages, portal.customerId);
    expect(comment!.files.map(({ name }) => name)).toEqual(['proof.pdf']);
    await page.context().close();
  });

  it('P-5 an upload that breaks off is tried again, one that lasts can be stopped', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    await openPortal(page, portal.path);
    await page.getByRole('link', { name: 'Write to us' }).click();
    const sheet = page.getByRole('dialog');
    let held: Route | undefined;
    await page.route('**/api/portal/files', (route) => route.abort('connectionreset'), { times: 1 });
    const files = sheet.getByLabel('Attachments');
    await files.setInputFiles({ name: 'proof.pdf', mimeType: 'application/pdf', buffer: pdf });
    await sheet.getByText('No connection.').waitFor();
    await sheet.getByRole('button', { name: 'Upload proof.pdf again' }).click();
    await sheet.getByText('Uploaded', { exact: true }).waitFor();
    await page.route('**/api/portal/files', (route) => void (held = route), { times: 1 });
    await files.setInputFiles({ name: 'photo.pdf', mimeType: 'application/pdf', buffer: pdf });
    await sheet.getByText('Files are still being uploaded.').waitFor();
    await sheet.getByRole('button', { name: 'Send' }).click();
    expect(await commentsOf(pages, portal.customerId)).toEqual([]);
    await sheet.getByRole('button', { name: 'Stop uploading photo.pdf' }).click();
    await held?.abort().catch(() => undefined);
    await sheet.getByRole('button', { name: 'Send' }).click();
    await page.getByText('1 file came with it.').waitFor();
    const [comment] = await commentsOf(pages, portal.customerId);
    expect(comment!.files.map(({ name }) => name)).toEqual(['proof.pdf']);
    await page.context().close();
  });

  it('P-5 a message sent while its file is on its way goes once the file is there', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    await openPortal(page, portal.path);
    await page.getByRole('link', { name: 'Write to us' }).click();
    const sheet = page.getByRole('dialog');
    let held: Route | undefined;
    await page.route('**/api/portal/files', (route) => void (held = route), { times: 1 });
    const file = { name: 'proof.pdf', mimeType: 'application/pdf', buffer: pdf };
    await sheet.getByLabel('Attachments').setInputFiles(file);
    await sheet.getByText('Files are still being uploaded.').waitFor();
    await sheet.getByRole('button', { name: 'Send' }).click();
    expect(await commentsOf(pages, portal.customerId)).toEqual([]);
    await held!.continue();
    await page.getByText('1 file came with it.').waitFor();
    await page.context().close();
  });

  it('P-9 the same form sent twice is one message, regardless of what the line did in between', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    await openPortal(page, portal.path);
    await page.getByRole('link', { name: 'Write to us' }).click();
    const sheet = page.getByRole('dialog');
    const comment = sheet.getByRole('textbox', { name: 'Comment' });
    await comment.fill('Please send a copy.');
    // It arrives, but the answer is lost.
    const lose = async (route: Route) => {
      await route.fetch();
      await route.abort('connectionreset');
    };
    await page.route('**/api/portal/submissions', lose, { times: 1 });
    await sheet.getByRole('button', { name: 'Send' }).click();
    await sheet.getByRole('alert').getByText('What you wrote is still here').waitFor();
    expect(await comment.inputValue()).toBe('Please send a copy.');
    await sheet.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you, we have received your message').waitFor();
    expect(await commentsOf(pages, portal.customerId)).toHaveLength(1);
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
    expect(await commentsOf(pages, portal.customerId)).toMatchObject([{ status: 'promise' }]);
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
    await page.getByText('Pay or dispute only a part').click();
    await page.getByLabel('Amount for F-1044').fill('1000');
    await page.getByLabel('Comment (optional)').fill('By cheque');
    await page
      .getByLabel('Attachments')
      .setInputFiles({ name: 'cheque.pdf', mimeType: 'application/pdf', buffer: pdf });
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you, we have received your message').waitFor();
    const [comment] = await commentsOf(pages, portal.customerId);
    expect(comment).toMatchObject({ status: 'promise', text: 'By cheque' });
    const amounts = Object.fromEntries(
      comment!.items.map(({ itemId, amountMinor }) => [itemId, amountMinor]),
    );
    expect(amounts).toEqual({ [portal.itemIds[0]!]: null, [portal.itemIds[2]!]: 100_000n });
    expect(comment!.files.map(({ name }) => name)).toEqual(['cheque.pdf']);
    await page.context().close();
  });

  it('P-12 without JavaScript each problem is said at its field, with what was typed, and the first has the focus', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open({ javaScriptEnabled: false });
    await page.goto(portal.path);
    await select(page, 'F-1023', 'F-1044');
    await page.getByRole('radio', { name: /Promise to pay/ }).check();
    await page.getByText('Pay or dispute only a part').click();
    await page.getByLabel('Amount for F-1023').fill('a lot');
    await page.getByLabel('Amount for F-1044').fill('99999999');
    await page.getByLabel('Comment (optional)').fill('Half of it\nnext week & <more>');
    await page.getByLabel('Your name').fill('Zoë Ødegård');
    await page
      .getByLabel('Attachments')
      .setInputFiles({ name: 'cheque.pdf', mimeType: 'application/pdf', buffer: pdf });
    await page.getByRole('button', { name: 'Send' }).click();

    const faultOf = async (label: string) => {
      const field = page.getByLabel(label);
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      const ids = (await field.getAttribute('aria-describedby'))!.split(' ');
      return page.locator(`[id="${ids.at(-1)}"]`).innerText();
    };
    expect(await faultOf('You will pay on')).toContain('Please say on which day you will pay.');
    expect(await faultOf('Amount for F-1023')).toContain('An amount cannot be read.');
    expect(await faultOf('Amount for F-1044')).toContain('An amount is higher than what is open.');
    expect(await page.locator('[autofocus]').getAttribute('name')).toBe('promisedOn');
    expect(await page.getByRole('radio', { name: /Promise to pay/ }).isChecked()).toBe(true);
    expect(await page.getByLabel('Amount for F-1023').inputValue()).toBe('a lot');
    expect(await page.getByLabel('Comment (optional)').inputValue()).toBe('Half of it\nnext week & <more>');
    expect(await page.getByLabel('Your name').inputValue()).toBe('Zoë Ødegård');
    await page.getByText('Please choose your files again.').waitFor();
    await screenshot(page, 'portal-refused-without-script');
    // the ticks of the statement are kept too: mended, the same form is sent
    await page.getByLabel('You will pay on').fill(inDays(4));
    await page.getByLabel('Amount for F-1023').fill('');
    await page.getByLabel('Amount for F-1044').fill('1000');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you, we have received your message').waitFor();
    const [comment] = await commentsOf(pages, portal.customerId);
    expect(comment).toMatchObject({ status: 'promise', text: 'Half of it\nnext week & <more>' });
    expect(comment!.items.map(({ itemId }) => itemId).toSorted()).toEqual(
      [portal.itemIds[0]!, portal.itemIds[2]!].toSorted(),
    );
    // shown once: the page opened again is as it was
    await page.goto('/p');
    expect(await page.getByLabel('Comment (optional)').inputValue()).toBe('');
    await page.context().close();
  });

  it('P-12 without JavaScript a dispute, a payment and a file that are refused are explained at their fields', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open({ javaScriptEnabled: false });
    await page.goto(portal.path);
    await select(page, 'F-1023');
    await page.getByRole('radio', { name: /Dispute/ }).check();
    await page.getByRole('button', { name: 'Send' }).click();
    const reason = page.locator('[name="disputeReason"]');
    expect(await reason.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('[autofocus]').getAttribute('name')).toBe('disputeReason');
    await page.getByRole('radio', { name: /Already paid/ }).check();
    await page.getByLabel('Bank reference').fill('E2E 4713');
    await page.getByRole('button', { name: 'Send' }).click();
    expect(await page.getByLabel('You paid on').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Bank reference').inputValue()).toBe('E2E 4713');
    await page.getByLabel('You paid on').fill(inDays(-1));
    await page.getByLabel('Attachments').setInputFiles({
      name: 'run.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('MZ this is a program'),
    });
    await page.getByRole('button', { name: 'Send' }).click();
    expect(await page.getByLabel('Attachments').getAttribute('aria-invalid')).toBe('true');
    await page.getByText('Files of this kind are not accepted.').waitFor();
    expect(await page.getByLabel('You paid on').inputValue()).toBe(inDays(-1));
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
    expect(await commentsOf(pages, portal.customerId)).toEqual([]);
    await page.context().close();
  });
});

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
