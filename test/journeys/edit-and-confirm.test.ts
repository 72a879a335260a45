import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '../../web/src/lib/paths.ts';
import { caseWorkflowId } from '../../workflows/messages/collection-case.ts';
import { createCustomer, createEntity, type TestEntity } from '../support/ledger.ts';
import { installItemStatuses } from '../../application/item-statuses/catalogue.ts';
import { seedReply } from '../support/replies.ts';
import { WholeSystem } from '../support/whole-system.ts';
import { findViolations } from '../web/axe.ts';
import { screenshot } from '../web/browser.ts';
import { hydrated } from '../web/support.ts';

let system: WholeSystem;
let entity: TestEntity;
let code: string;
let collectorEmail: string;

beforeAll(async () => {
  // Longer than any slow machine takes from one click to the next: the clock of the browser is the real one.
  system = await WholeSystem.open({ undoSeconds: 300, runs: true });
  entity = await createEntity(system.story.db, { entity: { language: 'en' } });
  ({ code } = await system.story.db.legalEntity.findUniqueOrThrow({ where: { id: entity.entityId } }));
  collectorEmail = await system.giveAccount(entity);
}, 120_000);
afterAll(() => system?.close());

/** The page's clock is the house's, so that what counts down counts the same seconds. */
async function collectorAt(options: Parameters<WholeSystem['person']>[0] = {}): Promise<Page> {
  const page = await system.person({ viewport: { width: 1440, height: 900 }, ...options });
  await page.clock.setFixedTime(new Date(await system.story.now()));
  await system.signIn(page, collectorEmail);
  return page;
}

describe('a collector confirms', () => {
  test('A-10 A-2 what follows is shown, the text is edited as it reads, undone, confirmed, and leaves as it was shown', async () => {
    const { story } = system;
    await system.until('2035-01-08', '09:00');
    const email = 'accounts@kraft.example';
    const customerId = await createCustomer(story.db, entity, {
      number: 'C-KRAFT',
      email,
      items: [{ number: 'F-1', dueOn: '2035-01-03', openMinor: 581_244 }],
      data: { name: 'Kraft GmbH', language: 'en', collectorId: entity.collectorId },
    });
    await system.until('2035-01-18', '10:00');
    const page = await collectorAt();

    // in the row: what confirming would cause, before any click
    await page.goto(paths.agenda(code));
    await hydrated(page);
    await page.locator('tbody tr').first().hover();
    await page.getByText(/for €5,812\.44 leaves in 300 seconds; until then it can be undone/).waitFor();
    await screenshot(page, 'agenda-consequence-wide');

    // on the customer's page: it waits for this collector, who reads "you", and acts there
    await page.goto(paths.customer(code, customerId));
    await hydrated(page);
    await page.getByText(/^Waiting for you: /).waitFor();
    await page.getByText(/leaves in 300 seconds/).waitFor();
    await page.getByRole('button', { name: 'Edit, then confirm' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit, then confirm' });
    const body = dialog.getByRole('textbox', { name: 'Message' });
    await body.waitFor();
    await dialog.getByText(email).waitFor();
    expect(await body.locator('.chip', { hasText: '€5,812.44' }).count()).toBeGreaterThan(0);
    expect(await body.textContent()).not.toMatch(/#total_due|<p>/);
    await body.press('Control+Home');
    await page.keyboard.type('As agreed with Ada <b>today</b> & #A12: ');
    await dialog.frameLocator('iframe').getByText('As agreed with Ada <b>today</b> & #A12:').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'edit-message-wide');
    const shown = (await dialog.frameLocator('iframe').locator('body').innerText()).replace(/\s+/g, ' ');
    const subject = await dialog.locator('.result .facts strong').textContent();
    await dialog.getByRole('button', { name: 'Confirm and send' }).click();

    // it waits, visibly, and is taken back
    await page.getByRole('status').getByRole('button', { name: /^Undo/ }).click();
    await page.getByText('Undone. Nothing was sent.').waitFor();
    expect(await story.openAction(customerId)).toMatchObject({ state: 'proposed' });

    // again, with the text that was typed before; the browser is closed, and it leaves by itself
    await page.getByRole('button', { name: 'Confirm and send' }).click();
    await page
      .getByText(/leaves in \d+ s$/)
      .first()
      .waitFor();
    await screenshot(page, 'customer-leaves-wide');
    await page.context().close();
    expect(await story.openAction(customerId)).toMatchObject({ state: 'confirmed' });
    await system.until('2035-01-18', '11:00');
    expect(await story.calendar(customerId)).toEqual(['2035-01-08 friendly', '2035-01-18 firm']);
    const mail = await system.newestMailTo(email);
    expect(mail.subject).toBe(subject);
    const left = await collectorAt();
    await left.goto(`/e/${code}/mailbox/${mail.id}`);
    const sent = (await left.frameLocator('iframe').locator('body').innerText()).replace(/\s+/g, ' ');
    expect(sent.trim()).toBe(shown.trim());
    await left.context().close();
    expect(system.complaints).toEqual([]);
  });

  test('A-10 a step of level 3 is looked at first, and a colleague reads whom it waits for', async () => {
    const { story } = system;
    await system.until('2035-02-02', '10:00');
    const row = await story.db.agendaAction.findFirstOrThrow({
      where: { state: 'proposed', stepKey: 'formal' },
    });
    const page = await collectorAt();
    await page.goto(paths.agenda(code));
    await hydrated(page);
    await page.locator('tbody').getByRole('button', { name: 'Confirm …' }).click();
    const preview = page.getByRole('complementary', { name: 'Preview' });
    await preview.getByText('A step of this level is looked at before it is confirmed').waitFor();
    expect(await story.openAction(row.customerId)).toMatchObject({ state: 'proposed' });
    await preview.locator('iframe').waitFor();
    await preview.getByRole('button', { name: 'Confirm and send' }).click();
    await page.getByText(/: Confirmed\./).waitFor();
    await preview.getByText(/leaves in \d+ s$/).waitFor();
    await page.keyboard.press('u');
    await page.getByText('Undone. Nothing was sent.').waitFor();

    const other = await story.db.user.create({
      data: {
        email: 'jonas@acme-test.example',
        name: 'Jonas',
        role: 'collector',
        passwordHash: 'none',
        memberships: { create: { legalEntityId: entity.entityId } },
      },
    });
    await system.giveAccount({ ...entity, collectorId: other.id });
    const colleague = await system.person({ viewport: { width: 390, height: 844 } });
    await colleague.clock.setFixedTime(new Date(await story.now()));
    await system.signIn(colleague, other.email);
    await colleague.goto(paths.customer(code, row.customerId));
    await hydrated(colleague);
    await colleague.getByText(/^Waiting for Claire Collector: /).waitFor();
    expect(await findViolations(colleague)).toEqual([]);
    await screenshot(colleague, 'customer-waiting-narrow');
    // who stands in for the collector reads "you"
    await story.db.user.update({ where: { id: entity.collectorId }, data: { deputyId: other.id } });
    await colleague.reload();
    await colleague.getByText(/^Waiting for you: /).waitFor();
    await colleague.context().close();
    await page.context().close();
  });

  test('A-3 A-10 two that were confirmed together: the run is found again by whoever left the page, and taken back by one click', async () => {
    const { story } = system;
    await system.until('2035-03-05', '09:00');
    const customers = await Promise.all(
      ['Linde', 'Marais'].map((name) =>
        createCustomer(story.db, entity, {
          number: `C-${name}`,
          items: [{ number: `F-${name}`, dueOn: '2035-03-01', openMinor: 90_000 }],
          data: { name, language: 'en', collectorId: entity.collectorId },
        }),
      ),
    );
    await system.until('2035-03-16', '10:00');
    const page = await collectorAt();
    await page.goto(paths.agenda(code, { search: 'C-' }));
    await hydrated(page);
    for (const name of ['Linde', 'Marais'])
      await page
        .getByRole('row', { name: new RegExp(name) })
        .getByRole('checkbox')
        .check();
    await page.keyboard.press('c');
    await screenshot(page, 'agenda-many-confirm-wide');
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText(/2 messages/)
      .first()
      .waitFor();
    await dialog.getByRole('button', { name: 'Confirm 2 actions' }).click();
    await dialog.waitFor({ state: 'detached' });
    // Nobody waits for it: the page is left before anything of it is done, and the run goes on.
    await page.goto(paths.customers(code));
    await hydrated(page);
    await story.relayFacts();
    await page.goto(paths.agenda(code));
    await hydrated(page);
    await page.getByText('1 run of many actions today').click();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('2 done').first().waitFor();
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'agenda-run-wide');
    await page.getByRole('button', { name: /^Undo \d/ }).click();
    await page.getByText('2 confirmations undone.').waitFor();
    await page.context().close();
    for (const customerId of customers) {
      expect(await story.openAction(customerId)).toMatchObject({ state: 'proposed' });
      expect((await story.calendar(customerId)).filter((line) => line.endsWith('firm'))).toEqual([]);
    }
  });

  test('A-10 P-11 a reply that was validated and qualified is unread again after Undo, without its promise', async () => {
    const { story } = system;
    await installItemStatuses(story.db, entity.entityId, 'en');
    const customer = await story.db.customer.findFirstOrThrow({ where: { number: 'C-Linde' } });
    const item = await story.db.openItem.findFirstOrThrow({ where: { customerId: customer.id } });
    const replyId = await seedReply(story.db, {
      customerId: customer.id,
      itemIds: [item.id],
      status: 'promise',
      promisedOn: '2035-03-30',
      text: 'With our run of the 30th',
      at: new Date(await story.now()),
    });
    const page = await collectorAt();
    await page.goto(paths.reply(code, replyId));
    await hydrated(page);
    await page.getByRole('button', { name: 'Submit + complete the action', exact: true }).click();
    await page.getByText(/1 item qualified/).waitFor();
    expect(await story.db.promiseToPay.count({ where: { customerId: customer.id, state: 'open' } })).toBe(1);
    await page.getByRole('status').getByRole('button', { name: /^Undo/ }).click();
    await page.getByText('Undone. Everything stands as before.').waitFor();
    expect(await story.db.promiseToPay.count({ where: { customerId: customer.id, state: 'open' } })).toBe(0);
    expect(await story.db.comment.findUniqueOrThrow({ where: { id: replyId } })).toMatchObject({
      state: 'pending',
    });

    await page.goto(paths.reply(code, replyId));
    await hydrated(page);
    await page.getByRole('button', { name: 'Validate only', exact: true }).click();
    await page.getByRole('status').getByRole('button', { name: /^Undo/ }).click();
    await page.getByText('Undone. Everything stands as before.').waitFor();
    expect(await story.db.comment.findUniqueOrThrow({ where: { id: replyId } })).toMatchObject({
      state: 'pending',
    });
    await page.context().close();
    expect(system.complaints).toEqual([]);
  });

  test('A-2 A-10 what was edited is kept when the facts change and it is confirmed with the new ones', async () => {
    const { story } = system;
    const customerId = await createCustomer(story.db, entity, {
      number: 'C-LANG',
      email: 'accounts@lang.example',
      items: [
        { number: 'F-2', dueOn: '2035-03-01', openMinor: 40_000 },
        { number: 'F-3', dueOn: '2035-03-01', openMinor: 20_000 },
      ],
      data: { name: 'Lang GmbH', language: 'en', collectorId: entity.collectorId },
    });
    await system.until('2035-03-28', '10:00');
    const page = await collectorAt();
    await page.goto(paths.customer(code, customerId));
    await hydrated(page);
    await page.getByRole('button', { name: 'Edit, then confirm' }).click();
    const editor = page.getByRole('dialog', { name: 'Edit, then confirm' });
    const body = editor.getByRole('textbox', { name: 'Message' });
    await body.press('Control+Home');
    await page.keyboard.type('As agreed with Ben: ');
    await editor.frameLocator('iframe').getByText('As agreed with Ben:').waitFor();
    // paid, and the case has not heard of it yet
    await story.db.openItem.updateMany({
      where: { customerId, number: 'F-3' },
      data: { openMinor: 0n, state: 'cleared' },
    });
    await editor.getByRole('button', { name: 'Confirm and send' }).click();
    const changed = page.getByRole('dialog', { name: 'The facts have changed since you looked' });
    await changed.getByRole('button', { name: 'Confirm with the new facts' }).click();
    await page.getByText(/: Confirmed\./).waitFor();
    expect(JSON.stringify((await story.openAction(customerId))?.edits)).toContain('As agreed with Ben');
    // The browser prints the refusal, which is meant.
    expect(system.complaints.splice(0)).toEqual([expect.stringContaining('409')]);
    await page.context().close();
  });
});

describe('an administrator repairs', () => {
  test('X-2 a case that was terminated by hand is rebuilt on its page, and its next reminder leaves once', async () => {
    const { story } = system;
    const email = 'accounts@orly.example';
    await system.until('2035-04-04', '09:00');
    const customerId = await createCustomer(story.db, entity, {
      number: 'C-ORLY',
      email,
      items: [{ number: 'F-4', dueOn: '2035-04-04', openMinor: 70_000 }],
      data: { name: 'Orly SARL', language: 'en', collectorId: entity.collectorId },
    });
    await system.until('2035-04-05', '10:00');
    await story.client.workflow.getHandle(caseWorkflowId(customerId)).terminate('by hand');

    await story.db.user.update({ where: { id: entity.collectorId }, data: { role: 'administrator' } });
    const page = await collectorAt();
    await page.goto(`/e/${code}/workflows/collectionCase/${customerId}`);
    await hydrated(page);
    await page.getByRole('button', { name: 'Repair …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Repair' });
    await dialog.getByLabel('What is to be done').selectOption('End it and rebuild it from the database');
    await dialog.getByText('What was sent stands there, and is not repeated.', { exact: false }).waitFor();
    await dialog.getByLabel('Reason').fill('terminated by mistake');
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'workflow-repair-wide');
    await dialog.getByRole('button', { name: 'Repair', exact: true }).click();
    await dialog.getByText('a new one begins from the database.', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('terminated by mistake').waitFor();
    await page.context().close();

    await system.until('2035-04-10', '09:00');
    expect(await story.calendar(customerId)).toEqual(['2035-04-09 friendly']);
    expect(await story.db.outboundMessage.count({ where: { customerId, state: 'accepted' } })).toBe(1);
    expect(system.complaints).toEqual([]);
  });
});
