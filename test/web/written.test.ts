import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { paths } from '../../web/src/lib/paths.ts';
import { findViolations } from './axe.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

let pages: Pages;
let page: Page;
beforeAll(async () => {
  pages = await startPages();
  page = await pages.open({ viewport: { width: 1440, height: 900 } });
  await pages.signIn(page);
});
afterAll(() => pages?.close());

it('S-12 a collector writes an e-mail from the customer page, sees it as it will leave, and sends it once', async () => {
  const { customerId } = pages.seeded;
  await page.goto(paths.customer(entityCode, customerId));
  await hydrated(page);
  await page.getByRole('button', { name: 'Write' }).click();
  await page.getByRole('menuitem', { name: 'E-mail', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Write an e-mail' });
  await dialog.getByRole('textbox', { name: 'Subject' }).fill('About your account');
  await dialog.getByRole('textbox', { name: 'Message' }).fill('Please call me back.');
  const shown = dialog.frameLocator('iframe');
  await shown.getByText('Please call me back.').waitFor();
  await dialog.getByText('It counts as a contact.').waitFor();
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Send the e-mail' }).click();
  await page.getByText('The e-mail is on its way').first().waitFor();
  const actions = await pages.api.db.agendaAction.findMany({
    where: { customerId, kind: 'out_of_scenario' },
  });
  expect(actions).toMatchObject([{ state: 'confirmed', stepName: 'About your account', channel: 'email' }]);
  expect(await pages.api.db.workflowRequest.count({ where: { kind: 'action_delivery' } })).toBe(1);
});
