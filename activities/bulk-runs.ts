/** An act on many customers, page by page: each customer in a transaction of its own, each done once. */
import { RefusedError } from '../domain/errors.ts';
import { actionRunKinds } from '../domain/vocabulary/customers.ts';
import type { PrismaClient } from '../prisma/client.ts';
import {
  claimRow,
  markDone,
  markRunning,
  settleRow,
  type RowResult,
} from '../prisma/queries/bulk-runs/write.ts';
import {
  pendingRows,
  readBulkRun,
  type BulkRowRef,
  type BulkRunRecord,
} from '../prisma/queries/bulk-runs/read.ts';
import { inTransaction } from '../prisma/transaction.ts';
import { actOnAction, assembleLetters } from './action-run.ts';
import type { LetterDeps } from './case/letters.ts';
import { withHeartbeat, type Progress } from './heartbeat.ts';
import { actOnCustomer, prepareAct, type Act } from '../application/bulk/act.ts';

export interface BulkActivityDeps {
  db: PrismaClient;
  now?: () => Date;
  /** What letters are made with; absent: runs that print none. */
  letterDeps?: LetterDeps;
}

/** Few enough that a worker that is to stop is done soon, many enough that the workflow's history stays short. */
const pageRows = 200;
const atOnce = 4;
/** A connection that breaks once says nothing about the customer. */
const triesPerCustomer = 2;

export function createBulkActivities({ db, now = () => new Date(), letterDeps }: BulkActivityDeps) {
  return {
    /** Does the next page; answers whether there are more. Repeated after a crash, it goes on where that ended. */
    async runBulkPage(runId: string): Promise<{ more: boolean }> {
      return withHeartbeat(async (progress) => {
        if (!(await markRunning(db, runId))) return { more: false };
        const run = (await readBulkRun(db, runId))!;
        const rows = await pendingRows(db, runId, pageRows);
        if (rows.length > 0) {
          await inLanes(rows, progress, await workOf(run));
        }
        if (rows.length === pageRows) return { more: true };
        if (run.kind === 'print_letters') await assembleLetters(requireLetters(), run, now(), progress);
        await markDone(db, runId, now());
        return { more: false };
      });
    },
  };

  async function workOf(run: BulkRunRecord): Promise<(row: BulkRowRef) => Promise<void>> {
    const kind = actionRunKinds.find((one) => one === run.kind);
    if (kind !== undefined) {
      const actions = { ...run, kind };
      const deps = requireLetters();
      return (row) => settled(db, row, now(), () => actOnAction(deps, actions, row, now()));
    }
    const act = await prepareAct(db, run, now());
    return (row) => doRow(db, act, row, now());
  }

  function requireLetters(): LetterDeps {
    if (letterDeps === undefined) throw new Error('this worker makes no letters');
    return letterDeps;
  }
}
export type BulkActivities = ReturnType<typeof createBulkActivities>;

function doRow(db: PrismaClient, act: Act, row: BulkRowRef, at: Date): Promise<void> {
  return settled(db, row, at, () =>
    inTransaction(db, async (tx) => {
      if (!(await claimRow(tx, row))) return undefined;
      await settleRow(tx, row, await actOnCustomer(tx, act, row, at), at);
      return undefined;
    }),
  );
}

/**
 * What goes wrong with one customer is written beside that customer; the others go on. `work` answers what is to be
 * written, unless it did so itself.
 */
async function settled(
  db: PrismaClient,
  row: BulkRowRef,
  at: Date,
  work: () => Promise<RowResult | undefined>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await work();
      if (result) await settleRow(db, row, result, at);
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
