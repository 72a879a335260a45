import { expect, test } from 'vitest';
import { changeFacts } from '../support/facts.ts';
import { carrierNames, startCarrierRig } from '../support/carrier-rig.ts';
import { dueCustomers, until, type FaultRig } from '../support/fault-rig.ts';
import { checkRecipientLedger, truthful } from '../support/recipient-ledger-check.ts';

test.for(carrierNames)(
  'S-8 S-9 by %s: a worker frozen behind the gate while a payment is answered: thawed, it asks again, and nothing leaves (K-2)',
  { timeout: 240_000, concurrent: true },
  async (name, { onTestFinished }) => {
    const { rig, carrier, entity, close } = await startCarrierRig(name);
    onTestFinished(close);
    const worker = await rig.startWorker();
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: transmitted, resolve: isTransmitted } = Promise.withResolvers<void>();
    // It takes everything but the end once the row that the gate reads is locked.
    carrier.hold('content', () => transmitted);
    const atContent = carrier.reached('content');
    const [customerId] = await dueCustomers(rig, entity, 1);
    await atContent;

    const { promise: locked, resolve: isLocked } = Promise.withResolvers<void>();
    const holding = rig.db.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT "id" FROM "Customer" WHERE "id" = ${customerId!}::uuid FOR UPDATE`;
        isLocked();
        await held;
      },
      { timeout: 120_000 },
    );
    await locked;
    isTransmitted();
    // Asked long enough ago that no answer to it may be used any more.
    await until('the gate to wait for the row', () => gateWaits(rig), 60_000);
    worker.signal('SIGSTOP');
    letGo();
    await holding;
    // The gate is through, and the worker has not heard of it.
    const message = await until(
      'the gate to be committed',
      async () => rig.db.outboundMessage.findFirst({ where: { state: 'gate_passed' } }),
      60_000,
    );
    await pay(rig, customerId!);
    expect(carrier.arrived()).toEqual([]);

    worker.signal('SIGCONT');
    await until(
      'the reminder to be taken back',
      async () => rig.db.agendaAction.findFirst({ where: { customerId: customerId!, state: 'cancelled' } }),
      120_000,
    );
    expect(carrier.arrived()).toEqual([]);
    const attempt = await rig.db.outboundAttempt.findFirstOrThrow({ where: { messageId: message.id } });
    expect(attempt).toMatchObject({ attempt: 1, gatePassedAt: null, error: 'position_changed' });
    expect(await checkRecipientLedger(rig.databaseUrl, carrier.arrived())).toEqual(truthful);
  },
);

async function gateWaits(rig: FaultRig): Promise<boolean> {
  const waiting = await rig.db.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
      AND clock_timestamp() - query_start > interval '1 second'`;
  return waiting.length > 0;
}

async function pay({ db }: FaultRig, customerId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.openItem.updateMany({ where: { customerId }, data: { openMinor: 0n, state: 'cleared' } });
    await changeFacts(tx, [{ customerId, reason: 'payment_received', key: `payment/${customerId}` }]);
  });
}
