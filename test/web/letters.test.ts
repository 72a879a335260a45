/** A letter that a provider carries, as people follow it: chip, course, proofs. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letterConnectionSettings } from '../../domain/model/letter-connection.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { startLetterPost, type LetterPost } from '../support/letter-post.ts';
import { findViolations } from './axe.ts';
import { appearances, screenshot } from './browser.ts';
import { wrongLooks } from './check-appearances.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

let post: LetterPost;
let pages: Pages;
let page: Page;
let letterId: string;
beforeAll(async () => {
  post = await startLetterPost();
  pages = await startPages({ carriers: { providers: post.providers, sandboxUrl: post.sandbox.url } });
  const { entityId, customerId, actionId } = pages.seeded;
  const { db } = pages.api;
  const connection = await db.letterConnection.create({
    data: {
      legalEntityId: entityId,
      provider: 'maileva',
      enabled: true,
      kinds: ['registered'],
      settings: letterConnectionSettings.parse({}),
      hookKey: crypto.randomUUID(),
    },
  });
  const letter = await db.letter.create({
    data: {
      legalEntityId: entityId,
      customerId,
      actionId,
      connectionId: connection.id,
      reference: 'REF-1',
      kind: 'registered',
      provider: 'maileva',
      state: 'pending_signature',
      providerRef: 'sending-1',
      trackingNumber: '2C123456789',
      costMinor: 650n,
      currency: 'EUR',
      pages: 2,
      pdfSha256: 'c'.repeat(64),
      job: {},
      recallUntil: new Date('2026-03-09T09:00:00Z'),
      submittedAt: new Date('2026-03-09T09:05:00Z'),
      events: {
        create: [
          { code: 'HANDED_OVER', state: 'submitted', seenAt: new Date('2026-03-09T09:05:00Z'), key: 'a' },
          {
            code: 'AWAITING',
            text: 'En attente',
            state: 'pending_signature',
            providerAt: new Date('2026-03-10T08:00:00Z'),
            seenAt: new Date('2026-03-10T09:00:00Z'),
            key: 'b',
          },
          { code: 'ON_THE_MOON', state: null, seenAt: new Date('2026-03-10T09:30:00Z'), key: 'c' },
        ],
      },
      proofs: {
        create: {
          type: 'deposit',
          providerId: 'p1',
          contentType: 'application/pdf',
          bytes: Buffer.from('%PDF-1.7 a proof'),
          sha256: 'a'.repeat(64),
          fetchedAt: new Date('2026-03-10T10:00:00Z'),
        },
      },
    },
  });
  letterId = letter.id;
  await db.historyEvent.create({
    data: {
      legalEntityId: entityId,
      customerId,
      kind: 'letter_reported',
      at: new Date('2026-03-10T09:00:00Z'),
      actorKind: 'system',
      key: 'letter/x',
      data: { letterId, actionId, letterKind: 'registered', state: 'pending_signature', before: 'presented' },
    },
  });
  page = await pages.open(appearances['wide']);
  await pages.signIn(page);
});
afterAll(async () => {
  await pages?.close();
  await post?.sandbox.close();
});

describe('L-8 a letter is followed', () => {
  it('L-8 the chip in history leads to course, tracking number, cost, proofs and the page of the provider', async () => {
    const { entityId, customerId } = pages.seeded;
    await page.goto(paths.customer(entityCode, customerId, { tab: 'history' }));
    await hydrated(page);
    await page.getByRole('link', { name: 'Waits for a signature' }).first().click();
    await page.getByRole('heading', { name: 'Registered letter' }).waitFor();
    for (const text of ['2C123456789', '€6.50', 'ON_THE_MOON', 'handed over by us', 'En attente'])
      await page.getByText(text).first().waitFor();
    const more = page.getByRole('link', { name: 'See more at Maileva' });
    expect(await more.getAttribute('href')).toContain('/sendings/sending-1');
    const proof = page.getByRole('link', { name: 'Proof of posting' });
    const href = await proof.getAttribute('href');
    expect(href).toContain(`/api/entities/${entityId}/letters/${letterId}/proofs/`);
    expect(await (await page.request.get(href!)).text()).toBe('%PDF-1.7 a proof');
    expect(await findViolations(page)).toEqual([]);
    await page.goto(paths.customer(entityCode, customerId, { tab: 'messages' }));
    await page
      .getByRole('table', { name: 'Letters by a provider' })
      .getByText('Waits for a signature')
      .waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.goto(paths.agenda(entityCode));
    await hydrated(page);
    expect(pages.complaints).toEqual([]);
  });

  it('L-6 a letter that was posted by hand: where it is is noted, and a scan is added', async () => {
    const { entityId, customerId, actionId } = pages.seeded;
    const { id } = await pages.api.db.letter.create({
      data: {
        legalEntityId: entityId,
        customerId,
        actionId,
        reference: 'REF-HAND',
        kind: 'registered',
        provider: 'manual',
        state: 'dispatched',
        pages: 1,
        job: {},
        recallUntil: new Date('2026-03-09T09:00:00Z'),
        submittedAt: new Date('2026-03-09T09:00:00Z'),
      },
    });
    await page.goto(paths.letter(entityCode, id));
    await hydrated(page);
    await page.getByRole('button', { name: 'Note where it is …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('State').selectOption({ label: 'Signed for' });
    await dialog.getByLabel('Tracking number').fill('1A 123');
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'letter-note');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('It is noted.').waitFor();
    await page.getByText('1A 123').waitFor();
    await page.getByText('noted by hand').waitFor();
    await page.getByRole('button', { name: 'Add a scan …' }).click();
    await page
      .getByLabel('File (PDF, PNG or JPEG')
      .setInputFiles({ name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 scan') });
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('The scan is kept.').waitFor();
    await page.getByRole('link', { name: 'Proof of posting' }).waitFor();
    expect(pages.complaints).toEqual([]);
  });

  it('L-8 the page of a letter looks right on a narrow screen, and in the dark', async () => {
    const other = await pages.open();
    await pages.enter(other);
    await other.goto(paths.letter(entityCode, letterId));
    await hydrated(other);
    expect(await wrongLooks(other, 'letter')).toEqual({});
    await other.context().close();
  });
});
