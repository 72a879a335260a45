/** Settings as several administrators use them: connections and their test, and what else has no page of its own. */
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnections, type Connections } from '../../api/connections/connections.ts';
import { paths } from '../../web/src/lib/paths.ts';
import { findViolations } from './axe.ts';
import { looks, screenshot } from './browser.ts';
import { entityCode, hydrated, startPages, type Pages } from './support.ts';

const secret = 'right-and-secret';
let connections: Connections;
let pages: Pages;
let page: Page;
let smtp: SMTPServer;
beforeAll(async () => {
  smtp = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      password === secret ? done(null, { user: username }) : done(new Error('no such account')),
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  use(secret);
  pages = await startPages({
    connections: {
      describe: (kind) => connections.describe(kind),
      test: (kind, of) => connections.test(kind, of),
    },
  });
  page = await pages.open(looks['wide']);
  await pages.signIn(page, 'administrator');
});
afterAll(async () => {
  await pages?.close();
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

async function open(path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

describe('D-13 connections', () => {
  it('D-13 each says whether it is set and where to; the test really signs in and says what to do', async () => {
    await open(paths.settings(entityCode, { tab: 'connections' }));
    const card = (name: string) => page.getByRole('region', { name });
    await card('Mail server').getByText('127.0.0.1, port').waitFor();
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

  it.each(['wide', 'narrow', 'dark'])('D-13 connections look right: %s', async (look) => {
    const other = await pages.open(looks[look]);
    await pages.signIn(other, 'administrator');
    await other.goto(paths.settings(entityCode, { tab: 'connections' }));
    await hydrated(other);
    await screenshot(other, `connections-tested-${look}`);
    expect(await findViolations(other)).toEqual([]);
    await other.context().close();
  });

  it('D-13 who does not administer has no such tab', async () => {
    const other = await pages.open(looks['wide']);
    await pages.signIn(other, 'collector');
    await other.goto(paths.settings(entityCode, { tab: 'connections' }));
    await hydrated(other);
    expect(await other.getByRole('link', { name: 'Connections' }).count()).toBe(0);
    await other.context().close();
  });
});
