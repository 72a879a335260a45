/** Runs of one workflow: those that Temporal still has, and those that are kept here, as one list. */
import { WorkflowNotFoundError, type WorkflowExecutionInfo } from '@temporalio/client';
import { RefusedError } from '../../../domain/errors.ts';
import { maskTokens } from '../../../domain/links/masking.ts';
import type { RunEvent } from '../../../domain/workflow-runs/steps.ts';
import type { WorkflowRunStatus } from '../../../domain/vocabulary/workflows.ts';
import {
  listKeptRuns,
  ownerOfWorkflow,
  readKeptHistory,
  type WorkflowOwner,
} from '../../../prisma/queries/workflow-runs/read.ts';
import { isNotFound } from '../../../runtime/temporal/deadline.ts';
import { exportHistory, readEvents } from '../../../runtime/temporal/history-file.ts';
import { runStatus } from '../../../runtime/temporal/run-status.ts';
import { workflowId as idOf, type WorkflowType } from '../../../workflows/messages/workflow-ids.ts';
import type { z } from 'zod';
import type { AppDeps, EntityScope } from '../../context.ts';
import { entityOf } from '../../plugins/access.ts';
import type { runParams } from './schema.ts';

export interface NamedWorkflow extends WorkflowOwner {
  workflowId: string;
  type: WorkflowType;
  subjectId: string;
}

/** @throws RefusedError `not_found` when what it is about is not this entity's */
export async function workflowOf(
  { db }: Pick<AppDeps, 'db'>,
  entity: EntityScope,
  { workflow: type, subjectId }: { workflow: WorkflowType; subjectId: string },
): Promise<NamedWorkflow> {
  const owner = await ownerOfWorkflow(db, { type, subjectId });
  if (owner?.legalEntityId !== entity.id) throw new RefusedError('not_found');
  return { ...owner, type, subjectId, workflowId: idOf(type, subjectId) };
}

export interface ShownRun {
  runId: string;
  status: WorkflowRunStatus;
  startedAt: Date;
  closedAt: Date | null;
  events: number;
  source: 'temporal' | 'archive' | 'none';
}

export type AskedRun = Parameters<typeof entityOf>[0] & { params: z.output<typeof runParams> };

/** @throws RefusedError `not_found` for a run that neither Temporal nor the archive shows */
export async function runOf(deps: Pick<AppDeps, 'db' | 'temporal'>, request: AskedRun) {
  const { workflowId, type } = await workflowOf(deps, entityOf(request), request.params);
  const { runs } = await runsOf(deps, workflowId);
  const run = runs.find(({ runId }) => runId === request.params.runId);
  if (run === undefined) throw new RefusedError('not_found');
  return { workflowId, type, ...run };
}

const answerMs = 5_000;
/** Temporal keeps few runs of one workflow beside the archive. */
const mostListed = 200;

/** The latest first; `temporal` false: it does not answer, and what is kept is all there is. */
export async function runsOf(
  { db, temporal }: Pick<AppDeps, 'db' | 'temporal'>,
  workflowId: string,
): Promise<{ runs: ShownRun[]; temporal: boolean }> {
  const [kept, listed] = await Promise.all([listKeptRuns(db, workflowId), listRuns(temporal, workflowId)]);
  const known = new Map<string, ShownRun>();
  for (const run of listed ?? []) known.set(run.runId, shownRun(run));
  for (const { runId, status, startedAt, closedAt, events } of kept)
    known.set(runId, { runId, status, startedAt, closedAt, events, source: 'archive' });
  const runs = [...known.values()].sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
  return { runs, temporal: listed !== null };
}

type ListedRun = Omit<WorkflowExecutionInfo, 'raw'>;

function shownRun(run: ListedRun): ShownRun {
  const { runId, startTime, closeTime, historyLength } = run;
  const status = runStatus(run.status.name);
  return {
    ...{ runId, status, startedAt: startTime, closedAt: closeTime ?? null },
    ...{ events: historyLength, source: 'temporal' },
  };
}

/** Null: Temporal does not answer. The newest is asked for itself, because the list may lag behind. */
async function listRuns(temporal: AppDeps['temporal'], workflowId: string): Promise<ListedRun[] | null> {
  // A server that is away is not waited for.
  if (!(await temporal.reachable())) return null;
  const { client } = temporal;
  try {
    return await client.withDeadline(Date.now() + answerMs, async () => {
      const found: ListedRun[] = [];
      const newest = await client.workflow
        .getHandle(workflowId)
        .describe()
        .catch((error: unknown) => {
          if (error instanceof WorkflowNotFoundError) return null;
          throw error;
        });
      for await (const run of client.workflow.list({ query: `WorkflowId = "${workflowId}"` })) {
        if (run.runId !== newest?.runId) found.push(run);
        if (found.length >= mostListed) break;
      }
      return newest === null ? found : [newest, ...found];
    });
  } catch {
    return null;
  }
}

/**
 * The history of a run as Temporal writes it, kept here or still there; what opens a page is masked.
 *
 * @throws RefusedError `not_found` where there is none; `service_unavailable` where Temporal does not answer
 */
export async function historyOf(
  { db, temporal }: Pick<AppDeps, 'db' | 'temporal'>,
  run: { workflowId: string; runId: string },
): Promise<string> {
  const kept = await readKeptHistory(db, run);
  if (kept !== null) return kept;
  if (!(await temporal.reachable())) throw new RefusedError('service_unavailable');
  const { client } = temporal;
  try {
    const history = await client.withDeadline(Date.now() + answerMs * 4, () =>
      client.workflow.getHandle(run.workflowId, run.runId).fetchHistory(),
    );
    return maskTokens(exportHistory(history));
  } catch (error) {
    if (isNotFound(error)) throw new RefusedError('not_found');
    throw new RefusedError('service_unavailable');
  }
}

/** Pages of one run are asked for one after another: it is read and decoded once. */
export class ReadRuns {
  readonly #read = new Map<string, Promise<RunEvent[]>>();
  readonly #deps: Pick<AppDeps, 'db' | 'temporal'>;

  constructor(deps: Pick<AppDeps, 'db' | 'temporal'>) {
    this.#deps = deps;
  }

  /** @param run with how many events it had when it was asked for: a live one that went on is read again */
  events(run: { workflowId: string; runId: string; events: number }): Promise<RunEvent[]> {
    const key = `${run.runId}/${run.events}`;
    let read = this.#read.get(key);
    if (read === undefined) {
      read = historyOf(this.#deps, run).then(readEvents);
      read.catch(() => this.#read.delete(key));
      if (this.#read.size >= mostRead) this.#read.delete(this.#read.keys().next().value!);
    } else this.#read.delete(key);
    // The one used last is forgotten last.
    this.#read.set(key, read);
    return read;
  }
}

const mostRead = 24;
