/** Open lines of several customers with what stands in the way of asking for them, for the rules of domain/statement. */
import type { IsoDate } from '../../domain/model/common.ts';
import { promisedPart } from '../../domain/promise/parts.ts';
import type { StatementLine } from '../../domain/statement/asked.ts';
import { Prisma, type Db } from '../client.ts';
import { toMinor } from '../convert.ts';

interface LineRow {
  customerId: string;
  id: string;
  number: string;
  currency: string;
  openMinor: bigint;
  daysOverdue: number;
  refersTo: string | null;
  held: boolean;
  excluded: boolean;
  /** Null: the whole line. */
  disputes: (number | null)[];
  promises: { openMinor: number; amountMinor: number | null }[];
}

export interface OpenLines {
  lines: StatementLine[];
  /** The customer is never chased. */
  excluded: boolean;
}

/**
 * By customer; in one statement, however many customers there are. Customers without open lines are absent.
 *
 * @param today days overdue and ends of holds count from it
 */
export async function readOpenLines(
  db: Db,
  { customerIds, today }: { customerIds: string[]; today: IsoDate },
): Promise<Map<string, OpenLines>> {
  if (customerIds.length === 0) return new Map();
  const rows = await db.$queryRaw<LineRow[]>(Prisma.sql`
    WITH "wanted" AS (
      SELECT i."id", i."customerId", i."number", i."currency", i."openMinor", i."dueOn",
        i."refersTo"
      FROM "OpenItem" i
      WHERE i."customerId" = ANY(${customerIds}::uuid[]) AND i."state" = 'open' AND i."openMinor" <> 0
    ), "disputed" AS (
      SELECT x."itemId", json_agg(x."amountMinor") AS "parts"
      FROM "Dispute" d JOIN "DisputeItem" x ON x."disputeId" = d."id"
      WHERE d."customerId" = ANY(${customerIds}::uuid[]) AND d."state" = 'open' GROUP BY x."itemId"
    ), "promised" AS (
      SELECT q."itemId", json_agg(json_build_object('openMinor', q."openMinor", 'amountMinor', q."amountMinor"))
        AS "parts"
      FROM "PromiseToPay" p JOIN "PromiseItem" q ON q."promiseId" = p."id"
      WHERE p."customerId" = ANY(${customerIds}::uuid[]) AND p."state" = 'open' GROUP BY q."itemId"
    ), "held" AS (
      SELECT h."itemId" FROM "Hold" h
      WHERE h."customerId" = ANY(${customerIds}::uuid[]) AND h."releasedAt" IS NULL
        AND (h."until" IS NULL OR h."until" > ${today}::date)
      UNION
      SELECT n."itemId"
      FROM "Comment" r JOIN "CommentItem" n ON n."commentId" = r."id"
      JOIN "LegalEntity" e ON e."id" = r."legalEntityId" AND e."replyHold" = 'lines'
      WHERE r."customerId" = ANY(${customerIds}::uuid[]) AND r."state" = 'pending' AND r."audience" = 'customer'
    )
    SELECT w."customerId", w."id", w."number", w."currency", w."openMinor", ${today}::date - w."dueOn" AS "daysOverdue",
      w."refersTo", c."excludedAt" IS NOT NULL AS "excluded", h."itemId" IS NOT NULL AS "held", coalesce(d."parts", '[]') AS "disputes",
      coalesce(p."parts", '[]') AS "promises"
    FROM "wanted" w
    JOIN "Customer" c ON c."id" = w."customerId"
    LEFT JOIN "disputed" d ON d."itemId" = w."id"
    LEFT JOIN "promised" p ON p."itemId" = w."id"
    LEFT JOIN "held" h ON h."itemId" = w."id"
    ORDER BY w."customerId", w."dueOn", w."number", w."id"`);
  const open = new Map<string, OpenLines>();
  for (const row of rows) {
    const of = open.get(row.customerId) ?? { lines: [], excluded: row.excluded };
    of.lines.push(lineOf(row));
    open.set(row.customerId, of);
  }
  return open;
}

function lineOf(row: LineRow): StatementLine {
  const { id, number, currency, daysOverdue, refersTo } = row;
  const openMinor = toMinor(row.openMinor);
  return {
    id,
    number,
    currency,
    openMinor,
    daysOverdue,
    refersTo,
    disputedMinor: row.disputes.reduce<number>((sum, part) => sum + (part ?? openMinor), 0),
    isPromised: row.promises.length > 0,
    promisedPartMinor: promisedPart(openMinor, row.promises),
    isHeld: row.held,
  };
}
