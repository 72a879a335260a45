import { RefusedError } from '../../../domain/errors.ts';
import type { LetterKind } from '../../../domain/vocabulary/letters.ts';
import { carriedLetterKinds } from '../../../prisma/queries/letter-connections/read.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import { readScenario, type ScenarioRow } from '../../../prisma/queries/scenarios/read.ts';
import type { AppDeps, EntityScope } from '../../context.ts';

export async function scenarioOf(
  { db }: AppDeps,
  entity: EntityScope,
  scenarioId: string,
): Promise<ScenarioRow> {
  const row = await readScenario(db, { entityId: entity.id, scenarioId });
  if (row === null) throw new RefusedError('not_found');
  return row;
}

export function versionOf(row: ScenarioRow, versionId: string): ScenarioRow['versions'][number] {
  const version = row.versions.find(({ id }) => id === versionId);
  if (version === undefined) throw new RefusedError('not_found');
  return version;
}

/** What is shown with scenarios and does not stand in them. */
export interface ShownWith {
  names: Map<string, string>;
  carriedKinds: LetterKind[];
}

export async function shownWith(deps: AppDeps, entity: EntityScope, rows: ScenarioRow[]): Promise<ShownWith> {
  const [names, carriedKinds] = await Promise.all([
    publisherNames(deps, rows),
    carriedLetterKinds(deps.db, entity.id),
  ]);
  return { names, carriedKinds };
}

export async function publisherNames({ db }: AppDeps, rows: ScenarioRow[]): Promise<Map<string, string>> {
  return readUserNames(
    db,
    rows.flatMap(({ versions }) => versions.map(({ publishedBy }) => publishedBy)),
  );
}
