import { describe, expect, test } from 'vitest';
import { startMailbox } from '../../runtime/mailbox.ts';
import {
  alwaysOpenEntity,
  drained,
  dueCustomers,
  startFaultRig,
  troubledCases,
  until,
} from '../support/fault-rig.ts';
import { checkRecipientLedger, truthful, type ReceivedMail } from '../support/recipient-ledger-check.ts';
import { startSmtpCut } from '../support/smtp-cut.ts';

const customers = 30;

// Side by side: most of their time is the wait for a dead worker's messages to be handed on.
describe.concurrent('a worker killed between the acceptance of messages and their recording', () => {
  test('S-9 N-2 without evidence: none twice, none lost, what nobody can know is shown as unknown', async ({
    onTestFinished,
  }) => {
    const rig = await startFaultRig();
    onTestFinished(() => rig.close());
    const customerIds = await dueCustomers(rig, await alwaysOpenEntity(rig), customers);
    // The server takes each message but does not get to say so until the worker is gone.
    const { promise: gone, resolve: isGone } = Promise.withResolvers<void>();
    rig.sink.always('DOT', () => ({ until: gone }));
    const first = await rig.startWorker();
    await until('messages held at their end', async () => rig.sink.accepted.length >= 3, 60_000);
    const second = await rig.startWorker();
    await first.kill();
    rig.sink.always('DOT', undefined);
    const taken = new Set(rig.sink.accepted.map(({ messageId }) => messageId));
    isGone();
    await drained(rig, customerIds, 90_000);

    expect(second.alive()).toBe(true);
    expect(rig.sink.accepted).toHaveLength(customers);
    expect(await checkRecipientLedger(rig.databaseUrl, rig.sink.accepted)).toEqual(truthful);
    const doubtful = await rig.db.outboundMessage.findMany({ where: { state: 'in_doubt' } });
    expect(doubtful.length).toBeGreaterThan(0);
    // Some of those held may belong to the second worker, which lived to hear the answer.
    for (const { reference } of doubtful) expect(taken).toContain(reference);
    expect(await troubledCases(rig, customerIds)).toEqual([]);
  }, 180_000);

  test('S-9 N-2 with the local mailbox as evidence: each is found there, none stays unknown', async ({
    onTestFinished,
  }) => {
    const rig = await startFaultRig();
    onTestFinished(() => rig.close());
    const mailbox = await startMailbox({ db: rig.db, onTrouble: (error) => expect.fail(error.message) });
    const cut = await startSmtpCut(mailbox.port);
    rig.useLocalMailbox(`smtp://127.0.0.1:${cut.port}`);
    const customerIds = await dueCustomers(rig, await alwaysOpenEntity(rig), customers);
    cut.swallow(true);
    const first = await rig.startWorker();
    await until('answers to be swallowed', async () => cut.swallowed() >= 3, 60_000);
    await first.kill();
    cut.swallow(false);
    await rig.startWorker();
    await drained(rig, customerIds, 90_000);

    const mails = await rig.db.localMail.findMany();
    expect(mails).toHaveLength(customers);
    const received: ReceivedMail[] = mails.map(({ messageId, rcptTo, raw }) => ({
      messageId: `<${messageId}>`,
      to: rcptTo,
      raw: Buffer.from(raw).toString('latin1'),
    }));
    expect(await checkRecipientLedger(rig.databaseUrl, received)).toEqual(truthful);
    const resolved = await rig.db.outboundMessage.count({ where: { state: 'resolved_sent' } });
    expect(resolved).toBeGreaterThanOrEqual(3);
    expect(await rig.db.agendaAction.count({ where: { state: { not: 'done' } } })).toBe(0);
    expect(await troubledCases(rig, customerIds)).toEqual([]);
    await cut.close();
    await mailbox.close();
  }, 180_000);
});
