/** A case moves to another scenario or version: what was done is kept, levels already had are not repeated (S-11). */
import { ranksAfterMove, type CarriedLine } from '../../domain/dunning/carry-over.ts';
import { scenarioDefinition, type ScenarioDefinition } from '../../domain/model/scenario.ts';
import { isSameStep } from '../../domain/scenario/difference.ts';
import type { FactsTransaction } from '../../prisma/client.ts';
import { openAction, type StoredAction } from '../../prisma/queries/actions/read.ts';
import { changeAction } from '../../prisma/queries/actions/write.ts';
import { followVersion, newestPublishedVersion, setRanks } from '../../prisma/queries/cases/write.ts';
import { updateCustomer } from '../../prisma/queries/customers/write.ts';
import type { NewHistoryEvent } from '../../prisma/queries/history/write.ts';
import { lockCase } from '../../prisma/queries/cases/read.ts';
import { isTextSavedAfter } from '../../prisma/queries/templates/read.ts';

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
  const running = await tx.collectionCase.findUniqueOrThrow({
    where: { id: caseId },
    select: {
      legalEntityId: true,
      scenarioRun: true,
      scenarioVersion: { select: { scenarioId: true, definition: true } },
    },
  });
  const { scenarioVersion: before } = running;
  const isSameScenario = before.scenarioId === version.scenarioId;
  const from = isSameScenario ? scenarioDefinition.parse(before.definition) : undefined;
  const to = scenarioDefinition.parse(version.definition);
  await setRanks(tx, ranksAfterMove({ from, to, lines }));
  const action = from === undefined ? null : await openAction(tx, caseId);
  const stays = action !== null && (await staysOpen(tx, action, { ...running, from: from!, to }));
  // Within its run what stands open is the same action, and what a person confirmed stays confirmed.
  await followVersion(tx, caseId, { scenarioVersionId: version.id, isNewRun: !stays });
  if (stays) {
    const stepPosition = to.steps.findIndex(({ key }) => key === action.stepKey) + 1;
    await changeAction(tx, action.id, { stepPosition });
  }
  await updateCustomer(tx, customerId, { scenarioId: version.scenarioId });
}

/** States of which nothing has left, and nothing may have. */
const notBegun: readonly StoredAction['state'][] = ['planned', 'proposed', 'confirmed', 'failed'];

/** Neither its step nor the text of it has become another since somebody saw it; whether it is still due is decided later. */
async function staysOpen(
  tx: FactsTransaction,
  action: StoredAction,
  running: {
    legalEntityId: string;
    scenarioRun: number;
    from: ScenarioDefinition;
    to: ScenarioDefinition;
  },
): Promise<boolean> {
  if (action.scenarioRun !== running.scenarioRun || !notBegun.includes(action.state)) return false;
  const [was, is] = [running.from, running.to].map(({ steps }) =>
    steps.find(({ key }) => key === action.stepKey),
  );
  if (was === undefined || is === undefined || !isSameStep(was, is)) return false;
  const at = action.confirmedAt ?? action.proposedAt;
  if (is.template === undefined || at === null) return true;
  return !(await isTextSavedAfter(tx, { entityId: running.legalEntityId, key: is.template, at }));
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
