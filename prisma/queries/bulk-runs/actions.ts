/** Runs about actions of the agenda: the same rows, each with its action. */
import type { ActionRunKind } from '../../../domain/vocabulary/customers.ts';
import { Prisma, type Db } from '../../client.ts';
import { unpack } from '../../packing.ts';
import type { BulkParams } from './read.ts';
import type { BulkRunRef } from './write.ts';

export interface NewActionRun {
  entityId: string;
  key: string;
  kind: ActionRunKind;
  /** In the order in which they are to be done and printed. */
  actions: { id: string; positionHash?: string | undefined }[];
  params: BulkParams;
  userId: string;
  at: Date;
}

/** Writes down the actions as they were chosen; those of others are left out. The caller opens the transaction. */
export async function createActionRun(tx: Db, run: NewActionRun): Promise<BulkRunRef> {
  const { entityId, key, kind, actions, params, userId, at } = run;
  const made = await tx.bulkRun.createManyAndReturn({
    data: [
      {
        legalEntityId: entityId,
        key,
        kind,
        params: params as Prisma.InputJsonObject,
        createdBy: userId,
        createdAt: at,
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  const id = made[0]?.id;
  if (id === undefined) {
    const before = await tx.bulkRun.findUniqueOrThrow({ where: { key }, select: { id: true, total: true } });
    return { ...before, isNew: false };
  }
  const unique = [...new Map(actions.map((action) => [action.id, action])).values()];
  const ids = unique.map((action) => action.id);
  const hashes = unique.map(({ positionHash }) => positionHash ?? null);
  const total = await tx.$executeRaw(Prisma.sql`
    INSERT INTO "BulkRunRow" ("runId", "rowNo", "customerId", "actionId", "positionHash")
    SELECT ${id}::uuid, row_number() OVER (ORDER BY x.place), a."customerId", a."id", x.hash
    FROM unnest(${ids}::uuid[], ${hashes}::text[]) WITH ORDINALITY AS x(id, hash, place)
    JOIN "AgendaAction" a ON a."id" = x.id AND a."legalEntityId" = ${entityId}::uuid`);
  await tx.bulkRun.update({ where: { id }, data: { total } });
  return { id, total, isNew: true };
}

/** The letters of a run as they were printed, in the order of their rows, from the row after `after` on. */
export async function printedLetters(
  db: Db,
  runId: string,
  { after, take }: { after: number; take: number },
): Promise<{ rowNo: number; pdf: Uint8Array }[]> {
  const rows = await db.$queryRaw<{ rowNo: number; frozenBytes: Uint8Array }[]>(Prisma.sql`
    SELECT r."rowNo", m."frozenBytes" FROM "BulkRunRow" r
    JOIN "OutboundMessage" m ON m."id" = r."messageId"
    WHERE r."runId" = ${runId}::uuid AND r."rowNo" > ${after} AND m."frozenBytes" IS NOT NULL
    ORDER BY r."rowNo" LIMIT ${take}`);
  return rows.map(({ rowNo, frozenBytes }) => ({ rowNo, pdf: unpack(frozenBytes) }));
}

export interface RunFile {
  fileId: string;
  letters: number;
  pages: number;
  keptUntil: Date;
}

/** By which a file that nobody kept is found again. */
export function runFileName(runId: string): string {
  return `letters-${runId}.pdf`;
}

/** Files of a run that were begun and never kept. */
export async function dropUnkept(db: Db, name: string): Promise<void> {
  await db.storedFile.deleteMany({ where: { name, run: null } });
}

/** Takes those with it whose day is over. */
export async function keepRunFile(db: Db, runId: string, file: RunFile, at: Date): Promise<void> {
  const { fileId, ...of } = file;
  const before = await db.bulkRunFile.findUnique({ where: { runId }, select: { fileId: true } });
  await db.bulkRunFile.upsert({ where: { runId }, create: { runId, ...file }, update: { fileId, ...of } });
  const over = await db.bulkRunFile.findMany({ where: { keptUntil: { lte: at } }, select: { fileId: true } });
  const gone = [...over.map((one) => one.fileId), ...(before ? [before.fileId] : [])];
  await db.storedFile.deleteMany({ where: { id: { in: gone.filter((id) => id !== fileId) } } });
}

/** Null: none was made, or its day is over. */
export async function readRunFile(db: Db, runId: string, at: Date) {
  return db.bulkRunFile.findFirst({
    where: { runId, keptUntil: { gt: at } },
    select: { fileId: true, letters: true, pages: true, keptUntil: true },
  });
}

/** The refused rows of a run, in their order, to be tried again. */
export async function refusedActions(
  db: Db,
  runId: string,
): Promise<{ id: string; positionHash?: string | undefined }[]> {
  const rows = await db.bulkRunRow.findMany({
    where: { runId, outcome: 'refused', actionId: { not: null } },
    orderBy: { rowNo: 'asc' },
    select: { actionId: true, positionHash: true },
  });
  return rows.map(({ actionId, positionHash }) => ({
    id: actionId!,
    ...(positionHash === null ? {} : { positionHash }),
  }));
}
