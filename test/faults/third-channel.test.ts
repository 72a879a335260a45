/**
 * The faults of a whole product, with letters by a printing house in place of e-mail: real workers, servers and kills.
 * Nothing of the product knows this house but the channel that is wired in printing-worker.ts.
 */
import { expect, test } from 'vitest';
import { changeFacts } from '../support/facts.ts';
import { startPrintingRig } from '../support/carrier-rig.ts';
import { drained, troubledCases, until } from '../support/fault-rig.ts';
import { checkRecipientLedger, truthful } from '../support/recipient-ledger-check.ts';

const customers = 12;

test.each([
  ['without a register: what nobody can know is shown as unknown', { blind: true }],
  ['with its register: each is found there, none stays unknown', { quietMs: 1_000 }],
])(
  'S-9 N-2 a worker killed between the printing of letters and their recording, %s',
  async (_title, options) => {
    const { rig, house, letters, close } = await startPrintingRig(options);
    try {
      // The house prints each letter but does not get to say so until the worker is gone.
      const { promise: gone, resolve: isGone } = Promise.withResolvers<void>();
      house.always('END', () => ({ until: gone }));
      const customerIds = await letters(customers);
      const first = await rig.startWorker();
      await until('letters held at their end', async () => house.printed.length >= 3, 60_000);
      const second = await rig.startWorker();
      await first.kill();
      house.always('END', undefined);
      isGone();
      await drained(rig, customerIds, 120_000);

      expect(second.alive()).toBe(true);
      expect(house.printed).toHaveLength(customers);
      expect(await checkRecipientLedger(rig.databaseUrl, house.printed)).toEqual(truthful);
      const doubtful = await rig.db.outboundMessage.count({ where: { state: 'in_doubt' } });
      if ('blind' in options) expect(doubtful).toBeGreaterThan(0);
      else expect(doubtful).toBe(0);
      expect(await troubledCases(rig, customerIds)).toEqual([]);
      expect(rig.sink.accepted).toEqual([]);
    } finally {
      await close();
    }
  },
  240_000,
);

test.concurrent(
  'S-9 N-2 two workers, one of them killed again and again, a house that loses and doubts: lost 0, extra 0',
  async () => {
    const { rig, house, letters, close } = await startPrintingRig({ quietMs: 1_000, answerTimeoutMs: 2_000 });
    try {
      let count = 0;
      house.always('END', () => {
        count += 1;
        if (count % 6 === 0) return { lose: true };
        return count % 5 === 0 ? { close: true } : undefined;
      });
      const workers = await Promise.all([rig.startWorker(), rig.startWorker()]);
      const customerIds: string[] = [];
      for (let wave = 0; wave < 2; wave += 1) {
        const already = house.printed.length;
        customerIds.push(...(await letters(customers)));
        await until('some letters', async () => house.printed.length > already + wave, 60_000);
        await workers[wave]!.kill();
        workers[wave] = await rig.startWorker();
      }
      await drained(rig, customerIds, 150_000);
      // Nothing is in the register of what was lost; once that proves something, it is printed.
      await until(
        'every letter to be printed',
        async () =>
          house.printed.length >= customerIds.length &&
          (await rig.db.agendaAction.count({ where: { state: { not: 'done' } } })) === 0,
        150_000,
      );
      expect(await checkRecipientLedger(rig.databaseUrl, house.printed)).toEqual(truthful);
      expect(house.printed).toHaveLength(customerIds.length);
      expect(await troubledCases(rig, customerIds)).toEqual([]);
    } finally {
      await close();
    }
  },
  300_000,
);

test.concurrent(
  'S-8 S-9 a payment while the house takes the pages: the letter is taken back, and no page is printed',
  async () => {
    const { rig, house, letters, close } = await startPrintingRig({ quietMs: 1_000 });
    try {
      const { promise: paid, resolve: isPaid } = Promise.withResolvers<void>();
      house.always('JOB', () => ({ until: paid }));
      const announced = house.reached('JOB');
      await rig.startWorker();
      const [customerId] = await letters(1);
      await announced;
      await rig.db.$transaction(async (tx) => {
        await tx.openItem.updateMany({
          where: { customerId: customerId! },
          data: { openMinor: 0n, state: 'cleared' },
        });
        await changeFacts(tx, [
          { customerId: customerId!, reason: 'payment_received', key: `payment/${customerId}` },
        ]);
      });
      isPaid();
      await until(
        'the letter to be taken back',
        async () => rig.db.agendaAction.findFirst({ where: { customerId: customerId!, state: 'cancelled' } }),
        120_000,
      );
      expect(house.printed).toEqual([]);
      expect(await checkRecipientLedger(rig.databaseUrl, house.printed)).toEqual(truthful);
    } finally {
      await close();
    }
  },
  240_000,
);
