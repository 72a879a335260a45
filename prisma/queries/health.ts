/** Figures of the health page. */
import { toIsoDateOrNull } from '../convert.ts';
import { Prisma, type Db } from '../client.ts';

/** Whether the database answers. */
export async function pingDatabase(db: Db): Promise<boolean> {
  try {
    await db.$queryRaw(Prisma.sql`SELECT 1`);
    return true;
  } catch {
    return false;
  }
}

/** What waits, what is in doubt and how old the ledger is, for one entity. */
export async function readEntityHealth(db: Db, entityId: string) {
  const [entity, unknownOutcomes, failedActions, unrelayed, lastImport] = await Promise.all([
    db.legalEntity.findUniqueOrThrow({
      where: { id: entityId },
      select: {
        ledgerAsOf: true,
        ledgerImportedAt: true,
        ledgerMaxAgeDays: true,
        pausedUntil: true,
        pausedForGood: true,
        pausedChannels: true,
      },
    }),
    db.outboundMessage.count({
      where: { legalEntityId: entityId, state: 'in_doubt', customerId: { not: null } },
    }),
    db.agendaAction.count({ where: { legalEntityId: entityId, state: 'failed' } }),
    db.caseWake.aggregate({
      where: { relayedAt: null, customer: { legalEntityId: entityId } },
      _count: true,
      _min: { createdAt: true },
    }),
    db.importRun.findFirst({
      where: { legalEntityId: entityId },
      orderBy: { createdAt: 'desc' },
      select: { id: true, state: true, fileName: true, createdAt: true, appliedAt: true, errorCount: true },
    }),
  ]);
  return {
    ledger: {
      asOf: toIsoDateOrNull(entity.ledgerAsOf),
      importedAt: entity.ledgerImportedAt,
      maxAgeDays: entity.ledgerMaxAgeDays,
    },
    paused: entity.pausedForGood || entity.pausedUntil !== null,
    pausedChannels: entity.pausedChannels,
    unknownOutcomes,
    failedActions,
    wakes: { waiting: unrelayed._count, oldestAt: unrelayed._min.createdAt },
    lastImport,
  };
}
