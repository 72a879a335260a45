/** What people see of letters, from the agenda to the proof: real parts, a provider that posts nothing, and time moved. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Step } from '../../runtime/letter-sandbox/course.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { readPages } from '../letters/read-pdf.ts';
import { addItem, createCustomer, payItem, type TestEntity } from '../support/ledger.ts';
import { letterDebtor, letterEntity, type Debtor, type LetterEntityOptions } from '../support/letter-post.ts';
import { WholeSystem } from '../support/whole-system.ts';
import { findViolations } from '../web/axe.ts';
import { screenshot } from '../web/browser.ts';
import { editorOf, newTemplate, writeOn } from '../web/design-support.ts';
import { hydrated } from '../web/support.ts';

// Weeks of asking the provider pass in some.
vi.setConfig({ testTimeout: 240_000 });

let system: WholeSystem;
beforeAll(async () => {
  system = await WholeSystem.open({ byItself: true, letters: true });
}, 120_000);
afterAll(() => system?.close());

interface House {
  entity: TestEntity;
  code: string;
  email: string;
}

/** A company of its own, so that its agenda shows nothing but what the test is about. */
async function house(options: LetterEntityOptions): Promise<House> {
  const { db } = system.story;
  const entity = await letterEntity(db, { ...options, entity: { language: 'en' } });
  const { code } = await db.legalEntity.findUniqueOrThrow({ where: { id: entity.entityId } });
  return { entity, code, email: await system.giveAccount(entity) };
}

/** A company whose first step is a letter that people print, until somebody sets it otherwise. */
const designed = (options: LetterEntityOptions) => house({ kind: 'standard', mode: 'manual', ...options });

/** Whoever sets things up there, once the customers are followed. */
async function administrator({ entity }: House, customers: number): Promise<Page> {
  const { db } = system.story;
  const { id, email } = await db.user.create({
    data: {
      email: `anne-${entity.entityId}@acme-test.example`,
      name: 'Anne',
      role: 'administrator',
      passwordHash: 'none',
      memberships: { create: { legalEntityId: entity.entityId } },
    },
  });
  await system.giveAccount({ ...entity, collectorId: id });
  await db.user.update({ where: { id }, data: { role: 'administrator' } });
  const followed = () => db.collectionCase.count({ where: { legalEntityId: entity.entityId } });
  await vi.waitUntil(async () => (await followed()) === customers, { timeout: 20_000, interval: 200 });
  const page = await system.person({ viewport: { width: 1440, height: 900 } });
  await page.clock.setFixedTime(new Date(await system.story.now()));
  await system.signIn(page, email);
  return page;
}

/** In English and in French, each looked at as it prints. */
async function writeLetter(page: Page, name: string, { code }: House): Promise<void> {
  await newTemplate(page, { name, kind: 'Letter', code });
  const english = editorOf(page, 'English');
  await writeOn(page, english.body, 'We ask you to pay #total_due .');
  await page.getByRole('img', { name: 'Page 1 of 1' }).waitFor();
  await english.save(2);
  await page.getByRole('link', { name: 'French', exact: true }).last().click();
  await page.getByRole('button', { name: 'Begin with the text in English' }).click();
  const french = editorOf(page, 'French');
  await writeOn(page, french.body, 'Dernier avis avant poursuites.');
  await page.getByRole('img', { name: 'Page 1 of 1' }).waitFor();
  await french.save(1);
}

interface WantedStep {
  kind: string;
  toConfirm: boolean;
  template?: string;
  /** Customers who go over to it. */
  moved: number;
}

/** By the two tick boxes of the form, published, and the running customers go over to it. */
async function setStep(page: Page, { code, entity }: House, wanted: WantedStep): Promise<void> {
  await page.goto(paths.editScenario(code, entity.scenarioId));
  await hydrated(page);
  const step = page.locator('li[data-key="notice"]');
  await step.getByRole('button', { expanded: false }).first().click();
  await step.getByLabel('Kind of letter').selectOption({ label: wanted.kind });
  await step.getByLabel('Automatic reminder', { exact: true }).check();
  const toConfirm = step.getByLabel('Automatic reminder to be confirmed');
  expect(await toConfirm.isChecked()).toBe(true);
  if (!wanted.toConfirm) await toConfirm.uncheck();
  if (wanted.template !== undefined)
    await step.getByLabel('Template').selectOption({ label: wanted.template });
  await page.getByRole('button', { name: 'Publish …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/They go over to this version now/).check();
  await dialog
    .getByRole('button', { name: new RegExp(`^Publish and move ${wanted.moved} customer`) })
    .click();
  await page.waitForURL(/run=/);
  await page.getByText(new RegExp(`${wanted.moved} changed`)).waitFor();
}

/** Nobody stays signed in from one day to the next. */
async function collector({ email }: House): Promise<Page> {
  const page = await system.person({ viewport: { width: 1440, height: 900 } });
  await page.clock.setFixedTime(new Date(await system.story.now()));
  await system.signIn(page, email);
  return page;
}

const debtor = ({ entity }: House, name: string, dueOn: string): Promise<Debtor> =>
  letterDebtor(system.story.db, entity, { dueOn, name });
const letterOf = (customerId: string) => system.story.db.letter.findFirstOrThrow({ where: { customerId } });
const submissions = (reference: string) => system.post!.sandbox.find(reference)?.submissions ?? 0;

async function agenda(page: Page, { code }: House): Promise<void> {
  await page.goto(paths.agenda(code));
  await hydrated(page);
}

/** The page of the letter, by its chip in the history of the customer. */
async function openLetter(page: Page, { code }: House, customerId: string, chip: string): Promise<void> {
  await page.goto(paths.customer(code, customerId, { tab: 'history' }));
  await hydrated(page);
  await page.getByRole('link', { name: chip }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Registered letter' }).waitFor();
}

/** What the provider tells of comes by itself; of the rest it is asked in the hours that pass. */
async function steer(customerId: string, ...steps: Step[]): Promise<void> {
  const { reference } = await letterOf(customerId);
  system.post!.sandbox.steer(reference, ...steps);
}

async function proof(page: Page, name: string): Promise<string[]> {
  const href = await page.getByRole('link', { name }).getAttribute('href');
  const [first] = await readPages(await (await page.request.get(href!)).body());
  return first!.lines;
}

describe('a registered letter', () => {
  test('L-1 S-1 L-4 L-7 L-8 to confirm: written in two languages, set to registered, confirmed in the agenda; a payment stops one, the other is signed for, and the case goes on', async () => {
    const { story } = system;
    await system.until('2035-01-08', '06:00');
    const own = await designed({ nextAfterDays: 7 });
    const pays = await debtor(own, 'Payeur SA', '2035-01-03');
    const waits = await debtor(own, 'Silence SA', '2035-01-03');
    const desk = await administrator(own, 2);
    await writeLetter(desk, 'Final letter', own);
    const wanted = {
      kind: 'Registered letter with acknowledgement of receipt',
      toConfirm: true,
      template: 'Final letter',
      moved: 2,
    };
    await setStep(desk, own, wanted);
    await desk.context().close();
    await system.until('2035-01-08', '09:00');

    const page = await collector(own);
    await agenda(page, own);
    for (const name of ['Payeur SA', 'Silence SA']) {
      const row = page.getByRole('row').filter({ hasText: name });
      await row.getByRole('button', { expanded: false }).first().click();
      const preview = page.getByRole('complementary', { name: 'Preview' });
      await preview.getByText('12 RUE DE LA PAIX').waitFor();
      await preview.getByRole('button', { name: /^Confirm/ }).click();
      await page.getByText(`${name}: Confirmed.`).waitFor();
    }
    await agenda(page, own);
    await page.getByRole('table').getByText('With us, can be taken back').nth(1).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'agenda-letters-wide');

    await payItem(story.db, pays.itemId, 120_000, '2035-01-08');
    await system.until('2035-01-08', '09:20');
    await page.goto(paths.customer(own.code, pays.customerId, { tab: 'messages' }));
    await page.getByRole('table', { name: 'Letters by a provider' }).getByText('Taken back').waitFor();
    // History tells it at once, not when its hour with us is over.
    await page.goto(paths.customer(own.code, pays.customerId, { tab: 'history' }));
    await page.getByRole('link', { name: 'Taken back' }).first().waitFor();

    await system.until('2035-01-08', '10:10');
    await system.until('2035-01-08', '10:30');
    const [paid, silent] = [await letterOf(pays.customerId), await letterOf(waits.customerId)];
    expect([submissions(paid.reference), submissions(silent.reference)]).toEqual([0, 1]);
    const { letters, find } = system.post!.sandbox;
    const posted = letters.document(find(silent.reference)!.documents[0]!.id);
    expect((await readPages(posted!))[0]!.lines.join(' ')).toContain('Dernier avis avant poursuites.');

    await openLetter(page, own, waits.customerId, 'Handed over');
    await page.getByText('Sandbox: nothing is posted.').waitFor();
    await steer(waits.customerId, 'accept', 'print', 'dispatch', 'present');
    const state = page.locator('.page-head');
    await state.getByText('Presented').waitFor();
    await steer(waits.customerId, 'keep');
    await system.until('2035-01-08', '15:30');
    await state.getByText('Waits for a signature').waitFor();
    await steer(waits.customerId, 'unknown_code', 'deliver');
    await state.getByText('Signed for').waitFor();
    for (const text of ['LP09', 'LP08', 'LP15', 'LP77', 'Statut nouveau', silent.reference])
      await page.getByText(text).first().waitFor();
    expect(await proof(page, 'Acknowledgement of receipt')).toContain('Avis de réception');
    expect(await proof(page, 'Proof of posting')).toContain(`Référence client ${silent.reference}`);
    const more = page.getByRole('link', { name: 'See more at Maileva' });
    const provider = await page.request.get((await more.getAttribute('href'))!);
    expect(await provider.text()).toContain(silent.reference);
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'letter-signed-wide');

    await page.context().close();
    await system.until('2035-01-16', '09:00');
    const later = await collector(own);
    await agenda(later, own);
    await later.getByRole('row').filter({ hasText: 'Silence SA' }).getByText('last').waitFor();
    expect(await story.calendar(waits.customerId)).toEqual(['2035-01-08 notice']);
    expect(await story.calendar(pays.customerId)).toEqual([]);
    await later.context().close();
    expect(system.complaints).toEqual([]);
  });

  test('L-1 L-4 automatic: on its day it leaves without anybody, is refused, not fetched, or comes back, and each asks for another way', async () => {
    const { story } = system;
    await system.until('2035-02-05', '06:00');
    const own = await designed({ recallMinutes: 10 });
    const names = ['Refuse SA', 'Absent SA', 'Parti SA'] as const;
    const [refuses, absent, moved] = await Promise.all(names.map((name) => debtor(own, name, '2035-01-31')));
    const desk = await administrator(own, 3);
    await setStep(desk, own, {
      kind: 'Registered letter with acknowledgement of receipt',
      toConfirm: false,
      moved: 3,
    });
    await desk.context().close();
    await system.until('2035-02-05', '08:30');
    await system.until('2035-02-05', '09:00');
    const page = await collector(own);
    await agenda(page, own);
    await page.getByText('Nothing waits').first().waitFor();
    for (const { customerId } of [refuses!, absent!, moved!])
      expect(submissions((await letterOf(customerId)).reference)).toBe(1);

    for (const { customerId } of [refuses!, absent!, moved!])
      await steer(customerId, 'accept', 'print', 'dispatch', 'present');
    await steer(refuses!.customerId, 'refuse');
    await steer(absent!.customerId, 'unclaimed');
    await steer(moved!.customerId, 'return');
    const ends = [
      [refuses!, 'Refused', 'Registered letter: refused by the recipient: call, or write in another way.'],
      [
        absent!,
        'Not fetched',
        'Registered letter: not collected within 15 days: call, or write in another way.',
      ],
      [moved!, 'Came back', 'Registered letter: came back: check the address, then call or write again.'],
    ] as const;
    for (const [{ customerId }, chip, task] of ends) {
      await vi.waitUntil(async () => (await letterOf(customerId)).endedAt !== null, { timeout: 20_000 });
      await openLetter(page, own, customerId, chip);
      await page.getByRole('link', { name: 'Picture of the returned letter' }).waitFor();
      await page.goto(paths.customer(own.code, customerId, { tab: 'actions' }));
      await hydrated(page);
      await page.getByText(task).first().waitFor();
    }
    await page.goto(paths.customer(own.code, moved!.customerId, { tab: 'contacts' }));
    await page.getByText(/A letter came back from here on/).waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(await story.calendar(refuses!.customerId)).toEqual(['2035-02-05 notice']);
    await page.context().close();
    expect(system.complaints).toEqual([]);
  });
});

describe('an electronic registered letter', () => {
  test('L-5 L-8 from the customer page to the signature: its reader is chosen, both sides get the references, its proof opens', async () => {
    const { story } = system;
    await system.until('2035-02-19', '06:00');
    const own = await house({ kind: 'electronic_registered', mode: 'to_confirm', recallMinutes: 0 });
    const { customerId } = await debtor(own, 'Lecteur SA', '2035-02-14');
    await system.until('2035-02-19', '09:00');
    const page = await collector(own);
    await page.goto(paths.customer(own.code, customerId));
    await hydrated(page);
    await page.getByRole('button', { name: 'Look and confirm …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Electronic registered letter' });
    await dialog.getByRole('img', { name: 'Page 1 of 1' }).waitFor();
    expect(await dialog.getByLabel('Recipient').locator('option').first().textContent()).toContain(
      'collection contact',
    );
    await dialog.getByRole('button', { name: 'Send mail + Complete action' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await system.until('2035-02-19', '09:10');
    await system.until('2035-02-19', '09:20');
    const { reference, state } = await letterOf(customerId);
    expect({ state, submissions: submissions(reference) }).toEqual({ state: 'submitted', submissions: 1 });
    const noticed = await story.db.notice.findMany({ where: { customerId, kind: 'letter_on_its_way' } });
    expect(noticed.map(({ recipientEmail }) => recipientEmail)).toEqual([own.email]);
    await steer(customerId, 'accept', 'print', 'deliver');
    await system.until('2035-02-19', '11:00');
    await openLetter(page, own, customerId, 'Signed for');
    expect(await proof(page, 'Acknowledgement of receipt')).toContain(`Référence client ${reference}`);
    expect(await story.calendar(customerId)).toEqual(['2035-02-19 notice']);
    await page.context().close();
    expect(system.complaints).toEqual([]);
  });
});

describe('letters by hand', () => {
  test('L-3 fifty letters become one PDF from the agenda', async () => {
    const { story } = system;
    await system.until('2035-03-05', '06:00');
    const own = await house({ kind: 'standard', mode: 'manual' });
    const { entity } = own;
    for (let n = 1; n <= 50; n++) {
      const customerId = await createCustomer(story.db, entity, {
        number: `P-${String(n).padStart(2, '0')}`,
        data: { address: { street: `${n} rue des Lilas`, postalCode: '69003', city: 'Lyon', country: 'FR' } },
      });
      await addItem(story.db, entity, customerId, {
        number: `F-${n}`,
        dueOn: '2035-02-28',
        openMinor: 10_000 + n,
      });
    }
    await system.until('2035-03-05', '09:00');
    const page = await collector(own);
    await agenda(page, own);
    await page.getByRole('table').getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Print 50 letters as one PDF' }).click();
    const paper = page.getByRole('dialog', { name: 'Print 50 letters as one PDF' });
    await paper.getByRole('button', { name: 'Print 50 letters as one PDF' }).click();
    const file = page.getByRole('link', { name: /^Open the PDF: 50 letters, \d+ pages/ });
    await file.waitFor({ timeout: 90_000 });
    const said = Number(/(\d+) pages/.exec((await file.textContent()) ?? '')?.[1]);
    const bytes = await (await page.request.get((await file.getAttribute('href'))!)).body();
    const pages = await readPages(bytes);
    expect(pages).toHaveLength(said);
    const streets = pages.flatMap(({ lines }) => lines.filter((line) => /^\d+ RUE DES LILAS$/.test(line)));
    expect(new Set(streets).size).toBe(50);
    await page.context().close();
    expect(system.complaints).toEqual([]);
  });
});
