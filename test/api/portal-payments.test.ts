/** Paying on the customer's page: offered, started, followed at the connector, written down, taken back. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { followOnlinePayment } from '../../activities/payments/follow.ts';
import { readPosition } from '../../prisma/queries/position/read.ts';
import { decisionInput } from '../../application/case/decision-input.ts';
import { readToChase } from '../../api/desk/customers/open-splits.ts';
import { recordPayments } from '../../application/payments/record.ts';
import { connectPayments, startPaymentDesk, type PaymentDesk } from '../support/payment-desk.ts';
import { newKey, visitorFor, type Visitor } from './portal-support.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let desk: PaymentDesk;
let api: TestApi;
let mine: Seeded;
let visitor: Visitor;
let count = 0;
beforeAll(async () => {
  desk = await startPaymentDesk();
  desk.sandbox.setClock(() => api.clock.now);
  api = await startTestApi({}, { takers: desk.takers });
});
afterAll(async () => {
  await api?.close();
  await desk?.sandbox.close();
});
beforeEach(async () => {
  api.clock.now = new Date('2026-03-10T10:00:00Z');
  Object.assign(desk.sandbox.faults, { errors: 0, cuts: 0, refusesKey: false });
  mine = await seedEntity(api.db, `PAY${(count += 1)}`);
  // Of the three items of 1000.00 the promise, the dispute and the hold of the seed are over.
  await api.db.hold.deleteMany({ where: { customerId: mine.customerId } });
  await api.db.promiseToPay.updateMany({ where: { customerId: mine.customerId }, data: { state: 'kept' } });
  await api.db.dispute.updateMany({ where: { customerId: mine.customerId }, data: { state: 'resolved' } });
  await api.db.comment.updateMany({ where: { customerId: mine.customerId }, data: { state: 'validated' } });
  visitor = await visitorFor(api.db, mine);
});

interface Answer {
  status: number;
  body: {
    code?: string;
    paymentId: string;
    payUrl: string | null;
    state: string;
    payments: { currency: string; amountMinor: number; itemIds: string[]; methods: string[] }[];
    leftOut: { number: string; why: string }[];
    amountMinor: number;
  };
}
async function ask(url: string, body?: object, as: Visitor = visitor): Promise<Answer> {
  const method = body === undefined ? ('GET' as const) : ('POST' as const);
  const response = await api.ask({ method, url, as: as.cookie, ...(body ? { body } : {}) });
  return { status: response.statusCode, body: response.json() };
}
const offer = (itemIds: string[] = []) =>
  ask(`/api/portal/payment?${new URLSearchParams(itemIds.map((id) => ['itemIds', id]))}`);
const pay = (itemIds: string[], amountMinor: number, more: object = {}, as: Visitor = visitor) =>
  ask('/api/portal/payments', { key: newKey(), itemIds, currency: 'EUR', amountMinor, ...more }, as);
const follow = (id: string) =>
  followOnlinePayment(
    {
      prisma: api.db,
      connectors: desk.takers.connectors,
      publicUrl: 'http://127.0.0.1:9',
      clock: () => api.clock.now,
    },
    id,
  );
const stored = (id: string) => api.db.onlinePayment.findUniqueOrThrow({ where: { id } });
const openOf = async () => {
  const items = await api.db.openItem.findMany({
    where: { customerId: mine.customerId },
    orderBy: { number: 'asc' },
  });
  return items.map(({ openMinor }) => Number(openMinor));
};
/** Numbers of the lines that are kept out of the chase because they are being paid. */
async function kept(): Promise<string[]> {
  const position = (await readPosition(api.db, mine.customerId))!;
  const { lines } = decisionInput(position, api.clock.now.getTime());
  return lines.flatMap((line) => (line.paymentInProgress ? [line.number.slice(-2)] : [])).sort();
}
interface DeskCustomer {
  items: { status: string; payment: { state: string } | null }[];
  open: Record<string, { chaseableMinor: number; waitingMinor: number }>;
}
async function deskCustomer(): Promise<DeskCustomer> {
  const as = await api.signIn(mine.users.collector.email);
  const url = `/api/entities/${mine.entityId}/customers/${mine.customerId}`;
  return (await api.ask({ url, as })).json<DeskCustomer>();
}
/** What the collector sees of the items on the page of the customer. */
async function shownToCollector(): Promise<[string, string | null][]> {
  const { items } = await deskCustomer();
  return items.map(({ status, payment }) => [status, payment?.state ?? null]);
}
const receipts = () =>
  api.db.notice.findMany({ where: { customerId: mine.customerId, kind: 'payment_receipt' } });
const version = async () =>
  (await api.db.customer.findUniqueOrThrow({ where: { id: mine.customerId } })).positionVersion;
const later = (days: number) => {
  api.clock.now = new Date(api.clock.now.getTime() + days * 86_400_000);
};

describe('P-8 without a connector', () => {
  it('P-8 nothing of paying is offered, shown or done', async () => {
    expect((await offer()).body.payments).toEqual([]);
    const statement = await api.ask({ url: '/api/portal/statement', as: visitor.cookie });
    expect(statement.json()).toMatchObject({ payable: {}, payments: [] });
    expect(await pay([mine.itemIds[0]!], 100_000)).toMatchObject({
      status: 409,
      body: { code: 'payments_off' },
    });
    expect(await kept()).toEqual([]);
  });
});

describe('P-8 with a connector', () => {
  beforeEach(async () => void (await connectPayments(api.db, mine.entityId)));

  it('P-8 S-8 all due is offered, paid by card, out of the chase at once, and money only once it is there', async () => {
    const [due] = (await offer()).body.payments;
    expect(due).toMatchObject({ amountMinor: 200_000, methods: ['card', 'direct_debit', 'transfer'] });
    const before = await version();
    const started = await pay(due!.itemIds, 200_000);
    expect(started).toMatchObject({ status: 201, body: { state: 'opened', amountMinor: 200_000 } });
    const { paymentId, payUrl } = started.body;
    expect(payUrl).toMatch(/\/pay\/cs_test_/);
    // The message on its way out is stopped by the version; its case hears of it.
    expect(await version()).toBeGreaterThan(before);
    expect(
      await api.db.caseWake.count({ where: { customerId: mine.customerId, key: { contains: paymentId } } }),
    ).toBe(1);
    expect(await kept()).toEqual(['F1', 'F2']);
    const statement = await api.ask({ url: '/api/portal/statement', as: visitor.cookie });
    expect(statement.json()).toMatchObject({
      totals: { EUR: { balanceMinor: 300_000, overdueMinor: 0 } },
      payments: [{ id: paymentId, state: 'opened', payUrl }],
    });

    desk.sandbox.steer(paymentId, 'debit');
    await follow(paymentId);
    expect(await stored(paymentId)).toMatchObject({ state: 'in_progress', bookedMinor: 0n });
    expect(await openOf()).toEqual([100_000, 100_000, 100_000]);
    expect(await kept()).toEqual(['F1', 'F2']);
    const isPaying = ['paying', 'in_progress'];
    expect(await shownToCollector()).toEqual([isPaying, isPaying, ['open', null]]);
    expect((await deskCustomer()).open['EUR']).toMatchObject({ chaseableMinor: 0, waitingMinor: 200_000 });
    const everybody = { entityId: mine.entityId, today: '2026-03-10', criteria: {}, currency: 'EUR' };
    const toChase = await readToChase(api.db, everybody);
    expect(toChase).toEqual({ EUR: 0 });

    desk.sandbox.steer(paymentId, 'settle');
    await follow(paymentId);
    await follow(paymentId);
    expect(await stored(paymentId)).toMatchObject({
      state: 'settled',
      method: 'direct_debit',
      bookedMinor: 200_000n,
    });
    expect(await openOf()).toEqual([0, 0, 100_000]);
    expect(await kept()).toEqual([]);
    expect(await shownToCollector()).toEqual([['open', null]]);
    expect(await api.db.payment.count({ where: { customerId: mine.customerId } })).toBe(1);
    // The receipt is asked for with the money, once, for whoever paid.
    expect(await receipts()).toMatchObject([
      { key: `online-payment/${paymentId}/receipt`, recipientEmail: 'ap@customer.test', data: { paymentId } },
    ]);
  });

  it('P-8 A-6 a debit that comes back after weeks opens its lines again, and the collector has a task', async () => {
    const { paymentId } = (await pay([mine.itemIds[0]!], 100_000)).body;
    desk.sandbox.steer(paymentId, 'debit', 'settle');
    await follow(paymentId);
    expect(await openOf()).toEqual([0, 100_000, 100_000]);
    await api.db.openItem.update({ where: { id: mine.itemIds[0]! }, data: { rank: 2, level: 2 } });
    later(40);
    await api.db.collectionCase.updateMany({
      where: { customerId: mine.customerId },
      data: { state: 'resting' },
    });
    await api.db.caseWake.deleteMany({ where: { customerId: mine.customerId } });
    desk.sandbox.steer(paymentId, 'return');
    await follow(paymentId);
    await follow(paymentId);
    expect(await openOf()).toEqual([100_000, 100_000, 100_000]);
    expect(await api.db.openItem.findUniqueOrThrow({ where: { id: mine.itemIds[0]! } })).toMatchObject({
      state: 'open',
      rank: 2,
    });
    expect(await stored(paymentId)).toMatchObject({ state: 'returned', reason: 'insufficient_funds' });
    // A case that had nothing left to do hears of it.
    const wakes = { customerId: mine.customerId, key: { contains: `${paymentId}/returned` } };
    expect(await api.db.caseWake.count({ where: wakes })).toBe(1);
    const tasks = await api.db.followUp.findMany({
      where: { customerId: mine.customerId, text: { contains: 'insufficient_funds' } },
    });
    expect(tasks).toHaveLength(1);
  });

  it.each([
    ['a debit that fails', ['debit', 'fail'], 'failed', 1],
    ['time that ran out', ['expire'], 'expired', 0],
  ] as const)('P-8 %s: the lines come back, nothing is recorded', async (_name, steps, state, tasks) => {
    const { paymentId } = (await pay([mine.itemIds[0]!], 100_000)).body;
    for (const step of steps) {
      desk.sandbox.steer(paymentId, step);
      await follow(paymentId);
    }
    expect(await stored(paymentId)).toMatchObject({ state });
    expect(await receipts()).toEqual([]);
    expect(await kept()).toEqual([]);
    expect(await openOf()).toEqual([100_000, 100_000, 100_000]);
    expect(
      await api.db.followUp.count({ where: { customerId: mine.customerId, text: { contains: 'failed' } } }),
    ).toBe(tasks);
  });

  it('P-8 a transfer that nobody makes is given up after thirty days, and the collector has a task', async () => {
    const { paymentId } = (await pay([mine.itemIds[0]!], 100_000)).body;
    desk.sandbox.steer(paymentId, 'transfer');
    await follow(paymentId);
    expect(await kept()).toEqual(['F1']);
    later(31);
    await follow(paymentId);
    await follow(paymentId);
    expect(await stored(paymentId)).toMatchObject({ state: 'cancelled' });
    expect(await kept()).toEqual([]);
    expect(
      await api.db.followUp.count({ where: { customerId: mine.customerId, text: { contains: 'failed' } } }),
    ).toBe(1);
  });

  it('P-8 a refund of a part, a dispute that is won: the ledger has what the connector has', async () => {
    const { paymentId } = (await pay(mine.itemIds, 300_000)).body;
    desk.sandbox.steer(paymentId, 'card', 'refund_part');
    await follow(paymentId);
    expect((await openOf()).reduce((sum, open) => sum + open, 0)).toBe(75_000);
    desk.sandbox.steer(paymentId, 'dispute');
    await follow(paymentId);
    expect((await openOf()).reduce((sum, open) => sum + open, 0)).toBe(300_000);
    desk.sandbox.steer(paymentId, 'win');
    await follow(paymentId);
    expect((await openOf()).reduce((sum, open) => sum + open, 0)).toBe(75_000);
  });

  it('P-8 two tabs, two people and one form sent twice pay once', async () => {
    const other = await visitorFor(api.db, mine, { email: 'second@customer.test' });
    const ids = mine.itemIds.slice(0, 2);
    const tried = await Promise.all([pay(ids, 200_000), pay(ids, 200_000), pay(ids, 200_000, {}, other)]);
    expect(tried.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(
      tried.filter(({ status }) => status === 409).every(({ body }) => body.code === 'payment_under_way'),
    ).toBe(true);
    expect((await offer(ids)).body).toMatchObject({
      payments: [],
      leftOut: [{ why: 'payment_under_way' }, { why: 'payment_under_way' }],
    });
    const key = newKey();
    const third = [mine.itemIds[2]!];
    const [one, same] = [await pay(third, 100_000, { key }), await pay(third, 100_000, { key })];
    expect(same.body.paymentId).toBe(one.body.paymentId);
    expect(same.body.payUrl).toBe(one.body.payUrl);
    expect((await pay(third, 99_999, { key })).body.code).toBe('idempotency_conflict');
  });

  it('P-8 who does not want to pay after all frees the items; who has paid cannot call it off', async () => {
    const first = (await pay([mine.itemIds[0]!], 100_000)).body;
    const cancelled = await ask(`/api/portal/payments/${first.paymentId}/cancel`, {});
    expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled', payUrl: null } });
    expect(desk.sandbox.find(first.paymentId)?.session).toBe('expired');
    expect(await kept()).toEqual([]);
    const second = (await pay([mine.itemIds[0]!], 100_000)).body;
    desk.sandbox.steer(second.paymentId, 'card');
    expect((await ask(`/api/portal/payments/${second.paymentId}/cancel`, {})).body.state).toBe('opened');
    expect(await kept()).toEqual(['F1']);
    await follow(second.paymentId);
    expect(await openOf()).toEqual([0, 100_000, 100_000]);
  });

  it('P-8 another amount than today’s, items of others, disputed and paid ones are refused or said', async () => {
    const [one, two] = mine.itemIds;
    expect((await pay([one!], 1_000)).body.code).toBe('payment_amount_changed');
    expect((await pay([one!], 100_000, { currency: 'USD' })).body.code).toBe('nothing_to_pay');
    const theirs = await seedEntity(api.db, `OTHER${count}`);
    expect((await pay([theirs.itemIds[0]!], 100_000)).body.code).toBe('not_found');
    expect((await offer([theirs.itemIds[0]!])).body.code).toBe('not_found');
    await api.db.dispute.create({
      data: {
        customerId: mine.customerId,
        reason: 'price',
        items: { create: { itemId: two! } },
      },
    });
    expect((await pay([two!], 100_000)).body.code).toBe('item_disputed');
    await recordPayments(api.db, {
      legalEntityId: mine.entityId,
      payments: [
        {
          reference: 'BANK-1',
          kind: 'payment',
          customerNumber: `PAY${count}-1`,
          receivedOn: '2026-03-10',
          amountMinor: 100_000,
          currency: 'EUR',
          items: [{ number: `PAY${count}-F1` }],
        },
      ],
      at: api.clock.now,
      actor: { kind: 'system' },
    });
    expect((await offer(mine.itemIds)).body).toMatchObject({
      payments: [{ amountMinor: 100_000, itemIds: [mine.itemIds[2]] }],
      leftOut: [
        { number: `PAY${count}-F1`, why: 'closed' },
        { number: `PAY${count}-F2`, why: 'disputed' },
      ],
    });
    expect((await pay([one!], 100_000)).body.code).toBe('not_found');
    expect(await kept()).toEqual([]);
  });

  it('P-8 a connector that is away opens nothing, and the items stay free', async () => {
    desk.sandbox.faults.errors = 5;
    const refused = await pay([mine.itemIds[0]!], 100_000);
    expect(refused).toMatchObject({ status: 503, body: { code: 'payment_connector_away' } });
    expect(await kept()).toEqual([]);
    desk.sandbox.faults.errors = 0;
    expect((await pay([mine.itemIds[0]!], 100_000)).status).toBe(201);
  });

  it('P-8 an answer that is lost after it took effect: nobody was shown that payment, and the next one is the only one', async () => {
    await api.db.paymentConnection.updateMany({ data: { methods: ['card'] } });
    // Once is tried again at once, by the same key.
    desk.sandbox.faults.cuts = 2;
    expect((await pay([mine.itemIds[0]!], 100_000)).body.code).toBe('payment_connector_away');
    const lost = await api.db.onlinePayment.findFirstOrThrow({ where: { customerId: mine.customerId } });
    expect(lost).toMatchObject({ state: 'failed', payUrl: null });
    expect(desk.sandbox.find(lost.id)?.session).toBe('open');
    expect(await kept()).toEqual([]);
    const { paymentId } = (await pay([mine.itemIds[0]!], 100_000)).body;
    desk.sandbox.steer(paymentId, 'card');
    await follow(lost.id);
    await follow(paymentId);
    expect(await openOf()).toEqual([0, 100_000, 100_000]);
  });

  it('P-8 a connector that is away while a payment is followed: nothing is decided, and nothing lost', async () => {
    const { paymentId } = (await pay([mine.itemIds[0]!], 100_000)).body;
    desk.sandbox.steer(paymentId, 'card');
    desk.sandbox.faults.errors = 20;
    await expect(follow(paymentId)).rejects.toThrow();
    expect(await kept()).toEqual(['F1']);
    desk.sandbox.faults.errors = 0;
    await follow(paymentId);
    expect(await openOf()).toEqual([0, 100_000, 100_000]);
  });

  it('P-8 a currency that none of the ways to pay takes is not offered, and paying it is refused', async () => {
    await api.db.paymentConnection.updateMany({ data: { methods: ['direct_debit'] } });
    await api.db.openItem.update({ where: { id: mine.itemIds[0]! }, data: { currency: 'CHF' } });
    expect((await offer(mine.itemIds)).body.payments).toMatchObject([{ currency: 'EUR' }]);
    expect(await pay([mine.itemIds[0]!], 100_000, { currency: 'CHF' })).toMatchObject({
      status: 409,
      body: { code: 'payments_off' },
    });
  });

  it('P-8 told backwards, twice, and at the door of another company: what the connector has counts, once', async () => {
    const { paymentId } = (await pay([mine.itemIds[0]!], 100_000)).body;
    const { notifier } = desk.sandbox;
    const [theirs, before] = [await seedEntity(api.db, `DOOR${count}`), notifier.endpoints.length];
    await connectPayments(api.db, theirs.entityId);
    notifier.subscribe('http://127.0.0.1:1/never');
    const from = notifier.sent.length;
    desk.sandbox.steer(paymentId, 'debit', 'settle', 'return');
    notifier.endpoints.splice(before);
    const sent = notifier.sent.slice(0, notifier.sent.length - from);
    // Each was told to each endpoint.
    const events = [...new Map(sent.map((event) => [event.id, event])).values()];
    expect(events.length).toBeGreaterThan(2);
    const deliver = (body: string, entityId: string) =>
      api.app.inject({
        method: 'POST',
        url: `/api/hooks/payments/hook-${entityId}`,
        headers: { 'content-type': 'application/json', 'stripe-signature': notifier.signatureOf(body) },
        payload: body,
      });
    for (const { body } of events) await deliver(body, theirs.entityId);
    expect(await api.db.paymentHint.count({ where: { paymentId } })).toBe(0);
    // Newest first.
    for (const { body } of [...events, ...events]) {
      expect((await deliver(body, mine.entityId)).statusCode).toBe(200);
      await follow(paymentId);
    }
    // News of money that is not known yet are kept as well.
    const connection = { legalEntityId: mine.entityId };
    const { id: connectionId } = await api.db.paymentConnection.findFirstOrThrow({ where: connection });
    const hints = await api.db.paymentHint.findMany({ where: { connectionId } });
    expect(hints.map(({ times }) => times)).toEqual(events.map(() => 2));
    expect(await stored(paymentId)).toMatchObject({ state: 'returned', bookedMinor: 0n });
    expect(await openOf()).toEqual([100_000, 100_000, 100_000]);
    const booked = await api.db.payment.aggregate({
      where: { customerId: mine.customerId },
      _sum: { amountMinor: true },
    });
    expect(Number(booked._sum.amountMinor ?? 0n)).toBe(0);
  });

  it('P-8 a forged, an old and a repeated notification; the right one asks once and decides nothing', async () => {
    const { paymentId } = (await pay([mine.itemIds[0]!], 100_000)).body;
    const body = JSON.stringify({
      id: 'evt_1',
      object: 'event',
      type: 'checkout.session.completed',
      data: { object: { object: 'checkout.session', id: 'cs_x', client_reference_id: paymentId } },
    });
    const notify = async (signature: string, key = `hook-${mine.entityId}`) =>
      (
        await api.app.inject({
          method: 'POST',
          url: `/api/hooks/payments/${key}`,
          headers: { 'content-type': 'application/json', 'stripe-signature': signature },
          payload: body,
        })
      ).statusCode;
    const { notifier } = desk.sandbox;
    const asks = () => api.db.workflowRequest.count({ where: { subjectId: paymentId } });
    const before = await asks();
    const old = Math.floor(Date.now() / 1000) - 600;
    expect(await notify(notifier.signatureOf(body, undefined, 'whsec_other'))).toBe(401);
    expect(await notify(notifier.signatureOf(body, old))).toBe(401);
    expect(await notify('')).toBe(401);
    expect(await notify(notifier.signatureOf(body), 'hook-unknown')).toBe(401);
    expect(await asks()).toBe(before);
    expect(await notify(notifier.signatureOf(body))).toBe(200);
    expect(await notify(notifier.signatureOf(body))).toBe(200);
    expect(await asks()).toBe(before + 1);
    expect(await stored(paymentId)).toMatchObject({ state: 'opened' });
  });
});

describe('P-8 money that the ledger writes down', () => {
  it('P-8 D-9 it is recorded by nobody here, its lines wait for the ledger, and are never counted twice', async () => {
    await connectPayments(api.db, mine.entityId, 'by_ledger');
    const { paymentId } = (await pay([mine.itemIds[0]!], 100_000)).body;
    desk.sandbox.steer(paymentId, 'card');
    await follow(paymentId);
    expect(await stored(paymentId)).toMatchObject({ state: 'settled', bookedMinor: 0n });
    expect(await openOf()).toEqual([100_000, 100_000, 100_000]);
    expect(await kept()).toEqual(['F1']);
    expect(await shownToCollector()).toContainEqual(['paying', 'settled']);
    expect((await pay([mine.itemIds[0]!], 100_000)).body.code).toBe('payment_under_way');
    // The ledger shows it: nothing is left to wait for.
    await api.db.openItem.update({
      where: { id: mine.itemIds[0]! },
      data: { openMinor: 0n, state: 'cleared' },
    });
    await follow(paymentId);
    expect(await api.db.onlinePaymentItem.count({ where: { paymentId, liveItemId: { not: null } } })).toBe(0);
    expect(await api.db.payment.count({ where: { customerId: mine.customerId } })).toBe(0);
  });

  it('P-8 a ledger that does not show it for weeks: the lines come back, and somebody is asked to look', async () => {
    await connectPayments(api.db, mine.entityId, 'by_ledger');
    const { paymentId } = (await pay([mine.itemIds[0]!], 100_000)).body;
    desk.sandbox.steer(paymentId, 'card');
    await follow(paymentId);
    later(16);
    await follow(paymentId);
    expect(await kept()).toEqual([]);
    const tasks = await api.db.followUp.count({
      where: { customerId: mine.customerId, text: { contains: 'ledger does not show' } },
    });
    expect(tasks).toBe(1);
  });
});

describe('P-8 the connection in the settings', () => {
  it('P-8 it is tried, switched on with methods, and tells no secret', async () => {
    const cookie = await api.signIn(mine.users.administrator.email);
    const url = `/api/entities/${mine.entityId}/payment-connections`;
    const change = (body: object) => api.ask({ method: 'PATCH', url: `${url}/stripe`, as: cookie, body });
    expect((await change({ enabled: true })).statusCode).toBe(400);
    const tried = await api.ask({ method: 'POST', url: `${url}/stripe/test`, as: cookie, body: {} });
    expect(tried.json()).toMatchObject({ result: 'works', methods: ['card', 'direct_debit', 'transfer'] });
    expect((await change({ enabled: true, methods: ['card'], booking: 'by_ledger' })).json()).toMatchObject({
      enabled: true,
      methods: ['card'],
      booking: 'by_ledger',
      isSandbox: true,
      lastTest: { result: 'works' },
    });
    expect((await offer()).body.payments).toMatchObject([{ methods: ['card'] }]);
    desk.sandbox.faults.refusesKey = true;
    const refused = await api.ask({ method: 'POST', url: `${url}/stripe/test`, as: cookie, body: {} });
    expect(refused.json()).toMatchObject({ result: 'sign_in_refused', methods: [] });
    expect(refused.body).not.toContain('sk_test');
  });
});
