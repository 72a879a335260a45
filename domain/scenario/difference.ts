/** What a version of a scenario changes of another, step by step: read before it is published. */
import { canonicalJson } from '../text/canonical-json.ts';
import type { ScenarioDefinition, ScenarioStep } from '../model/scenario.ts';

export interface FieldChange<Field extends string> {
  field: Field;
  /** Absent: not set. */
  from?: unknown;
  to?: unknown;
}

export type StepField = Exclude<keyof ScenarioStep, 'key'>;
export type SettingField = Exclude<keyof ScenarioDefinition, 'steps' | 'version'>;

export interface StepChange {
  key: string;
  /** `kept`: it stands in both, and is another one or stands elsewhere. */
  kind: 'added' | 'removed' | 'kept';
  /** As the newer version has it; a removed one as the older had it. */
  step: ScenarioStep;
  /** 1-based; absent where it does not stand. */
  before?: number;
  after?: number;
  /** Its order among the steps of both versions is another one. */
  isMoved: boolean;
  changes: FieldChange<StepField>[];
}

export interface ScenarioDifference {
  settings: FieldChange<SettingField>[];
  /** In the order of the newer version, each removed step where it stood. */
  steps: StepChange[];
}

/** A step is the same by its key, regardless of what else changed. */
export function scenarioDifference(
  before: ScenarioDefinition,
  after: ScenarioDefinition,
): ScenarioDifference {
  return { settings: settingChanges(before, after), steps: stepChanges(before.steps, after.steps) };
}

export function isSameScenario(one: ScenarioDefinition, other: ScenarioDefinition): boolean {
  const { settings, steps } = scenarioDifference(one, other);
  return settings.length === 0 && steps.length === 0;
}

/** Whether what stands open of a step may stand on in another version: nothing of the step is another. */
export function isSameStep(one: ScenarioStep, other: ScenarioStep): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

function settingChanges(
  { steps: _before, version: _one, ...before }: ScenarioDefinition,
  { steps: _after, version: _other, ...after }: ScenarioDefinition,
): FieldChange<SettingField>[] {
  return fieldChanges(before, after);
}

function stepChanges(before: ScenarioStep[], after: ScenarioStep[]): StepChange[] {
  const placesBefore = placesOf(before);
  const placesAfter = placesOf(after);
  const unmoved = longestInOrder(
    after.flatMap(({ key }) => {
      const place = placesBefore.get(key);
      return place === undefined ? [] : [place];
    }),
  );
  const newer = after.map((step, index): StepChange => {
    const place = placesBefore.get(step.key);
    if (place === undefined)
      return { key: step.key, kind: 'added', step, after: index + 1, isMoved: false, changes: [] };
    const { key: _key, ...old } = before[place - 1]!;
    const { key, ...now } = step;
    const changes = fieldChanges(old, now);
    return {
      ...{ key, kind: 'kept', step, before: place, after: index + 1 },
      ...{ isMoved: !unmoved.has(place), changes },
    };
  });
  const removed = before.flatMap((step, index): StepChange[] =>
    placesAfter.has(step.key)
      ? []
      : [{ key: step.key, kind: 'removed', step, before: index + 1, isMoved: false, changes: [] }],
  );
  const shown = newer.filter(
    ({ kind, isMoved, changes }) => kind === 'added' || isMoved || changes.length > 0,
  );
  return [...shown, ...removed].sort((one, other) => placeOf(one) - placeOf(other));
}

/** Beside steps of the newer version, a removed one comes just before that which took its place. */
function placeOf({ kind, before, after }: StepChange): number {
  return kind === 'removed' ? before! - 0.5 : after!;
}

function placesOf(steps: ScenarioStep[]): Map<string, number> {
  return new Map(steps.map(({ key }, index) => [key, index + 1]));
}

function fieldChanges<Field extends string>(
  before: { [K in Field]?: unknown },
  after: { [K in Field]?: unknown },
): FieldChange<Field>[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as Field[];
  return fields.flatMap((field) => {
    const [from, to] = [before[field], after[field]];
    if (canonicalJson(from ?? null) === canonicalJson(to ?? null)) return [];
    return [{ field, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }];
  });
}

/** The most of the numbers that rise as they stand: what is not among them was moved. */
function longestInOrder(numbers: number[]): Set<number> {
  const best: number[][] = [];
  for (const number of numbers) {
    const before = best
      .filter((run) => run.at(-1)! < number)
      .reduce<number[]>((longest, run) => (run.length > longest.length ? run : longest), []);
    best.push([...before, number]);
  }
  return new Set(best.reduce((longest, run) => (run.length > longest.length ? run : longest), []));
}
