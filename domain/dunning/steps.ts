import { addDays } from '../calendar/iso-date.ts';
import type { IsoDate } from '../model/common.ts';
import type { ScenarioDefinition, ScenarioStep } from '../model/scenario.ts';
import type { ContactRole } from '../vocabulary/contacts.ts';

const known = new WeakMap<ScenarioDefinition, number[]>();

/**
 * Threshold of each step: the least number of days overdue a line needs for it (engine.md, "Words"). Index 0 is
 * the step at position 1. A first step that counts from a previous one counts from the due date.
 */
export function thresholdsOf(scenario: ScenarioDefinition): number[] {
  const cached = known.get(scenario);
  if (cached) return cached;
  const thresholds: number[] = [];
  for (const { trigger } of scenario.steps) {
    thresholds.push(trigger.kind === 'due' ? trigger.days : (thresholds.at(-1) ?? 0) + trigger.days);
  }
  known.set(scenario, thresholds);
  return thresholds;
}

/** The highest position not above `limit` whose threshold is reached at that many days overdue; 0: none. */
export function positionReached(
  thresholds: readonly number[],
  daysOverdue: number,
  limit = thresholds.length,
): number {
  let position = 0;
  while (position < limit && (thresholds[position] as number) <= daysOverdue) position += 1;
  return position;
}

/** Last day of the deadline that a step gives when it is performed on `on`; undefined where it gives none. */
export function deadlineOf(scenario: ScenarioDefinition, stepKey: string, on: IsoDate): IsoDate | undefined {
  const days = scenario.steps.find(({ key }) => key === stepKey)?.deadlineDays;
  return days === undefined ? undefined : addDays(on, days);
}

export function stepNameOf(step: ScenarioStep): string {
  return step.name ?? step.key;
}

export function levelOf(step: ScenarioStep, position: number): number {
  return step.level ?? position;
}

/** Who gets the message of a step; the collection contact where the step names nobody. */
export function recipientRolesOf(step: ScenarioStep): ContactRole[] {
  return step.recipientRoles ?? ['collection'];
}
