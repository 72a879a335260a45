/** A case moves to another scenario or version: what was done is kept, levels already had are not repeated (S-11). */
import { ranksAfterMove, type CarriedLine } from '../../domain/dunning/carry-over.ts';
import { scenarioDefinition } from '../../domain/model/scenario.ts';
import type { FactsTransaction } from '../../prisma/client.ts';
import { followVersion, newestPublishedVersion, setRanks } from '../../prisma/queries/cases/write.ts';
import { updateCustomer } from '../../prisma/queries/customers/write.ts';
import type { NewHistoryEvent } from '../../prisma/queries/history/write.ts';
import { lockCase } from '../../prisma/queries/cases/read.ts';

export interface CaseMove {
  customerId: string;
  caseId: string;
  /** Published. */
  version: { id: string; scenarioId: string; definition: unknown };
  lines: readonly CarriedLine[];
}

/** The caller holds the lock of the case. */
export async function moveCase(tx: FactsTransaction, move: CaseMove): Promise<void> {
  const { customerId, caseId, version, lines } = move;
  const { scenarioVersion: before } = await tx.collectionCase.findUniqueOrThrow({
    where: { id: caseId },
    select: { scenarioVersion: { select: { scenarioId: true, definition: true } } },
  });
  const isSameScenario = before.scenarioId === version.scenarioId;
  const from = isSameScenario ? scenarioDefinition.parse(before.definition) : undefined;
  await setRanks(tx, ranksAfterMove({ from, to: scenarioDefinition.parse(version.definition), lines }));
  await followVersion(tx, caseId, version.id);
  await updateCustomer(tx, customerId, { scenarioId: version.scenarioId });
}

export interface ScenarioGiven {
  legalEntityId: string;
  at: Date;
  actor: NewHistoryEvent['actor'];
}

/**
 * To the newest published version of a scenario; a customer without case begins there. Answers what is recorded of it:
 * nothing where none is published.
 */
export async function moveToScenario(
  tx: FactsTransaction,
  { customerId, scenarioId }: { customerId: string; scenarioId: string },
  given: ScenarioGiven,
): Promise<NewHistoryEvent[]> {
  const newest = await newestPublishedVersion(tx, scenarioId);
  if (newest === null) return [];
  const caseId = await lockCase(tx, customerId);
  if (caseId !== null) return [await moveRunning(tx, { customerId, caseId, versionId: newest.id }, given)];
  await updateCustomer(tx, customerId, { scenarioId });
  const { name } = await tx.scenario.findUniqueOrThrow({ where: { id: scenarioId }, select: { name: true } });
  return [movedEvent(customerId, { scenario: name, version: newest.version }, given)];
}

/**
 * To that version of the scenario that the customer follows. Null: it runs that version, follows another scenario, or
 * nothing yet; anyone who begins later begins with the newest one.
 */
export async function moveToVersion(
  tx: FactsTransaction,
  { customerId, scenarioId, versionId }: { customerId: string; scenarioId: string; versionId: string },
  given: ScenarioGiven,
): Promise<NewHistoryEvent[] | null> {
  const caseId = await lockCase(tx, customerId);
  if (caseId === null) return null;
  const { scenarioVersion: runs } = await tx.collectionCase.findUniqueOrThrow({
    where: { id: caseId },
    select: { scenarioVersion: { select: { id: true, scenarioId: true } } },
  });
  if (runs.scenarioId !== scenarioId || runs.id === versionId) return null;
  return [await moveRunning(tx, { customerId, caseId, versionId }, given)];
}

async function moveRunning(
  tx: FactsTransaction,
  { customerId, caseId, versionId }: { customerId: string; caseId: string; versionId: string },
  given: ScenarioGiven,
): Promise<NewHistoryEvent> {
  const version = await tx.scenarioVersion.findUniqueOrThrow({
    where: { id: versionId },
    include: { scenario: { select: { name: true } } },
  });
  const lines = await tx.openItem.findMany({
    where: { customerId, state: 'open', openMinor: { not: 0n } },
    select: { id: true, rank: true, level: true },
  });
  await moveCase(tx, { customerId, caseId, version, lines });
  return movedEvent(customerId, { scenario: version.scenario.name, version: version.version }, given);
}

function movedEvent(
  customerId: string,
  data: { scenario: string; version: number },
  { legalEntityId, at, actor }: ScenarioGiven,
): NewHistoryEvent {
  return { legalEntityId, customerId, kind: 'case_moved', at, actor, data };
}
