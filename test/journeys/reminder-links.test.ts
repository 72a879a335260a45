import { unpack } from '../../prisma/packing.ts';
import { renderer } from '../support/threads.ts';
import { previewAction } from '../../activities/messages/preview.ts';
import { simpleParser, type ParsedMail } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashToken } from '../../prisma/hashes.ts';
import { decodeEntities } from '../../domain/template/entities.ts';
import { linkByHash } from '../../prisma/queries/links/read.ts';
import { addItem, allAutomatic, createCustomer, createEntity, type TestEntity } from '../support/ledger.ts';
import { caseWorkflowId } from '../../workflows/messages/collection-case.ts';
import { Story } from '../support/story.ts';

const publicUrl = 'https://relance.test';
let story: Story;
let entity: TestEntity;

beforeAll(async () => {
  story = await Story.start({ publicUrl });
  entity = await createEntity(story.db, { scenario: allAutomatic });
}, 90_000);
afterAll(() => story?.stop());

const numbers = ['F-1', 'F-2', 'F-3'];

async function customerWith(interactivePages: boolean): Promise<string> {
  const customerId = await createCustomer(story.db, entity, { data: { interactivePages } });
  await story.db.contact.create({
    data: {
      customerId,
      name: 'Second',
      email: `second-${customerId}@customer.example`,
      roles: ['collection'],
    },
  });
  return customerId;
}

async function addItems(customerId: string, dueOn: string): Promise<string[]> {
  const ids: string[] = [];
  for (const number of numbers) {
    ids.push(await addItem(story.db, entity, customerId, { number, dueOn, openMinor: 100_000 }));
  }
  return ids;
}

async function mailsOf(customerId: string): Promise<ParsedMail[]> {
  return Promise.all((await story.mailsTo(customerId)).map((raw) => simpleParser(raw)));
}

/** Every link into a page of ours, as `text → address`. */
function linksIn({ html }: ParsedMail): [string, string][] {
  return [...String(html).matchAll(/<a href="([^"]+)"[^>]*>([^<]*)<\/a>/g)]
    .map(([, href = '', text = '']): [string, string] => [text, decodeEntities(href)])
    .filter(([, href]) => href.startsWith(publicUrl));
}

const tokenOf = (href: string) => /\/p\/(rc_[A-Za-z0-9_-]{43})/.exec(href)![1]!;

describe('P-1 P-2 reminders open the interactive page', () => {
  test('P-1 P-2 every number is a link and there is a button; each recipient has a link of their own', async () => {
    await story.until('2035-03-01');
    const customerId = await customerWith(true);
    const itemIds = await addItems(customerId, '2035-02-20');
    await story.endOf('2035-03-01');
    const mails = await mailsOf(customerId);
    expect(mails).toHaveLength(2);
    const tokens = mails.map((mail) => {
      const links = linksIn(mail);
      const byText = new Map(links);
      for (const [at, number] of numbers.entries()) {
        expect(byText.get(number)).toMatch(new RegExp(`\\?item=${itemIds[at]!}$`));
        expect(mail.text).toContain(`${number}: ${byText.get(number)!}`);
      }
      expect(byText.get('Promettre, contester ou questionner en deux clics')).toMatch(/\/p\/rc_[\w-]{43}$/);
      const own = new Set(links.map(([, href]) => tokenOf(href)));
      expect(own.size).toBe(1);
      return [...own][0]!;
    });
    expect(new Set(tokens).size).toBe(2);
    const opened = await Promise.all(tokens.map((token) => linkByHash(story.db, hashToken(token))));
    for (const link of opened) {
      expect(link).toMatchObject({ kind: 'customer', customerId, itemIds: [], revokedAt: null });
    }
    const addresses = mails.map(({ to }) => [to].flat()[0]!.value[0]!.address).sort();
    expect(opened.map((link) => link!.recipientEmail).sort()).toEqual(addresses);
    // Exactly the links that left are there, each with its message.
    const rows = await story.db.pageLink.findMany({ where: { customerId }, include: { message: true } });
    expect(rows.map(({ message }) => message?.state)).toEqual(['accepted', 'accepted']);
    // They stand in the two mailboxes, and neither in a table nor in the history of the case.
    const kept = rows.map(({ message }) => Buffer.from(unpack(message!.frozenBytes!)).toString('latin1'));
    const history = [...kept, await story.historyText(caseWorkflowId(customerId))]
      .join()
      .replaceAll('=\r\n', '');
    expect(tokens.filter((token) => history.includes(token))).toEqual([]);
    expect(rows.map(({ message }) => message!.sealedBytes)).toEqual([null, null]);
  });

  test('P-2 a message that is made anew leaves with a link that works, and the earlier one is gone', async () => {
    await story.until('2035-03-12');
    const customerId = await createCustomer(story.db, entity, { data: { interactivePages: true } });
    await addItems(customerId, '2035-03-05');
    for (let busy = 0; busy < 2; busy++) story.sink.once('MAIL', { reply: '451 4.3.0 try later' });
    await story.endOf('2035-03-12');
    const [mail] = await mailsOf(customerId);
    const token = tokenOf(linksIn(mail!)[0]![1]);
    const rows = await story.db.pageLink.findMany({ where: { customerId } });
    expect(rows.map(({ tokenHash }) => tokenHash)).toEqual([hashToken(token)]);
  });

  test('P-2 with pages switched off there is no link, and none in the table', async () => {
    await story.until('2035-04-02');
    const customerId = await customerWith(false);
    await addItems(customerId, '2035-03-28');
    await story.endOf('2035-04-02');
    const mails = await mailsOf(customerId);
    expect(mails).toHaveLength(2);
    for (const mail of mails) expect(linksIn(mail)).toEqual([]);
    expect(await story.db.pageLink.count({ where: { customerId } })).toBe(0);
  });

  test('P-2 a preview shows the button and makes no link', async () => {
    const asking = await createEntity(story.db);
    await story.until('2035-05-02');
    const customerId = await createCustomer(story.db, asking, { data: { interactivePages: true } });
    await addItem(story.db, asking, customerId, { number: 'F-9', dueOn: '2035-04-01', openMinor: 50_000 });
    await story.until('2035-05-16', '09:00');
    const action = (await story.openAction(customerId))!;
    const before = await story.db.pageLink.count();
    const shown = await previewAction(
      { prisma: story.db, renderer, publicUrl },
      { customerId, actionId: action.id, now: await story.now() },
    );
    expect(shown).toMatchObject({ ok: true });
    const { html } = (shown as { value: { html: string } }).value;
    expect(html).toContain('Promettre, contester ou questionner en deux clics');
    expect(html).not.toContain('rc_');
    expect(await story.db.pageLink.count()).toBe(before);
  });
});
