/** What administrators do to a text and to the scenario that takes it, in the browser. */
import { MockActivityEnvironment } from '@temporalio/testing';
import type { Locator, Page } from 'playwright-core';
import { createBulkActivities } from '../../activities/bulk-runs.ts';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { scenarioDefinition, type ScenarioDefinition } from '../../domain/model/scenario.ts';
import { ensureCase } from '../../prisma/queries/cases/write.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { addItem, createCustomer, publishScenario, type TestEntity } from '../support/ledger.ts';
import { entityCode, hydrated, type Pages } from './support.ts';

/** A scenario of the company whose pages are shown, ready to send on Tuesday 10 March 2026, and customers that run it. */
export interface RunningScenario {
  scenarioId: string;
  versionId: string;
  entity: TestEntity;
  /** By name; each with one invoice of 1,000.00 and a postal address. */
  customers: Record<string, string>;
  evaluate(customerId: string): Promise<unknown>;
  /** The worker's part of the newest run that moves customers. */
  carryOutMove(): Promise<void>;
}

export async function runScenario(
  { api, seeded }: Pages,
  definition: Parameters<typeof scenarioDefinition.parse>[0],
  due: Record<string, { dueOn: string; rank?: number }>,
): Promise<RunningScenario> {
  const { db } = api;
  const { entityId, users } = seeded;
  const { scenarioId, scenarioVersionId } = await publishScenario(
    db,
    entityId,
    scenarioDefinition.parse(definition) as ScenarioDefinition,
  );
  await db.legalEntity.update({
    where: { id: entityId },
    data: {
      ledgerAsOf: new Date('2026-03-10'),
      minimumAmountMinor: {},
      switchedOnAt: new Date('2026-01-01'),
    },
  });
  const entity = {
    ...{ entityId, scenarioId, scenarioVersionId },
    ...{ collectorId: users.collector.id, collectorName: '' },
  };
  const evaluate = (customerId: string) =>
    db.$transaction((tx) => evaluateCase(tx, customerId, api.clock.now.getTime()));
  const customers: Record<string, string> = {};
  const address = { street: '1 rue du Port', postalCode: '44000', city: 'Nantes', country: 'FR' };
  for (const [name, { dueOn, rank = 0 }] of Object.entries(due)) {
    const id = await createCustomer(db, entity, { number: name, data: { name, scenarioId, address } });
    await addItem(db, entity, id, { number: `F-${name}`, dueOn, openMinor: 100_000 });
    await db.openItem.updateMany({ where: { customerId: id }, data: { rank, level: rank } });
    await ensureCase(db, id);
    await evaluate(id);
    customers[name] = id;
  }
  // Texts are older than what was proposed with them, by the clock of the test.
  await db.template.updateMany({
    where: { set: { legalEntityId: entityId } },
    data: { createdAt: new Date('2026-01-01') },
  });
  // Letters are shown for whoever owes most, whoever that is.
  await db.customer.updateMany({ where: { legalEntityId: entityId }, data: { address } });
  return {
    ...{ scenarioId, versionId: scenarioVersionId, entity, customers, evaluate },
    async carryOutMove() {
      const run = await db.bulkRun.findFirstOrThrow({
        where: { kind: 'follow_version' },
        orderBy: { createdAt: 'desc' },
      });
      const { runBulkPage } = createBulkActivities({ db, now: () => api.clock.now });
      await new MockActivityEnvironment().run(runBulkPage, run.id);
      for (const id of Object.values(customers)) await evaluate(id);
    },
  };
}

/** The editor of one language of the text that is open. */
export function editorOf(page: Page, language: string) {
  const area = page.getByRole('region', { name: language, exact: true });
  return {
    area,
    body: area.getByRole('textbox', { name: 'Text' }),
    async save(version: number) {
      await area.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText(`Saved as version ${version}.`).waitFor();
    },
  };
}

/** Makes a template by its dialog and opens it; answers nothing but where the browser is then. */
export async function newTemplate(
  page: Page,
  { name, kind, code = entityCode }: { name: string; kind: 'Mail' | 'Letter'; code?: string },
) {
  await page.goto(paths.templates(code));
  await hydrated(page);
  await page.getByRole('button', { name: 'New template' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Kind').selectOption({ label: kind });
  await dialog.getByLabel('First language').selectOption({ label: 'English' });
  await dialog.getByRole('button', { name: 'Create and write' }).click();
  await page.getByRole('textbox', { name: 'Text' }).first().waitFor();
}

/** Puts the caret behind everything and writes on from a new line. */
export async function writeOn(page: Page, body: Locator, text: string): Promise<void> {
  await body.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type(text);
}
