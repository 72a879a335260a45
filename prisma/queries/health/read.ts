/** Figures of the health page. */
import { toIsoDateOrNull } from '../../convert.ts';
import { Prisma, type Db, type PrismaClient } from '../../client.ts';
import { databaseFailure } from '../../failures.ts';
import { countTroubled } from '../case-trouble/read.ts';

/** Whether the database answers. */
export async function pingDatabase(db: Db): Promise<boolean> {
  try {
    await db.$queryRaw(Prisma.sql`SELECT 1`);
    return true;
  } catch {
    return false;
  }
}

class TakenBack extends Error {}

/** Whether there is room to write: about a megabyte is written and taken back. Also true when it cannot be found out. */
export async function hasRoom(client: PrismaClient): Promise<boolean> {
  try {
    await client.$transaction(async (tx) => {
      await tx.$executeRaw(Prisma.sql`
        CREATE TEMPORARY TABLE "relance_room" ON COMMIT DROP AS
        SELECT repeat(md5(n::text), 30) AS filling FROM generate_series(1, 1000) n`);
      throw new TakenBack();
    });
  } catch (error) {
    return databaseFailure(error) !== 'full';
  }
  return true;
}

/** Since when the oldest outbox row for cases, notices and workflows has waited; null: none waits. */
export async function oldestPendingSince(db: Db): Promise<Date | null> {
  const oldest = [{ relayedAt: 'asc' as const }, { id: 'asc' as const }];
  const where = { relayedAt: null };
  const rows = await Promise.all([
    db.caseWake.findFirst({ where, orderBy: oldest, select: { createdAt: true } }),
    db.notice.findFirst({ where, orderBy: { createdAt: 'asc' }, select: { createdAt: true } }),
    db.workflowRequest.findFirst({ where, orderBy: oldest, select: { createdAt: true } }),
  ]);
  const instants = rows.flatMap((row) => row?.createdAt.getTime() ?? []);
  return instants.length === 0 ? null : new Date(Math.min(...instants));
}

/** What waits, what is in doubt and how old the ledger is, for one entity. */
export async function readEntityHealth(db: Db, entityId: string, now: Date) {
  const [failingCases, entity, unknownOutcomes, failedActions, unrelayed, refused, lastImport] =
    await Promise.all([
      countTroubled(db, entityId),
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
      db.mailCount.aggregate({
        where: { legalEntityId: entityId, day: new Date(now.toISOString().slice(0, 10)) },
        _sum: { refused: true },
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
    failingCases,
    refusedMails: refused._sum.refused ?? 0,
    wakes: { waiting: unrelayed._count, oldestAt: unrelayed._min.createdAt },
    lastImport,
  };
}
