import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBulkActivities } from '../../activities/bulk-runs.ts';
import { openTemporal } from '../../api/plugins/temporal.ts';
import { keepRun } from '../../prisma/queries/workflow-runs/write.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { startRelay } from '../../worker/relay.ts';
import { taskQueues } from '../../workflows/messages/task-queues.ts';
import { startTemporal, type TestTemporal } from '../support/temporal.ts';
import { startWorkers, type RunningWorkers } from '../support/workers.ts';
import { findViolations } from './axe.ts';
import { appearances, screenshot } from './browser.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

const customers = 230;
let temporal: TestTemporal;
let pages: Pages;
let workers: RunningWorkers | undefined;
let relay: ReturnType<typeof startRelay>;
beforeAll(async () => {
  temporal = await startTemporal({ namespace: 'own' });
  const { address, namespace, nativeConnection } = temporal;
  pages = await startPages({ temporal: openTemporal({ address, namespace }) });
  workers = await startWorkers({
    connection: nativeConnection,
    namespace,
    activityQueues: [taskQueues.imports],
    activities: createBulkActivities({ db: pages.api.db }),
  });
  relay = startRelay({
    db: pages.api.db,
    databaseUrl: pages.api.database.url,
    temporal: temporal.client,
    onTrouble: () => undefined,
  });
  await pages.api.db.customer.createMany({
    data: Array.from({ length: customers }, (_, index) => ({
      legalEntityId: pages.seeded.entityId,
      number: `D-${String(index).padStart(4, '0')}`,
      name: `Dresden ${String(index).padStart(4, '0')} GmbH`,
      country: 'DE',
      timeZone: 'Europe/Berlin',
      attributes: { segment: index % 2 === 0 ? 'key' : 'small' },
    })),
  });
});
afterAll(async () => {
  await relay?.stop();
  await workers?.stop();
  await pages?.close();
  await temporal?.close();
});

it(
  'A-7 P-3 a filter, all its customers on all pages less one, their pages switched on with progress and result',
  { timeout: 150_000 },
  async () => {
    const page = await pages.open();
    page.setDefaultTimeout(20_000);
    await pages.enter(page);
    await page.goto(paths.customers(entityCode));
    await hydrated(page);
    await page.getByRole('button', { name: /^Filter/ }).click();
    await page.getByLabel('Countries').fill('de');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL(/country=DE/);
    await page.getByText(`${customers} customers`).first().waitFor();

    await page.getByLabel('Select all').check();
    await page.getByRole('button', { name: `Select all ${customers} customers` }).click();
    await page.getByText(`${customers} customers selected, on all pages`).waitFor();
    await page.getByLabel('Select Dresden 0003 GmbH').uncheck();
    await page.getByRole('link', { name: 'Next page' }).click();
    await page.getByLabel('Select Dresden 0150 GmbH').waitFor();
    expect(await page.getByLabel('Select Dresden 0150 GmbH').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Pages on' }).click();
    await page.getByRole('button', { name: `Do it for ${customers - 1} customers` }).click();
    await page.getByText(`${customers - 1} changed · 0 unchanged`).waitFor({ timeout: 60_000 });

    const off = await pages.api.db.customer.findMany({ where: { country: 'DE', interactivePages: false } });
    expect(off.map(({ number }) => number)).toEqual(['D-0003']);
    await page.getByRole('button', { name: 'Close' }).click();
    expect(pages.complaints).toEqual([]);
  },
);

it('A-7 a filter that cannot be read says where, and keeps what was typed in every field', async () => {
  const page = await pages.open();
  await pages.enter(page);
  await page.goto(paths.customers(entityCode));
  await hydrated(page);
  await page.getByRole('button', { name: /^Filter/ }).click();
  await page.getByLabel('Countries').fill('de fr');
  await page.getByLabel('Overdue from (EUR)').fill('a lot');
  await page.getByLabel('Balance from (EUR)').fill('1 250,50');
  // Something changes meanwhile, and the page reads its list again.
  const readAgain = page.waitForResponse((response) => /\/customers\?/.test(response.url()));
  const { customerId, entityId } = pages.seeded;
  await pages.api.db.historyEvent.create({
    data: {
      legalEntityId: entityId,
      customerId,
      kind: 'note_added',
      at: new Date(),
      actorKind: 'system',
      data: { v: 1, text: 'meanwhile' },
    },
  });
  await (await readAgain).finished();
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.locator('[aria-invalid="true"]').waitFor();
  expect(await page.getByLabel('Countries').inputValue()).toBe('de fr');
  expect(await page.getByLabel('Overdue from (EUR)').inputValue()).toBe('a lot');
  expect(await page.getByLabel('Balance from (EUR)').inputValue()).toBe('1 250,50');
  await page.context().close();
});

/** A history of so many events, in the form of Temporal. */
function longHistory(events: number): string {
  const at = (index: number) => new Date(Date.UTC(2025, 0, 1) + index * 60_000).toISOString();
  const rows = Array.from({ length: events }, (_, index) => ({
    eventId: String(index + 1),
    eventTime: at(index),
    ...(index % 2 === 0
      ? { eventType: 'EVENT_TYPE_TIMER_STARTED', timerStartedEventAttributes: { startToFireTimeout: '60s' } }
      : {
          eventType: 'EVENT_TYPE_TIMER_FIRED',
          timerFiredEventAttributes: { startedEventId: String(index) },
        }),
  }));
  return JSON.stringify({ events: rows });
}

it.each(Object.keys(appearances) as (keyof typeof appearances)[])(
  'X-2 from a customer to what the system did, and why; 50,000 raw events scroll, are searched and opened: %s',
  { timeout: 120_000 },
  async (appearance) => {
    const { customerId, entityId } = pages.seeded;
    const events = 50_000;
    const workflowId = `case/${customerId}`;
    const run = { runId: '0b0b0b0b-0000-4000-8000-00000000000a', workflowId, type: 'collectionCase' };
    const times = { startedAt: new Date('2025-01-01'), closedAt: new Date('2025-02-05') };
    const of = { legalEntityId: entityId, customerId, status: 'continued', events } as const;
    await keepRun(pages.api.db, { ...run, ...of, ...times }, longHistory(events));
    const page = await pages.open(appearances[appearance]);
    page.setDefaultTimeout(20_000);
    await pages.signIn(page, 'administrator');
    await page.goto(paths.customer(entityCode, customerId, { tab: 'history' }));
    await hydrated(page);
    await page.getByRole('link', { name: 'What the system did, step by step' }).click();
    await page.getByRole('heading', { name: 'History of the case' }).waitFor();
    await page.getByText('Waited', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'Why: open the decision' }).first().waitFor();
    const found: string[] = [];
    const check = async (name: string) => {
      await screenshot(page, `${name}-${appearance}`);
      found.push(...(await findViolations(page)));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
    };
    await check('workflow-timeline');

    await page.getByRole('link', { name: 'Raw events' }).click();
    const list = page.getByRole('region', { name: 'Raw events' });
    await list.getByText('TIMER_STARTED').first().waitFor();
    expect(await list.locator('button').count()).toBeLessThan(60);
    await list.evaluate((element) => (element.scrollTop = element.scrollHeight));
    await list.getByRole('button', { name: /^50000 / }).waitFor();
    await check('workflow-events');
    await page.getByLabel('Search the events').fill('"startedeventid":"41"');
    await page.keyboard.press('Enter');
    await page.getByText('1 event', { exact: true }).waitFor();
    await list.getByRole('button', { name: /^42 / }).click();
    await page.getByRole('heading', { name: 'Event 42: TIMER_FIRED' }).waitFor();
    await check('workflow-event');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Replay against today’s code' }).click();
    const replay = page.getByRole('dialog', { name: 'Would today’s code follow this run?' });
    const recorded = new URL('../replay/histories/confirmed.json', import.meta.url).pathname;
    await replay.getByLabel('A history from elsewhere (JSON)').setInputFiles(recorded);
    await replay.getByText('It replays: today’s code goes the same way.').waitFor();
    await replay.getByRole('button', { name: 'Replay against today’s code' }).click();
    await replay.getByText('It is too long to be replayed here.', { exact: false }).waitFor();
    await check('workflow-replay');
    expect(found).toEqual([]);
    await page.context().close();
  },
);

it('A-7 the filter stands in the address, is taken away by its chips and saved under a name', async () => {
  const page = await pages.open();
  await pages.enter(page);
  await page.goto(paths.customers(entityCode, { attribute: 'segment=key', country: 'DE' }));
  await hydrated(page);
  await page.getByText('115 customers').first().waitFor();
  await page.getByRole('button', { name: 'Saved', exact: true }).click();
  await page.getByRole('button', { name: 'Save this filter …' }).click();
  await page.getByLabel('Name of the filter').fill('German key accounts');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('link', { name: 'Remove filter segment = key' }).click();
  await page.getByText(`${customers} customers`).first().waitFor();
  await page.getByRole('button', { name: 'Saved', exact: true }).click();
  await page.getByRole('link', { name: 'German key accounts' }).click();
  await page.getByText('115 customers').first().waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export' }).click();
  expect((await download).suggestedFilename()).toMatch(/^customers-.*\.xlsx$/);
});

it(
  'A-8 a sentence becomes the filter of a rule; the preview says who would change, applying does it',
  { timeout: 90_000 },
  async () => {
    const page = await pages.open();
    page.setDefaultTimeout(20_000);
    await pages.enter(page, 'administrator');
    await page.goto(paths.assignment(entityCode));
    await hydrated(page);
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByLabel('Name', { exact: true }).fill('German key accounts');
    await page.getByRole('button', { name: 'Change the filter' }).click();
    await page.getByLabel('In a sentence').fill('Germany segment = key purple');
    await page.getByRole('button', { name: 'Read' }).click();
    await page.getByText('Not understood: “purple”').waitFor();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('115 customers today').waitFor();
    await page.getByLabel('Collector').selectOption({ label: 'ACME manager' });
    await page.getByRole('button', { name: 'Save the rule' }).click();
    await page.getByText('Collector ACME manager').waitFor();

    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('115 customers of 231 would change.').waitFor();
    await page.getByText('Collector: nothing → ACME manager').first().waitFor();
    await screenshot(page, 'assignment-preview-wide');
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Apply to 115 customers' }).click();
    await page.getByText('115 changed').waitFor();
    const given = { collectorId: pages.seeded.users.manager.id };
    expect(await pages.api.db.customer.count({ where: given })).toBe(115);
    expect(pages.complaints).toEqual([]);
  },
);

it.each(['wide', 'narrow', 'dark'] as const)(
  'A-7 A-8 filter, selection and rules are accessible and keep to the screen: %s',
  { timeout: 90_000 },
  async (appearance) => {
    const page = await pages.open(appearances[appearance]);
    page.setDefaultTimeout(20_000);
    await pages.signIn(page, 'administrator');
    const found: Record<string, string[]> = {};
    const check = async (name: string) => {
      await screenshot(page, `${name}-${appearance}`);
      found[name] = await findViolations(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
    };
    await page.goto(paths.customers(entityCode, { country: 'DE', overdueToMinor: 100_000, email: false }));
    await hydrated(page);
    await page.getByLabel('Select Dresden 0000 GmbH').check();
    await check('customers-selected');
    // On a phone the filters are folded away.
    if (appearance === 'narrow') await page.getByRole('button', { name: 'Filters · 3 active' }).click();
    await page.getByRole('button', { name: /^Filter(?!s)/ }).click();
    await page.getByLabel('In a sentence').waitFor();
    await check('customers-filter');
    await page.goto(paths.assignment(entityCode));
    await hydrated(page);
    await check('assignment');
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await check('assignment-editor');
    expect(Object.values(found).flat()).toEqual([]);
  },
);
