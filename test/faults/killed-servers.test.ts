import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromIsoDate } from '../../prisma/convert.ts';
import {
  carrierNames,
  startCarrierRigWithServers,
  type CarrierAtRig,
  type CarrierRig,
} from '../support/carrier-rig.ts';
import {
  daysFromToday,
  drained,
  dueCustomers,
  troubledCases,
  until,
  type FaultRig,
  type OwnServers,
  type WorkerProcess,
} from '../support/fault-rig.ts';
import { changeFacts } from '../support/facts.ts';
import { checkRecipientLedger, truthful } from '../support/recipient-ledger-check.ts';

const customers = 30;
const beforeTheCut = 6;
/** Beside those that are being sent. */
const waitingCases = Number(process.env.STORE_CASES ?? 40);

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

  /** As an import would say it: what they owe became due long ago. */
  async function becomeDue(customerIds: string[]): Promise<void> {
    await rig.db.openItem.updateMany({
      where: { customerId: { in: customerIds } },
      data: { dueOn: fromIsoDate(daysFromToday(-40)) },
    });
    const key = crypto.randomUUID();
    await changeFacts(
      rig.db,
      customerIds.map((customerId) => ({
        customerId,
        reason: 'ledger_changed',
        key: `${key}/${customerId}`,
      })),
    );
  }

  test('X-4 S-9 the store of Temporal is lost in the middle: every case goes on, and nothing leaves twice', async () => {
    const waiting = await dueCustomers(rig, own.entity, waitingCases, daysFromToday(20));
    await until(
      'all cases to wait',
      async () => (await evaluated(waiting)) === waitingCases && (await rig.db.caseWake.count(pending)) === 0,
      120_000,
    );
    const sentBefore = carrier.arrived().length;
    const customerIds = await drainBegun();
    await Promise.all([rig.loseTemporal(), worker.kill()]);
    worker = await rig.startWorker();
    await expectWhole(customerIds, sentBefore);
    expect(await troubledCases(rig, waiting)).toEqual([]);
    const sentThen = carrier.arrived().length;
    const nowDue = waiting.slice(0, beforeTheCut);
    await becomeDue(nowDue);
    await drained(rig, nowDue, 60_000);
    expect(carrier.arrived().length - sentThen).toBe(beforeTheCut);
    expect(await rig.db.rebuild.count({ where: { reason: 'other_store' } })).toBeGreaterThan(0);
  }, 360_000);

  const pending = { where: { relayedAt: null } };
  const evaluated = (ids: string[]) =>
    rig.db.collectionCase.count({ where: { customerId: { in: ids }, nextEvaluationAt: { not: null } } });
});
