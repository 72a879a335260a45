import { RefusedError } from '../../../domain/errors.ts';
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

export async function publisherNames({ db }: AppDeps, rows: ScenarioRow[]): Promise<Map<string, string>> {
  return readUserNames(
    db,
    rows.flatMap(({ versions }) => versions.map(({ publishedBy }) => publishedBy)),
  );
}
