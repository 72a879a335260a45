/** A worker alone in its process, asked how large it is before and after it keeps some hundred cases more. */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { relayOnce } from '../worker/relay.ts';
import { createBenchCustomers, createBenchEntity, firstDayAt } from './ledger.ts';
import { until } from './measure.ts';
import { startProduct } from './product.ts';
import { quietRuntime } from './stage.ts';

/** Megabytes of the process. */
export interface MemoryFigures {
  before: number;
  withCases: number;
}

interface Asked {
  shape: { warm: number; cases: number };
  address: string;
  mailPort: number;
  database: string;
  namespace: string;
}

quietRuntime();
const [asked] = (await once(process, 'message')) as [Asked];
const connection = await Connection.connect({ address: asked.address });
const client = new Client({ connection, namespace: asked.namespace });
const { warm, cases } = asked.shape;
const product = await startProduct(
  {
    database: async () => asked.database,
    namespace: async () => ({ namespace: asked.namespace, client }),
    nativeConnection: await NativeConnection.connect({ address: asked.address }),
    mailPort: asked.mailPort,
  },
  { workerCachedCases: warm + cases },
);
const { db, calendar } = product;
const entity = await createBenchEntity(db, { steps: 1, mode: 'automatic' });
// A month before the first day: they look once and wait.
calendar.set({ virtualAt: firstDayAt - 30 * 24 * 3600_000, realAt: Date.now(), dayLastsMs: 24 * 3600_000 });
const before = await sizeWith(warm);
const withCases = await sizeWith(cases);
process.send!({ before, withCases } satisfies MemoryFigures, () => process.exit(0));

async function sizeWith(more: number): Promise<number> {
  const waiting = calendar.evaluated.size + more;
  await createBenchCustomers(db, entity, more);
  while ((await relayOnce({ db, temporal: client })) > 0);
  await until('every case waits', () => calendar.evaluated.size >= waiting, 180_000);
  // What the last of them left in the air.
  await delay(2_000);
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}
