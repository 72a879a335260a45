import { ranksAfterMove } from '../../domain/dunning/carry-over.ts';
import { scenarioDefinition } from '../../domain/model/scenario.ts';
import type { Db } from '../client.ts';

export interface CaseMove {
  customerId: string;
  caseId: string;
  /** Published. */
  version: { id: string; scenarioId: string; definition: unknown };
  /** Open lines with the highest level that each has had. */
  lines: readonly { id: string; level: number }[];
}

/**
 * Puts a case on another scenario or version: what was done is kept, levels already had are not repeated (S-11).
 * The caller holds the lock of the case, raises the version of the facts and tells it in history.
 */
export async function moveCase(tx: Db, { customerId, caseId, version, lines }: CaseMove): Promise<void> {
  const definition = scenarioDefinition.parse(version.definition);
  for (const { id, rank } of ranksAfterMove(definition, lines)) {
    await tx.openItem.update({ where: { id }, data: { rank } });
  }
  await tx.collectionCase.update({
    where: { id: caseId },
    data: { scenarioVersionId: version.id, scenarioRun: { increment: 1 } },
  });
  await tx.customer.update({ where: { id: customerId }, data: { scenarioId: version.scenarioId } });
}

/**
 * Cases of a version follow another that differs from it in names only: nothing that was done or decided changes, so
 * it is the same run. The caller raises the version of the facts.
 */
export async function renameVersionOfCases(
  tx: Db,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.collectionCase.updateMany({
    where: { scenarioVersionId: from },
    data: { scenarioVersionId: to },
  });
}
