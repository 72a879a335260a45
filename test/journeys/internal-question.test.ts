import { simpleParser } from 'mailparser';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCustomer, createEntity, type TestEntity } from '../support/ledger.ts';
import { WholeSystem } from '../support/whole-system.ts';
import { findViolations } from '../web/axe.ts';
import { hydrated } from '../web/support.ts';

const colleague = 'paul.martin@acme-test.example';
const canary = 'Said among colleagues only';

let system: WholeSystem;
let entity: TestEntity;
let code: string;
let customerId: string;
let itemId: string;
let collectorEmail: string;
let collector: Page;

beforeAll(async () => {
  system = await WholeSystem.open();
  const { db } = system.story;
  entity = await createEntity(db, { entity: { language: 'en' } });
  ({ code } = await db.legalEntity.findUniqueOrThrow({ where: { id: entity.entityId } }));
  await system.until('2035-01-08', '10:00');
  customerId = await createCustomer(db, entity, {
    number: 'C-KRAFT',
    items: [
      { number: 'F-301', dueOn: '2035-01-05', openMinor: 120_000 },
      { number: 'F-302', dueOn: '2035-01-05', openMinor: 80_000 },
    ],
    data: { name: 'Kraft GmbH', language: 'en', collectorId: entity.collectorId },
  });
  const item = await db.openItem.findFirstOrThrow({ where: { customerId, number: 'F-301' } });
  itemId = item.id;
  await db.dispute.create({
    data: { customerId, reason: 'price', comment: 'Wrong price', items: { create: { itemId } } },
  });
  await db.comment.create({
    data: {
      legalEntityId: entity.entityId,
      customerId,
      source: 'internal_page',
      audience: 'internal',
      text: canary,
      authorName: 'Wes Warehouse',
      submissionKey: 'earlier-answer',
      items: { create: { itemId, openMinor: 120_000n } },
    },
  });
  collectorEmail = await system.giveAccount(entity);
  collector = await system.person();
  await system.signIn(collector, collectorEmail);
}, 180_000);
afterAll(() => system?.close());

/** What was asked for by notices leaves, in the clock of the story. */
async function mailLeaves(): Promise<void> {
  const minutes = (await system.story.now()) / 60_000 + 2;
  const at = new Date(Math.ceil(minutes) * 60_000);
  const [day = '', clock = ''] = at.toLocaleString('sv', { timeZone: 'Europe/Paris' }).split(' ');
  await system.until(day, clock.slice(0, 5));
}

async function newestTo(address: string, subject: RegExp) {
  await expect
    .poll(async () => (await system.newestMailTo(address).catch(() => ({ subject: '' }))).subject)
    .toMatch(subject);
  const { id } = await system.newestMailTo(address);
  const { raw } = await system.story.db.localMail.findUniqueOrThrow({ where: { id: BigInt(id) } });
  return simpleParser(Buffer.from(raw));
}

function linkIn(text: string | undefined, folder: 'i' | 'r'): string {
  return new RegExp(`http://127[^\\s]+/${folder}/r[ix]_[\\w-]{43}`).exec(text ?? '')![0];
}

/** The first time in a browser: a code goes to the colleague's address. */
async function enter(address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await system.person(options);
  await page.goto(address);
  await page.getByRole('heading', { name: 'Is it you?' }).waitFor();
  expect(await page.content()).not.toContain(canary);
  expect(page.url()).not.toContain('ri_');
  await page.getByRole('button', { name: 'Send the code' }).click();
  await page.getByText(/The code is on its way to p/).waitFor();
  await mailLeaves();
  const mail = await newestTo(colleague, /code/i);
  const digits = /\b(\d{3}[ \u00a0]?\d{3}|\d{6,8})\b/.exec(mail.text ?? '')![0];
  await page.getByLabel('Code from the e-mail').fill(digits);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('heading', { name: 'What was said' }).waitFor();
  return page;
}

let address = '';

describe('an internal interactive e-mail on a dispute', () => {
  test('I-1 a collector asks a colleague from the dispute; the colleague gets the items and one link', async () => {
    await collector.goto(`/e/${code}/customers/${customerId}`);
    await hydrated(collector);
    await collector
      .getByRole('listitem')
      .filter({ hasText: 'Wrong price' })
      .getByRole('button', { name: 'Ask a colleague' })
      .click();
    const dialog = collector.getByRole('dialog');
    await dialog.getByLabel('E-mail address of the colleague').fill('paul@elsewhere.example');
    await dialog.getByLabel('Your question').fill('Did we agree on this price?');
    await dialog.getByRole('button', { name: 'Send the question' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await system.story.db.internalQuestion.count({ where: { customerId } })).toBe(0);
    await dialog.getByLabel('E-mail address of the colleague').fill(colleague);
    await dialog.getByLabel('Name').fill('Paul Martin');
    expect(await findViolations(collector)).toEqual([]);
    await dialog.getByRole('button', { name: 'Send the question' }).click();
    await collector.getByText('The question goes to Paul Martin').waitFor();
    await collector.getByText('Waiting for an answer').waitFor();
    await mailLeaves();
    const mail = await newestTo(colleague, /^\[Internal\] Kraft GmbH: F-301/);
    expect(mail.text).toContain('Did we agree on this price?');
    expect(mail.html).toContain('F-301');
    expect(mail.html).not.toContain('F-302');
    address = linkIn(mail.text, 'i');
  });

  test('C2 I-2 I-3 code first, then everything that was said; the answer comes back and one click integrates it', async () => {
    const paul = await enter(address);
    await paul.getByText(canary).waitFor();
    await paul.getByText('Disputed: The price').waitFor();
    expect(await paul.content()).not.toContain('F-302');
    expect(await findViolations(paul)).toEqual([]);
    await paul.emulateMedia({ colorScheme: 'dark' });
    expect(await findViolations(paul)).toEqual([]);
    await paul.emulateMedia({ colorScheme: 'light' });
    await hydrated(paul);
    await paul.getByLabel('What do you know about it?').fill('Yes, see the offer of May.');
    await paul.locator('input[type=file]').setInputFiles({
      name: 'offer.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
    });
    await paul.getByText('Uploaded').waitFor();
    await paul.getByRole('button', { name: 'Send the answer' }).click();
    await paul.getByText('Thank you, your answer is on its way').waitFor();
    await paul.getByText('Claire Collector gets an e-mail').waitFor();
    await paul.getByRole('link', { name: 'offer.pdf' }).waitFor();

    await mailLeaves();
    const mail = await newestTo(collectorEmail, /^\[Internal\] Answer/);
    expect(mail.text).toContain('Yes, see the offer of May.');
    expect(mail.text).toContain('offer.pdf');
    const integration = linkIn(mail.text, 'r');

    // Anyone who is not signed in sees one button, and looking changes nothing.
    const stranger = await system.person();
    await stranger.goto(integration);
    await stranger.getByRole('button', { name: 'Add it to the history' }).waitFor();
    expect(await findViolations(stranger)).toEqual([]);
    const given = await system.story.db.comment.findFirstOrThrow({
      where: { text: { contains: 'offer of May' } },
    });
    expect(given.integratedAt).toBeNull();

    // A signed-in collector's page presses by itself.
    await collector.goto(integration);
    await collector.getByRole('heading', { name: 'Added to the history' }).waitFor();
    expect(collector.url()).not.toContain('rx_');
    await collector.getByRole('link', { name: 'Open it in Relance' }).click();
    await collector.getByText('Yes, see the offer of May.').first().waitFor();

    // The item's history shows it, marked as internal, with its file.
    await collector.goto(`/e/${code}/customers/${customerId}`);
    await hydrated(collector);
    await collector.getByRole('button', { name: /^F-301: / }).click();
    const comments = collector.getByRole('article').filter({ hasText: 'offer of May' });
    await comments.getByRole('link', { name: 'offer.pdf' }).waitFor();
    await comments
      .getByText(/internal/i)
      .first()
      .waitFor();
    await collector.keyboard.press('Escape');
    await collector.getByText('In the history').waitFor();
    const { items } = await system.story.db.historyEvent.findFirstOrThrow({
      where: { kind: 'answer_integrated', customerId },
      include: { items: true },
    });
    expect(items.map((item) => item.itemId)).toEqual([itemId]);

    // And it can be taken back.
    await collector.getByRole('button', { name: 'Take back' }).click();
    await collector.getByText(/waits in Replies & Comments again/).waitFor();
    await stranger.goto(integration);
    await stranger.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    // The address that is none of the house, and nothing else.
    expect(system.complaints).toEqual([expect.stringMatching(/ 422 .*\/questions$/)]);
  });

  test('I-2 without script, on a phone and in another language the answer arrives as well', async () => {
    const page = await enter(address, {
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
    });
    await page.goto('/i?lang=fr');
    await page.getByRole('heading', { name: 'Ce qui a été dit' }).waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth).catch(() => 390);
    expect(width).toBeLessThanOrEqual(390);
    await page.getByLabel('Que savez-vous à ce sujet').fill('Encore une précision.');
    await page.getByRole('button', { name: 'Envoyer la réponse' }).click();
    await page.getByText('Merci, votre réponse est en route').waitFor();
    await page.getByText('Encore une précision.').waitFor();
  });

  test('I-5 C5 a link that was ended, cut off or expired meets a polite page', async () => {
    const page = await system.person();
    await page.goto(`${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`);
    await page.getByRole('heading', { name: 'We do not know this link' }).waitFor();
    await system.story.db.pageLink.updateMany({
      where: { customerId, kind: 'internal' },
      data: { expiresAt: new Date('2035-01-01') },
    });
    await page.goto(address);
    await page.getByRole('heading', { name: 'This link has expired' }).waitFor();
    await page.getByRole('button', { name: 'Send me a new link' }).click();
    await page.getByText(/a new one is on its way/).waitFor();
    await system.story.db.pageLink.updateMany({
      where: { customerId, kind: 'internal' },
      data: { revokedAt: new Date(), expiresAt: new Date('2036-01-01') },
    });
    await page.goto(address);
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });
});
