import { Prisma, type Db, type PrismaClient } from '../../client.ts';
import type { UploadRow } from './read.ts';

const shown = { id: true, name: true, contentType: true, sizeBytes: true } as const;

/** Uploads of one customer are counted one after the other, so that a quota holds when many arrive at once. */
export async function lockUploadsOf(tx: Db, customerId: string): Promise<void> {
  await tx.$executeRaw(
    Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`uploads/${customerId}`}, 0))`,
  );
}

export async function createUpload(
  db: Db,
  upload: { linkId: string; fileId: string; name: string; contentType: string; sizeBytes: number; at: Date },
): Promise<UploadRow> {
  const { at, ...data } = upload;
  return db.commentFile.create({ data: { ...data, createdAt: at }, select: shown });
}

/** Takes back an upload that no comment has; answers whether there was one. */
export async function deleteUpload(
  db: PrismaClient,
  { linkId, uploadId }: { linkId: string; uploadId: string },
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const where = { id: uploadId, linkId, commentId: null };
    const row = await tx.commentFile.findFirst({ where, select: { fileId: true } });
    if (row === null) return false;
    const { count } = await tx.commentFile.deleteMany({ where });
    if (count === 1) await tx.storedFile.delete({ where: { id: row.fileId } });
    return count === 1;
  });
}

/**
 * Removes uploads that were never sent, and transfers that never ended, once they are older than `before`; a few at
 * a time, oldest first. Answers how many.
 */
export async function sweepUploads(db: Db, before: Date, limit = 20): Promise<number> {
  // A function of the database: visitors see no upload but their own.
  const [row] = await db.$queryRaw<{ swept: number }[]>(Prisma.sql`
    SELECT relance_sweep_uploads(${before}::timestamptz AT TIME ZONE 'UTC', ${limit}::int) AS "swept"`);
  return row?.swept ?? 0;
}
