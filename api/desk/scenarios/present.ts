import type { z } from 'zod';
import { scenarioDefinition } from '../../../domain/model/scenario.ts';
import type { ScenarioRow } from '../../../prisma/queries/scenarios/read.ts';
import type { ShownWith } from './find-scenario.ts';
import type { scenario, scenarioVersion } from './schema.ts';

export function presentScenario(
  row: ScenarioRow,
  { names, carriedKinds }: ShownWith,
): z.output<typeof scenario> {
  return {
    id: row.id,
    name: row.name,
    isDefault: row.legalEntity.defaultScenarioId === row.id,
    customerCount: row.versions.reduce((sum, { _count }) => sum + _count.cases, 0),
    createdAt: row.createdAt.toISOString(),
    versions: row.versions.map((version) => presentVersion(version, names)),
    carriedKinds,
  };
}

export function presentVersion(
  row: ScenarioRow['versions'][number],
  names: Map<string, string>,
): z.output<typeof scenarioVersion> {
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    definition: scenarioDefinition.parse(row.definition),
    publishedAt: row.publishedAt === null ? null : row.publishedAt.toISOString(),
    publishedBy: row.publishedBy === null ? null : (names.get(row.publishedBy) ?? null),
    createdAt: row.createdAt.toISOString(),
    caseCount: row._count.cases,
  };
}
