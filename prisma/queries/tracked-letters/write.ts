/** Rows of the letter box of this installation. Events are only ever appended. */
import { Prisma, type Db } from '../../client.ts';
import type { TrackedLetterEventCode } from '../../../domain/vocabulary/letters.ts';
import type { StoredTracked, StoredTrackedEvent } from './read.ts';

export type NewTracked = Omit<StoredTracked, 'submittedAt' | 'claimUntil' | 'endedAt' | 'outcome'> & {
  pdf: Uint8Array;
  certificate: string;
};

/** A draft, in place of an earlier one; what was submitted stays as it is. */
export async function putDraft(db: Db, { pdf, letterId, ...row }: NewTracked): Promise<void> {
  await dropDraft(db, letterId);
  await db.trackedLetter.createMany({
    data: [{ ...row, letterId, pdf: new Uint8Array(pdf) }],
    skipDuplicates: true,
  });
}

/** Answers whether it was one; what was submitted stays. */
export async function dropDraft(db: Db, letterId: string): Promise<boolean> {
  const { count } = await db.trackedLetter.deleteMany({ where: { letterId, submittedAt: null } });
  return count === 1;
}

/** Answers whether this was the call that submitted it. */
export async function submitDraft(
  db: Db,
  letterId: string,
  { submittedAt, claimUntil }: { submittedAt: Date; claimUntil: Date },
): Promise<boolean> {
  const { count } = await db.trackedLetter.updateMany({
    where: { letterId, submittedAt: null },
    data: { submittedAt, claimUntil },
  });
  return count === 1;
}

/** Nobody else writes an event of it until the end of the transaction. */
export async function lockTracked(tx: Db, letterId: string): Promise<void> {
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "TrackedLetter" WHERE "letterId" = ${letterId}::uuid FOR NO KEY UPDATE`,
  );
}

export async function addTrackedEvent(tx: Db, letterId: string, event: StoredTrackedEvent): Promise<void> {
  await tx.trackedLetterEvent.createMany({ data: [{ ...event, letterId }] });
}

export async function endTracked(
  tx: Db,
  letterId: string,
  { outcome, at }: { outcome: TrackedLetterEventCode; at: Date },
): Promise<void> {
  await tx.trackedLetter.updateMany({
    where: { letterId, outcome: null },
    data: { outcome, endedAt: at },
  });
}
