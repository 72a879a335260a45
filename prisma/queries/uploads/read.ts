/** Files that visitors of pages upload: kept as they came, bound to their link, swept when nothing is sent with them. */
import { Prisma, type Db } from '../../client.ts';
import { visibleComment, type PageScope } from '../portal/statement.ts';

export interface UploadRow {
  id: string;
  name: string;
  contentType: string;
  sizeBytes: number;
}

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
