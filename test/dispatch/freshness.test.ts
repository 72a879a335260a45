import { describe, expect, test } from 'vitest';
import { handOverPoints } from '../../activities/outbound/channel.ts';
import { dispatchMessage, type DispatchPoint } from '../../activities/outbound/dispatch.ts';
import { decisionInput } from '../../application/case/decision-input.ts';
import { readPosition } from '../../prisma/queries/position/read.ts';
import { changeFacts } from '../support/facts.ts';
import { startPayment } from '../support/payment-desk.ts';
import { seedReply } from '../support/replies.ts';
import { freeze, sender, stateOf, type DispatchSetup } from './mail-case.ts';
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
  test.each(before)('S-8 a payment committed at %s stops it', async (point) => {
    const deps = house.deps(at(point, pay));
    const messageId = await freeze(deps, house.mail, { text: 'x'.repeat(200_000) });
    expect(await dispatchMessage(deps, { messageId, ...sender })).toEqual({
      outcome: 'stale',
      reason: 'position_changed',
    });
    expect(house.sink.accepted).toEqual([]);
    expect(await stateOf(house.db, messageId)).toBe('frozen');
  });

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

  test.each(before)('S-8 P-8 a payment that a customer starts on the page at %s stops it', async (point) => {
    const { customerId, itemId, entity } = house.mail;
    const start = () =>
      startPayment(house.db, {
        legalEntityId: entity.entityId,
        customerId,
        itemIds: [itemId],
        at: new Date(),
      });
    const deps = house.deps(at(point, start));
    const messageId = await freeze(deps, house.mail, { text: 'x'.repeat(200_000) });
    expect(await dispatchMessage(deps, { messageId, ...sender })).toEqual({
      outcome: 'stale',
      reason: 'position_changed',
    });
    expect(house.sink.accepted).toEqual([]);
    const { lines } = decisionInput((await readPosition(house.db, customerId))!, Date.now());
    expect(lines.find(({ id }) => id === itemId)).toMatchObject({ paymentInProgress: true });
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

async function waitingForLock(): Promise<void> {
  for (;;) {
    const [row] = await house.db.$queryRaw<{ n: bigint }[]>`
      SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (row && row.n > 0n) return;
  }
}
