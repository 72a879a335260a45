import { expect, test } from 'vitest';
import { askNotice } from '../../application/outbox.ts';
import { createCustomer } from '../support/ledger.ts';
import { alwaysOpenEntity, startFaultRig, until } from '../support/fault-rig.ts';

const notices = 20;

test('P-10 S-9 N-2 a worker killed while notices leave: none twice, none lost, the doubtful ones are shown', async () => {
  const rig = await startFaultRig();
  try {
    const entity = await alwaysOpenEntity(rig);
    const customerId = await createCustomer(rig.db, entity);
    for (let at = 0; at < notices; at++) {
      const comment = await rig.db.comment.create({
        data: {
          legalEntityId: entity.entityId,
          customerId,
          source: 'portal',
          audience: 'customer',
          text: `message ${at}`,
          submissionKey: crypto.randomUUID(),
          answers: { create: { text: `answer ${at}`, createdBy: entity.collectorId } },
        },
        include: { answers: true },
      });
      await askNotice(rig.db, {
        key: `answer/${comment.answers[0]!.id}`,
        kind: 'answer_to_customer',
        legalEntityId: entity.entityId,
        customerId,
        recipientEmail: `reader-${at}@customer.example`,
        recipientName: '',
        language: 'nl',
        data: { answerId: comment.answers[0]!.id },
      });
    }
    // The server takes each message but does not get to say so until the worker is gone.
    const { promise: gone, resolve: isGone } = Promise.withResolvers<void>();
    rig.sink.always('DOT', () => ({ until: gone }));
    const first = await rig.startWorker();
    await until('messages held at their end', async () => rig.sink.accepted.length >= 3, 60_000);
    await rig.startWorker();
    await first.kill();
    rig.sink.always('DOT', undefined);
    isGone();
    const states = async () =>
      (await rig.db.outboundMessage.findMany({ where: { noticeId: { not: null } } })).map(
        ({ state }) => state,
      );
    await until(
      'every notice to be settled or in doubt',
      async () => {
        const now = await states();
        return now.length === notices && now.every((state) => state === 'accepted' || state === 'in_doubt');
      },
      120_000,
    );
    const recipients = rig.sink.accepted.flatMap(({ to }) => to);
    expect(new Set(recipients).size).toBe(notices);
    expect(recipients).toHaveLength(notices);
    const doubtful = await rig.db.outboundMessage.count({ where: { state: 'in_doubt' } });
    expect(doubtful).toBeGreaterThan(0);
    await until(
      'doubt to stand in history',
      async () => (await rig.db.historyEvent.count({ where: { kind: 'message_unknown' } })) === doubtful,
      60_000,
    );
    expect(await rig.db.historyEvent.count({ where: { kind: 'message_sent' } })).toBe(notices - doubtful);
  } finally {
    await rig.close();
  }
}, 240_000);
