import { simpleParser } from 'mailparser';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectPayments } from '../support/payment-desk.ts';
import { createCustomer, createEntity, type TestEntity } from '../support/ledger.ts';
import { WholeSystem } from '../support/whole-system.ts';

let system: WholeSystem;
let entity: TestEntity;
let code: string;

beforeAll(async () => {
  system = await WholeSystem.open({ payments: true });
  entity = await createEntity(system.story.db, { entity: { language: 'en' } });
  ({ code } = await system.story.db.legalEntity.findUniqueOrThrow({ where: { id: entity.entityId } }));
}, 120_000);
afterAll(() => system?.close());

const proof = {
  name: 'payment-order.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
};

/** The address behind a document number in a mail, as the mailbox page shows it. */
async function linkInMail(page: Page, email: string, number: string): Promise<string> {
  const { id } = await system.newestMailTo(email);
  await page.goto(`/e/${code}/mailbox/${id}`);
  const link = page.frameLocator('iframe').getByRole('link', { name: number, exact: true });
  return (await link.getAttribute('href'))!;
}

/** Where the newest mail to somebody leads. */
async function addressInMail(email: string): Promise<string> {
  const { raw } = await system.story.db.localMail.findFirstOrThrow({
    where: { rcptTo: { has: email } },
    orderBy: { id: 'desc' },
  });
  const { text } = await simpleParser(Buffer.from(raw));
  return /http\S+\/p\/rc_[\w-]{43}/.exec(text ?? '')![0];
}

describe('a customer answers a reminder', () => {
  test('P-1 P-2 P-4 P-5 P-9 P-10 P-11 A-5 A-6 from the mail to the promise, and on when it is broken', async () => {
    const { story } = system;
    await system.until('2035-01-08', '09:00');
    const email = 'accounts@borel.example';
    const due = { dueOn: '2035-01-05', openMinor: 100_000 };
    const customerId = await createCustomer(story.db, entity, {
      number: 'C-BOREL',
      email,
      items: [
        { number: 'F-101', ...due },
        { number: 'F-102', ...due },
        { number: 'F-103', ...due },
        { number: 'F-200', dueOn: '2035-03-30', openMinor: 5_000 },
      ],
      data: { name: 'Borel & Fils', language: 'en', interactivePages: true },
    });
    await system.until('2035-01-10', '20:00');
    expect(await story.calendar(customerId)).toEqual(['2035-01-10 friendly']);

    await system.until('2035-01-11', '10:00');
    const collectorEmail = await system.giveAccount(entity);
    const collector = await system.person();
    await system.signIn(collector, collectorEmail);
    const address = await linkInMail(collector, email, 'F-102');
    await collector.goto(`/e/${code}/replies`);
    await collector.getByText('Everything is answered').waitFor();

    const clerk = await system.person();
    await clerk.goto(address);
    await clerk.getByText('You have 4 open invoices').waitFor();
    expect(clerk.url()).not.toContain(address.split('/').at(-1)!.split('?')[0]);
    await clerk.getByLabel('Search', { exact: true }).fill('F-10');
    await clerk.getByText('3 of 4 items').waitFor();
    for (const number of ['F-101', 'F-102', 'F-103'])
      await clerk.getByRole('checkbox', { name: `Select ${number}` }).check();
    await clerk.getByRole('button', { name: 'Promise to pay' }).click();
    await clerk.getByLabel('You will pay on').fill('2035-01-19');
    await clerk.getByLabel('Comment (optional)').fill('Paid with our run of the 19th.');
    await clerk.locator('input[type=file]').setInputFiles(proof);
    await clerk.getByText('Uploaded').waitFor();
    await clerk.getByLabel('Your name').fill('Anne Borel');
    await clerk.getByRole('button', { name: 'Send', exact: true }).click();
    await clerk.getByText('Thank you, we have received your message').waitFor();

    // The counters change on the open page of the collector, by themselves.
    await collector.getByRole('link', { name: /^1 promise/ }).waitFor();
    await story.relayFacts();
    await expect.poll(() => story.gates(customerId)).toContain('unread_reply');

    await collector
      .getByRole('link', { name: /Borel & Fils/ })
      .first()
      .click();
    await collector.getByText('Paid with our run of the 19th.').waitFor();
    await collector.getByText('payment-order.pdf').waitFor();
    expect(await collector.getByLabel('Expected on').inputValue()).toBe('19/01/2035');
    await collector.getByRole('button', { name: 'Write an answer' }).click();
    await collector.getByRole('textbox', { name: 'Answer to the customer' }).fill('Thank you, noted.');
    await collector.getByRole('button', { name: 'Submit + complete the action' }).click();
    await collector.getByText(/3 items qualified/).waitFor();
    await story.relayFacts();
    await expect.poll(() => story.gates(customerId)).toContain('all_promised');

    await clerk.reload();
    await clerk.getByText('Thank you, noted.').waitFor();
    await clerk.getByText(/We expect your payment on 19 Jan/).waitFor();

    // The night ends their session; what an open page then hears is not the story.
    await collector.goto('about:blank');
    // Monday the 22nd and Tuesday the 23rd are the days of grace.
    await system.until('2035-01-23', '20:00');
    expect(await story.openAction(customerId)).toBeNull();
    await system.until('2035-01-24', '10:00');
    const resumed = await story.openAction(customerId);
    expect(resumed).toMatchObject({ stepKey: 'firm', state: 'proposed' });
    await system.signIn(collector, collectorEmail);
    await collector.getByText('Borel & Fils').first().waitFor();
    await clerk.goto(address);
    await clerk.getByText(/The payment announced for .* has not arrived/).waitFor();
    await story.confirm(customerId, { userId: entity.collectorId });
    await system.until('2035-01-24', '20:00');
    expect(await story.calendar(customerId)).toEqual(['2035-01-10 friendly', '2035-01-24 firm']);
    expect(system.complaints).toEqual([]);
  });
});

describe('a customer pays', () => {
  test('P-8 S-8 E-2 from the mail to three items paid by card, once in two tabs: the chase stops at once, the balance follows', async () => {
    const { story } = system;
    await system.until('2035-02-05', '09:00');
    await connectPayments(story.db, entity.entityId);
    const email = 'accounts@dumas.example';
    const due = { dueOn: '2035-02-02', openMinor: 100_000 };
    const customerId = await createCustomer(story.db, entity, {
      number: 'C-DUMAS',
      email,
      items: [
        { number: 'F-301', ...due },
        { number: 'F-302', ...due },
        { number: 'F-303', ...due },
        { number: 'F-400', dueOn: '2035-04-27', openMinor: 5_000 },
      ],
      data: { name: 'Dumas', language: 'en', interactivePages: true },
    });
    await system.until('2035-02-07', '20:00');
    await system.until('2035-02-08', '10:00');
    const clerk = await system.person();
    await clerk.goto(await addressInMail(email));
    await clerk.getByText('You have 4 open invoices').waitFor();
    const otherTab = await clerk.context().newPage();
    await otherTab.goto(clerk.url());
    for (const page of [clerk, otherTab]) {
      for (const number of ['F-301', 'F-302', 'F-303'])
        await page.getByRole('checkbox', { name: `Select ${number}` }).check();
      await page.getByText('What you selected').waitFor();
    }
    const pay = (page: Page) => page.getByRole('button', { name: 'Pay €3,000.00' }).click();
    await pay(clerk);
    await clerk.getByRole('button', { name: 'Pay by card' }).waitFor();
    // Somebody stands at the payment service: nobody writes meanwhile, and the other tab cannot pay it again.
    await story.relayFacts();
    await expect.poll(() => story.gates(customerId)).toEqual(['payment_in_progress']);
    await pay(otherTab);
    await otherTab.getByText(/is already in progress/).waitFor();

    await clerk.getByRole('button', { name: 'Pay by card' }).click();
    await clerk.waitForURL(/\/p\?paid=/);
    const payment = { where: { customerId } };
    await expect
      .poll(async () => {
        await story.relayFacts();
        return story.db.onlinePayment.findMany({ ...payment, select: { state: true, bookedMinor: true } });
      })
      .toEqual([{ state: 'settled', bookedMinor: 300_000n }]);
    await clerk.reload();
    await clerk
      .getByText('Your payment of €3,000.00 for F-301, F-302, F-303 has arrived. Thank you.')
      .waitFor();
    await clerk.getByText('You have 1 open invoice').waitFor();
    expect(await story.db.payment.count(payment)).toBe(1);

    await system.until('2035-02-20', '20:00');
    expect(await story.calendar(customerId)).toEqual(['2035-02-07 friendly']);
    expect(await story.db.openItem.aggregate({ ...payment, _sum: { openMinor: true } })).toMatchObject({
      _sum: { openMinor: 5_000n },
    });
  });
});
