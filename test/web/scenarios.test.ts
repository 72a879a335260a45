/** A scenario is written in the browser, published, and its customers go over to it. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { createBulkActivities } from '../../activities/bulk-runs.ts';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { letterConnectionSettings } from '../../domain/model/letter-connection.ts';
import { scenarioDefinition, type ScenarioDefinition } from '../../domain/model/scenario.ts';
import type { LetterKind } from '../../domain/vocabulary/letters.ts';
import { ensureCase } from '../../prisma/queries/cases/write.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { addItem, createCustomer, publishScenario, threeSteps, type TestEntity } from '../support/ledger.ts';
import { findViolations } from './axe.ts';
import { screenshot } from './browser.ts';
import { wrongLooks } from './check-appearances.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

const limit = { timeout: 120_000 };
let pages: Pages;
let page: Page;
let chasedId: string;
const customers: Record<string, string> = {};

/** A Tuesday. Each customer of the scenario has one invoice; Ain has had the first step, Bea and Cid have not. */
beforeAll(async () => {
  pages = await startPages();
  const { db } = pages.api;
  const { entityId, users } = pages.seeded;
  const chased = await publishScenario(
    db,
    entityId,
    scenarioDefinition.parse({
      ...threeSteps,
      name: 'Chased',
      contactGapDays: 0,
      minimumAmountMinor: {},
      steps: threeSteps.steps.map((step) => ({ ...step, mode: 'to_confirm', template: 'friendly' })),
    }),
  );
  chasedId = chased.scenarioId;
  await db.legalEntity.update({
    where: { id: entityId },
    data: {
      ledgerAsOf: new Date('2026-03-10'),
      minimumAmountMinor: {},
      switchedOnAt: new Date('2026-01-01'),
    },
  });
  const entity: TestEntity = {
    entityId,
    scenarioId: chased.scenarioId,
    scenarioVersionId: chased.scenarioVersionId,
    collectorId: users.collector.id,
    collectorName: '',
  };
  const seed = async (name: string, dueOn: string, rank = 0) => {
    const id = await createCustomer(db, entity, { number: name, data: { name, scenarioId: chasedId } });
    await addItem(db, entity, id, { number: `F-${name}`, dueOn, openMinor: 100_000 });
    await db.openItem.updateMany({ where: { customerId: id }, data: { rank, level: rank } });
    await ensureCase(db, id);
    await evaluate(id);
    customers[name] = id;
  };
  await seed('Ain', '2026-02-10', 1);
  await seed('Bea', '2026-03-03');
  await seed('Cid', '2026-03-20');
  page = await pages.open({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(20_000);
  await pages.signIn(page, 'administrator');
}, 90_000);
afterAll(() => pages?.close());
beforeEach(() => {
  pages.complaints.length = 0;
});

const evaluate = (customerId: string) =>
  pages.api.db.$transaction((tx) => evaluateCase(tx, customerId, pages.api.clock.now.getTime()));

const stored = async (name: string) => {
  const found = await pages.api.db.scenario.findFirstOrThrow({
    where: { name },
    include: { versions: { orderBy: { version: 'desc' } } },
  });
  const [version] = found.versions;
  return { ...version!, definition: version!.definition as unknown as ScenarioDefinition };
};

/** Goes on with the tabulator until the control of that name has the focus, as somebody without a mouse does. */
async function tabTo(name: string | RegExp, back = false): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      if (element === null) return '';
      const label = element.labels?.[0]?.textContent ?? '';
      return (element.getAttribute('aria-label') ?? (label || element.textContent) ?? '').trim();
    });
    if (typeof name === 'string' ? focused.startsWith(name) : name.test(focused)) return;
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`nothing called ${name} comes with the tabulator`);
}

const typeOver = async (text: string) => {
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
};

it(
  'S-1 S-2 a scenario of three steps is written with the keyboard alone and kept as a draft',
  limit,
  async () => {
    await page.goto(paths.newScenario(entityCode));
    await hydrated(page);
    expect(await findViolations(page)).toEqual([]);
    await tabTo('Name of the scenario');
    await page.keyboard.type('By keyboard');
    await tabTo('Add the first step');
    await page.keyboard.press('Enter');
    // the new step is folded out, and its name waits to be typed
    await page.getByText('Step added.').waitFor();
    await page.keyboard.type('Friendly mail');
    await tabTo('Days');
    await typeOver('5');
    await tabTo('Template');
    await page.keyboard.type('ACME friendly');
    await tabTo('Add a step');
    await page.keyboard.press('Enter');
    await tabTo('Name of the step');
    await page.keyboard.type('Call');
    await tabTo('Channel');
    await page.keyboard.type('Phone');
    await tabTo('Duplicate Call', true);
    await page.keyboard.press('Enter');
    await page.getByText('Call duplicated.').waitFor();
    await typeOver('Second mail');
    await tabTo('Channel');
    await page.keyboard.type('E-mail');
    await tabTo('Automatic reminder');
    await page.keyboard.press('Space');
    await tabTo('Template');
    await page.keyboard.type('ACME friendly');
    await tabTo('Move Second mail up', true);
    await page.keyboard.press('Enter');
    await page.getByText('Second mail is step 2 of 3 now.').waitFor();
    await page.getByText('Not saved yet. Nothing stands against publishing.').waitFor();
    await page.keyboard.press('ControlOrMeta+s');
    await page.getByText('Draft saved.').first().waitFor();
    const { definition, state } = await stored('By keyboard');
    expect(state).toBe('draft');
    expect(definition.steps).toEqual([
      {
        key: 'step-1',
        name: 'Friendly mail',
        channel: 'email',
        mode: 'to_confirm',
        template: 'friendly',
        trigger: { kind: 'due', days: 5 },
      },
      {
        key: 'step-3',
        name: 'Second mail',
        channel: 'email',
        mode: 'to_confirm',
        template: 'friendly',
        trigger: { kind: 'previous', days: 10 },
      },
      {
        key: 'step-2',
        name: 'Call',
        channel: 'phone',
        mode: 'manual',
        trigger: { kind: 'previous', days: 10 },
      },
    ]);
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'scenario-editor-wide');
    expect(pages.complaints).toEqual([]);
  },
);

it(
  'S-15 S-2 what cannot work is said at its field while it is typed, and nothing of it is published',
  limit,
  async () => {
    await page.goto(paths.editScenario(entityCode, chasedId));
    await hydrated(page);
    await page
      .getByRole('button', { name: /^1 Step 1|^1 friendly|1 Step/ })
      .first()
      .click();
    const first = page.locator('li[data-key="friendly"]');
    await first.getByLabel('Counted').selectOption('previous');
    await first.getByText('The first step has none before it: count from the due date.').waitFor();
    expect(await first.getByLabel('Days', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByRole('button', { name: 'Publish …' }).isDisabled()).toBe(true);
    await first.getByLabel('Counted').selectOption('after');
    await first.getByLabel('Days', { exact: true }).fill('five');
    await first.getByText('Write a whole number.').waitFor();
    await page.getByText('Something cannot be saved as it is. Correct what is marked.').waitFor();
    await first.getByLabel('Days', { exact: true }).fill('4000');
    await first.getByText('This is too long or too large.').waitFor();
    await first.getByLabel('Days', { exact: true }).fill('5');
    await first.getByLabel('Template').selectOption('');
    await first.getByText('Choose the template that it sends.').waitFor();
    await first.getByLabel('Channel').selectOption('internal_email');
    await first.getByLabel('Colleagues').fill('somebody@elsewhere.test');
    await first.getByText('somebody@elsewhere.test is in none of your own domains.').waitFor();
    await first.getByLabel('Channel').selectOption('email');
    await first.getByLabel('Template').selectOption('friendly');
    await page.getByLabel('Name of the scenario').fill('By keyboard');
    await page.getByText('Another scenario has this name already.').first().waitFor();
    await page.getByLabel('Name of the scenario').fill('Chased');
    await page.getByText('Saved. Nothing stands against publishing.').waitFor();
    // what was typed is not lost by a click on a link
    await page.getByLabel('Name of the scenario').fill('Chased less');
    await page.getByRole('link', { name: 'Agenda' }).first().click();
    await page.getByText('Leave without saving?').waitFor();
    await page.getByRole('button', { name: 'Stay here' }).click();
    expect(await page.getByLabel('Name of the scenario').inputValue()).toBe('Chased less');
    await page.getByLabel('Name of the scenario').fill('Chased');
    expect(pages.complaints).toEqual([]);
  },
);

it(
  'S-15 S-11 a version is published with its customers: what changes is named first, and the right steps follow',
  limit,
  async () => {
    const { db } = pages.api;
    await page.goto(paths.editScenario(entityCode, chasedId));
    await hydrated(page);
    await page.getByRole('button', { name: 'Remove Step 2' }).click();
    await page.getByText(/Step 2 removed\. 1 action of it stands open/).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Remove Step 2' }).click();
    await page.getByRole('button', { name: 'Add a step' }).click();
    const added = page.locator('li[data-key="step-4"]');
    await added.getByLabel('Name of the step').fill('First call');
    await added.getByLabel('Channel').selectOption('phone');
    await added.getByLabel('Counted').selectOption('after');
    await added.getByLabel('Days', { exact: true }).fill('0');
    await page.getByRole('button', { name: 'Move First call up' }).click();
    await page.getByRole('button', { name: 'Move First call up' }).click();
    await page.getByText('First call is step 1 of 3 now.').waitFor();
    await page.getByRole('button', { name: 'Publish …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('3 customers run an earlier version. What becomes of them?').waitFor();
    await dialog.getByText('firm', { exact: true }).waitFor();
    await dialog.getByText('firm is gone: 1 action of it is not proposed again.').waitFor();
    await dialog.getByText(/The next step changes:/).waitFor();
    expect(await dialog.getByRole('button', { name: 'Publish', exact: true }).isDisabled()).toBe(true);
    await dialog.getByText('For whom it changes: 3 customers').click();
    await dialog
      .getByText(/friendly on .* → First call on/)
      .first()
      .waitFor();
    expect((await stored('Chased')).state).toBe('draft');
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'scenario-publish-wide');
    await dialog.getByLabel(/They go over to this version now/).check();
    await dialog.getByRole('button', { name: 'Publish and move 3 customers' }).click();
    await page.waitForURL(/run=/);
    // the worker's part
    const run = await db.bulkRun.findFirstOrThrow({ where: { kind: 'follow_version' } });
    const { runBulkPage } = createBulkActivities({ db, now: () => pages.api.clock.now });
    await new MockActivityEnvironment().run(runBulkPage, run.id);
    for (const id of Object.values(customers)) await evaluate(id);
    await page.getByText(/3 changed/).waitFor();
    await page.getByText('3 customers run it').waitFor();
    const cases = await db.collectionCase.findMany({
      where: { customerId: { in: Object.values(customers) } },
    });
    const open = await db.agendaAction.findMany({
      where: { customerId: { in: Object.values(customers) }, state: 'proposed' },
    });
    const stepOf = (name: string) =>
      open.find(({ customerId }) => customerId === customers[name])?.stepKey ??
      cases.find(({ customerId }) => customerId === customers[name])?.nextStepKey;
    expect([stepOf('Ain'), stepOf('Bea'), stepOf('Cid')]).toEqual(['formal', 'step-4', 'step-4']);
    // and back
    await page.getByRole('button', { name: 'Move them back …' }).click();
    await page.getByRole('dialog').getByText('Move 3 customers to version 1?').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(pages.complaints).toEqual([]);
  },
);

it(
  'S-1 X-1 two people edit one draft: the later one is told who and when, and keeps what was typed',
  limit,
  async () => {
    const { db } = pages.api;
    const { id, definition } = await stored('By keyboard');
    const { scenarioId } = await db.scenarioVersion.findUniqueOrThrow({ where: { id } });
    await page.goto(paths.editScenario(entityCode, scenarioId));
    await hydrated(page);
    const other = await pages.open();
    await pages.enter(other, 'administrator');
    await other.goto(paths.editScenario(entityCode, scenarioId));
    await hydrated(other);
    await other.getByLabel('Days between contacts, at least').fill('9');
    await other.getByRole('button', { name: 'Save draft' }).click();
    await other.getByText('Draft saved.').first().waitFor();
    await other.context().close();
    await page.getByLabel('Days between contacts, at least').fill('3');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText(/ACME administrator/).waitFor();
    expect(await page.getByLabel('Days between contacts, at least').inputValue()).toBe('3');
    expect((await stored('By keyboard')).definition.contactGapDays).toBe(9);
    await page.getByRole('button', { name: 'Save mine anyway' }).click();
    await page.getByText('Draft saved.').first().waitFor();
    expect((await stored('By keyboard')).definition).toEqual({ ...definition, contactGapDays: 3 });
  },
);

it('S-1 a draft is thrown away and brought back', limit, async () => {
  const { id } = await stored('By keyboard');
  const { scenarioId } = await pages.api.db.scenarioVersion.findUniqueOrThrow({ where: { id } });
  await page.goto(paths.editScenario(entityCode, scenarioId));
  await hydrated(page);
  await page.getByRole('button', { name: 'Discard draft …' }).click();
  await page.getByText('It has no other version: the scenario is gone with it.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard draft' }).click();
  await page.waitForURL(/\/scenarios$/);
  expect(await pages.api.db.scenario.count({ where: { name: 'By keyboard' } })).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForURL(/\/edit$/);
  expect((await stored('By keyboard')).definition.steps).toHaveLength(3);
});

it('S-1 a new scenario begins with a ready-made one or with nothing', limit, async () => {
  await page.goto(paths.scenarios(entityCode));
  await hydrated(page);
  await page.getByRole('button', { name: 'New scenario' }).click();
  await page.getByLabel('Begin with').selectOption({ label: 'Ready-made: Standard (4 steps)' });
  await page.getByRole('button', { name: 'Continue' }).click();
  await page
    .getByRole('button', { name: /Friendly reminder/ })
    .first()
    .waitFor();
  expect(await page.getByLabel('Name of the scenario').inputValue()).toBe('Standard');
});

it(
  'L-4 no provider carries the letter: the tick is not offered, and it is said what to do',
  limit,
  async () => {
    await page.goto(paths.newScenario(entityCode, { copy: 'ready:standard' }));
    await hydrated(page);
    await page.getByRole('button', { name: /^1/ }).first().click();
    await page.getByLabel('Channel').selectOption({ label: 'Letter' });
    const tick = page.getByRole('checkbox', { name: 'Automatic reminder', exact: true });
    await page.getByText('No connected provider carries this kind of letter').first().waitFor();
    expect(await tick.isDisabled()).toBe(true);
    const connect = page.getByRole('link', { name: 'Connect a provider in Settings' }).first();
    expect(await connect.getAttribute('href')).toBe(paths.settings(entityCode, { tab: 'connections' }));
    await screenshot(page, 'step-without-provider');
    const { id: connectionId } = await connected('standard');
    await page.getByLabel('Name of the step').fill('By post');
    await expect.poll(() => tick.isDisabled()).toBe(false);
    const kind = page.getByLabel('Kind of letter');
    await kind.selectOption({ label: 'Registered letter with acknowledgement of receipt' });
    expect(await tick.isDisabled()).toBe(true);
    // Paper may be posted by people; what is electronic needs a provider.
    expect(await kind.getByRole('option').allTextContents()).not.toContain('Electronic registered letter');
    await pages.api.db.letterConnection.delete({ where: { id: connectionId } });
  },
);

function connected(kind: LetterKind) {
  return pages.api.db.letterConnection.create({
    data: {
      legalEntityId: pages.seeded.entityId,
      provider: 'maileva',
      enabled: true,
      kinds: [kind],
      settings: letterConnectionSettings.parse({}),
      hookKey: crypto.randomUUID(),
    },
  });
}

it('S-1 the editor keeps to a narrow screen, and to the dark', limit, async () => {
  const own = await pages.open();
  await pages.enter(own, 'administrator');
  await own.goto(paths.newScenario(entityCode, { copy: 'ready:standard' }));
  await hydrated(own);
  await own.getByRole('button', { name: /^4/ }).first().click();
  await own.getByLabel('Deadline that it gives, in days').waitFor();
  expect(await wrongLooks(own, 'scenario-editor')).toEqual({});
  await own.context().close();
});
