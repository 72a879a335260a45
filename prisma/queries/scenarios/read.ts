/** Scenarios and their versions: drafts are edited, published versions never. */
import type { Prisma } from '../../client.ts';
import { type Db } from '../../client.ts';

const versionSelect = {
  id: true,
  version: true,
  state: true,
  definition: true,
  publishedAt: true,
  publishedBy: true,
  createdAt: true,
  _count: { select: { cases: true } },
} satisfies Prisma.ScenarioVersionSelect;

const scenarioSelect = {
  id: true,
  name: true,
  createdAt: true,
  legalEntity: { select: { defaultScenarioId: true } },
  versions: { select: versionSelect, orderBy: { version: 'desc' } },
} satisfies Prisma.ScenarioSelect;

export type ScenarioRow = Prisma.ScenarioGetPayload<{ select: typeof scenarioSelect }>;

export async function listScenarios(db: Db, entityId: string): Promise<ScenarioRow[]> {
  return db.scenario.findMany({
    where: { legalEntityId: entityId },
    select: scenarioSelect,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}

export async function readScenario(
  db: Db,
  { entityId, scenarioId }: { entityId: string; scenarioId: string },
): Promise<ScenarioRow | null> {
  return db.scenario.findFirst({
    where: { id: scenarioId, legalEntityId: entityId },
    select: scenarioSelect,
  });
}

export async function isScenarioNameTaken(
  db: Db,
  { entityId, name }: { entityId: string; name: string },
): Promise<boolean> {
  return (await db.scenario.count({ where: { legalEntityId: entityId, name } })) > 0;
}

/** What the scenarios of the entity are called, without the one named. */
export async function otherScenarioNames(
  db: Db,
  { entityId, scenarioId }: { entityId: string; scenarioId?: string | undefined },
): Promise<string[]> {
  const rows = await db.scenario.findMany({
    where: { legalEntityId: entityId, ...(scenarioId === undefined ? {} : { id: { not: scenarioId } }) },
    select: { name: true },
  });
  return rows.map(({ name }) => name);
}

/** Whether anything would be without scenario if this one were gone. */
export async function isScenarioUsed(db: Db, scenarioId: string): Promise<boolean> {
  // One after the other: a transaction has one connection.
  const customers = await db.customer.count({ where: { scenarioId }, take: 1 });
  const rules = await db.assignmentRule.count({ where: { scenarioId }, take: 1 });
  const defaults = await db.legalEntity.count({ where: { defaultScenarioId: scenarioId }, take: 1 });
  return customers + rules + defaults > 0;
}

/** A published version of the entity: of the version named, or the newest of the scenario named. */
export async function findPublishedVersion(
  db: Db,
  {
    entityId,
    scenarioId,
    versionId,
  }: { entityId: string; scenarioId?: string | undefined; versionId?: string | undefined },
) {
  return db.scenarioVersion.findFirst({
    where: {
      state: 'published',
      scenario: { legalEntityId: entityId },
      ...(scenarioId === undefined ? {} : { scenarioId }),
      ...(versionId === undefined ? {} : { id: versionId }),
    },
    orderBy: { version: 'desc' },
    select: { id: true, scenarioId: true, version: true },
  });
}
