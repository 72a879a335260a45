/** What stands beside an item: the status that people gave it, and what was said about it (A-5, P-11). */
import type { IsoDate } from '../../../domain/model/common.ts';
import type {
  CommentAudience,
  CommentSource,
  CommentState,
  ReplyStatus,
  StatusKind,
} from '../../../domain/vocabulary/replies.ts';
import { Prisma, type Db } from '../../client.ts';

export interface StatusInForce {
  itemId: string;
  qualificationId: string;
  statusId: string;
  statusKey: string;
  statusName: string;
  kind: StatusKind;
  text: string | null;
  amountMinor: number | null;
  commentId: string | null;
  at: Date;
  byName: string | null;
  /** First day on which the item is chased again, where the status holds it. */
  heldUntil: IsoDate | null;
  followUpOn: IsoDate | null;
}

/**
 * The status of each item of a customer: of the last qualification whose promise or dispute is open, whose hold runs
 * or whose task is to be done. A status that does none of these holds until the item gets another one.
 */
export async function readStatusesInForce(
  db: Db,
  { customerId, today }: { customerId: string; today: IsoDate },
): Promise<Map<string, StatusInForce>> {
  const rows = await db.$queryRaw<StatusInForce[]>(Prisma.sql`
    WITH given AS (
      SELECT x."itemId", q."id" AS "qualificationId", s."id" AS "statusId", s."key" AS "statusKey",
        s."name" AS "statusName", s."kind", q."text", x."amountMinor"::float8 AS "amountMinor", q."commentId",
        q."createdAt" AS "at", author."name" AS "byName", h."until"::text AS "heldUntil",
        CASE WHEN f."state" = 'open' THEN f."dueOn"::text END AS "followUpOn",
        row_number() OVER (PARTITION BY x."itemId" ORDER BY q."createdAt" DESC, q."id" DESC) AS "newest",
        CASE s."kind"
          WHEN 'promise' THEN p."state" = 'open'
          WHEN 'dispute' THEN d."state" = 'open'
          ELSE coalesce(f."state" = 'open', FALSE)
            OR coalesce(h."releasedAt" IS NULL AND (h."until" IS NULL OR h."until" > ${today}::date) AND h."id" IS NOT NULL, FALSE)
        END AS "works",
        (h."id" IS NULL AND f."id" IS NULL AND s."kind" IN ('ongoing', 'other')) AS "onlyNames"
      FROM "Qualification" q
      JOIN "QualificationItem" x ON x."qualificationId" = q."id"
      JOIN "ItemStatus" s ON s."id" = q."statusId"
      LEFT JOIN "User" author ON author."id" = q."createdBy"
      LEFT JOIN "PromiseToPay" p ON p."id" = q."promiseId"
      LEFT JOIN "Dispute" d ON d."id" = q."disputeId"
      LEFT JOIN "FollowUp" f ON f."id" = q."followUpId"
      LEFT JOIN "Hold" h ON h."id" = x."holdId"
      WHERE q."customerId" = ${customerId}::uuid)
    SELECT DISTINCT ON ("itemId") * FROM given
    WHERE "works" OR ("onlyNames" AND "newest" = 1)
    ORDER BY "itemId", "newest"`);
  return new Map(rows.map((row) => [row.itemId, row]));
}

export interface ItemReply {
  id: string;
  source: CommentSource;
  audience: CommentAudience;
  state: CommentState;
  status: ReplyStatus | null;
  promisedOn: IsoDate | null;
  text: string;
  authorName: string;
  createdAt: Date;
  files: { id: string; name: string }[];
  answers: { text: string; at: string }[];
}

/**
 * What was said about each item and is not deleted, newest first; pending ones too, for the icon beside the item. Of a
 * whole customer the newest; of one item all.
 */
export async function readItemReplies(
  db: Db,
  { customerId, itemId }: { customerId: string; itemId?: string | undefined },
): Promise<Map<string, ItemReply[]>> {
  const about =
    itemId === undefined
      ? Prisma.empty
      : Prisma.sql`AND EXISTS (SELECT 1 FROM "CommentItem" o
          WHERE o."commentId" = r."id" AND o."itemId" = ${itemId}::uuid)`;
  const rows = await db.$queryRaw<(ItemReply & { itemIds: string[] })[]>(Prisma.sql`
    SELECT r."id", r."source", r."audience", r."state", r."status", r."promisedOn"::text AS "promisedOn", r."text",
      r."authorName", r."createdAt",
      ARRAY(SELECT n."itemId"::text FROM "CommentItem" n WHERE n."commentId" = r."id") AS "itemIds",
      coalesce((SELECT json_agg(json_build_object('id', f."id", 'name', f."name") ORDER BY f."createdAt", f."id")
        FROM "CommentFile" f WHERE f."commentId" = r."id"), '[]') AS "files",
      coalesce((SELECT json_agg(json_build_object('text', a."text", 'at', to_char(a."createdAt",
          'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY a."createdAt", a."id")
        FROM "CommentAnswer" a WHERE a."commentId" = r."id"), '[]') AS "answers"
    FROM "Comment" r
    WHERE r."customerId" = ${customerId}::uuid AND r."state" <> 'deleted' ${about}
    ORDER BY r."createdAt" DESC, r."id" DESC
    ${itemId === undefined ? Prisma.sql`LIMIT 2000` : Prisma.empty}`);
  const byItem = new Map<string, ItemReply[]>();
  for (const { itemIds, ...reply } of rows) {
    for (const itemId of itemIds) byItem.set(itemId, [...(byItem.get(itemId) ?? []), reply]);
  }
  return byItem;
}
