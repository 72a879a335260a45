import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  carrierNames,
  startCarrierRigWithServers,
  type CarrierAtRig,
  type CarrierRig,
} from '../support/carrier-rig.ts';
import {
  drained,
  dueCustomers,
  troubledCases,
  until,
  type FaultRig,
  type OwnServers,
  type WorkerProcess,
} from '../support/fault-rig.ts';
import { checkRecipientLedger, truthful } from '../support/recipient-ledger-check.ts';

const customers = 30;
const beforeTheCut = 6;

describe.each(carrierNames)('servers killed in the middle of a drain by %s', (name) => {
  let own: CarrierRig<FaultRig & OwnServers>;
  let rig: FaultRig & OwnServers;
  let carrier: CarrierAtRig;
  let worker: WorkerProcess;

  beforeAll(async () => {
    own = await startCarrierRigWithServers(name);
    ({ rig, carrier } = own);
    worker = await rig.startWorker();
    // Slow enough for a server to die in the middle, by an answer that takes its time.
    carrier.hold('end', () => new Promise((resolve) => setTimeout(resolve, 100)));
  }, 120_000);
  afterAll(() => own?.close());

  /** So many reminders become due at once; answers when the first of them have arrived. */
  async function drainBegun(): Promise<string[]> {
    const already = carrier.arrived().length;
    const customerIds = await dueCustomers(rig, own.entity, customers);
    await until(
      'the drain to be under way',
      async () => carrier.arrived().length >= already + beforeTheCut,
      60_000,
    );
    return customerIds;
  }

  async function expectWhole(customerIds: string[], sentBefore: number): Promise<void> {
    await drained(rig, customerIds, 120_000);
    expect(await checkRecipientLedger(rig.databaseUrl, carrier.arrived())).toEqual(truthful);
    const doubtful = await rig.db.outboundMessage.count({
      where: { customerId: { in: customerIds }, state: 'in_doubt' },
    });
    // Anything that is in doubt may have arrived; everything else has.
    expect(carrier.arrived().length - sentBefore).toBeGreaterThanOrEqual(customers - doubtful);
    expect(carrier.arrived().length - sentBefore).toBeLessThanOrEqual(customers);
    expect(await troubledCases(rig, customerIds)).toEqual([]);
  }

  test('S-9 N-2 Temporal: after its return everything is sent once, no case has failed, none is in doubt', async () => {
    const sentBefore = carrier.arrived().length;
    const customerIds = await drainBegun();
    await rig.killTemporal();
    await rig.restartTemporal();
    await expectWhole(customerIds, sentBefore);
    expect(worker.alive()).toBe(true);
    // The database was there all the time: every acknowledgement was recorded.
    expect(carrier.arrived().length - sentBefore).toBe(customers);
    expect(await rig.db.outboundMessage.count({ where: { state: 'in_doubt' } })).toBe(0);
  }, 240_000);

  test('S-9 N-2 PostgreSQL: after its return everything is sent once, what was at its end is shown as unknown', async () => {
    const sentBefore = carrier.arrived().length;
    const customerIds = await drainBegun();
    await rig.killPostgres();
    await rig.restartPostgres();
    await expectWhole(customerIds, sentBefore);
    expect(worker.alive()).toBe(true);
  }, 240_000);

  test('S-9 N-2 everything at the same instant, as in a power cut', async () => {
    const sentBefore = carrier.arrived().length;
    const customerIds = await drainBegun();
    await Promise.all([rig.killTemporal(), rig.killPostgres(), worker.kill()]);
    await Promise.all([rig.restartPostgres(), rig.restartTemporal()]);
    worker = await rig.startWorker();
    await expectWhole(customerIds, sentBefore);
  }, 240_000);
});
