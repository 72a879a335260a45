import { afterAll, beforeAll, expect, it } from 'vitest';
import { paths } from '../../web/src/lib/paths.ts';
import { password } from '../api/support.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

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

it('the interface changes to French for this browser, sign-in and refusals too', async () => {
  const page = await pages.open();
  await page.goto(paths.signIn());
  await page.getByLabel('E-mail address').fill(pages.seeded.users.collector.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/agenda/);
  await hydrated(page);
  await page.getByRole('button', { name: /Your account/ }).click();
  await page.getByRole('menuitemradio', { name: 'Français' }).click();
  await page.getByRole('menu').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /Votre compte/ }).click();
  // Kept in the account: the next browser, and mail to this person, are French too.
  const { id } = pages.seeded.users.collector;
  expect((await pages.api.db.user.findUniqueOrThrow({ where: { id } })).language).toBe('fr');
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
  await page.waitForURL(/sign-in/);
  expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  await page.getByLabel('Adresse e-mail').fill(pages.seeded.users.collector.email);
  await page.getByLabel('Mot de passe').fill('wrong');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('alert').getByText('Adresse e-mail ou mot de passe incorrect').waitFor();
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.waitForURL(/\/agenda/);
  const { customerId, importId } = pages.seeded;
  for (const path of [
    paths.agenda(entityCode),
    paths.customer(entityCode, customerId),
    paths.customer(entityCode, customerId, { tab: 'why' }),
    paths.import(entityCode, importId),
    paths.settings(entityCode),
  ]) {
    await page.goto(path);
    const text = await page.getByRole('main').innerText();
    expect(text).not.toMatch(/undefined|\[object|\bSettings\b|\bBalance due\b/);
  }
  await page.context().close();
});
