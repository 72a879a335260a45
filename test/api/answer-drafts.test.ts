/** Drafted answers: what is prepared for a reply, and that what was promised with it goes along. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeNotice } from '../../activities/notices/compose.ts';
import { readNotice } from '../../prisma/queries/notices/read.ts';
import { pagePdf } from '../../prisma/seed/page-pdf.ts';
import { storeFile } from '../../prisma/queries/files/write.ts';
import { seedReply } from '../support/replies.ts';
import { addItems } from './portal-support.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let cookie: string;
let ids: string[];

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'DRAFTS');
  cookie = await api.signIn(mine.users.collector.email);
  const file = await storeFile(api.db, {
    name: 'invoice.pdf',
    content: (async function* () {
      yield pagePdf([{ text: 'F-21041', x: 50, y: 50, size: 12 }]);
    })(),
    maxBytes: 100_000,
  });
  ids = await addItems(api.db, mine, [
    { number: 'F-21041', openMinor: 60_000, documentFileId: file.id },
    { number: 'F-21042', openMinor: 30_000 },
  ]);
  await api.db.contact.create({
    data: {
      customerId: mine.customerId,
      name: 'Paula Payer',
      email: 'paula@customer.test',
      roles: ['collection'],
    },
  });
});
afterAll(() => api.close());

const mail = async (text: string, email = 'paula@customer.test') => {
  const id = await seedReply(api.db, { customerId: mine.customerId, text, email, itemIds: [] });
  await api.db.comment.update({ where: { id }, data: { source: 'email', linkId: null, language: 'en' } });
  return id;
};
const url = (id: string, what: string) => `/api/entities/${mine.entityId}/replies/${id}/${what}`;
const draftOf = async (id: string) => {
  const response = await api.ask({ url: url(id, 'answer-draft'), as: cookie });
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
};
let clicks = 0;
const send = (id: string, body: object) => {
  clicks += 1;
  return api.ask({
    method: 'POST',
    url: url(id, 'answer'),
    as: cookie,
    body: { key: `draft-click-${clicks}`, ...body },
  });
};

describe('R-10 the answer to a reply', () => {
  it('R-10 is drafted for each claim, with the words it answers, and leaves with the files that it promises', async () => {
    const id = await mail(
      'Hello,\nplease send me a copy of invoice F-21041. We will pay F-21042 on 20 March 2026.\n',
    );
    const drafted = await draftOf(id);
    expect(drafted).toMatchObject({
      to: 'paula@customer.test',
      mayEnclose: true,
      language: 'en',
      drafts: [
        { kind: 'copy_request', documents: [{ id: ids[0], number: 'F-21041' }], missing: [] },
        { kind: 'promise', text: 'F-21042\nThank you. We have noted that you will pay by 20 March 2026.' },
      ],
    });
    expect(drafted.drafts[0].quote).toContain('a copy of invoice F-21041');
    const { text, documents } = drafted.whole;
    const documentItemIds = documents.map((one: { id: string }) => one.id);
    const sent = await send(id, { answer: text, documentItemIds });
    expect(sent.json(), sent.body).toMatchObject({ mailedTo: 'paula@customer.test' });
    const { id: noticeId } = await api.db.notice.findFirstOrThrow({
      where: { customerId: mine.customerId, kind: 'answer_to_customer' },
      orderBy: { createdAt: 'desc' },
    });
    const notice = (await readNotice(api.db, noticeId))!;
    const composed = await composeNotice(
      { prisma: api.db, publicUrl: 'https://relance.test', secret: 'x'.repeat(32) },
      notice,
      api.clock.now,
    );
    expect(composed).toMatchObject({
      kind: 'message',
      message: {
        text: expect.stringContaining('You will find the documents you asked for attached.'),
        attachments: [{ filename: 'F-21041.pdf', contentType: 'application/pdf' }],
      },
    });
    const [event] = await api.db.historyEvent.findMany({
      where: { customerId: mine.customerId, kind: 'answer_sent' },
    });
    expect(event).toMatchObject({ data: { documents: 1, mailedTo: 'paula@customer.test' } });
  });

  it('R-10 R-9 papers do not go to somebody who is not on file, drafted or not', async () => {
    const id = await mail('Please send me a copy of invoice F-21041.', 'mallory@elsewhere.test');
    const drafted = await draftOf(id);
    expect(drafted).toMatchObject({ mayEnclose: false, whole: { documents: [] } });
    const refused = await send(id, { answer: 'Here you are.', documentItemIds: [ids[0]] });
    expect([refused.statusCode, (refused.json() as { code: string }).code]).toEqual([
      422,
      'papers_to_stranger',
    ]);
    expect(await api.db.commentAnswer.count({ where: { commentId: id } })).toBe(0);
    expect((await send(id, { answer: 'We send it to your accounts department.' })).statusCode).toBe(200);
  });

  it('R-10 files of another customer are never taken along', async () => {
    const other = await seedEntity(api.db, 'OTHER-DRAFTS');
    const id = await mail('Please send me a copy of invoice F-21041.');
    const refused = await send(id, { answer: 'Here.', documentItemIds: other.itemIds.slice(0, 1) });
    expect(refused.statusCode).toBe(404);
  });

  it('R-10 paid already: asked for, or thanked for once the payment is there', async () => {
    const id = await mail('We have already paid invoice F-21042.');
    expect((await draftOf(id)).drafts).toMatchObject([
      { kind: 'paid', text: expect.stringContaining('under which bank reference') },
    ]);
    const payment = await api.db.payment.create({
      data: {
        legalEntityId: mine.entityId,
        customerId: mine.customerId,
        key: 'p-1',
        receivedOn: new Date('2026-03-09'),
        amountMinor: 30_000n,
        currency: 'EUR',
        allocations: { create: { itemId: ids[1]!, amountMinor: 30_000n } },
      },
    });
    const settled = { openMinor: 0n, state: 'cleared' as const, clearedOn: new Date('2026-03-09') };
    await api.db.openItem.update({ where: { id: ids[1]! }, data: settled });
    expect((await draftOf(id)).drafts).toMatchObject([
      { kind: 'paid', text: 'F-21042\nThank you: your payment reached us on 9 March 2026.' },
    ]);
    await api.db.paymentAllocation.deleteMany({ where: { paymentId: payment.id } });
    await api.db.openItem.update({
      where: { id: ids[1]! },
      data: { openMinor: 30_000n, state: 'open', clearedOn: null },
    });
  });

  it('R-10 a changed contact is prepared, a dispute names who looks into it, the language is the writer’s', async () => {
    const moved = await mail(
      'I no longer handle invoices. Please contact my colleague Eva Lind (eva.lind@customer.test) from now on.',
    );
    expect((await draftOf(moved)).drafts).toMatchObject([
      { kind: 'contact_change', contact: { name: 'Eva Lind', email: 'eva.lind@customer.test' } },
    ]);
    const id = await mail('Die Rechnung F-21041 ist falsch, der Preis stimmt nicht.');
    await api.db.comment.update({ where: { id }, data: { language: 'de' } });
    const { name } = await api.db.user.findUniqueOrThrow({ where: { id: mine.users.collector.id } });
    expect((await draftOf(id)).drafts).toMatchObject([
      { kind: 'dispute', text: expect.stringContaining(`${name} prüft ihn und meldet sich bei Ihnen.`) },
    ]);
  });

  it('R-10 I-5 a question has no draft, a colleague’s words no answer, and readers are given none', async () => {
    const question = await mail('Who is my contact person at your company?');
    expect(await draftOf(question)).toMatchObject({ drafts: [], whole: null });
    const internal = await seedReply(api.db, {
      customerId: mine.customerId,
      audience: 'internal',
      text: 'x',
    });
    expect((await api.ask({ url: url(internal, 'answer-draft'), as: cookie })).statusCode).toBe(404);
    const viewer = await api.signIn(mine.users.viewer.email);
    expect((await api.ask({ url: url(question, 'answer-draft'), as: viewer })).statusCode).toBe(403);
  });
});
