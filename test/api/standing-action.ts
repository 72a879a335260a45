/** The seeded action as the engine itself would have proposed it, so that it can be clicked. */
import { evaluateCase } from '../../application/case/evaluate.ts';
import { fromIsoDate } from '../../prisma/convert.ts';
import type { Seeded, TestApi } from './support.ts';

/**
 * Proposes it anew, regardless of what became of it: the seeded steps wait for a person, and the second item asks for 960 euros
 * (of 1,000, forty are disputed).
 */
export async function proposeSeeded(
  { db, clock }: Pick<TestApi, 'db' | 'clock'>,
  { customerId, entityId, versionId, actionId, itemIds }: Seeded,
): Promise<{ positionHash: string }> {
  const { definition } = await db.scenarioVersion.findUniqueOrThrow({ where: { id: versionId } });
  const { steps, ...rest } = definition as { steps: object[] };
  const confirmed = steps.map((step) => ({ ...step, mode: 'to_confirm' }));
  await db.scenarioVersion.update({
    where: { id: versionId },
    data: { definition: { ...rest, steps: confirmed } },
  });
  const ledgerAsOf = fromIsoDate(clock.now.toISOString().slice(0, 10));
  await db.legalEntity.update({
    where: { id: entityId },
    data: { ledgerAsOf, ledgerImportedAt: clock.now },
  });
  const running = await db.collectionCase.update({
    where: { customerId },
    data: {
      waitsUntil: null,
      postponedUntil: null,
      lastActionOn: null,
      lastPerformedOn: null,
      deadlineOn: null,
    },
  });
  await db.openItem.updateMany({ where: { customerId }, data: { rank: 0, level: 0, openMinor: 100_000n } });
  await db.agendaAction.update({
    where: { id: actionId },
    data: {
      actionKey: `${running.id}/${running.scenarioRun}/friendly/${itemIds[1]}`,
      state: 'proposed',
      confirmedAt: null,
      confirmedBy: null,
      closedAt: null,
      closedBy: null,
    },
  });
  await db.$transaction((tx) => evaluateCase(tx, customerId, clock.now.getTime()));
  return db.agendaAction.findUniqueOrThrow({ where: { id: actionId }, select: { positionHash: true } });
}
