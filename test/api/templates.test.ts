import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../domain/model/document.ts';
import { storeFile } from '../../prisma/queries/files/write.ts';
import { pagePdf } from '../../prisma/seed/page-pdf.ts';
import { readPages } from '../letters/read-pdf.ts';
import { bodyOf } from '../support/document.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let cookie: Awaited<ReturnType<TestApi['signIn']>>;
let customerId: string;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'TEXT');
  cookie = await api.signIn(mine.users.administrator.email);
  customerId = mine.customerId;
});
afterAll(() => api.close());

async function ask(method: 'GET' | 'POST' | 'PUT', path: string, body?: object) {
  const answer = await api.ask({
    method,
    url: `/api/entities/${mine.entityId}/templates${path}`,
    as: cookie,
    ...(body && { body }),
  });
  return { status: answer.statusCode, body: answer.json() };
}

const text = (inlines: object[]): Document => ({
  version: 1,
  blocks: [{ kind: 'paragraph', inlines }] as never,
});
const words = (said: string) => ({ kind: 'text', text: said });

describe('E-1 texts as people write them', () => {
  it('E-1 a tag that somebody typed as words is one; an unknown one is refused with its place', async () => {
    const saved = await ask('PUT', '/written/en', {
      name: 'Written',
      subject: 'Hello',
      body: text([words('Dear #customer_name, pay #total_due.')]),
    });
    expect(
      saved.body.templates[0].body.blocks[0].inlines.map(
        ({ kind, name }: { kind: string; name?: string }) => name ?? kind,
      ),
    ).toEqual(['text', 'customer_name', 'text', 'total_due', 'text']);
    const body: Document = {
      version: 1,
      blocks: [...bodyOf('<p>One</p>').blocks, ...text([words('Dear #custmer_name,')]).blocks],
    };
    const refused = await ask('PUT', '/written/en', { name: 'Written', subject: 'Hello', body });
    expect([refused.status, refused.body.code, refused.body.params]).toEqual([
      422,
      'unknown_tag',
      expect.objectContaining({ tag: '#custmer_name', paragraph: 2, words: 'Dear #custmer_name,' }),
    ]);
  });

  it('E-1 every save is a version with its author; an old one is read as it was', async () => {
    for (const said of ['First', 'Second', 'Third'])
      await ask('PUT', '/kept/fr', { name: 'Kept', subject: said, body: bodyOf(`<p>${said}</p>`) });
    const { body } = await ask('GET', '/kept/fr/versions');
    expect(body.rows).toMatchObject([
      { version: 3, subject: 'Third', createdBy: 'TEXT administrator' },
      { version: 2, subject: 'Second' },
      { version: 1, subject: 'First' },
    ]);
    expect((await ask('GET', '/kept/fr/versions/1')).body.body).toEqual(bodyOf('<p>First</p>'));
    expect((await ask('GET', '/kept/fr/versions/9')).status).toBe(404);
  });

  it.each([
    [
      'a text of 200 kB',
      { version: 1, blocks: Array.from({ length: 200 }, () => text([words('x'.repeat(1000))]).blocks[0]) },
      200,
    ],
    [
      '10,000 tags',
      {
        version: 1,
        blocks: Array.from(
          { length: 100 },
          (_, block) =>
            text(
              Array.from({ length: 100 }, (_tag, at) => ({
                kind: 'tag',
                id: `t${block}-${at}`,
                name: 'customer_name',
              })),
            ).blocks[0],
        ),
      },
      200,
    ],
    [
      'more parts than a text may have',
      { version: 1, blocks: Array.from({ length: 10_001 }, () => text([words('x')]).blocks[0]) },
      422,
    ],
    ['scripts of other directions and signs', bodyOf('<p>مرحبا שלום 汉字 #customer_name</p>'), 200],
    ['a table within a table', nestedTable(), 422],
    ['markup instead of a tree', { version: 1, blocks: [{ kind: 'html', html: '<script>' }] }, 422],
    ['nothing to read', text([]), 422],
    ['another letter’s tag language', text([words('Dear {{name}}')]), 422],
  ])('E-1 %s', async (_what, body, status) => {
    expect((await ask('PUT', '/inputs/en', { name: 'Inputs', subject: 'x', body })).status).toBe(status);
  });
});

function nestedTable(): object {
  const cell = (blocks: object[]) => ({ blocks });
  const table = (inside: object[]) => ({
    kind: 'table',
    columns: [{}],
    headRows: 0,
    rows: [{ cells: [cell(inside)] }],
  });
  return { version: 1, blocks: [table([table(text([words('x')]).blocks)])] };
}

describe('E-1 L-1 how a text looks for a customer', () => {
  const draft = (more: object) => ({
    form: 'message',
    audience: 'customer',
    language: 'en',
    subject: 'Pay #total_due',
    body: bodyOf('<p>Dear #customer_name,</p><p>#items_list</p>'),
    customerId,
    ...more,
  });

  it('E-1 a mail with its values, without leaving anything behind', async () => {
    const before = await api.db.outboundMessage.count();
    const { status, body } = await ask('POST', '/preview', draft({}));
    expect(status).toBe(200);
    expect(body.message.html).toContain('<table');
    expect(body.message.text).toContain('Dear ');
    const name = body.tags.find((tag: { name: string }) => tag.name === 'customer_name');
    expect(body.message.text).toContain(name.value);
    expect(body.subject).not.toContain('#');
    expect(await api.db.outboundMessage.count()).toBe(before);
  });

  it('L-1 a letter as PDF, with or without the logo of the company, in the window that the text asks for', async () => {
    await api.db.customer.update({
      where: { id: customerId },
      data: { address: { street: '1 rue du Port', postalCode: '44000', city: 'Nantes', country: 'FR' } },
    });
    const plain = await ask('POST', '/preview', draft({ form: 'letter' }));
    expect([plain.status, plain.body.code]).toEqual([200, undefined]);
    expect(Buffer.from(plain.body.letter.pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    const german = await ask(
      'POST',
      '/preview',
      draft({ form: 'letter', options: { letter: { window: 'din_5008_b', enclosures: ['statement'] } } }),
    );
    expect(german.body.letter.pages).toBeGreaterThan(plain.body.letter.pages);
  });

  it('E-1 a value that is missing follows the rule of the text, and what it does is shown before', async () => {
    const body = text([words('Dear '), { kind: 'tag', id: 't1', name: 'customer_name' }, words(', pay.')]);
    const without = ['customer_name'];
    const usual = await ask('POST', '/preview', draft({ body, without }));
    expect([usual.status, usual.body.code, usual.body.params.tag]).toEqual([
      422,
      'tag_value_missing',
      '#customer_name',
    ]);
    const rule = (options: object) => ask('POST', '/preview', draft({ body, without, options }));
    const missing = { customer_name: 'placeholder' };
    expect(
      (await rule({ missing, placeholders: { customer_name: 'customer' } })).body.message.text,
    ).toContain('Dear customer, pay.');
    const unsaid = await rule({ missing });
    expect([unsaid.status, unsaid.body.params]).toEqual([
      422,
      expect.objectContaining({ reason: 'no_placeholder', tag: '#customer_name' }),
    ]);
    expect(
      (await ask('PUT', '/rules/en', { name: 'Rules', subject: 'x', body, options: { missing } })).status,
    ).toBe(422);
    const hidden = { missing: { customer_name: 'hide' } };
    expect((await rule(hidden)).body.message.text).not.toContain('Dear');
    const saved = await ask('PUT', '/rules/en', { name: 'Rules', subject: 'x', body, options: hidden });
    expect(saved.body.templates[0].options).toEqual(hidden);
  });

  it('E-4 the statement goes along as a workbook, as PDF, or as both', async () => {
    const attached = async (attachments: string[]) => {
      const { body } = await ask('POST', '/preview', draft({ options: { attachments } }));
      return body.message.attachments.map(({ filename }: { filename: string }) => filename.split('.').at(-1));
    };
    expect(await attached(['statement_xlsx'])).toEqual(['xlsx']);
    expect(await attached(['statement_pdf'])).toEqual(['pdf']);
    expect(await attached(['statement_xlsx', 'statement_pdf'])).toEqual(['pdf', 'xlsx']);
  });

  it('L-1 E-4 documents of the items go along, and what is not there is told or stops the message', async () => {
    const items = await api.db.openItem.findMany({ where: { customerId }, orderBy: { dueOn: 'asc' } });
    const content = (async function* () {
      yield pagePdf([{ text: 'The invoice', x: 56, y: 72, size: 12 }]);
    })();
    const file = await storeFile(api.db, { name: 'invoice.pdf', content, maxBytes: 100_000 });
    await api.db.openItem.update({ where: { id: items[0]!.id }, data: { documentFileId: file.id } });
    const mail = await ask('POST', '/preview', draft({ options: { attachments: ['documents'] } }));
    const { documents, left } = mail.body.enclosed;
    expect(documents).toEqual([{ number: items[0]!.number, pages: 1, sizeBytes: expect.any(Number) }]);
    expect(mail.body.message.attachments).toMatchObject([{ filename: `${items[0]!.number}.pdf` }]);
    expect(left.every(({ reason }: { reason: string }) => reason === 'missing')).toBe(true);
    const letter = await ask(
      'POST',
      '/preview',
      draft({ form: 'letter', options: { letter: { enclosures: ['documents'] } } }),
    );
    const pages = await readPages(new Uint8Array(Buffer.from(letter.body.letter.pdf, 'base64')));
    expect(pages.at(-1)!.lines).toEqual(['The invoice']);
    expect(pages[0]!.lines.join('\n')).toContain(`${items[0]!.number} (1 page)`);
    const stops = { attachments: ['documents'], missingDocuments: 'block' };
    await api.db.openItem.update({ where: { id: items[0]!.id }, data: { documentFileId: null } });
    const stopped = await ask('POST', '/preview', draft({ options: stops }));
    expect([stopped.status, stopped.body.code]).toEqual([422, 'documents_missing']);
    expect(stopped.body.params.numbers).toContain(items[0]!.number);
  });

  it('E-1 a customer of whom everything is held is shown as the first step would write', async () => {
    const other = await seedEntity(api.db, 'HELD');
    await api.db.customer.update({ where: { id: other.customerId }, data: { excludedAt: new Date() } });
    const asked = await api.ask({
      method: 'POST',
      url: `/api/entities/${other.entityId}/templates/preview`,
      as: await api.signIn(other.users.administrator.email),
      body: draft({ customerId: other.customerId }),
    });
    expect([asked.statusCode, asked.json().code]).toEqual([200, undefined]);
  });

  it('E-1 what is wrong with it is said with its place; customers of others are not shown', async () => {
    const unknown = await ask('POST', '/preview', draft({ body: text([words('#no_such_tag')]) }));
    expect([unknown.status, unknown.body.params.paragraph]).toEqual([422, 1]);
    const other = await seedEntity(api.db, 'OTHER');
    expect((await ask('POST', '/preview', draft({ customerId: other.customerId }))).status).toBe(404);
  });

  it('E-1 a test message goes to whoever asks and to nobody else', async () => {
    const key = 'try-this-text-1';
    expect((await ask('POST', '/test-message', { ...draft({}), key })).status).toBe(200);
    expect((await ask('POST', '/test-message', { ...draft({}), key })).status).toBe(200);
    const notices = await api.db.notice.findMany({
      where: { kind: 'test_mail', legalEntityId: mine.entityId },
    });
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({ recipientEmail: mine.users.administrator.email, customerId: null });
    const { message } = notices[0]!.data as { message: { subject: string; html: string } };
    expect(message.subject).toMatch(/^\[Test\] Pay /);
    expect(message.html).toContain('<table');
  });

  it('E-1 a set says in which steps it is used', async () => {
    const { body } = await ask('GET', `/${mine.templateKey}`);
    expect(body.usedIn.length).toBeGreaterThan(0);
    expect(body.usedIn[0]).toMatchObject({ state: 'published', channel: 'email' });
  });
});
