/** Moving a customer to another scenario or version keeps what was done (S-11). */
import type { ScenarioDefinition } from '../model/scenario.ts';
import { levelOf } from './steps.ts';

/** The dunning level that a rank stands for: the highest of the steps up to it; 0 for rank 0. */
export function levelOfRank(scenario: ScenarioDefinition, rank: number): number {
  return scenario.steps
    .slice(0, rank)
    .reduce((level, step, index) => Math.max(level, levelOf(step, index + 1)), 0);
}

/** The rank of a line in a scenario, given the level it has had: levels already reached are not repeated. */
export function rankOfLevel(scenario: ScenarioDefinition, level: number): number {
  return scenario.steps.reduce(
    (rank, step, index) => (levelOf(step, index + 1) <= level ? index + 1 : rank),
    0,
  );
}

/** An open line as it stands in the version that its case runs. */
export interface CarriedLine {
  id: string;
  rank: number;
  /** The highest level it has had in any scenario. */
  level: number;
}

export interface ScenarioMove {
  to: ScenarioDefinition;
  /** The version that the case has run, where it is one of the same scenario; absent: another scenario. */
  from?: ScenarioDefinition | undefined;
  lines: readonly CarriedLine[];
}

/**
 * Ranks of lines in the scenario or version that a customer moves to. In another scenario the level says what a line
 * has had; in another version of the same one a step is the same step by its key, wherever it stands now (S-3): steps
 * put before it, or taken away, neither repeat one nor leave one out.
 */
export function ranksAfterMove({ to, from, lines }: ScenarioMove): { id: string; rank: number }[] {
  const rankOf = (line: CarriedLine) =>
    from === undefined ? rankOfLevel(to, line.level) : rankInVersion(from, to, line);
  return lines.map((line) => ({ id: line.id, rank: rankOf(line) }));
}

function rankInVersion(from: ScenarioDefinition, to: ScenarioDefinition, line: CarriedLine): number {
  const positionBefore = new Map(from.steps.map(({ key }, index) => [key, index + 1]));
  const level = levelInVersion(from, to, line);
  return to.steps.reduce((rank, step, index) => {
    const before = positionBefore.get(step.key);
    const isHad = before === undefined ? levelOf(step, index + 1) <= level : before <= line.rank;
    return isHad ? index + 1 : rank;
  }, 0);
}

/** The level that a line has had, counted as the new version counts; only steps that are new there are measured by it. */
function levelInVersion(
  from: ScenarioDefinition,
  to: ScenarioDefinition,
  { rank, level }: CarriedLine,
): number {
  // From another scenario, higher than this one went.
  if (level > levelOfRank(from, rank)) return level;
  const last = from.steps[rank - 1];
  const position = to.steps.findIndex(({ key }) => key === last?.key) + 1;
  return position > 0 ? levelOfRank(to, position) : level;
}

/**
 * A step that began in an earlier run, as the scenario that is followed now has it: what was on its way when the
 * customer moved. One that it does not have moves no rank.
 */
export function stepInScenario<
  T extends { stepKey: string; position: number; lines: readonly { rankAfter: number }[] },
>(scenario: ScenarioDefinition, step: T): T {
  const position = scenario.steps.findIndex(({ key }) => key === step.stepKey) + 1;
  const lines = step.lines.map((line) => ({ ...line, rankAfter: Math.min(line.rankAfter, position) }));
  return { ...step, position, lines };
}
