import type { ScenarioDefinition } from '../../../domain/model/scenario.ts';
import { type Db, Prisma } from '../../client.ts';

export interface NewScenario {
  entityId: string;
  definition: ScenarioDefinition;
}

/** A scenario with its first draft; its name is that of the definition. */
export async function createScenario(db: Db, { entityId, definition }: NewScenario): Promise<string> {
  const { id } = await db.scenario.create({
    data: {
      legalEntityId: entityId,
      name: definition.name,
      versions: { create: { version: 1, definition } },
    },
    select: { id: true },
  });
  return id;
}

export async function renameScenario(
  db: Db,
  { scenarioId, name }: { scenarioId: string; name: string },
): Promise<void> {
  await db.scenario.update({ where: { id: scenarioId }, data: { name } });
}

/** The next version as a draft. Answers its id; null when there already is a draft. */
export async function createDraft(
  db: Db,
  { scenarioId, definition }: { scenarioId: string; definition: ScenarioDefinition },
) {
  await db.$queryRaw(Prisma.sql`SELECT 1 FROM "Scenario" WHERE "id" = ${scenarioId}::uuid FOR UPDATE`);
  const versions = await db.scenarioVersion.findMany({
    where: { scenarioId },
    select: { version: true, state: true },
  });
  if (versions.some(({ state }) => state === 'draft')) return null;
  const version = Math.max(0, ...versions.map((one) => one.version)) + 1;
  const created = await db.scenarioVersion.create({
    data: { scenarioId, version, definition },
    select: { id: true },
  });
  return created.id;
}

/** Answers whether the version was still a draft. */
export async function updateDraft(
  db: Db,
  { versionId, definition }: { versionId: string; definition: ScenarioDefinition },
): Promise<boolean> {
  const { count } = await db.scenarioVersion.updateMany({
    where: { id: versionId, state: 'draft' },
    data: { definition },
  });
  return count === 1;
}

/** Answers whether the version was still a draft. */
export async function deleteDraft(db: Db, versionId: string): Promise<boolean> {
  const { count } = await db.scenarioVersion.deleteMany({ where: { id: versionId, state: 'draft' } });
  return count === 1;
}

/** Of a scenario that has no version any more. */
export async function deleteScenario(db: Db, scenarioId: string): Promise<void> {
  await db.scenario.delete({ where: { id: scenarioId } });
}

/** Answers whether the version was still a draft. From now on it never changes. */
export async function publishDraft(
  db: Db,
  { versionId, userId, at }: { versionId: string; userId: string; at: Date },
): Promise<boolean> {
  const { count } = await db.scenarioVersion.updateMany({
    where: { id: versionId, state: 'draft' },
    data: { state: 'published', publishedAt: at, publishedBy: userId },
  });
  return count === 1;
}

/**
 * Cases of a version follow another that differs from it in names only: nothing that was done or decided changes, so
 * it is the same run.
 */
export async function renameVersionOfCases(
  db: Db,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await db.collectionCase.updateMany({
    where: { scenarioVersionId: from },
    data: { scenarioVersionId: to },
  });
}
