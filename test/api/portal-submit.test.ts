import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromIsoDate } from '../../prisma/convert.ts';
import {
  addItems,
  closeItem,
  newKey,
  sendForm,
  sendSubmission,
  upload,
  visitorFor,
  type FormPart,
  type Visitor,
} from './portal-support.ts';
import { takeDraft } from '../../web/src/lib/visitors/shared/draft.server.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let theirs: Seeded;
let visitor: Visitor;
let stranger: Visitor;
let itemIds: string[];

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  theirs = await seedEntity(api.db, 'CANARY');
});
afterAll(() => api.close());

beforeEach(async () => {
  api.clock.now = new Date('2026-03-10T10:00:00Z');
  await api.db.notice.deleteMany();
  await api.db.commentFile.deleteMany();
  await api.db.comment.deleteMany();
  visitor = await visitorFor(api.db, mine);
  stranger = await visitorFor(api.db, theirs);
  itemIds = await addItems(api.db, mine, [
    { number: newKey(), openMinor: 100_000 },
    { number: newKey(), openMinor: 50_000 },
    { number: newKey(), openMinor: -20_000, type: 'credit_note' },
  ]);
});

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const jarOf = (jar: Map<string, string>) =>
  ({
    get: (name: string) => jar.get(name),
    delete: (name: string) => void jar.delete(name),
  }) as unknown as Parameters<typeof takeDraft>[0];
const comments = () =>
  api.db.comment.findMany({ include: { items: true, files: true }, orderBy: { createdAt: 'asc' } });
const wakes = () =>
  api.db.caseWake.count({ where: { customerId: mine.customerId, reason: 'comment_received' } });

describe('P-5 what a customer sends', () => {
  it('P-13 anyone who sends something counts as a person, script or not', async () => {
    expect((await sendSubmission(api, visitor, { status: 'none', text: 'Hello' })).statusCode).toBe(201);
    const views = await api.db.pageView.findMany({ where: { linkId: visitor.linkId } });
    expect(views.map(({ verdict }) => verdict)).toEqual(['person']);
  });

  it('P-5 P-9 R-6 a promise with a date and a part of an amount is kept, is asked to be read, and reaches the case and the collector', async () => {
    const version = await positionVersion();
    const woken = await wakes();
    const response = await sendSubmission(api, visitor, {
      status: 'promise',
      itemIds: [itemIds[0], itemIds[1]],
      amounts: { [itemIds[0]!]: 40_000 },
      promisedOn: '2026-03-20',
      text: 'In two parts, please.',
      authorName: 'Ann Other',
    });
    expect(response.statusCode).toBe(201);
    const [comment] = await comments();
    expect(comment).toMatchObject({
      id: response.json().commentId,
      source: 'portal',
      audience: 'customer',
      state: 'pending',
      status: 'promise',
      promisedOn: fromIsoDate('2026-03-20'),
      text: 'In two parts, please.',
      authorName: 'Ann Other',
      authorEmail: 'ap@customer.test',
      linkId: visitor.linkId,
    });
    const parts = new Map(comment!.items.map((item) => [item.itemId, item]));
    expect(parts.get(itemIds[0]!)).toMatchObject({ openMinor: 100_000n, amountMinor: 40_000n });
    expect(parts.get(itemIds[1]!)).toMatchObject({ openMinor: 50_000n, amountMinor: null });
    expect(await positionVersion()).toBe(version + 1n);
    expect(await wakes()).toBe(woken + 1);
    expect(await api.db.notice.findMany()).toMatchObject([
      {
        kind: 'submission_received',
        recipientEmail: mine.users.collector.email,
        data: { commentId: comment!.id },
        relayedAt: null,
      },
    ]);
    const asked = { kind: 'reply_reading' as const, subjectId: comment!.id };
    expect(await api.db.workflowRequest.count({ where: asked })).toBe(1);
    const event = await api.db.historyEvent.findFirstOrThrow({
      where: { key: `comment/${comment!.id}/received` },
      include: { items: true },
    });
    expect(event).toMatchObject({ kind: 'comment_received', actorKind: 'customer' });
    expect(event.items).toHaveLength(2);
  });

  it('P-9 without a collector every administrator is notified, and nobody else', async () => {
    await api.db.customer.update({ where: { id: mine.customerId }, data: { collectorId: null } });
    await sendSubmission(api, visitor, { text: 'Hello' });
    const notices = await api.db.notice.findMany();
    expect(notices.map(({ recipientEmail }) => recipientEmail)).toEqual([mine.users.administrator.email]);
    await api.db.customer.update({
      where: { id: mine.customerId },
      data: { collectorId: mine.users.collector.id },
    });
  });

  it('P-9 a collector who left is stood in for', async () => {
    await api.db.user.update({ where: { id: mine.users.collector.id }, data: { disabledAt: new Date() } });
    await sendSubmission(api, visitor, { text: 'Hello' });
    await api.db.user.update({
      where: { id: mine.users.collector.id },
      data: { deputyId: mine.users.manager.id },
    });
    await sendSubmission(api, visitor, { text: 'Hello again' });
    const notices = await api.db.notice.findMany({ orderBy: { createdAt: 'asc' } });
    expect(notices.map(({ recipientEmail }) => recipientEmail)).toEqual([
      mine.users.administrator.email,
      mine.users.manager.email,
    ]);
    await api.db.user.update({
      where: { id: mine.users.collector.id },
      data: { disabledAt: null, deputyId: null },
    });
  });

  it('P-5 ongoing, a dispute with its reason, and a comment alone', async () => {
    const answers = [
      await sendSubmission(api, visitor, { status: 'ongoing', itemIds: [itemIds[0]] }),
      await sendSubmission(api, visitor, {
        status: 'dispute',
        disputeReason: 'delivery',
        itemIds: [itemIds[1], itemIds[2]],
        amounts: { [itemIds[1]!]: 10_000 },
      }),
      await sendSubmission(api, visitor, { text: 'Please call me.' }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
    const kept = await comments();
    expect(kept.map(({ status, disputeReason }) => [status, disputeReason])).toEqual([
      ['ongoing', null],
      ['dispute', 'delivery'],
      [null, null],
    ]);
    expect(kept[1]!.items.find(({ itemId }) => itemId === itemIds[1])?.amountMinor).toBe(10_000n);
  });

  it('P-5 files that were uploaded before go with the comment, and come back byte for byte', async () => {
    const file = (await upload(api, visitor, 'proof.pdf', pdf)).json();
    await sendSubmission(api, visitor, { text: 'Paid already', fileIds: [file.id] });
    const [comment] = await comments();
    expect(comment!.files).toMatchObject([{ name: 'proof.pdf', contentType: 'application/pdf' }]);
    const back = await api.ask({ url: `/api/portal/files/${file.id}`, as: visitor.cookie });
    expect(back.rawPayload.equals(pdf)).toBe(true);
  });

  it('P-5 a credit stays out of a promise made for everything', async () => {
    await sendSubmission(api, visitor, { status: 'promise', itemIds, promisedOn: '2026-03-20' });
    const [comment] = await comments();
    expect(comment!.items.map(({ itemId }) => itemId).sort()).toEqual([itemIds[0]!, itemIds[1]!].sort());
  });

  it('P-5 what is paid between opening and sending is named, the rest is recorded', async () => {
    await closeItem(api.db, itemIds[0]!);
    const response = await sendSubmission(api, visitor, {
      status: 'promise',
      itemIds: [itemIds[0], itemIds[1]],
      promisedOn: '2026-03-20',
    });
    expect(response.json()).toMatchObject({ itemIds: [itemIds[1]], closedItems: [{ id: itemIds[0] }] });
    await closeItem(api.db, itemIds[1]!);
    const late = await sendSubmission(api, visitor, {
      status: 'promise',
      itemIds: [itemIds[0], itemIds[1]],
      promisedOn: '2026-03-20',
    });
    expect([late.statusCode, late.json().code]).toEqual([409, 'item_not_open']);
    expect(await comments()).toHaveLength(1);
  });
});

describe('B12 what is refused, with nothing kept', () => {
  const promise = (more: Record<string, unknown>) => ({
    status: 'promise',
    itemIds: [itemIds[0]],
    promisedOn: '2026-03-20',
    ...more,
  });
  const cases: [string, () => Record<string, unknown>, string][] = [
    ['a date in the past', () => promise({ promisedOn: '2026-03-09' }), 'date_in_past'],
    ['a date in ten years', () => promise({ promisedOn: '2036-03-10' }), 'date_too_far'],
    ['a promise without a date', () => promise({ promisedOn: null }), 'validation_failed'],
    ['a day that does not exist', () => promise({ promisedOn: '2026-02-30' }), 'validation_failed'],
    ['more than is open', () => promise({ amounts: { [itemIds[0]!]: 100_001 } }), 'amount_over_open'],
    ['nothing of an item', () => promise({ amounts: { [itemIds[0]!]: 0 } }), 'amount_invalid'],
    ['less than nothing', () => promise({ amounts: { [itemIds[0]!]: -5 } }), 'amount_invalid'],
    ['half a cent', () => promise({ amounts: { [itemIds[0]!]: 0.5 } }), 'validation_failed'],
    ['a promise for a credit', () => promise({ itemIds: [itemIds[2]] }), 'item_not_open'],
    ['a promise for no item', () => promise({ itemIds: [] }), 'items_needed'],
    ['a dispute without a reason', () => ({ status: 'dispute', itemIds: [itemIds[0]] }), 'reason_required'],
    ['no word, no status, no file', () => ({ text: ' \u0007\n' }), 'nothing_said'],
    ['100,000 characters', () => ({ text: 'ä'.repeat(100_000) }), 'text_too_long'],
    ['a status of our own', () => ({ status: 'qualified', itemIds: [itemIds[0]] }), 'validation_failed'],
    ['fields nobody asked for', () => ({ text: 'x', customerId: theirs.customerId }), 'validation_failed'],
    ['another customer’s item', () => promise({ itemIds: [theirs.itemIds[0]] }), 'not_found'],
    ['an item that is nowhere', () => promise({ itemIds: [crypto.randomUUID()] }), 'not_found'],
    ['a file that is nowhere', () => ({ text: 'x', fileIds: [crypto.randomUUID()] }), 'not_found'],
  ];

  it.each(cases)('B12 P-5 %s', async (_name, body, code) => {
    const woken = await wakes();
    const response = await sendSubmission(api, visitor, body());
    expect(response.json().code).toBe(code);
    expect(await comments()).toEqual([]);
    expect(await wakes()).toBe(woken);
    expect(await api.db.notice.count()).toBe(0);
  });

  it('B3 another customer’s item and file answer like a random id, word for word', async () => {
    const foreignFile = (await upload(api, stranger, 'proof.pdf', pdf)).json();
    const ask = async (body: Record<string, unknown>) => {
      const response = await sendSubmission(api, visitor, { text: 'x', ...body });
      const { requestId, ...rest } = response.json();
      expect(requestId).toBeTruthy();
      return [response.statusCode, rest];
    };
    expect(await ask({ itemIds: [theirs.itemIds[0]] })).toEqual(
      await ask({ itemIds: [crypto.randomUUID()] }),
    );
    expect(await ask({ fileIds: [foreignFile.id] })).toEqual(await ask({ fileIds: [crypto.randomUUID()] }));
  });

  it('B3 a link for one item takes no other', async () => {
    const narrow = await visitorFor(api.db, mine, { itemIds: [itemIds[0]!] });
    const outside = await sendSubmission(api, narrow, { text: 'x', itemIds: [itemIds[1]] });
    expect(outside.json().code).toBe('not_found');
    expect((await sendSubmission(api, narrow, { text: 'x', itemIds: [itemIds[0]] })).statusCode).toBe(201);
  });

  it('P-13 where the entity asks for it, a code comes first', async () => {
    await api.db.legalEntity.update({ where: { id: mine.entityId }, data: { portalCode: 'acts' } });
    const refused = await sendSubmission(api, visitor, { text: 'x' });
    const file = await upload(api, visitor, 'proof.pdf', pdf);
    const statement = (await api.ask({ url: '/api/portal/statement', as: visitor.cookie })).json();
    await api.db.legalEntity.update({ where: { id: mine.entityId }, data: { portalCode: 'never' } });
    expect([refused.json().code, file.json().code, statement.acts.codeRequired]).toEqual([
      'code_required',
      'code_required',
      true,
    ]);
  });
});

describe('B9 text stays text', () => {
  it('B9 markup is kept as it was typed; control characters and turned reading directions are not', async () => {
    const typed = '<img src=x onerror=alert(1)>\r\nשלום עליכם \u202eabc\u202c \u0007{@html x} #customer_name';
    await sendSubmission(api, visitor, { text: typed, authorName: 'Eve\u202e<b>\n' });
    const [comment] = await comments();
    expect(comment).toMatchObject({
      text: '<img src=x onerror=alert(1)>\nשלום עליכם abc {@html x} #customer_name',
      authorName: 'Eve<b>',
    });
  });

  it('B9 a name that would be cut within a sign is recorded like any other', async () => {
    const sent = await sendSubmission(api, visitor, { text: 'x', authorName: `x${'😀'.repeat(150)}` });
    expect(sent.statusCode, sent.body).toBe(201);
  });
});

describe('the same form twice', () => {
  const body = () => ({
    key: 'the-same-key',
    status: 'promise',
    itemIds: [itemIds[0]],
    promisedOn: '2026-03-20',
  });

  it('P-9 sent twice it is one comment with one answer, and wakes the case once', async () => {
    const woken = await wakes();
    const first = await sendSubmission(api, visitor, body());
    const second = await sendSubmission(api, visitor, body());
    expect(second.json()).toEqual(first.json());
    expect(await comments()).toHaveLength(1);
    expect(await wakes()).toBe(woken + 1);
    expect(await api.db.notice.count()).toBe(1);
  });

  it('P-9 sent twenty times at once it is one comment', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendSubmission(api, visitor, body())));
    expect(new Set(answers.map(({ body: text }) => text)).size).toBe(1);
    expect(answers[0]!.statusCode).toBe(201);
    expect(await comments()).toHaveLength(1);
    expect(await api.db.notice.count()).toBe(1);
  });

  it('P-9 other words under the same key are refused, also after the item was paid', async () => {
    await sendSubmission(api, visitor, body());
    const other = await sendSubmission(api, visitor, { ...body(), promisedOn: '2026-03-21' });
    expect([other.statusCode, other.json().code]).toEqual([409, 'idempotency_conflict']);
    await closeItem(api.db, itemIds[0]!);
    const again = await sendSubmission(api, visitor, body());
    expect([again.statusCode, again.json().itemIds]).toEqual([201, [itemIds[0]]]);
  });

  it('B3 a key that another link used says nothing about it', async () => {
    await sendSubmission(api, stranger, { key: 'the-same-key', text: 'CANARY' });
    const response = await sendSubmission(api, visitor, body());
    expect(response.statusCode).toBe(201);
    expect(await comments()).toHaveLength(2);
  });
});

describe('B11 floods', () => {
  it('B11 the thirty-first submission of a link within the hour is put off, and the answer says until when', async () => {
    for (let n = 0; n < 30; n++) await sendSubmission(api, visitor, { text: `message ${n}` });
    api.clock.now = new Date('2026-03-10T10:20:00Z');
    const woken = await wakes();
    const refused = await sendSubmission(api, visitor, { text: 'one more' });
    expect([refused.statusCode, refused.json().code, refused.headers['retry-after']]).toEqual([
      429,
      'too_many_attempts',
      '2400',
    ]);
    expect(await wakes()).toBe(woken);
    api.clock.now = new Date('2026-03-10T11:00:01Z');
    expect((await sendSubmission(api, visitor, { text: 'one more' })).statusCode).toBe(201);
  });

  it('B11 many links of one customer share a quota of the day', async () => {
    await api.db.comment.createMany({
      data: Array.from({ length: 200 }, (_, n) => ({
        legalEntityId: mine.entityId,
        customerId: mine.customerId,
        source: 'portal' as const,
        audience: 'customer' as const,
        submissionKey: `flood-${n}`,
        createdAt: new Date('2026-03-09T12:00:00Z'),
      })),
    });
    const refused = await sendSubmission(api, visitor, { text: 'x' });
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '7200']);
  });
});

describe('P-12 a plain form, without JavaScript', () => {
  const url = '/api/portal/submissions/form';
  const asPage = { accept: 'text/html,application/xhtml+xml' };
  const fields = (more: FormPart[] = []): FormPart[] => [
    { name: 'key', value: 'form-key-1' },
    { name: 'status', value: 'promise' },
    { name: 'itemIds', value: itemIds[0]! },
    { name: 'itemIds', value: itemIds[1]! },
    { name: `amount.${itemIds[0]}`, value: '400.5' },
    { name: `amount.${itemIds[1]}`, value: '' },
    { name: 'promisedOn', value: '2026-03-20' },
    { name: 'disputeReason', value: '' },
    { name: 'text', value: 'From a form' },
    ...more,
  ];
  const proof: FormPart = { name: 'files', file: { name: 'proof.pdf', bytes: pdf } };
  const noFile: FormPart = { name: 'files', file: { name: '', bytes: '' } };

  it('P-5 P-12 is kept with its files, and the browser goes back to the page', async () => {
    const response = await sendForm(api, visitor, url, fields([proof, noFile]), asPage);
    const [comment] = await comments();
    expect([response.statusCode, response.headers.location]).toEqual([303, `/p?sent=${comment!.id}`]);
    expect(comment).toMatchObject({ status: 'promise', text: 'From a form', files: [{ name: 'proof.pdf' }] });
    expect(comment!.items.map(({ amountMinor }) => amountMinor).sort()).toEqual([40_050n, null]);
  });

  it('P-9 sent twice it is one comment, and its files are stored once', async () => {
    await sendForm(api, visitor, url, fields([proof]), asPage);
    const again = await sendForm(api, visitor, url, fields([proof]), asPage);
    const [comment, ...more] = await comments();
    expect(again.headers.location).toBe(`/p?sent=${comment!.id}`);
    expect(more).toEqual([]);
    expect(await api.db.commentFile.count()).toBe(1);
  });

  it('B3 B14 P-12 what was typed comes back to the same link, once, and to no other', async () => {
    const late = fields().map((part) => (part.name === 'promisedOn' ? { ...part, value: '' } : part));
    const refused = await sendForm(api, visitor, url, late, asPage);
    const set = refused.cookies.filter(({ name, value }) => name.startsWith('relance_draft') && value !== '');
    expect(set).toMatchObject([{ httpOnly: true, sameSite: 'Lax', path: '/p', maxAge: 600 }]);
    const shown = (holder: Visitor, change = (value: string) => value) => {
      const jar = new Map([['relance_customer_page', holder.token]]);
      for (const { name, value } of set) jar.set(name, change(value));
      const taken = takeDraft(jarOf(jar), '/p');
      return { taken, left: [...jar.keys()] };
    };
    expect(shown(visitor)).toMatchObject({
      taken: { fields: { text: ['From a form'] }, faults: [{ code: 'validation_failed' }] },
      left: ['relance_customer_page'],
    });
    const other = await visitorFor(api.db, mine, { email: 'other@customer.test' });
    for (const holder of [stranger, other])
      expect(shown(holder)).toEqual({ taken: null, left: ['relance_customer_page'] });
    // neither what somebody else put into the browser
    expect(shown(visitor, (value) => `${value.slice(0, 43)}${value.slice(44)}`).taken).toBeNull();
    expect(shown(visitor, () => '').taken).toBeNull();

    const left = await api.ask({ method: 'POST', url: '/api/portal/leave', as: visitor.cookie });
    const gone = left.cookies.filter(({ name }) => name.startsWith('relance_draft'));
    expect(gone).toMatchObject([
      { value: '', path: '/p', maxAge: 0 },
      { value: '', path: '/p', maxAge: 0 },
    ]);
  });

  it('B11 P-12 what is typed has a limit, and of much of it nothing is kept', async () => {
    const typing = async (length: number, times: number) => {
      const more = Array.from({ length: times }, (_, n) => ({ name: `more${n}`, value: 'a'.repeat(length) }));
      const late = fields(more).map((part) => (part.name === 'promisedOn' ? { ...part, value: '' } : part));
      const response = await sendForm(api, visitor, url, late, asPage);
      const kept = response.cookies.filter(({ name, value }) => /draft/.test(name) && value !== '');
      return [response.headers.location, kept.length];
    };
    expect(await typing(1_000, 10)).toEqual(['/p?problem=validation_failed', 1]);
    expect(await typing(500_000, 1)).toEqual(['/p?problem=validation_failed', 0]);
    expect(await typing(500_000, 3)).toEqual(['/p?problem=payload_too_large', 0]);
  });

  it('P-12 what is refused says so on the page, and keeps no file', async () => {
    const stored = await api.db.storedFile.count();
    const late = fields([proof]).map((part) =>
      part.name === 'promisedOn' ? { ...part, value: '2026-01-01' } : part,
    );
    const response = await sendForm(api, visitor, url, late, asPage);
    expect([response.statusCode, response.headers.location]).toEqual([303, '/p?problem=date_in_past']);
    const program = { name: 'files', file: { name: 'a.pdf', bytes: 'MZ\u0090\u0000\u0003' } };
    const refused = await sendForm(api, visitor, url, fields([proof, program]), asPage);
    expect(refused.headers.location).toBe('/p?problem=file_type_refused');
    const amount = fields().map((part) =>
      part.name.startsWith('amount') ? { ...part, value: '4 e3' } : part,
    );
    expect((await sendForm(api, visitor, url, amount, asPage)).headers.location).toBe(
      '/p?problem=amount_invalid',
    );
    const noId: FormPart = { name: 'itemIds', value: 'x\u0000' };
    expect((await sendForm(api, visitor, url, fields([noId]), asPage)).headers.location).toBe(
      '/p?problem=validation_failed',
    );
    expect(await comments()).toEqual([]);
    expect(await api.db.storedFile.count()).toBe(stored);
  });

  it('P-13 a link that has ended says so on the page', async () => {
    await api.db.pageLink.update({ where: { id: visitor.linkId }, data: { revokedAt: new Date() } });
    const response = await sendForm(api, visitor, url, fields(), asPage);
    expect([response.statusCode, response.headers.location]).toEqual([303, '/p?problem=link_revoked']);
    const program = await sendForm(api, visitor, url, fields(), { accept: 'application/json' });
    expect([program.statusCode, program.json().code]).toEqual([401, 'link_revoked']);
  });

  it('A5 from a foreign page it is refused', async () => {
    const response = await sendForm(api, visitor, url, fields(), { ...asPage, origin: 'https://evil.test' });
    expect(response.headers.location).toBe('/p?problem=cross_site_request');
    expect(await comments()).toEqual([]);
  });
});

async function positionVersion(): Promise<bigint> {
  const customer = await api.db.customer.findUniqueOrThrow({ where: { id: mine.customerId } });
  return customer.positionVersion;
}
