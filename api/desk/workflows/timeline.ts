/** What a workflow did, what happened to its customer and what was decided, as one list, the latest first. */
import { stepsOf, type RunStep } from '../../../domain/workflow-runs/steps.ts';
import { decisionsBefore, type DecisionListRow } from '../../../prisma/queries/decisions/read.ts';
import { listTimelineBefore, type TimelineEvent } from '../../../prisma/queries/timeline/read.ts';
import type { AppDeps } from '../../context.ts';
import { runsOf, type NamedWorkflow, type ReadRuns } from './runs.ts';

export interface TimelineRow {
  at: number;
  /** Of rows of one instant: decisions and events over the steps that led to them. */
  rank: 0 | 1 | 2;
  id: string;
  step?: RunStep & { runId: string };
  event?: TimelineEvent;
  decision?: DecisionListRow;
}

interface Place {
  at: number;
  rank: number;
  id: string;
}

/** Up to one more than `limit` rows after the place that `before` names. */
export async function timelineOf(
  deps: Pick<AppDeps, 'db' | 'temporal'> & { read: ReadRuns },
  workflow: NamedWorkflow,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<TimelineRow[]> {
  const place = before === undefined ? null : placeOf(before);
  const until = place === null ? undefined : new Date(place.at);
  const isCase = workflow.type === 'collectionCase';
  const customer = { entityId: workflow.legalEntityId, customerId: workflow.subjectId };
  const asked = { ...customer, until, limit: limit + slack };
  const [steps, events, decisions] = await Promise.all([
    stepRows(deps, workflow, { place, limit }),
    isCase ? listTimelineBefore(deps.db, asked) : [],
    isCase ? decisionsBefore(deps.db, asked) : [],
  ]);
  const decided = decisions.map((decision) => decision.decidedAt.getTime());
  const rows: TimelineRow[] = [
    ...steps.filter(({ step }) => !step || !leftToDecision(step, decided)),
    ...events.map((event) => ({ at: event.at.getTime(), rank: 2 as const, id: idOf(event.id), event })),
    ...decisions.map((decision) => ({
      at: decision.decidedAt.getTime(),
      rank: 1 as const,
      id: decision.id,
      decision,
    })),
  ];
  return rows
    .filter((row) => place === null || compare(row, place) > 0)
    .sort(compare)
    .slice(0, limit + 1);
}

/** Rows of the very instant of the place are read again. */
const slack = 50;

/** Words of equal length have the order of their numbers. */
function idOf(id: bigint | number): string {
  return String(id).padStart(19, '0');
}

/** The latest first. */
function compare(a: Place, b: Place): number {
  if (a.at !== b.at) return b.at - a.at;
  if (a.rank !== b.rank) return b.rank - a.rank;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

export function cursorOf({ at, rank, id }: Place): string {
  return `${at}-${rank}-${id}`;
}

function placeOf(cursor: string): Place {
  const [at = '', rank = '', ...id] = cursor.split('-');
  return { at: Number(at), rank: Number(rank), id: id.join('-') };
}

async function stepRows(
  deps: Pick<AppDeps, 'db' | 'temporal'> & { read: ReadRuns },
  { workflowId }: NamedWorkflow,
  { place, limit }: { place: Place | null; limit: number },
): Promise<TimelineRow[]> {
  const { runs } = await runsOf(deps, workflowId);
  const rows: TimelineRow[] = [];
  for (const run of runs) {
    if (place !== null && run.startedAt.getTime() > place.at) continue;
    if (rows.length > limit) break;
    const events = await deps.read.events({ workflowId, ...run }).catch(() => []);
    const steps = stepsOf(events).map((step): TimelineRow => ({
      at: Date.parse(step.at),
      rank: 0,
      id: `${idOf(step.eventId)}-${run.runId}`,
      step: { ...step, runId: run.runId },
    }));
    rows.push(...steps.filter((row) => place === null || compare(row, place) > 0));
  }
  return rows;
}

/** An evaluation takes less from its clock to its marker. */
const evaluationMs = 30_000;

/** The decision beside it says what it says, and why. */
function leftToDecision(step: RunStep, decided: readonly number[]): boolean {
  if (step.kind !== 'evaluated' || step.end !== 'completed') return false;
  const at = Date.parse(step.at);
  return decided.some((instant) => instant <= at && at - instant < evaluationMs);
}
