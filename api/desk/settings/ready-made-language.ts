/** Anyone who sets a company up chooses its language late: what was made ready before then takes its names from there. */
import { scenarioDefinition, type ScenarioDefinition } from '../../../domain/model/scenario.ts';
import { defaultCatalogue } from '../../../domain/qualification/catalogue.ts';
import type { Db } from '../../../prisma/client.ts';
import { listItemStatuses } from '../../../application/item-statuses/catalogue.ts';
import { updateItemStatus } from '../../../prisma/queries/item-statuses/write.ts';
import {
  createDraft,
  publishDraft,
  renameScenario,
  renameVersionOfCases,
} from '../../../prisma/queries/scenarios/write.ts';
import {
  isScenarioNameTaken,
  listScenarios,
  type ScenarioRow,
} from '../../../prisma/queries/scenarios/read.ts';
import { renameTemplateSets } from '../../../prisma/queries/templates/write.ts';
import { readyMade, readyMadeScenario } from '../../../prisma/seed/ready-made.ts';
import { readyMadeSetNames } from '../../../prisma/seed/template-sets.ts';
import { scenarioChanges } from '../scenarios/changes.ts';
import type { Change } from './change.ts';
import { differences } from '../../../domain/audit/differences.ts';

interface NewLanguage {
  entityId: string;
  from: string;
  to: string;
  userId: string;
  at: Date;
}

/**
 * Names scenarios, statuses and template sets that nobody has changed in the new language. Only while sending was
 * never switched on: afterwards the names stand in histories, and people know them.
 *
 * @returns what is recorded of it, besides the language itself
 */
export async function renameReadyMade(tx: Db, language: NewLanguage): Promise<Change[]> {
  const { entityId, from, to } = language;
  await renameTemplateSets(tx, { entityId, from: readyMadeSetNames(from), to: readyMadeSetNames(to) });
  const changes: Change[] = [];
  for (const scenario of await listScenarios(tx, entityId)) {
    const change = await renamed(tx, scenario, language);
    if (change !== null) changes.push(change);
  }
  return [...changes, ...(await renameStatuses(tx, language))];
}

/** The next version says the same in other words, so that cases which follow already go over to it as they are. */
async function renamed(tx: Db, scenario: ScenarioRow, language: NewLanguage): Promise<Change | null> {
  const { entityId, to, userId, at } = language;
  const [newest] = scenario.versions;
  // A draft is somebody's work.
  if (newest?.state !== 'published') return null;
  const before = scenarioDefinition.parse(newest.definition);
  const after = await readyMadeInstead(before, language);
  if (after === null) return null;
  const isNew = after.name !== scenario.name;
  if (isNew && (await isScenarioNameTaken(tx, { entityId, name: after.name }))) return null;
  const versionId = await createDraft(tx, { scenarioId: scenario.id, definition: after });
  if (versionId === null) return null;
  await publishDraft(tx, { versionId, userId, at });
  await renameVersionOfCases(tx, { from: newest.id, to: versionId });
  if (isNew) await renameScenario(tx, { scenarioId: scenario.id, name: after.name });
  const data = { name: after.name, language: to, version: newest.version + 1 };
  return { kind: 'scenario_published', data: { ...data, changed: scenarioChanges(before, after) } };
}

/** The ready-made scenario of the new language, where this is one of the old. */
async function readyMadeInstead(
  before: ScenarioDefinition,
  { from, to }: NewLanguage,
): Promise<ScenarioDefinition | null> {
  for (const name of readyMade) {
    const isUntouched = isSame(before, await readyMadeScenario(name, from));
    if (!isUntouched) continue;
    const after = await readyMadeScenario(name, to);
    return isSame(before, after) ? null : after;
  }
  return null;
}

const isSame = (one: ScenarioDefinition, other: ScenarioDefinition) =>
  Object.keys(scenarioChanges(one, other)).length === 0;

async function renameStatuses(tx: Db, { entityId, from, to }: NewLanguage): Promise<Change[]> {
  const wordsOf = (language: string) => new Map(defaultCatalogue(language).map((one) => [one.key, one]));
  const [old, own] = [wordsOf(from), wordsOf(to)];
  const changes: Change[] = [];
  for (const status of await listItemStatuses(tx, { entityId, archived: true })) {
    const [was, is] = [old.get(status.key), own.get(status.key)];
    if (was === undefined || is === undefined) continue;
    const { name, followUpText } = status;
    if (name !== was.name || followUpText !== was.followUpText) continue;
    const words = { name: is.name, followUpText: is.followUpText };
    const changed = differences({ name, followUpText }, words);
    if (Object.keys(changed).length === 0) continue;
    await updateItemStatus(tx, status.id, words);
    changes.push({ kind: 'status_changed', data: { name, changed } });
  }
  return changes;
}
