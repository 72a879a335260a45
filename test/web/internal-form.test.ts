/** What a colleague answers where no script runs. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askColleague, colleagueOf, giveOwnDomain } from '../api/internal-support.ts';
import { screenshot } from './browser.ts';
import { startPages, type Pages } from './support.ts';

let pages: Pages;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages?.close());

it('I-2 P-12 without JavaScript a refused answer says why at its field, with what was typed', async () => {
  const { api, seeded, address } = pages;
  await giveOwnDomain(api.db, seeded.entityId);
  const cookie = await api.signIn(seeded.users.collector.email);
  const asked = (await askColleague(api, seeded, cookie)).json() as { id: string };
  const visitor = await colleagueOf(api.db, asked, { at: api.clock.now });
  const page = await pages.open({ javaScriptEnabled: false });
  await page.context().addCookies(
    visitor.cookie.split('; ').map((pair) => {
      const [name, value] = pair.split('=') as [string, string];
      return { name, value, url: address };
    }),
  );
  await page.goto('/i');
  const name = page.getByLabel('Your name');
  const text = page.locator('textarea[name="text"]');
  await name.fill('Paul Ørsted');
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await text.getAttribute('aria-invalid')).toBe('true');
  expect(await text.getAttribute('aria-describedby')).toContain('fault-text');
  expect(await page.locator('#fault-text').getAttribute('role')).toBe('alert');
  expect(await page.locator('[autofocus]').getAttribute('name')).toBe('text');
  expect(await name.inputValue()).toBe('Paul Ørsted');
  await screenshot(page, 'internal-refused-without-script');

  await text.fill('We agreed on 3 %.');
  await page.getByLabel('Attachments').setInputFiles({
    name: 'contract.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('MZ this is a program'),
  });
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await page.getByLabel('Attachments').getAttribute('aria-invalid')).toBe('true');
  expect(await text.inputValue()).toBe('We agreed on 3 %.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('We agreed on 3 %.').waitFor();
  expect(await api.db.comment.findFirstOrThrow({ where: { linkId: visitor.linkId } })).toMatchObject({
    text: 'We agreed on 3 %.',
    authorName: 'Paul Ørsted',
  });
  await page.context().close();
});
