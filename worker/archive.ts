/**
 * The archive of runs: what a workflow did stays readable after Temporal has forgotten it. A sweep asks Temporal's
 * own list for runs that ended, by themselves or for a successor, and keeps the history of each beside the rows it is
 * about. It is a sweep and no step of the workflows, so that a run that was terminated, or ended while nobody
 * looked, is kept like any other, and no recorded history changes for it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import pLimit from 'p-limit';
import { maskTokens } from '../domain/links/masking.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { keptAmong, keptUntil, ownerOfWorkflow } from '../prisma/queries/workflow-runs/read.ts';
import { keepRun, markKeptUntil } from '../prisma/queries/workflow-runs/write.ts';
import { isNotFound } from '../runtime/temporal/deadline.ts';
import { exportHistory } from '../runtime/temporal/history-file.ts';
import { runStatus } from '../runtime/temporal/run-status.ts';
import { workflowSubject } from '../workflows/messages/workflow-ids.ts';

export interface ArchiveParts {
  db: PrismaClient;
  temporal: Client;
}

const betweenMs = 60_000;
/** Temporal's list may lag behind what happened. */
const listLagMs = 10 * 60_000;
const answerMs = 30_000;
const batchSize = 200;
const parallelHistories = 4;

/** Keeps every run that ended since the last sweep; answers how many. Any number of workers may sweep at once. */
export async function archiveOnce({ db, temporal }: ArchiveParts, now = new Date()): Promise<number> {
  const since = await keptUntil(db);
  const ended = 'ExecutionStatus != "Running"';
  const query = since === null ? ended : `${ended} AND CloseTime >= "${since.toISOString()}"`;
  let kept = 0;
  let batch: WorkflowExecutionInfo[] = [];
  for await (const run of temporal.workflow.list({ query })) {
    batch.push(run);
    if (batch.length < batchSize) continue;
    kept += await keepAll({ db, temporal }, batch);
    batch = [];
  }
  kept += await keepAll({ db, temporal }, batch);
  // Only now: the list begins with the latest, and a sweep that is broken off has not seen the older ones.
  await markKeptUntil(db, new Date(now.getTime() - listLagMs));
  return kept;
}

async function keepAll(parts: ArchiveParts, runs: WorkflowExecutionInfo[]): Promise<number> {
  const known = await keptAmong(
    parts.db,
    runs.map(({ runId }) => runId),
  );
  const limit = pLimit(parallelHistories);
  const missing = runs.filter(({ runId }) => !known.has(runId));
  const kept = await Promise.all(missing.map((run) => limit(() => keep(parts, run))));
  return kept.filter(Boolean).length;
}

/** False: it is of nothing here, of an erased customer or of another system. */
async function keep({ db, temporal }: ArchiveParts, run: WorkflowExecutionInfo): Promise<boolean> {
  const subject = workflowSubject(run.workflowId);
  const owner = subject && (await ownerOfWorkflow(db, subject));
  if (!subject || !owner || run.closeTime === undefined) return false;
  const { workflowId, runId } = run;
  const history = await temporal
    .withDeadline(Date.now() + answerMs, () => temporal.workflow.getHandle(workflowId, runId).fetchHistory())
    .catch((error: unknown) => {
      // Its time was over between the list and the question.
      if (isNotFound(error)) return null;
      throw error;
    });
  if (history === null) return false;
  const facts = {
    ...{ workflowId, runId, type: subject.type, ...owner },
    status: runStatus(run.status.name),
    startedAt: run.startTime,
    closedAt: run.closeTime,
    events: history.events?.length ?? 0,
  };
  await keepRun(db, facts, maskTokens(exportHistory(history)));
  return true;
}

/** Sweeps until it is stopped; what fails is tried again with the next sweep. */
export function startArchive(parts: ArchiveParts & { onTrouble: (error: unknown) => void }): {
  stop: () => void;
} {
  const stopping = new AbortController();
  const { signal } = stopping;
  void (async () => {
    while (!signal.aborted) {
      try {
        await archiveOnce(parts);
      } catch (error) {
        if (!signal.aborted) parts.onTrouble(error);
      }
      await delay(betweenMs, undefined, { signal }).catch(() => undefined);
    }
  })();
  return { stop: () => stopping.abort() };
}
