/** The doors of the customer's page, and what may be written on it, seen from a browser. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createComment } from './portal-comments.ts';
import { openPortal, portalLink, seedPortal } from './portal-support.ts';
import { hydrated, startPages, type Pages } from './support.ts';

let pages: Pages;
beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages?.close());

const day = 86_400_000;

/** Text that runs where it is taken for markup. */
const corpus = [
  `<script>window.hit = 1</script>`,
  `<img src=x onerror="window.hit = 2">`,
  `<svg/onload=window.hit=3>`,
  `"><iframe srcdoc="<script>parent.hit=4</script>">`,
  `</textarea><script>window.hit = 5</script>`,
  `javascript:window.hit=6`,
  `{@html '<b>7</b>'} {{constructor.constructor('window.hit=7')()}}`,
  `' autofocus onfocus='window.hit=8`,
  `<a href="java&#10;script:window.hit=9">x</a>`,
  `\u202Efdp.exe\u202C <style>*{display:none}</style>`,
];

describe('P-13 the address of a link', () => {
  it('B4 P-13 the token stands in no later address and in no Referer, and nothing comes from elsewhere', async () => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    const requests: { url: string; referer: string }[] = [];
    page.on('request', (request) => {
      requests.push({ url: request.url(), referer: request.headers()['referer'] ?? '' });
    });
    const first = await page.goto(`${portal.path}?item=${portal.itemIds[0]}`);
    await hydrated(page);
    await page.getByRole('checkbox', { name: 'Select F-1023' }).check();
    await page.waitForLoadState('networkidle');
    expect(requests.length).toBeGreaterThan(5);
    expect(requests.slice(1).filter(({ url }) => url.includes(portal.token))).toEqual([]);
    expect(requests.filter(({ referer }) => referer.includes(portal.token))).toEqual([]);
    expect(
      requests.filter(({ url }) => !url.startsWith(`${pages.address}/`) && !url.startsWith('data:')),
    ).toEqual([]);
    expect(page.url()).not.toContain(portal.token);
    const redirect = await first!.request().redirectedFrom()!.response();
    expect(redirect!.status()).toBe(303);
    expect(redirect!.headers()).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(redirect!.headers()['x-robots-tag']).toContain('noindex');
    expect(first!.headers()['x-robots-tag']).toContain('noindex');
    // Not to be had by a script either.
    expect(await page.evaluate('document.cookie')).not.toContain(portal.token);
    await page.context().close();
  });

  it('B7 B15 P-13 HEAD, prefetching and previews change nothing and learn nothing', async () => {
    const portal = await seedPortal(pages);
    const address = `${pages.address}${portal.path}`;
    const views = () => pages.api.db.pageView.count({ where: { link: { customerId: portal.customerId } } });
    const visitors: [string, RequestInit][] = [
      ['HEAD', { method: 'HEAD', headers: { 'user-agent': 'Mozilla/5.0' } }],
      ['prefetch', { headers: { 'sec-purpose': 'prefetch;prerender', 'user-agent': 'Mozilla/5.0' } }],
      ...[
        'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
        'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
        'facebookexternalhit/1.1',
        'WhatsApp/2.23.20.0',
        'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
        'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient)',
        'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
      ].map((agent): [string, RequestInit] => [agent, { headers: { 'user-agent': agent } }]),
    ];
    for (const [name, init] of visitors) {
      const response = await fetch(address, { ...init, redirect: 'manual' });
      const body = await response.text();
      expect([name, response.status, response.headers.getSetCookie()]).toEqual([name, 200, []]);
      expect(body).not.toMatch(/Borel|F-1023|Papeterie/);
    }
    expect(await views()).toBe(0);
    // A person whose browser is taken for a preview comes in all the same.
    const page = await pages.open({ userAgent: 'Mozilla/5.0 Googlebot' });
    await page.goto(portal.path);
    await page.getByRole('link', { name: 'Open the page' }).click();
    await page.getByText('You have 6 open items').waitFor();
    expect(await views()).toBe(1);
    await page.context().close();
  });

  it('P-13 a visit is a person’s once somebody moves, and is reported once', async () => {
    const portal = await seedPortal(pages);
    // A browser without a head is taken for a machine, regardless of what it does.
    const page = await pages.open({
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0',
    });
    let reported = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/api/portal/seen')) reported += 1;
    });
    await openPortal(page, portal.path);
    const view = () =>
      pages.api.db.pageView.findFirst({
        where: { link: { customerId: portal.customerId } },
        orderBy: { id: 'desc' },
      });
    expect((await view())!.personAt).toBeNull();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.mouse.wheel(0, 200);
    await expect.poll(async () => (await view())!.personAt).not.toBeNull();
    expect(reported).toBe(1);
    await page.context().close();
  });

  it('B6 P-13 an expired link offers a new one, by mail, without saying more', async () => {
    const portal = await seedPortal(pages);
    await pages.api.db.pageLink.updateMany({
      where: { customerId: portal.customerId },
      data: { expiresAt: new Date(pages.api.clock.now.getTime() - day) },
    });
    const page = await pages.open({ javaScriptEnabled: false });
    await page.goto(portal.path);
    await page.getByRole('heading', { name: 'This link has expired' }).waitFor();
    expect(page.url()).not.toContain(portal.token);
    expect(await page.content()).not.toMatch(/Borel|Papeterie/);
    await page.getByRole('button', { name: 'Send me a new link' }).click();
    await page.getByText('If the link was ours, a new one is on its way').waitFor();
    const notices = await pages.api.db.notice.findMany({ where: { customerId: portal.customerId } });
    expect(notices).toMatchObject([{ kind: 'renewed_link', recipientEmail: 'ap@borel.test' }]);
    await page.context().close();
  });

  it.each([
    ['P-13 revoked', 'This link no longer works'],
    ['P-3 switched off', 'This page is not available at the moment'],
    ['P-13 mangled', 'We do not know this link'],
    ['P-13 of a colleague', 'We do not know this link'],
  ])('%s: a polite page, also for who is on it already', async (why, title) => {
    const portal = await seedPortal(pages);
    const page = await pages.open();
    await openPortal(page, portal.path);
    const now = pages.api.clock.now;
    const { customerId: id } = portal;
    if (why.includes('revoked'))
      await pages.api.db.pageLink.updateMany({ where: { customerId: id }, data: { revokedAt: now } });
    if (why.includes('off'))
      await pages.api.db.customer.update({ where: { id }, data: { interactivePages: false } });
    const mangled = why.includes('mangled') ? `${portal.path.slice(0, -2)}xx` : portal.path;
    const address = why.includes('colleague') ? portal.path.replace('/p/rc_', '/p/ri_') : mangled;
    await page.goto(address);
    await page.getByRole('heading', { name: title }).waitFor();
    expect(await page.content()).not.toMatch(/Borel|F-1023/);
    if (address === portal.path) {
      await page.goto('/p');
      await page.getByRole('heading', { name: title }).waitFor();
    }
    await page.context().close();
  });

  it('P-13 where a code is asked for, nothing can be sent before it was shown', async () => {
    const portal = await seedPortal(pages);
    const entity = { id: pages.seeded.entityId };
    await pages.api.db.legalEntity.update({ where: entity, data: { portalCode: 'acts' } });
    const page = await pages.open();
    await openPortal(page, portal.path);
    await page.getByRole('heading', { name: 'Is it you?' }).waitFor();
    expect(await page.getByRole('region', { name: 'Is it you?' }).innerText()).toContain('a•••@borel.test');
    await page.getByRole('checkbox', { name: 'Select F-1023' }).check();
    expect(await page.getByRole('button', { name: 'Promise to pay' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Send the code' }).click();
    await page.getByText('The code is on its way.').waitFor();
    await page.getByLabel('Code from the e-mail').fill('00 00 00');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByLabel('Code from the e-mail').getAttribute('autocomplete')).toBe('one-time-code');
    await pages.api.db.legalEntity.update({ where: entity, data: { portalCode: 'never' } });
    await page.context().close();
  });

  it('P-13 a link that was made for no address says that no code can be sent, and offers none', async () => {
    const portal = await seedPortal(pages);
    const entity = { id: pages.seeded.entityId };
    await pages.api.db.pageLink.updateMany({
      where: { customerId: portal.customerId },
      data: { recipientEmail: null },
    });
    await pages.api.db.legalEntity.update({ where: entity, data: { portalCode: 'acts' } });
    const page = await pages.open();
    await openPortal(page, portal.path);
    await page.getByText('no code can be sent: please use the link in our newest e-mail').waitFor();
    expect(await page.getByRole('button', { name: 'Send the code' }).count()).toBe(0);
    await pages.api.db.legalEntity.update({ where: entity, data: { portalCode: 'never' } });
    await page.context().close();
  });
});

describe('what customers write', () => {
  it('B9 B10 P-9 is shown as it was typed and runs nowhere: text, names, files, items', async () => {
    const portal = await seedPortal(pages, {
      name: corpus[1]!,
      lines: corpus.map((text, index) => ({
        number: `X${index} ${text}`.slice(0, 60),
        dueOn: '2026-02-01',
        openMinor: 1000,
        text,
        purchaseOrder: text.slice(0, 60),
      })),
    });
    for (const text of corpus)
      await createComment(pages.api.db, {
        ...portal,
        legalEntityId: pages.seeded.entityId,
        text,
        at: pages.api.clock.now,
      });
    const before = pages.complaints.length;
    const page = await pages.open();
    await openPortal(page, portal.path);
    await page
      .getByRole('link', { name: /messages about/ })
      .first()
      .focus();
    await page.getByRole('tooltip').first().waitFor();
    await page.goto(`/p?text=${encodeURIComponent(corpus[4]!)}&problem=${encodeURIComponent(corpus[0]!)}`);
    await hydrated(page);
    expect(await page.getByRole('searchbox').inputValue()).toBe(corpus[4]);
    await page.goto('/p');
    await hydrated(page);
    const messages = page.getByRole('region', { name: 'Your messages' });
    for (const text of corpus)
      expect(
        await messages.getByText(text.replace(/[\u202E\u202C]/g, '').slice(-20)).count(),
      ).toBeGreaterThan(0);
    expect(await page.evaluate('window.hit')).toBeUndefined();
    expect(await page.locator('main iframe, main script, main style').count()).toBe(0);
    expect(pages.complaints.slice(before)).toEqual([]);
    await page.context().close();
  });
});

it('P-13 a link to some items tells nothing of the others', async () => {
  const portal = await seedPortal(pages);
  const token = await portalLink(pages, portal.customerId, { itemIds: [portal.itemIds[0]!] });
  const page = await pages.open({ javaScriptEnabled: false });
  await page.goto(`/p/${token}`);
  await page.getByRole('heading', { name: 'You have 1 open invoice; it is overdue.' }).waitFor();
  expect(await page.content()).not.toMatch(/F-1031|F-1044/);
  await page.context().close();
});
