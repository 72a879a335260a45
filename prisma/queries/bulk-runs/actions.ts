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
  bytes: Uint8Array;
  letters: number;
  pages: number;
  keptUntil: Date;
}

/** Takes those with it whose day is over. */
export async function keepRunFile(db: Db, runId: string, file: RunFile, at: Date): Promise<void> {
  await db.bulkRunFile.deleteMany({ where: { keptUntil: { lte: at } } });
  const data = { ...file, bytes: new Uint8Array(file.bytes) };
  await db.bulkRunFile.upsert({ where: { runId }, create: { runId, ...data }, update: data });
}

/** Without its bytes; null: none was made, or its day is over. */
export async function readRunFileHead(db: Db, runId: string, at: Date) {
  return db.bulkRunFile.findFirst({
    where: { runId, keptUntil: { gt: at } },
    select: { letters: true, pages: true, keptUntil: true },
  });
}

export async function readRunFile(db: Db, runId: string, at: Date): Promise<RunFile | null> {
  return db.bulkRunFile.findFirst({
    where: { runId, keptUntil: { gt: at } },
    select: { bytes: true, letters: true, pages: true, keptUntil: true },
  });
}
