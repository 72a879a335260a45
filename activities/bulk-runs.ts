/** An act on many customers, page by page: each customer in a transaction of its own, each done once. */
import { RefusedError } from '../domain/errors.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { claimRow, markDone, markRunning, settleRow } from '../prisma/queries/bulk-runs/write.ts';
import { pendingRows, readBulkRun, type BulkRowRef } from '../prisma/queries/bulk-runs/read.ts';
import { inTransaction } from '../prisma/transaction.ts';
import { withHeartbeat, type Progress } from './heartbeat.ts';
import { actOnCustomer, prepareAct, type Act } from '../application/bulk/act.ts';

export interface BulkActivityDeps {
  db: PrismaClient;
  now?: () => Date;
}

/** Few enough that a worker that is to stop is done soon, many enough that the workflow's history stays short. */
const pageRows = 200;
const atOnce = 4;
/** A connection that breaks once says nothing about the customer. */
const triesPerCustomer = 2;

export function createBulkActivities({ db, now = () => new Date() }: BulkActivityDeps) {
  return {
    /** Does the next page; answers whether there are more. Repeated after a crash, it goes on where that ended. */
    async runBulkPage(runId: string): Promise<{ more: boolean }> {
      return withHeartbeat(async (progress) => {
        if (!(await markRunning(db, runId))) return { more: false };
        const run = (await readBulkRun(db, runId))!;
        const rows = await pendingRows(db, runId, pageRows);
        if (rows.length > 0) {
          const act = await prepareAct(db, run, now());
          await inLanes(rows, progress, (row) => doRow(db, act, row, now()));
        }
        if (rows.length === pageRows) return { more: true };
        await markDone(db, runId, now());
        return { more: false };
      });
    },
  };
}
export type BulkActivities = ReturnType<typeof createBulkActivities>;

/** What goes wrong with one customer is written beside that customer; the others go on. */
async function doRow(db: PrismaClient, act: Act, row: BulkRowRef, at: Date): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await inTransaction(db, async (tx) => {
        if (!(await claimRow(tx, row))) return;
        await settleRow(tx, row, await actOnCustomer(tx, act, row, at), at);
      });
      return;
    } catch (error) {
      if (!(error instanceof RefusedError) && attempt < triesPerCustomer) continue;
      const { code, params } =
        error instanceof RefusedError ? error : { code: 'internal_error' as const, params: {} };
      // When the database itself is away this throws too, and the page is tried again from here.
      await settleRow(db, row, { outcome: 'refused', code, params }, at);
      return;
    }
  }
}

async function inLanes<T>(items: T[], progress: Progress, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) {
      progress();
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
