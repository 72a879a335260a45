import jsQR from 'jsqr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPrismaClient } from '../../prisma/client.ts';
import { fromIsoDate } from '../../prisma/convert.ts';
import { addItems, closeItem, newKey, sendSubmission, visitorFor, type Visitor } from './portal-support.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

/** Its types say otherwise: the module is the function. */
const readCode = jsQR as unknown as typeof jsQR.default;

let api: TestApi;
let mine: Seeded;
let theirs: Seeded;
let visitor: Visitor;

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  theirs = await seedEntity(api.db, 'CANARY');
  visitor = await visitorFor(api.db, mine);
  await visitorFor(api.db, theirs);
});
afterAll(() => api.close());

const read = async (url = '/api/portal/statement', who = visitor) => {
  const response = await api.ask({ url, as: who.cookie });
  expect([url, response.statusCode]).toEqual([url, 200]);
  return response.json();
};

/** Another customer of the same entity. */
async function newCustomer(): Promise<Pick<Seeded, 'entityId' | 'customerId'>> {
  const { id } = await api.db.customer.create({
    data: {
      legalEntityId: mine.entityId,
      number: newKey(),
      name: 'Neighbour',
      country: 'FR',
      timeZone: 'Europe/Paris',
    },
  });
  return { entityId: mine.entityId, customerId: id };
}

describe('P-1 the statement', () => {
  it('P-1 shows open items with dates, amounts and days overdue, totals by currency and ageing', async () => {
    const place = await newCustomer();
    await addItems(api.db, place, [
      { number: 'A', dueOn: '2026-02-20', openMinor: 90_000, originalMinor: 120_000, purchaseOrder: 'PO 1' },
      { number: 'B', dueOn: '2026-03-31', openMinor: 10_000 },
      { number: 'C', dueOn: '2026-02-01', openMinor: -5_000, type: 'credit_note' },
      { number: 'D', dueOn: '2025-11-01', openMinor: 700, currency: 'JPY' },
    ]);
    const [paid] = await addItems(api.db, place, [{ number: 'PAID', openMinor: 1 }]);
    await closeItem(api.db, paid!);
    const statement = await read(undefined, await visitorFor(api.db, place));
    expect(statement.items.map((item: { number: string }) => item.number)).toEqual(['D', 'C', 'A', 'B']);
    expect(statement.items[2]).toMatchObject({
      number: 'A',
      type: 'invoice',
      dueOn: '2026-02-20',
      originalMinor: 120_000,
      openMinor: 90_000,
      currency: 'EUR',
      purchaseOrder: 'PO 1',
      daysOverdue: 18,
      status: { kind: 'none', until: null, amountMinor: null, said: null },
      hasDocument: false,
      comments: [],
    });
    expect(statement.totals).toEqual({
      EUR: {
        balanceMinor: 95_000,
        overdueMinor: 85_000,
        lateMinor: 85_000,
        payableMinor: 95_000,
        disputedMinor: 0,
        promisedMinor: 0,
        creditsMinor: 5_000,
        netted: true,
        openCount: 3,
        overdueCount: 1,
      },
      JPY: {
        balanceMinor: 700,
        overdueMinor: 700,
        lateMinor: 700,
        payableMinor: 700,
        disputedMinor: 0,
        promisedMinor: 0,
        creditsMinor: 0,
        netted: true,
        openCount: 1,
        overdueCount: 1,
      },
    });
    expect(statement.ageing.EUR).toMatchObject({ not_due: 10_000, d1_30: 90_000, d31_60: -5_000 });
    expect(statement).toMatchObject({
      creditor: { name: 'MINE entity', country: 'FR' },
      today: '2026-03-10',
      timeZone: 'Europe/Paris',
      visitor: { name: 'Pat Payable', email: 'a•••@customer.test' },
      language: 'en',
      acts: {
        codeRequired: false,
        answerDays: 2,
        latestPromiseOn: '2027-03-10',
        maxTextLength: 5000,
        maxFiles: 10,
      },
    });
  });

  it('P-1 says what was agreed: promise with its day, dispute, being worked on; never why or by whom', async () => {
    const place = await newCustomer();
    const [promised, disputed, held, free] = await addItems(api.db, place, [
      { number: 'P', openMinor: 100 },
      { number: 'D', openMinor: 200 },
      { number: 'H', openMinor: 300 },
      { number: 'F', openMinor: 400 },
    ]);
    const { customerId } = place;
    await api.db.promiseToPay.create({
      data: {
        customerId,
        promisedOn: fromIsoDate('2026-03-25'),
        comment: 'SECRET',
        items: { create: { itemId: promised!, openMinor: 100n, amountMinor: 60n } },
      },
    });
    await api.db.dispute.create({
      data: {
        customerId,
        reason: 'price',
        resolver: 'SECRET',
        comment: 'SECRET',
        items: { create: { itemId: disputed!, amountMinor: 50n } },
      },
    });
    await api.db.hold.create({ data: { customerId, itemId: held!, reason: 'SECRET', until: null } });
    await api.db.hold.create({
      data: { customerId, itemId: free!, reason: 'SECRET', until: fromIsoDate('2026-03-10') },
    });
    await api.db.note.create({ data: { customerId, text: 'SECRET' } });
    const who = await visitorFor(api.db, place);
    const statement = await read(undefined, who);
    const status = Object.fromEntries(
      statement.items.map((item: { number: string; status: unknown }) => [item.number, item.status]),
    );
    expect(status).toMatchObject({
      P: { kind: 'promised', until: '2026-03-25', amountMinor: 60 },
      D: { kind: 'disputed', amountMinor: 50 },
      H: { kind: 'ongoing', until: null },
      F: { kind: 'none' },
    });
    expect(JSON.stringify(statement)).not.toContain('SECRET');
    await sendSubmission(api, who, { status: 'dispute', disputeReason: 'price', itemIds: [promised] });
    const after = await read(undefined, who);
    expect(after.items.find(({ id }: { id: string }) => id === promised).status).toMatchObject({
      kind: 'received',
      said: 'dispute',
    });
  });
});

describe('P-9 what the customer sees of a comment', () => {
  it('P-9 received, then answered, then accepted with the outcome; a deleted one is closed', async () => {
    const place = await newCustomer();
    const [itemId] = await addItems(api.db, place, [{ number: 'F-1', openMinor: 5_000 }]);
    const who = await visitorFor(api.db, place);
    const sent = await sendSubmission(api, who, {
      status: 'promise',
      promisedOn: '2026-03-20',
      itemIds: [itemId],
      text: 'Soon',
    });
    const id: string = sent.json().commentId;
    const seen = async () => {
      const statement = await read(undefined, who);
      expect(statement.items[0].comments).toEqual([id]);
      return statement.comments[0];
    };
    expect(await seen()).toMatchObject({
      id,
      state: 'received',
      own: true,
      text: 'Soon',
      authorName: 'Pat Payable',
      promisedOn: '2026-03-20',
      items: [{ id: itemId, number: 'F-1', openMinor: 5_000, amountMinor: null }],
      answers: [],
      outcomes: [],
    });
    const createdBy = mine.users.collector.id;
    await api.db.commentAnswer.create({ data: { commentId: id, text: 'Thank you', createdBy } });
    expect(await seen()).toMatchObject({
      state: 'answered',
      answers: [{ text: 'Thank you', authorName: 'MINE collector' }],
    });
    const status = await api.db.itemStatus.create({
      data: {
        legalEntityId: mine.entityId,
        key: newKey(),
        name: 'SECRET bad payer',
        kind: 'promise',
        position: 1,
      },
    });
    const promise = await api.db.promiseToPay.create({
      data: {
        customerId: place.customerId,
        promisedOn: fromIsoDate('2026-03-20'),
        state: 'broken',
        items: { create: { itemId: itemId!, openMinor: 5_000n } },
      },
    });
    await api.db.qualification.create({
      data: {
        customerId: place.customerId,
        statusId: status.id,
        commentId: id,
        text: 'SECRET',
        promiseId: promise.id,
        createdBy,
        items: { create: { itemId: itemId! } },
      },
    });
    await api.db.comment.update({ where: { id }, data: { state: 'qualified' } });
    const accepted = await seen();
    expect(accepted).toMatchObject({
      state: 'accepted',
      outcomes: [{ kind: 'promise', state: 'broken', on: '2026-03-20', itemIds: [itemId] }],
    });
    expect(JSON.stringify(accepted)).not.toContain('SECRET');
    await api.db.comment.update({ where: { id }, data: { state: 'deleted' } });
    const closed = await seen();
    expect(closed.state).toBe('closed');
    expect(JSON.stringify(closed)).not.toContain('delete');
  });

  it('B13 I-5 an internal comment on the same item is nowhere', async () => {
    await api.db.comment.create({
      data: {
        legalEntityId: mine.entityId,
        customerId: mine.customerId,
        source: 'internal_page',
        audience: 'internal',
        state: 'validated',
        text: 'SECRET they are nearly bankrupt',
        authorName: 'SECRET colleague',
        submissionKey: newKey(),
        items: { create: { itemId: mine.itemIds[0]!, openMinor: 1n } },
      },
    });
    const response = await api.ask({ url: '/api/portal/statement', as: visitor.cookie });
    expect(response.body).not.toContain('SECRET');
    expect(response.body).not.toContain('CANARY');
  });
});

describe('P-9 the page after an answer', () => {
  it('P-9 what is overdue stays shown, what was promised is what is paid, and a reference always stands', async () => {
    const place = await newCustomer();
    const [late, early] = await addItems(api.db, place, [
      { number: 'F-20310', dueOn: '2026-03-04', openMinor: 1_245_000 },
      { number: 'F-20388', dueOn: '2026-03-19', openMinor: 310_050 },
    ]);
    const who = await visitorFor(api.db, place);
    const { number } = await api.db.customer.findUniqueOrThrow({ where: { id: place.customerId } });
    const now = async () => ({
      statement: await read('/api/portal/statement', who),
      transfer: await read('/api/portal/transfer', who),
    });
    const before = await now();
    expect(before.transfer).toMatchObject({ covers: 'overdue', payments: [{ amountMinor: 1_245_000 }] });
    const promise = {
      status: 'promise',
      promisedOn: '2026-03-25',
      itemIds: [late],
      amounts: { [late!]: 500_000 },
    };
    await sendSubmission(api, who, promise);
    const promised = await now();
    expect(promised.statement.totals.EUR).toMatchObject({
      balanceMinor: 1_555_050,
      lateMinor: 1_245_000,
      overdueCount: 1,
      overdueMinor: 0,
      promisedMinor: 500_000,
    });
    expect(promised.statement.promises).toEqual([
      { currency: 'EUR', amountMinor: 500_000, promisedOn: '2026-03-25' },
    ]);
    expect(promised.transfer).toMatchObject({
      covers: 'promised',
      payments: [{ currency: 'EUR', amountMinor: 500_000, remittance: `${number} F-20310` }],
    });
    await sendSubmission(api, who, { status: 'dispute', disputeReason: 'price', itemIds: [early] });
    await sendSubmission(api, who, { status: 'paid', paidOn: '2026-03-05', itemIds: [late] });
    const answered = await now();
    expect(answered.statement.totals.EUR).toMatchObject({
      lateMinor: 1_245_000,
      overdueCount: 1,
      promisedMinor: 0,
    });
    expect(answered.statement.promises).toEqual([]);
    expect(answered.transfer).toMatchObject({
      covers: 'nothing',
      reference: `${number} F-20310`,
      payments: [],
      qr: { possible: false },
    });
  });
});

describe('B3 a link opens what it opens', () => {
  it('B3 a link for some items shows these, and comments about these or of its own', async () => {
    const place = await newCustomer();
    const [open, hidden] = await addItems(api.db, place, [
      { number: 'OPEN', openMinor: 1 },
      { number: 'HIDDEN', openMinor: 2 },
    ]);
    const wide = await visitorFor(api.db, place);
    const narrow = await visitorFor(api.db, place, { itemIds: [open!] });
    await sendSubmission(api, wide, { text: 'about both', itemIds: [open, hidden] });
    await sendSubmission(api, wide, { text: 'not for you', itemIds: [hidden] });
    await sendSubmission(api, narrow, { text: 'my own' });
    const response = await api.ask({ url: '/api/portal/statement', as: narrow.cookie });
    expect(response.json().items).toMatchObject([{ number: 'OPEN' }]);
    expect(
      response
        .json()
        .comments.map(({ text }: { text: string }) => text)
        .sort(),
    ).toEqual(['about both', 'my own']);
    expect(response.body).not.toContain('HIDDEN');
    expect(response.body).not.toContain(hidden);
    expect(response.json().totals.EUR.balanceMinor).toBe(1);
  });

  it('B16 foreign ids and random ids get the same answer', async () => {
    const [foreignItem] = theirs.itemIds;
    const pairs = [
      (id: string) => `/api/portal/items/${id}/document`,
      (id: string) => `/api/portal/files/${id}`,
      (id: string) => `/api/portal/documents.zip?itemIds=${id}`,
      (id: string) => `/api/portal/transfer?itemIds=${id}`,
      (id: string) => `/api/portal/qr.svg?itemIds=${id}`,
    ];
    for (const url of pairs) {
      const answers = [];
      for (const id of [foreignItem!, crypto.randomUUID()]) {
        const { requestId: _id, ...body } = (await api.ask({ url: url(id), as: visitor.cookie })).json();
        answers.push(body);
      }
      expect(answers[0]).toMatchObject({ status: 404, code: 'not_found' });
      expect(answers[0]).toEqual(answers[1]);
    }
  });

  it('P-3 P-13 switched off, revoked, expired: nothing more is shown', async () => {
    const place = await newCustomer();
    const who = await visitorFor(api.db, place);
    const codeNow = async () =>
      (await api.ask({ url: '/api/portal/statement', as: who.cookie })).json().code as string | undefined;
    expect(await codeNow()).toBeUndefined();
    await api.db.customer.update({ where: { id: place.customerId }, data: { interactivePages: false } });
    expect(await codeNow()).toBe('pages_off');
    await api.db.customer.update({ where: { id: place.customerId }, data: { interactivePages: true } });
    await api.db.pageLink.update({
      where: { id: who.linkId },
      data: { expiresAt: new Date('2026-03-10T09:59:59Z') },
    });
    expect(await codeNow()).toBe('link_expired');
    await api.db.pageLink.update({ where: { id: who.linkId }, data: { revokedAt: new Date() } });
    expect(await codeNow()).toBe('link_revoked');
  });
});

describe('P-4 the same filter on the server', () => {
  it('P-4 P-12 filters, sorts and pages for a page without JavaScript, empty fields included', async () => {
    const place = await newCustomer();
    await addItems(
      api.db,
      place,
      Array.from({ length: 120 }, (_, n) => ({
        number: `F-${n}`,
        openMinor: (n + 1) * 100,
        purchaseOrder: n % 2 === 0 ? 'EVEN' : 'ODD',
      })),
    );
    const who = await visitorFor(api.db, place);
    const statement = await read(
      '/api/portal/statement?text=&type=invoice&purchaseOrder=even&amountFrom=50&amountTo=&dueFrom=&sort=openAmount&direction=descending&page=2&pageSize=20',
      who,
    );
    expect(statement).toMatchObject({ page: 2, pages: 2, matching: { count: 35 } });
    expect(statement.items).toHaveLength(15);
    expect(statement.items[0]).toMatchObject({ number: 'F-78', openMinor: 7_900 });
    expect(statement.totals.EUR.openCount).toBe(120);
    const wrong = await api.ask({ url: '/api/portal/statement?dueFrom=yesterday', as: who.cookie });
    expect([wrong.statusCode, wrong.json().code]).toEqual([400, 'validation_failed']);
  });

  it('P-4 5,000 items with their comments are one answer; how fast it comes is measured by the bench', async () => {
    const place = await newCustomer();
    const ids = await addItems(
      api.db,
      place,
      Array.from({ length: 5000 }, (_, n) => ({
        number: `INV-2026-${String(n).padStart(6, '0')}`,
        openMinor: 10_000 + n,
        purchaseOrder: `PO ${n % 400}`,
        text: 'Delivery of goods according to contract',
      })),
    );
    const who = await visitorFor(api.db, place);
    for (let n = 0; n < 10; n++)
      await sendSubmission(api, who, { text: `about ${n}`, itemIds: ids.slice(n * 100, n * 100 + 100) });
    const response = await api.ask({ url: '/api/portal/statement', as: who.cookie });
    expect(response.json().items).toHaveLength(5000);
    expect(response.json().comments).toHaveLength(10);
  });
});

describe('P-7 the company and its QR code', () => {
  beforeAll(async () => {
    await api.db.legalEntity.update({
      where: { id: mine.entityId },
      data: {
        address: { street: '12 quai des Fabricants', postalCode: '69007', city: 'Lyon', country: 'FR' },
        registrationNumber: 'RCS 1',
        vatNumber: 'FR1',
        iban: 'FR76 3000 6000 0112 3456 7890 189',
        bic: 'AGRIFRPP',
        bankName: 'Banque',
        logoPng: Buffer.from('89504e470d0a1a0a', 'hex'),
      },
    });
  });

  it('P-7 names, address, bank and whom to ask; nothing of how the company works', async () => {
    const company = await read('/api/portal/company');
    expect(company).toEqual({
      name: 'MINE entity',
      address: { street: '12 quai des Fabricants', postalCode: '69007', city: 'Lyon', country: 'FR' },
      registrationNumber: 'RCS 1',
      vatNumber: 'FR1',
      iban: 'FR76 3000 6000 0112 3456 7890 189',
      bic: 'AGRIFRPP',
      bankName: 'Banque',
      hasLogo: true,
      contact: { name: 'MINE collector', email: mine.users.collector.email, phone: null },
    });
    const logo = await api.ask({ url: '/api/portal/logo.png', as: visitor.cookie });
    expect([logo.headers['content-type'], logo.rawPayload.length]).toEqual(['image/png', 8]);
  });

  it('P-7 the QR code decodes to the transfer, byte for byte, with the amount of the server', async () => {
    const [first, second] = mine.itemIds;
    const chosen = `itemIds=${first}&itemIds=${second}`;
    const transfer = await read(`/api/portal/transfer?${chosen}`);
    expect(transfer).toMatchObject({
      qr: { possible: true, reason: null },
      // 2,000.00 of invoices, less the credit that the reminder takes off too.
      payments: [{ currency: 'EUR', amountMinor: 196_000 }],
      iban: 'FR7630006000011234567890189',
    });
    const image = await api.ask({ url: `/api/portal/qr.svg?${chosen}`, as: visitor.cookie });
    expect(image.headers['content-type']).toContain('image/svg+xml');
    expect(decode(image.body)).toBe(
      'BCD\n002\n1\nSCT\nAGRIFRPP\nMINE entity\nFR7630006000011234567890189\nEUR1960.00\n\n\nMINE-1 MINE-F2 MINE-F1',
    );
    const forged = await api.ask({ url: `/api/portal/qr.svg?${chosen}&amountMinor=1`, as: visitor.cookie });
    expect(forged.statusCode).toBe(400);
  });

  it('P-7 the credit note of a disputed part takes that part off, and not a second time the rest', async () => {
    const place = await newCustomer();
    const [invoice] = await addItems(api.db, place, [
      { number: 'F-9', openMinor: 100_000 },
      { number: 'CN-9', openMinor: -40_000, type: 'credit_note', refersTo: 'F-9' },
    ]);
    await api.db.dispute.create({
      data: {
        customerId: place.customerId,
        reason: 'price',
        items: { create: { itemId: invoice!, amountMinor: 40_000n } },
      },
    });
    const who = await visitorFor(api.db, place);
    const { totals } = await read('/api/portal/statement', who);
    expect(totals.EUR).toMatchObject({
      balanceMinor: 60_000,
      overdueMinor: 60_000,
      disputedMinor: 40_000,
      creditsMinor: 40_000,
    });
    const image = await api.ask({ url: '/api/portal/qr.svg?overdue=true', as: who.cookie });
    expect(decode(image.body)).toContain('EUR600.00');
  });

  it('P-7 other currencies have a reference and no code, and what is in credit is not asked for', async () => {
    const place = await newCustomer();
    await addItems(api.db, place, [
      { number: 'USD-1', openMinor: 5_000, currency: 'USD' },
      { number: 'CN-1', openMinor: -100, type: 'credit_note' },
    ]);
    const who = await visitorFor(api.db, place);
    expect(await read('/api/portal/transfer', who)).toMatchObject({
      qr: { possible: false, reason: 'nothing_to_pay' },
      payments: [{ currency: 'USD', amountMinor: 5_000, remittance: expect.stringContaining('USD-1') }],
    });
    const image = await api.ask({ url: '/api/portal/qr.svg', as: who.cookie });
    expect(image.statusCode).toBe(404);
  });

  it('P-8 an account in Switzerland has the Swiss code for francs and euros, with the reference of the account', async () => {
    const { entityId } = mine;
    const before = await api.db.legalEntity.findUniqueOrThrow({ where: { id: entityId } });
    const place = await newCustomer();
    await addItems(api.db, place, [
      { number: '313947', openMinor: 5_000, currency: 'CHF' },
      { number: 'E-1', openMinor: 700 },
    ]);
    const who = await visitorFor(api.db, place);
    await api.db.legalEntity.update({ where: { id: entityId }, data: { iban: 'CH5800791123000889012' } });
    expect((await read('/api/portal/transfer', who)).payments).toMatchObject([
      { currency: 'CHF', code: 'swiss', structuredReference: expect.stringMatching(/^RF\d\d313947$/) },
      { currency: 'EUR', code: 'swiss', structuredReference: expect.stringMatching(/^RF\d\dE1$/) },
    ]);
    const francs = await api.ask({ url: '/api/portal/qr.svg?currency=CHF', as: who.cookie });
    expect(decode(francs.body)).toMatch(
      /^SPC\n0200\n1\nCH5800791123000889012\nS\nMINE entity\n12 quai des Fabricants\n\n69007\nLyon\nFR\n{8}50\.00\nCHF\n{8}SCOR\nRF\d\d313947\n[^\n]+\nEPD$/,
    );
    const dollars = await api.ask({ url: '/api/portal/qr.svg?currency=USD', as: who.cookie });
    expect(dollars.statusCode).toBe(404);
    await api.db.legalEntity.update({ where: { id: entityId }, data: { iban: before.iban } });
  });
});

describe('when parts are away', () => {
  it('P-9 without Temporal a submission is accepted and kept: the note for its case waits', async () => {
    const health = await api.ask({ url: '/api/health' });
    expect(health.body).toContain('temporal');
    const sent = await sendSubmission(api, visitor, { text: 'Is anybody there?' });
    expect(sent.statusCode).toBe(201);
    const wake = await api.db.caseWake.findFirstOrThrow({
      where: { key: { startsWith: `comment/${sent.json().commentId}` } },
    });
    expect(wake.relayedAt).toBeNull();
  });

  it('P-9 a connection that breaks in the middle is a clear 503 with nothing half kept', async () => {
    const [itemId] = mine.itemIds;
    const counts = async () =>
      Promise.all([
        api.db.comment.count(),
        api.db.caseWake.count(),
        api.db.notice.count(),
        api.db.historyEvent.count(),
      ]);
    const before = await counts();
    const other = createPrismaClient({ url: api.database.url });
    await other.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "OpenItem" WHERE "id" = ${itemId}::uuid FOR UPDATE`;
      const sending = sendSubmission(api, visitor, { text: 'half', itemIds: [itemId] });
      await expect.poll(() => killWaiting(other), { timeout: 10_000 }).toBeGreaterThan(0);
      const response = await sending;
      expect([response.statusCode, response.json().code]).toEqual([503, 'service_unavailable']);
    });
    await other.$disconnect();
    expect(await counts()).toEqual(before);
  });
});

/** Ends the connections that wait for a lock. */
async function killWaiting(db: ReturnType<typeof createPrismaClient>): Promise<number> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()`;
  return rows.length;
}

/** The drawing of the code, as a camera would see it. */
function decode(svg: string): string {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)![1]);
  const path = [...svg.matchAll(/<path stroke="#000000" d="([^"]+)"/g)][0]![1]!;
  const scale = 4;
  const width = size * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  let x = 0;
  let y = 0;
  for (const [, kind, numbers] of path.matchAll(/([Mmh])([-\d. ]+)/g)) {
    const [first = 0, second = 0] = numbers!.trim().split(' ').map(Number);
    if (kind === 'M') [x, y] = [first, second];
    if (kind === 'm') [x, y] = [x + first, y + second];
    if (kind !== 'h') continue;
    for (let row = Math.floor(y) * scale; row < (Math.floor(y) + 1) * scale; row++)
      for (let column = x * scale; column < (x + first) * scale; column++)
        pixels.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
    x += first;
  }
  const found = readCode(pixels, width, width);
  return new TextDecoder().decode(new Uint8Array(found!.binaryData));
}
