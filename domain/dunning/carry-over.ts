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

/**
 * Ranks of lines in the scenario or version that a customer moves to.
 *
 * @param lines with the highest level each has had in any scenario
 */
export function ranksAfterMove(
  to: ScenarioDefinition,
  lines: readonly { id: string; level: number }[],
): { id: string; rank: number }[] {
  return lines.map(({ id, level }) => ({ id, rank: rankOfLevel(to, level) }));
}
