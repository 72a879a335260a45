import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startFaultApi, type FaultApi } from '../support/fault-api.ts';
import {
  alwaysOpenEntity,
  drained,
  dueCustomers,
  startFaultRig,
  troubledCases,
  until,
  type FaultRig,
} from '../support/fault-rig.ts';
import { checkRecipientLedger, truthful } from '../support/recipient-ledger-check.ts';

const customers = 30;

let rig: FaultRig;
let api: FaultApi | undefined;
beforeEach(async () => void (rig = await startFaultRig()));
afterEach(async () => {
  await api?.close();
  await rig?.close();
});

async function settle(messageId: string, sent: boolean): Promise<void> {
  expect(await api!.post(`/messages/${messageId}/settle`, { sent })).toMatchObject({ status: 200 });
}

describe('connections that end after the end of data, at a server that cannot be asked', () => {
  test('S-9 taken without an answer: no second copy, shown as unknown, a person settles, the case goes on', async () => {
    const entity = await alwaysOpenEntity(rig);
    const customerIds = await dueCustomers(rig, entity, customers);
    let count = 0;
    const endings = [{ close: true }, { close: true, before: '250 2.0' }] as const;
    // Every third message is taken and its connection dies, without a word or with half of one.
    rig.sink.always('DOT', () => (++count % 3 === 0 ? endings[count % 2] : undefined));
    await rig.startWorker();
    await drained(rig, customerIds, 90_000);

    const dropped = Math.floor(customers / 3);
    expect(rig.sink.accepted).toHaveLength(customers);
    expect(await checkRecipientLedger(rig.databaseUrl, rig.sink.accepted)).toEqual(truthful);
    const doubtful = await rig.db.outboundMessage.findMany({ where: { state: 'in_doubt' } });
    expect(doubtful).toHaveLength(dropped);

    rig.sink.always('DOT', undefined);
    api = await startFaultApi({ db: rig.db, temporal: rig, entity });
    const [mistaken, ...others] = doubtful;
    for (const { id } of others) await settle(id, true);
    await settle(mistaken!.id, false);
    await until(
      'the settled messages to be recorded',
      async () =>
        (await rig.db.agendaAction.count({ where: { state: 'done' } })) === customers &&
        (await rig.db.caseWake.count({ where: { relayedAt: null } })) === 0,
      30_000,
    );

    // The one that a person called not sent went out again, under the same Message-ID; nothing else did.
    const findings = await checkRecipientLedger(rig.databaseUrl, rig.sink.accepted);
    expect(findings).toEqual({
      ...truthful,
      extra: [`${mistaken!.reference} x2`],
      altered: findings.altered,
    });
    const cases = await rig.db.collectionCase.findMany({ where: { customerId: { in: customerIds } } });
    expect(cases.filter(({ nextStepKey }) => nextStepKey !== 'firm')).toEqual([]);
    expect(await troubledCases(rig, customerIds)).toEqual([]);
  }, 180_000);
});
