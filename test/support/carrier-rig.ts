/**
 * A fault rig whose reminders leave by one of several carriers, with what faults need to know of it: where to hold it,
 * and what really arrived. The same faults then run for each way out.
 */
import { fileURLToPath } from 'node:url';
import {
  alwaysOpenEntity,
  dueCustomers,
  startFaultRig,
  startFaultRigWithServers,
  type FaultRig,
  type OwnServers,
  type RigOptions,
} from './fault-rig.ts';
import { threeSteps, type TestEntity } from './ledger.ts';
import { connectLetters } from './letter-post.ts';
import type { PrintingOptions } from './printing-channel.ts';
import { startPrintingHouse, type PrintingHouse } from './printing-house.ts';
import type { ReceivedMail } from './recipient-ledger-check.ts';

export const carrierNames = ['a mail server', 'a printing house'] as const;
export type CarrierName = (typeof carrierNames)[number];

/** `content`: before the bytes are taken; `end`: they are here whole, and the answer is not given yet. */
export type HoldPoint = 'content' | 'end';

export interface CarrierAtRig {
  arrived(): readonly ReceivedMail[];
  /** Each message waits there until the promise that is made for it is fulfilled. */
  hold(point: HoldPoint, until: () => Promise<unknown>): void;
  /** Fulfilled when the next message is at the point. */
  reached(point: HoldPoint): Promise<void>;
}

export interface CarrierRig<R extends FaultRig = FaultRig> {
  rig: R;
  carrier: CarrierAtRig;
  entity: TestEntity;
  close(): Promise<void>;
}

export const startCarrierRig = (name: CarrierName): Promise<CarrierRig> => rigWith(name, startFaultRig);

export const startCarrierRigWithServers = (name: CarrierName): Promise<CarrierRig<FaultRig & OwnServers>> =>
  rigWith(name, startFaultRigWithServers);

async function rigWith<R extends FaultRig>(
  name: CarrierName,
  start: (options?: RigOptions) => Promise<R>,
): Promise<CarrierRig<R>> {
  if (name === 'a printing house') {
    const { house, ...printing } = await startPrintingRig({ quietMs: 1_000 }, start);
    return { ...printing, carrier: printingHouse(house) };
  }
  const rig = await start();
  return { rig, carrier: mailServer(rig), entity: await alwaysOpenEntity(rig), close: () => rig.close() };
}

function mailServer({ sink }: FaultRig): CarrierAtRig {
  const points = { content: 'DATA', end: 'DOT' } as const;
  return {
    arrived: () => sink.accepted,
    hold: (point, until) => sink.always(points[point], () => ({ until: until() })),
    reached: (point) => sink.reached(points[point]),
  };
}

function printingHouse(house: PrintingHouse): CarrierAtRig {
  const points = { content: 'JOB', end: 'END' } as const;
  return {
    arrived: () => house.printed,
    hold: (point, until) => house.always(points[point], () => ({ until: until() })),
    reached: (point) => house.reached(points[point]),
  };
}

/** Its first step is a letter that leaves by itself. */
const letterFirst = {
  ...threeSteps,
  name: 'A letter first',
  steps: threeSteps.steps.map((step, index) =>
    index === 0 ? { ...step, channel: 'letter' as const } : step,
  ),
};

export interface PrintingRig<R extends FaultRig = FaultRig> {
  rig: R;
  house: PrintingHouse;
  entity: TestEntity;
  letters(count: number): Promise<string[]>;
  close(): Promise<void>;
}

/** Letters by a printing house in place of e-mail; the product knows of it by its worker file alone. */
export async function startPrintingRig<R extends FaultRig = FaultRig>(
  options: Omit<PrintingOptions, 'port'>,
  start: (options?: RigOptions) => Promise<R> = startFaultRig as (options?: RigOptions) => Promise<R>,
): Promise<PrintingRig<R>> {
  const house = await startPrintingHouse();
  const rig = await start({
    worker: fileURLToPath(new URL('../faults/printing-worker.ts', import.meta.url)),
    environment: {
      PRINTING_HOUSE: JSON.stringify({ port: house.port, answerTimeoutMs: 60_000, ...options }),
    },
  });
  const entity = await alwaysOpenEntity(rig, { scenario: letterFirst });
  await connectLetters(rig.db, entity, ['standard']);
  return {
    rig,
    house,
    entity,
    letters: (count) => dueCustomers(rig, entity, count),
    async close() {
      await rig.close();
      await house.close();
    },
  };
}
