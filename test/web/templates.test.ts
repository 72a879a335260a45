/** Texts as people write them: two languages, tags with their values, previews, versions, two people, Word. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../web/src/lib/paths.ts';
import { bodyOf } from '../support/document.ts';
import { findViolations } from './axe.ts';
import { appearances, screenshot } from './browser.ts';
import { wrongLooks } from './check-appearances.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

let pages: Pages;
let page: Page;
beforeAll(async () => {
  pages = await startPages();
  page = await pages.open(appearances['wide']);
  await pages.signIn(page, 'administrator');
});
afterAll(() => pages?.close());

const area = (language: string) => page.getByRole('region', { name: language, exact: true });
const body = (language: string) => area(language).getByRole('textbox', { name: 'Text' });
const save = (language: string) => area(language).getByRole('button', { name: 'Save', exact: true });

async function open(key: string, query = {}): Promise<void> {
  await page.goto(paths.template(entityCode, key, query));
  await hydrated(page);
  await page.getByRole('textbox', { name: 'Text' }).first().waitFor();
}

async function saved(language: string, version: number): Promise<void> {
  await save(language).click();
  await page.getByText(`Saved as version ${version}.`).waitFor();
}

async function textOf(key: string, language = 'en') {
  const { entityId } = pages.seeded;
  return pages.api.db.template.findFirstOrThrow({
    where: { language, set: { legalEntityId: entityId, key } },
    orderBy: { version: 'desc' },
  });
}

/** As a program puts it on the clipboard. */
async function paste(into: Locator, html: string): Promise<void> {
  await into.evaluate((element, text) => {
    const data = new DataTransfer();
    data.setData('text/html', text);
    data.setData('text/plain', 'plain');
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, html);
}

describe('E-1 a text from the first word to the second version', () => {
  it('E-1 is made, written with a completed tag, shown for a customer, and saved', async () => {
    await page.goto(paths.templates(entityCode));
    await hydrated(page);
    await page.getByRole('button', { name: 'New template' }).click();
    await page.getByLabel('Name').fill('Gentle nudge');
    await page.getByRole('button', { name: 'Create and write' }).click();
    await page.waitForURL(/gentle_nudge/);
    await body('English').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Please pay #tot');
    const list = page.getByRole('listbox', { name: 'Tags' });
    await list.getByRole('option').first().waitFor();
    // Each tag with what it says for this customer.
    await list
      .getByRole('option', { name: /Total asked for/ })
      .getByText(/€|EUR/)
      .waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type(' to #customer_name !');
    const frame = page.frameLocator('iframe');
    await frame.getByText('Please pay').waitFor();
    expect(await frame.locator('body').textContent()).not.toContain('#');
    await saved('English', 2);
    const { body: stored } = await textOf('gentle_nudge');
    expect(JSON.stringify(stored)).toMatch(/"name":\s?"total_due"/);
    expect(JSON.stringify(stored)).toMatch(/"name":\s?"customer_name"/);
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'template-editor');
  });

  it('E-1 the second language stands beside the first, with what it lacks', async () => {
    await open('gentle_nudge', { language: 'en', beside: 'fr' });
    await page.getByRole('button', { name: 'Write it in French' }).click();
    await body('French').click();
    await page.keyboard.type('Bonjour #customer_name !');
    await page.getByText(/In English, not here: .*#total_due/).waitFor();
    await area('French').getByRole('textbox', { name: 'Subject' }).click();
    await page.keyboard.type('Rappel');
    await saved('French', 1);
    expect((await textOf('gentle_nudge', 'fr')).subject).toBe('Rappel');
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'template-languages');
  });

  it('E-1 an unknown tag is refused with its place; nothing is saved', async () => {
    await open('gentle_nudge', { language: 'en' });
    await body('English').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Dear #custmer_name, ');
    await save('English').click();
    await page
      .getByText(/The tag #custmer_name does not exist \(paragraph 3: Dear/)
      .first()
      .waitFor();
    expect((await textOf('gentle_nudge')).version).toBe(2);
    await area('English').getByRole('button', { name: 'Discard changes' }).click();
  });

  it('E-1 an earlier version is compared with the text, put into the editor and saved again', async () => {
    await open('gentle_nudge', { language: 'en' });
    await area('English').getByRole('button', { name: 'Versions' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Removed:').first().waitFor();
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'template-versions');
    await dialog.getByRole('button', { name: 'Put it into the editor' }).click();
    await saved('English', 3);
    const { body: restored } = await textOf('gentle_nudge');
    expect(JSON.stringify(restored)).not.toContain('total_due');
    // Undo gives the typed text back.
    await body('English').click();
    await page.keyboard.press('Control+z');
  });
});

describe('E-1 what is pasted and how it is set', () => {
  it('E-1 Word comes as paragraphs, lists, tables and colours; scripts and pictures do not come', async () => {
    await open('gentle_nudge', { language: 'en' });
    await body('English').click();
    await page.keyboard.press('Control+a');
    await paste(
      body('English'),
      `<html><body><p class=MsoNormal style="text-align:center"><b><span style="color:#C00000">Second notice</span></b></p>
       <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>by transfer</p>
       <table><tr><td>Invoice</td><td>Sum</td></tr><tr><td>F-1</td><td>12</td></tr></table>
       <p>مرحبا 汉字<script>window.pasted = true</script><img src=x onerror="window.pasted = true"></p></body></html>`,
    );
    await body('English').getByText('Second notice').waitFor();
    expect(await body('English').locator('table').count()).toBe(1);
    expect(await body('English').locator('ul li').count()).toBe(1);
    await saved('English', 4);
    const { body: stored } = await textOf('gentle_nudge');
    const kinds = (stored as { blocks: { kind: string; align?: string }[] }).blocks.map(({ kind }) => kind);
    expect(kinds).toEqual(['paragraph', 'list', 'table', 'paragraph']);
    expect(JSON.stringify(stored)).toContain('#c00000');
    expect(await page.evaluate(() => 'pasted' in window)).toBe(false);
  });

  it('E-1 the toolbar sets bold, colour, edge, list and table by keyboard and click', async () => {
    await open('gentle_nudge', { language: 'en' });
    await body('English').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('Pay');
    await page.keyboard.press('Control+b');
    const bar = page.getByRole('toolbar', { name: 'Format: Text' });
    await bar.getByRole('button', { name: 'Centred' }).click();
    await page.keyboard.press('Control+a');
    await bar.getByRole('button', { name: 'Colour and size' }).click();
    await page.getByRole('button', { name: 'Blue' }).click();
    // The text has the focus again in the next frame.
    await expect
      .poll(() => page.evaluate<boolean>('document.activeElement?.isContentEditable === true'))
      .toBe(true);
    await page.keyboard.press('End');
    await bar.getByRole('button', { name: 'Table' }).click();
    await page.getByRole('button', { name: 'Insert a table' }).click();
    await page.keyboard.type('Invoice');
    await saved('English', 5);
    const { blocks } = (await textOf('gentle_nudge')).body as { blocks: object[] };
    expect(blocks[0]).toMatchObject({
      kind: 'paragraph',
      align: 'center',
      inlines: [{ text: 'Pay', marks: { bold: true, color: '#1a56c4' } }],
    });
    expect(blocks).toContainEqual(expect.objectContaining({ kind: 'table', headRows: 1 }));
  });
});

describe('E-1 two people write one text', () => {
  it('E-1 the later one is told by whom, sees the difference, and merges', async () => {
    await open('gentle_nudge', { language: 'fr' });
    const { id } = await textOf('gentle_nudge', 'fr');
    const { setId } = await pages.api.db.template.findUniqueOrThrow({ where: { id } });
    await pages.api.db.template.create({
      data: {
        ...{ setId, language: 'fr', version: 2, subject: 'Rappel' },
        body: bodyOf('<p>Bonjour #customer_name !</p><p>Leur phrase.</p>') as object,
        createdBy: pages.seeded.users.manager.id,
      },
    });
    await body('French').click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('Ma phrase.');
    await page.keyboard.press('Enter');
    await save('French').click();
    const dialog = page.getByRole('dialog', { name: 'Somebody else has saved this text' });
    await dialog.getByText('Leur phrase.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Merge both' }).click();
    await saved('French', 3);
    const text = JSON.stringify((await textOf('gentle_nudge', 'fr')).body);
    expect(text).toContain('Ma phrase.');
    expect(text).toContain('Leur phrase.');
  });
});

describe('L-1 letters', () => {
  it('L-1 are shown as their pages; the logo is ticked or not; phone and dark are usable', async () => {
    const { entityId, customerId } = pages.seeded;
    await pages.api.db.customer.update({
      where: { id: customerId },
      data: { address: { street: '1 rue du Port', postalCode: '44000', city: 'Nantes', country: 'FR' } },
    });
    await pages.api.db.templateSet.create({
      data: {
        ...{ legalEntityId: entityId, key: 'paper', name: 'Formal letter', form: 'letter' },
        templates: {
          create: {
            language: 'en',
            subject: 'Your account',
            body: bodyOf('<p>#salutation</p><p>#statement</p>') as object,
          },
        },
      },
    });
    await open('paper');
    await page.getByRole('img', { name: 'Page 1 of 1' }).waitFor();
    const logo = page.getByLabel('Display your company’s logo in letters');
    expect(await logo.isChecked()).toBe(true);
    await logo.click();
    await page.getByLabel('Window of the envelope').selectOption('din_5008_b');
    await page.locator('.preview[aria-busy="false"]').waitFor();
    await saved('English', 2);
    expect((await textOf('paper')).options).toEqual({ letter: { logo: false, window: 'din_5008_b' } });
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'template-letter');
    await page.locator('.toast').getByRole('button', { name: 'Close' }).click();
    expect(await wrongLooks(page, 'template-letter')).toEqual({});
    expect(pages.complaints).toEqual([]);
  });
});
