/**
 * The outbox relay: facts were committed together with a `CaseWake` row; here each becomes a signal to the
 * workflow of its customer, which is started where it does not run yet. Signalled at least once: a case that is
 * signalled twice evaluates twice and finds the same. A `Notice` gets a workflow of its own that never runs a second time; a `WorkflowRequest`
 * starts or signals that of an import or of an act on many customers.
 */
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import pLimit from 'p-limit';
import { awaitedNotices, type NoticeKind } from '../domain/vocabulary/messages.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { DatabaseSession } from '../prisma/session.ts';
import {
  giveBackNotices,
  markNoticesRelayed,
  noticeChannel,
  takeNotices,
} from '../prisma/queries/notices/read.ts';
import {
  giveBackWakes,
  markWakesRelayed,
  takeWakes,
  type PendingWake,
} from '../prisma/queries/wakes/write.ts';
import { wakeChannel } from '../prisma/queries/wakes/read.ts';
import {
  giveBackRequests,
  markRequestsRelayed,
  type PendingRequest,
  takeRequests,
  workflowRequestChannel,
} from '../prisma/queries/workflow-requests/read.ts';
import { sweepMailCounts } from '../prisma/queries/capture/counts.ts';
import { sweepUnclaimedMail } from '../prisma/queries/inbound/unclaimed.ts';
import { sweepChanges } from '../prisma/queries/changes/write.ts';
import { sweepHints } from '../prisma/queries/letters/write.ts';
import { sweepPaymentHints } from '../prisma/queries/online-payments/notes.ts';
import { askForStranded } from '../application/outbox.ts';
import { actionAsked, actionWorkflowId } from '../workflows/messages/action-delivery.ts';
import { bulkRunWorkflowId } from '../workflows/messages/bulk-run.ts';
import { caseSignal } from '../workflows/messages/collection-case.ts';
import { importDecided, importWorkflowId } from '../workflows/messages/import-run.ts';
import { inboundMailWorkflowId, mailAsked } from '../workflows/messages/inbound-mail.ts';
import { letterAsked, letterWorkflowId } from '../workflows/messages/letter-delivery.ts';
import { onlinePaymentAsked, onlinePaymentWorkflowId } from '../workflows/messages/online-payment.ts';
import { readingAsked, readingWorkflowId } from '../workflows/messages/reply-reading.ts';
import { noticeAsked, noticeWorkflowId, type NoticeStart } from '../workflows/messages/notice-delivery.ts';
import { taskQueues } from '../workflows/messages/task-queues.ts';
import { workflowTypes } from '../workflows/messages/workflow-ids.ts';

export interface RelayOptions {
  db: PrismaClient;
  databaseUrl: string;
  temporal: Client;
  /** Called when a round fails, with the pause before the next try. */
  onTrouble: (error: unknown, retryInMs: number) => void;
}

const batchSize = 100;
/** The server admits about 1,200 long polls a namespace; starts are cheap but not free. */
const parallelSignals = 20;
/** An answer takes milliseconds; what it takes at most times the rounds of a batch stays below the lease of its rows. */
const callMs = 5_000;
/** Notifications wake the relay at once; this is the net under a lost one. */
const pollMs = 5_000;
const longestPauseMs = 30_000;
const sweepMs = 60_000;

/** Runs until `stop` is called; outages of the database or of Temporal only delay it. */
export function startRelay(options: RelayOptions): { stop: () => Promise<void> } {
  const control = new AbortController();
  // Each kind in a loop of its own: a portfolio of facts holds no code up, and trouble with one nothing of the other.
  const bells = {
    [wakeChannel]: new Bell(),
    [noticeChannel]: new Bell(),
    [workflowRequestChannel]: new Bell(),
  };
  const sweepBell = new Bell();
  const working = [
    listen(options.databaseUrl, bells, control.signal),
    relay(options, relayFacts, bells[wakeChannel], control.signal),
    relay(options, relayNotices, bells[noticeChannel], control.signal),
    relay(options, relayRequests, bells[workflowRequestChannel], control.signal),
    relay(options, sweepStranded, sweepBell, control.signal, sweepMs),
  ];
  return {
    stop: async () => {
      control.abort();
      for (const bell of [...Object.values(bells), sweepBell]) bell.ring();
      await Promise.allSettled(working);
    },
  };
}

async function relay(
  options: RelayOptions,
  relayBatch: (parts: RelayParts) => Promise<number>,
  bell: Bell,
  signal: AbortSignal,
  idleMs = pollMs,
): Promise<void> {
  let pauseMs = 250;
  while (!signal.aborted) {
    try {
      const relayed = await relayBatch(options);
      pauseMs = 250;
      if (relayed < batchSize) await bell.wait(idleMs);
    } catch (error) {
      if (signal.aborted) return;
      options.onTrouble(error, pauseMs);
      await bell.wait(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }
}

type RelayParts = Pick<RelayOptions, 'db' | 'temporal'>;

/** Relays one batch of each kind; answers how many rows. Rows are taken for a while, so two relays share the work. */
export async function relayOnce(parts: RelayParts): Promise<number> {
  const relayed = await Promise.all([relayFacts(parts), relayNotices(parts), relayRequests(parts)]);
  return relayed.reduce((sum, count) => sum + count, 0);
}

/**
 * Relays the rows of a batch, some at a time; no transaction is open meanwhile. Those that were relayed are marked, the
 * others given back; then the first failure is thrown, so that the round after it waits.
 */
async function relayAll<Row extends { id: bigint | string }>(
  rows: Row[],
  groupOf: (row: Row) => unknown,
  deliver: (group: Row[]) => Promise<void>,
  outbox: { mark: (ids: Row['id'][]) => Promise<void>; giveBack: (ids: Row['id'][]) => Promise<void> },
): Promise<number> {
  const relayed: Row['id'][] = [];
  const failed: Row['id'][] = [];
  let failure: Error | undefined;
  const limit = pLimit(parallelSignals);
  await Promise.all(
    [...Map.groupBy(rows, groupOf).values()].map((group) =>
      limit(async () => {
        const ids = group.map(({ id }) => id);
        // One failure is mostly that of all: what is left is not tried in vain.
        if (failure !== undefined) return void failed.push(...ids);
        try {
          await deliver(group);
          relayed.push(...ids);
        } catch (error) {
          failure ??= error instanceof Error ? error : new Error(String(error));
          failed.push(...ids);
        }
      }),
    ),
  );
  await outbox.mark(relayed);
  await outbox.giveBack(failed);
  if (failure !== undefined) throw failure;
  return rows.length;
}

async function relayFacts({ db, temporal }: RelayParts): Promise<number> {
  return relayAll(
    await takeWakes(db, batchSize),
    ({ customerId }) => customerId,
    (wakes) => signalCase(temporal, wakes[0]!),
    { mark: (ids) => markWakesRelayed(db, ids), giveBack: (ids) => giveBackWakes(db, ids) },
  );
}

async function signalCase(temporal: Client, target: PendingWake): Promise<void> {
  await soon(temporal, () =>
    temporal.workflow.signalWithStart(workflowTypes.collectionCase, caseSignal(target)),
  );
}

async function relayNotices({ db, temporal }: RelayParts): Promise<number> {
  return relayAll(
    await takeNotices(db, batchSize),
    ({ id }) => id,
    ([notice]) => startNotice(temporal, notice!),
    { mark: (ids) => markNoticesRelayed(db, ids), giveBack: (ids) => giveBackNotices(db, ids) },
  );
}

/** Starts its workflow, or wakes it where it still runs; one that has ended is not run again. */
async function startNotice(
  temporal: Client,
  { id: noticeId, kind }: { id: string; kind: NoticeKind },
): Promise<void> {
  const start: NoticeStart = { noticeId, awaited: awaitedNotices.includes(kind) };
  try {
    await soon(temporal, () =>
      temporal.workflow.signalWithStart(workflowTypes.noticeDelivery, {
        workflowId: noticeWorkflowId(noticeId),
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        taskQueue: taskQueues.workflows,
        args: [start],
        signal: noticeAsked,
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

async function relayRequests({ db, temporal }: RelayParts): Promise<number> {
  return relayAll(
    await takeRequests(db, batchSize),
    ({ subjectId }) => subjectId,
    ([request]) => startRequested(temporal, request!),
    { mark: (ids) => markRequestsRelayed(db, ids), giveBack: (ids) => giveBackRequests(db, ids) },
  );
}

/** What each kind starts or signals; acts on many customers are started, and look at nothing again. */
const signalled = {
  import_run: { type: workflowTypes.importRun, idOf: importWorkflowId, signal: importDecided },
  letter_delivery: { type: workflowTypes.letterDelivery, idOf: letterWorkflowId, signal: letterAsked },
  action_delivery: { type: workflowTypes.actionDelivery, idOf: actionWorkflowId, signal: actionAsked },
  reply_reading: { type: workflowTypes.replyReading, idOf: readingWorkflowId, signal: readingAsked },
  online_payment: {
    type: workflowTypes.onlinePayment,
    idOf: onlinePaymentWorkflowId,
    signal: onlinePaymentAsked,
  },
  inbound_mail: { type: workflowTypes.inboundMail, idOf: inboundMailWorkflowId, signal: mailAsked },
} as const satisfies Partial<Record<PendingRequest['kind'], object>>;

/** Starts the workflow, or signals the one that runs. Relayed twice, it finds that nothing is left to do. */
async function startRequested(temporal: Client, { kind, subjectId, payload }: PendingRequest): Promise<void> {
  const common = { taskQueue: taskQueues.workflows, args: [payload.start] as [unknown] };
  if (kind === 'bulk_run') {
    await soon(temporal, () =>
      temporal.workflow.start(workflowTypes.bulkRun, {
        ...common,
        workflowId: bulkRunWorkflowId(subjectId),
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    );
    return;
  }
  const { type, idOf, signal } = signalled[kind];
  await soon(temporal, () =>
    temporal.workflow.signalWithStart(type, { ...common, workflowId: idOf(subjectId), signal }),
  );
}

/** A server that does not answer is one that is away: nobody waits for it with rows in hand. */
function soon<T>(temporal: Client, call: () => Promise<T>): Promise<T> {
  return temporal.withDeadline(Date.now() + callMs, call);
}

/** What stands still is asked for again; the relay of requests takes it from there. */
async function sweepStranded({ db }: RelayParts): Promise<number> {
  await askForStranded(db);
  await sweepChanges(db);
  await sweepHints(db);
  await sweepMailCounts(db);
  await sweepUnclaimedMail(db);
  await sweepPaymentHints(db);
  return 0;
}

/** Waits for a ring or a time, whichever is first. */
class Bell {
  private wake: (() => void) | undefined;
  private rung = false;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  async wait(ms: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.rung = false;
    this.wake = undefined;
  }
}

/** LISTEN on a connection of its own; a broken one is opened again. */
async function listen(databaseUrl: string, bells: Record<string, Bell>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const client = new DatabaseSession({ connectionString: databaseUrl });
    try {
      await client.connect();
      const closed = new Promise<void>((resolve) => {
        client.once('end', resolve);
        client.once('error', () => resolve());
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      client.on('notification', ({ channel }) => bells[channel]?.ring());
      for (const channel of Object.keys(bells)) await client.query(`LISTEN ${channel}`);
      await closed;
    } catch {
      // The poll goes on; the connection is tried again below.
    } finally {
      await client.end().catch(() => undefined);
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}
