import { describe, expect, test } from 'vitest';
import { handOverPoints } from '../../activities/outbound/channel.ts';
import { dispatchMessage, type DispatchPoint } from '../../activities/outbound/dispatch.ts';
import { recordPayments } from '../../application/payments/record.ts';
import { changeFacts } from '../support/facts.ts';
import { startPayment } from '../support/payment-desk.ts';
import { seedReply } from '../support/replies.ts';
import { awaitPoints } from './await-points.ts';
import { createMailCase, freeze, sender, stateOf, type DispatchSetup, type MailCase } from './mail-case.ts';
import { dispatchTest } from './set-up.ts';

const house = dispatchTest();

async function pay(): Promise<void> {
  await house.db.$transaction(async (tx) => {
    await tx.openItem.update({ where: { id: house.mail.itemId }, data: { openMinor: 0n, state: 'cleared' } });
    await changeFacts(tx, [
      { customerId: house.mail.customerId, reason: 'payment_received', key: `payment/${house.mail.itemId}` },
    ]);
  });
}

/** Runs `work` when the dispatch passes the point for the first time. */
function at(point: DispatchPoint, work: () => Promise<unknown>): DispatchSetup {
  let done = false;
  return {
    failpoint: async (passed) => {
      if (passed !== point || done) return;
      done = true;
      await work();
    },
  };
}

const before: DispatchPoint[] = [
  'before_claim',
  'claimed',
  ...handOverPoints.filter((point) => point !== 'gate_passed'),
];

describe('S-8 what reaches the system first stops the message', () => {
  test.each(before)('S-8 P-9 what a customer submits at %s stops it', async (point) => {
    const { customerId, itemId } = house.mail;
    const deps = house.deps(at(point, () => seedReply(house.db, { customerId, itemIds: [itemId] })));
    const messageId = await freeze(deps, house.mail, { text: 'x'.repeat(200_000) });
    expect(await dispatchMessage(deps, { messageId, ...sender })).toEqual({
      outcome: 'stale',
      reason: 'position_changed',
    });
    expect(house.sink.accepted).toEqual([]);
  });

  test.each([
    ['a payment by card that is begun', startCard],
    ['a payment that is recorded', recordTransfer],
  ] as const)('S-8 P-8 %s at any await point stops it, until the gate has passed', async (_name, fact) => {
    const stopped: string[] = [];
    for (let point = 0, isPassed = true; isPassed; point += 1) {
      const mail = await createMailCase(house.db);
      let isOpen = false;
      let isFirst = false;
      let paid: Promise<unknown> = Promise.resolve();
      const points = awaitPoints(house, point, async () => {
        const beforeGate = !isOpen;
        paid = fact(mail);
        isFirst = (await committedOrWaiting(paid)) === 'committed' && beforeGate;
      });
      const deps = house.deps({ failpoint: (passed) => void (isOpen ||= passed === 'gate_passed') });
      const messageId = await freeze(deps, mail, { text: 'x'.repeat(50_000) });
      const before = house.sink.accepted.length;
      const { outcome } = await dispatchMessage({ ...deps, prisma: points.db }, { messageId, ...sender });
      await paid;
      isPassed = points.passed.length > point;
      const at = points.passed[point] ?? 'never';
      const left = house.sink.accepted.length - before;
      expect([at, outcome, left]).toEqual(
        outcome === 'sent' && !isFirst ? [at, 'sent', 1] : [at, 'stale', 0],
      );
      if (isFirst) stopped.push(at);
    }
    expect(stopped).toEqual(expect.arrayContaining(['CONNECT', 'EHLO', 'MAIL', 'RCPT', 'DATA']));
    expect(stopped.length).toBeGreaterThan(7);
  });

  test('S-8 a payment after the end of data does not make it unsent', async () => {
    // Taken as young however long the payment takes on a busy machine.
    const deps = house.deps({ ...at('gate_passed', pay), greatestGateAgeMs: 3_600_000 });
    const messageId = await freeze(deps, house.mail);
    expect(await dispatchMessage(deps, { messageId, ...sender })).toMatchObject({ outcome: 'sent' });
    expect(house.sink.accepted).toHaveLength(1);
  });

  test('S-8 a payment being committed while the gate is asked is waited for, and stops it', async () => {
    let finish: () => void = () => undefined;
    const committing = new Promise<void>((resolve) => (finish = resolve));
    let payment: Promise<unknown> = Promise.resolve();
    const begun = at('begun', async () => {
      await new Promise<void>((locked) => {
        payment = house.db.$transaction(async (tx) => {
          await changeFacts(tx, [
            { customerId: house.mail.customerId, reason: 'payment_received', key: 'payment/slow' },
          ]);
          locked();
          await committing;
        });
      });
      // The gate now meets the locked row; the payment commits only once the gate waits for it.
      void waitingForLock().then(finish);
    });
    const deps = house.deps(begun);
    const messageId = await freeze(deps, house.mail, { text: 'x'.repeat(200_000) });
    expect(await dispatchMessage(deps, { messageId, ...sender })).toEqual({
      outcome: 'stale',
      reason: 'position_changed',
    });
    await payment;
    expect(house.sink.accepted).toEqual([]);
  });

  test('S-8 after the facts changed the message is made again on them, under the same key, and goes', async () => {
    const deps = house.deps(at('claimed', pay));
    const first = await freeze(deps, house.mail, { text: 'old' });
    expect((await dispatchMessage(deps, { messageId: first, ...sender })).outcome).toBe('stale');
    const second = await freeze(deps, house.mail, { text: 'new' });
    expect(second).toBe(first);
    expect((await dispatchMessage(deps, { messageId: second, ...sender })).outcome).toBe('sent');
    expect(house.sink.accepted).toHaveLength(1);
    expect(house.sink.accepted[0]?.raw).toContain('new');
  });

  test.each([
    [
      'entity_paused',
      () =>
        house.db.legalEntity.update({
          where: { id: house.mail.entity.entityId },
          data: { pausedForGood: true },
        }),
    ],
    [
      'channel_paused',
      () =>
        house.db.legalEntity.update({
          where: { id: house.mail.entity.entityId },
          data: { pausedChannels: ['email'] },
        }),
    ],
    [
      'entity_paused',
      () =>
        house.db.legalEntity.update({
          where: { id: house.mail.entity.entityId },
          data: { pausedUntil: new Date('2026-11-24') },
        }),
    ],
    [
      'case_paused',
      () =>
        house.db.collectionCase.update({
          where: { id: house.mail.caseId },
          data: { pausedUntil: new Date('2026-12-01') },
        }),
    ],
    [
      'customer_excluded',
      () =>
        house.db.customer.update({ where: { id: house.mail.customerId }, data: { excludedAt: new Date() } }),
    ],
    [
      'action_closed',
      () =>
        house.db.agendaAction.update({ where: { id: house.mail.actionId }, data: { state: 'cancelled' } }),
    ],
  ] as const)('S-10 the send step itself checks the switch: %s', async (reason, stop) => {
    const deps = house.deps(at('begun', stop));
    const messageId = await freeze(deps, house.mail, { text: 'x'.repeat(200_000) });
    expect(await dispatchMessage(deps, { messageId, ...sender })).toEqual({ outcome: 'stale', reason });
    expect(house.sink.accepted).toEqual([]);
    // And it does not even begin the next time.
    const connections = house.sink.connections();
    expect(await dispatchMessage(deps, { messageId, ...sender })).toEqual({ outcome: 'stale', reason });
    expect(house.sink.connections()).toBe(connections);
  });

  test('S-10 a pause that ends today lets it go', async () => {
    await house.db.legalEntity.update({
      where: { id: house.mail.entity.entityId },
      data: { pausedUntil: new Date('2026-11-23') },
    });
    const deps = house.deps();
    const messageId = await freeze(deps, house.mail);
    expect((await dispatchMessage(deps, { messageId, ...sender })).outcome).toBe('sent');
  });
});

describe('S-9 one message for one dispatch key', () => {
  test('S-9 the same key frozen twice at once is one row', async () => {
    const deps = house.deps();
    const ids = await Promise.all(Array.from({ length: 8 }, () => freeze(deps, house.mail)));
    expect(new Set(ids).size).toBe(1);
  });

  test('S-9 the same message dispatched many times at once leaves once', async () => {
    const deps = [house.deps(), house.deps(), house.deps()];
    const messageId = await freeze(deps[0]!, house.mail);
    const results = await Promise.all(
      Array.from({ length: 9 }, (_, n) => dispatchMessage(deps[n % 3]!, { messageId, ...sender })),
    );
    expect(results.filter(({ outcome }) => outcome === 'sent').length).toBeGreaterThanOrEqual(1);
    for (const { outcome } of results) expect(['sent', 'retry', 'in_doubt']).toContain(outcome);
    expect(house.sink.accepted).toHaveLength(1);
    expect(await stateOf(house.db, messageId)).toBe('accepted');
  });

  test('S-9 what was accepted is not replaced and not sent again', async () => {
    const deps = house.deps();
    const messageId = await freeze(deps, house.mail, { text: 'first' });
    await dispatchMessage(deps, { messageId, ...sender });
    expect(await freeze(deps, house.mail, { text: 'second' })).toBe(messageId);
    expect((await dispatchMessage(deps, { messageId, ...sender })).outcome).toBe('sent');
    expect(house.sink.accepted.map(({ raw }) => raw.includes('second'))).toEqual([false]);
  });

  test.each(['claimed', 'ready', 'begun'] as const)(
    'S-9 a worker that slept at %s while another took over finds its attempt number gone (K-2)',
    async (point) => {
      const awake = house.deps();
      const sleeper = house.deps(
        at(point, async () => {
          expect((await dispatchMessage(awake, { messageId, ...sender })).outcome).toBe('sent');
        }),
      );
      const messageId = await freeze(sleeper, house.mail, { text: 'x'.repeat(200_000) });
      expect((await dispatchMessage(sleeper, { messageId, ...sender })).outcome).toBe('sent');
      expect(house.sink.accepted).toHaveLength(1);
      const attempts = await house.db.outboundAttempt.findMany({
        where: { messageId },
        orderBy: { attempt: 'asc' },
      });
      expect(attempts.map(({ attempt, gatePassedAt }) => [attempt, gatePassedAt !== null])).toEqual([
        [1, false],
        [2, true],
      ]);
    },
  );
});

const startCard = ({ entity, customerId, itemId }: MailCase) =>
  startPayment(house.db, {
    ...{ legalEntityId: entity.entityId, customerId, itemIds: [itemId] },
    at: new Date(),
  });

async function recordTransfer({ entity, customerId }: MailCase): Promise<void> {
  const { number } = await house.db.customer.findUniqueOrThrow({ where: { id: customerId } });
  await recordPayments(house.db, {
    legalEntityId: entity.entityId,
    payments: [
      {
        reference: 'BANK-1',
        kind: 'payment',
        customerNumber: number,
        receivedOn: '2026-11-23',
        amountMinor: 120_000,
        currency: 'EUR',
        items: [{ number: 'F-1' }],
      },
    ],
    at: new Date(),
    actor: { kind: 'system' },
  });
}

/** Where the gate holds the row already the payment is later than the gate, and waits for it. */
async function committedOrWaiting(paid: Promise<unknown>): Promise<'committed' | 'waiting'> {
  let isCommitted = false;
  const committed = paid.then(() => void (isCommitted = true));
  await Promise.race([committed, waitingForLock(() => isCommitted)]);
  return isCommitted ? 'committed' : 'waiting';
}

async function waitingForLock(isOver: () => boolean = () => false): Promise<void> {
  while (!isOver()) {
    const [row] = await house.db.$queryRaw<{ n: bigint }[]>`
      SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (row && row.n > 0n) return;
  }
}
