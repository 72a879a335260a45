/** Settings as several administrators use them: connections and their test, and what else has no page of its own. */
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnections, type Connections } from '../../api/connections/connections.ts';
import { placeholderEmail } from '../../domain/company/placeholder.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { findViolations } from './axe.ts';
import { startLetterPost, type LetterPost } from '../support/letter-post.ts';
import { startPaymentDesk, type PaymentDesk } from '../support/payment-desk.ts';
import { appearances, screenshot } from './browser.ts';
import { wrongLooks } from './check-appearances.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

const secret = 'right-and-secret';
let connections: Connections;
let pages: Pages;
let page: Page;
let smtp: SMTPServer;
let post: LetterPost;
let desk: PaymentDesk;
beforeAll(async () => {
  smtp = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      password === secret ? done(null, { user: username }) : done(new Error('no such account')),
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  use(secret);
  [post, desk] = await Promise.all([startLetterPost(), startPaymentDesk()]);
  pages = await startPages({
    connections: {
      describe: (kind) => connections.describe(kind),
      test: (kind, of) => connections.test(kind, of),
    },
    carriers: { providers: post.providers, sandboxUrl: post.sandbox.url },
    takers: desk.takers,
  });
  page = await pages.open(appearances['wide']);
  await pages.signIn(page, 'administrator');
});
afterAll(async () => {
  await pages?.close();
  await post?.sandbox.close();
  await desk?.sandbox.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

/** The mail server with this password; the journal half set, no document store. */
function use(password: string): void {
  const { port } = smtp.server.address() as AddressInfo;
  connections = createConnections({
    smtpUrl: `smtp://relance:${password}@127.0.0.1:${port}`,
    localMailbox: false,
    journalAddress: 'journal@acme.test',
    journalImapUrl: undefined,
    documentStore: undefined,
  });
}

async function sendFrom(senderEmail: string): Promise<void> {
  const { entityId } = pages.seeded;
  await pages.api.db.legalEntity.update({ where: { id: entityId }, data: { senderEmail } });
}

async function open(path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

describe('D-13 connections', () => {
  it('D-13 each says whether it is set and where to; the test really signs in and says what to do', async () => {
    await open(paths.settings(entityCode, { tab: 'connections' }));
    const card = (name: string) => page.getByRole('region', { name });
    await card('Mail server').getByText('127.0.0.1, port').waitFor();
    await card('Mail server').getByText('<').waitFor();
    await sendFrom(placeholderEmail);
    await open(paths.settings(entityCode, { tab: 'connections' }));
    await card('Mail server').getByText('Not given').waitFor();
    expect(await page.content()).not.toContain(placeholderEmail);
    await sendFrom('ar@acme.test');
    await card('Journal mailbox').getByText('set JOURNAL_IMAP_URL as well').waitFor();
    await card('Document store').getByText('DOCUMENT_STORE_URL').waitFor();
    await card('Inside').getByText('It answers and has room to write.').waitFor();
    expect(await card('Document store').getByRole('button').count()).toBe(0);
    await card('Mail server').getByText('Not tested yet').waitFor();
    await page.getByRole('button', { name: 'Test: Mail server' }).click();
    await card('Mail server').getByText('It works.').waitFor();
    use('wrong-and-secret');
    await page.getByRole('button', { name: 'Test: Mail server' }).click();
    await card('Mail server').getByText('Name, password or token was refused.').waitFor();
    await card('Mail server').getByText('Check the user and its password').waitFor();
    expect(await page.content()).not.toContain('and-secret');
    expect(await findViolations(page)).toEqual([]);
  });

  it('D-13 connections look right on wide and narrow screens and in the dark', async () => {
    const other = await pages.open();
    await pages.enter(other, 'administrator');
    await other.goto(paths.settings(entityCode, { tab: 'connections' }));
    await hydrated(other);
    expect(await wrongLooks(other, 'connections-tested', ['wide', 'narrow', 'dark'])).toEqual({});
    await other.context().close();
  });

  it('D-13 who does not administer has no such tab', async () => {
    const other = await pages.open(appearances['wide']);
    await pages.enter(other, 'collector');
    await other.goto(paths.settings(entityCode, { tab: 'connections' }));
    await hydrated(other);
    expect(await other.getByRole('link', { name: 'Connections' }).count()).toBe(0);
    await other.context().close();
  });
});

describe('P-8 the connector of payments', () => {
  it('P-8 is connected with its ways to pay and who records, tried, changed by two people, and disconnected', async () => {
    await open(paths.settings(entityCode, { tab: 'connections' }));
    const card = page.getByRole('region', { name: 'Payments: Stripe' });
    await card.getByText('Not connected').waitFor();
    await card.getByText('Sandbox: no money moves.').waitFor();
    expect(await card.getByRole('link', { name: 'Open the sandbox' }).getAttribute('href')).toBe(
      desk.sandbox.url,
    );
    await card.getByRole('button', { name: 'Connect …' }).click();
    const form = page.getByRole('dialog');
    for (const way of ['Card', 'Direct debit', 'Bank transfer'])
      await form.getByLabel(way, { exact: true }).uncheck();
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.getByText('Tick at least one way to pay.').waitFor();
    await form.getByLabel('Card', { exact: true }).check();
    await form.getByLabel('The ledger import').check();
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'payment-connector-form');
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await card.getByText('The ledger import').waitFor();
    await page.getByRole('button', { name: 'Test: Payments: Stripe' }).click();
    await card.getByText('It works.').waitFor();
    await card.getByText('Switched on there: card, direct debit', { exact: false }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await card.scrollIntoViewIfNeeded();
    await screenshot(page, 'payment-connector-card');
    await card.getByRole('button', { name: 'Change payments by Stripe' }).click();
    const { entityId, users } = pages.seeded;
    const as = await pages.api.signIn(users.administrator.email);
    await pages.api.ask({
      method: 'PATCH',
      url: `/api/entities/${entityId}/payment-connections/stripe`,
      as,
      body: { booking: 'at_once' },
    });
    await form.getByLabel('Direct debit', { exact: true }).check();
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.getByText('Who records the payment: The ledger import → Relance').waitFor();
    await form.getByRole('button', { name: 'Save mine anyway' }).click();
    await form.waitFor({ state: 'detached' });
    await card.getByRole('button', { name: 'Disconnect' }).click();
    await form.getByText('Payments in progress go on').waitFor();
    await form.getByRole('button', { name: 'Disconnect' }).click();
    await card.getByText('Not connected').waitFor();
    const stored = await pages.api.db.paymentConnection.findFirstOrThrow({
      where: { legalEntityId: entityId },
    });
    expect(stored).toMatchObject({ enabled: false, methods: ['card', 'direct_debit'], booking: 'by_ledger' });
  });
});

describe('L-6 the provider of letters', () => {
  it('L-6 is connected with its options, tried, changed by two people, and disconnected', async () => {
    await open(paths.settings(entityCode, { tab: 'connections' }));
    const card = page.getByRole('region', { name: 'Letters: Maileva' });
    await card.getByText('Not connected').waitFor();
    await card.getByText('Sandbox: nothing is posted.').waitFor();
    expect(await card.getByRole('link', { name: 'Open the sandbox' }).getAttribute('href')).toBe(
      post.sandbox.url,
    );
    await card.getByRole('button', { name: 'Connect …' }).click();
    const form = page.getByRole('dialog');
    for (const kind of [
      'Letter',
      'Registered letter',
      'Electronic registered letter',
      'Qualified electronic registered letter',
    ])
      await form.getByLabel(kind, { exact: true }).uncheck();
    await form.getByLabel('Minutes to take it back').fill('');
    await form.getByLabel('Registered letter, first sheet', { exact: true }).fill('many');
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.getByText('Tick at least one kind.').waitFor();
    await form.getByText('Write an amount such as').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await form.getByLabel('Registered letter', { exact: true }).check();
    await form.getByLabel('Minutes to take it back').fill('45');
    await form.getByLabel('Registered letter, first sheet', { exact: true }).fill('6.50');
    await form.getByLabel('Registered letter, each further sheet', { exact: true }).fill('0.20');
    await form.getByLabel('Cap of a month').fill('500');
    await form.getByLabel('In colour').check();
    await form.getByLabel('Kept by the provider').selectOption('10');
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    for (const text of ['45 minutes', '10 years', '€500.00', '€6.50'])
      await card.getByText(text).first().waitFor();
    await page.getByRole('button', { name: 'Test: Letters: Maileva' }).click();
    await card.getByText('It works.').waitFor();
    await card.getByText('The account may send:').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await card.getByRole('button', { name: 'Change the connection to Maileva' }).click();
    await form.getByLabel('Minutes to take it back').fill('20');
    const { entityId, users } = pages.seeded;
    const as = await pages.api.signIn(users.administrator.email);
    await pages.api.ask({
      method: 'PATCH',
      url: `/api/entities/${entityId}/letter-connections/maileva`,
      as,
      body: { recallMinutes: 90, monthlyCapMinor: 70_000 },
    });
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.getByText('has changed this while you were writing').waitFor();
    await form.getByText('Minutes to take it back: 45 → 90').waitFor();
    await form.getByRole('button', { name: 'Save mine anyway' }).click();
    await form.waitFor({ state: 'detached' });
    await card.getByText('20 minutes').waitFor();
    await card.getByRole('button', { name: 'Disconnect' }).click();
    await form.getByText('wait for confirmation from now on').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await form.getByRole('button', { name: 'Disconnect' }).click();
    await card.getByText('Not connected').waitFor();
    await open(paths.settings(entityCode, { tab: 'log' }));
    await page.getByText('Cap of a month: No cap → €500.00').waitFor();
  });

  it('L-6 the connection looks right on wide and narrow screens and in the dark', async () => {
    const { entityId, users } = pages.seeded;
    const as = await pages.api.signIn(users.administrator.email);
    const body = { enabled: true, kinds: ['registered'] };
    const url = `/api/entities/${entityId}/letter-connections/maileva`;
    expect((await pages.api.ask({ method: 'PATCH', url, as, body })).statusCode).toBe(200);
    const other = await pages.open();
    await pages.enter(other, 'administrator');
    await other.goto(paths.settings(entityCode, { tab: 'connections' }));
    await hydrated(other);
    await other.getByRole('button', { name: 'Change the connection to Maileva' }).click();
    await other.getByRole('dialog').waitFor();
    expect(await wrongLooks(other, 'letters-dialog', ['wide', 'narrow', 'dark'])).toEqual({});
    await other.context().close();
  });
});

describe('X-1 two people save the same form', () => {
  it('X-1 the later one reads what the other changed, keeps what was typed, and saves anyway or loads theirs', async () => {
    await open(paths.settings(entityCode));
    await page.getByRole('button', { name: 'Change … Terms of payment' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Per cent a year').fill('12');
    await otherSaves({ lateInterestPct: 8 });
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.getByText('has changed this while you were writing').waitFor();
    await form.getByText('Late-payment interest: nothing → 8').waitFor();
    expect(await form.getByLabel('Per cent a year').inputValue()).toBe('12');
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'settings-conflict-wide');
    await form.getByRole('button', { name: 'Save mine anyway' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByText('12 % a year').waitFor();
    await page.getByRole('button', { name: 'Change … Terms of payment' }).click();
    await form.getByLabel('Per cent a year').fill('13');
    await otherSaves({ lateInterestPct: 9 });
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.getByRole('button', { name: 'Load what is saved now' }).click();
    await form.getByText('has changed this').waitFor({ state: 'detached' });
    expect(await form.getByLabel('Per cent a year').inputValue()).toBe('9');
  });

  it('X-1 S-10 who stops all sending after somebody else did is warned, and keeps the reason that was typed', async () => {
    await open(paths.settings(entityCode, { tab: 'sending' }));
    await page.getByRole('button', { name: 'Pause all sending' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Reason').fill('Stocktaking');
    await otherSaves({ paused: true, until: null, reason: 'Holidays' }, 'PUT', '/pause');
    await form.getByRole('button', { name: 'Pause all sending', exact: true }).click();
    await form.getByText('has changed this while you were writing').waitFor();
    expect(await form.getByLabel('Reason').inputValue()).toBe('Stocktaking');
    expect(await findViolations(page)).toEqual([]);
    await form.getByRole('button', { name: 'Load what is saved now' }).click();
    await form.waitFor({ state: 'detached' });
    await otherSaves({ paused: false, until: null, reason: null }, 'PUT', '/pause');
  });

  async function otherSaves(body: object, method: 'PATCH' | 'PUT' = 'PATCH', path = ''): Promise<void> {
    const as = await pages.api.signIn(pages.seeded.users.administrator.email);
    const url = `/api/entities/${pages.seeded.entityId}/settings${path}`;
    expect((await pages.api.ask({ method, url, as, body })).statusCode).toBe(200);
  }
});

describe('A-10 settings that decide what leaves', () => {
  it.each([
    ['Change … Sending hours', (form: Locator) => form.getByLabel('From', { exact: true }).fill('13:00')],
    [
      'Change … Limits',
      (form: Locator) => form.getByLabel('Oldest ledger that is sent on, in days').fill('1'),
    ],
    ['Change …', (form: Locator) => form.getByLabel('Until a reply is handled').selectOption('lines')],
  ] as const)('A-10 D-1 %s: what it lets leave is shown before it is saved', async (button, change) => {
    await open(paths.settings(entityCode, { tab: 'sending' }));
    await page.getByRole('button', { name: button, exact: true }).click();
    const form = page.getByRole('dialog');
    await change(form);
    await form
      .getByText(/stays as planned|by itself today|Today .* by (itself|themselves)/)
      .first()
      .waitFor();
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, `settings-consequence-${button.replaceAll(/\W+/g, '-').toLowerCase()}`);
    await form.getByRole('button', { name: 'Cancel' }).click();
  });
});

describe('D-1 the form of a customer', () => {
  it('D-1 has parent, currency and minimum; a parent below is refused at its field', async () => {
    const { entityId, customerId } = pages.seeded;
    const group = await pages.api.db.customer.create({
      data: {
        legalEntityId: entityId,
        number: 'G-1',
        name: 'Group Holding',
        country: 'FR',
        timeZone: 'Europe/Paris',
        parentId: customerId,
      },
    });
    await open(paths.customer(entityCode, customerId, { tab: 'contacts' }));
    await page.getByRole('button', { name: 'Change the customer' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Minimum amount').fill('EUR abc');
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.getByText('Write an amount such as').waitFor();
    await form.getByLabel('Minimum amount').fill('EUR 25.50\nJPY 3000');
    await form.getByLabel('Currency', { exact: true }).selectOption('CHF');
    const parent = form.getByRole('combobox', { name: 'Parent customer' });
    await parent.fill('Group');
    await form.getByRole('option', { name: 'Group Holding' }).waitFor();
    await parent.press('Enter');
    expect(await parent.inputValue()).toBe('G-1 · Group Holding');
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'customer-form-wide');
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.getByText('nobody is above himself').waitFor();
    await pages.api.db.customer.update({ where: { id: group.id }, data: { parentId: null } });
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    const row = await pages.api.db.customer.findUniqueOrThrow({ where: { id: customerId } });
    expect(row).toMatchObject({
      parentId: group.id,
      currency: 'CHF',
      minimumAmountMinor: { EUR: 2550, JPY: 3000 },
      setByHand: ['minimum_amount'],
    });
  });
});

describe('X-1 the log', () => {
  it('X-1 says who changed what, is filtered by kind and person, and is downloaded', async () => {
    await open(paths.settings(entityCode, { tab: 'log' }));
    await page.getByRole('rowheader', { name: 'Connection tested' }).first().waitFor();
    await page.getByLabel('What').selectOption('settings_changed');
    await page.getByRole('cell', { name: 'Late-payment interest: nothing → 8' }).waitFor();
    await page.getByRole('rowheader', { name: 'Connection tested' }).first().waitFor({ state: 'detached' });
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(`log-${entityCode}.csv`);
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'settings-log-wide');
  });

  it.each(['narrow', 'dark'] as const)(
    'X-1 log, customer form and conflicts are seen in French: %s',
    async (appearance) => {
      const other = await pages.open({ ...appearances[appearance], locale: 'fr-FR' });
      await pages.api.db.user.update({
        where: { id: pages.seeded.users.administrator.id },
        data: { language: 'fr' },
      });
      const cookie = await pages.api.signIn(pages.seeded.users.administrator.email);
      const cookies = cookie.split('; ').map((pair) => /^([^=]+)=(.*)$/.exec(pair)!);
      await other
        .context()
        .addCookies(cookies.map(([, name, value]) => ({ name: name!, value: value!, url: pages.address })));
      for (const [name, path] of Object.entries({
        log: paths.settings(entityCode, { tab: 'log' }),
        connections: paths.settings(entityCode, { tab: 'connections' }),
      })) {
        await other.goto(path);
        await hydrated(other);
        await screenshot(other, `settings-${name}-fr-${appearance}`);
        expect(await findViolations(other)).toEqual([]);
      }
      await other.context().close();
    },
  );
});
