/** Open lines of several customers with what stands in the way of asking for them, for the rules of domain/statement. */
import { sendingCalendar } from '../../../domain/calendar/sending-days.ts';
import { calendarSettings } from '../../../domain/model/calendar.ts';
import type { IsoDate } from '../../../domain/model/common.ts';
import { scenarioDefinition } from '../../../domain/model/scenario.ts';
import { isRunning } from '../../../domain/promise/lifecycle.ts';
import { promisedPart } from '../../../domain/promise/parts.ts';
import type { StatementLine } from '../../../domain/statement/amount-to-pay.ts';
import type { NettingRule } from '../../../domain/vocabulary/ledger.ts';
import { Prisma, type Db } from '../../client.ts';
import { toMinor } from '../../convert.ts';
import { isOnItsWay } from '../online-payments/read.ts';

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
  netting: NettingRule;
  /** Null: the whole line. */
  disputes: (number | null)[];
  promises: { promisedOn: IsoDate; openMinor: number; amountMinor: number | null }[];
}

export interface OpenLines {
  lines: StatementLine[];
  /** The customer is never chased. */
  excluded: boolean;
  netting: NettingRule;
}

/**
 * By customer; in one statement, however many customers there are, and one more where the day of a promise has passed.
 * Customers without open lines are absent.
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
      SELECT q."itemId", json_agg(json_build_object('promisedOn', p."promisedOn", 'openMinor', q."openMinor",
        'amountMinor', q."amountMinor")) AS "parts"
      FROM "PromiseToPay" p JOIN "PromiseItem" q ON q."promiseId" = p."id"
      WHERE p."customerId" = ANY(${customerIds}::uuid[]) AND p."state" = 'open' GROUP BY q."itemId"
    ), "unread" AS (
      SELECT r."id", r."customerId", r."legalEntityId" FROM "Comment" r
      WHERE r."customerId" = ANY(${customerIds}::uuid[]) AND r."state" = 'pending' AND r."audience" = 'customer'
    ), "held" AS (
      SELECT h."itemId" FROM "Hold" h
      WHERE h."customerId" = ANY(${customerIds}::uuid[]) AND h."releasedAt" IS NULL
        AND (h."until" IS NULL OR h."until" > ${today}::date)
      UNION
      SELECT n."itemId" FROM "unread" r JOIN "CommentItem" n ON n."commentId" = r."id"
      UNION
      SELECT w."id" FROM "wanted" w WHERE ${isOnItsWay(Prisma.sql`w`)}
    ), "answered" AS (
      SELECT DISTINCT r."customerId" FROM "unread" r JOIN "LegalEntity" e ON e."id" = r."legalEntityId"
      WHERE e."replyHold" = 'whole_case'
        OR NOT EXISTS (SELECT 1 FROM "CommentItem" n WHERE n."commentId" = r."id")
    )
    SELECT w."customerId", w."id", w."number", w."currency", w."openMinor", ${today}::date - w."dueOn" AS "daysOverdue",
      w."refersTo", c."excludedAt" IS NOT NULL AS "excluded", c."netting"::text AS "netting",
      h."itemId" IS NOT NULL OR a."customerId" IS NOT NULL AS "held",
      coalesce(d."parts", '[]') AS "disputes", coalesce(p."parts", '[]') AS "promises"
    FROM "wanted" w
    JOIN "Customer" c ON c."id" = w."customerId"
    LEFT JOIN "disputed" d ON d."itemId" = w."id"
    LEFT JOIN "promised" p ON p."itemId" = w."id"
    LEFT JOIN "held" h ON h."itemId" = w."id"
    LEFT JOIN "answered" a ON a."customerId" = w."customerId"
    ORDER BY w."customerId", w."dueOn", w."number", w."id"`);
  const runs = await runningPromises(db, rows, today);
  const open = new Map<string, OpenLines>();
  for (const row of rows) {
    const of = open.get(row.customerId) ?? {
      lines: [],
      excluded: row.excluded,
      netting: row.netting,
    };
    of.lines.push(lineOf(row, runs));
    open.set(row.customerId, of);
  }
  return open;
}

type Runs = (customerId: string, promisedOn: IsoDate) => boolean;

/** A promise stays open until the case is evaluated; whether it still runs is asked by the rule of the engine. */
async function runningPromises(db: Db, rows: LineRow[], today: IsoDate): Promise<Runs> {
  const late = rows.filter(({ promises }) => promises.some(({ promisedOn }) => promisedOn < today));
  const terms = await promiseTerms(db, [...new Set(late.map(({ customerId }) => customerId))]);
  return (customerId, promisedOn) => {
    const of = terms.get(customerId);
    return promisedOn >= today || of === undefined || isRunning({ ...of, promisedOn, today });
  };
}

async function promiseTerms(db: Db, customerIds: string[]) {
  if (customerIds.length === 0) return new Map<string, never>();
  const customers = await db.customer.findMany({
    where: { id: { in: customerIds } },
    select: {
      id: true,
      country: true,
      legalEntity: { select: { country: true, calendar: true } },
      case: { select: { scenarioVersion: { select: { definition: true } } } },
    },
  });
  return new Map(
    customers.map(({ id, country, legalEntity: entity, case: running }) => {
      const { promiseGraceDays } = Object(running?.scenarioVersion.definition) as {
        promiseGraceDays?: unknown;
      };
      return [
        id,
        {
          calendar: sendingCalendar(calendarSettings.parse(entity.calendar), country, entity.country),
          graceDays: scenarioDefinition.shape.promiseGraceDays.parse(promiseGraceDays),
        },
      ];
    }),
  );
}

function lineOf(row: LineRow, runs: Runs): StatementLine {
  const { id, number, currency, daysOverdue, refersTo } = row;
  const openMinor = toMinor(row.openMinor);
  const promises = row.promises.filter(({ promisedOn }) => runs(row.customerId, promisedOn));
  return {
    id,
    number,
    currency,
    openMinor,
    daysOverdue,
    refersTo,
    disputedMinor: row.disputes.reduce<number>((sum, part) => sum + (part ?? openMinor), 0),
    isPromised: promises.length > 0,
    promisedPartMinor: promisedPart(openMinor, promises),
    isHeld: row.held,
  };
}
