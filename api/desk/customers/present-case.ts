import type { z } from 'zod';
import type { ClosedGate, Decision } from '../../../domain/model/decision.ts';
import { scenarioDefinition, type ScenarioStep } from '../../../domain/model/scenario.ts';
import { toIsoDate, toIsoDateOrNull } from '../../../prisma/convert.ts';
import type { AgendaRow } from '../../../prisma/queries/agenda/read.ts';
import type { CustomerFile } from '../../../prisma/queries/customers/read.ts';
import { presentAgendaRow } from '../agenda/present.ts';
import type { caseView, scenarioStepState } from './schema.ts';

type CaseRow = NonNullable<CustomerFile['case']>;
type StepState = z.output<typeof scenarioStepState>;

export interface CaseToday {
  /** The row of its open action in the agenda. */
  open: AgendaRow | null;
  pausedByName: string | null;
  /** As decided now, not as last stored. */
  gates: ClosedGate[];
  next: Decision['next'] | null;
  /** The farthest step that an open item has behind it, counted from 1; 0: none. */
  reachedRank: number;
}

/** The case with its scenario as a small time line. */
export function presentCase(
  row: CaseRow,
  { open, pausedByName, gates, next, reachedRank }: CaseToday,
): z.output<typeof caseView> {
  const definition = scenarioDefinition.parse(row.scenarioVersion.definition);
  const { scenario } = row.scenarioVersion;
  const isPaused = row.pausedForGood || row.pausedUntil !== null;
  return {
    state: row.state,
    paused: isPaused
      ? {
          until: row.pausedForGood ? null : toIsoDateOrNull(row.pausedUntil),
          reason: row.pauseReason,
          by: pausedByName,
        }
      : null,
    postponedUntil: toIsoDateOrNull(row.postponedUntil),
    lastActionOn: toIsoDateOrNull(row.lastActionOn),
    nextEvaluationAt: row.nextEvaluationAt === null ? null : row.nextEvaluationAt.toISOString(),
    next: next
      ? {
          stepName: next.stepName,
          channel: next.channel,
          mode: next.mode,
          on: next.on,
          leaderItemId: next.leaderId,
        }
      : null,
    gates,
    lastDecisionId: row.lastDecisionId,
    scenario: { ...scenario, versionId: row.scenarioVersion.id, version: row.scenarioVersion.version },
    steps: definition.steps.map((step, index) =>
      stepState(step, row, { next, isBehind: index < reachedRank }),
    ),
    openAction: open === null ? null : presentAgendaRow(open),
  };
}

/**
 * Newest action of the step in this run of the scenario decides; without one it is next, planned, or passed over: the
 * leader stands behind it, and nothing was sent for it.
 */
function stepState(
  step: ScenarioStep,
  row: CaseRow,
  { next, isBehind }: { next: CaseToday['next']; isBehind: boolean },
): StepState {
  const base = { key: step.key, name: step.name ?? step.key, channel: step.channel, mode: step.mode };
  const action = row.actions.find(
    ({ stepKey, scenarioRun, state }) =>
      stepKey === step.key && scenarioRun === row.scenarioRun && state !== 'cancelled',
  );
  if (action !== undefined) {
    switch (action.state) {
      case 'done':
      case 'unknown':
        return { ...base, state: 'done', on: toIsoDate(action.performedOn ?? action.dueOn) };
      case 'skipped':
        return { ...base, state: 'skipped', on: toIsoDate(action.dueOn) };
      case 'failed':
      case 'planned':
      case 'proposed':
      case 'confirmed':
      case 'sending':
        return { ...base, state: 'current', on: toIsoDate(action.dueOn) };
      case 'cancelled':
        break;
    }
  }
  if (next?.stepKey === step.key) return { ...base, state: 'next', on: next.on };
  return { ...base, state: isBehind ? 'skipped' : 'planned', on: null };
}
