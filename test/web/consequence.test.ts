/** What acts on many customers and switches of the company cause, read before the click. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { scenarioDefinition } from '../../domain/model/scenario.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { addItem, createCustomer, publishScenario, threeSteps, type TestEntity } from '../support/ledger.ts';
import { findViolations } from './axe.ts';
import { screenshot } from './browser.ts';
import { wrongLooks } from './check-appearances.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

/** Every answer evaluates fifty customers. */
const limit = { timeout: 120_000 };
let pages: Pages;
let page: Page;
beforeAll(async () => {
  pages = await startPages();
  const { db } = pages.api;
  const { entityId, scenarioId, versionId, users } = pages.seeded;
  await db.legalEntity.update({
    where: { id: entityId },
    data: { defaultScenarioId: scenarioId, ledgerAsOf: new Date('2026-03-10'), minimumAmountMinor: {} },
  });
  await publishScenario(
    db,
    entityId,
    scenarioDefinition.parse({
      ...threeSteps,
      name: 'By hand',
      steps: threeSteps.steps.map((step) => ({ ...step, mode: 'to_confirm' })),
    }),
  );
  const entity: TestEntity = {
    entityId,
    scenarioId,
    scenarioVersionId: versionId,
    collectorId: users.collector.id,
    collectorName: '',
  };
  // more than are evaluated for one answer
  for (let n = 0; n < 54; n += 1) {
    const id = await createCustomer(db, entity, {
      number: `S-${n}`,
      data: { name: `Seine ${String(n).padStart(3, '0')}`, country: 'LU' },
    });
    await addItem(db, entity, id, { number: `S-${n}/1`, dueOn: '2026-03-02', openMinor: 10_000 });
  }
  // It has sent before: what is stopped is resumed, not switched on for the first time.
  await db.legalEntity.update({ where: { id: pages.seeded.entityId }, data: { switchedOnAt: new Date() } });
  page = await pages.open({ viewport: { width: 1440, height: 900 } });
  await pages.signIn(page, 'administrator');
  page.setDefaultTimeout(30_000);
}, 60_000);
afterAll(() => pages?.close());
beforeEach(() => {
  pages.complaints.length = 0;
});

const consequence = () => page.getByRole('dialog').getByRole('status', { name: 'What follows' });

it(
  'A-10 S-10 pausing the company, resuming it and pausing a channel say what they hold or let go',
  limit,
  async () => {
    const { db } = pages.api;
    const where = { id: pages.seeded.entityId };
    await page.goto(paths.settings(entityCode, { tab: 'sending' }));
    await hydrated(page);
    await page.getByRole('button', { name: 'Pause all sending …' }).click();
    await consequence().getByText('Nothing leaves by itself today.').waitFor();
    await consequence()
      .getByText(/^What is planned for 5\d customers \(€\d,\d{3}\.\d\d\) comes later or not at all\.$/)
      .waitFor();
    expect(await db.legalEntity.findUniqueOrThrow({ where })).toMatchObject({ pausedForGood: false });
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'pause-company-wide');
    // until a day: it comes on that day
    await page.getByRole('dialog').getByLabel('Resumes by itself on').fill('2026-03-16');
    await consequence()
      .getByText(/Next for each customer: 5\d messages for .*on Mon 16 Mar/)
      .waitFor();
    await page.getByLabel('Reason').fill('stock-taking');
    await page.getByRole('dialog').getByRole('button', { name: 'Pause all sending' }).click();
    await page.getByText('Saved. It holds from now on.').waitFor();

    await page.getByRole('button', { name: 'Resume sending' }).click();
    await consequence()
      .getByText(/^Today 5\d messages for .*€\d,\d{3}\.\d\d leave by themselves\.$/)
      .waitFor();
    await screenshot(page, 'resume-company-wide');
    await page.getByRole('dialog').getByRole('button', { name: 'Resume sending' }).click();
    await page.getByText('Sending is on.').waitFor();

    await page.getByRole('button', { name: 'Pause: Letter' }).click();
    await consequence().getByText('What leaves, and when, stays as planned.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect((await db.legalEntity.findUniqueOrThrow({ where })).pausedChannels).toEqual([]);
    expect(pages.complaints).toEqual([]);
  },
);

it(
  'A-10 A-7 a scenario for all that a filter finds: what leaves, what waits, and only then the click',
  limit,
  async () => {
    await page.goto(paths.customers(entityCode, { country: 'LU' }));
    await hydrated(page);
    await page.getByLabel('Select all').check();
    await page.getByRole('button', { name: 'Scenario …' }).click();
    await consequence().getByText('Once the form is complete, it says here what follows.').waitFor();
    await page.getByRole('dialog').getByLabel('Scenario').selectOption({ label: 'By hand' });
    await consequence().getByText('Nothing leaves by itself today.').waitFor();
    await consequence()
      .getByText('54 steps for €5,400.00 wait for a person, proposed on Tue 10 Mar.')
      .waitFor();
    await page
      .getByRole('dialog')
      .getByLabel('Scenario')
      .selectOption({ label: `${entityCode} scenario` });
    await consequence().getByText('What leaves, and when, stays as planned.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await pages.api.db.bulkRun.count()).toBe(0);
  },
);

it('A-10 the consequence of a set keeps to a narrow screen, and to the dark', limit, async () => {
  const own = await pages.open();
  own.setDefaultTimeout(30_000);
  await pages.enter(own, 'administrator');
  await own.goto(paths.settings(entityCode, { tab: 'sending' }));
  await hydrated(own);
  await own.getByRole('button', { name: 'Pause all sending …' }).click();
  await own.getByText(/comes later or not at all/).waitFor();
  expect(await wrongLooks(own, 'pause-company')).toEqual({});
  await own.context().close();
});
