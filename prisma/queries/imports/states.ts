/** How an import goes from state to state, and whose work on it counts. */
import { Prisma, type Db } from '../../client.ts';
import { dropProposals } from '../contacts/proposals.ts';
import { storableValue } from '../../../domain/text/storable.ts';
import type { ImportState } from '../../../domain/vocabulary/imports.ts';

const openStates: ImportState[] = ['received', 'reading', 'needs_input', 'review', 'needs_approval'];

/**
 * Begins a reading and ends every earlier one, wherever it runs. Null when the run is no longer open: applied, rejected
 * or failed meanwhile.
 */
export async function startReading(db: Db, id: string, at: Date): Promise<number | null> {
  const [begun] = await db.importRun.updateManyAndReturn({
    where: { id, state: { in: openStates } },
    data: {
      state: 'reading',
      readingNo: { increment: 1 },
      touchedAt: at,
      progressDone: 0,
      progressTotal: 1000,
      failure: Prisma.DbNull,
    },
    select: { readingNo: true },
  });
  return begun?.readingNo ?? null;
}

/** A failed import, or one that nobody works on, from its beginning; false for one that has come further. */
export async function repeatImport(db: Db, id: string, at: Date): Promise<boolean> {
  const { count } = await db.importRun.updateMany({
    where: { id, state: { in: ['failed', 'received', 'reading', 'applying'] } },
    data: { touchedAt: at },
  });
  await db.importRun.updateMany({
    where: { id, state: 'failed' },
    data: { state: 'received', failure: Prisma.DbNull, progressDone: 0 },
  });
  return count === 1;
}

/** @param reading fails only while this reading is the one that counts */
export async function failImport(
  db: Db,
  id: string,
  failure: { code: string; params: Record<string, string | number> },
  reading?: ReadingRef,
): Promise<void> {
  await db.importRun.updateMany({
    where: reading ? isThisReading(reading) : { id, state: { in: [...openStates, 'applying'] } },
    data: { state: 'failed', failure: storableValue(failure) },
  });
}

/**
 * Puts an import aside, at once: a reading that is under way ends at its next step. One that is being applied cannot be
 * put aside any more, but one whose applying was cut off can. The caller opens the transaction.
 */
export async function rejectImport(tx: Db, id: string, userId: string | null): Promise<boolean> {
  const [lock] = await tx.$queryRaw<{ free: boolean }[]>(
    Prisma.sql`SELECT pg_try_advisory_xact_lock(${lockOfImport(id)}) AS "free"`,
  );
  const { count } = await tx.importRun.updateMany({
    where: { id, state: { in: lock?.free ? [...openStates, 'applying'] : openStates } },
    data: { state: 'rejected', decidedBy: userId },
  });
  if (count === 1) await dropProposals(tx, id);
  return count === 1;
}

/** Held by the transaction that applies it. */
export async function lockImport(tx: Db, id: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock(${lockOfImport(id)})`);
}

function lockOfImport(id: string): Prisma.Sql {
  return Prisma.sql`hashtextextended(${`import/${id}`}, 0)`;
}

/** A reading: which import, and which reading of it. */
export interface ReadingRef {
  id: string;
  readingNo: number;
}

export const isThisReading = ({ id, readingNo }: ReadingRef) => ({
  id,
  readingNo,
  state: 'reading' as const,
});

/** False when this reading is over: the import was rejected, or another reading has begun. */
export async function setProgress(
  db: Db,
  reading: ReadingRef,
  progressDone: number,
  at: Date,
): Promise<boolean> {
  const { count } = await db.importRun.updateMany({
    where: isThisReading(reading),
    data: { progressDone, progressTotal: 1000, touchedAt: at },
  });
  return count === 1;
}

/** In a transaction that writes for a reading: false when it is over; true holds until the end of the transaction. */
export async function holdReading(tx: Db, { id, readingNo }: ReadingRef): Promise<boolean> {
  const held = await tx.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM "ImportRun" WHERE "id" = ${id}::uuid AND "readingNo" = ${readingNo} AND "state" = 'reading' FOR SHARE`);
  return held.length === 1;
}

/** A reading that is over writes nothing more. */
export class ReadingOver extends Error {}

/** Shown while the one transaction runs; applying takes the run up from here after a crash, too. */
export async function markApplying(db: Db, id: string, userId: string | null, at: Date): Promise<boolean> {
  const { count } = await db.importRun.updateMany({
    where: { id, state: { in: ['review', 'needs_approval'] } },
    data: { state: 'applying', decidedBy: userId, touchedAt: at, progressDone: 0, progressTotal: 1000 },
  });
  return count === 1;
}

/** A person answered: what was reviewed before holds no longer, from this moment on. */
export async function readAgain(db: Db, id: string, userId: string, at: Date): Promise<boolean> {
  const { count } = await db.importRun.updateMany({
    where: { id, state: { in: ['needs_input', 'review', 'needs_approval'] } },
    data: { state: 'received', decidedBy: userId, touchedAt: at, progressDone: 0, progressTotal: 1000 },
  });
  return count === 1;
}
