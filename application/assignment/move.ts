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
  { legalEntityId, at, actor }: ScenarioGiven,
): Promise<NewHistoryEvent[]> {
  const newest = await newestPublishedVersion(tx, scenarioId);
  if (newest === null) return [];
  const caseId = await lockCase(tx, customerId);
  if (caseId === null) {
    await updateCustomer(tx, customerId, { scenarioId });
  } else {
    const version = await tx.scenarioVersion.findUniqueOrThrow({ where: { id: newest.id } });
    const lines = await tx.openItem.findMany({
      where: { customerId, state: 'open', openMinor: { not: 0n } },
      select: { id: true, rank: true, level: true },
    });
    await moveCase(tx, { customerId, caseId, version, lines });
  }
  const { name } = await tx.scenario.findUniqueOrThrow({ where: { id: scenarioId }, select: { name: true } });
  const data = { scenario: name, version: newest.version };
  return [{ legalEntityId, customerId, kind: 'case_moved', at, actor, data }];
}
