import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { paths } from '../../web/src/lib/paths.ts';
import { findViolations } from './axe.ts';
import { proposeSeeded } from '../api/standing-action.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

let pages: Pages;
let page: Page;
beforeAll(async () => {
  pages = await startPages();
  page = await pages.open({ viewport: { width: 1440, height: 900 } });
  await pages.signIn(page);
});
afterAll(() => pages?.close());
beforeEach(async () => {
  await proposeSeeded(pages.api, pages.seeded);
  await pages.api.db.caseWake.deleteMany();
  await page.goto(paths.agenda(entityCode));
  await hydrated(page);
});

function seededAction() {
  return pages.api.db.agendaAction.findUniqueOrThrow({ where: { id: pages.seeded.actionId } });
}

it('A-1 filters, order and page stand in the address, and the address brings them back', async () => {
  await page.getByRole('link', { name: 'Customer', exact: true }).click();
  await page.waitForURL(/sort=customer/);
  await page.getByRole('button', { name: 'Filter actions' }).click();
  await page.getByRole('checkbox', { name: 'E-mail', exact: true }).check();
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL(/channel=email/);
  await page.reload();
  await page.getByRole('link', { name: 'Remove filter E-mail' }).waitFor();
  expect(await page.getByRole('columnheader', { name: 'Customer' }).getAttribute('aria-sort')).toBe(
    'ascending',
  );
});

it('A-1 the agenda is worked with the keyboard alone: move, select, confirm', async () => {
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByText('1 selected').waitFor();
  await page.keyboard.press('x');
  await page.keyboard.press('c');
  await page.getByText(/: Confirmed\./).waitFor();
  expect(await pages.api.commands()).toHaveLength(1);
  expect(await seededAction()).toMatchObject({ state: 'confirmed' });
});

it('A-2 a confirmation on a stale screen is refused and says what changed', async () => {
  await page.locator('tbody button.step').first().click();
  await page
    .getByRole('complementary', { name: 'Preview' })
    .getByRole('heading', { name: 'What stops it' })
    .waitFor();
  // A payment came in meanwhile, of which the case has not heard yet.
  await pages.api.db.openItem.update({
    where: { id: pages.seeded.itemIds[1]! },
    data: { openMinor: 64_000n },
  });
  await page.getByRole('button', { name: 'Confirm and send' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'The facts have changed since you looked' });
  await dialog.getByText(/Total: .* → €600\.00/).waitFor();
});

it('A-2 the later of two collectors learns who confirmed and when', async () => {
  const { id: confirmedBy } = await pages.api.db.user.create({
    data: { email: 'jonas@acme.test', name: 'Jonas Weber', role: 'collector', passwordHash: '' },
  });
  await pages.api.db.agendaAction.update({
    where: { id: pages.seeded.actionId },
    data: { state: 'confirmed', confirmedBy, confirmedAt: new Date('2026-03-10T09:30:00.000Z') },
  });
  await page.getByRole('button', { name: 'Confirm', exact: true }).first().click();
  await page
    .getByRole('dialog', { name: 'A colleague was faster' })
    .getByText(/Jonas Weber confirmed this action on 10 Mar 2026/)
    .waitFor();
});

it('A-2 a skipped action asks for a reason and sends it', async () => {
  await page.keyboard.press('j');
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Skip 1 action' });
  await dialog.getByLabel('Why is it skipped?').fill('They pay tomorrow');
  await dialog.getByRole('button', { name: 'Skip 1 action' }).click();
  await dialog.getByText('1 action done').waitFor();
  expect(await seededAction()).toMatchObject({
    state: 'skipped',
    outcome: { params: { reason: 'They pay tomorrow' } },
  });
});

it('A-2 a failed action says why, and trying again confirms what is due now', async () => {
  const { actionId } = pages.seeded;
  await pages.api.db.agendaAction.update({
    where: { id: actionId },
    data: { state: 'failed', outcome: { code: 'no_contact' } },
  });
  await page.reload();
  await hydrated(page);
  const row = page.locator('tbody tr').filter({ has: page.getByRole('button', { name: 'Try again' }) });
  await row.getByRole('button', { name: 'Try again' }).waitFor();
  await row.locator('button.step').click();
  const preview = page.getByRole('complementary', { name: 'Preview' });
  await preview
    .getByText(/contact/i)
    .first()
    .waitFor();
  await preview.getByRole('button', { name: 'Try again' }).click();
  await page.getByText(/: Confirmed\./).waitFor();
  expect(await pages.api.commands()).toHaveLength(1);
  expect(await seededAction()).toMatchObject({ state: 'confirmed' });
});

it('A-1 P-10 S-9 a message outside a scenario that may have arrived stands in the problems, and is settled there', async () => {
  const { db, clock } = pages.api;
  const { entityId, customerId } = pages.seeded;
  const about = { legalEntityId: entityId, customerId, recipientEmail: 'ap@acme.test', language: 'en' };
  const notice = await db.notice.create({
    data: { ...about, key: 'answer/doubtful', kind: 'answer_to_customer', data: {}, relayedAt: clock.now },
  });
  const { recipientEmail: recipientAddress, ...whose } = about;
  const message = await db.outboundMessage.create({
    data: {
      ...whose,
      recipientAddress,
      dispatchKey: `notice/${notice.id}`,
      noticeId: notice.id,
      channel: 'email',
      reference: '<doubtful@acme.test>',
      subject: 'Our answer',
      state: 'in_doubt',
      attempt: 1,
      attempts: { create: { attempt: 1, worker: 'w', claimedAt: clock.now, gatePassedAt: clock.now } },
    },
  });
  await page.reload();
  await hydrated(page);
  await page.getByRole('link', { name: 'Problems' }).click();
  const section = page.getByRole('region', { name: 'Messages outside a scenario' });
  await section.getByText('Our answer').waitFor();
  // The menus of the frame are every page's and tried elsewhere.
  expect(await findViolations(page)).toEqual([]);
  await section.getByRole('button', { name: 'Settle: Our answer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Did this message arrive?' });
  await dialog.getByText('the same message leaves again').waitFor();
  await dialog.getByRole('button', { name: 'It did not arrive' }).click();
  await section.waitFor({ state: 'detached' });
  expect((await db.outboundMessage.findUniqueOrThrow({ where: { id: message.id } })).state).toBe(
    'resolved_not_sent',
  );
});

it('N-2 live updates come back after the server refused the stream', async () => {
  const answers = [429, 503];
  await page.route('**/events', async (route) => {
    const status = answers.shift();
    if (status === undefined) await route.continue();
    else await route.fulfill({ status, headers: { 'retry-after': '1' }, body: '' });
  });
  await page.reload();
  await hydrated(page);
  await page.locator('.live.on').first().waitFor();
  expect(answers).toEqual([]);
  await page.unroute('**/events');
});

it('A viewer sees the agenda and is offered nothing that would be refused', async () => {
  const other = await pages.open();
  await pages.signIn(other, 'viewer');
  await other.locator('tbody tr').first().waitFor();
  expect(await other.getByRole('button', { name: 'Confirm', exact: true }).count()).toBe(0);
  expect(await other.locator('tbody input[type=checkbox]').count()).toBe(0);
  await other.context().close();
});

/** What the company has, and what the agenda then says of its sending; null: nothing. */
const never = 'Sending is not switched on yet: nothing leaves.';
const stopped = 'All sending is stopped: nothing leaves until it is resumed.';
const states: [
  string,
  { switchedOnAt: Date | null; pausedForGood: boolean; until?: string },
  string | null,
][] = [
  ['that was never switched on', { switchedOnAt: null, pausedForGood: true }, never],
  ['that is stopped for good', { switchedOnAt: new Date('2026-01-02'), pausedForGood: true }, stopped],
  [
    'that is stopped until a day to come',
    { switchedOnAt: new Date('2026-01-02'), pausedForGood: false, until: '2026-03-20' },
    stopped,
  ],
  [
    'whose stop has passed',
    { switchedOnAt: new Date('2026-01-02'), pausedForGood: false, until: '2026-03-02' },
    null,
  ],
  ['that sends', { switchedOnAt: new Date('2026-01-02'), pausedForGood: false }, null],
  ['of before the checklist', { switchedOnAt: null, pausedForGood: false }, null],
];

it.each(states)(
  'A-1 D-13 S-10 the agenda of a company %s says so',
  async (_title, { until, ...is }, said) => {
    const { db } = pages.api;
    const id = pages.seeded.entityId;
    const before = await db.legalEntity.findUniqueOrThrow({ where: { id } });
    await db.legalEntity.update({
      where: { id },
      data: { ...is, pausedUntil: until === undefined ? null : new Date(until) },
    });
    try {
      await page.goto(paths.agenda(entityCode));
      await hydrated(page);
      const notice = page.getByText(/^(Sending is not switched on|All sending is stopped)/);
      expect(await notice.count()).toBe(said === null ? 0 : 1);
      if (said !== null) {
        expect(await notice.textContent()).toContain(said);
        // A collector can do nothing about it, and is offered nothing.
        expect(
          await page
            .getByRole('main')
            .getByRole('link', { name: /^(Sending|Set up your company)$/ })
            .count(),
        ).toBe(0);
      }
    } finally {
      const { switchedOnAt, pausedForGood, pausedUntil } = before;
      await db.legalEntity.update({ where: { id }, data: { switchedOnAt, pausedForGood, pausedUntil } });
    }
  },
);

it('A-1 D-13 anyone who administers the company is led to where sending is switched on, or resumed', async () => {
  const { db } = pages.api;
  const id = pages.seeded.entityId;
  const before = await db.legalEntity.findUniqueOrThrow({ where: { id } });
  const administrator = await pages.open();
  await pages.signIn(administrator, 'administrator');
  try {
    for (const [switchedOnAt, link, address] of [
      [null, 'Set up your company', /\/set-up$/],
      [new Date('2026-01-02'), 'Sending', /tab=sending/],
    ] as const) {
      await db.legalEntity.update({ where: { id }, data: { switchedOnAt, pausedForGood: true } });
      await administrator.goto(paths.agenda(entityCode));
      await hydrated(administrator);
      await administrator.getByRole('main').getByRole('link', { name: link, exact: true }).click();
      await administrator.waitForURL(address);
    }
  } finally {
    const { switchedOnAt, pausedForGood } = before;
    await db.legalEntity.update({ where: { id }, data: { switchedOnAt, pausedForGood } });
    await administrator.context().close();
  }
});
