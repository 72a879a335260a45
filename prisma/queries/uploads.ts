/** Files that visitors of pages upload: kept as they came, bound to their link, swept when nothing is sent with them. */
import { Prisma, type Db, type PrismaClient } from '../client.ts';
import { visibleComment, type PageScope } from './portal-statement.ts';

export interface UploadRow {
  id: string;
  name: string;
  contentType: string;
  sizeBytes: number;
}

const shown = { id: true, name: true, contentType: true, sizeBytes: true } as const;

/** Bytes uploaded through this link, and by its customer through any, since an instant. */
export async function uploadedBytes(
  db: Db,
  { linkId, customerId }: { linkId: string; customerId: string },
  since: Date,
): Promise<{ link: number; customer: number; waiting: number }> {
  const [row] = await db.$queryRaw<
    { link: bigint | null; customer: bigint | null; waiting: bigint }[]
  >(Prisma.sql`
    SELECT sum(f."sizeBytes") FILTER (WHERE f."linkId" = ${linkId}::uuid)::bigint AS "link",
           sum(f."sizeBytes")::bigint AS "customer",
           count(*) FILTER (WHERE f."linkId" = ${linkId}::uuid AND f."commentId" IS NULL) AS "waiting"
    FROM "CommentFile" f JOIN "PageLink" l ON l."id" = f."linkId"
    WHERE l."customerId" = ${customerId}::uuid AND f."createdAt" > ${since}`);
  return {
    link: Number(row?.link ?? 0),
    customer: Number(row?.customer ?? 0),
    waiting: Number(row?.waiting ?? 0),
  };
}

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

/** A file that a visitor may fetch: its own upload, or one of a comment that its page shows. */
export async function visibleUpload(
  db: Db,
  scope: PageScope,
  uploadId: string,
): Promise<(UploadRow & { fileId: string }) | null> {
  const rows = await db.$queryRaw<(UploadRow & { fileId: string })[]>(Prisma.sql`
    SELECT f."id", f."name", f."contentType", f."sizeBytes", f."fileId"
    FROM "CommentFile" f
    WHERE f."id" = ${uploadId}::uuid
      AND ((f."commentId" IS NULL AND f."linkId" = ${scope.linkId}::uuid)
        OR EXISTS (SELECT 1 FROM "Comment" m WHERE m."id" = f."commentId" AND ${visibleComment(scope)}))`);
  return rows[0] ?? null;
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
