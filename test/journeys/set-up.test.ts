import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../../api/plugins/passwords.ts';
import { placeholderEmail } from '../../domain/company/placeholder.ts';
import { seedFirstCompany } from '../../prisma/seed/first-company.ts';
import { findViolations } from '../web/axe.ts';
import { hydrated } from '../web/support.ts';
import { WholeSystem } from '../support/whole-system.ts';

const printed = 'printed-at-the-first-start';
const own = 'orbit kettle lantern seven';
const theirs = 'marble ferry october plum';

let system: WholeSystem;
beforeAll(async () => {
  system = await WholeSystem.open({ byItself: true });
  await seedFirstCompany(system.story.db, {
    administratorEmail: placeholderEmail,
    passwordHash: await hashPassword(printed),
    timeZone: 'Europe/Paris',
  });
}, 120_000);
afterAll(() => system?.close());

const ledger = [
  'customer number;customer name;e-mail;invoice number;issue date;due date;open amount;currency',
  'C-100;Borel SA;accounts@borel.test;F-1001;2034-11-20;2034-12-20;1250.50;EUR',
  'C-100;Borel SA;accounts@borel.test;F-1002;2034-12-01;2035-01-02;300.00;EUR',
].join('\n');

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The step of the checklist with its state. */
const step = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
const isDone = (page: Page, name: string) => step(page, name).getByText('Done', { exact: true }).waitFor();

async function toChecklist(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Set-up' }).click();
  await page.getByRole('heading', { name: 'Set up your company' }).waitFor();
}

async function setAccount(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Open your account' }).click();
  const address = page
    .locator('form')
    .filter({ has: page.getByRole('button', { name: 'Change the address' }) });
  await address.getByLabel('E-mail address').fill('anna@example-company.test');
  await address.getByLabel('Present password').fill(printed);
  await address.getByRole('button').click();
  await page.getByText('Saved.').first().waitFor();
  const password = page
    .locator('form')
    .filter({ has: page.getByRole('button', { name: 'Change the password' }) });
  await password.getByLabel('Present password').fill(printed);
  await password.getByLabel('New password').fill(own);
  await password.getByRole('button').click();
  await password.getByText('still the password that was printed').waitFor({ state: 'detached' });
}

async function setCompany(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Fill in the company' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name', { exact: true }).fill('Example Company');
  await form.getByLabel('Street').fill('1 rue de la Paix');
  await form.getByLabel('Postal code').fill('75002');
  await form.getByLabel('City').fill('Paris');
  await form.getByLabel('VAT number').fill('FR 40 303 265 046');
  await form.getByLabel('IBAN').fill('FR76 3000 6000 0112 3456 7890 189');
  await form.getByLabel('Language').selectOption('fr');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('This VAT number is not right').waitFor();
  await form.getByLabel('VAT number').fill('FR 40 303 265 045');
  await form.getByRole('button', { name: 'Save' }).click();
  // Back on the list that sent us.
  await page.waitForURL(/\/set-up/);
  await isDone(page, 'Your company');
  expect(await findViolations(page)).toEqual([]);
}

async function setSender(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Set the sender' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name of the sender').fill('Example Company, accounts');
  await form.getByLabel('Address of the sender').fill('accounts@example-company.test');
  await form.getByLabel('Own mail domains').fill('example-company.test');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Send a test mail' }).click();
  await page.getByText('The mail server has taken it.').waitFor();
  const { subject } = await system.newestMailTo('anna@example-company.test');
  expect(subject).toBe('Test mail from Example Company');
}

/** A colleague is invited, chooses a password by the link, and sees what there is. */
async function inviteColleague(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Invite colleagues' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('E-mail address').fill('ben@example-company.test');
  await form.getByLabel('Name').fill('Ben Collector');
  await form.getByRole('button', { name: 'Send the invitation' }).click();
  const link = await page.getByLabel(/Give this link/).inputValue();
  expect(link.startsWith(`${system.address}/account#`)).toBe(true);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  const ben = await system.person();
  await ben.goto(link);
  await ben.getByLabel('New password').fill(theirs);
  await ben.getByRole('button', { name: 'Save the password' }).click();
  await ben.getByText('Saved. You can sign in now.').waitFor();
  expect(ben.url()).not.toContain('#');
  await signIn(ben, 'ben@example-company.test', theirs);
  await ben.waitForURL(/\/agenda/);
  await ben.context().close();
}

async function importLedger(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Import a ledger' }).click();
  await hydrated(page);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'ledger.csv', mimeType: 'text/csv', buffer: Buffer.from(ledger) });
  await page.getByRole('button', { name: 'Read the file' }).click();
  await page.getByRole('button', { name: /apply/i }).click();
  await page.getByRole('dialog').getByRole('button', { name: /apply/i }).click();
  await page.getByRole('button', { name: 'Undo this import' }).waitFor();
}

/** One click each: customers get their page, and somebody to answer. */
async function answerable(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Give customers their page' }).click();
  await isDone(page, 'Who answers, and the customer’s page');
  await page.getByRole('button', { name: 'I answer for them' }).click();
  await step(page, 'Who answers, and the customer’s page').getByText('Signed by Administrator').waitFor();
  await expect
    .poll(() =>
      system.story.db.customer.count({ where: { interactivePages: true, collectorId: { not: null } } }),
    )
    .toBe(1);
  await page.getByRole('button', { name: 'Show the first reminder' }).click();
  const preview = page.getByRole('dialog');
  await preview.frameLocator('iframe').getByText('Administrator').waitFor();
  expect(await preview.getByText(/is signed by|There is no link/).count()).toBe(0);
  await preview.getByRole('button', { name: 'Close' }).last().click();
}

/** The company chose French after its scenario had been made in English. */
async function frenchThroughout(page: Page): Promise<void> {
  await page.getByRole('row').filter({ hasText: 'Borel SA' }).first().getByText('Relance amicale').waitFor();
  const { subject } = await system.newestMailTo('accounts@borel.test');
  expect(subject).toMatch(/rappel/i);
  await page.goto('/e/MAIN/agenda?view=done');
  await page.getByText('Relance amicale').first().waitFor();
  const { id } = await system.story.db.customer.findFirstOrThrow({ where: { number: 'C-100' } });
  await page.goto(`/e/MAIN/customers/${id}`);
  await page.getByText('Deuxième relance').first().waitFor();
  expect(await page.getByText('Friendly reminder').count()).toBe(0);
}

test(
  'D-13 D-1 E-6 X-1 a company is set up from the empty installation to its first reminder without leaving the browser',
  { timeout: 180_000 },
  async () => {
    const { db } = system.story;
    await system.until('2035-01-08', '09:00');
    const page = await system.person();
    await signIn(page, placeholderEmail, printed);
    await page.waitForURL(/\/set-up/);
    await hydrated(page);
    await page.getByText('1 of 10 steps done').waitFor();
    expect(await findViolations(page)).toEqual([]);

    await setAccount(page);
    await toChecklist(page);
    await isDone(page, 'Your own account');
    await setCompany(page);
    await toChecklist(page);
    await isDone(page, 'Your company');
    await setSender(page);
    await toChecklist(page);
    // What French law gives where nothing else was agreed.
    await page.getByRole('button', { name: /Take the legal default: .*10 points, €40/ }).click();
    await isDone(page, 'Interest and compensation');
    await isDone(page, 'Sender and test mail');
    await inviteColleague(page);
    await toChecklist(page);
    await isDone(page, 'Colleagues');
    await importLedger(page);
    await toChecklist(page);
    await isDone(page, 'Ledger');

    // Hours of sending go by: what is due is due, and nothing leaves.
    await system.until('2035-01-08', '14:00');
    expect(await db.localMail.count({ where: { rcptTo: { has: 'accounts@borel.test' } } })).toBe(0);
    await page.reload();
    await hydrated(page);
    await page.getByRole('button', { name: 'Show the first reminder' }).click();
    const preview = page.getByRole('dialog');
    await preview.getByText('Example Company, accounts <accounts@example-company.test>').waitFor();
    await preview.frameLocator('iframe').getByText('F-1001').waitFor();
    await preview.frameLocator('iframe').getByText('Échéance').first().waitFor();
    // Nobody is in charge yet, and there is no page: it is said, and the company signs.
    await preview.getByText(/is signed by Example Company, accounts/).waitFor();
    await preview.getByText(/There is no link to a page/).waitFor();
    await preview.frameLocator('iframe').getByText('accounts@example-company.test').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await preview.getByRole('button', { name: 'Close' }).last().click();
    await isDone(page, 'First preview');
    await answerable(page);
    expect(await db.localMail.count({ where: { rcptTo: { has: 'accounts@borel.test' } } })).toBe(0);

    await page.getByRole('button', { name: 'Switch on …' }).click();
    const question = page.getByRole('dialog');
    expect(await question.getByText('Not done yet').count()).toBe(0);
    await question.getByRole('button', { name: 'Switch on', exact: true }).click();
    await isDone(page, 'Switch on');

    await system.until('2035-01-08', '18:30');
    await page.getByRole('link', { name: 'Sent messages' }).click();
    await page.getByRole('row').filter({ hasText: 'Borel SA' }).first().waitFor();
    await frenchThroughout(page);
    await page.goto('/e/MAIN/settings?tab=log');
    await page.getByText('VAT number: nothing → FR40303265045').waitFor();
    await page.getByRole('rowheader', { name: 'User added' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    // The wrong VAT number, and nothing else.
    expect(system.complaints).toEqual([expect.stringMatching(/ 400 .*\/settings$/)]);
    await page.context().close();
  },
);

test(
  'X-1 a forgotten password is replaced by the link in the mail, which works once',
  { timeout: 90_000 },
  async () => {
    const page = await system.person();
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Forgot the password?' }).click();
    // The page before has a field of the same name.
    await page.getByRole('button', { name: 'Send the link' }).waitFor();
    await hydrated(page);
    await page.getByLabel('E-mail address').fill('ben@example-company.test');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('If there is an account with this address').waitFor();
    await expect
      .poll(async () => (await system.newestMailTo('ben@example-company.test')).subject, { timeout: 20_000 })
      .toMatch(/new password/);
    const mail = await system.story.db.localMail.findFirstOrThrow({
      where: { rcptTo: { has: 'ben@example-company.test' } },
      orderBy: { id: 'desc' },
    });
    const text = Buffer.from(mail.raw).toString('latin1').replaceAll('=\r\n', '').replaceAll('=3D', '=');
    const link = /http:\/\/\S+\/account#ra_[\w-]{43}/.exec(text)![0];
    await page.goto(link);
    await page.getByLabel('New password').fill('velvet harbour nineteen crow');
    await page.getByRole('button', { name: 'Save the password' }).click();
    await page.getByText('Saved. You can sign in now.').waitFor();
    const other = await system.person();
    await other.goto(link);
    await other.getByText('This link does not work any more').waitFor();
    await signIn(other, 'ben@example-company.test', 'velvet harbour nineteen crow');
    await other.waitForURL(/\/agenda/);
    // Nobody reads the link in the local mailbox, administrators among them.
    expect(await other.getByRole('link', { name: 'Mailbox' }).count()).toBe(1);
    await other.goto('/e/MAIN/mailbox');
    expect(await other.getByText('new password').count()).toBe(0);
    await Promise.all([page.context().close(), other.context().close()]);
  },
);
