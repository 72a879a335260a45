/** Pages while the database is away, and an import that nobody works on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueLink } from '../../application/links/new-link.ts';
import { pageCookieName } from '../../api/plugins/session-cookie.ts';
import { findViolations } from './axe.ts';
import { startPages, type Pages } from './support.ts';

let pages: Pages;

beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages.close());

describe('an import that stands still', () => {
  it('D-5 is tried again or rejected on its page', async () => {
    const { db, clock } = pages.api;
    const { importId } = pages.seeded;
    const page = await pages.open();
    await pages.signIn(page);
    const longAgo = new Date(clock.now.getTime() - 120_000);
    await db.importRun.update({ where: { id: importId }, data: { state: 'applying', touchedAt: longAgo } });
    await page.goto(`/e/ACME/imports/${importId}`);
    await page.getByText('Nobody works on this import at the moment').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Taken up again.').waitFor();
    expect(await db.workflowRequest.count({ where: { subjectId: importId } })).toBe(1);

    await db.importRun.update({ where: { id: importId }, data: { state: 'reading', touchedAt: longAgo } });
    await page.reload();
    await page.getByRole('button', { name: 'Reject' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
    await expect
      .poll(async () => (await db.importRun.findUniqueOrThrow({ where: { id: importId } })).state)
      .toBe('rejected');
  });
});

describe('without the database', () => {
  it('N-2 every page says so with 503 and when to come again', async () => {
    const { db, clock, signIn, database } = pages.api;
    const { entityId, customerId, users } = pages.seeded;
    await db.customer.update({ where: { id: customerId }, data: { interactivePages: true } });
    const { token } = await issueLink(db, {
      kind: 'customer',
      legalEntityId: entityId,
      customerId,
      recipientEmail: 'ap@customer.test',
      recipientName: 'Pat',
      language: 'en',
      at: clock.now,
    });
    const session = await signIn(users.collector.email);
    const visit = `${pageCookieName(pages.address, 'customer')}=${token}`;
    const get = async (path: string, cookie: string) => {
      const answer = await fetch(pages.address + path, {
        headers: { cookie, accept: 'text/html' },
        redirect: 'manual',
      });
      return [path, answer.status, answer.status === 503 ? answer.headers.get('retry-after') : null];
    };
    expect(await get('/p', visit)).toEqual(['/p', 200, null]);
    await database.drop();
    for (const [path, cookie] of [
      ['/p', visit],
      [`/p/${token}`, ''],
      ['/i', `${pageCookieName(pages.address, 'internal')}=ri_${'a'.repeat(43)}`],
      ['/e/ACME/agenda', session],
      [`/e/ACME/customers/${customerId}`, session],
    ] as const) {
      const [, status, retryAfter] = await get(path, cookie);
      expect([path, status, Number(retryAfter) > 0]).toEqual([path, 503, true]);
    }
  });
});
