import { afterAll, beforeAll, expect, it } from 'vitest';
import { paths } from '../../web/src/lib/paths.ts';
import { password } from '../api/support.ts';
import { entityCode, startPages, type Pages } from './support.ts';

let pages: Pages;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages?.close());

it('a wrong password is said beside the form and what was typed stays', async () => {
  const page = await pages.open();
  await page.goto(paths.signIn());
  await page.getByLabel('E-mail address').fill(pages.seeded.users.collector.email);
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('E-mail address or password is wrong').waitFor();
  expect(await page.getByLabel('E-mail address').inputValue()).toBe(pages.seeded.users.collector.email);
  await page.context().close();
});

it('without script, sign-in leads to the page that was asked for and a promise can be recorded', async () => {
  const page = await pages.open({ javaScriptEnabled: false });
  const { customerId } = pages.seeded;
  await page.goto(paths.customer(entityCode, customerId, { form: 'note' }));
  await page.getByLabel('E-mail address').fill(pages.seeded.users.collector.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname.startsWith('/e/'));
  await page.getByRole('dialog').getByLabel('Text').fill('Called, will pay on Friday');
  await page.getByRole('button', { name: 'Save the note' }).click();
  await page.getByText('Called, will pay on Friday').waitFor();
  expect(await pages.api.db.note.count({ where: { customerId, text: 'Called, will pay on Friday' } })).toBe(
    1,
  );
  await page.context().close();
});

it('a link of another site never becomes the way on after signing in', async () => {
  const page = await pages.open();
  await page.goto(`/sign-in?to=${encodeURIComponent('//evil.example/x')}`);
  await page.getByLabel('E-mail address').fill(pages.seeded.users.collector.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/agenda/);
  expect(new URL(page.url()).origin).toBe(pages.address);
  await page.context().close();
});

it('signing out ends the session', async () => {
  const page = await pages.open();
  await pages.signIn(page);
  await page.getByRole('button', { name: /Your account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(/sign-in/);
  await page.goto(paths.agenda(entityCode));
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await page.context().close();
});
