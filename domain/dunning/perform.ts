/**
 * What performing or skipping a step does to ranks and days (engine.md, points 4, 7 and "Skipped by a person").
 * The simulator and the activities of a real case both go through here, so that no rule is written twice.
 */
import { latest } from '../calendar/iso-date.ts';
import { traitsOf } from '../channels/traits.ts';
import type { IsoDate } from '../model/common.ts';
import type { Decision, DecisionInput, DueStep, SkippedStep } from '../model/decision.ts';
import type { ScenarioDefinition } from '../model/scenario.ts';
import type { SkipReason } from '../vocabulary/actions.ts';
import { deadlineOf } from './steps.ts';

/** What a step that was performed or skipped must report; a stored action keeps no more. */
export type StepTaken = Pick<
  DueStep,
  'stepKey' | 'position' | 'channel' | 'leaderId' | 'lines' | 'passedOver'
>;

export interface CaseMoves {
  /** New ranks; the rank of a line that is not named stays. */
  ranks: { id: string; rank: number }[];
  lastActionOn: IsoDate;
  /** Set when a step was performed. */
  performedOn?: IsoDate;
  /** Last day of the deadline that the performed step gave. */
  deadlineOn?: IsoDate;
  /** Set when it counts as a contact for gaps and caps. */
  contactOn?: IsoDate;
  /** Steps to record as skipped, in order. */
  skipped: SkippedStep[];
}

/**
 * A step was performed on `on`: an automatic one left, a confirmed one left, a person completed a manual one. It is
 * a contact for gaps and caps, unless it went to a colleague: the customer heard nothing of it.
 */
export function performing(due: StepTaken, on: IsoDate, scenario: ScenarioDefinition): CaseMoves {
  const deadlineOn = deadlineOf(scenario, due.stepKey, on);
  return {
    ranks: ranksOf(due),
    lastActionOn: on,
    performedOn: on,
    ...(deadlineOn ? { deadlineOn } : {}),
    ...(traitsOf(due.channel).countsAsContact ? { contactOn: on } : {}),
    skipped: passedOverSteps(due, scenario),
  };
}

/** A step was skipped on `on`: ranks move as if performed, the next step counts from that day, no contact is counted. */
export function skipping(
  step: StepTaken,
  on: IsoDate,
  reason: Exclude<SkipReason, 'passed_over'>,
  scenario: ScenarioDefinition,
): CaseMoves {
  return { ranks: ranksOf(step), lastActionOn: on, skipped: skippedSteps(step, reason, scenario) };
}

/** The steps that a decision skipped by their condition, as moves of the case; undefined when there are none. */
export function movesOfSkips(decision: Pick<Decision, 'skipped'>, on: IsoDate): CaseMoves | undefined {
  if (decision.skipped.length === 0) return undefined;
  const ranks = new Map<string, number>();
  for (const skip of decision.skipped)
    for (const { id, rank } of skip.ranks) ranks.set(id, Math.max(rank, ranks.get(id) ?? 0));
  return {
    ranks: [...ranks].map(([id, rank]) => ({ id, rank })),
    lastActionOn: on,
    skipped: decision.skipped,
  };
}

/** The record of a skipped step, after those that it passed over. */
export function skippedSteps(
  step: StepTaken,
  reason: SkipReason,
  scenario: ScenarioDefinition,
): SkippedStep[] {
  const { stepKey, position, leaderId } = step;
  return [...passedOverSteps(step, scenario), { stepKey, position, reason, leaderId, ranks: ranksOf(step) }];
}

function passedOverSteps(step: StepTaken, scenario: ScenarioDefinition): SkippedStep[] {
  return step.passedOver.map((stepKey) => ({
    stepKey,
    position: scenario.steps.findIndex((candidate) => candidate.key === stepKey) + 1,
    reason: 'passed_over',
    leaderId: step.leaderId,
    ranks: [],
  }));
}

function ranksOf(step: StepTaken): { id: string; rank: number }[] {
  const others = step.lines.filter((line) => line.id !== step.leaderId);
  return [
    { id: step.leaderId, rank: step.position },
    ...others.map((line) => ({ id: line.id, rank: line.rankAfter })),
  ];
}

/** The input as it stands after the moves. Ranks never fall; a postponement was of this step and ends with it. */
export function applyMoves(input: DecisionInput, moves: CaseMoves): DecisionInput {
  const ranks = new Map(moves.ranks.map(({ id, rank }) => [id, rank]));
  const { contactsOn, lastPerformedOn, deadlineOn } = input.case;
  return {
    ...input,
    case: {
      ...input.case,
      awaiting: undefined,
      postponedUntil: undefined,
      lastActionOn: moves.lastActionOn,
      lastPerformedOn: moves.performedOn ?? lastPerformedOn,
      deadlineOn: moves.deadlineOn ? latest(moves.deadlineOn, deadlineOn) : deadlineOn,
      contactsOn: moves.contactOn ? [...contactsOn, moves.contactOn].sort() : contactsOn,
    },
    lines: input.lines.map((line) => ({ ...line, rank: Math.max(line.rank, ranks.get(line.id) ?? 0) })),
  };
}
