/** A text in two languages is made and shown, used in a step, published, and the running customers go over to it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../web/src/lib/paths.ts';
import { threeSteps } from '../support/ledger.ts';
import { findViolations } from './axe.ts';
import { appearances, screenshot } from './browser.ts';
import { wrongLooks } from './check-appearances.ts';
import { editorOf, newTemplate, runScenario, writeOn, type RunningScenario } from './design-support.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

const limit = { timeout: 120_000 };
let pages: Pages;
let page: Page;
let running: RunningScenario;

/** Ain waits for the second step, Bea for the first, and Bea's was confirmed. */
beforeAll(async () => {
  pages = await startPages();
  running = await runScenario(
    pages,
    {
      ...threeSteps,
      name: 'Chased',
      contactGapDays: 0,
      minimumAmountMinor: {},
      steps: threeSteps.steps.map((step) => ({ ...step, mode: 'to_confirm', template: 'friendly' })),
    },
    { Ain: { dueOn: '2026-02-10', rank: 1 }, Bea: { dueOn: '2026-03-03' } },
  );
  page = await pages.open(appearances['wide']);
  page.setDefaultTimeout(20_000);
  await pages.signIn(page, 'administrator');
}, 90_000);
afterAll(() => pages?.close());

const preview = () => page.getByRole('region', { name: 'Preview', exact: true });

describe('E-1 L-1 S-15 a text on its way to the customers', () => {
  it(
    'E-1 a mail is written in two languages and looked at on a desk, on a phone and as text',
    limit,
    async () => {
      await newTemplate(page, { name: 'Firm mail', kind: 'Mail' });
      const english = editorOf(page, 'English');
      await writeOn(page, english.body, 'Please pay #total_due by #deadline_date .');
      // the step gives no deadline
      await preview().getByText('The template needs #deadline_date, which has no value here.').waitFor();
      await english.area.getByText('Where a value is missing').click();
      await english.area.getByLabel('Where #deadline_date is missing').selectOption('placeholder');
      await preview()
        .getByText(/Write what is said instead of #deadline_date/)
        .waitFor();
      await english.area.getByLabel('Say instead of #deadline_date').fill('the end of the week');
      await page.frameLocator('iframe').getByText('by the end of the week').waitFor();
      await english.area.getByRole('button', { name: 'Try the preview without #total_due' }).click();
      await preview().getByText('The message would wait in the agenda, with this reason.').waitFor();
      expect(await findViolations(page)).toEqual([]);
      await screenshot(page, 'template-missing');
      await english.area.getByRole('button', { name: 'Try the preview without #total_due' }).click();
      await english.area.getByLabel('Statement as a workbook (XLSX)').check();
      await english.area.getByLabel('Statement as PDF').check();
      await preview()
        .getByText(/statement.*\.pdf/)
        .waitFor();
      await preview()
        .getByText(/statement.*\.xlsx/)
        .waitFor();
      await preview().getByRole('button', { name: 'Phone' }).click();
      expect((await page.locator('iframe').boundingBox())!.width).toBeLessThanOrEqual(392);
      await preview().getByRole('button', { name: 'Text only' }).click();
      await preview()
        .getByText(/Please pay .* by the end of the week/)
        .waitFor();
      await english.save(2);
      await page.getByRole('link', { name: 'French', exact: true }).last().click();
      await page.getByRole('button', { name: 'Begin with the text in English' }).click();
      const french = editorOf(page, 'French');
      await writeOn(page, french.body, 'Merci.');
      await french.save(1);
      expect(await findViolations(page)).toEqual([]);
    },
  );

  it('L-1 a letter is written and looked at page by page', limit, async () => {
    await newTemplate(page, { name: 'Final letter', kind: 'Letter' });
    const english = editorOf(page, 'English');
    await writeOn(page, english.body, 'We ask you to pay #total_due .');
    await page.getByRole('img', { name: 'Page 1 of 1' }).waitFor();
    await english.area.getByLabel('Enclosures of its own').check();
    await english.area.getByLabel('Statement', { exact: true }).check();
    await page.getByRole('img', { name: 'Page 2 of 2' }).waitFor();
    await english.area.getByLabel('Documents of the items (invoices, credit notes)').check();
    await preview()
      .getByText(/No document is stored for/)
      .waitFor();
    await english.save(2);
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'template-letter-enclosures');
  });

  it('S-1 E-1 the step takes it, shows it, and the difference names it', limit, async () => {
    const { db } = pages.api;
    const open = await db.agendaAction.findFirstOrThrow({ where: { customerId: running.customers['Bea']! } });
    const at = pages.api.clock.now;
    await db.agendaAction.update({
      where: { id: open.id },
      data: { state: 'confirmed', confirmedBy: pages.seeded.users.collector.id, confirmedAt: at, sendAt: at },
    });
    await page.goto(paths.editScenario(entityCode, running.scenarioId));
    await hydrated(page);
    const step = page.locator('li[data-key="formal"]');
    await step.getByRole('button', { expanded: false }).first().click();
    await step.getByLabel('Channel').selectOption('letter');
    await step.getByLabel('Template').selectOption({ label: 'Final letter' });
    await step.getByRole('button', { name: 'Preview', exact: true }).click();
    const shown = page.getByRole('region', { name: 'Preview of Final letter' });
    await shown.getByRole('img', { name: 'Page 1 of 2' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'step-preview');
    await page.getByRole('button', { name: 'Publish …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Final letter/).waitFor();
    expect(await dialog.textContent()).not.toContain('final_letter');
    await dialog
      .getByText('2 open actions stay as they are: their steps are the same in this version.')
      .waitFor();
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'scenario-publish-stays');
    await dialog.getByLabel(/They go over to this version now/).check();
    await dialog.getByRole('button', { name: 'Publish and move 2 customers' }).click();
    await page.waitForURL(/run=/);
    await running.carryOutMove();
    await page.getByText(/2 changed/).waitFor();
    // confirmed before, confirmed still
    expect(await db.agendaAction.findUniqueOrThrow({ where: { id: open.id } })).toMatchObject({
      state: 'confirmed',
      confirmedAt: at,
    });
    const { scenarioVersion } = await db.collectionCase.findUniqueOrThrow({
      where: { customerId: running.customers['Bea']! },
      include: { scenarioVersion: true },
    });
    expect(scenarioVersion).toMatchObject({ version: 2 });
    expect(pages.complaints).toEqual([]);
  });

  it('E-1 the form of the rules keeps to a narrow screen, and to the dark', limit, async () => {
    const own = await pages.open();
    await pages.enter(own, 'administrator');
    await own.goto(paths.template(entityCode, 'firm_mail', { language: 'en' }));
    const { area } = editorOf(own, 'English');
    await area.getByText('Where a value is missing').click();
    await area.getByLabel('Say instead of #deadline_date').waitFor();
    await own.frameLocator('iframe').getByText('Please pay').waitFor();
    expect(await wrongLooks(own, 'template-missing')).toEqual({});
    await own.context().close();
  });
});
