/** A tracked electronic letter, in the browser of a collector and of its readers: signed for, refused, not claimed. */
import { simpleParser } from 'mailparser';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import yauzl from 'yauzl';
import { createSelfHosted } from '../../activities/letters/self-hosted/provider.ts';
import { makeSeal } from '../../runtime/seal-key.ts';
import type { TestEntity } from '../support/ledger.ts';
import { readPages } from '../letters/read-pdf.ts';
import { letterDebtor, letterEntity } from '../support/letter-post.ts';
import { WholeSystem } from '../support/whole-system.ts';
import { findViolations } from '../web/axe.ts';
import { appearances, screenshot } from '../web/browser.ts';

vi.setConfig({ testTimeout: 180_000 });

let system: WholeSystem;
let entity: TestEntity;
let code: string;
let collector: Page;
/** By how each letter is to end. */
const customers = { signed: '', refused: '', unclaimed: '' };

beforeAll(async () => {
  const seal = { ...(await makeSeal(new Date('2035-01-01'))), isSelfMade: true };
  system = await WholeSystem.open({
    providers: (box) => ({ self_hosted: createSelfHosted(seal, box) }),
  });
  const { db } = system.story;
  await system.until('2035-03-04', '18:00');
  entity = await letterEntity(db, {
    kind: 'tracked_electronic',
    mode: 'to_confirm',
    recallMinutes: 0,
    entity: { language: 'en', name: 'Ferrand SA' },
  });
  ({ code } = await db.legalEntity.findUniqueOrThrow({ where: { id: entity.entityId } }));
  for (const end of Object.keys(customers) as (keyof typeof customers)[]) {
    const { customerId } = await letterDebtor(db, entity, { dueOn: '2035-02-28' });
    customers[end] = customerId;
    await db.customer.update({
      where: { id: customerId },
      data: {
        name: `Customer ${end}`,
        language: 'en',
        collectorId: entity.collectorId,
        interactivePages: end === 'signed',
      },
    });
    await db.contact.updateMany({
      where: { customerId },
      data: { name: 'Rita Reader', email: `${end}@reader.example` },
    });
    await db.contact.create({ data: { customerId, name: 'Nobody Mail', roles: ['escalation'] } });
    await db.contact.create({
      data: { customerId, name: 'Carl Chief', email: `chief-${end}@reader.example`, roles: ['escalation'] },
    });
  }
  const email = await system.giveAccount(entity);
  await system.until('2035-03-05', '08:30');
  collector = await system.person();
  await system.signIn(collector, email);
}, 180_000);
afterAll(() => system?.close());

/** What was written is told, and what was told is done, in the clock of the story. */
async function pass(rounds = 4): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const at = new Date(Math.ceil((await system.story.now()) / 60_000 + 2) * 60_000);
    const [day = '', clock = ''] = at.toLocaleString('sv', { timeZone: 'Europe/Paris' }).split(' ');
    await system.until(day, clock.slice(0, 5));
  }
}

async function mailTo(address: string, subject: RegExp) {
  const mails = await system.story.db.localMail.findMany({
    where: { rcptTo: { has: address } },
    orderBy: { id: 'desc' },
  });
  const mail = mails.find((one) => subject.test(one.subject));
  if (mail === undefined) throw new Error(`no ${subject} to ${address}: ${mails.map((one) => one.subject)}`);
  return simpleParser(Buffer.from(mail.raw));
}

async function linkTo(address: string): Promise<string> {
  const { text = '' } = await mailTo(address, /has sent you a letter/);
  return /http:\/\/127[^\s]+\/l\/rl_[\w-]{43}/.exec(text)![0];
}

/** Through the link and the code of the mail. */
async function enter(link: string, address: string, page: Page): Promise<void> {
  await page.goto(link);
  await page.getByRole('heading', { name: 'Is it you?' }).waitFor();
  expect(page.url()).not.toContain('rl_');
  expect(await page.content()).not.toContain('Your decision');
  await page.getByRole('button', { name: 'Send the code' }).click();
  await page.getByText(/The code is on its way to/).waitFor();
  await pass(1);
  const { text = '' } = await mailTo(address, /code/i);
  await page.getByLabel('Code from the e-mail').fill(/\b\d{6}\b/.exec(text)![0]);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('heading', { name: 'Your decision' }).waitFor();
}

const letterOf = (customerId: string) =>
  system.story.db.letter.findFirstOrThrow({
    where: { customerId },
    include: { proofs: true, tracked: { include: { events: { orderBy: { sequence: 'asc' } } } } },
  });

async function namesIn(zip: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const archive = await yauzl.fromBufferPromise(zip);
  for await (const entry of archive.eachEntry()) {
    const parts: Buffer[] = [];
    for await (const part of await archive.openReadStreamPromise(entry)) parts.push(part as Buffer);
    files.set(entry.fileName, Buffer.concat(parts));
  }
  return files;
}

describe('an electronic letter that this installation carries', () => {
  test('L-5 from the customer page: its pages, whom it can go to, the consequence, and it goes', async () => {
    await collector.goto(`/e/${code}/customers/${customers.signed}`);
    // A letter of this level is looked at first: the dialog shows its pages, and only there it is sent.
    await collector.getByRole('button', { name: 'Look and confirm …' }).click();
    const dialog = collector.getByRole('dialog', { name: 'Tracked electronic letter' });
    await dialog.getByRole('img', { name: /1/ }).waitFor();
    const choice = dialog.getByLabel('Recipient');
    const options = await choice.locator('option').allTextContents();
    expect(options[0]).toMatch(/Rita Reader.*collection contact/s);
    expect(await choice.locator('option', { hasText: 'Nobody Mail' }).isDisabled()).toBe(true);
    await dialog.getByText(/not a registered one/).waitFor();
    expect(await findViolations(collector)).toEqual([]);
    await screenshot(collector, 'electronic-letter-dialog');
    await choice.selectOption({ label: options.find((text) => text.includes('Carl Chief'))!.trim() });
    await choice.selectOption({ index: 0 });
    const send = dialog.getByRole('button', { name: 'Send mail + Complete action' });
    await expect.poll(() => send.isEnabled()).toBe(true);
    await send.click();
    await dialog.waitFor({ state: 'hidden' });
    await pass();
    expect(await letterOf(customers.signed)).toMatchObject({ state: 'presented', provider: 'self_hosted' });
  });

  test('L-5 both sides get an e-mail with the references', async () => {
    const { reference } = await letterOf(customers.signed);
    const reader = await mailTo('signed@reader.example', /Ferrand SA has sent you a letter/);
    expect(reader.text).toContain(reference);
    expect(reader.text).toContain('It is not an electronic registered letter');
    const { email } = await system.story.db.user.findUniqueOrThrow({ where: { id: entity.collectorId } });
    const sender = await mailTo(email, /Letter on its way to Customer signed/);
    expect(sender.text).toContain(reference);
    expect(sender.text).toMatch(/\/e\/[\w-]+\/letters\//);
  });

  test('L-5 L-6 the reader shows a code, sees the letter, signs for it; the chip says so and the evidence opens', async () => {
    const page = await system.person({ javaScriptEnabled: false, ...appearances['narrow'] });
    const link = await linkTo('signed@reader.example');
    await enter(link, 'signed@reader.example', page);
    const pdf = await page.request.get(`${system.address}/api/letter/letter.pdf`);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    await screenshot(page, 'tracked-letter-without-script');
    await page.getByLabel('Your name').fill('Rita Reader');
    await page.getByRole('button', { name: 'Sign for the letter' }).click();
    await page.getByText(/You signed for this letter on/).waitFor();
    expect(await page.getByRole('button', { name: 'Sign for the letter' }).count()).toBe(0);
    await pass();
    const letter = await letterOf(customers.signed);
    expect(letter).toMatchObject({ state: 'signed' });
    expect(letter.tracked!.events.map((event) => event.code)).toEqual([
      'DEPOSITED',
      'NOTIFIED',
      'IDENTIFIED',
      'SIGNED',
    ]);
    expect(letter.tracked!.events.at(-1)).toMatchObject({
      name: 'Rita Reader',
      email: 'signed@reader.example',
      ip: '127.0.0.1',
      pdfSha256: letter.tracked!.sealedSha256,
    });
    expect(letter.proofs.map(({ type }) => type).sort()).toEqual(['content', 'receipt']);
    await page.reload();
    const bundle = await page.request.get(`${system.address}/api/letter/evidence.zip`);
    const files = await namesIn(await bundle.body());
    expect([...files.keys()].sort()).toEqual([
      'README.txt',
      'certificate.pem',
      'evidence.json',
      'letter.pdf',
      'receipt.pdf',
    ]);
    const record = JSON.parse(files.get('evidence.json')!.toString());
    expect(record).toMatchObject({ outcome: 'SIGNED', sealedSha256: letter.tracked!.sealedSha256 });
    await mailTo('signed@reader.example', /You have signed for the letter/);

    await collector.goto(`/e/${code}/letters/${letter.id}`);
    await collector.getByText('Signed for', { exact: true }).first().waitFor();
    const link2 = collector.getByRole('link', { name: 'Download all evidence' });
    const own = await collector.request.get((await link2.getAttribute('href'))!);
    expect([...(await namesIn(await own.body())).keys()]).toContain('receipt.pdf');
    expect(await system.story.openAction(customers.signed)).toBeNull();
    expect(await system.story.db.followUp.count({ where: { customerId: customers.signed } })).toBe(0);
  });

  test('L-5 the letter prints a way in that opens nothing, and that sends its reader a link', async () => {
    const { id: letterId } = await letterOf(customers.signed);
    const { pdf } = await system.story.db.trackedLetter.findUniqueOrThrow({ where: { letterId } });
    const printed = (await readPages(pdf!)).flatMap(({ lines }) => lines).join('');
    const [way] = /\/p\?way=[\da-f-]{36}/.exec(printed.replaceAll(' ', ''))!;
    const page = await system.person({ javaScriptEnabled: false, ...appearances['narrow'] });
    await page.goto(way);
    await page.getByRole('heading', { name: 'Your account with us' }).waitFor();
    expect(await page.content()).not.toContain('Customer signed');
    await screenshot(page, 'letter-way-in-narrow');
    await page.getByRole('button', { name: 'Send me the link' }).click();
    await page.getByText(/the link is on its way there/).waitFor();
    await pass(1);
    const { text = '' } = await mailTo('signed@reader.example', /new link/i);
    await page.goto(/http:\/\/127[^\s]+\/p\/rc_[\w-]{43}/.exec(text)![0]);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('Customer signed').first().waitFor();
    await page.context().close();
  });

  test('L-6 refused with a reason: the case hears of it and another way is proposed', async () => {
    const by = { userId: entity.collectorId };
    expect(await system.story.confirm(customers.refused, by)).toMatchObject({ ok: true });
    expect(await system.story.confirm(customers.unclaimed, by)).toMatchObject({ ok: true });
    await pass();
    const page = await system.person({ colorScheme: 'dark', locale: 'fr-FR' });
    const link = await linkTo('refused@reader.example');
    await enter(link, 'refused@reader.example', page);
    await page.getByRole('img', { name: 'Page 1 of 1' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await screenshot(page, 'tracked-letter-dark');
    await page.getByText('Refuse the letter').first().click();
    await page.getByLabel('Reason (optional)').fill('We never ordered this.');
    await page.getByRole('button', { name: 'Refuse the letter' }).click();
    await page.getByText(/You refused this letter on/).waitFor();
    await pass();
    const letter = await letterOf(customers.refused);
    expect(letter).toMatchObject({ state: 'refused' });
    expect(letter.tracked!.events.at(-1)).toMatchObject({ reason: 'We never ordered this.' });
    expect(letter.proofs.map(({ type }) => type).sort()).toEqual(['content', 'refusal']);
    const [task] = await system.story.db.followUp.findMany({ where: { customerId: customers.refused } });
    expect(task!.text).toMatch(/Tracked electronic letter: refused/);
  });

  test('L-6 nobody comes for it: after fifteen days it is not claimed, and its link opens nothing', async () => {
    const link = await linkTo('unclaimed@reader.example');
    await system.until('2035-03-19', '08:00');
    expect(await letterOf(customers.unclaimed)).toMatchObject({ state: 'presented' });
    await system.until('2035-03-20', '20:00');
    await pass(2);
    const letter = await letterOf(customers.unclaimed);
    expect(letter).toMatchObject({ state: 'unclaimed' });
    expect(letter.proofs.map(({ type }) => type).sort()).toEqual(['content', 'not_claimed']);
    expect(letter.tracked!.outcome).toBe('NOT_CLAIMED');
    expect(await system.story.db.followUp.count({ where: { customerId: customers.unclaimed } })).toBe(1);
    const page = await system.person();
    await page.goto(link);
    await page.getByRole('heading', { name: 'This letter can no longer be opened' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    const answer = await page.request.post(`${system.address}/api/letter/code`, {
      data: {},
      headers: { origin: system.address },
    });
    expect(answer.status()).toBe(410);
  });
});
