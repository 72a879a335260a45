import type { ScenarioDefinition } from '../../../domain/model/scenario.ts';
import type { Prisma } from '../../../prisma/client.ts';
import { differences } from '../../../domain/audit/differences.ts';

/** What two definitions differ in, step by step: the log shows the step that was changed, not the whole scenario. */
export function scenarioChanges(
  before: ScenarioDefinition | undefined,
  after: ScenarioDefinition,
): Prisma.InputJsonObject {
  return differences(before === undefined ? {} : flat(before), inFieldsOf(before, after));
}

/** `after` by fields, those of `before` that it does not have among them, as null: what is left out is taken away. */
export function inFieldsOf(
  before: ScenarioDefinition | undefined,
  after: ScenarioDefinition,
): Record<string, unknown> {
  return withNothing(before, flat(after));
}

function flat({ steps, ...rest }: ScenarioDefinition): Record<string, unknown> {
  return { ...rest, ...Object.fromEntries(steps.map((step) => [`steps.${step.key}`, step])) };
}

/** A step or setting that is gone is listed as well. */
function withNothing(
  before: ScenarioDefinition | undefined,
  after: Record<string, unknown>,
): Record<string, unknown> {
  const gone = Object.keys(before === undefined ? {} : flat(before)).filter((name) => !(name in after));
  return { ...after, ...Object.fromEntries(gone.map((name) => [name, null])) };
}
