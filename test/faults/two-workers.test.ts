import { unpack } from '../../prisma/packing.ts';
import { describe, expect, test } from 'vitest';
import { createSmtpTransport } from '../../activities/adapters/mail/smtp-transport.ts';
import {
  alwaysOpenEntity,
  drained,
  dueCustomers,
  startFaultRig,
  troubledCases,
  until,
  type FaultRig,
  type WorkerProcess,
} from '../support/fault-rig.ts';
import { randomFrom } from '../support/random.ts';
import { checkRecipientLedger, truthful, type LedgerFindings } from '../support/recipient-ledger-check.ts';

const waves = 4;
const customersAWave = 10;

describe.concurrent('two workers side by side', () => {
  test('S-9 N-2 one of them killed at random, again and again: lost 0, extra 0, unflagged doubt 0', async ({
    onTestFinished,
  }) => {
    const rig = await startFaultRig();
    onTestFinished(() => rig.close());
    const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const entity = await alwaysOpenEntity(rig);
    // Answers take up to a third of a second; one in ten connections dies instead, after the message was taken.
    rig.sink.always('DOT', () => {
      if (random(10) === 0) return { close: true };
      const pauseMs = random(300);
      return { until: new Promise((resolve) => setTimeout(resolve, pauseMs)) };
    });
    const workers: WorkerProcess[] = await Promise.all([rig.startWorker(), rig.startWorker()]);
    const customerIds: string[] = [];
    for (let wave = 0; wave < waves; wave += 1) {
      const already = rig.sink.accepted.length;
      customerIds.push(...(await dueCustomers(rig, entity, customersAWave)));
      const killAfter = already + 1 + random(customersAWave / 2);
      await until(`message ${killAfter}`, async () => rig.sink.accepted.length >= killAfter, 60_000);
      const victim = random(2);
      await workers[victim]!.kill();
      workers[victim] = await rig.startWorker();
    }
    await drained(rig, customerIds, 120_000);

    expect(await checkRecipientLedger(rig.databaseUrl, rig.sink.accepted), `FAULT_SEED=${seed}`).toEqual(
      truthful,
    );
    const doubtful = await rig.db.outboundMessage.count({ where: { state: 'in_doubt' } });
    expect(rig.sink.accepted.length, `FAULT_SEED=${seed}`).toBeGreaterThanOrEqual(
      customerIds.length - doubtful,
    );
    expect(await troubledCases(rig, customerIds), `FAULT_SEED=${seed}`).toEqual([]);
    await everyPlantedBugIsFound(rig);
  }, 240_000);

  test('S-9 N-2 one of them asleep past its time: the other takes over, the sleeper finds the gate closed (K-2)', async ({
    onTestFinished,
  }) => {
    const rig = await startFaultRig();
    onTestFinished(() => rig.close());
    const workers = await Promise.all([rig.startWorker(), rig.startWorker()]);
    const { promise: asleep, resolve: isAsleep } = Promise.withResolvers<void>();
    rig.sink.once('DATA', { until: asleep });
    const transmitting = rig.sink.reached('DATA');
    const customerIds = await dueCustomers(rig, await alwaysOpenEntity(rig), 1);
    await transmitting;
    const { worker } = await rig.db.outboundAttempt.findFirstOrThrow();
    const sleeper = workers.find(({ pid }) => worker.endsWith(`/${pid}`))!;
    sleeper.signal('SIGSTOP');
    isAsleep();
    // Until its open polls run out after a minute, work may still be handed to the sleeper.
    await drained(rig, customerIds, 150_000);
    expect(rig.sink.accepted).toHaveLength(1);

    sleeper.signal('SIGCONT');
    const first = await until(
      'the sleeper to record how its attempt ended',
      async () => rig.db.outboundAttempt.findFirst({ where: { attempt: 1, endedAt: { not: null } } }),
      60_000,
    );
    expect(rig.sink.accepted).toHaveLength(1);
    // On a machine so slow that it slept past the patience of its own connection, it never asked the gate.
    expect(['overtaken', 'timeout']).toContain(first.error);
    expect(first.gatePassedAt).toBeNull();
    expect(await checkRecipientLedger(rig.databaseUrl, rig.sink.accepted)).toEqual(truthful);
  }, 240_000);
});

/** The checker is trusted because it finds, on the very data that it called clean, what is then spoilt. */
async function everyPlantedBugIsFound({ db, databaseUrl, sink }: FaultRig): Promise<void> {
  const found = async (received = sink.accepted) =>
    nonEmpty(await checkRecipientLedger(databaseUrl, received));
  const message = await db.outboundMessage.findFirstOrThrow({ where: { state: 'accepted' } });
  const isIt = ({ messageId }: { messageId: string }) => messageId === message.reference;

  expect(await found(sink.accepted.filter((mail) => !isIt(mail)))).toEqual(['lost']);
  expect(
    await found([...sink.accepted, { ...sink.accepted[0]!, messageId: '<made-up@elsewhere.example>' }]),
  ).toEqual(['phantom']);
  expect(
    await found(sink.accepted.map((mail) => (isIt(mail) ? { ...mail, raw: `${mail.raw} ` } : mail))),
  ).toEqual(['altered']);

  // A worker that forgets the claim, the gate and the record: the mail goes out again over real SMTP.
  const transport = createSmtpTransport({ host: '127.0.0.1', port: sink.port, starttls: 'never' });
  sink.always('DOT', undefined);
  await transport.handOver({
    sender: 'receivables@acme-test.example',
    recipient: message.recipientAddress,
    reference: message.reference,
    bytes: unpack(message.frozenBytes!),
    gate: async () => true,
  });
  await transport.close();
  expect(await found()).toEqual(['extra']);
  sink.accepted.splice(sink.accepted.findLastIndex(isIt), 1);

  // Product records that say less than happened.
  const { id, actionId } = message;
  await db.outboundMessage.update({ where: { id }, data: { state: 'retry_wait' } });
  expect(await found()).toEqual(['unflaggedDoubt', 'stuck']);
  await db.outboundMessage.update({ where: { id }, data: { state: 'in_doubt' } });
  expect(await found()).toEqual(['unflaggedDoubt']);
  await db.outboundMessage.update({ where: { id }, data: { state: 'accepted' } });
  await db.countedContact.deleteMany({ where: { actionId } });
  expect(await found()).toEqual(['misrecorded']);
}

function nonEmpty(findings: LedgerFindings): string[] {
  return Object.entries(findings).flatMap(([name, entries]) => (entries.length > 0 ? [name] : []));
}
